#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Scripts in the manner of escript: no -module, no -export, a line of emulator flags.
. "$TESTS/helpers/check.sh"

cat >sum <<'END'
#!/usr/bin/env escript
%% -*- erlang -*-
%%! -smp enable -sname sum
main(Strings) ->
    Sum = lists:sum([list_to_integer(S) || S <- Strings]),
    io:format("~p~n", [Sum]),
    helper().

helper() -> ok.
END
run run sum 1 2 39
expect_code 0
expect_out 42
expect_quiet

cp sum sum.erl
run sum.erl 1 2
expect_code 0
expect_out 3
expect_quiet

printf 'main(_) -> io:format("plain~n").\n' >plain.erl
run plain.erl
expect_code 0
expect_out plain
