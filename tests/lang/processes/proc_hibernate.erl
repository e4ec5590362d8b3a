%% SPDX-License-Identifier: Apache-2.0
%% hibernate/3 throws the stack away and goes on with the next message.
-module(proc_hibernate).
-export([main/0]).
-export([awake/2]).
main() ->
    S = self(),
    {P, R} = spawn_monitor(fun() ->
        try X = lists:seq(1, 1000), erlang:hibernate(?MODULE, awake, [S, length(X)])
        catch _:_ -> S ! caught after S ! never end
    end),
    receive M0 -> io:format("~p~n", [M0]) after 50 -> io:format("asleep~n") end,
    io:format("~p~n", [process_info(P, status)]),
    P ! first,
    receive M1 -> io:format("~p~n", [M1]) end,
    P ! second,
    receive M2 -> io:format("~p~n", [M2]) end,
    P ! stop,
    receive {'DOWN', R, process, P, Why} -> io:format("~p~n", [Why]) end,
    io:format("~p~n", [element(1, element(2, catch erlang:hibernate(a, b, c)))]),
    {P2, R2} = spawn_monitor(fun() -> self() ! already, erlang:hibernate(?MODULE, awake, [S, 7]) end),
    receive M3 -> io:format("~p~n", [M3]) end,
    exit(P2, kill),
    receive {'DOWN', R2, process, P2, Why2} -> io:format("~p~n", [Why2]) end.

awake(To, N) ->
    receive
        stop -> exit({stopped, N});
        M -> To ! {woken, N, M}, erlang:hibernate(?MODULE, awake, [To, N + 1])
    end.
