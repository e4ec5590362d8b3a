%% begin ... end blocks, sequences, unused values, nested scopes.
-module(begin_block).
-export([main/0]).

main() ->
    X = begin A = 1, B = A + 1, A + B end,
    io:format("~w ~w ~w~n", [X, A, B]),
    L = [begin Y = N * N, Y + 1 end || N <- [1, 2, 3]],
    io:format("~w~n", [L]),
    F = fun(N) -> begin M = N, begin M * 2 end end end,
    io:format("~w~n", [F(21)]),
    io:format("~w~n", [{begin io:format("first "), 1 end, begin io:format("second "), 2 end}]),
    io:format("~w~n", [[begin io:format("a "), a end, begin io:format("b "), b end | begin io:format("c "), [] end]]),
    io:format("~w~n", [begin 1, 2, 3 end]).
