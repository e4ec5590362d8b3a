#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Arguments reach main/1 as strings, whatever they look like.
. "$TESTS/helpers/check.sh"

cat >show.erl <<'END'
-module(show).
-export([main/1]).
main(Arguments) ->
    lists:foreach(fun(A) -> io:format("~w ~p~n", [length(A), A]) end, Arguments).
END
run run show.erl
expect_code 0
expect_out ''
expect_quiet

run run show.erl one 'two words' '' -x --version -- 42
expect_code 0
expect_out '3 "one"
9 "two words"
0 []
2 "-x"
9 "--version"
2 "--"
2 "42"'

# Code points, not bytes.
run run show.erl 'né'
expect_code 0
expect_out_like '^2 '

# Without "run".
run show.erl a b
expect_code 0
expect_out '1 "a"
1 "b"'

# "--" ends the options; an argument that looks like an option of ours is none.
run run -- show.erl -pa x
expect_code 0
expect_out '3 "-pa"
1 "x"'
run run show.erl --help
expect_code 0
expect_out '6 "--help"'

# Bytes that are no UTF-8 arrive as they are.
run run show.erl "$(printf 'a\377b')"
expect_code 0
expect_out_like '^3 '
