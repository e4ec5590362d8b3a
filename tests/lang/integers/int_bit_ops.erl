%% band, bor, bxor, bnot, bsl, bsr on small, big, negative operands.
-module(int_bit_ops).
-export([main/0]).

main() ->
    Vs = [0, 1, -1, 255, -256, 16#f0f0f0f0f0f0f0f, (1 bsl 60) - 1, -(1 bsl 60), 1 bsl 64, -(1 bsl 64), (1 bsl 100) + 5, -(1 bsl 100) - 5],
    [io:format("~w ~w: ~w ~w ~w~n", [A, B, A band B, A bor B, A bxor B]) || A <- Vs, B <- Vs, A =< B],
    io:format("~w~n", [[bnot V || V <- Vs]]),
    [io:format("~w << ~w = ~w, >> = ~w~n", [V, S, V bsl S, V bsr S]) || V <- Vs, S <- [0, 1, 7, 63, 64, 65, 130]],
    io:format("~w~n", [[V bsl -2 || V <- Vs]]),
    io:format("~w~n", [[V bsr -2 || V <- Vs]]),
    io:format("~w ~w~n", [id(1) bsr (1 bsl 70), id(-1) bsr (1 bsl 70)]),
    io:format("~w~n", [id(0) bsl (1 bsl 70)]),
    [io:format("~w~n", [t(F)]) || F <- [fun() -> id(1) bsl id(1.0) end, fun() -> id(a) band id(1) end,
                                        fun() -> bnot id(1.5) end, fun() -> id(1) bor id("x") end,
                                        fun() -> id(1 bsl 80) bxor id({}) end]].

id(X) -> X.
t(F) -> try F() catch error:R -> R end.
