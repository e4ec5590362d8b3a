%% SPDX-License-Identifier: Apache-2.0
%% All solutions of the eight queens, and a board.
-module(prog_eight_queens).
-export([main/0]).

main() ->
    All = queens(8),
    io:format("~w~n", [length(All)]),
    board(hd(All)).
queens(N) -> place(N, N, [[]]).
place(0, _, Acc) -> Acc;
place(K, N, Acc) -> place(K - 1, N, [[C | Qs] || Qs <- Acc, C <- lists:seq(1, N), safe(C, Qs, 1)]).
safe(_, [], _) -> true;
safe(C, [Q | Qs], D) -> C =/= Q andalso abs(C - Q) =/= D andalso safe(C, Qs, D + 1).
board(Qs) ->
    N = length(Qs),
    [io:put_chars([case C of Q -> $Q; _ -> $. end || C <- lists:seq(1, N)] ++ "\n") || Q <- Qs].
