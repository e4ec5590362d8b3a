%% Float arithmetic, mixed with integers, conversions, rounding functions.
-module(float_arith).
-export([main/0]).

main() ->
    io:format("~w ~w ~w ~w~n", [1 + 2.0, 1.5 - 1, 2 * 2.5, 7 / 2]),
    io:format("~w ~w ~w~n", [6 / 3, id(10) / 4, -id(1.5)]),
    Rs = [0.0, 0.4, 0.5, 0.6, 1.5, 2.5, -0.4, -0.5, -1.5, -2.5, 1.0e15, 1.0e18, 1.0e19, 1.0e22, -1.0e25, 4503599627370497.5],
    [io:format("~w: ~w ~w ~w ~w~n", [R, round(R), trunc(R), floor(R), ceil(R)]) || R <- Rs],
    io:format("~w~n", [[round(5), trunc(5), floor(5), ceil(5), float(5), abs(-2.5), float(1 bsl 70)]]),
    io:format("~w~n", [(1 bsl 100) + 0.5]),
    io:format("~w~n", [(1 bsl 62) * 1.0]),
    io:format("~w~n", [id(1 bsl 200) / (1 bsl 198)]),
    io:format("~w~n", [lists:sum([0.1 || _ <- lists:seq(1, 10)])]),
    io:format("~w~n", [newton(2.0, 1.0, 10)]),
    io:format("~w~n", [id(3) * 1.0 =:= 3.0]),
    io:format("~w~n", [max(1, 1.0)]),
    io:format("~w~n", [trunc(1.0e100)]).

id(X) -> X.

newton(_, X, 0) -> X;
newton(A, X, N) -> newton(A, (X + A / X) / 2, N - 1).
