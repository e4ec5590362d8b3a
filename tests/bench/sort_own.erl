%% Merge sort written in Erlang on 500 000 integers.
-module(sort_own).
-export([main/0]).

main() ->
    Sorted = sort(random(500000, 42, []), 500000),
    io:format("~w ~w~n", [erlang:phash2(lists:sublist(Sorted, 1000)), ordered(Sorted)]).

random(0, _, L) -> L;
random(N, S, L) -> random(N - 1, (S * 1103515245 + 12345) band 16#7fffffff, [S bsr 3 | L]).

sort(L, N) when N < 2 -> lists:sublist(L, N);
sort(L, N) ->
    Half = N div 2,
    merge(sort(L, Half), sort(lists:nthtail(Half, L), N - Half)).

merge([A | As], [B | _] = Bs) when A =< B -> [A | merge(As, Bs)];
merge(As, [B | Bs]) when As =/= [] -> [B | merge(As, Bs)];
merge([], Bs) -> Bs;
merge(As, []) -> As.

ordered([A | [B | _] = T]) when A =< B -> ordered(T);
ordered([_]) -> true;
ordered(_) -> false.
