%% Arithmetic in loops that cross from small to big and back, with both signs and all operators.
-module(int_sequences).
-export([main/0]).

main() ->
    io:format("~w~n", [lcg(1000, 1)]), io:format("~w~n", [powers(3, 60)]), io:format("~w~n", [powers(-7, 30)]),
    io:format("~w~n", [down(1 bsl 130, [])]), io:format("~w~n", [down(-(1 bsl 130), [])]),
    io:format("~w~n", [alternate(200, 0)]), io:format("~w~n", [digits_sum(7, 500)]), io:format("~w~n", [xorshift(16#9E3779B97F4A7C15, 500)]),
    io:format("~w~n", [fnv(<<"the quick brown fox">>, 16#cbf29ce484222325)]), io:format("~w~n", [horner(lists:seq(-20, 20), 1000003, 0)]).

lcg(0, S) -> S;
lcg(N, S) -> lcg(N - 1, (S * 6364136223846793005 + 1442695040888963407) band 16#ffffffffffffffff).

powers(B, N) -> lists:foldl(fun(_, A) -> A * B end, 1, lists:seq(1, N)).

down(0, Acc) -> length(Acc);
down(-1, Acc) -> {minus, length(Acc)};
down(N, Acc) -> down(N bsr 1, [N rem 10 | Acc]).

alternate(0, A) -> A;
alternate(N, A) when N rem 3 =:= 0 -> alternate(N - 1, A * -1234567);
alternate(N, A) when N rem 3 =:= 1 -> alternate(N - 1, A div 1000 + N);
alternate(N, A) -> alternate(N - 1, A - (N bsl 50)).

digits_sum(B, N) -> lists:sum([C - $0 || C <- integer_to_list(powers(B, N))]).

xorshift(X, 0) -> X;
xorshift(X, N) ->
    A = X bxor ((X bsl 13) band 16#ffffffffffffffff),
    B = A bxor (A bsr 7),
    xorshift(B bxor ((B bsl 17) band 16#ffffffffffffffff), N - 1).

fnv(<<C, R/binary>>, H) -> fnv(R, ((H bxor C) * 16#100000001b3) band 16#ffffffffffffffff);
fnv(<<>>, H) -> H.

horner([C | Cs], X, A) -> horner(Cs, X, A * X + C);
horner([], _, A) -> A.
