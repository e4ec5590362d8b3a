%% SPDX-License-Identifier: Apache-2.0
%% processes/0 and is_process_alive/1.
-module(proc_alive).
-export([main/0]).
main() ->
    P = spawn(fun() -> receive stop -> ok end end),
    io:format("~p~n", [lists:member(P, processes())]),
    io:format("~p~n", [lists:member(self(), processes())]),
    io:format("~p ~p~n", [is_process_alive(P), is_process_alive(self())]),
    R = monitor(process, P),
    P ! stop,
    receive {'DOWN', R, _, _, _} -> ok end,
    io:format("~p ~p~n", [lists:member(P, processes()), is_process_alive(P)]),
    io:format("~p~n", [element(1, element(2, catch is_process_alive(x)))]),
    A = spawn(fun() -> ok end), B = spawn(fun() -> ok end),
    io:format("~p~n", [A < B]).
