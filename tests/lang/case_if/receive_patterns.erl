%% receive with patterns, guards, after with expressions, nested, exporting variables.
-module(receive_patterns).
-export([main/0]).

main() ->
    [self() ! M || M <- [{n, 5}, {n, -5}, "text", {n, 7}, stop]],
    io:format("~w~n", [loop([])]),
    self() ! {x, 1},
    receive {x, V} -> W = V + 1 end,
    io:format("~w ~w~n", [V, W]),
    T = receive never -> 1 after id(0) -> timeout end,
    io:format("~w~n", [T]),
    self() ! inner, self() ! outer,
    io:format("~w~n", [receive outer -> receive inner -> both after 0 -> only_outer end end]),
    io:format("~w~n", [receive after 0 -> nothing end]),
    io:format("~w~n", [try receive after id(-1) -> x end catch error:R -> R end]).

id(X) -> X.

loop(Acc) ->
    receive
        {n, N} when N > 0 -> loop([N | Acc]);
        stop -> {lists:reverse(Acc), rest()};
        S when is_list(S) -> loop([length(S) | Acc])
    after 100 -> timeout
    end.

rest() -> receive X -> [X | rest()] after 0 -> [] end.
