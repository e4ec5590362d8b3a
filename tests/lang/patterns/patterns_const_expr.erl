%% Arithmetic on constants is allowed in patterns, sizes too.
-module(patterns_const_expr).
-export([main/0]).
-define(SIZE, 4).

main() ->
    [io:format("~w ~w~n", [X, f(X)]) || X <- [3, 7, 16, -5, 255, 1024, 6, 1]],
    [io:format("~w~n", [g(X)]) || X <- [{$a + 1, x}, {98, y}, {99, z}]],
    io:format("~w~n", [h(<<1, 2, 3, 4, 5, 6>>)]).

f(1 + 2) -> sum;
f(10 - 3) -> difference;
f(1 bsl 4) -> shift;
f(-5) -> negative;
f(16#f0 bor 16#0f) -> bits;
f(2 * (500 + 12)) -> product;
f(13 div 2) -> quotient;
f(13 rem 2) -> remainder;
f(_) -> other.

g({$a + 1, W}) -> {b, W};
g({_, W}) -> {not_b, W}.

h(<<A:(?SIZE * 8), B:?SIZE/binary-unit:4>>) -> {A, B}.
