%% Nested tuples and lists, wildcards, a variable used twice, aliases on both sides.
-module(patterns_nested).
-export([main/0]).

main() ->
    Terms = [{a, {b, {c, 1}}}, {a, {b, {c, 2}}}, {a, {b, x}}, [1, 2, 3], [1, [2, [3]]], [[], []],
             {same, 1, 1}, {same, 1, 2}, {same, 1, 1.0}, {{x, y}, {x, y}}, [h | t], [a, b | c],
             {alias, [1, 2]}, {alias, nope}, none],
    [io:format("~w: ~w~n", [T, match(T)]) || T <- Terms],
    ok.

match({a, {b, {c, 1}}}) -> deep_one;
match({a, {b, {c, N}}}) -> {deep, N};
match({a, {b, _}}) -> shallow;
match([1, [2, [N]]]) -> {nested_list, N};
match([A, B, C]) -> {three, C, B, A};
match([[] | Rest]) -> {nil_head, Rest};
match({same, X, X}) -> {same, X};
match({same, _X, _Y}) -> different;
match({{_, _} = P, P}) -> {pair_twice, P};
match([H | t]) -> {improper, H};
match([_, B | c]) -> {improper2, B};
match({alias, All = [First | _]}) -> {All, First};
match({alias, _} = Whole) -> {whole, Whole};
match(_) -> other.
