#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Warnings go to standard error and stop nothing.
. "$TESTS/helpers/check.sh"

cat >careless.erl <<'END'
-module(careless).
-export([main/1]).
main(_) ->
    Unused = 1,
    io:format("done~n").
END
run compile careless.erl
expect_code 0
expect_err_like 'careless\.erl:4:5: .*[Ww]arning.*Unused|careless\.erl:4:5: .*Unused'
run run careless.erl
expect_code 0
expect_out 'done'
