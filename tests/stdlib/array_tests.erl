%% SPDX-License-Identifier: Apache-2.0
-module(array_tests).
-export([main/0]).
-include("check.hrl").

main() ->
    lists:foreach(fun(N) -> of_size(N) end, [0, 1, 15, 16, 17, 255, 256, 257, 5000]),
    A = array:set(3, x, array:set(1, y, array:new())),
    ?equal([undefined, y, undefined, x], array:to_list(A)),
    ?equal(4, array:size(A)),
    ?equal([y, x], array:sparse_to_list(A)),
    ?equal([{1, y}, {3, x}], array:sparse_to_orddict(A)),
    ?equal([{0, undefined}, {1, y}], lists:sublist(array:to_orddict(A), 2)),
    ?equal(x, array:get(3, A)),
    ?equal(undefined, array:get(100, A)),
    ?equal(2, array:sparse_size(array:reset(3, A))),
    ?equal(2, array:size(array:resize(array:reset(3, A)))),
    ?equal([undefined, y], array:to_list(array:resize(2, A))),
    ?equal(false, array:is_fix(A)),
    ?equal(true, array:is_fix(array:fix(A))),
    ?equal(false, array:is_fix(array:relax(array:fix(A)))),
    ?equal([0, 0, 0], array:to_list(array:new(3, {default, 0}))),
    ?equal(true, array:is_fix(array:new(3))),
    ?equal(0, array:default(array:new([{default, 0}]))),
    ?equal([{3, x}, {1, y}],
           array:sparse_foldl(fun(I, V, Acc) -> [{I, V} | Acc] end, [], A)),
    ?equal([{1, y}, {3, x}],
           array:sparse_foldr(fun(I, V, Acc) -> [{I, V} | Acc] end, [], A)),
    ?equal([undefined, {1, y}, undefined, {3, x}],
           array:to_list(array:sparse_map(fun(I, V) -> {I, V} end, A))),
    ?equal([{0, a}, {1, b}], array:to_list(array:map(fun(I, V) -> {I, V} end,
                                                     array:from_list([a, b])))),
    ?equal([undefined, undefined, c], array:to_list(array:from_orddict([{2, c}]))),
    ?fails(badarg, array:get(3, array:new(3))),
    ?fails(badarg, array:get(-1, A)),
    ?fails(badarg, array:set(4, x, array:fix(A))),
    ?fails(badarg, array:new(-1)),
    finish().

of_size(N) ->
    List = lists:seq(1, N),
    Array = array:from_list(List),
    ?equal(N, array:size(Array)),
    ?equal(List, array:to_list(Array)),
    ?equal(lists:sum(List), array:foldl(fun(_, V, Sum) -> V + Sum end, 0, Array)),
    ?equal(List, array:foldr(fun(_, V, Acc) -> [V | Acc] end, [], Array)),
    Grown = lists:foldl(fun(I, A) -> array:set(I - 1, I, A) end, array:new(), List),
    ?equal(List, array:to_list(Grown)),
    ?equal([V * 2 || V <- List], array:to_list(array:map(fun(_, V) -> V * 2 end, Array))).
