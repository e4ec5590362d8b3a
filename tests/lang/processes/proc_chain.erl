%% SPDX-License-Identifier: Apache-2.0
%% Ten thousand processes linked in a chain die together.
-module(proc_chain).
-export([main/0]).
main() ->
    S = self(),
    {P, R} = spawn_monitor(fun() -> chain(10000, S) end),
    receive {last, Last} -> ok end,
    RL = monitor(process, Last),
    Last ! die,
    receive {'DOWN', R, process, P, Why} -> io:format("~p~n", [Why]) end,
    receive {'DOWN', RL, process, Last, Why2} -> io:format("~p~n", [Why2]) end.

chain(0, S) -> S ! {last, self()}, receive die -> exit(chain_broke) end;
chain(N, S) -> spawn_link(fun() -> chain(N - 1, S) end), receive after infinity -> ok end.
