#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# -include_lib finds applications in the directories of ERL_LIBS, with and without a version; -I and
# -D count for `run` too.
. "$TESTS/helpers/check.sh"

mkdir -p libs/plain/include 'more/with-1.2/include' 'more/with-1.10/include' include
printf -- '-define(PLAIN, plain).\n' >libs/plain/include/plain.hrl
printf -- '-define(WITH, with_version).\n' | tee more/with-1.2/include/with.hrl \
    >more/with-1.10/include/with.hrl
cat >uses.erl <<'END_OF_PROGRAM'
-module(uses).
-export([main/1]).
-include_lib("plain/include/plain.hrl").
-include_lib("with/include/with.hrl").
main(_) -> io:format("~p ~p~n", [?PLAIN, ?WITH]).
END_OF_PROGRAM
ERL_LIBS=$PWD/libs:$PWD/more
export ERL_LIBS
run run uses.erl
expect_code 0
expect_out 'plain with_version'
run compile uses.erl
expect_code 0

unset ERL_LIBS
run run uses.erl
expect_code 1
expect_err_like '^uses\.erl:3:.*plain'

printf -- '-define(HEADER, from_header).\n' >include/header.hrl
cat >options.erl <<'END_OF_PROGRAM'
-module(options).
-export([main/1]).
-include("header.hrl").
main(Arguments) -> io:format("~p ~p ~p ~p~n", [?HEADER, ?FLAG, ?VALUE, Arguments]).
END_OF_PROGRAM
run run -I include -D FLAG -D 'VALUE="v"' options.erl -D X
expect_code 0
expect_out 'from_header true "v" ["-D","X"]'
run -Iinclude -DFLAG -DVALUE=1+1 options.erl
expect_code 0
expect_out 'from_header true 2 []'
run run -I include -D FLAG options.erl
expect_code 1
expect_err_like '^options\.erl:4:.*VALUE'
