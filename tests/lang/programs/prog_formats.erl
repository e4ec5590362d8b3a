%% SPDX-License-Identifier: Apache-2.0
%% Many directives of io:format and io_lib:format.
-module(prog_formats).
-export([main/0]).

main() ->
    io:format("~p~n", [{a, "str", <<"bin">>, [1, 2, 3], #{k => v}, 1.5, 'Quoted Atom', fun lists:map/2}]),
    io:format("~w ~s ~c ~b~n", ["abc", "abc", $x, 42]),
    io:format("|~10s|~-10s|~10w|~-10w|~5.2f|~3c|~n", ["right", "left", 12, ab, 3.14159, $z]),
    io:format("~8.16.0b ~.2b ~.16# ~.16X~n", [255, 5, 10, 255, "0x"]),
    io:format("~.16b ~.36B~n", [255, 35]),
    io:format("~i~w~n", [skipped, shown]),
    io:format("~~ ~ts ~tp~n", ["\x{e9}", "\x{e9}"]),
    io:format("~20p|~n", [hello]),
    io:format("~p~n", [lists:seq(1, 60)]),
    io:format("~p~n", [[{key1, "a long string value number one"}, {key2, <<"a binary value that is long">>}, {key3, [nested, {tuple, with, [deep, list]}]}]]),
    io:format("~p~n", [#{list => lists:seq(1, 30), "string key" => {1, 2}, 3 => atom}]),
    io:format("~s~n", [io_lib:format("~3..0w|~5.10.0b", [7, 42])]),
    io:format("~w~n", [[<<>>, <<1, 2>>, <<5:3>>, "", [], {}, #{}, "a\nb", $a, 'it\'s', []]]),
    io:format("~p~n", [["a\tb\"c\\", [0, 1], [65, 66 | tail], <<"x\ny">>, <<200, 201>>]]),
    io:format("~p ~p~n", ['hello world', 'Ünï']),
    io:format("~s~n", [[<<"io">>, $l, ["i", [<<"st">>]]]]),
    io:format("no args~n"),
    io:format("~e ~f ~g~n", [1.5, 1.5, 1.5]),
    io:format("~10.3e|~-12.4f|~12.2f|~n", [1234.5, 1.0, -2.345]),
    io:format("~*c~n", [5, $=]),
    io:format("~5s|~.3s|~8.3s|~n", ["ab", "abcdef", "abcdef"]),
    io:format("~p~n", [lists:duplicate(3, "some text that is rather long")]),
    io:format("~0p~n", [lists:duplicate(3, "some text that is rather long")]),
    io:format("~p~n", [element(1, element(2, catch io_lib:format("~p", [])))]).
