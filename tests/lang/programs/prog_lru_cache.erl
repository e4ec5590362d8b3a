%% An LRU cache, a trie and a heap, each exercised and its results checked.
-module(prog_lru_cache).
-export([main/0]).

main() ->
    C = lists:foldl(fun({put, K, V}, A) -> put_(K, V, A); ({get, K}, A) -> {R, B} = get_(K, A), io:format("~w ", [R]), B end, new(3),
                    [{put, a, 1}, {put, b, 2}, {put, c, 3}, {get, a}, {put, d, 4}, {get, b}, {get, a}, {get, c}, {put, c, 30}, {get, c}, {put, e, 5}, {get, d}, {get, e}]),
    io:format("~n~w~n", [lists:sort(maps:keys(element(2, C)))]),
    T = lists:foldl(fun insert/2, #{}, ["car", "card", "care", "cat", "dog", "do"]),
    io:format("~p ~p ~p~n", [words("car", T), words("do", T), words("x", T)]),
    L = [(N * 7919) rem 1000 || N <- lists:seq(1, 200)],
    H = lists:foldl(fun heap_in/2, empty, L),
    io:format("~w~n", [drain(H) =:= lists:sort(L)]),
    io:format("~w~n", [lists:sublist(drain(H), 12)]).

new(Max) -> {Max, #{}, 0}.
put_(K, V, {Max, M, T}) ->
    M2 = M#{K => {V, T}},
    case map_size(M2) > Max of
        true -> {_, Oldest} = lists:min([{At, Key} || {Key, {_, At}} <- maps:to_list(M2)]), {Max, maps:remove(Oldest, M2), T + 1};
        false -> {Max, M2, T + 1}
    end.
get_(K, {Max, M, T}) ->
    case M of
        #{K := {V, _}} -> {V, {Max, M#{K := {V, T}}, T + 1}};
        _ -> {miss, {Max, M, T}}
    end.

insert([], T) -> T#{stop => true};
insert([C | Cs], T) -> T#{C => insert(Cs, maps:get(C, T, #{}))}.

words(Prefix, T) -> [Prefix ++ W || W <- lists:sort(all(lists:foldl(fun(C, S) -> maps:get(C, S, #{}) end, T, Prefix)))].
all(T) -> maps:fold(fun(stop, true, A) -> ["" | A]; (C, S, A) -> [[C | W] || W <- all(S)] ++ A end, [], T).

heap_in(X, H) -> merge({X, empty, empty}, H).
merge(empty, H) -> H;
merge(H, empty) -> H;
merge({X, L, R}, {Y, _, _} = H) when X =< Y -> {X, merge(R, H), L};
merge(H1, H2) -> merge(H2, H1).
drain(empty) -> [];
drain({X, L, R}) -> [X | drain(merge(L, R))].
