%% SPDX-License-Identifier: Apache-2.0
%% A thousand processes sleep at once and wake in the order of their times.
-module(proc_sleepers).
-export([main/0]).
main() ->
    S = self(),
    T0 = erlang:monotonic_time(millisecond),
    [spawn(fun() -> receive after 100 -> S ! I end end) || I <- lists:seq(1, 1000)],
    [spawn(fun() -> receive after N * 100 -> S ! {step, N} end end) || N <- [4, 2, 3]],
    io:format("~p~n", [lists:sum([receive I when is_integer(I) -> I end || _ <- lists:seq(1, 1000)])]),
    io:format("~p~n", [[receive {step, N} -> N end || _ <- [1, 2, 3]]]),
    T = erlang:monotonic_time(millisecond) - T0,
    io:format("~p~n", [T >= 400 andalso T < 3000]).
