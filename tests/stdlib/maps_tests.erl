%% SPDX-License-Identifier: Apache-2.0
-module(maps_tests).
-export([main/0]).
-include("check.hrl").

main() ->
    single_keys(),
    whole_maps(),
    two_maps(),
    iterators(),
    large_maps(),
    errors(),
    finish().

single_keys() ->
    Map = #{a => 1, b => 2},
    ?equal(1, maps:get(a, Map)),
    ?equal(none, maps:get(x, Map, none)),
    ?equal({ok, 2}, maps:find(b, Map)),
    ?equal(error, maps:find(x, Map)),
    ?equal(true, maps:is_key(a, Map)),
    ?equal(false, maps:is_key(1, #{1.0 => x})),
    ?equal(#{a => 1, b => 2, c => 3}, maps:put(c, 3, Map)),
    ?equal(#{b => 2}, maps:remove(a, Map)),
    ?equal(Map, maps:remove(x, Map)),
    ?equal({1, #{b => 2}}, maps:take(a, Map)),
    ?equal(error, maps:take(x, Map)),
    ?equal(#{a => x, b => 2}, maps:update(a, x, Map)),
    ?equal(#{a => 2, b => 2}, maps:update_with(a, fun(V) -> V + 1 end, Map)),
    ?equal(#{a => 1, b => 2, c => 0}, maps:update_with(c, fun(V) -> V + 1 end, 0, Map)).

whole_maps() ->
    Map = #{a => 1, b => 2, c => 3},
    ?equal(#{}, maps:new()),
    ?equal(3, maps:size(Map)),
    ?equal([a, b, c], lists:sort(maps:keys(Map))),
    ?equal([1, 2, 3], lists:sort(maps:values(Map))),
    ?equal([{a, 1}, {b, 2}, {c, 3}], lists:sort(maps:to_list(Map))),
    ?equal(#{a => 2}, maps:from_list([{a, 1}, {a, 2}])),
    ?equal(#{a => 0, b => 0}, maps:from_keys([a, b], 0)),
    ?equal(6, maps:fold(fun(_, V, Acc) -> V + Acc end, 0, Map)),
    ?equal(#{a => {a, 1}, b => {b, 2}, c => {c, 3}}, maps:map(fun(K, V) -> {K, V} end, Map)),
    ?equal(#{a => 1}, maps:filter(fun(_, V) -> V < 2 end, Map)),
    ?equal(#{a => 1, b => x},
           maps:filtermap(fun(_, 1) -> true; (_, 2) -> {true, x}; (_, _) -> false end, Map)),
    ?equal(ok, maps:foreach(fun(_, _) -> ok end, Map)),
    ?equal(#{a => 1, c => 3}, maps:with([a, c, x], Map)),
    ?equal(#{b => 2}, maps:without([a, c, x], Map)),
    ?equal(#{0 => [2, 4], 1 => [1, 3]}, maps:groups_from_list(fun(X) -> X rem 2 end, [1, 2, 3, 4])),
    ?equal(#{0 => ["2"], 1 => ["1", "3"]},
           maps:groups_from_list(fun(X) -> X rem 2 end, fun integer_to_list/1, [1, 2, 3])).

two_maps() ->
    Map1 = #{a => 1, b => 2},
    Map2 = #{b => 3, c => 4},
    ?equal(#{a => 1, b => 3, c => 4}, maps:merge(Map1, Map2)),
    ?equal(#{a => 1, b => {b, 2, 3}, c => 4},
           maps:merge_with(fun(K, V1, V2) -> {K, V1, V2} end, Map1, Map2)),
    ?equal(#{b => 3}, maps:intersect(Map1, Map2)),
    ?equal(#{b => 2}, maps:intersect(Map2#{d => 1}, Map1)),
    ?equal(#{b => {b, 2, 3}},
           maps:intersect_with(fun(K, V1, V2) -> {K, V1, V2} end, Map1, Map2#{d => 1})).

iterators() ->
    ?equal(none, maps:next(maps:iterator(#{}))),
    {Key, Value, Next} = maps:next(maps:iterator(#{a => 1})),
    ?equal({a, 1}, {Key, Value}),
    ?equal(none, maps:next(Next)),
    ?equal(3, maps:fold(fun(_, V, Acc) -> V + Acc end, 0, maps:iterator(#{a => 1, b => 2}))),
    ?equal(#{a => 2}, maps:map(fun(_, V) -> V + 1 end, maps:iterator(#{a => 1}))).

large_maps() ->
    Pairs = [{{key, I}, I} || I <- lists:seq(1, 2000)],
    Map = maps:from_list(Pairs),
    ?equal(2000, maps:size(Map)),
    ?equal(Pairs, lists:sort(maps:to_list(Map))),
    ?equal(2001000, maps:fold(fun(_, V, Acc) -> V + Acc end, 0, Map)),
    ?equal(1000, maps:size(maps:filter(fun(_, V) -> V rem 2 =:= 0 end, Map))),
    ?equal(777, maps:get({key, 777}, Map)),
    ?equal(#{}, lists:foldl(fun({K, _}, Acc) -> maps:remove(K, Acc) end, Map, Pairs)),
    ?equal(Map, lists:foldl(fun({K, V}, Acc) -> Acc#{K => V} end, #{}, lists:reverse(Pairs))).

errors() ->
    ?fails({badkey, x}, maps:get(x, #{})),
    ?fails({badmap, foo}, maps:get(x, foo)),
    ?fails({badmap, foo}, maps:get(x, foo, d)),
    ?fails({badmap, foo}, maps:size(foo)),
    ?fails({badmap, foo}, maps:to_list(foo)),
    ?fails({badmap, foo}, maps:fold(fun(_, _, A) -> A end, 0, foo)),
    ?fails({badmap, foo}, maps:merge(#{}, foo)),
    ?fails({badmap, foo}, maps:iterator(foo)),
    ?fails({badkey, x}, maps:update(x, 1, #{})),
    ?fails({badkey, x}, maps:update_with(x, fun(V) -> V end, #{})),
    ?fails(badarg, maps:map(foo, #{})),
    ?fails(badarg, maps:from_list([a])),
    ?fails(badarg, maps:next(foo)).
