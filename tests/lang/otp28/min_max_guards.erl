%% min/2 and max/2 in guards (OTP 26), and lists:zip with options.
-module(min_max_guards).
-export([main/0]).

main() ->
    io:format("~w~n", [[f(A, B) || {A, B} <- [{1, 2}, {7, 3}, {5, 5}, {a, 1}]]]),
    io:format("~w~n", [lists:zip([1, 2, 3], [a], trim)]),
    io:format("~w~n", [lists:zip([1, 2, 3], [a], {pad, {0, z}})]),
    io:format("~w~n", [lists:enumerate(0, 10, [a, b])]).

f(A, B) when max(A, B) =:= 7 -> seven;
f(A, B) when min(A, B) =:= 1 -> {one, max(A, B)};
f(_, _) -> other.
