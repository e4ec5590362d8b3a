%% SPDX-License-Identifier: Apache-2.0
%% receive ... after: zero, values, infinity, bad values, large ones.
-module(proc_receive_after).
-export([main/0]).
main() ->
    io:format("~p~n", [receive _ -> m after 0 -> none end]),
    self() ! hi,
    io:format("~p~n", [receive X -> X after 0 -> none end]),
    T0 = erlang:monotonic_time(millisecond),
    receive after 60 -> ok end,
    T1 = erlang:monotonic_time(millisecond),
    io:format("~p~n", [T1 - T0 >= 60 andalso T1 - T0 < 2000]),
    S = self(),
    spawn(fun() -> receive after 20 -> S ! late end end),
    io:format("~p~n", [receive Y -> Y after infinity -> never end]),
    spawn(fun() -> receive after 20 -> S ! late2 end end),
    io:format("~p~n", [receive Z -> Z after 16#ffffffff -> never end]),
    [io:format("~p~n", [element(1, element(2, catch receive never -> x after V -> y end))])
     || V <- [-1, foo, 1.5, 16#100000000]],
    self() ! {b, 1}, self() ! {a, 2},
    io:format("~p~n", [receive {a, A} -> A after 1000 -> timeout end]),
    io:format("~p~n", [receive {a, B} -> B after 10 -> timeout end]),
    io:format("~p~n", [receive {b, C} -> C after 0 -> timeout end]).
