%% SPDX-License-Identifier: Apache-2.0
%% A process in an endless loop can be killed.
-module(proc_kill_busy).
-export([main/0]).
main() ->
    {P, R} = spawn_monitor(fun loop/0),
    receive after 10 -> ok end,
    exit(P, kill),
    receive {'DOWN', R, process, P, Why} -> io:format("~p~n", [Why]) end,
    {P2, R2} = spawn_monitor(fun() -> process_flag(trap_exit, true), loop() end),
    receive after 10 -> ok end,
    exit(P2, trapped),
    io:format("~p~n", [is_process_alive(P2)]),
    exit(P2, kill),
    receive {'DOWN', R2, process, P2, Why2} -> io:format("~p~n", [Why2]) end.

loop() -> loop().
