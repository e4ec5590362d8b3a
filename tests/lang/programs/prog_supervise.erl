%% SPDX-License-Identifier: Apache-2.0
%% Links, trap_exit, restarts, registered names, timeouts, selective receive.
-module(prog_supervise).
-export([main/0]).

main() ->
    process_flag(trap_exit, true),
    io:format("~p~n", [run(3, [])]),
    Pid = spawn_link(fun() -> receive {go, X} -> exit({went, X}) end end),
    register(worker, Pid),
    true = whereis(worker) =:= Pid,
    worker ! {go, 7},
    receive {'EXIT', Pid, R} -> io:format("~p ~p~n", [R, whereis(worker)]) end,
    self() ! {low, 1}, self() ! {high, 2}, self() ! {low, 3}, self() ! {high, 4},
    io:format("~p~n", [important()]),
    io:format("~p~n", [receive never -> x after 10 -> timed_out end]),
    P2 = spawn(fun() -> receive after infinity -> ok end end),
    exit(P2, kill),
    M = monitor(process, P2),
    receive {'DOWN', M, process, P2, Why} -> io:format("~p~n", [lists:member(Why, [killed, noproc])]) end,
    io:format("~p~n", [is_process_alive(P2)]),
    {P3, M3} = spawn_monitor(fun() -> ok end),
    receive {'DOWN', M3, process, P3, normal} -> io:format("normal~n") end,
    Parent = self(),
    Pids = [spawn(fun() -> Parent ! {self(), N * N} end) || N <- lists:seq(1, 10)],
    io:format("~w~n", [[receive {P, V} -> V end || P <- Pids]]),
    {'EXIT', {badarg, _}} = (catch nobody ! x),
    io:format("end~n").
run(0, Acc) -> lists:reverse(Acc);
run(N, Acc) ->
    Pid = spawn_link(fun() -> worker(N) end),
    receive {'EXIT', Pid, {Reason, [_ | _]}} -> run(N - 1, [Reason | Acc]);
            {'EXIT', Pid, Reason} -> run(N - 1, [Reason | Acc]) end.
worker(1) -> exit(normal);
worker(2) -> exit(shutdown);
worker(N) -> timer:sleep(1), exit({failed, N}).
important() ->
    receive {high, X} -> [X | important()] after 0 -> normal() end.
normal() -> receive {_, X} -> [X | normal()] after 0 -> [] end.
