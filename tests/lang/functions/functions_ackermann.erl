%% Ackermann, Hanoi, McCarthy 91, Takeuchi, gcd, binomials: recursive classics.
-module(functions_ackermann).
-export([main/0]).

main() ->
    io:format("~w~n", [[ack(M, N) || M <- [0, 1, 2, 3], N <- [0, 1, 2, 3]]]),
    io:format("~w~n", [ack(2, 300)]),
    io:format("~w~n", [hanoi(3, a, b, c)]),
    io:format("~w~n", [length(hanoi(12, a, b, c))]),
    io:format("~w~n", [[m91(N) || N <- [1, 50, 99, 100, 101, 200]]]),
    io:format("~w~n", [tak(14, 8, 3)]),
    io:format("~w~n", [[gcd(A, B) || {A, B} <- [{12, 18}, {17, 5}, {0, 9}, {1 bsl 80, 6 * (1 bsl 70)}]]]),
    io:format("~w~n", [[binomial(30, K) || K <- lists:seq(0, 30, 5)]]),
    io:format("~w~n", [fib(24)]).

ack(0, N) -> N + 1;
ack(M, 0) -> ack(M - 1, 1);
ack(M, N) -> ack(M - 1, ack(M, N - 1)).

hanoi(0, _, _, _) -> [];
hanoi(N, A, B, C) -> hanoi(N - 1, A, C, B) ++ [{A, C}] ++ hanoi(N - 1, B, A, C).

m91(N) when N > 100 -> N - 10;
m91(N) -> m91(m91(N + 11)).

tak(X, Y, Z) when X =< Y -> Z;
tak(X, Y, Z) -> tak(tak(X - 1, Y, Z), tak(Y - 1, Z, X), tak(Z - 1, X, Y)).

gcd(A, 0) -> A;
gcd(A, B) -> gcd(B, A rem B).

binomial(_, 0) -> 1;
binomial(N, K) -> binomial(N - 1, K - 1) * N div K.

fib(N) when N < 2 -> N;
fib(N) -> fib(N - 1) + fib(N - 2).
