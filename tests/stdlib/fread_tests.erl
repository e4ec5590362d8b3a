%% SPDX-License-Identifier: Apache-2.0
-module(fread_tests).
-export([main/0]).
-include("check.hrl").

main() ->
    ?equal({ok, [12, "abc", 1.5], " rest"}, io_lib:fread("~d ~s ~f", "12 abc 1.5 rest")),
    ?equal({ok, [-3, 4], ""}, io_lib:fread("~d,~d", "-3,4")),
    ?equal({ok, [255, "Z"], ""}, io_lib:fread("~16u~c", "ffZ")),
    ?equal({ok, [12, 345], ""}, io_lib:fread("~2d~d", "12345")),
    ?equal({ok, [255], ""}, io_lib:fread("~#", "16#ff")),
    ?equal({ok, [-1, 5], ""}, io_lib:fread("~-~u", "-5")),
    ?equal({ok, [ab], " c"}, io_lib:fread("~a", "  ab c")),
    ?equal({ok, ["abc"], "d"}, io_lib:fread("~3c", "abcd")),
    ?equal({ok, [2], ""}, io_lib:fread("~*d~d", "1 2")),
    ?equal({ok, [3], ""}, io_lib:fread("abc~l", "abc")),
    ?equal({ok, [], "x"}, io_lib:fread("~~", "~x")),
    ?equal({more, "~d", 2, [1]}, io_lib:fread("~d ~d", "1 ")),
    ?equal({error, {fread, integer}}, io_lib:fread("~d", "x")),
    ?equal({error, {fread, float}}, io_lib:fread("~f", "1")),
    ?equal({error, {fread, input}}, io_lib:fread("a~d", "b1")),
    ?equal({error, {fread, format}}, io_lib:fread("~x", "1")),
    ?equal({error, {fread, string}}, io_lib:fread("~s", [1024])),
    {more, Continuation} = io_lib:fread([], "1", "~d ~d"),
    {more, Continuation1} = io_lib:fread(Continuation, " \n", "~d ~d"),
    ?equal({done, {ok, [1, 2]}, "next"}, io_lib:fread(Continuation1, "2\nnext", "~d ~d")),
    ?equal({done, eof, eof}, io_lib:fread([], eof, "~d")),
    finish().
