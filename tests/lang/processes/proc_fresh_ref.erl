%% SPDX-License-Identifier: Apache-2.0
%% Calls into a process whose own mailbox is full cost no more for that.
-module(proc_fresh_ref).
-export([main/0]).
main() ->
    Server = spawn(fun server/0),
    [self() ! {noise, I} || I <- lists:seq(1, 100000)],
    T0 = erlang:monotonic_time(millisecond),
    Sum = lists:sum([call(Server, I) || I <- lists:seq(1, 100)]),
    T1 = erlang:monotonic_time(millisecond),
    io:format("~p ~p~n", [Sum, T1 - T0 < 5000]),
    io:format("~p~n", [process_info(self(), message_queue_len)]).

call(Server, X) ->
    Ref = make_ref(),
    Server ! {self(), Ref, X},
    receive {Ref, Y} -> Y end.

server() -> receive {P, R, X} -> P ! {R, X * 2}, server() end.
