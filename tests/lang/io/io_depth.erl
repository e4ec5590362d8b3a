%% ~P and ~W cut off at a depth.
-module(io_depth).
-export([main/0]).

main() ->
    T = {a, [b, {c, [d, {e, [f, g, h]}]}], "a string", <<"a binary">>, #{1 => {2, [3]}}, lists:seq(1, 20)},
    [io:format("~w: ~W~n", [D, T, D]) || D <- [0, 1, 2, 3, 4, 5, 6, 8, 10, 15, 30]],
    [io:format("~w: ~P~n", [D, T, D]) || D <- [0, 1, 2, 3, 4, 5, 6, 8, 10, 15, 30]],
    io:format("~P~n", [lists:seq(1, 1000), 10]), io:format("~W~n", ["abcdefghij", 5]), io:format("~P~n", ["abcdefghij", 5]),
    io:format("~P~n", [<<"a fairly long binary string">>, 6]), io:format("~W~n", [<<1, 2, 3, 4, 5, 6, 7, 8, 9, 10>>, 5]),
    io:format("~tP~n", ["λλλλλλλλλ", 6]), io:format("~W~n", [list_to_tuple(lists:seq(1, 10)), 4]),
    io:format("~P~n", [[[[[[[[1]]]]]]], 4]), io:format("~P~n", [{1, {2, {3, {4, {5}}}}}, 4]).
