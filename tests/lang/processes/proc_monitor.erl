%% Monitors: normal and abnormal ends, noproc, demonitor.
-module(proc_monitor).
-export([main/0]).

main() ->
    io:format("~w~n", [[down(F) || F <- [fun() -> ok end, fun() -> exit(bye) end, fun() -> exit(normal) end, fun() -> exit({a, [1]}) end]]]),
    {P, R} = spawn_monitor(fun() -> error(crash) end),
    receive {'DOWN', R, process, P, {Why, St}} -> io:format("~w ~w~n", [Why, is_list(St)]) end,
    R2 = monitor(process, P),
    receive {'DOWN', R2, process, P, W2} -> io:format("~w~n", [W2]) end,
    Q = spawn(fun() -> receive stop -> ok end end),
    R3 = monitor(process, Q),
    io:format("~w~n", [is_process_alive(Q)]),
    true = demonitor(R3, [flush]),
    Q ! stop,
    io:format("~w~n", [receive {'DOWN', _, _, _, _} = D -> D after 20 -> silence end]),
    {T, R4} = spawn_monitor(fun() -> throw(ball) end),
    receive {'DOWN', R4, process, T, {W4, _}} -> io:format("~w~n", [W4]) end.

down(F) -> {P, R} = spawn_monitor(F), receive {'DOWN', R, process, P, Why} -> Why end.
