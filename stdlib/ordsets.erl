%% SPDX-License-Identifier: Apache-2.0
%% Sets as lists in ascending order without doubles. Elements are compared with ==.
-module(ordsets).
-moduledoc "Sets as ordered lists.".

-export([add_element/2, del_element/2, filter/2, filtermap/2, fold/3, from_list/1,
         intersection/1, intersection/2, is_disjoint/2, is_element/2, is_empty/1, is_equal/2,
         is_set/1, is_subset/2, map/2, new/0, size/1, subtract/2, to_list/1, union/1, union/2]).

-doc "The empty set.".
new() -> [].

-doc "The set of the elements of a list.".
from_list(List) -> lists:usort(List).

-doc "The elements in order.".
to_list(Set) -> Set.

-doc "True for a list that is a set.".
is_set([X | Rest]) -> is_set(Rest, X);
is_set(Set) -> Set =:= [].

is_set([Y | Rest], X) -> X < Y andalso is_set(Rest, Y);
is_set([], _X) -> true.

-doc "The number of elements.".
size(Set) -> length(Set).

-doc "True for the empty set.".
is_empty(Set) -> Set =:= [].

-doc "True when the sets have the same elements.".
is_equal(Set1, Set2) when is_list(Set1), is_list(Set2) -> Set1 == Set2.

-doc "True when the element is in the set.".
is_element(X, [Y | Rest]) when X > Y -> is_element(X, Rest);
is_element(X, [Y | _]) -> X == Y;
is_element(_X, []) -> false.

-doc "The set with an element.".
add_element(X, [Y | Rest]) when X > Y -> [Y | add_element(X, Rest)];
add_element(X, [Y | _] = Set) when X == Y -> Set;
add_element(X, Set) -> [X | Set].

-doc "The set without an element.".
del_element(X, [Y | Rest]) when X > Y -> [Y | del_element(X, Rest)];
del_element(X, [Y | Rest]) when X == Y -> Rest;
del_element(_X, Set) -> Set.

-doc "The elements of either set.".
union([X | Rest1], [Y | _] = Set2) when X < Y -> [X | union(Rest1, Set2)];
union([X | _] = Set1, [Y | Rest2]) when X > Y -> [Y | union(Set1, Rest2)];
union([X | Rest1], [_ | Rest2]) -> [X | union(Rest1, Rest2)];
union([], Set2) -> Set2;
union(Set1, []) -> Set1.

-doc "The elements of any set in a list.".
union(Sets) -> lists:umerge(Sets).

-doc "The elements of both sets.".
intersection([X | Rest1], [Y | _] = Set2) when X < Y -> intersection(Rest1, Set2);
intersection([X | _] = Set1, [Y | Rest2]) when X > Y -> intersection(Set1, Rest2);
intersection([X | Rest1], [_ | Rest2]) -> [X | intersection(Rest1, Rest2)];
intersection([], _Set2) -> [];
intersection(_Set1, []) -> [].

-doc "The elements of every set in a list that is not empty.".
intersection([Set | Sets]) -> lists:foldl(fun(S, Acc) -> intersection(Acc, S) end, Set, Sets).

-doc "True when no element is in both sets.".
is_disjoint([X | Rest1], [Y | _] = Set2) when X < Y -> is_disjoint(Rest1, Set2);
is_disjoint([X | _] = Set1, [Y | Rest2]) when X > Y -> is_disjoint(Set1, Rest2);
is_disjoint([_ | _], [_ | _]) -> false;
is_disjoint([], _Set2) -> true;
is_disjoint(_Set1, []) -> true.

-doc "The elements of the first set that are not in the second.".
subtract([X | Rest1], [Y | _] = Set2) when X < Y -> [X | subtract(Rest1, Set2)];
subtract([X | _] = Set1, [Y | Rest2]) when X > Y -> subtract(Set1, Rest2);
subtract([_ | Rest1], [_ | Rest2]) -> subtract(Rest1, Rest2);
subtract([], _Set2) -> [];
subtract(Set1, []) -> Set1.

-doc "True when every element of the first set is in the second.".
is_subset([X | _], [Y | _]) when X < Y -> false;
is_subset([X | _] = Set1, [Y | Rest2]) when X > Y -> is_subset(Set1, Rest2);
is_subset([_ | Rest1], [_ | Rest2]) -> is_subset(Rest1, Rest2);
is_subset([], _Set2) -> true;
is_subset(_Set1, []) -> false.

-doc "Folds over the elements in order.".
fold(Fun, Acc, Set) -> lists:foldl(Fun, Acc, Set).

-doc "The elements of which Pred is true.".
filter(Pred, Set) -> lists:filter(Pred, Set).

-doc "The set of the results of Fun for each element.".
map(Fun, Set) -> from_list(lists:map(Fun, Set)).

-doc "The set that lists:filtermap/2 gives.".
filtermap(Fun, Set) -> from_list(lists:filtermap(Fun, Set)).
