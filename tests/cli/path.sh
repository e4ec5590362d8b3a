#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# -pa: compiled modules are found in the folders given, when they are first called.
. "$TESTS/helpers/check.sh"

cat >app.erl <<'END'
-module(app).
-export([main/1]).
main([]) -> io:format("~p~n", [helper:twice(21)]);
main(Arguments) -> io:format("~p~n", [Arguments]).
END
cat >helper.erl <<'END'
-module(helper).
-export([twice/1]).
twice(X) -> X * 2.
END
mkdir first second
run compile -o first app.erl
expect_code 0
expect_quiet
run compile -o second helper.erl
expect_code 0

run run -pa first -pa second app
expect_code 0
expect_out 42
run run -pa first app x y
expect_code 0
expect_out '["x","y"]'

# From source, with compiled modules beside it.
run run -pa second app.erl
expect_code 0
expect_out 42

run run -pa first app
expect_code 1
expect_err_like 'undef'

run run -pa first no_such_module
expect_usage_error 'no_such_module'
run run -pa
expect_usage_error '-pa'

# The file of a compiled module, by its name; modules beside it are found.
cp second/helper.beam first/
run run first/app.beam
expect_code 0
expect_out 42
run first/app.beam x
expect_code 0
expect_out '["x"]'

# Modules in the current directory need no -pa.
cd first
run run app
expect_code 0
expect_out 42
run run app.beam
expect_code 0
expect_out 42
cd ..

# Beside a source file, wherever the program is started.
cp app.erl second/elsewhere.erl
sed -i 's/-module(app)/-module(elsewhere)/' second/elsewhere.erl
run second/elsewhere.erl
expect_code 0
expect_out 42
