%% lists:seq, lists:map and lists:foldl over five million elements: a heap that grows.
-module(map_fold_5m).
-export([main/0]).

main() ->
    L = lists:seq(1, 5000000),
    M = lists:map(fun(X) -> X * 2 + 1 end, L),
    io:format("~w~n", [lists:foldl(fun(X, Sum) -> X + Sum end, 0, M)]).
