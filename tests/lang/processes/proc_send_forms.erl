%% SPDX-License-Identifier: Apache-2.0
%% send/2,3, send_nosuspend, and what sending gives.
-module(proc_send_forms).
-export([main/0]).
main() ->
    io:format("~p~n", [self() ! a]),
    io:format("~p~n", [erlang:send(self(), b)]),
    io:format("~p~n", [erlang:send(self(), c, [])]),
    io:format("~p~n", [erlang:send(self(), d, [nosuspend, noconnect])]),
    io:format("~p~n", [erlang:send_nosuspend(self(), e)]),
    io:format("~p~n", [erlang:send_nosuspend(self(), f, [noconnect])]),
    io:format("~p~n", [[receive X -> X end || _ <- "123456"]]),
    D = spawn(fun() -> ok end),
    receive after 10 -> ok end,
    io:format("~p ~p~n", [D ! x =:= x, erlang:send(D, x, [])]),
    [io:format("~p~n", [element(1, element(2, catch F()))]) || F <- [
        fun() -> erlang:send(self(), x, [bad]) end, fun() -> 17 ! x end, fun() -> {a, b, c} ! x end,
        fun() -> "pid" ! x end, fun() -> {1, node()} ! x end]],
    Self = self(),
    Self ! Self ! twice,
    io:format("~p~n", [[receive Y -> Y end || _ <- "12"]]).
