%% SPDX-License-Identifier: Apache-2.0
%% Aliases: alive, unaliased, reply, and with monitors.
-module(proc_alias).
-export([main/0]).
main() ->
    A = alias(),
    A ! one,
    receive one -> io:format("one~n") end,
    io:format("~p ~p~n", [unalias(A), unalias(A)]),
    A ! two,
    none(),
    B = alias([reply]),
    S = self(),
    spawn(fun() -> B ! first, B ! second, S ! done end),
    receive first -> io:format("first~n") end,
    receive done -> ok end,
    none(),
    P = spawn(fun echo/0),
    M = monitor(process, P, [{alias, reply_demonitor}]),
    P ! {M, M, hello},
    receive {M, hello} -> io:format("hello~n") end,
    P ! {M, M, again},
    none(),
    io:format("~p~n", [demonitor(M, [info])]),
    M2 = monitor(process, P, [{alias, demonitor}]),
    M2 ! x,
    receive x -> io:format("x~n") end,
    demonitor(M2),
    M2 ! y,
    none(),
    M3 = monitor(process, P, [{alias, explicit_unalias}, {tag, {t, 1}}]),
    P ! stop,
    receive {{t, 1}, M3, process, P, Why} -> io:format("~p~n", [Why]) end,
    M3 ! z,
    receive z -> io:format("z~n") end,
    unalias(M3),
    M3 ! z,
    none(),
    make_ref() ! nowhere,
    none(),
    io:format("~p~n", [element(1, element(2, catch alias([bad])))]).

echo() ->
    receive {To, R, X} -> To ! {R, X}, echo(); stop -> exit(stopped) end.

none() -> receive X -> io:format("unexpected ~p~n", [X]) after 20 -> io:format("none~n") end.
