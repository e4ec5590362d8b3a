%% SPDX-License-Identifier: Apache-2.0
%% demonitor options; monitors by name, of the dead, of itself, many of one process.
-module(proc_monitor_options).
-export([main/0]).
main() ->
    P = spawn(fun() -> receive stop -> exit(stopped) end end),
    Rs = [monitor(process, P) || _ <- [1, 2, 3]],
    io:format("~p~n", [demonitor(hd(Rs), [info])]),
    io:format("~p~n", [demonitor(hd(Rs), [info])]),
    P ! stop,
    [receive {'DOWN', R, process, P, W} -> io:format("~p~n", [W]) end || R <- tl(Rs)],
    D = monitor(process, P),
    receive {'DOWN', D, process, P, Why} -> io:format("~p~n", [Why]) end,
    N = monitor(process, nobody),
    receive {'DOWN', N, process, Name, Why2} -> io:format("~p ~p~n", [Name, Why2]) end,
    register(somebody, spawn(fun() -> receive stop -> ok end end)),
    M = monitor(process, somebody),
    M2 = monitor(process, {somebody, node()}),
    somebody ! stop,
    [receive {'DOWN', X, process, What, How} -> io:format("~p ~p~n", [What, How]) end || X <- [M, M2]],
    R4 = monitor(process, P),
    io:format("~p~n", [demonitor(R4, [flush])]),
    receive {'DOWN', R4, _, _, _} -> io:format("not flushed~n") after 10 -> io:format("flushed~n") end,
    R5 = monitor(process, P),
    receive after 10 -> ok end,
    io:format("~p~n", [demonitor(R5, [flush, info])]),
    io:format("~p~n", [is_reference(monitor(process, self()))]),
    [io:format("~p~n", [element(1, element(2, catch F()))]) || F <- [
        fun() -> monitor(process, 1) end, fun() -> monitor(bad, P) end,
        fun() -> demonitor(x) end, fun() -> demonitor(R5, [bad]) end, fun() -> demonitor(R5, flush) end]],
    ok.
