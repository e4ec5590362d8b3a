%% SPDX-License-Identifier: Apache-2.0
%% Towers of Hanoi, Ackermann, Collatz, Pascal, perfect numbers, Luhn, Caesar, FizzBuzz.
-module(prog_tower_hanoi).
-export([main/0]).

main() ->
    io:format("~w~n", [length(hanoi(10, a, b, c))]),
    io:format("~w~n", [hanoi(2, a, b, c)]),
    io:format("~w~n", [ack(2, 9)]),
    io:format("~w~n", [lists:max([{collatz(N), N} || N <- lists:seq(1, 1000)])]),
    [io:format("~s~w~n", [lists:duplicate(6 - N, $\s), pascal(N)]) || N <- lists:seq(1, 6)],
    io:format("~w~n", [[N || N <- lists:seq(2, 500), lists:sum([D || D <- lists:seq(1, N div 2), N rem D =:= 0]) =:= N]]),
    io:format("~w~n", [[luhn(S) || S <- ["49927398716", "49927398717", "1234567812345670"]]]),
    io:format("~s ~s~n", [caesar("Hello, World!", 3), caesar(caesar("Hello, World!", 3), -3)]),
    io:format("~s~n", [lists:join(" ", [fizz(N) || N <- lists:seq(1, 15)])]),
    io:format("~w~n", [[palindrome(S) || S <- ["level", "hello", "A man a plan a canal Panama"]]]),
    io:format("~w~n", [lists:sum([D - $0 || D <- integer_to_list(1 bsl 1000)])]),
    io:format("~s~n", [binary_to_list(iolist_to_binary(look_say("1", 6)))]),
    io:format("~p~n", [anagrams(["listen", "silent", "enlist", "google", "elgoog", "abc"])]).
hanoi(0, _, _, _) -> [];
hanoi(N, A, B, C) -> hanoi(N - 1, A, C, B) ++ [{A, C}] ++ hanoi(N - 1, B, A, C).
ack(0, N) -> N + 1;
ack(M, 0) -> ack(M - 1, 1);
ack(M, N) -> ack(M - 1, ack(M, N - 1)).
collatz(1) -> 1;
collatz(N) when N band 1 =:= 0 -> 1 + collatz(N bsr 1);
collatz(N) -> 1 + collatz(3 * N + 1).
pascal(1) -> [1];
pascal(N) -> L = pascal(N - 1), lists:zipwith(fun(A, B) -> A + B end, [0 | L], L ++ [0]).
luhn(S) -> luhn(lists:reverse(S), 0, odd) rem 10 =:= 0.
luhn([], Sum, _) -> Sum;
luhn([C | Cs], Sum, odd) -> luhn(Cs, Sum + C - $0, even);
luhn([C | Cs], Sum, even) -> D = 2 * (C - $0), luhn(Cs, Sum + D div 10 + D rem 10, odd).
caesar(S, N) -> [shift(C, N) || C <- S].
shift(C, N) when C >= $a, C =< $z -> (C - $a + N + 26) rem 26 + $a;
shift(C, N) when C >= $A, C =< $Z -> (C - $A + N + 26) rem 26 + $A;
shift(C, _) -> C.
fizz(N) when N rem 15 =:= 0 -> "FizzBuzz";
fizz(N) when N rem 3 =:= 0 -> "Fizz";
fizz(N) when N rem 5 =:= 0 -> "Buzz";
fizz(N) -> integer_to_list(N).
palindrome(S) -> L = [C || C <- string:to_lower(S), C =/= $\s], L =:= lists:reverse(L).
look_say(S, 1) -> S;
look_say(S, N) -> look_say(lists:flatten(say(S)), N - 1).
say([]) -> [];
say([C | _] = S) -> {A, B} = lists:splitwith(fun(X) -> X =:= C end, S), [integer_to_list(length(A)), C | say(B)].
anagrams(Ws) ->
    M = lists:foldr(fun(W, A) -> maps:update_with(lists:sort(W), fun(L) -> [W | L] end, [W], A) end, #{}, Ws),
    lists:sort([L || L <- maps:values(M), length(L) > 1]).
