%% Funs with several clauses, guards, patterns; matching of captured variables in bodies.
-module(funs_clauses).
-export([main/0]).

main() ->
    Kind = fun(0) -> zero;
              (N) when is_integer(N), N > 0 -> positive;
              (N) when is_integer(N) -> negative;
              ({A, A}) -> {twins, A};
              ([H | T]) -> {H, length(T)};
              (_) -> other
           end,
    io:format("~w~n", [[Kind(V) || V <- [0, 3, -3, {x, x}, {x, y}, [a, b, c], "", 1.0]]]),
    Limit = 10,
    Is = fun(V) -> case V of Limit -> at_limit; _ when V < Limit -> below; _ -> above end end,
    io:format("~w~n", [[Is(V) || V <- [9, 10, 11]]]),
    Two = fun(A, B) when A > B -> A; (_, B) -> B end,
    io:format("~w ~w~n", [Two(1, 2), Two(b, a)]),
    None = fun() -> nothing end,
    io:format("~w~n", [None()]).
