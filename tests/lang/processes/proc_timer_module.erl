%% SPDX-License-Identifier: Apache-2.0
%% The timer module: send, apply, exit, intervals, cancel.
-module(proc_timer_module).
-export([main/0]).
main() ->
    S = self(),
    {ok, _} = timer:send_after(10, hello),
    receive hello -> io:format("hello~n") end,
    {ok, _} = timer:apply_after(10, erlang, send, [S, applied]),
    receive applied -> io:format("applied~n") end,
    {ok, T} = timer:send_interval(10, tick),
    [receive tick -> ok end || _ <- [1, 2, 3]],
    io:format("~p~n", [timer:cancel(T)]),
    flush(),
    receive tick -> io:format("tick~n") after 40 -> io:format("quiet~n") end,
    {ok, T2} = timer:apply_interval(10, erlang, send, [S, tock]),
    [receive tock -> ok end || _ <- [1, 2, 3]],
    {ok, cancel} = timer:cancel(T2),
    {P, R} = spawn_monitor(fun() -> timer:exit_after(10, over), timer:sleep(infinity) end),
    receive {'DOWN', R, process, P, Why} -> io:format("~p~n", [Why]) end,
    {P2, R2} = spawn_monitor(fun() -> timer:kill_after(10), timer:sleep(infinity) end),
    receive {'DOWN', R2, process, P2, Why2} -> io:format("~p~n", [Why2]) end,
    {ok, T3} = timer:send_after(100000, never),
    io:format("~p~n", [timer:cancel(T3)]),
    io:format("~p ~p~n", [timer:cancel(foo), timer:send_after(-1, x)]),
    io:format("~p~n", [timer:apply_after(a, b, c, [])]),
    {Time, ok} = timer:tc(fun() -> timer:sleep(20) end),
    io:format("~p~n", [Time >= 20000]).

flush() -> receive tick -> flush() after 0 -> ok end.
