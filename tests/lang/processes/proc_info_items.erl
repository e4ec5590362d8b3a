%% SPDX-License-Identifier: Apache-2.0
%% process_info/2 items with a definite value.
-module(proc_info_items).
-export([main/0]).
main() ->
    S = self(),
    put(key, {some, value}),
    P = spawn_opt(fun() -> put(a, 1), put(b, [x]), process_flag(trap_exit, true), S ! ready, wait() end, [{priority, high}]),
    receive ready -> ok end,
    link(P),
    R = monitor(process, P),
    P ! {msg, 1}, P ! "two",
    register(victim, P),
    settle(P),
    [io:format("~p~n", [process_info(P, I)]) || I <- [
        registered_name, initial_call, status, message_queue_len, messages, trap_exit, error_handler, priority,
        catchlevel, last_calls, suspending, message_queue_data, sequential_trace_token]],
    io:format("~p~n", [process_info(P, [message_queue_len, status, trap_exit])]),
    {dictionary, D} = process_info(P, dictionary),
    io:format("~p~n", [lists:sort(D)]),
    io:format("~p~n", [process_info(P, current_function)]),
    {current_location, {M, F, A, L}} = process_info(P, current_location),
    io:format("~p~n", [{M, F, A, proplists:get_value(line, L)}]),
    {current_stacktrace, St} = process_info(P, current_stacktrace),
    io:format("~p~n", [[{F1, A1} || {_, F1, A1, _} <- St]]),
    io:format("~p~n", [process_info(P, links) =:= {links, [S]}]),
    io:format("~p~n", [process_info(P, monitored_by) =:= {monitored_by, [S]}]),
    io:format("~p~n", [process_info(S, monitors) =:= {monitors, [{process, P}]}]),
    io:format("~p~n", [process_info(P, group_leader) =:= {group_leader, group_leader()}]),
    io:format("~p~n", [process_info(S, dictionary) =:= {dictionary, get()}]),
    io:format("~p~n", [process_info(S, status)]),
    io:format("~p~n", [process_info(S, current_function)]),
    [begin {I, V} = process_info(P, I), io:format("~p ~p~n", [I, is_integer(V) andalso V >= 0]) end
     || I <- [heap_size, total_heap_size, stack_size, reductions, memory]],
    io:format("~p~n", [[K || {K, _} <- process_info(P)]]),
    demonitor(R), unlink(P), exit(P, kill), gone(P),
    io:format("~p ~p ~p~n", [process_info(P), process_info(P, status), process_info(P, [links, status])]),
    [io:format("~p~n", [element(1, element(2, catch process_info(X, Y)))]) ||
        {X, Y} <- [{S, nonsense}, {foo, links}, {S, [links, nonsense]}, {S, 1}]],
    ok.

wait() -> receive stop -> ok end, ok.

settle(P) ->
    case process_info(P, [status, message_queue_len]) of
        [{status, waiting}, {message_queue_len, 2}] -> ok;
        _ -> erlang:yield(), settle(P)
    end.
gone(P) -> case is_process_alive(P) of true -> erlang:yield(), gone(P); false -> ok end.
