%% SPDX-License-Identifier: Apache-2.0
%% The register family, with all of its errors.
-module(proc_register_errors).
-export([main/0]).
main() ->
    P = spawn(fun() -> receive stop -> ok end end),
    io:format("~p~n", [register(name, P)]),
    e(fun() -> register(name, self()) end),
    e(fun() -> register(other, P) end),
    e(fun() -> register(undefined, self()) end),
    e(fun() -> register("x", self()) end),
    e(fun() -> register(x, 1) end),
    e(fun() -> unregister(nope) end),
    e(fun() -> whereis("x") end),
    e(fun() -> nope ! x end),
    e(fun() -> erlang:send(nope, x) end),
    io:format("~p ~p~n", [whereis(name) =:= P, whereis(nope)]),
    io:format("~p~n", [lists:member(name, registered())]),
    io:format("~p~n", [process_info(P, registered_name)]),
    io:format("~p~n", [{nope, node()} ! x]),
    R = monitor(process, P),
    name ! stop,
    receive {'DOWN', R, _, _, _} -> ok end,
    io:format("~p ~p~n", [whereis(name), lists:member(name, registered())]),
    e(fun() -> register(name, P) end),
    register(name, self()),
    io:format("~p~n", [process_info(self(), registered_name)]),
    unregister(name),
    io:format("~p~n", [process_info(self(), registered_name)]).

e(F) -> try F() of R -> io:format("ok ~p~n", [R]) catch C:E -> io:format("~p:~p~n", [C, E]) end.
