%% Counting: the cost of one round of a tail-recursive loop.
-module(loop).
-export([main/0]).

main() -> io:format("~w~n", [count(200000000, 0)]).

count(0, Acc) -> Acc;
count(N, Acc) -> count(N - 1, Acc + (N band 1)).
