%% div and rem with all signs, small and big.
-module(int_division).
-export([main/0]).

main() ->
    Ns = [0, 1, -1, 7, -7, 1 bsl 59, -(1 bsl 59), (1 bsl 60) - 1, -(1 bsl 60), 1 bsl 64, -(1 bsl 64), 12345678901234567890123, -98765432109876543210987],
    Ds = [1, -1, 2, -2, 3, -3, 10, 1 bsl 59, -(1 bsl 60), 1 bsl 64, -(1 bsl 64) - 1, 99999999999999999999],
    [io:format("~w / ~w: ~w ~w ~s~n", [N, D, N div D, N rem D, check(N, D)]) || N <- Ns, D <- Ds],
    [io:format("~w~n", [t(F)]) || F <- [fun() -> id(1) div id(0) end, fun() -> id(1 bsl 70) div id(0) end,
                                        fun() -> id(1) rem id(0) end, fun() -> id(-(1 bsl 70)) rem id(0) end,
                                        fun() -> id(1.0) div id(2) end, fun() -> id(a) rem id(2) end]],
    io:format("~w~n", [-576460752303423488 div id(-1)]),
    io:format("~w~n", [-1152921504606846976 div id(-1)]).

id(X) -> X.
t(F) -> try F() catch error:R -> R end.

check(N, D) ->
    Q = N div D, R = N rem D,
    case Q * D + R =:= N andalso abs(R) < abs(D) of
        true -> "ok";
        false -> "WRONG"
    end.
