#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Output is buffered and complete, standard output and error are kept apart, and a reader may leave.
. "$TESTS/helpers/check.sh"

cat >many.erl <<'END'
-module(many).
-export([main/1]).
main([N]) ->
    io:format(standard_error, "starting~n", []),
    loop(1, list_to_integer(N)),
    io:put_chars("last line"),
    io:nl().
loop(I, N) when I > N -> ok;
loop(I, N) -> io:format("line ~w~n", [I]), loop(I + 1, N).
END
run run many.erl 20000
expect_code 0
[ "$(wc -l <out)" = 20001 ] || complain 'expected 20001 lines'
[ "$(tail -n 1 out)" = 'last line' ] || complain 'expected the last line last'
[ "$(cat err)" = starting ] || complain 'expected one line on standard error'

[ "$("$ERLITE" run many.erl 100000 2>err | head -n 1)" = 'line 1' ] || complain 'expected line 1'

# Like any other command it is ended by the signal when its reader has gone, without a word.
{ code=0; "$ERLITE" run many.erl 100000 2>err || code=$?; echo "$code" >pipe_code; } |
    head -n 1 >out
[ "$(cat pipe_code)" = 141 ] || complain "expected the end by SIGPIPE, not $(cat pipe_code)"
[ "$(cat err)" = starting ] || complain 'expected nothing more on standard error'

# Output that cannot be written is no success.
if [ -e /dev/full ]; then
    code=0
    "$ERLITE" run many.erl 10 >/dev/full 2>err || code=$?
    expect_code 1
    expect_err_like 'cannot write to standard output: No space left on device'
fi
code=0
"$ERLITE" run many.erl 10 >&- 2>err || code=$?
expect_code 1
expect_err_like 'cannot write to standard output'
