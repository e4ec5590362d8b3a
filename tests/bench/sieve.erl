%% Primes below a hundred thousand by trial against the primes found so far, and by filtering
%% lists.
-module(sieve).
-export([main/0]).

main() ->
    Trial = trial(3, 100000, [2]),
    Filtered = filter(lists:seq(2, 25000)),
    io:format("~w ~w~n", [length(Trial), lists:last(Filtered)]).

trial(N, Max, Primes) when N > Max -> Primes;
trial(N, Max, Primes) ->
    case divides(lists:reverse(Primes), N) of
        true -> trial(N + 2, Max, Primes);
        false -> trial(N + 2, Max, [N | Primes])
    end.

divides([P | _], N) when P * P > N -> false;
divides([P | _], N) when N rem P =:= 0 -> true;
divides([_ | Ps], N) -> divides(Ps, N);
divides([], _) -> false.

filter([]) -> [];
filter([P | L]) -> [P | filter([N || N <- L, N rem P =/= 0])].
