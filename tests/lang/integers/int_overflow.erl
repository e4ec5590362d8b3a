%% Additions, subtractions and products around the limits of words and of small integers.
-module(int_overflow).
-export([main/0]).

main() ->
    Limits = [1 bsl B || B <- [15, 16, 31, 32, 47, 58, 59, 60, 61, 62, 63, 64, 127, 128]],
    [begin
         io:format("~w ~w ~w ~w~n", [id(L) + 1, id(L) - 1, -id(L) - 1, -id(L) + 1]),
         io:format("~w ~w ~w~n", [id(L) + id(L), id(L) * id(L), id(L) * -3]),
         io:format("~w ~w ~w~n", [id(L - 1) + 1 =:= L, id(L + 1) - 1 =:= L, (id(L) * 7) div 7 =:= L])
     end || L <- Limits],
    io:format("~w~n", [count_up(1 bsl 59 - 3, 6)]),
    io:format("~w~n", [count_up(1 bsl 60 - 3, 6)]),
    io:format("~w~n", [count_up(-(1 bsl 59) - 3, 6)]),
    io:format("~w~n", [count_up(1 bsl 64 - 3, 6)]),
    io:format("~w ~w~n", [-id(-(1 bsl 59)), -id(-(1 bsl 60))]),
    io:format("~w ~w~n", [abs(id(-(1 bsl 59))), abs(id(-(1 bsl 60)))]),
    io:format("~w~n", [id(1 bsl 60) - id(1 bsl 60)]).

id(X) -> X.

count_up(_, 0) -> [];
count_up(N, K) -> [N | count_up(N + 1, K - 1)].
