%% SPDX-License-Identifier: Apache-2.0
%% A token goes round a ring of processes.
-module(proc_ring).
-export([main/0]).
main() ->
    N = 500,
    S = self(),
    First = lists:foldl(fun(_, Next) -> spawn_link(fun() -> node_loop(Next) end) end, S, lists:seq(1, N)),
    First ! {token, 0},
    io:format("~p~n", [rounds(First, 100)]),
    First ! stop,
    receive stop -> io:format("stopped~n") end.

rounds(_, 0) -> receive {token, X} -> X end;
rounds(First, K) -> receive {token, X} -> First ! {token, X}, rounds(First, K - 1) end.

node_loop(Next) ->
    receive {token, X} -> Next ! {token, X + 1}, node_loop(Next); stop -> Next ! stop end.
