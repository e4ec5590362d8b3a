%% List comprehensions: filters, several generators, patterns that skip, nesting, scopes.
-module(comp_list).
-export([main/0]).

main() ->
    io:format("~w~n", [[X * X || X <- [1, 2, 3]]]),
    io:format("~w~n", [[X || X <- lists:seq(1, 20), X rem 3 =:= 0, X > 5]]),
    io:format("~w~n", [[{X, Y} || X <- [1, 2, 3], Y <- [a, b]]]),
    io:format("~w~n", [[{X, Y} || X <- [1, 2, 3], X > 1, Y <- lists:seq(X, 4), X + Y =/= 5]]),
    io:format("~w~n", [[V || {ok, V} <- [{ok, 1}, {error, 2}, x, {ok, 3}]]]),
    io:format("~w~n", [[X || [X, X] <- [[1, 1], [1, 2], [a, a], [b]]]]),
    io:format("~w~n", [[[Y || Y <- lists:seq(1, X)] || X <- [1, 2, 3]]]),
    X = outer,
    io:format("~w~n", [[X || X <- [inner]]]),
    io:format("~w ~w~n", [X, [X || _ <- [1, 2]]]),
    io:format("~w~n", [[x || true]]),
    io:format("~w~n", [[x || false]]),
    io:format("~w~n", [[Z || Y <- [1, 2, 3], Z <- [Y * 10], Z > 10]]),
    io:format("~w~n", [[A || A <- [1, a, 2.0, "s"], is_integer(A) orelse is_float(A)]]),
    io:format("~w~n", [[{A, B, C} || C <- lists:seq(1, 20), B <- lists:seq(1, C), A <- lists:seq(1, B), A * A + B * B =:= C * C]]),
    _ = [io:format("~w ", [N]) || N <- [1, 2, 3]],
    io:nl(),
    io:format("~w~n", [[hd(L) || L <- [[1], [], [2]], L =/= []]]),
    io:format("~w~n", [[P || P <- [1, 2, 3, 4], case P of 2 -> false; _ -> true end]]).
