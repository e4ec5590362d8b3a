%% SPDX-License-Identifier: Apache-2.0
%% Linking to a process that is dead already.
-module(proc_link_dead).
-export([main/0]).
main() ->
    Dead = dead(),
    {P, R} = spawn_monitor(fun() -> link(Dead), receive after infinity -> ok end end),
    receive {'DOWN', R, process, P, {Why, _}} -> io:format("untrapped: ~p~n", [Why]) end,
    io:format("~p~n", [element(1, element(2, catch link(Dead)))]),
    process_flag(trap_exit, true),
    io:format("~p~n", [link(Dead)]),
    receive {'EXIT', Dead, Reason} -> io:format("trapped: ~p~n", [Reason]) end,
    io:format("~p ~p~n", [unlink(Dead), link(self())]),
    io:format("~p~n", [element(1, element(2, catch link(foo)))]),
    io:format("~p~n", [element(1, element(2, catch unlink({1, 2})))]),
    ok.

dead() ->
    {P, R} = spawn_monitor(fun() -> ok end),
    receive {'DOWN', R, process, P, normal} -> P end.
