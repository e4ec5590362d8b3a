#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# The exit code is 0, that of halt, or 1; what was printed before is not lost.
. "$TESTS/helpers/check.sh"

cat >leave.erl <<'END'
-module(leave).
-export([main/1]).
main(["return"]) -> io:format("before~n"), some_value;
main(["halt"]) -> io:format("before~n"), halt();
main(["halt", N]) -> io:format("before~n"), halt(list_to_integer(N)), io:format("after~n");
main(["erlang_halt", N]) -> io:format("before~n"), erlang:halt(list_to_integer(N));
main(["flush", N]) -> io:format("before~n"), erlang:halt(list_to_integer(N), [{flush, true}]);
main(["deep", N]) -> io:format("before~n"), 1 + deep(list_to_integer(N)).
deep(N) -> 1 + length(lists:map(fun(_) -> halt(N) end, [a, b])).
END
for how in return halt 'halt 0'; do
    # shellcheck disable=SC2086
    run run leave.erl $how
    expect_code 0
    expect_out before
    expect_quiet
done
for how in 'halt 3' 'erlang_halt 3' 'flush 3' 'deep 3'; do
    # shellcheck disable=SC2086
    run run leave.erl $how
    expect_code 3
    expect_out before
    expect_quiet
done
run run leave.erl halt 255
expect_code 255
