%% Folds, unfolds, parser combinators and continuation passing built from funs only.
-module(funs_recursion_schemes).
-export([main/0]).

main() ->
    io:format("~w~n", [unfold(fun(N) when N > 60 -> stop; (N) -> {N, N * 2} end, 1)]),
    io:format("~w~n", [fact_k(20, fun(X) -> X end)]),
    io:format("~w~n", [count_k(100000, fun(X) -> X end)]),
    Digit = satisfy(fun(C) -> C >= $0 andalso C =< $9 end),
    Number = map(many1(Digit), fun list_to_integer/1),
    Item = alt(Number, lazy(fun() -> list_of(Number) end)),
    [io:format("~p ~p~n", [S, P(S)]) || {P, S} <- [{Number, "123abc"}, {Number, "x"}, {list_of(Number), "[1,22,333]rest"}, {list_of(Item), "[1,[2,3],4]"}, {list_of(Item), "[]"}, {list_of(Number), "[1,"}]],
    io:format("~w~n", [(pipe([fun(X) -> X + 1 end, fun(X) -> X * 2 end, fun integer_to_list/1]))(20)]).

unfold(F, S) -> case F(S) of stop -> []; {X, S2} -> [X | unfold(F, S2)] end.

fact_k(0, K) -> K(1);
fact_k(N, K) -> fact_k(N - 1, fun(X) -> K(N * X) end).

count_k(0, K) -> K(0);
count_k(N, K) -> count_k(N - 1, fun(X) -> K(X + 1) end).

satisfy(P) -> fun([C | T]) -> case P(C) of true -> {ok, C, T}; false -> fail end; ([]) -> fail end.
char(C) -> satisfy(fun(D) -> C =:= D end).
map(P, F) -> fun(S) -> case P(S) of {ok, X, T} -> {ok, F(X), T}; fail -> fail end end.
seq(P, Q) -> fun(S) -> case P(S) of {ok, X, T} -> (map(Q, fun(Y) -> {X, Y} end))(T); fail -> fail end end.
alt(P, Q) -> fun(S) -> case P(S) of fail -> Q(S); R -> R end end.
many(P) -> fun(S) -> case P(S) of {ok, X, T} -> (map(many(P), fun(Xs) -> [X | Xs] end))(T); fail -> {ok, [], S} end end.
many1(P) -> map(seq(P, many(P)), fun({X, Xs}) -> [X | Xs] end).
lazy(F) -> fun(S) -> (F())(S) end.
sep_by(P, Sep) -> alt(map(seq(P, many(map(seq(Sep, P), fun({_, X}) -> X end))), fun({X, Xs}) -> [X | Xs] end), fun(S) -> {ok, [], S} end).
list_of(P) -> map(seq(char($[), seq(sep_by(P, char($,)), char($]))), fun({_, {Xs, _}}) -> Xs end).

pipe(Fs) -> lists:foldl(fun(F, G) -> fun(X) -> F(G(X)) end end, fun(X) -> X end, Fs).
