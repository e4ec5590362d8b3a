%% Maps as the central structure: adjacency, breadth-first search, memo tables, counters, grouping, inverting.
-module(maps_word_graph).
-export([main/0]).

main() ->
    G = #{a => [b, c], b => [d], c => [d, e], d => [f], e => [f], f => []},
    io:format("~w~n", [bfs(G, [a], #{a => 0})]),
    io:format("~w~n", [topo(G)]),
    {V, Memo} = lucas(90, #{0 => 2, 1 => 1}),
    io:format("~w ~w~n", [V, map_size(Memo)]),
    Inverted = maps:fold(fun(K, Vs, A) -> lists:foldl(fun(X, B) -> maps:update_with(X, fun(L) -> lists:sort([K | L]) end, [K], B) end, A, Vs) end, #{}, G),
    io:format("~w~n", [lists:sort(maps:to_list(Inverted))]),
    Life = life([{1, 0}, {2, 1}, {0, 2}, {1, 2}, {2, 2}], 8),
    io:format("~w~n", [Life]),
    io:format("~w~n", [lists:sort(maps:to_list(lists:foldl(fun(C, M) -> M#{C => maps:get(C, M, 0) + 1} end, #{}, "mississippi")))]).

bfs(_, [], Dist) -> lists:sort(maps:to_list(Dist));
bfs(G, [N | Queue], Dist) ->
    #{N := D} = Dist,
    New = [X || X <- maps:get(N, G), not is_map_key(X, Dist)],
    bfs(G, Queue ++ New, lists:foldl(fun(X, A) -> A#{X => D + 1} end, Dist, New)).

topo(G) when map_size(G) =:= 0 -> [];
topo(G) ->
    Targets = lists:append(maps:values(G)),
    [N | _] = [K || K <- lists:sort(maps:keys(G)), not lists:member(K, Targets)],
    [N | topo(maps:remove(N, G))].

lucas(N, Memo) ->
    case Memo of
        #{N := V} -> {V, Memo};
        #{} ->
            {A, M1} = lucas(N - 1, Memo),
            {B, M2} = lucas(N - 2, M1),
            {A + B, M2#{N => A + B}}
    end.

life(Cells, 0) -> lists:sort(Cells);
life(Cells, N) ->
    Alive = maps:from_keys(Cells, true),
    Counts = lists:foldl(fun(P, M) -> maps:update_with(P, fun(C) -> C + 1 end, 1, M) end, #{},
                         [{X + Dx, Y + Dy} || {X, Y} <- Cells, Dx <- [-1, 0, 1], Dy <- [-1, 0, 1], {Dx, Dy} =/= {0, 0}]),
    life([P || {P, C} <- maps:to_list(Counts), C =:= 3 orelse (C =:= 2 andalso is_map_key(P, Alive))], N - 1).
