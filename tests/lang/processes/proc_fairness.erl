%% SPDX-License-Identifier: Apache-2.0
%% Busy processes do not keep timers, or each other, from running.
-module(proc_fairness).
-export([main/0]).
main() ->
    S = self(),
    Busy = [spawn(fun() -> busy(0) end) || _ <- lists:seq(1, 20)],
    erlang:send_after(30, S, tick),
    T0 = erlang:monotonic_time(millisecond),
    receive tick -> ok end,
    receive after 30 -> ok end,
    T = erlang:monotonic_time(millisecond) - T0,
    io:format("~p~n", [T >= 60 andalso T < 2000]),
    [P ! {how_far, S} || P <- Busy],
    Counts = [receive {far, N} -> N end || _ <- Busy],
    io:format("~p~n", [lists:min(Counts) > 0]),
    [exit(P, kill) || P <- Busy],
    io:format("~p~n", [[P || P <- Busy, gone(P) =/= ok]]).

busy(N) -> receive {how_far, P} -> P ! {far, N} after 0 -> ok end, busy(N + 1).

gone(P) -> R = monitor(process, P), receive {'DOWN', R, _, _, _} -> ok end.
