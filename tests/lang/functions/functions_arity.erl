%% The same name with several arities; local, remote and exported calls; a function of no arguments.
-module(functions_arity).
-export([main/0, f/0, f/1, f/2, f/3, many/16]).

main() ->
    io:format("~w ~w ~w ~w~n", [f(), f(1), f(1, 2), f(1, 2, 3)]),
    io:format("~w ~w~n", [?MODULE:f(1), functions_arity:f(1, 2)]),
    M = ?MODULE, F = f,
    io:format("~w ~w ~w~n", [M:F(), M:F(x), M:f(x, y)]),
    io:format("~w~n", [many(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16)]),
    io:format("~w~n", [apply(M, many, lists:seq(1, 16))]),
    io:format("~w~n", [deep(1, 2, 3)]),
    io:format("~w~n", [swap(a, b, c, 5)]).

f() -> zero.
f(A) -> {one, A}.
f(A, B) -> {two, A, B}.
f(A, B, C) -> {three, A, B, C}.

many(A, B, C, D, E, F, G, H, I, J, K, L, M, N, O, P) ->
    [P, O, N, M, L, K, J, I, H, G, F, E, D, C, B, A].

deep(A, B, C) -> f(f(A, f(B)), f(C, A), f(f(), B, f(C, f(A), B))).

swap(A, B, C, 0) -> [A, B, C];
swap(A, B, C, N) -> swap(C, A, B, N - 1).
