%% Big integers: factorials, fibonacci, powers, products of many sizes, identities that must hold.
-module(int_big_arith).
-export([main/0]).

main() ->
    io:format("~w~n", [fact(100)]),
    io:format("~w~n", [fib(1000)]),
    io:format("~w~n", [pow(7, 300)]),
    io:format("~w~n", [pow(-3, 201)]),
    io:format("~w~n", [fact(50) div fact(48)]),
    io:format("~w~n", [[digits(fact(N)) || N <- [10, 100, 500, 1000]]]),
    Rs = randoms(40, 12345),
    io:format("~w~n", [lists:all(fun({A, B}) -> (A + B) * (A - B) =:= A * A - B * B end, pairs(Rs))]),
    io:format("~w~n", [lists:all(fun({A, B}) -> A div B * B + A rem B =:= A end, pairs(Rs))]),
    io:format("~w~n", [lists:all(fun({A, B}) -> (A bxor B) =:= (A bor B) - (A band B) end, pairs(Rs))]),
    io:format("~w~n", [lists:foldl(fun(X, H) -> (H * 31 + X) rem 1000000007 end, 7, Rs)]),
    io:format("~w~n", [isqrt(pow(10, 100) * 2)]).

fact(0) -> 1;
fact(N) -> N * fact(N - 1).

fib(N) -> fib(N, 0, 1).
fib(0, A, _) -> A;
fib(N, A, B) -> fib(N - 1, B, A + B).

pow(_, 0) -> 1;
pow(X, N) when N rem 2 =:= 0 -> pow(X * X, N div 2);
pow(X, N) -> X * pow(X, N - 1).

digits(N) -> length(integer_to_list(N)).

randoms(0, _) -> [];
randoms(N, Seed) ->
    Next = (Seed * 6364136223846793005 + 1442695040888963407) rem (1 bsl 64),
    Size = Next rem 5 + 1,
    [pow(Next, Size) * (case N rem 2 of 0 -> 1; 1 -> -1 end) bsr (Next rem 13) | randoms(N - 1, Next)].

pairs(L) -> [{A, B} || A <- L, B <- L].

isqrt(N) -> isqrt(N, N).
isqrt(N, X) ->
    Y = (X + N div X) div 2,
    if Y < X -> isqrt(N, Y); true -> X end.
