%% All solutions of twelve queens: comprehensions and short lists.
-module(nqueens).
-export([main/0]).

main() -> io:format("~w~n", [length(queens(12, 12))]).

queens(0, _) -> [[]];
queens(K, N) -> [[Q | Qs] || Qs <- queens(K - 1, N), Q <- lists:seq(1, N), safe(Q, Qs, 1)].

safe(_, [], _) -> true;
safe(Q, [Q1 | Qs], D) when Q =/= Q1, Q - Q1 =/= D, Q1 - Q =/= D -> safe(Q, Qs, D + 1);
safe(_, _, _) -> false.
