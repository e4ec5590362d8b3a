%% SPDX-License-Identifier: Apache-2.0
%% garbage_collect/1 of others, running and waiting; binaries survive.
-module(proc_garbage_others).
-export([main/0]).
main() ->
    S = self(),
    Ps = [spawn(fun() -> B = binary:copy(<<I:32>>, 1000), L = lists:seq(1, I), S ! ok, hold(S, B, L) end) || I <- lists:seq(1, 200)],
    [receive ok -> ok end || _ <- Ps],
    io:format("~p~n", [lists:usort([erlang:garbage_collect(P) || P <- Ps])]),
    [P ! report || P <- Ps],
    io:format("~p~n", [lists:sum([receive {size, N, M} -> N + M end || _ <- Ps])]),
    [exit(P, kill) || P <- Ps],
    receive after 20 -> ok end,
    io:format("~p~n", [erlang:garbage_collect(hd(Ps))]),
    io:format("~p~n", [element(1, element(2, catch erlang:garbage_collect(x)))]).

hold(S, B, L) -> receive report -> S ! {size, byte_size(B), length(L)}, hold(S, B, L) end.
