%% SPDX-License-Identifier: Apache-2.0
%% A process with twenty thousand linked children, which all end with it.
-module(proc_many_links).
-export([main/0]).
main() ->
    S = self(),
    {Top, R} = spawn_monitor(fun() ->
        Ps = [spawn_link(fun() -> receive x -> ok end end) || _ <- lists:seq(1, 20000)],
        [unlink(P) || P <- lists:sublist(Ps, 1, 5000)],
        [exit(P, kill) || P <- lists:sublist(Ps, 1, 5000)],
        S ! {children, Ps},
        receive die -> exit(dying) end
    end),
    receive {children, Ps} -> ok end,
    Rs = [monitor(process, P) || P <- Ps],
    Top ! die,
    receive {'DOWN', R, _, _, Why} -> io:format("~p~n", [Why]) end,
    Reasons = [receive {'DOWN', X, _, _, W} -> W end || X <- Rs],
    io:format("~p~n", [[{W, length([x || V <- Reasons, V =:= W])} || W <- lists:usort(Reasons)]]).
