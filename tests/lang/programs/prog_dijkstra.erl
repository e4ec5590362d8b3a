%% Shortest paths with gb_sets as a priority queue, Floyd-Warshall as a check, minimum spanning tree.
-module(prog_dijkstra).
-export([main/0]).

main() ->
    Edges = edges(40, 160, 7),
    G = lists:foldl(fun({A, B, W}, M) -> add(B, {A, W}, add(A, {B, W}, M)) end, #{}, Edges),
    Dist = dijkstra(G, gb_sets:singleton({0, 1}), #{}),
    io:format("~w~n", [lists:sort(maps:to_list(Dist))]),
    Fw = floyd(Edges, 40),
    io:format("~w~n", [lists:all(fun({N, D}) -> maps:get({1, N}, Fw) =:= D end, maps:to_list(Dist))]),
    io:format("~w~n", [kruskal(lists:keysort(3, Edges), maps:from_list([{N, N} || N <- lists:seq(1, 40)]), 0)]).

edges(_, 0, _) -> [];
edges(N, K, S0) ->
    S1 = next(S0), S2 = next(S1), S3 = next(S2),
    [{S1 rem N + 1, S2 rem N + 1, S3 rem 50 + 1} | edges(N, K - 1, S3)].

next(S) -> (S * 16807) rem 2147483647.

add(K, V, M) -> maps:update_with(K, fun(L) -> [V | L] end, [V], M).

dijkstra(G, Queue, Dist) ->
    case gb_sets:is_empty(Queue) of
        true -> Dist;
        false ->
            {{D, N}, Rest} = gb_sets:take_smallest(Queue),
            case Dist of
                #{N := _} -> dijkstra(G, Rest, Dist);
                _ -> dijkstra(G, lists:foldl(fun({M, W}, Q) -> gb_sets:add({D + W, M}, Q) end, Rest, maps:get(N, G, [])), Dist#{N => D})
            end
    end.

floyd(Edges, N) ->
    Start = lists:foldl(fun({A, B, W}, M) -> low(A, B, W, low(B, A, W, M)) end, maps:from_list([{{I, I}, 0} || I <- lists:seq(1, N)]), Edges),
    lists:foldl(fun(K, M) -> lists:foldl(fun({I, J}, A) -> relax(I, J, K, A) end, M, [{I, J} || I <- lists:seq(1, N), J <- lists:seq(1, N)]) end, Start, lists:seq(1, N)).

low(A, B, W, M) -> maps:update_with({A, B}, fun(V) -> min(V, W) end, W, M).

relax(I, J, K, M) ->
    case M of
        #{{I, K} := X, {K, J} := Y} -> low(I, J, X + Y, M);
        _ -> M
    end.

kruskal([], _, Sum) -> Sum;
kruskal([{A, B, W} | Es], Parent, Sum) ->
    case {root(A, Parent), root(B, Parent)} of
        {R, R} -> kruskal(Es, Parent, Sum);
        {Ra, Rb} -> kruskal(Es, Parent#{Ra := Rb}, Sum + W)
    end.

root(N, P) -> case maps:get(N, P) of N -> N; M -> root(M, P) end.
