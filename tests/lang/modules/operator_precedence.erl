%% Precedence and associativity of all operators.
-module(operator_precedence).
-export([main/0]).

main() ->
    p(1 + 2 * 3 - 4 div 2), p(10 - 3 - 2), p(2 * 3 rem 4), p(1 bsl 2 + 1), p(7 band 3 + 1), p(1 bor 2 bxor 3 band 1), p(-2 * -3), p(- 2 + 3),
    p(100 / 10 / 2), p(not true or true), p(true and false or true), p(true or false and false), p((1 < 2) == true), p([1] ++ [2] ++ [3]), p([1, 2, 3] -- [1] -- [1]),
    p([1, 2] ++ [3] -- [3]), p(1 + 1 == 2 andalso 2 > 1), p(false orelse true andalso false), p(bnot 1 + 1), p(-(1) bsl 2), p(2 + 3 bsl 1), p(8 bsr 1 - 1),
    p((1 =:= 1) xor false), p(5 - -5), p(catch 1 + 2), p(not (1 > 2)), p(X = 3 + 4), p(X), p(1 bsl 1 bsl 2), p(16 bsr 1 bsr 1), p(10 div 3 * 3), p(10 rem 4 * 2),
    p((fun(A) -> A end)(3) + 1), p(#{a => 1 + 1}), p({1, 2} < {1, 3} andalso [a] < [b]), p(1.0 == 1 andalso 1.0 =/= 1), p("a" "b" ++ "c"), p(hd([1]) + 1).

p(X) -> io:format("~w~n", [X]).
