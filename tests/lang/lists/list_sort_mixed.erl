%% SPDX-License-Identifier: Apache-2.0
%% The order that sorting and merging give to numbers that compare equal and differ.
-module(list_sort_mixed).
-export([main/0]).
main() -> loop(40, 12345).
loop(0, _) -> io:format("done~n");
loop(N, S0) ->
    {L, S1} = list(S0 rem 23, next(S0), []),
    {M, S2} = list(S1 rem 7, next(S1), []),
    {K, S3} = list(S2 rem 5, next(S2), []),
    LT = tag(L, 0),
    F = fun(A, B) -> A =< B end,
    G = fun({A,_}, {B,_}) -> A =< B end,
    H = fun({A,_}, {B,_}) -> A < B end,
    SL = ss(L), SM = ss(M), SK = ss(K),
    US = uu(L), UM = uu(M), UK = uu(K),
    KS = lists:keysort(1, LT), KM = lists:keysort(1, tag(M, 100)),
    UKS = lists:ukeysort(1, LT), UKM = lists:ukeysort(1, tag(M, 100)),
    R = [{sort, lists:sort(L)}, {usort, lists:usort(L)}, {sort2, lists:sort(F, L)},
         {sort2t, lists:sort(G, LT)}, {sort2h, lists:sort(H, LT)},
         {usort2, lists:usort(F, L)}, {usort2t, lists:usort(G, LT)},
         {keysort, lists:keysort(1, LT)}, {ks2, lists:keysort(1, [{X,x} || X <- L])},
         {ukeysort, lists:ukeysort(1, LT)}, {uks2, lists:ukeysort(1, [{X,x}||X<-L])},
         {merge, lists:merge(SL, SM)}, {merge3, lists:merge3(SL, SM, SK)},
         {mergel, lists:merge([SL, SM, SK, SL, SK])}, {merge2, lists:merge(F, SL, SM)},
         {umerge, lists:umerge(US, UM)}, {umerge3, lists:umerge3(US, UM, UK)},
         {umergel, lists:umerge([US, UM, UK, UM])}, {umerge2, lists:umerge(F, US, UM)},
         {keymerge, lists:keymerge(1, KS, KM)}, {ukeymerge, lists:ukeymerge(1, UKS, UKM)},
         {tsort, lists:sort([{X, 1} || X <- L])}],
    [io:format("~w ~w ~w ~w~n", [N, Tag, {L,M,K}, V]) || {Tag, V} <- R],
    loop(N - 1, S3).
ss(L) -> [X || {X,_} <- lists:keysort(1, [{X,1}||X <- L])].
uu(L) -> ss(uniq(L, [])).
uniq([], A) -> lists:reverse(A);
uniq([X|R], A) -> case lists:any(fun(Y) -> X == Y end, A) of true -> uniq(R, A); false -> uniq(R, [X|A]) end.
tag([X|R], N) -> [{X, N} | tag(R, N+1)];
tag([], _) -> [].
list(0, S, A) -> {A, S};
list(N, S, A) ->
    V = (S div 16) rem 9,
    X = case S band 1 of 0 -> V; 1 -> float(V) end,
    list(N-1, next(S), [X|A]).
next(S) -> ((S * 1103515245 + 12345) band 16#7fffffff).
