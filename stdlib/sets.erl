%% SPDX-License-Identifier: Apache-2.0
%% Sets, as maps from the elements to []. Elements are compared with =:=. The option for version 1,
%% once another representation, is accepted and makes no difference.
-module(sets).
-moduledoc "Sets of any terms.".

-export([add_element/2, del_element/2, filter/2, filtermap/2, fold/3, from_list/1, from_list/2,
         intersection/1, intersection/2, is_disjoint/2, is_element/2, is_empty/1, is_equal/2,
         is_set/1, is_subset/2, map/2, new/0, new/1, size/1, subtract/2, to_list/1, union/1,
         union/2]).

-doc "The empty set.".
new() -> #{}.

-doc "The empty set; [{version, 1}] and [{version, 2}] are the options.".
new(Options) ->
    check(Options, [Options]),
    #{}.

check([], _Args) -> ok;
check([{version, 1} | Options], Args) -> check(Options, Args);
check([{version, 2} | Options], Args) -> check(Options, Args);
check(_Options, Args) -> error(badarg, Args).

-doc "The set of the elements of a list.".
from_list(List) -> maps:from_keys(List, []).

-doc "As from_list/1, with the options of new/1.".
from_list(List, Options) ->
    check(Options, [List, Options]),
    maps:from_keys(List, []).

-doc "The elements, in no order.".
to_list(Set) -> maps:keys(Set).

-doc "True for a set.".
is_set(Term) -> is_map(Term).

-doc "The number of elements.".
size(Set) -> map_size(Set).

-doc "True for the empty set.".
is_empty(Set) -> map_size(Set) =:= 0.

-doc "True when the sets have the same elements.".
is_equal(Set1, Set2) -> map_size(Set1) =:= map_size(Set2) andalso Set1 =:= Set2.

-doc "True when the element is in the set.".
is_element(X, Set) -> is_map_key(X, Set).

-doc "The set with an element.".
add_element(X, Set) -> Set#{X => []}.

-doc "The set without an element.".
del_element(X, Set) -> maps:remove(X, Set).

-doc "The elements of either set.".
union(Set1, Set2) -> maps:merge(Set1, Set2).

-doc "The elements of any set in a list.".
union([Set1, Set2 | Sets]) -> union([union(Set1, Set2) | Sets]);
union([Set]) -> Set;
union([]) -> new().

-doc "The elements of both sets.".
intersection(Set1, Set2) -> maps:intersect(Set1, Set2).

-doc "The elements of every set in a list that is not empty.".
intersection([Set1, Set2 | Sets]) -> intersection([intersection(Set1, Set2) | Sets]);
intersection([Set]) -> Set.

-doc "True when no element is in both sets.".
is_disjoint(Set1, Set2) when map_size(Set1) > map_size(Set2) -> is_disjoint(Set2, Set1);
is_disjoint(Set1, Set2) -> none_in(maps:next(maps:iterator(Set1)), Set2).

none_in({X, _, Iterator}, Set) ->
    not is_map_key(X, Set) andalso none_in(maps:next(Iterator), Set);
none_in(none, _Set) -> true.

-doc "The elements of the first set that are not in the second.".
subtract(Set1, Set2) when map_size(Set1) >= map_size(Set2) ->
    maps:without(maps:keys(Set2), Set1);
subtract(Set1, Set2) ->
    maps:filter(fun(X, _) -> not is_map_key(X, Set2) end, Set1).

-doc "True when every element of the first set is in the second.".
is_subset(Set1, Set2) when map_size(Set1) > map_size(Set2) -> false;
is_subset(Set1, Set2) -> all_in(maps:next(maps:iterator(Set1)), Set2).

all_in({X, _, Iterator}, Set) -> is_map_key(X, Set) andalso all_in(maps:next(Iterator), Set);
all_in(none, _Set) -> true.

-doc "Folds over the elements: Fun(Element, Acc) gives the next Acc.".
fold(Fun, Acc, Set) -> maps:fold(fun(X, _, Acc1) -> Fun(X, Acc1) end, Acc, Set).

-doc "The elements of which Pred is true.".
filter(Pred, Set) -> maps:filter(fun(X, _) -> Pred(X) end, Set).

-doc "The set of the results of Fun for each element.".
map(Fun, Set) -> from_list(lists:map(Fun, maps:keys(Set))).

-doc "Maps and filters: Fun returns false, true, or {true, NewElement}.".
filtermap(Fun, Set) -> from_list(lists:filtermap(Fun, maps:keys(Set))).
