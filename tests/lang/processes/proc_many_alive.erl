%% SPDX-License-Identifier: Apache-2.0
%% Fifty thousand processes at once, which answer and end.
-module(proc_many_alive).
-export([main/0]).
main() ->
    N = 50000,
    S = self(),
    Ps = [spawn(fun() -> wait(S) end) || _ <- lists:seq(1, N)],
    io:format("~p~n", [erlang:system_info(process_count) > N]),
    [P ! {ask, I} || {I, P} <- lists:zip(lists:seq(1, N), Ps)],
    io:format("~p~n", [sum(N, 0)]),
    Rs = [monitor(process, P) || P <- Ps],
    [P ! stop || P <- Ps],
    io:format("~p~n", [length([receive {'DOWN', R, _, _, normal} -> x end || R <- Rs])]),
    io:format("~p~n", [lists:any(fun is_process_alive/1, Ps)]).

wait(S) -> receive {ask, I} -> S ! {answer, I}, wait(S); stop -> ok end.

sum(0, A) -> A;
sum(N, A) -> receive {answer, I} -> sum(N - 1, A + I) end.
