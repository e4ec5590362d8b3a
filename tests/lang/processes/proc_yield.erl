%% SPDX-License-Identifier: Apache-2.0
%% yield and bump_reductions let others run.
-module(proc_yield).
-export([main/0]).
main() ->
    S = self(),
    spawn(fun() -> S ! ran end),
    io:format("~p~n", [until(ran, 0) > -1]),
    io:format("~p ~p~n", [erlang:yield(), erlang:bump_reductions(100000)]),
    {reductions, R0} = process_info(S, reductions),
    lists:foldl(fun(X, A) -> X + A end, 0, lists:seq(1, 10000)),
    {reductions, R1} = process_info(S, reductions),
    io:format("~p~n", [R1 - R0 > 5000]).

until(M, N) -> receive M -> N after 0 -> erlang:yield(), until(M, N + 1) end.
