%% Several setelements in a row, nested updates, tuples as matrices and as stacks.
-module(tuples_nested_update).
-export([main/0]).

main() ->
    T0 = {0, 0, 0, 0},
    T1 = setelement(4, setelement(3, setelement(2, setelement(1, T0, a), b), c), d),
    io:format("~w ~w~n", [T0, T1]),
    M = {{1, 2}, {3, 4}},
    io:format("~w~n", [put_at(M, 2, 1, x)]),
    io:format("~w~n", [mul(M, M)]),
    io:format("~w~n", [power(M, 20)]),
    S = push(3, push(2, push(1, empty))),
    {Top, Rest} = pop(S),
    io:format("~w ~w~n", [Top, Rest]),
    io:format("~w~n", [lists:foldl(fun(I, T) -> setelement(I rem 8 + 1, T, element(I rem 8 + 1, T) + I) end,
                                   erlang:make_tuple(8, 0), lists:seq(1, 1000))]).

put_at(M, R, C, V) -> setelement(R, M, setelement(C, element(R, M), V)).

mul({{A, B}, {C, D}}, {{E, F}, {G, H}}) ->
    {{A * E + B * G, A * F + B * H}, {C * E + D * G, C * F + D * H}}.

power(M, 1) -> M;
power(M, N) -> mul(M, power(M, N - 1)).

push(X, S) -> {X, S}.
pop({X, S}) -> {X, S}.
