%% SPDX-License-Identifier: Apache-2.0
%% spawn, spawn_link, spawn_monitor and spawn_opt in all their arities.
-module(proc_spawn_kinds).
-export([main/0]).
-export([f/2]).
main() ->
    process_flag(trap_exit, true),
    S = self(),
    F = fun() -> S ! {self(), hello} end,
    [got(P) || P <- [spawn(F), spawn(node(), F), spawn(?MODULE, f, [S, 1]), spawn(node(), ?MODULE, f, [S, 2])]],
    [got(P) || P <- [spawn_link(F), spawn_link(node(), F), spawn_link(?MODULE, f, [S, 1]),
                     spawn_link(node(), ?MODULE, f, [S, 2])]],
    [got(P) || {P, _} <- [spawn_monitor(F), spawn_monitor(?MODULE, f, [S, 3])]],
    got(spawn_opt(F, [])),
    got(spawn_opt(F, [link, {priority, low}, {fullsweep_after, 3}, {min_heap_size, 1000}])),
    {P1, R1} = spawn_opt(F, [monitor, {min_bin_vheap_size, 100}, {message_queue_data, off_heap}]),
    got(P1),
    receive {'DOWN', R1, process, P1, normal} -> io:format("down~n") end,
    {P2, R2} = spawn_opt(?MODULE, f, [S, 4], [link, {monitor, [{tag, my_tag}]}, {max_heap_size, 100000}]),
    got(P2),
    receive {my_tag, R2, process, P2, normal} -> io:format("tagged~n") end,
    receive {'EXIT', P2, normal} -> io:format("exit~n") end,
    [io:format("~p~n", [element(1, element(2, catch apply(erlang, N, A)))]) || {N, A} <- [
        {spawn, [x]}, {spawn, [a, b, [c | d]]}, {spawn, [1, b, []]}, {spawn_opt, [F, [bad]]},
        {spawn_opt, [F, [{priority, silly}]]}, {spawn_opt, [F, link]}, {spawn_link, [a, b, c]},
        {spawn_monitor, [7]}]],
    ok.

f(To, X) -> To ! {self(), X}.

got(P) -> receive {P, X} -> io:format("~p~n", [X]) end.
