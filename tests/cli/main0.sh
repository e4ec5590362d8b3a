#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# main/0 is called where there is no main/1; with both, it is main/1.
. "$TESTS/helpers/check.sh"

cat >zero.erl <<'END'
-module(zero).
-export([main/0]).
main() -> io:format("zero~n").
END
run run zero.erl
expect_code 0
expect_out zero
run run zero.erl ignored
expect_code 0
expect_out zero

cat >both.erl <<'END'
-module(both).
-export([main/0, main/1]).
main() -> io:format("zero~n").
main(_) -> io:format("one~n").
END
run run both.erl
expect_code 0
expect_out one

cat >neither.erl <<'END'
-module(neither).
-export([start/0]).
start() -> ok.
END
run run neither.erl
[ "$code" != 0 ] || complain 'expected a failure'
expect_err_like 'main'
