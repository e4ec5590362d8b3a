%% SPDX-License-Identifier: Apache-2.0
%% The group leader is inherited and can be set.
-module(proc_group_leader).
-export([main/0]).
main() ->
    G = group_leader(),
    S = self(),
    spawn(fun() -> S ! group_leader() end),
    io:format("~p~n", [receive X -> X =:= G end]),
    group_leader(self(), self()),
    Set = group_leader() =:= self(),
    spawn(fun() -> S ! group_leader() end),
    Inherited = receive Y -> Y =:= self() end,
    group_leader(G, self()),
    io:format("~p~n", [{Set, Inherited}]),
    io:format("~p~n", [element(1, element(2, catch group_leader(x, self())))]),
    io:format("~p~n", [element(1, element(2, catch group_leader(self(), x)))]).
