%% maybe ... else ... end (OTP 27, on by default).
-module(maybe_else).
-export([main/0]).

main() ->
    [io:format("~w~n", [f(X)]) || X <- [{ok, 3}, {ok, 0}, {error, why}, nothing, {ok, a}]],
    io:format("~w~n", [g({ok, 1})]), io:format("~w~n", [g(other)]),
    io:format("~w~n", [maybe A = 1, B = A + 1, {A, B} end]),
    io:format("~w~n", [maybe {x, Y} ?= {y, 1}, Y end]),
    io:format("~w~n", [try h(unmatched) catch error:E -> E end]),
    io:format("~w~n", [try maybe a = id(b) end catch error:E2 -> E2 end]),
    io:format("~w~n", [maybe {ok, P} ?= id({ok, 1}), {ok, Q} ?= id({ok, P + 1}), maybe {ok, R} ?= id({ok, Q + 1}), [P, Q, R] end end]).

id(X) -> X.

f(X) ->
    maybe
        {ok, N} ?= X,
        true ?= is_integer(N),
        {positive, N} ?= sign(N),
        {good, N}
    else
        {error, Why} -> {failed, Why};
        false -> not_an_integer;
        zero -> is_zero;
        Other when is_atom(Other) -> {atom, Other}
    end.

sign(N) when N > 0 -> {positive, N};
sign(_) -> zero.

g(X) -> maybe {ok, N} ?= X, N + 1 end.

h(X) -> maybe {ok, N} ?= X, N else {error, _} -> error_ end.
