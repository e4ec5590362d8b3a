%% SPDX-License-Identifier: Apache-2.0
%% Ten thousand timers fire in order, and another ten thousand are cancelled.
-module(proc_many_timers).
-export([main/0]).
main() ->
    S = self(),
    Rs = [erlang:send_after(100000 + I, S, {never, I}) || I <- lists:seq(1, 10000)],
    [erlang:start_timer(I rem 50, S, I rem 50) || I <- lists:seq(1, 10000)],
    L = [receive {timeout, _, D} -> D end || _ <- lists:seq(1, 10000)],
    io:format("~p~n", [length(L)]),
    io:format("~p~n", [lists:all(fun is_integer/1, [erlang:cancel_timer(R) || R <- Rs])]),
    io:format("~p~n", [process_info(S, message_queue_len)]).
