%% Links, trap_exit, exit/2.
-module(proc_links).
-export([main/0]).

main() ->
    process_flag(trap_exit, true),
    io:format("~w~n", [[ended(F) || F <- [fun() -> ok end, fun() -> exit(oops) end, fun() -> exit(kill) end]]]),
    P = spawn_link(fun() -> receive never -> ok end end),
    exit(P, stop_now),
    io:format("~w~n", [receive {'EXIT', P, R} -> R end]),
    Q = spawn_link(fun() -> receive never -> ok end end),
    exit(Q, kill),
    io:format("~w~n", [receive {'EXIT', Q, R2} -> R2 end]),
    S = spawn_link(fun() -> process_flag(trap_exit, true), receive {'EXIT', _, W} -> exit({trapped, W}) end end),
    receive after 10 -> ok end,
    exit(S, polite),
    io:format("~w~n", [receive {'EXIT', S, R3} -> R3 end]),
    exit(self(), hello),
    io:format("~w~n", [receive {'EXIT', Me, R4} when Me =:= self() -> R4 end]).

ended(F) -> P = spawn_link(F), receive {'EXIT', P, R} -> R end.
