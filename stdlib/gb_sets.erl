%% SPDX-License-Identifier: Apache-2.0
%% Sets as general balanced trees, as in gb_trees: {Size, Tree} where a tree is nil or
%% {Element, Smaller, Bigger}. Elements are compared with ==.
-module(gb_sets).
-moduledoc "Sets as balanced trees.".

-export([add/2, add_element/2, balance/1, del_element/2, delete/2, delete_any/2, difference/2,
         empty/0, filter/2, filtermap/2, fold/3, from_list/1, from_ordset/1, insert/2,
         intersection/1, intersection/2, is_disjoint/2, is_element/2, is_empty/1, is_equal/2,
         is_member/2, is_set/1, is_subset/2, iterator/1, iterator/2, iterator_from/2,
         iterator_from/3, larger/2, largest/1, map/2, new/0, next/1, singleton/1, size/1,
         smaller/2, smallest/1, subtract/2, take_largest/1, take_smallest/1, to_list/1, union/1,
         union/2]).

-doc "The empty set.".
empty() -> {0, nil}.

-doc "The empty set.".
new() -> empty().

-doc "The set of one element.".
singleton(X) -> {1, {X, nil, nil}}.

-doc "True for the empty set.".
is_empty({Size, _}) -> Size =:= 0.

-doc "The number of elements.".
size({Size, _}) -> Size.

-doc "True for a set.".
is_set({0, nil}) -> true;
is_set({Size, {_, _, _}}) when is_integer(Size), Size >= 0 -> true;
is_set(_) -> false.

-doc "True when the sets have the same elements.".
is_equal({Size, _} = Set1, {Size, _} = Set2) -> to_list(Set1) == to_list(Set2);
is_equal({_, _}, {_, _}) -> false.

%%% Looking up.

-doc "True when the element is in the set.".
is_member(X, {_, Tree}) -> is_member_1(X, Tree).

is_member_1(X, {Y, Smaller, _}) when X < Y -> is_member_1(X, Smaller);
is_member_1(X, {Y, _, Bigger}) when X > Y -> is_member_1(X, Bigger);
is_member_1(_X, {_, _, _}) -> true;
is_member_1(_X, nil) -> false.

-doc "True when the element is in the set.".
is_element(X, Set) -> is_member(X, Set).

-doc "The smallest element.".
smallest({_, Tree}) -> smallest_1(Tree).

smallest_1({X, nil, _}) -> X;
smallest_1({_, Smaller, _}) -> smallest_1(Smaller).

-doc "The largest element.".
largest({_, Tree}) -> largest_1(Tree).

largest_1({X, _, nil}) -> X;
largest_1({_, _, Bigger}) -> largest_1(Bigger).

-doc "{found, Element} of the greatest element below a term, or none.".
smaller(X, {_, Tree}) -> smaller_1(X, Tree, none).

smaller_1(_X, nil, Best) -> Best;
smaller_1(X, {Y, _, Bigger}, _Best) when X > Y -> smaller_1(X, Bigger, {found, Y});
smaller_1(X, {_, Smaller, _}, Best) -> smaller_1(X, Smaller, Best).

-doc "{found, Element} of the least element above a term, or none.".
larger(X, {_, Tree}) -> larger_1(X, Tree, none).

larger_1(_X, nil, Best) -> Best;
larger_1(X, {Y, Smaller, _}, _Best) when X < Y -> larger_1(X, Smaller, {found, Y});
larger_1(X, {_, _, Bigger}, Best) -> larger_1(X, Bigger, Best).

%%% Changing.

-doc "The set with an element that was not in it.".
insert(X, {Size, Tree}) ->
    case insert_1(X, Tree, depth_limit(Size + 1)) of
        {deep, Tree1, _, _} -> {Size + 1, Tree1};
        Tree1 -> {Size + 1, Tree1}
    end.

depth_limit(Size) -> Size * Size.

insert_1(X, {Y, Smaller, Bigger}, Limit) when X < Y ->
    case insert_1(X, Smaller, Limit bsr 1) of
        {deep, Tree, Size, Height} ->
            restore({Y, Tree, Bigger}, Size + count(Bigger) + 1, Height bsl 1);
        Tree -> {Y, Tree, Bigger}
    end;
insert_1(X, {Y, Smaller, Bigger}, Limit) when X > Y ->
    case insert_1(X, Bigger, Limit bsr 1) of
        {deep, Tree, Size, Height} ->
            restore({Y, Smaller, Tree}, Size + count(Smaller) + 1, Height bsl 1);
        Tree -> {Y, Smaller, Tree}
    end;
insert_1(X, nil, 0) -> {deep, {X, nil, nil}, 1, 2};
insert_1(X, nil, _Limit) -> {X, nil, nil};
insert_1(X, _Tree, _Limit) -> error({key_exists, X}).

restore(Tree, Size, Height) ->
    case Height > depth_limit(Size) of
        true -> build(to_list_1(Tree, []), Size);
        false -> {deep, Tree, Size, Height}
    end.

count(nil) -> 0;
count({_, Smaller, Bigger}) -> count(Smaller) + count(Bigger) + 1.

-doc "The set with an element.".
add(X, Set) ->
    case is_member(X, Set) of
        true -> Set;
        false -> insert(X, Set)
    end.

-doc "The set with an element.".
add_element(X, Set) -> add(X, Set).

-doc "The set without an element that is in it.".
delete(X, {Size, Tree}) -> {Size - 1, delete_1(X, Tree)}.

delete_1(X, {Y, Smaller, Bigger}) when X < Y -> {Y, delete_1(X, Smaller), Bigger};
delete_1(X, {Y, Smaller, Bigger}) when X > Y -> {Y, Smaller, delete_1(X, Bigger)};
delete_1(_X, {_, Smaller, Bigger}) -> join(Smaller, Bigger).

join(Smaller, nil) -> Smaller;
join(nil, Bigger) -> Bigger;
join(Smaller, Bigger) ->
    {X, Rest} = take_smallest_1(Bigger),
    {X, Smaller, Rest}.

-doc "The set without an element.".
delete_any(X, Set) ->
    case is_member(X, Set) of
        true -> delete(X, Set);
        false -> Set
    end.

-doc "The set without an element.".
del_element(X, Set) -> delete_any(X, Set).

-doc "{Element, Rest} of the smallest element.".
take_smallest({Size, Tree}) ->
    {X, Rest} = take_smallest_1(Tree),
    {X, {Size - 1, Rest}}.

take_smallest_1({X, nil, Bigger}) -> {X, Bigger};
take_smallest_1({Y, Smaller, Bigger}) ->
    {X, Rest} = take_smallest_1(Smaller),
    {X, {Y, Rest, Bigger}}.

-doc "{Element, Rest} of the largest element.".
take_largest({Size, Tree}) ->
    {X, Rest} = take_largest_1(Tree),
    {X, {Size - 1, Rest}}.

take_largest_1({X, Smaller, nil}) -> {X, Smaller};
take_largest_1({Y, Smaller, Bigger}) ->
    {X, Rest} = take_largest_1(Bigger),
    {X, {Y, Smaller, Rest}}.

-doc "The set, rebuilt as low as can be.".
balance({Size, Tree}) -> {Size, build(to_list_1(Tree, []), Size)}.

%%% Lists.

-doc "The set of the elements of a list.".
from_list(List) -> from_ordset(lists:usort(List)).

-doc "The set of the elements of an ordered list without doubles.".
from_ordset(List) ->
    Size = length(List),
    {Size, build(List, Size)}.

build(List, Size) ->
    {Tree, []} = build_front(Size, List),
    Tree.

build_front(0, List) -> {nil, List};
build_front(1, [X | Rest]) -> {{X, nil, nil}, Rest};
build_front(N, List) ->
    Right = (N - 1) div 2,
    {Smaller, [X | Rest]} = build_front(N - 1 - Right, List),
    {Bigger, Rest1} = build_front(Right, Rest),
    {{X, Smaller, Bigger}, Rest1}.

-doc "The elements in order.".
to_list({_, Tree}) -> to_list_1(Tree, []).

to_list_1(nil, Acc) -> Acc;
to_list_1({X, Smaller, Bigger}, Acc) -> to_list_1(Smaller, [X | to_list_1(Bigger, Acc)]).

-doc "Folds over the elements in order: Fun(Element, Acc) gives the next Acc.".
fold(Fun, Acc, {_, Tree}) when is_function(Fun, 2) -> fold_1(Fun, Acc, Tree).

fold_1(_Fun, Acc, nil) -> Acc;
fold_1(Fun, Acc, {X, Smaller, Bigger}) ->
    fold_1(Fun, Fun(X, fold_1(Fun, Acc, Smaller)), Bigger).

-doc "The elements of which Pred is true.".
filter(Pred, Set) -> from_ordset(lists:filter(Pred, to_list(Set))).

-doc "The set of the results of Fun for each element.".
map(Fun, Set) -> from_list(lists:map(Fun, to_list(Set))).

-doc "Maps and filters: Fun returns false, true, or {true, NewElement}.".
filtermap(Fun, Set) -> from_list(lists:filtermap(Fun, to_list(Set))).

%%% Two sets. A much smaller set is put into (or looked up in) the bigger one, element by element;
%%% otherwise both become lists.

few(Size1, Size2) -> Size1 * 16 < Size2.

-doc "The elements of either set.".
union({Size1, _} = Set1, {Size2, _} = Set2) when Size1 > Size2 -> union(Set2, Set1);
union({Size1, Tree1} = Set1, {Size2, _} = Set2) ->
    case few(Size1, Size2) of
        true -> lists:foldl(fun add/2, Set2, to_list_1(Tree1, []));
        false -> from_ordset(ordsets:union(to_list(Set1), to_list(Set2)))
    end.

-doc "The elements of any set in a list.".
union([Set1, Set2 | Sets]) -> union([union(Set1, Set2) | Sets]);
union([Set]) -> Set;
union([]) -> empty().

-doc "The elements of both sets.".
intersection({Size1, _} = Set1, {Size2, _} = Set2) when Size1 > Size2 -> intersection(Set2, Set1);
intersection({Size1, _} = Set1, {Size2, _} = Set2) ->
    from_ordset(case few(Size1, Size2) of
                    true -> [X || X <- to_list(Set1), is_member(X, Set2)];
                    false -> ordsets:intersection(to_list(Set1), to_list(Set2))
                end).

-doc "The elements of every set in a list that is not empty.".
intersection([Set1, Set2 | Sets]) -> intersection([intersection(Set1, Set2) | Sets]);
intersection([Set]) -> Set.

-doc "True when no element is in both sets.".
is_disjoint({Size1, _} = Set1, {Size2, _} = Set2) when Size1 > Size2 -> is_disjoint(Set2, Set1);
is_disjoint({Size1, _} = Set1, {Size2, _} = Set2) ->
    case few(Size1, Size2) of
        true -> not lists:any(fun(X) -> is_member(X, Set2) end, to_list(Set1));
        false -> ordsets:is_disjoint(to_list(Set1), to_list(Set2))
    end.

-doc "The elements of the first set that are not in the second.".
subtract({Size1, _} = Set1, {Size2, _} = Set2) ->
    Small1 = few(Size1, Size2),
    Small2 = few(Size2, Size1),
    if
        Small2 -> lists:foldl(fun delete_any/2, Set1, to_list(Set2));
        Small1 -> from_ordset([X || X <- to_list(Set1), not is_member(X, Set2)]);
        true -> from_ordset(ordsets:subtract(to_list(Set1), to_list(Set2)))
    end.

-doc "The elements of the first set that are not in the second.".
difference(Set1, Set2) -> subtract(Set1, Set2).

-doc "True when every element of the first set is in the second.".
is_subset({Size1, _}, {Size2, _}) when Size1 > Size2 -> false;
is_subset({Size1, _} = Set1, {Size2, _} = Set2) ->
    case few(Size1, Size2) of
        true -> lists:all(fun(X) -> is_member(X, Set2) end, to_list(Set1));
        false -> ordsets:is_subset(to_list(Set1), to_list(Set2))
    end.

%%% Iterators: {Order, Trees}, where the root of the first tree comes next.

-doc "An iterator over the set in ascending order, for next/1.".
iterator(Set) -> iterator(Set, ordered).

-doc "As iterator/1 in an order: ordered or reversed.".
iterator({_, Tree}, ordered) -> {ordered, down_left(Tree, [])};
iterator({_, Tree}, reversed) -> {reversed, down_right(Tree, [])}.

down_left(nil, Trees) -> Trees;
down_left({_, Smaller, _} = Tree, Trees) -> down_left(Smaller, [Tree | Trees]).

down_right(nil, Trees) -> Trees;
down_right({_, _, Bigger} = Tree, Trees) -> down_right(Bigger, [Tree | Trees]).

-doc "As iterator/1, from the first element that is not below X.".
iterator_from(X, Set) -> iterator_from(X, Set, ordered).

-doc "As iterator/2, from X in the order.".
iterator_from(X, {_, Tree}, ordered) -> {ordered, left_from(X, Tree, [])};
iterator_from(X, {_, Tree}, reversed) -> {reversed, right_from(X, Tree, [])}.

left_from(_X, nil, Trees) -> Trees;
left_from(X, {Y, _, Bigger}, Trees) when Y < X -> left_from(X, Bigger, Trees);
left_from(X, {_, Smaller, _} = Tree, Trees) -> left_from(X, Smaller, [Tree | Trees]).

right_from(_X, nil, Trees) -> Trees;
right_from(X, {Y, Smaller, _}, Trees) when Y > X -> right_from(X, Smaller, Trees);
right_from(X, {_, _, Bigger} = Tree, Trees) -> right_from(X, Bigger, [Tree | Trees]).

-doc "{Element, NextIterator}, or none at the end.".
next({ordered, [{X, _, Bigger} | Trees]}) -> {X, {ordered, down_left(Bigger, Trees)}};
next({reversed, [{X, Smaller, _} | Trees]}) -> {X, {reversed, down_right(Smaller, Trees)}};
next({_Order, []}) -> none.
