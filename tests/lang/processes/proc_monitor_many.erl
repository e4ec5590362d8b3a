%% SPDX-License-Identifier: Apache-2.0
%% Two thousand monitors of one process; a monitor storm of short-lived ones.
-module(proc_monitor_many).
-export([main/0]).
main() ->
    P = spawn(fun() -> receive stop -> exit(done) end end),
    Rs = [monitor(process, P) || _ <- lists:seq(1, 2000)],
    {monitored_by, By} = process_info(P, monitored_by),
    io:format("~p ~p~n", [length(By), lists:usort(By) =:= [self()]]),
    [demonitor(R) || {I, R} <- lists:zip(lists:seq(1, 2000), Rs), I rem 2 =:= 0],
    P ! stop,
    io:format("~p~n", [downs(0)]),
    Qs = [spawn_monitor(fun() -> exit(I) end) || I <- lists:seq(1, 20000)],
    io:format("~p~n", [lists:sum([receive {'DOWN', R, process, Q, I} -> I end || {Q, R} <- Qs])]).

downs(N) -> receive {'DOWN', _, process, _, done} -> downs(N + 1) after 50 -> N end.
