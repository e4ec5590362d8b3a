%% A million frames on the stack, with and without live data in each; the stack shrinks again.
-module(functions_deep_stack).
-export([main/0]).

main() ->
    io:format("~w~n", [sum(1000000)]),
    io:format("~w~n", [length(build(1000000))]),
    io:format("~w~n", [depth({node, nest(300000)}, 0)]),
    io:format("~w~n", [sum(1000000)]),
    io:format("~w~n", [catch thrower(500000)]),
    io:format("~w~n", [foldr_sum(1000000)]).

sum(0) -> 0;
sum(N) -> N + sum(N - 1).

build(0) -> [];
build(N) -> [{N, N * 1.5} | build(N - 1)].

nest(0) -> leaf;
nest(N) -> {node, nest(N - 1)}.

depth(leaf, D) -> D;
depth({node, X}, D) -> depth(X, D + 1).

thrower(0) -> throw(bottom);
thrower(N) -> 1 + thrower(N - 1).

foldr_sum(N) -> lists:foldr(fun(X, A) -> X - A end, 0, lists:seq(1, N)).
