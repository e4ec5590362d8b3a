%% Ten million tail calls need no stack; many live arguments are kept.
-module(functions_deep_tail).
-export([main/0]).

main() ->
    io:format("~w~n", [count(10000000, 0)]),
    io:format("~w~n", [ping(2000000, [])]),
    io:format("~w~n", [six(1000000, 1, 2, 3, 4, 5)]),
    io:format("~w~n", [through_case(1000000, 0)]).

count(0, Acc) -> Acc;
count(N, Acc) -> count(N - 1, Acc + N).

ping(0, L) -> length(L);
ping(N, L) when N rem 100000 =:= 0 -> pong(N - 1, [N | L]);
ping(N, L) -> pong(N - 1, L).

pong(N, L) -> ?MODULE:module_info(module), case N of 0 -> ping(0, L); _ -> ping(N - 1, L) end.

six(0, A, B, C, D, E) -> {A, B, C, D, E};
six(N, A, B, C, D, E) -> six(N - 1, B, C, D, E, A).

through_case(N, Acc) ->
    case N rem 3 of
        0 when N =:= 0 -> Acc;
        0 -> through_case(N - 1, Acc + 1);
        1 -> if Acc > 100000 -> through_case(N - 1, Acc); true -> through_case(N - 1, Acc + 2) end;
        2 -> begin through_case(N - 1, Acc bxor 1) end
    end.
