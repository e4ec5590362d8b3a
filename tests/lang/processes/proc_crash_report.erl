%% SPDX-License-Identifier: Apache-2.0
%% A crash is reported on standard error, an exit is not; others go on.
-module(proc_crash_report).
-export([main/0]).
main() ->
    {P, R} = spawn_monitor(fun() -> crash(list_to_integer("0")) end),
    receive {'DOWN', R, process, P, {Reason, _}} -> io:format("~p~n", [Reason]) end,
    {P2, R2} = spawn_monitor(fun() -> exit(quietly) end),
    receive {'DOWN', R2, process, P2, Reason2} -> io:format("~p~n", [Reason2]) end.

crash(0) -> error({oh, no, "text", [1, 2, 3]}).
