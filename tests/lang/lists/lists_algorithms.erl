%% Permutations, powersets, primes, queens, n-ary tree walks, pascal, transposition, longest common subsequence.
-module(lists_algorithms).
-export([main/0]).

main() ->
    io:format("~w~n", [perms([1, 2, 3])]),
    io:format("~w~n", [length(perms(lists:seq(1, 7)))]),
    io:format("~w~n", [power([a, b, c])]),
    io:format("~w~n", [sieve(lists:seq(2, 100))]),
    io:format("~w ~w~n", [hd(queens(8)), length(queens(6))]),
    [io:format("~w~n", [R]) || R <- pascal(8)],
    io:format("~w~n", [transpose([[1, 2, 3], [4, 5, 6]])]),
    io:format("~s~n", [lcs("AGGTABQXY", "GXTXAYBXY")]),
    io:format("~w~n", [combos(3, [a, b, c, d, e])]),
    io:format("~w~n", [change(100, [50, 25, 10, 5, 1])]),
    io:format("~w~n", [flatten([1, [2, [3, [4, []]]], 5])]).

perms([]) -> [[]];
perms(L) -> [[H | T] || H <- L, T <- perms(L -- [H])].

power([]) -> [[]];
power([H | T]) -> P = power(T), P ++ [[H | S] || S <- P].

sieve([]) -> [];
sieve([P | T]) -> [P | sieve([N || N <- T, N rem P =/= 0])].

queens(N) -> queens(N, N).
queens(0, _) -> [[]];
queens(K, N) -> [[Q | Qs] || Qs <- queens(K - 1, N), Q <- lists:seq(1, N), safe(Q, Qs, 1)].

safe(_, [], _) -> true;
safe(Q, [Q1 | Qs], D) -> Q =/= Q1 andalso abs(Q - Q1) =/= D andalso safe(Q, Qs, D + 1).

pascal(N) -> lists:reverse(lists:foldl(fun(_, [R | _] = Rs) -> [lists:zipwith(fun(A, B) -> A + B end, [0 | R], R ++ [0]) | Rs] end, [[1]], lists:seq(2, N))).

transpose([[] | _]) -> [];
transpose(M) -> [[hd(R) || R <- M] | transpose([tl(R) || R <- M])].

lcs([], _) -> [];
lcs(_, []) -> [];
lcs([H | A], [H | B]) -> [H | lcs(A, B)];
lcs([_ | Ta] = A, [_ | Tb] = B) ->
    X = lcs(A, Tb), Y = lcs(Ta, B),
    if length(X) > length(Y) -> X; true -> Y end.

combos(0, _) -> [[]];
combos(_, []) -> [];
combos(K, [H | T]) -> [[H | C] || C <- combos(K - 1, T)] ++ combos(K, T).

change(0, _) -> 1;
change(N, Cs) when N < 0; Cs =:= [] -> 0;
change(N, [C | Cs]) -> change(N - C, [C | Cs]) + change(N, Cs).

flatten([H | T]) when is_list(H) -> flatten(H) ++ flatten(T);
flatten([H | T]) -> [H | flatten(T)];
flatten([]) -> [].
