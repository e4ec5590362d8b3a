%% SPDX-License-Identifier: Apache-2.0
%% Clocks, units and unique integers.
-module(proc_time).
-export([main/0]).
main() ->
    A = erlang:monotonic_time(), B = erlang:monotonic_time(),
    io:format("~p~n", [B >= A]),
    io:format("~p~n", [[is_integer(erlang:monotonic_time(U)) || U <- [second, millisecond, microsecond, nanosecond, native, 7]]]),
    D = abs(erlang:system_time(millisecond) - (erlang:monotonic_time(millisecond) + erlang:time_offset(millisecond))),
    io:format("~p~n", [D < 50]),
    io:format("~p~n", [abs(erlang:system_time(second) - os:system_time(second)) =< 1]),
    io:format("~p~n", [[erlang:convert_time_unit(X, F, T) || {X, F, T} <- [
        {1500, millisecond, second}, {-1500, millisecond, second}, {2, second, microsecond},
        {7, 10, 3}, {1 bsl 70, nanosecond, second}]]]),
    I = erlang:unique_integer([monotonic]), J = erlang:unique_integer([monotonic]),
    io:format("~p~n", [J > I]),
    io:format("~p~n", [erlang:unique_integer([positive]) > 0]),
    L = [erlang:unique_integer() || _ <- lists:seq(1, 1000)],
    io:format("~p~n", [length(lists:usort(L))]),
    [io:format("~p~n", [element(1, element(2, catch F()))]) || F <- [
        fun() -> erlang:monotonic_time(fortnight) end, fun() -> erlang:convert_time_unit(a, second, second) end,
        fun() -> erlang:unique_integer([odd]) end, fun() -> erlang:monotonic_time(0) end]],
    ok.
