%% Knight's tour by Warnsdorff's rule, n-queens with bit masks, a maze solved breadth first.
-module(prog_knight).
-export([main/0]).

main() ->
    Tour = tour({0, 0}, #{{0, 0} => 0}, 1, 6),
    [io:format("~s~n", [[io_lib:format("~3w", [maps:get({X, Y}, Tour)]) || X <- lists:seq(0, 5)]]) || Y <- lists:seq(0, 5)],
    io:format("~w~n", [[queens(N) || N <- lists:seq(1, 8)]]),
    Maze = ["#########", "#S  #   #", "### # # #", "#     #E#", "#########"],
    Cells = maps:from_list([{{X, Y}, C} || {Y, Row} <- enum(Maze), {X, C} <- enum(Row)]),
    [Start] = [P || {P, $S} <- maps:to_list(Cells)],
    Path = solve(queue:from_list([[Start]]), Cells, #{Start => true}),
    io:format("~w ~w~n", [length(Path), lists:reverse(Path)]).

enum(L) -> lists:zip(lists:seq(1, length(L)), L).

tour(_, Seen, N, Size) when N =:= Size * Size -> Seen;
tour(P, Seen, N, Size) ->
    Next = lists:sort([{length(moves(Q, Seen, Size)), Q} || Q <- moves(P, Seen, Size)]),
    try_each(Next, Seen, N, Size).

try_each([], _, _, _) -> false;
try_each([{_, Q} | Qs], Seen, N, Size) ->
    case tour(Q, Seen#{Q => N}, N + 1, Size) of
        false -> try_each(Qs, Seen, N, Size);
        Done -> Done
    end.

moves({X, Y}, Seen, Size) ->
    [P || {Dx, Dy} <- [{1, 2}, {2, 1}, {2, -1}, {1, -2}, {-1, -2}, {-2, -1}, {-2, 1}, {-1, 2}],
          {A, B} = P <- [{X + Dx, Y + Dy}], A >= 0, A < Size, B >= 0, B < Size, not is_map_key(P, Seen)].

queens(N) -> place((1 bsl N) - 1, 0, 0, 0).

place(All, All, _, _) -> 1;
place(All, Cols, L, R) -> bits(All band bnot (Cols bor L bor R), All, Cols, L, R, 0).

bits(0, _, _, _, _, Count) -> Count;
bits(Free, All, Cols, L, R, Count) ->
    Bit = Free band -Free,
    bits(Free bxor Bit, All, Cols, L, R, Count + place(All, Cols bor Bit, (L bor Bit) bsl 1, (R bor Bit) bsr 1)).

solve(Queue, Cells, Seen) ->
    {{value, [{X, Y} | _] = Path}, Rest} = queue:out(Queue),
    case maps:get({X, Y}, Cells) of
        $E -> Path;
        _ ->
            New = [P || P <- [{X + 1, Y}, {X - 1, Y}, {X, Y + 1}, {X, Y - 1}], maps:get(P, Cells, $#) =/= $#, not is_map_key(P, Seen)],
            solve(lists:foldl(fun(P, Q) -> queue:in([P | Path], Q) end, Rest, New), Cells, lists:foldl(fun(P, S) -> S#{P => true} end, Seen, New))
    end.
