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
