%% SPDX-License-Identifier: Apache-2.0
%% A process that grows beyond its max_heap_size is killed.
-module(proc_max_heap).
-export([main/0]).
main() ->
    {P, R} = spawn_opt(fun() -> grow([]) end, [monitor, {max_heap_size, #{size => 50000, error_logger => false}}]),
    receive {'DOWN', R, process, P, Why} -> io:format("~p~n", [Why]) end,
    {P2, R2} = spawn_opt(fun() -> lists:foldl(fun(I, A) -> I + A end, 0, lists:seq(1, 100)) end,
                         [monitor, {max_heap_size, 50000}]),
    receive {'DOWN', R2, process, P2, Why2} -> io:format("~p~n", [Why2]) end.

grow(L) -> grow([lists:seq(1, 10) | L]).
