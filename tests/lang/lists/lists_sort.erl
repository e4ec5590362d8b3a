%% Sorting: stability, mixed types, long lists in many initial orders, keysort, own quick- and mergesort agree.
-module(lists_sort).
-export([main/0]).

main() ->
    Random = random(5000, 42),
    Up = lists:seq(1, 5000), Down = lists:reverse(Up), Same = lists:duplicate(5000, x), Saw = [N rem 17 || N <- Up],
    [io:format("~w ~w~n", [erlang:phash2(lists:sort(L)), check(L)]) || L <- [Random, Up, Down, Same, Saw, [], [1], [2, 1]]],
    io:format("~w~n", [lists:sort([b, 1, {}, "a", 2.5, <<"x">>, a, [], {1}, #{}, -1, #{a => 1}, <<>>])]),
    Pairs = [{N rem 10, N} || N <- Random],
    Stable = lists:keysort(1, Pairs),
    io:format("~w~n", [[P || {K, _} = P <- Stable, K =:= 3] =:= [P || {K, _} = P <- Pairs, K =:= 3]]),
    ByLast = lists:sort(fun(A, B) -> A rem 10 =< B rem 10 end, lists:seq(30, 1, -1)),
    io:format("~w~n", [ByLast]),
    io:format("~w~n", [lists:usort(Saw)]),
    io:format("~w~n", [erlang:phash2(lists:usort(Random)) =:= erlang:phash2(lists:usort(lists:sort(Random)))]),
    io:format("~w~n", [lists:sort([1.0, 1, 2, 1, 1.0])]),
    io:format("~w~n", [lists:sort(["b", "a", "ab", "", "B"]) =:= ["", "B", "a", "ab", "b"]]).

check(L) ->
    S = lists:sort(L),
    S =:= quick(L) andalso S =:= merge(L) andalso S =:= lists:sort(fun(A, B) -> A =< B end, L).

quick([]) -> [];
quick([_] = L) -> L;
quick(L) ->
    P = lists:nth(length(L) div 2 + 1, L),
    quick([X || X <- L, X < P]) ++ [X || X <- L, X == P] ++ quick([X || X <- L, X > P]).

merge([]) -> [];
merge([X]) -> [X];
merge(L) ->
    {A, B} = lists:split(length(L) div 2, L),
    lists:merge(merge(A), merge(B)).

random(0, _) -> [];
random(N, S) -> Next = (S * 1103515245 + 12345) band 16#7fffffff, [Next bsr 8 | random(N - 1, Next)].
