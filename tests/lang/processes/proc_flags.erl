%% SPDX-License-Identifier: Apache-2.0
%% process_flag/2: old values and errors.
-module(proc_flags).
-export([main/0]).
main() ->
    [io:format("~p ~p~n", [F, process_flag(F, V)]) || {F, V} <- [
        {trap_exit, true}, {trap_exit, false}, {trap_exit, false},
        {priority, high}, {priority, low}, {priority, max}, {priority, normal},
        {error_handler, my_handler}, {error_handler, error_handler},
        {fullsweep_after, 10}, {fullsweep_after, 65535},
        {min_heap_size, 500}, {min_heap_size, 100}, {min_heap_size, 233},
        {min_bin_vheap_size, 46422},
        {message_queue_data, off_heap}, {message_queue_data, on_heap},
        {save_calls, 10}, {save_calls, 0},
        {sensitive, true}, {sensitive, false}]],
    [io:format("~p~n", [element(1, element(2, catch process_flag(F, V)))]) || {F, V} <- [
        {trap_exit, 1}, {priority, x}, {fullsweep_after, -1}, {min_heap_size, a}, {nonsense, true},
        {message_queue_data, mixed_up}, {save_calls, 10001}, {sensitive, maybe_}, {max_heap_size, x},
        {max_heap_size, #{kill => true}}, {error_handler, 1}]],
    P = spawn(fun() -> receive x -> ok end end),
    io:format("~p ~p~n", [process_flag(P, save_calls, 5), process_flag(P, save_calls, 0)]),
    io:format("~p~n", [element(1, element(2, catch process_flag(P, trap_exit, true)))]),
    #{size := 0, kill := true, error_logger := true} = process_flag(max_heap_size, 1000000),
    #{size := 1000000} = process_flag(max_heap_size, #{size => 0, kill => false}),
    #{size := 0, kill := false} = process_flag(max_heap_size, 0),
    ok.
