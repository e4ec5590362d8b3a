%% Closures capture values; nested capture; a captured variable shadowed by an argument.
-module(funs_closures).
-export([main/0]).

main() ->
    Add = fun(X) -> fun(Y) -> X + Y end end,
    Add5 = Add(5),
    io:format("~w ~w~n", [Add5(10), (Add(1))(2)]),
    Fs = [fun() -> N * N end || N <- [1, 2, 3]],
    io:format("~w~n", [[F() || F <- Fs]]),
    X = 1,
    Shadow = fun(X) -> X * 10 end,
    io:format("~w ~w~n", [X, Shadow(7)]),
    A = a, B = b, C = c, D = d, E = e,
    All = fun() -> fun() -> fun() -> [A, B, C, D, E] end end end,
    io:format("~w~n", [((All())())()]),
    Counter = counter(0),
    {V1, C1} = Counter(), {V2, C2} = C1(), {V3, _} = C2(),
    io:format("~w~n", [[V1, V2, V3]]),
    Compose = fun(F, G) -> fun(Z) -> F(G(Z)) end end,
    H = lists:foldl(Compose, fun(Z) -> Z end, [fun(Z) -> Z + 1 end, fun(Z) -> Z * 2 end, fun(Z) -> Z - 3 end]),
    io:format("~w~n", [H(10)]).

counter(N) -> fun() -> {N, counter(N + 1)} end.
