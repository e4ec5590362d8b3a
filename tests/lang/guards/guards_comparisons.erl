%% Comparison operators in guards, between all types and between integers and floats.
-module(guards_comparisons).
-export([main/0]).

main() ->
    Vs = [1, 1.0, 2, 1 bsl 64, float(1 bsl 64), a, {}, [], <<>>],
    [io:format("~w~n", [[cmp(X, Y) || Y <- Vs]]) || X <- Vs],
    ok.

cmp(X, Y) when X =:= Y -> exact;
cmp(X, Y) when X == Y, X =/= Y -> numeric;
cmp(X, Y) when X < Y, X =< Y, not (X >= Y), X /= Y -> lt;
cmp(X, Y) when X > Y, X >= Y, not (X =< Y) -> gt.
