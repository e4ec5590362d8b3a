%% Comparison of long and deep terms needs no C stack; equality of equal copies.
-module(term_deep_compare).
-export([main/0]).

main() ->
    A = lists:seq(1, 100000), B = lists:seq(1, 100000),
    io:format("~w ~w ~w~n", [A =:= B, A == B, A < B ++ [1]]),
    D1 = nest(300000, leaf), D2 = nest(300000, leaf), D3 = nest(300000, other),
    io:format("~w ~w ~w~n", [D1 =:= D2, D1 < D3, D1 =:= D3]),
    T1 = tup(300000, x), T2 = tup(300000, x), T3 = tup(300000, y),
    io:format("~w ~w ~w~n", [T1 == T2, T1 < T3, T1 =:= T3]),
    io:format("~w~n", [erlang:phash2(D1) =:= erlang:phash2(D2)]),
    io:format("~w~n", [binary_to_term(term_to_binary(D1)) =:= D1]),
    M1 = maps:from_list([{N, [N]} || N <- lists:seq(1, 1000)]), M2 = maps:from_list([{N, [N]} || N <- lists:seq(1000, 1, -1)]),
    io:format("~w ~w~n", [M1 =:= M2, M1 == M2#{500 := [500.0]}]),
    io:format("~w~n", [length(lists:flatten(nest(100000, [])))]),
    io:format("~w~n", [erts_size(D1) > 300000]).

nest(0, X) -> X;
nest(N, X) -> nest(N - 1, [X]).

tup(0, X) -> X;
tup(N, X) -> tup(N - 1, {X, N}).

erts_size(X) -> byte_size(term_to_binary(X)).
