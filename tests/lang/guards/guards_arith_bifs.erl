%% Arithmetic, size and conversion functions that are allowed in guards.
-module(guards_arith_bifs).
-export([main/0]).

main() ->
    io:format("~w~n", [[f(X) || X <- [0, 3, 4, 10, -7, 15, 100, 33, 64]]]),
    io:format("~w~n", [[g(X) || X <- [2.4, 2.5, -2.5, 3.99, -0.5, 7]]]),
    io:format("~w~n", [[h(X) || X <- [<<>>, <<1>>, <<1:9>>, {1, 2, 3}, #{a => 1}, [1, 2], "xyz", a]]]),
    io:format("~w~n", [[max_min(A, B) || {A, B} <- [{1, 2}, {b, a}, {1, a}, {"x", {}}, {2.0, 2}]]]),
    io:format("~w~n", [[node_self(X) || X <- [self(), node(), 1]]]).

f(X) when X band 7 =:= 4 -> four;
f(X) when X bsr 3 =:= 1 -> eights;
f(X) when X rem 5 =:= 0, X div 5 =:= 3 -> fifteen;
f(X) when -X > 0 -> negative;
f(X) when X * X - 2 * X + 1 =:= 4 -> root;
f(X) when bnot X =:= -101 -> hundred;
f(X) when X bxor 1 =:= 32 -> thirty_three;
f(X) when (X bsl 1) bor 1 =:= 129 -> sixty_four;
f(_) -> none.

g(X) when is_float(X), round(X) =:= 3, trunc(X) =:= 2 -> up;
g(X) when floor(X) =:= -3, ceil(X) =:= -2 -> neg;
g(X) when float(X) == 7 -> seven;
g(X) when abs(X) < 1 -> small;
g(X) when X / 2 > 1.9 -> big;
g(_) -> none.

h(X) when bit_size(X) =:= 9 -> nine_bits;
h(X) when byte_size(X) =:= 1 -> one_byte;
h(X) when size(X) =:= 3 -> size3;
h(X) when map_size(X) =:= 1 -> map1;
h(X) when hd(X) =:= 1, tl(X) =:= [2] -> list12;
h(X) when length(X) =:= 3 -> length3;
h(X) when binary_part(X, 0, 0) =:= <<>> -> binary;
h(_) -> none.

max_min(A, B) when A >= B -> {first, min(A, B)};
max_min(A, B) -> {second, min(A, B)}.

node_self(X) when X =:= self() -> me;
node_self(X) when X =:= node() -> my_node;
node_self(_) -> none.
