%% SPDX-License-Identifier: Apache-2.0
%% A counter server with call, cast, timeout and stop.
-module(proc_server).
-export([main/0]).
main() ->
    P = spawn(fun() -> loop(0) end),
    cast(P, {add, 5}), cast(P, {add, 7}),
    io:format("~p~n", [call(P, get)]),
    io:format("~p~n", [call(P, {multiply, 3})]),
    io:format("~p~n", [call(P, unknown)]),
    io:format("~p~n", [call(P, slow, 20)]),
    io:format("~p~n", [call(P, get)]),
    io:format("~p~n", [call(P, stop)]),
    io:format("~p~n", [call(P, get)]).

cast(P, M) -> P ! {cast, M}, ok.

call(P, M) -> call(P, M, 5000).
call(P, M, Timeout) ->
    R = monitor(process, P),
    P ! {call, {self(), R}, M},
    receive
        {R, Reply} -> demonitor(R, [flush]), {ok, Reply};
        {'DOWN', R, process, P, Why} -> {down, Why}
    after Timeout ->
        demonitor(R, [flush]), timeout
    end.

loop(N) ->
    receive
        {cast, {add, X}} -> loop(N + X);
        {call, F, get} -> reply(F, N), loop(N);
        {call, F, {multiply, X}} -> reply(F, N * X), loop(N * X);
        {call, _, slow} -> receive after 100 -> loop(N) end;
        {call, F, stop} -> reply(F, stopping), exit(shutdown);
        {call, F, Other} -> reply(F, {error, Other}), loop(N)
    end.

reply({P, R}, X) -> P ! {R, X}.
