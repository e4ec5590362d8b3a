%% SPDX-License-Identifier: Apache-2.0
%% Dictionaries as general balanced trees (Andersson 1999): {Size, Tree} where a tree is nil or
%% {Key, Value, Smaller, Bigger}. Nothing about balance is kept in the nodes. An insertion that goes
%% too deep rebuilds the lowest subtree above it that is too high for its size; a deletion leaves
%% the tree as it is. Keys are compared with ==.
-module(gb_trees).
-moduledoc "Dictionaries as balanced trees.".

-export([balance/1, delete/2, delete_any/2, empty/0, enter/3, from_orddict/1, get/2, insert/3,
         is_defined/2, is_empty/1, iterator/1, iterator/2, iterator_from/2, iterator_from/3,
         keys/1, larger/2, largest/1, lookup/2, map/2, next/1, size/1, smaller/2, smallest/1,
         take/2, take_any/2, take_largest/1, take_smallest/1, to_list/1, update/3, values/1]).

-doc "The empty tree.".
empty() -> {0, nil}.

-doc "True for the empty tree.".
is_empty({Size, _}) -> Size =:= 0.

-doc "The number of keys.".
size({Size, _}) when is_integer(Size), Size >= 0 -> Size.

%%% Looking up.

-doc "{value, Value} for a key, or none.".
lookup(Key, {_, Tree}) -> lookup_1(Key, Tree).

lookup_1(Key, {K, _, Smaller, _}) when Key < K -> lookup_1(Key, Smaller);
lookup_1(Key, {K, _, _, Bigger}) when Key > K -> lookup_1(Key, Bigger);
lookup_1(_Key, {_, Value, _, _}) -> {value, Value};
lookup_1(_Key, nil) -> none.

-doc "True when there is the key.".
is_defined(Key, {_, Tree}) -> lookup_1(Key, Tree) =/= none.

-doc "The value of a key that there is.".
get(Key, {_, Tree}) -> get_1(Key, Tree).

get_1(Key, {K, _, Smaller, _}) when Key < K -> get_1(Key, Smaller);
get_1(Key, {K, _, _, Bigger}) when Key > K -> get_1(Key, Bigger);
get_1(_Key, {_, Value, _, _}) -> Value.

-doc "{Key, Value} of the smallest key.".
smallest({_, Tree}) -> smallest_1(Tree).

smallest_1({Key, Value, nil, _}) -> {Key, Value};
smallest_1({_, _, Smaller, _}) -> smallest_1(Smaller).

-doc "{Key, Value} of the largest key.".
largest({_, Tree}) -> largest_1(Tree).

largest_1({Key, Value, _, nil}) -> {Key, Value};
largest_1({_, _, _, Bigger}) -> largest_1(Bigger).

-doc "{Key, Value} of the greatest key below a key, or none.".
smaller(Key, {_, Tree}) -> smaller_1(Key, Tree, none).

smaller_1(_Key, nil, Best) -> Best;
smaller_1(Key, {K, Value, _, Bigger}, _Best) when Key > K -> smaller_1(Key, Bigger, {K, Value});
smaller_1(Key, {_, _, Smaller, _}, Best) -> smaller_1(Key, Smaller, Best).

-doc "{Key, Value} of the least key above a key, or none.".
larger(Key, {_, Tree}) -> larger_1(Key, Tree, none).

larger_1(_Key, nil, Best) -> Best;
larger_1(Key, {K, Value, Smaller, _}, _Best) when Key < K -> larger_1(Key, Smaller, {K, Value});
larger_1(Key, {_, _, _, Bigger}, Best) -> larger_1(Key, Bigger, Best).

%%% Changing.

-doc "The tree with another value for a key that there is.".
update(Key, Value, {Size, Tree}) -> {Size, update_1(Key, Value, Tree)}.

update_1(Key, Value, {K, V, Smaller, Bigger}) when Key < K ->
    {K, V, update_1(Key, Value, Smaller), Bigger};
update_1(Key, Value, {K, V, Smaller, Bigger}) when Key > K ->
    {K, V, Smaller, update_1(Key, Value, Bigger)};
update_1(Key, Value, {_, _, Smaller, Bigger}) -> {Key, Value, Smaller, Bigger}.

-doc "The tree with a key that there was not.".
insert(Key, Value, {Size, Tree}) ->
    case insert_1(Key, Value, Tree, depth_limit(Size + 1)) of
        {deep, Tree1, _, _} -> {Size + 1, Tree1};
        Tree1 -> {Size + 1, Tree1}
    end.

%% The height that a tree may have: twice the binary logarithm of its size.
depth_limit(Size) -> Size * Size.

%% The limit is halved on each level. A new node at limit 0 is too deep: on the way back, the result
%% is {deep, Tree, Size, HeightBit} until a tree has been rebuilt.
insert_1(Key, Value, {K, V, Smaller, Bigger}, Limit) when Key < K ->
    case insert_1(Key, Value, Smaller, Limit bsr 1) of
        {deep, Tree, Size, Height} ->
            restore({K, V, Tree, Bigger}, Size + count(Bigger) + 1, Height bsl 1);
        Tree -> {K, V, Tree, Bigger}
    end;
insert_1(Key, Value, {K, V, Smaller, Bigger}, Limit) when Key > K ->
    case insert_1(Key, Value, Bigger, Limit bsr 1) of
        {deep, Tree, Size, Height} ->
            restore({K, V, Smaller, Tree}, Size + count(Smaller) + 1, Height bsl 1);
        Tree -> {K, V, Smaller, Tree}
    end;
insert_1(Key, Value, nil, 0) -> {deep, {Key, Value, nil, nil}, 1, 2};
insert_1(Key, Value, nil, _Limit) -> {Key, Value, nil, nil};
insert_1(Key, _Value, _Tree, _Limit) -> error({key_exists, Key}).

restore(Tree, Size, Height) ->
    case Height > depth_limit(Size) of
        true -> build(to_list_1(Tree, []), Size);
        false -> {deep, Tree, Size, Height}
    end.

count(nil) -> 0;
count({_, _, Smaller, Bigger}) -> count(Smaller) + count(Bigger) + 1.

-doc "The tree with a value for a key, new or replaced.".
enter(Key, Value, Tree) ->
    case is_defined(Key, Tree) of
        true -> update(Key, Value, Tree);
        false -> insert(Key, Value, Tree)
    end.

-doc "The tree without a key that there is.".
delete(Key, {Size, Tree}) when is_integer(Size), Size >= 0 -> {Size - 1, delete_1(Key, Tree)}.

delete_1(Key, {K, V, Smaller, Bigger}) when Key < K -> {K, V, delete_1(Key, Smaller), Bigger};
delete_1(Key, {K, V, Smaller, Bigger}) when Key > K -> {K, V, Smaller, delete_1(Key, Bigger)};
delete_1(_Key, {_, _, Smaller, Bigger}) -> join(Smaller, Bigger).

join(Smaller, nil) -> Smaller;
join(nil, Bigger) -> Bigger;
join(Smaller, Bigger) ->
    {Key, Value, Rest} = take_smallest_1(Bigger),
    {Key, Value, Smaller, Rest}.

-doc "The tree without a key.".
delete_any(Key, Tree) ->
    case is_defined(Key, Tree) of
        true -> delete(Key, Tree);
        false -> Tree
    end.

-doc "{Value, Rest} for a key that there is.".
take(Key, Tree) -> {get(Key, Tree), delete(Key, Tree)}.

-doc "{Value, Rest} for a key, or error.".
take_any(Key, Tree) ->
    case lookup(Key, Tree) of
        {value, Value} -> {Value, delete(Key, Tree)};
        none -> error
    end.

-doc "{Key, Value, Rest} of the smallest key.".
take_smallest({Size, Tree}) when is_integer(Size), Size >= 0 ->
    {Key, Value, Rest} = take_smallest_1(Tree),
    {Key, Value, {Size - 1, Rest}}.

take_smallest_1({Key, Value, nil, Bigger}) -> {Key, Value, Bigger};
take_smallest_1({K, V, Smaller, Bigger}) ->
    {Key, Value, Rest} = take_smallest_1(Smaller),
    {Key, Value, {K, V, Rest, Bigger}}.

-doc "{Key, Value, Rest} of the largest key.".
take_largest({Size, Tree}) when is_integer(Size), Size >= 0 ->
    {Key, Value, Rest} = take_largest_1(Tree),
    {Key, Value, {Size - 1, Rest}}.

take_largest_1({Key, Value, Smaller, nil}) -> {Key, Value, Smaller};
take_largest_1({K, V, Smaller, Bigger}) ->
    {Key, Value, Rest} = take_largest_1(Bigger),
    {Key, Value, {K, V, Smaller, Rest}}.

-doc "The tree with the result of Fun(Key, Value) in place of each value.".
map(Fun, {Size, Tree}) when is_function(Fun, 2) -> {Size, map_1(Fun, Tree)}.

map_1(_Fun, nil) -> nil;
map_1(Fun, {Key, Value, Smaller, Bigger}) ->
    {Key, Fun(Key, Value), map_1(Fun, Smaller), map_1(Fun, Bigger)}.

-doc "The tree, rebuilt as low as can be.".
balance({Size, Tree}) -> {Size, build(to_list_1(Tree, []), Size)}.

%%% Lists.

-doc "The tree of a list of pairs in ascending order of keys that all differ.".
from_orddict(Pairs) when is_list(Pairs) ->
    Size = length(Pairs),
    {Size, build(Pairs, Size)}.

%% With an even number of pairs, the bigger half is the one with the smaller keys.
build(Pairs, Size) ->
    {Tree, []} = build_front(Size, Pairs),
    Tree.

build_front(0, Pairs) -> {nil, Pairs};
build_front(1, [{Key, Value} | Rest]) -> {{Key, Value, nil, nil}, Rest};
build_front(N, Pairs) ->
    Right = (N - 1) div 2,
    {Smaller, [{Key, Value} | Rest]} = build_front(N - 1 - Right, Pairs),
    {Bigger, Rest1} = build_front(Right, Rest),
    {{Key, Value, Smaller, Bigger}, Rest1}.

-doc "The list of pairs in order.".
to_list({_, Tree}) -> to_list_1(Tree, []).

to_list_1(nil, Acc) -> Acc;
to_list_1({Key, Value, Smaller, Bigger}, Acc) ->
    to_list_1(Smaller, [{Key, Value} | to_list_1(Bigger, Acc)]).

-doc "The keys in order.".
keys({_, Tree}) -> keys_1(Tree, []).

keys_1(nil, Acc) -> Acc;
keys_1({Key, _, Smaller, Bigger}, Acc) -> keys_1(Smaller, [Key | keys_1(Bigger, Acc)]).

-doc "The values in the order of their keys.".
values({_, Tree}) -> values_1(Tree, []).

values_1(nil, Acc) -> Acc;
values_1({_, Value, Smaller, Bigger}, Acc) -> values_1(Smaller, [Value | values_1(Bigger, Acc)]).

%%% Iterators: {Order, Trees}, where the root of the first tree comes next, and then the subtree on
%%% its far side.

-doc "An iterator over the tree in ascending order, for next/1.".
iterator(Tree) -> iterator(Tree, ordered).

-doc "As iterator/1 in an order: ordered or reversed.".
iterator({_, Tree}, ordered) -> {ordered, down_left(Tree, [])};
iterator({_, Tree}, reversed) -> {reversed, down_right(Tree, [])}.

down_left(nil, Trees) -> Trees;
down_left({_, _, Smaller, _} = Tree, Trees) -> down_left(Smaller, [Tree | Trees]).

down_right(nil, Trees) -> Trees;
down_right({_, _, _, Bigger} = Tree, Trees) -> down_right(Bigger, [Tree | Trees]).

-doc "As iterator/1, from the first key that is not below Key.".
iterator_from(Key, Tree) -> iterator_from(Key, Tree, ordered).

-doc "As iterator/2, from Key in the order.".
iterator_from(Key, {_, Tree}, ordered) -> {ordered, left_from(Key, Tree, [])};
iterator_from(Key, {_, Tree}, reversed) -> {reversed, right_from(Key, Tree, [])}.

left_from(_Key, nil, Trees) -> Trees;
left_from(Key, {K, _, _, Bigger}, Trees) when K < Key -> left_from(Key, Bigger, Trees);
left_from(Key, {_, _, Smaller, _} = Tree, Trees) -> left_from(Key, Smaller, [Tree | Trees]).

right_from(_Key, nil, Trees) -> Trees;
right_from(Key, {K, _, Smaller, _}, Trees) when K > Key -> right_from(Key, Smaller, Trees);
right_from(Key, {_, _, _, Bigger} = Tree, Trees) -> right_from(Key, Bigger, [Tree | Trees]).

-doc "{Key, Value, NextIterator}, or none at the end.".
next({ordered, [{Key, Value, _, Bigger} | Trees]}) ->
    {Key, Value, {ordered, down_left(Bigger, Trees)}};
next({reversed, [{Key, Value, Smaller, _} | Trees]}) ->
    {Key, Value, {reversed, down_right(Smaller, Trees)}};
next({_Order, []}) -> none.
