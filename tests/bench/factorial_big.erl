%% The factorial of 12 000 several times: a big integer times a small one.
-module(factorial_big).
-export([main/0]).

main() -> io:format("~w~n", [lists:sum([factorial(12000, 1) rem 1000003 || _ <- lists:seq(1, 4)])]).

factorial(0, Acc) -> Acc;
factorial(N, Acc) -> factorial(N - 1, Acc * N).
