%% SPDX-License-Identifier: Apache-2.0
%% suspend_process and resume_process, nested and by several.
-module(proc_suspend).
-export([main/0]).
main() ->
    S = self(),
    P = spawn(fun() -> echo(S) end),
    P ! 1, show(),
    true = erlang:suspend_process(P),
    P ! 2, show(),
    io:format("~p~n", [process_info(P, status)]),
    io:format("~p~n", [erlang:suspend_process(P, [unless_suspending])]),
    true = erlang:suspend_process(P),
    true = erlang:resume_process(P),
    show(),
    true = erlang:resume_process(P),
    show(),
    io:format("~p~n", [element(1, element(2, catch erlang:resume_process(P)))]),
    io:format("~p~n", [element(1, element(2, catch erlang:suspend_process(self())))]),
    Q = spawn(fun() -> erlang:suspend_process(P), S ! done, receive stop -> ok end end),
    receive done -> ok end,
    P ! 3, show(),
    Q ! stop,
    show(),
    erlang:suspend_process(P),
    R = monitor(process, P),
    exit(P, kill),
    receive {'DOWN', R, _, _, Why} -> io:format("~p~n", [Why]) end,
    io:format("~p~n", [element(1, element(2, catch erlang:suspend_process(P)))]).

echo(S) -> receive M -> S ! {echo, M}, echo(S) end.

show() -> receive {echo, M} -> io:format("~p~n", [M]) after 50 -> io:format("nothing~n") end.
