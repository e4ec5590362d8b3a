%% SPDX-License-Identifier: Apache-2.0
%% Breadth first search in a maze, with queue; topological order; permutations; power set.
-module(prog_queue_bfs).
-export([main/0]).
-define(MAZE, ["#########", "#S..#...#", "#.#.#.#.#", "#.#...#E#", "#########"]).
main() ->
    Grid = maps:from_list([{{R, C}, Ch} || {R, Row} <- lists:zip(lists:seq(1, length(?MAZE)), ?MAZE), {C, Ch} <- lists:zip(lists:seq(1, length(Row)), Row)]),
    [Start] = [P || {P, $S} <- maps:to_list(Grid)],
    Path = bfs(queue:from_list([[Start]]), Grid, #{Start => true}),
    io:format("~w~n~p~n", [length(Path), Path]),
    io:format("~p~n", [topo([{a, [b, c]}, {b, [d]}, {c, [d]}, {d, []}])]),
    io:format("~p~n", [topo([{a, [b]}, {b, [a]}])]),
    io:format("~p~n", [perms([1, 2, 3])]),
    io:format("~p~n", [powerset([a, b, c])]),
    io:format("~p~n", [lists:foldr(fun(X, A) -> [X * X | A] end, [], lists:seq(1, 10, 3))]),
    io:format("~p~n", [orddict:to_list(orddict:store(b, 2, orddict:from_list([{c, 3}, {a, 1}])))]),
    io:format("~p~n", [gb_trees:to_list(gb_trees:insert(k, v, gb_trees:empty()))]),
    io:format("~p~n", [ordsets:union([1, 3], [2, 3])]),
    io:format("~p~n", [proplists:get_value(x, [{y, 1}, x], none)]),
    io:format("~p~n", [lists:mapfoldl(fun(X, S) -> {X + S, X + S} end, 0, [1, 2, 3, 4])]),
    io:format("~p~n", [lists:partition(fun(X) -> X rem 2 =:= 0 end, [1, 2, 3, 4, 5])]),
    io:format("~p~n", [lists:zip3([1, 2], [a, b], "xy")]),
    io:format("~p~n", [lists:keyfind(b, 1, [{a, 1}, {b, 2}])]).
bfs(Q, Grid, Seen) ->
    case queue:out(Q) of
        {empty, _} -> none;
        {{value, [P | _] = Path}, Q1} ->
            case maps:get(P, Grid) of
                $E -> lists:reverse(Path);
                _ ->
                    Next = [N || N <- around(P), maps:get(N, Grid, $#) =/= $#, not maps:is_key(N, Seen)],
                    Seen1 = lists:foldl(fun(N, S) -> S#{N => true} end, Seen, Next),
                    bfs(lists:foldl(fun(N, A) -> queue:in([N | Path], A) end, Q1, Next), Grid, Seen1)
            end
    end.
around({R, C}) -> [{R - 1, C}, {R, C + 1}, {R + 1, C}, {R, C - 1}].
topo(G) -> topo(G, []).
topo([], Acc) -> {ok, Acc};
topo(G, Acc) ->
    case [N || {N, Ds} <- G, lists:all(fun(D) -> not lists:keymember(D, 1, G) end, Ds)] of
        [] -> cycle;
        [N | _] -> topo(lists:keydelete(N, 1, G), [N | Acc])
    end.
perms([]) -> [[]];
perms(L) -> [[H | T] || H <- L, T <- perms(L -- [H])].
powerset([]) -> [[]];
powerset([H | T]) -> P = powerset(T), [[H | X] || X <- P] ++ P.
