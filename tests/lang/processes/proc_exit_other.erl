%% SPDX-License-Identifier: Apache-2.0
%% exit/2 to others: which reasons kill, which are trapped, which ignored.
-module(proc_exit_other).
-export([main/0]).
main() ->
    [one(Trap, Reason) || Trap <- [false, true], Reason <- [normal, kill, killed, shutdown, {x, 1}]],
    io:format("~p~n", [exit(spawn(fun() -> ok end), whatever)]),
    io:format("~p~n", [element(1, element(2, catch exit(not_a_pid, x)))]),
    ok.

one(Trap, Reason) ->
    Parent = self(),
    {Pid, Ref} = spawn_monitor(fun() ->
        process_flag(trap_exit, Trap),
        Parent ! ready,
        receive {'EXIT', Parent, R} -> exit({trapped, R}); stop -> exit(stopped) end
    end),
    receive ready -> ok end,
    true = exit(Pid, Reason),
    Pid ! stop,
    receive {'DOWN', Ref, process, Pid, R} -> io:format("~p ~p: ~p~n", [Trap, Reason, R]) end.
