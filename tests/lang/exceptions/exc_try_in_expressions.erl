%% try and catch as operands, in arguments, in guards' bodies, in comprehensions, with exports and nested values.
-module(exc_try_in_expressions).
-export([main/0]).

main() ->
    io:format("~w~n", [1 + try a() catch throw:X -> X end + (catch 1 + 1)]),
    io:format("~w~n", [[try N div D catch error:badarith -> inf end || {N, D} <- [{4, 2}, {1, 0}, {9, 3}]]]),
    io:format("~w~n", [{try x of x -> 1 catch _:_ -> 2 end, try throw(y) of _ -> 1 catch _:_ -> 2 end}]),
    F = fun(G) -> try G() of V -> {V} catch C:R -> {C, R} after put(ran, yes) end end,
    io:format("~w ~w~n", [F(fun() -> 1 end), F(fun() -> exit(x) end)]), io:format("~w~n", [get(ran)]),
    io:format("~w~n", [try A = 1, B = A + 1, {A, B} of {P, Q} when P < Q -> {less, P, Q}; Z -> Z catch _:_ -> no end]),
    io:format("~w~n", [try try throw(1) catch throw:1 -> throw(2) after put(inner, done) end catch throw:N2 -> {N2, get(inner)} end]),
    io:format("~w~n", [case catch throw({a, b}) of {a, Y2} -> Y2; _ -> none end]),
    io:format("~w~n", [lists:map(fun(E) -> try E() catch error:{badmatch, M} -> {bm, M}; error:R3 when is_atom(R3) -> {at, R3}; _:O -> {other, O} end end,
                                 [fun() -> {ok, _} = a2() end, fun() -> hd(a3()) end, fun() -> exit([1]) end])]).

a() -> throw(40).
a2() -> error_tuple.
a3() -> [].
