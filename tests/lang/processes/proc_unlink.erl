%% SPDX-License-Identifier: Apache-2.0
%% After unlink/1 no exit of the other arrives; links are symmetric and single.
-module(proc_unlink).
-export([main/0]).
main() ->
    process_flag(trap_exit, true),
    P = spawn_link(fun loop/0),
    link(P), link(P),
    {links, L} = process_info(self(), links),
    io:format("~p~n", [length([X || X <- L, X =:= P])]),
    {links, L2} = process_info(P, links),
    io:format("~p~n", [L2 =:= [self()]]),
    unlink(P),
    {links, L3} = process_info(P, links),
    io:format("~p~n", [L3]),
    exit(P, kill),
    R = monitor(process, P),
    receive {'DOWN', R, _, _, _} -> ok end,
    receive {'EXIT', P, _} = M -> io:format("got ~p~n", [M]) after 20 -> io:format("nothing~n") end,
    Q = spawn(fun loop/0),
    link(Q),
    Q ! {unlink, self()},
    receive unlinked -> ok end,
    Q ! stop,
    receive {'EXIT', Q, _} -> io:format("exit~n") after 20 -> io:format("nothing~n") end.

loop() ->
    receive {unlink, P} -> unlink(P), P ! unlinked, loop(); stop -> exit(stopped) end.
