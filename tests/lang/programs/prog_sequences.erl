%% Number sequences: look-and-say, Catalan, partitions, perfect numbers, digits of e, Josephus, magic square.
-module(prog_sequences).
-export([main/0]).

main() ->
    p(lists:reverse(element(1, lists:foldl(fun(_, {L, S}) -> {[S | L], say(S)} end, {[], "1"}, lists:seq(1, 8))))),
    p([catalan(N) || N <- lists:seq(0, 20)]), p([partitions(N, N) || N <- lists:seq(0, 25)]),
    p([N || N <- lists:seq(2, 1000), N =:= lists:sum([D || D <- lists:seq(1, N div 2), N rem D =:= 0])]),
    p(e_digits(60)), p([josephus(N, 3) || N <- lists:seq(1, 20)]), p(magic(5)),
    p([bell(N) || N <- lists:seq(1, 12)]), p([N || N <- lists:seq(10, 9999), armstrong(N)]), p(zeckendorf(1000000)), p([gray(N) || N <- lists:seq(0, 15)]),
    p([sum_digits(1 bsl N) || N <- [15, 100, 1000]]), p(hailstone_longest(3000)).

p(X) -> io:format("~p~n", [X]).

say([]) -> [];
say([H | T]) -> {Same, Rest} = lists:splitwith(fun(X) -> X =:= H end, T), integer_to_list(length(Same) + 1) ++ [H | say(Rest)].

catalan(0) -> 1;
catalan(N) -> catalan(N - 1) * 2 * (2 * N - 1) div (N + 1).

partitions(0, _) -> 1;
partitions(N, M) when N < 0; M =:= 0 -> 0;
partitions(N, M) -> partitions(N - M, M) + partitions(N, M - 1).

e_digits(N) -> One = pow(10, N + 10), integer_to_list(series(One, 1, 0) div pow(10, 10)).
series(0, _, Sum) -> Sum;
series(Term, K, Sum) -> series(Term div K, K + 1, Sum + Term).
pow(_, 0) -> 1;
pow(B, N) -> B * pow(B, N - 1).

josephus(1, _) -> 0;
josephus(N, K) -> (josephus(N - 1, K) + K) rem N.

magic(N) -> [[N * ((I + J - 1 + N div 2) rem N) + (I + 2 * J - 2) rem N + 1 || J <- lists:seq(1, N)] || I <- lists:seq(1, N)].

bell(N) -> hd(bell_row(N)).
bell_row(1) -> [1];
bell_row(N) -> Prev = bell_row(N - 1), lists:reverse(lists:foldl(fun(X, [H | _] = Acc) -> [H + X | Acc] end, [lists:last(Prev)], Prev)).

armstrong(N) -> Ds = integer_to_list(N), N =:= lists:sum([pow(D - $0, length(Ds)) || D <- Ds]).

zeckendorf(N) -> zeck(N, fibs(N, [2, 1])).
zeck(0, _) -> [];
zeck(N, [F | Fs]) when F =< N -> [F | zeck(N - F, Fs)];
zeck(N, [_ | Fs]) -> zeck(N, Fs).
fibs(N, [A, B | _] = L) when A + B =< N -> fibs(N, [A + B | L]);
fibs(_, L) -> L.

gray(N) -> N bxor (N bsr 1).
sum_digits(N) -> lists:sum([C - $0 || C <- integer_to_list(N)]).

hailstone_longest(N) -> lists:max([{steps(K, 0), K} || K <- lists:seq(1, N)]).
steps(1, S) -> S;
steps(N, S) when N band 1 =:= 0 -> steps(N bsr 1, S + 1);
steps(N, S) -> steps(3 * N + 1, S + 1).
