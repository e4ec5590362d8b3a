%% SPDX-License-Identifier: Apache-2.0
%% Selective receive keeps the order of what it passes over.
-module(proc_selective_order).
-export([main/0]).
main() ->
    [self() ! {kind(N), N} || N <- lists:seq(1, 30)],
    io:format("~p~n", [all(three)]),
    io:format("~p~n", [all(two)]),
    self() ! {one, last},
    io:format("~p~n", [all(one)]),
    io:format("~p~n", [process_info(self(), message_queue_len)]),
    [self() ! N || N <- lists:seq(1, 2000)],
    io:format("~p~n", [lists:sum([receive M when M rem 3 =:= 0 -> M end || _ <- lists:seq(1, 666)])]),
    io:format("~p~n", [lists:sum([receive M when M > 1000 -> M end || _ <- lists:seq(1, 600)])]),
    {messages, L} = process_info(self(), messages),
    io:format("~p ~p ~p~n", [length(L), hd(L), lists:last(L)]),
    io:format("~p~n", [L =:= lists:sort(L)]).

kind(N) when N rem 3 =:= 0 -> three;
kind(N) when N rem 2 =:= 0 -> two;
kind(_) -> one.

all(K) -> receive {K, N} -> [N | all(K)] after 0 -> [] end.
