%% SPDX-License-Identifier: Apache-2.0
%% An exit signal runs through a long chain of linked processes.
-module(proc_link_chain).
-export([main/0]).

main() ->
    {First, Monitor} = spawn_monitor(fun() -> link_to(100000, self()) end),
    receive {'DOWN', Monitor, process, First, Reason} -> io:format("~p~n", [Reason]) end.

%% The last of the chain ends, and with it all the others.
link_to(0, _) -> exit(broken);
link_to(N, First) ->
    spawn_link(fun() -> link_to(N - 1, First) end),
    receive never -> ok end.
