%% Comparison of integers and floats is exact, also where a float cannot hold the integer.
-module(float_compare).
-export([main/0]).

main() ->
    I = 9007199254740993, F = 9007199254740992.0,
    io:format("~w ~w ~w ~w~n", [I > F, I == F, I - 1 == F, I < F]),
    B = 1 bsl 64,
    FB = float(B),
    io:format("~w ~w ~w ~w~n", [B == FB, B + 1 > FB, B - 1 < FB, B =:= FB]),
    io:format("~w ~w~n", [1 == 1.0, 1 =:= 1.0]),
    io:format("~w ~w~n", [(1 bsl 2000) > 1.0e308, -(1 bsl 2000) < -1.0e308]),
    io:format("~w~n", [lists:sort([3, 2.5, 1, 1.0, -0.5, 1 bsl 70, 1.0e30, -1.0e30, 2])]),
    io:format("~w~n", [lists:usort([1, 1.0, 2, 2.0])]),
    io:format("~w ~w~n", [lists:member(1.0, [1]), lists:keyfind(1.0, 1, [{1, x}])]),
    io:format("~w ~w~n", [maps:get(1.0, #{1 => int, 1.0 => float}), maps:get(1, #{1 => int, 1.0 => float})]),
    io:format("~w ~w ~w~n", [min(1, 1.0), min(1.0, 1), max(2, 2.0)]),
    io:format("~w~n", [[1.5 =< 1.5, 0.1 + 0.2 == 0.3, 0.1 < 0.2, 1.0e-320 > 0]]).
