%% Mutual recursion, also across clauses with accumulators; tail calls in every position.
-module(functions_mutual).
-export([main/0]).

main() ->
    io:format("~w ~w ~w~n", [even(1000000), odd(999999), even(7)]),
    io:format("~w~n", [[hof_f(N) || N <- lists:seq(0, 12)]]),
    io:format("~w~n", [[hof_m(N) || N <- lists:seq(0, 12)]]),
    io:format("~w~n", [state_a("abbaabbbaaab", 0)]),
    io:format("~w~n", [collatz(27, 0)]).

even(0) -> true;
even(N) -> odd(N - 1).

odd(0) -> false;
odd(N) -> even(N - 1).

hof_f(0) -> 1;
hof_f(N) -> N - hof_m(hof_f(N - 1)).

hof_m(0) -> 0;
hof_m(N) -> N - hof_f(hof_m(N - 1)).

state_a([$a | T], N) -> state_a(T, N);
state_a([$b | T], N) -> state_b(T, N + 1);
state_a([], N) -> {a, N}.

state_b([$b | T], N) -> state_b(T, N);
state_b([$a | T], N) -> state_a(T, N + 1);
state_b([], N) -> {b, N}.

collatz(1, Steps) -> Steps;
collatz(N, Steps) when N rem 2 =:= 0 -> collatz(N div 2, Steps + 1);
collatz(N, Steps) -> collatz(3 * N + 1, Steps + 1).
