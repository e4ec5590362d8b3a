%% Variable scopes: clauses, case branches that export, funs, comprehensions, shadowing, underscores.
-module(scoping).
-export([main/0]).

main() ->
    X = 1,
    F = fun(X) -> X + 1 end,
    L = [X || X <- [10, 20]],
    io:format("~w ~w ~w~n", [X, F(5), L]),
    case L of [A, B] -> C = A + B; _ -> C = 0 end,
    io:format("~w~n", [C]),
    G = fun(Y) -> Z = Y + X, Z * 2 end,
    Z = 100,
    io:format("~w ~w~n", [G(1), Z]),
    _Unused = 5, _ = 6, _ = 7,
    {_, _} = {1, 2},
    {_A, _A2} = {1, 2},
    io:format("~w~n", [begin V = 3, V end + 1]),
    io:format("~w~n", [V]),
    R = try V2 = 4, V2 + 1 of W -> W * 2 catch _:_ -> 0 end,
    io:format("~w~n", [R]),
    receive after 0 -> T = after_zero end,
    io:format("~w~n", [T]),
    H = fun(P) when P > X -> bigger; (P) when P =:= X -> same; (_) -> smaller end,
    io:format("~w~n", [[H(N) || N <- [0, 1, 2]]]),
    io:format("~w~n", [[[{I, J} || J <- lists:seq(I, 3)] || I <- [2, 3]]]).
