%% Higher-order list functions, currying, lazy streams, folds that build functions.
-module(funs_higher_order).
-export([main/0]).

main() ->
    L = lists:seq(1, 10),
    io:format("~w~n", [lists:filter(fun(X) -> X rem 2 =:= 0 end, L)]),
    io:format("~w~n", [lists:foldl(fun(X, A) -> X + A end, 0, L)]),
    io:format("~w~n", [lists:foldr(fun(X, A) -> [X, X | A] end, [], [a, b])]),
    io:format("~w~n", [take(8, primes())]),
    io:format("~w~n", [take(5, lazy_map(fun(X) -> X * X end, from(1)))]),
    Curry = fun(F) -> fun(A) -> fun(B) -> F(A, B) end end end,
    io:format("~w~n", [((Curry(fun(A, B) -> A - B end))(10))(3)]),
    io:format("~w~n", [lists:zipwith3(fun(A, B, C) -> {A, B, C} end, [1, 2], [a, b], "xy")]),
    io:format("~w~n", [fold_tree(fun(L1, V, R) -> L1 + V + R end, 0, tree(lists:seq(1, 100)))]).

from(N) -> fun() -> [N | from(N + 1)] end.

primes() -> sieve(from(2)).

sieve(S) -> fun() -> [P | Rest] = S(), [P | sieve(lazy_filter(fun(N) -> N rem P =/= 0 end, Rest))] end.

lazy_filter(P, S) ->
    fun() ->
        [H | T] = S(),
        case P(H) of
            true -> [H | lazy_filter(P, T)];
            false -> (lazy_filter(P, T))()
        end
    end.

lazy_map(F, S) -> fun() -> [H | T] = S(), [F(H) | lazy_map(F, T)] end.

take(0, _) -> [];
take(N, S) -> [H | T] = S(), [H | take(N - 1, T)].

tree([]) -> empty;
tree([H | T]) ->
    {Less, More} = lists:partition(fun(X) -> X rem 2 =:= 0 end, T),
    {node, tree(Less), H, tree(More)}.

fold_tree(_, Z, empty) -> Z;
fold_tree(F, Z, {node, L, V, R}) -> F(fold_tree(F, Z, L), V, fold_tree(F, Z, R)).
