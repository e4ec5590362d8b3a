%% Clauses are tried in order: an earlier general clause hides a later one; guards fall through.
-module(patterns_order).
-export([main/0]).

main() ->
    [io:format("~w ", [f(A, B)]) || A <- [1, 2, 3, x], B <- [1, 2, y]],
    io:nl(),
    [io:format("~w ", [g(L)]) || L <- [[1], [1, 2], [2, 1], [a, b, c], [], x]],
    io:nl(),
    [io:format("~w ", [h(T)]) || T <- [{1, a}, {2, a}, {1, b}, {2, b}, {3, a}, {3, c}]],
    io:nl().

f(1, _) -> first;
f(_, 1) -> second;
f(A, B) when A =:= B -> equal;
f(A, 2) when is_integer(A) -> {int_two, A};
f(x, y) -> xy;
f(_, _) -> none.

g([X | _]) when X > 1, is_integer(X) -> big_head;
g([_]) -> single;
g([_, Y]) when Y =:= 2 -> second_two;
g([_ | T]) when length(T) > 1 -> long;
g([]) -> nil;
g(_) -> other.

h({1, a}) -> r1;
h({_, b}) -> r2;
h({2, _}) -> r3;
h({_, a}) -> r4;
h(_) -> r5.
