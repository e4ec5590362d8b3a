%% Repeated subterms and literals: shared or not, they are equal, and updates do not reach the other copies.
-module(functions_common_subterms).
-export([main/0]).

main() ->
    T = {lit, [1, 2, {3, "four"}], #{k => <<"v">>}},
    U = setelement(1, T, changed),
    io:format("~w ~w~n", [T, U]),
    L = lit(), [io:format("~w~n", [lit() =:= L]) || _ <- [1, 2]],
    io:format("~w~n", [setelement(2, big(), x)]), io:format("~w~n", [element(2, big())]),
    M = (map())#{a := 2}, io:format("~w ~w~n", [maps:get(a, M), maps:get(a, map())]),
    io:format("~w~n", [[lit() | lit()]]),
    Deep = lists:foldl(fun(_, A) -> {A, A} end, x, lists:seq(1, 18)),
    io:format("~w ~w~n", [count(Deep), Deep =:= lists:foldl(fun(_, A) -> {A, A} end, x, lists:seq(1, 18))]).

lit() -> [a, {b, [c]}, "str", 1.5, 123456789012345678901234567890].
big() -> {1, lists, [x, y], {z}, <<"binary literal that is rather long, longer than sixty-four bytes, to be exact">>}.
map() -> #{a => 1, b => #{c => [d]}}.
count({A, B}) -> count(A) + count(B);
count(x) -> 1.
