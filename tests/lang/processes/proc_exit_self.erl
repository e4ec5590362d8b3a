%% SPDX-License-Identifier: Apache-2.0
%% exit/2 to the process itself: normal, kill, trapped.
-module(proc_exit_self).
-export([main/0]).
main() ->
    [show(Name, F) || {Name, F} <- cases()],
    ok.

cases() ->
    [{normal, fun() -> exit(self(), normal), alive end},
     {kill, fun() -> exit(self(), kill), alive end},
     {other, fun() -> exit(self(), other), alive end},
     {exit1, fun() -> exit(bye) end},
     {trapped_normal, fun() -> process_flag(trap_exit, true), exit(self(), normal), said() end},
     {trapped_other, fun() -> process_flag(trap_exit, true), exit(self(), {a, "b"}), said() end},
     {trapped_kill, fun() -> process_flag(trap_exit, true), exit(self(), kill), said() end},
     {caught, fun() -> catch exit(self(), inside), catch exit(never) end},
     {returned, fun() -> exit({result, exit(self(), kill)}) end}].

said() ->
    Self = self(),
    receive {'EXIT', Self, Reason} -> exit({got, Reason}) end.

show(Name, F) ->
    {Pid, Ref} = spawn_monitor(F),
    receive {'DOWN', Ref, process, Pid, Reason} -> io:format("~p: ~p~n", [Name, Reason]) end.
