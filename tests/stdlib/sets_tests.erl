%% SPDX-License-Identifier: Apache-2.0
%% sets, ordsets and gb_sets, which have most functions in common.
-module(sets_tests).
-export([main/0]).
-include("check.hrl").

main() ->
    lists:foreach(fun(Module) -> set(Module) end, [sets, ordsets, gb_sets]),
    ?equal([1, 2], lists:sort(sets:to_list(sets:from_list([2, 1, 2], [{version, 2}])))),
    ?equal(true, sets:is_element(1, sets:add_element(1, sets:new([{version, 2}])))),
    ?equal(2, sets:size(sets:from_list([1, 1.0]))),
    ?equal([1], ordsets:from_list([1, 1.0])),
    trees(),
    finish().

set(M) ->
    List = fun(Set) -> lists:sort(M:to_list(Set)) end,
    Set1 = M:from_list([c, a, b, a]),
    Set2 = M:from_list([b, c, d]),
    ?equal([a, b, c], List(Set1)),
    ?equal(3, M:size(Set1)),
    ?equal(true, M:is_set(Set1)),
    ?equal(true, M:is_empty(M:new())),
    ?equal(true, M:is_element(a, Set1)),
    ?equal(false, M:is_element(d, Set1)),
    ?equal([a, b, c, e], List(M:add_element(e, Set1))),
    ?equal([a, b, c], List(M:add_element(a, Set1))),
    ?equal([b, c], List(M:del_element(a, Set1))),
    ?equal([a, b, c], List(M:del_element(x, Set1))),
    ?equal([a, b, c, d], List(M:union(Set1, Set2))),
    ?equal([a, b, c, d, e], List(M:union([Set1, Set2, M:from_list([e])]))),
    ?equal([b, c], List(M:intersection(Set1, Set2))),
    ?equal([c], List(M:intersection([Set1, Set2, M:from_list([c, x])]))),
    ?equal([a], List(M:subtract(Set1, Set2))),
    ?equal(false, M:is_disjoint(Set1, Set2)),
    ?equal(true, M:is_disjoint(Set1, M:from_list([x]))),
    ?equal(true, M:is_subset(M:from_list([a, c]), Set1)),
    ?equal(false, M:is_subset(Set2, Set1)),
    ?equal(3, M:fold(fun(_, N) -> N + 1 end, 0, Set1)),
    ?equal([a, c], List(M:filter(fun(X) -> X =/= b end, Set1))),
    Large = M:from_list(lists:seq(1, 1000)),
    ?equal(lists:seq(1, 1000), List(M:union(Large, M:from_list([5, 7])))),
    ?equal([5, 7], List(M:intersection(M:from_list([0, 5, 7]), Large))),
    ?equal(998, M:size(M:subtract(Large, M:from_list([0, 5, 7])))).

trees() ->
    Set = lists:foldl(fun gb_sets:insert/2, gb_sets:empty(), [I * 31 rem 101 || I <- lists:seq(1, 100)]),
    ?equal(1, gb_sets:smallest(Set)),
    ?equal(100, gb_sets:largest(Set)),
    {1, Rest} = gb_sets:take_smallest(Set),
    ?equal(99, gb_sets:size(Rest)),
    {100, Rest1} = gb_sets:take_largest(Rest),
    ?equal(98, gb_sets:size(Rest1)),
    {First, Next} = gb_sets:next(gb_sets:iterator(Set)),
    ?equal({1, 2}, {First, element(1, gb_sets:next(Next))}),
    ?equal(50, element(1, gb_sets:next(gb_sets:iterator_from(49.5, Set)))),
    ?equal(gb_sets:to_list(Set), gb_sets:to_list(gb_sets:balance(Set))),
    ?equal(true, gb_sets:is_member(x, gb_sets:singleton(x))).
