%% Balanced trees of the library: insert, look up, iterate, delete.
-module(gb_trees_use).
-export([main/0]).

main() ->
    Keys = [(N * 7919) rem 200003 || N <- lists:seq(1, 100000)],
    T = lists:foldl(fun(K, A) -> gb_trees:insert(K, K * 2, A) end, gb_trees:empty(), Keys),
    Sum = lists:foldl(fun(K, S) -> {value, V} = gb_trees:lookup(K, T), S + V end, 0, Keys ++ Keys ++ Keys),
    Walk = walk(gb_trees:next(gb_trees:iterator(T)), 0),
    Less = lists:foldl(fun gb_trees:delete/2, T, lists:sublist(Keys, 50000)),
    io:format("~w ~w ~w~n", [Sum, Walk, gb_trees:size(Less)]).

walk(none, S) -> S;
walk({K, V, I}, S) -> walk(gb_trees:next(I), S + K bxor V).
