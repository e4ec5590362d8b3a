%% Pancake flips over all permutations of nine: reversing prefixes of short lists.
-module(fannkuch).
-export([main/0]).

main() ->
    Nine = lists:seq(1, 9),
    {Max, Sum} = lists:foldl(fun(_, Acc) -> permutations(Nine, [], Acc) end, {0, 0}, [1, 2, 3]),
    io:format("~w ~w~n", [Max, Sum]).

permutations([], P, {Max, Sum}) ->
    N = flips(P, 0),
    {max(Max, N), Sum + N};
permutations(Left, P, Acc) ->
    lists:foldl(fun(X, A) -> permutations(lists:delete(X, Left), [X | P], A) end, Acc, Left).

flips([1 | _], N) -> N;
flips([First | _] = P, N) -> flips(flip(First, P, []), N + 1).

flip(0, Rest, Acc) -> lists:reverse(lists:reverse(Acc), Rest);
flip(N, [H | T], Acc) -> flip(N - 1, T, [H | Acc]).
