%% case: values, guards, exported variables, nested, case_clause.
-module(case_basic).
-export([main/0]).

main() ->
    [io:format("~w~n", [classify(X)]) || X <- [0, 5, -5, 3.2, foo, [1, 2], [], {error, x}]],
    R = case id(2) of
            1 -> A = one, B = 10, A;
            2 -> A = two, B = 20, A;
            _ -> A = many, B = 0, A
        end,
    io:format("~w ~w ~w~n", [R, A, B]),
    io:format("~w~n", [catch_clause(fun() -> case id(x) of y -> 1 end end)]),
    io:format("~w~n", [catch_clause(fun() -> case id({1, [2]}) of {2, _} -> 1; {_, []} -> 2 end end)]),
    io:format("~w~n", [case id(3) + 1 of 4 -> case id(a) of b -> no; a -> yes end end]).

id(X) -> X.

classify(X) ->
    case X of
        0 -> zero;
        N when is_integer(N), N > 0 -> positive;
        N when is_integer(N) -> negative;
        _ when is_float(X) -> float;
        _ when is_atom(X) -> atom;
        [_ | _] -> list;
        [] -> nil;
        {error, Why} -> {failed, Why}
    end.

catch_clause(F) -> try F() catch error:R -> R end.
