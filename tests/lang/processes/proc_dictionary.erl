%% SPDX-License-Identifier: Apache-2.0
%% Each process has a dictionary of its own.
-module(proc_dictionary).
-export([main/0]).
main() ->
    put(a, 1),
    S = self(),
    P = spawn(fun() -> put(a, 2), S ! {get(), get(b)}, receive x -> S ! get(a) end end),
    receive M -> io:format("~p~n", [M]) end,
    put(a, 3),
    P ! x,
    receive N -> io:format("~p ~p~n", [N, get(a)]) end,
    io:format("~p ~p~n", [erase(a), erase(a)]),
    io:format("~p~n", [get()]).
