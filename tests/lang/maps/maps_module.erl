%% The maps module.
-module(maps_module).
-export([main/0]).

main() ->
    M = maps:from_list([{N, N * N} || N <- lists:seq(1, 5)]),
    p([maps:keys(M), maps:values(M), maps:to_list(M), maps:size(M)]),
    p([maps:get(3, M), maps:get(9, M, none), maps:find(2, M), maps:find(8, M), maps:is_key(1, M)]),
    p([maps:put(6, x, M), maps:remove(1, M), maps:remove(99, M), maps:update(2, two, M)]),
    p([maps:take(4, M), maps:take(44, M)]),
    p([maps:merge(#{1 => a, 2 => b}, #{2 => c, 3 => d}), maps:merge_with(fun(_, A, B) -> {A, B} end, #{1 => a, 2 => b}, #{2 => c, 3 => d})]),
    p([maps:map(fun(K, V) -> K + V end, M), maps:filter(fun(K, _) -> K > 3 end, M), maps:filtermap(fun(K, V) when K > 3 -> {true, -V}; (1, _) -> true; (_, _) -> false end, M)]),
    p([lists:sum(maps:fold(fun(K, V, A) -> [K * V | A] end, [], M)), maps:with([1, 2, 77], M), maps:without([1, 2, 77], M)]),
    p([maps:update_with(1, fun(V) -> V + 100 end, M), maps:update_with(7, fun(V) -> V end, init, M)]),
    p([maps:from_keys([a], 0), maps:new(), maps:groups_from_list(fun(X) -> X rem 2 end, [1, 2, 3, 4]), maps:groups_from_list(fun(X) -> X rem 2 end, fun(X) -> -X end, [1, 2, 3])]),
    p([maps:intersect(#{1 => a, 2 => b}, #{2 => c}), maps:intersect_with(fun(K, A, B) -> {K, A, B} end, #{1 => a, 2 => b}, #{2 => c})]),
    maps:foreach(fun(K, V) -> io:format("~w:~w ", [K, V]) end, M), io:nl(),
    I = maps:iterator(M),
    {K1, V1, I2} = maps:next(I),
    {K2, V2, _} = maps:next(I2),
    p([{K1, V1}, {K2, V2}, maps:next(maps:iterator(#{}))]),
    [p([try F() catch error:R -> R end]) || F <- [fun() -> maps:update(9, x, M) end, fun() -> maps:update_with(9, fun(X) -> X end, M) end,
        fun() -> maps:keys(id(a)) end, fun() -> maps:merge(#{}, id([])) end, fun() -> maps:from_list(id([a])) end, fun() -> maps:put(1, 2, id(x)) end,
        fun() -> maps:find(1, id(x)) end, fun() -> maps:fold(fun(_, _, A) -> A end, 0, id(x)) end, fun() -> maps:map(id(x), #{}) end,
        fun() -> maps:remove(1, id({})) end, fun() -> maps:with(id(a), #{}) end, fun() -> maps:from_list(id([{1, 2} | x])) end]],
    ok.

p(L) -> io:format("~w~n", [L]).
id(X) -> X.
