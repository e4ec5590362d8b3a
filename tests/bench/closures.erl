%% Calls of funs: composed, captured, passed to folds and to own higher-order functions.
-module(closures).
-export([main/0]).

main() ->
    Add = fun(X) -> fun(Y) -> X + Y end end,
    F = compose(compose(Add(1), Add(2)), compose(Add(3), fun(X) -> X band 65535 end)),
    L = lists:seq(1, 1000),
    io:format("~w ~w~n", [times(18000000, F, 0), folds(1200, L, 0)]).

compose(F, G) -> fun(X) -> F(G(X)) end.

times(0, _, X) -> X;
times(N, F, X) -> times(N - 1, F, F(X)).

folds(0, _, Sum) -> Sum;
folds(N, L, Sum) ->
    Thirds = lists:filter(fun(X) -> X rem 3 =:= 0 end, L),
    Scaled = map(fun(X) -> X * N end, Thirds),
    folds(N - 1, L, lists:foldl(fun(X, A) -> X + A + N end, Sum, Scaled)).

map(F, [H | T]) -> [F(H) | map(F, T)];
map(_, []) -> [].
