#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# An uncaught exception: exit code 1; class, reason and trace with file and line on standard error.
. "$TESTS/helpers/check.sh"

cat >boom.erl <<'END'
-module(boom).
-export([main/1]).
main([Kind]) ->
    io:format("before~n"),
    X = fail(Kind),
    X + 1.
fail("arith") ->
    1 + list_to_atom("a");
fail("error") ->
    erlang:error({my_reason, 42});
fail("throw") ->
    throw(thrown_value);
fail("exit") ->
    exit(exit_value);
fail("undef") ->
    lists:no_such_function(1);
fail("module") ->
    no_such_module:f().
END
expect_trace() {
    expect_code 1
    expect_out before
    expect_err_like "$1"
    expect_err_like "$2"
    expect_err_like "$3"
    grep -E -q 'boom\.erl' err || complain 'expected the file in the trace'
    grep -E -q 'main' err || complain 'expected the caller in the trace'
}
run run boom.erl arith
expect_trace error 'badarith|arithmetic' '8'
run run boom.erl error
expect_trace error 'my_reason' '10'
run run boom.erl throw
expect_trace 'throw|nocatch' 'thrown_value' '12'
run run boom.erl exit
expect_trace exit 'exit_value' '14'
run run boom.erl undef
expect_trace error 'undef' 'lists.*no_such_function'
run run boom.erl module
expect_trace error 'undef' 'no_such_module'

# No clause of main/1 fits.
run run boom.erl a b
expect_code 1
expect_out ''
expect_err_like 'function_clause'
