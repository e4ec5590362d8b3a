%% SPDX-License-Identifier: Apache-2.0
%% orddict, dict, gb_trees and proplists.
-module(dictionaries_tests).
-export([main/0]).
-include("check.hrl").

main() ->
    lists:foreach(fun(Module) -> dictionary(Module) end, [orddict, dict]),
    trees(),
    properties(),
    finish().

dictionary(M) ->
    D0 = M:from_list([{b, 2}, {a, 1}, {b, 3}]),
    List = fun(D) -> lists:sort(M:to_list(D)) end,
    ?equal([{a, 1}, {b, 3}], List(D0)),
    ?equal(2, M:size(D0)),
    ?equal(true, M:is_empty(M:new())),
    ?equal(false, M:is_empty(D0)),
    ?equal(true, M:is_key(a, D0)),
    ?equal(1, M:fetch(a, D0)),
    ?equal({ok, 3}, M:find(b, D0)),
    ?equal(error, M:find(x, D0)),
    ?equal([a, b], lists:sort(M:fetch_keys(D0))),
    ?equal([{a, 1}, {b, 3}, {c, 0}], List(M:store(c, 0, D0))),
    ?equal([{b, 3}], List(M:erase(a, D0))),
    {Taken, D1} = M:take(a, D0),
    ?equal({1, [{b, 3}]}, {Taken, List(D1)}),
    ?equal(error, M:take(x, D0)),
    ?equal([{k, [1, 2, 3]}], List(M:append_list(k, [2, 3], M:append(k, 1, M:new())))),
    ?equal([{a, 2}, {b, 3}], List(M:update(a, fun(V) -> V + 1 end, D0))),
    ?equal([{a, 1}, {b, 3}, {c, 9}], List(M:update(c, fun(V) -> V + 1 end, 9, D0))),
    ?equal([{a, 6}, {b, 3}], List(M:update_counter(a, 5, D0))),
    ?equal(4, M:fold(fun(_, V, Acc) -> V + Acc end, 0, D0)),
    ?equal([{a, {a, 1}}, {b, {b, 3}}], List(M:map(fun(K, V) -> {K, V} end, D0))),
    ?equal([{b, 3}], List(M:filter(fun(_, V) -> V > 1 end, D0))),
    ?equal([{a, 1}, {b, 10}, {c, 5}],
           List(M:merge(fun(b, V1, V2) -> V1 + V2 end, D0, M:from_list([{b, 7}, {c, 5}])))).

trees() ->
    Keys = [I * 7919 rem 1009 || I <- lists:seq(1, 1008)],
    Tree = lists:foldl(fun(K, T) -> gb_trees:insert(K, -K, T) end, gb_trees:empty(), Keys),
    ?equal(1008, gb_trees:size(Tree)),
    ?equal(lists:seq(1, 1008), gb_trees:keys(Tree)),
    ?equal([-1, -2], lists:sublist(gb_trees:values(Tree), 2)),
    ?equal({1, -1}, gb_trees:smallest(Tree)),
    ?equal({1008, -1008}, gb_trees:largest(Tree)),
    ?equal({value, -500}, gb_trees:lookup(500, Tree)),
    ?equal(none, gb_trees:lookup(0, Tree)),
    ?equal(x, gb_trees:get(5, gb_trees:update(5, x, Tree))),
    ?equal(1009, gb_trees:size(gb_trees:enter(0, z, Tree))),
    Odd = lists:foldl(fun(K, T) -> gb_trees:delete(K, T) end, Tree, lists:seq(2, 1008, 2)),
    ?equal(lists:seq(1, 1007, 2), gb_trees:keys(Odd)),
    ?equal(gb_trees:to_list(Odd), gb_trees:to_list(gb_trees:balance(Odd))),
    {1, -1, Rest} = gb_trees:take_smallest(Odd),
    ?equal(503, gb_trees:size(Rest)),
    ?equal({-7, 503}, begin {V, T1} = gb_trees:take(7, Odd), {V, gb_trees:size(T1)} end),
    ?equal(error, gb_trees:take_any(8, Odd)),
    ?equal(Odd, gb_trees:delete_any(8, Odd)),
    ?equal([{3, -3}, {5, -5}], take(2, gb_trees:next(gb_trees:iterator_from(2, Odd)))),
    ?equal([{1, -1}, {3, -3}], take(2, gb_trees:next(gb_trees:iterator(Odd)))),
    ?equal([{1, 1}], gb_trees:to_list(gb_trees:map(fun(K, _) -> K end, gb_trees:from_orddict([{1, a}])))),
    ?fails(function_clause, gb_trees:get(x, Odd)),
    ?fails({key_exists, 1}, gb_trees:insert(1, x, Odd)).

take(0, _Next) -> [];
take(N, {Key, Value, Iterator}) -> [{Key, Value} | take(N - 1, gb_trees:next(Iterator))].

properties() ->
    List = [a, {b, 1}, {b, 2}, {c, true}, {d, [x]}, 17, {e, 1, 2}, {d, y}],
    ?equal(true, proplists:get_value(a, List)),
    ?equal(1, proplists:get_value(b, List)),
    ?equal(undefined, proplists:get_value(x, List)),
    ?equal(none, proplists:get_value(x, List, none)),
    ?equal(none, proplists:get_value(e, List, none)),
    ?equal([1, 2], proplists:get_all_values(b, List)),
    ?equal([x, y], proplists:append_values(d, List)),
    ?equal(true, proplists:get_bool(c, List)),
    ?equal(false, proplists:get_bool(b, List)),
    ?equal({a, true}, proplists:lookup(a, List)),
    ?equal({e, 1, 2}, proplists:lookup(e, List)),
    ?equal([{b, 1}, {b, 2}], proplists:lookup_all(b, List)),
    ?equal(true, proplists:is_defined(e, List)),
    ?equal([a, b, c, d, e], lists:sort(proplists:get_keys(List))),
    ?equal([a, {c, true}, {d, [x]}, 17, {e, 1, 2}, {d, y}], proplists:delete(b, List)),
    ?equal([{a, true}, {b, 1}], proplists:unfold([a, {b, 1}])),
    ?equal([a, {b, false}], proplists:compact([{a, true}, {b, false}])),
    ?equal([color, {width, 2}], proplists:substitute_aliases([{colour, color}, {w, width}],
                                                              [colour, {w, 2}])),
    ?equal([{color, false}, color], proplists:substitute_negations([{no_color, color}],
                                                                   [no_color, {no_color, false}])),
    ?equal([x, y, b], proplists:expand([{a, [x, y]}], [a, b, {a, true}])),
    ?equal({[[a], [{b, 1}]], [c]}, proplists:split([a, {b, 1}, c], [a, b])),
    ?equal([x, {y, 1}], proplists:normalize([a, {b, 1}], [{aliases, [{b, y}]}, {expand, [{a, [x]}]}])),
    ?equal(#{a => true, b => 1}, proplists:to_map([a, {b, 1}, {b, 2}])),
    ?equal([{a, 1}], proplists:from_map(#{a => 1})).
