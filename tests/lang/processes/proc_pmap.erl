%% SPDX-License-Identifier: Apache-2.0
%% A parallel map with references, results in order, failures reported.
-module(proc_pmap).
-export([main/0]).
main() ->
    io:format("~p~n", [pmap(fun(X) -> X * X end, lists:seq(1, 20))]),
    io:format("~p~n", [pmap(fun(3) -> exit(three); (X) -> X end, [1, 2, 3, 4])]),
    io:format("~p~n", [lists:sum(pmap(fun(X) -> lists:sum(lists:seq(1, X)) end, lists:seq(1, 300)))]).

pmap(F, L) ->
    S = self(),
    Rs = [spawn_monitor(fun() -> S ! {self(), F(X)} end) || X <- L],
    [receive {P, V} -> demonitor(R, [flush]), V; {'DOWN', R, process, P, W} -> {failed, W} end || {P, R} <- Rs].
