#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# -include looks beside the file that includes, wherever the program is started.
. "$TESTS/helpers/check.sh"

mkdir -p sub/deeper
cat >sub/main.erl <<'END'
-module(main).
-export([main/1]).
-include("deeper/one.hrl").
main(_) -> io:format("~p ~p ~s~n", [?ONE, ?TWO, ?FILE]).
END
printf -- '-include("two.hrl").\n-define(ONE, 1).\n' >sub/deeper/one.hrl
printf -- '-define(TWO, 2).\n' >sub/deeper/two.hrl
run run sub/main.erl
expect_code 0
expect_out '1 2 sub/main.erl'

printf -- '-module(lost).\n-include("nowhere.hrl").\n' >lost.erl
run compile lost.erl
expect_code 1
expect_err_like 'lost\.erl:2:.*nowhere\.hrl'
