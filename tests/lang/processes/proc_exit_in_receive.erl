%% SPDX-License-Identifier: Apache-2.0
%% A process dies while it waits; its messages go nowhere.
-module(proc_exit_in_receive).
-export([main/0]).
main() ->
    {P, R} = spawn_monitor(fun() -> receive never -> ok end end),
    [P ! {junk, I, lists:seq(1, 10)} || I <- lists:seq(1, 1000)],
    exit(P, {because, [{as, this}]}),
    receive {'DOWN', R, process, P, Why} -> io:format("~p~n", [Why]) end,
    io:format("~p~n", [P ! into_the_void]),
    {P2, R2} = spawn_monitor(fun() -> receive after 100000 -> ok end end),
    receive after 5 -> ok end,
    exit(P2, bye),
    receive {'DOWN', R2, process, P2, Why2} -> io:format("~p~n", [Why2]) end.
