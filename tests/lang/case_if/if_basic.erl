%% if: alternatives, conjunctions, if_clause, and the value.
-module(if_basic).
-export([main/0]).

main() ->
    [io:format("~w ~w~n", [N, size_of(N)]) || N <- [-1, 0, 1, 9, 10, 99, 100, 5.5, a]],
    io:format("~w~n", [try only_true(id(false)) catch error:E -> E end]),
    X = if true -> 1 end + if false -> 2; true -> 3 end,
    io:format("~w~n", [X]),
    Y = id(3),
    if Y > 2 -> Z = big; Y > 1 -> Z = medium; true -> Z = small end,
    io:format("~w~n", [Z]),
    if Y =:= 4; Y =:= 3 -> io:format("three or four~n"); true -> ok end,
    if Y =:= 3, Y =:= 4 -> io:format("impossible~n"); is_list(Y); is_integer(Y) -> io:format("an integer~n") end.

id(X) -> X.

size_of(N) ->
    if
        N < 0 -> negative;
        N == 0 -> zero;
        N < 10 -> digit;
        is_float(N) -> float;
        N < 100 -> tens;
        is_atom(N) -> atom;
        true -> huge
    end.

only_true(B) -> if B -> yes end.
