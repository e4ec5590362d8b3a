%% The match operator as an expression: value, chained matches, repeated variables and badmatch.
-module(patterns_match_op).
-export([main/0]).

main() ->
    X = {A, B} = {1, 2},
    io:format("~w ~w ~w~n", [X, A, B]),
    Y = Z = [A | _] = [1, 2, 3],
    io:format("~w ~w~n", [Y, Z]),
    {A, C} = {1, three},
    io:format("~w~n", [C]),
    io:format("~w~n", [try_match(fun() -> {A, D} = {id(2), 3}, D end)]),
    io:format("~w~n", [try_match(fun() -> [_, _] = id([1]) end)]),
    io:format("~w~n", [try_match(fun() -> #{k := V} = id(#{}), V end)]),
    io:format("~w~n", [try_match(fun() -> <<_:8>> = id(<<1, 2>>) end)]),
    io:format("~w~n", [try_match(fun() -> ok = id(error) end)]),
    io:format("~w~n", [try_match(fun() -> 1 = id(1.0) end)]),
    io:format("~w~n", [try_match(fun() -> Q = id(5), Q + Q end)]),
    case id({1, 2}) of
        {P, R} = T when P < R -> io:format("~w ~w~n", [T, P + R])
    end.

id(X) -> X.

try_match(F) ->
    try F() catch error:Reason -> {error, Reason} end.
