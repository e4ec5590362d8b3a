%% Object-like and function-like macros, nested use, ??Arg, overloading by arity, redefinition.
-module(macros_basic).
-export([main/0]).
-define(PI, 3).
-define(TWO_PI, (2 * ?PI)).
-define(ADD(A, B), A + B).
-define(SQUARE(X), ((X) * (X))).
-define(SHOW(E), io:format("~s = ~w~n", [??E, E])).
-define(F(), no_args).
-define(F(A), {one, A}).
-define(F(A, B), {two, A, B}).
-define(LIST, 1, 2, 3).
-define(if_positive(X, Then, Else), case X > 0 of true -> Then; false -> Else end).
-define(empty, ).

main() ->
    io:format("~w ~w~n", [?PI, ?TWO_PI]),
    io:format("~w ~w~n", [?ADD(1, 2) * 3, ?SQUARE(1 + 2)]),
    ?SHOW(1 + 2 * 3),
    ?SHOW({a, [b | c], "str"}),
    ?SHOW(lists:map(fun(X) -> X + ?PI end, [1, 2])),
    io:format("~w ~w ~w~n", [?F(), ?F(x), ?F(x, {y, z})]),
    io:format("~w~n", [[?LIST]]),
    io:format("~w~n", [?if_positive(5, yes, no)]),
    io:format("~w~n", [?F([1, 2, 3])]),
    io:format("~w~n", [?F(fun(A, B) -> {A, B} end(1, 2))]),
    io:format(?empty "adjacent " "strings" " join~n" ?empty),
    redefined().

-undef(PI).
-define(PI, 4).

redefined() ->
    io:format("~w ~w~n", [?PI, ?TWO_PI]).
