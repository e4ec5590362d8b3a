%% ~p with a line width and a column given: ~40p, ~30.5p, ~*p, and ~tp.
-module(io_p_width).
-export([main/0]).

main() ->
    T = {root, [{child, 1, "one"}, {child, 2, "two"}, {child, 3, [{leaf, a}, {leaf, b}]}], <<"binary">>, 3.14},
    [io:format("~*p~n", [W, T]) || W <- [20, 30, 40, 60, 100]],
    [io:format("~*.*p~n", [W, C, T]) || {W, C} <- [{30, 1}, {30, 5}, {40, 10}]],
    io:format("0123456789~30p~n", [T]),
    io:format("~20p~n", [lists:seq(1, 30)]), io:format("~10p~n", ["abcdefghijklmnopqrstuvwxyz"]),
    io:format("~1p~n", [[1, [2, [3]]]]), io:format("~1p~n", [{a, {b}, #{1 => 2}}]),
    io:format("~tp~n", [{"λόγος", <<"λόγος"/utf8>>, 'λόγος'}]), io:format("~p~n", [{"λ", 'λ'}]),
    io:format("line one~nthen ~p~n", [T]), io:format("a\tb ~30p~n", [T]),
    io:format("~w ~W~n", [T, T, 5]).
