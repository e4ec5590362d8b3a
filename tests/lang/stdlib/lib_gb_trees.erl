%% gb_trees and gb_sets.
-module(lib_gb_trees).
-export([main/0]).

main() ->
    T = lists:foldl(fun(N, A) -> gb_trees:insert((N * 7919) rem 1009, N, A) end, gb_trees:empty(), lists:seq(1, 500)),
    io:format("~w ~w ~w~n", [gb_trees:size(T), gb_trees:smallest(T), gb_trees:largest(T)]),
    io:format("~w ~w~n", [gb_trees:lookup(7919 rem 1009, T), gb_trees:lookup(-1, T)]),
    io:format("~w~n", [lists:sublist(gb_trees:keys(T), 10)]),
    T2 = lists:foldl(fun gb_trees:delete_any/2, T, lists:seq(0, 1000)),
    io:format("~w ~w~n", [gb_trees:size(T2), gb_trees:to_list(T2)]),
    io:format("~w~n", [gb_trees:get(a, gb_trees:enter(a, 2, gb_trees:enter(a, 1, gb_trees:empty())))]),
    {K, V, T3} = gb_trees:take_smallest(T),
    io:format("~w ~w ~w~n", [K, V, gb_trees:size(T3)]),
    io:format("~w~n", [walk(gb_trees:next(gb_trees:iterator(T)), 0)]),
    io:format("~w~n", [[try F() catch error:R -> R end || F <- [fun() -> gb_trees:get(z, gb_trees:empty()) end, fun() -> gb_trees:insert(a, 1, gb_trees:from_orddict([{a, 1}])) end]]]),
    S = gb_sets:from_list([3, 1, 2, 3, 1]), S2 = gb_sets:from_list([2, 3, 4]),
    io:format("~w~n", [[gb_sets:to_list(X) || X <- [S, gb_sets:union(S, S2), gb_sets:intersection(S, S2), gb_sets:subtract(S, S2), gb_sets:add(9, S), gb_sets:delete(1, S)]]]),
    io:format("~w~n", [[gb_sets:is_member(2, S), gb_sets:size(S), gb_sets:smallest(S), gb_sets:largest(S), gb_sets:is_subset(S, S2), gb_sets:fold(fun(X, A) -> X + A end, 0, S)]]).

walk(none, Sum) -> Sum;
walk({K, V, I}, Sum) -> walk(gb_trees:next(I), Sum + K * V).
