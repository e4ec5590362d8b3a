%% SPDX-License-Identifier: Apache-2.0
%% Messages from one process to another arrive in order, also through names and timers.
-module(proc_message_order).
-export([main/0]).
main() ->
    S = self(),
    register(me, S),
    spawn(fun() -> [send(S, I) || I <- lists:seq(1, 3000)] end),
    io:format("~p~n", [collect(1, 3000)]),
    Ps = [spawn(fun() -> [S ! {self(), I} || I <- lists:seq(1, 200)] end) || _ <- lists:seq(1, 20)],
    io:format("~p~n", [lists:all(fun(P) -> [receive {P, I} -> I end || _ <- lists:seq(1, 200)] =:= lists:seq(1, 200) end, Ps)]).

send(S, I) when I rem 3 =:= 0 -> S ! I;
send(_, I) when I rem 3 =:= 1 -> me ! I;
send(_, I) -> {me, node()} ! I.

collect(N, N) -> receive N -> ordered end;
collect(I, N) -> receive X when X =:= I -> collect(I + 1, N); X -> {wrong, I, X} end.
