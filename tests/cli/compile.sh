#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# erlite compile: -o, -I, -D, several files.
. "$TESTS/helpers/check.sh"

mkdir include out_dir source
cat >include/shared.hrl <<'END'
-define(SHARED, from_header).
END
cat >source/options.erl <<'END'
-module(options).
-export([main/1]).
-include("shared.hrl").
-ifdef(FLAG).
flag() -> ?FLAG.
-else.
flag() -> undefined.
-endif.
main(_) -> io:format("~p ~p~n", [?SHARED, flag()]).
END
printf -- '-module(second).\n-export([main/0]).\nmain() -> io:format("second~n").\n' >second.erl

run compile -o out_dir -I include source/options.erl second.erl
expect_code 0
expect_out ''
expect_quiet
[ -f out_dir/options.beam ] && [ -f out_dir/second.beam ] || complain 'expected both modules'
run run -pa out_dir options
expect_out 'from_header undefined'
run run -pa out_dir second
expect_out 'second'

run compile -o out_dir -I include -D FLAG source/options.erl
expect_code 0
run run -pa out_dir options
expect_out 'from_header true'

run compile -o out_dir -I include -D 'FLAG={a,1}' source/options.erl
expect_code 0
run run -pa out_dir options
expect_out 'from_header {a,1}'

# Without -o, into the current folder.
run compile -I include source/options.erl
expect_code 0
[ -f options.beam ] || complain 'expected options.beam here'

run compile -o no/such/folder second.erl
[ "$code" != 0 ] || complain 'expected a failure'
expect_err_like 'no/such/folder'
# One bad file does not keep the others from being compiled; options may come last.
mkdir several
printf -- '-module(bad).\nf( -> ok.\n' >bad.erl
run compile bad.erl second.erl source/options.erl -I include -o several
expect_code 1
expect_err_like '^bad\.erl:2:'
[ -f several/second.beam ] && [ -f several/options.beam ] ||
    complain 'expected the two good modules'
[ ! -e several/bad.beam ] || complain 'expected no bad.beam'
run compile nowhere.erl second.erl -oseveral
expect_code 2

run compile
expect_usage_error 'file'
