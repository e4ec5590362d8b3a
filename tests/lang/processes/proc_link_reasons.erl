%% SPDX-License-Identifier: Apache-2.0
%% What reaches linked processes when one ends.
-module(proc_link_reasons).
-export([main/0]).
main() ->
    process_flag(trap_exit, true),
    [run(Name, F) || {Name, F} <- [
        {normal, fun() -> ok end},
        {exit, fun() -> exit(reason) end},
        {exit_normal, fun() -> exit(normal) end},
        {exit_kill, fun() -> exit(kill) end},
        {untrapped, fun() -> spawn_link(fun() -> exit(inner) end), receive after infinity -> ok end end},
        {normal_child, fun() -> P = spawn_link(fun() -> ok end), wait(P), exit(survived) end},
        {kill_child, fun() -> P = spawn_link(fun() -> receive x -> ok end end), exit(P, kill),
                              receive after infinity -> ok end end}]],
    ok.

wait(P) ->
    case is_process_alive(P) of true -> erlang:yield(), wait(P); false -> ok end.

run(Name, F) ->
    Pid = spawn_link(F),
    receive {'EXIT', Pid, Reason} -> io:format("~p: ~p~n", [Name, Reason]) end.
