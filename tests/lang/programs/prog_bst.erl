%% SPDX-License-Identifier: Apache-2.0
%% A binary search tree as a polymorphic structure, with folds and printing.
-module(prog_bst).
-export([main/0]).
-type tree() :: nil | {tree(), term(), term(), tree()}.
-export_type([tree/0]).
main() ->
    T = lists:foldl(fun({K, V}, T) -> insert(K, V, T) end, nil, [{5, five}, {2, two}, {8, eight}, {1, one}, {9, nine}, {3, three}]),
    io:format("~p~n", [T]),
    io:format("~p~n", [to_list(T)]),
    io:format("~p ~p ~p~n", [find(3, T), find(4, T), depth(T)]),
    io:format("~p~n", [to_list(delete(5, T))]),
    io:format("~p~n", [fold(fun(K, _, A) -> K + A end, 0, T)]),
    print(T, 0),
    io:format("~P~n", [T, 8]),
    io:format("~W~n", [lists:seq(1, 30), 10]).
insert(K, V, nil) -> {nil, K, V, nil};
insert(K, V, {L, K1, V1, R}) when K < K1 -> {insert(K, V, L), K1, V1, R};
insert(K, V, {L, K1, V1, R}) when K > K1 -> {L, K1, V1, insert(K, V, R)};
insert(K, V, {L, _, _, R}) -> {L, K, V, R}.
find(_, nil) -> error;
find(K, {_, K, V, _}) -> {ok, V};
find(K, {L, K1, _, R}) -> find(K, if K < K1 -> L; true -> R end).
delete(_, nil) -> nil;
delete(K, {nil, K, _, R}) -> R;
delete(K, {L, K, _, nil}) -> L;
delete(K, {L, K, _, R}) -> {K1, V1} = smallest(R), {L, K1, V1, delete(K1, R)};
delete(K, {L, K1, V, R}) when K < K1 -> {delete(K, L), K1, V, R};
delete(K, {L, K1, V, R}) -> {L, K1, V, delete(K, R)}.
smallest({nil, K, V, _}) -> {K, V};
smallest({L, _, _, _}) -> smallest(L).
fold(_, A, nil) -> A;
fold(F, A, {L, K, V, R}) -> fold(F, F(K, V, fold(F, A, L)), R).
to_list(T) -> lists:reverse(fold(fun(K, V, A) -> [{K, V} | A] end, [], T)).
depth(nil) -> 0;
depth({L, _, _, R}) -> 1 + max(depth(L), depth(R)).
print(nil, _) -> ok;
print({L, K, V, R}, N) ->
    print(R, N + 4), io:format("~*s~w: ~w~n", [N, "", K, V]), print(L, N + 4).
