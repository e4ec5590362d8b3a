%% Many short-lived trees beside one that lives on: allocation and collection.
-module(binary_trees).
-export([main/0]).

main() ->
    Long = build(16),
    io:format("~w ~w~n", [[count(D, 1 bsl (22 - D), 0) || D <- [4, 8, 12, 16]], check(Long)]).

count(_, 0, Sum) -> Sum;
count(Depth, N, Sum) -> count(Depth, N - 1, Sum + check(build(Depth))).

build(0) -> {leaf, leaf};
build(D) -> {build(D - 1), build(D - 1)}.

check({leaf, _}) -> 1;
check({L, R}) -> 1 + check(L) + check(R).
