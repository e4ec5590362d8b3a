%% Variables, heap data and floats survive exceptions; exceptions out of loops, folds and comprehensions.
-module(exc_state).
-export([main/0]).

main() ->
    Big = lists:seq(1, 1000), F = 1.5, T = {a, "b"},
    R = try
            X = length(Big), Y = F * 2,
            throw({X, Y})
        catch
            throw:{A, B} -> {A, B, F, T, lists:sum(Big)}
        end,
    io:format("~w~n", [R]),
    io:format("~w~n", [find(fun(N) -> N * N > 500 end, Big)]),
    io:format("~w~n", [loop(100000, 0)]),
    io:format("~w~n", [[safe_div(10, D) || D <- [1, 0, 2, a]]]),
    io:format("~w~n", [lists:foldl(fun(N, Acc) -> try 100 div N + Acc catch error:badarith -> Acc - 1 end end, 0, [1, 0, 5, 0, 10])]),
    io:format("~w~n", [backtrack([1, 5, 10, 25], 36)]),
    io:format("~w~n", [in_args(1, (catch throw(two)), try throw(three) catch Z -> Z end)]).

find(P, L) -> try [throw(X) || X <- L, P(X)], none catch throw:X -> {found, X} end.

loop(0, Acc) -> Acc;
loop(N, Acc) ->
    V = try work(N) catch throw:{odd, O} -> O; error:_ -> 0 end,
    loop(N - 1, Acc + V).

work(N) when N rem 3 =:= 0 -> error(third);
work(N) when N rem 2 =:= 1 -> throw({odd, 1});
work(N) -> N.

safe_div(A, B) -> try A div B of 10 -> ten; Q -> Q catch error:badarith -> undefined end.

backtrack(Coins, Sum) -> try pay(Coins, Sum, []) catch throw:no -> impossible end.

pay(_, 0, Acc) -> lists:sort(Acc);
pay([], _, _) -> throw(no);
pay([C | Cs], Sum, Acc) when C > Sum -> pay(Cs, Sum, Acc);
pay([C | Cs] = All, Sum, Acc) -> try pay(Cs, Sum, Acc) catch throw:no -> pay(All, Sum - C, [C | Acc]) end.

in_args(A, B, C) -> [A, B, C].
