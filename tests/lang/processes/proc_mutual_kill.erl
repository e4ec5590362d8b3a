%% SPDX-License-Identifier: Apache-2.0
%% Processes that kill, link and monitor each other.
-module(proc_mutual_kill).
-export([main/0]).
main() ->
    process_flag(trap_exit, true),
    A = spawn_link(fun() -> receive {kill, X} -> link(X), exit(X, kill), receive after infinity -> ok end end end),
    B = spawn_link(fun() -> receive after infinity -> ok end end),
    A ! {kill, B},
    receive {'EXIT', B, RB} -> io:format("~p~n", [RB]) end,
    receive {'EXIT', A, RA} -> io:format("~p~n", [RA]) end,
    C = spawn_link(fun() -> receive go -> ok end, exit(whereis(main_proc), sent), exit(done) end),
    register(main_proc, self()),
    C ! go,
    receive {'EXIT', C, R1} -> io:format("~p~n", [R1]) end,
    receive {'EXIT', C, R2} -> io:format("~p~n", [R2]) end.
