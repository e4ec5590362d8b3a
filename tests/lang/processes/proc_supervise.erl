%% SPDX-License-Identifier: Apache-2.0
%% A small supervisor restarts what crashes.
-module(proc_supervise).
-export([main/0]).
main() ->
    process_flag(trap_exit, true),
    io:format("~p~n", [supervise(start(0), 0, [])]).

start(N) -> spawn_link(fun() -> worker(N) end).

worker(N) when N >= 5 -> exit(normal);
worker(N) -> exit({crash, N}).

supervise(Pid, N, Log) ->
    receive
        {'EXIT', Pid, normal} -> lists:reverse([normal | Log]);
        {'EXIT', Pid, Reason} -> supervise(start(N + 1), N + 1, [Reason | Log])
    end.
