%% SPDX-License-Identifier: Apache-2.0
%% Functions on maps. Those whose bodies are nif_error the runtime has in C.
-module(maps).
-moduledoc "Functions on maps.".

-export([filter/2, filtermap/2, find/2, fold/3, foreach/2, from_keys/2, from_list/1, get/2,
         get/3, groups_from_list/2, groups_from_list/3, intersect/2, intersect_with/3, is_key/2,
         is_iterator_valid/1, iterator/1, iterator/2, keys/1, map/2, merge/2, merge_with/3, new/0,
         next/1, put/3, remove/2, size/1, take/2, to_list/1, update/3, update_with/3,
         update_with/4, values/1, with/2, without/2]).

%%% In C.

-doc "The value of a key; error {badkey, Key} without it.".
get(_Key, _Map) -> erlang:nif_error(undef).

-doc "{ok, Value} for the value of a key, or error.".
find(_Key, _Map) -> erlang:nif_error(undef).

-doc "The map of a list of pairs; of equal keys the last one counts.".
from_list(_Pairs) -> erlang:nif_error(undef).

-doc "The map that has one value for each key of a list.".
from_keys(_Keys, _Value) -> erlang:nif_error(undef).

-doc "True when the map has the key.".
is_key(_Key, _Map) -> erlang:nif_error(undef).

-doc "The keys.".
keys(_Map) -> erlang:nif_error(undef).

-doc "Both maps in one; where both have a key, the second one counts.".
merge(_Map1, _Map2) -> erlang:nif_error(undef).

-doc "The map with a value for a key, new or replaced.".
put(_Key, _Value, _Map) -> erlang:nif_error(undef).

-doc "The map without a key.".
remove(_Key, _Map) -> erlang:nif_error(undef).

-doc "{Value, Rest} for a key, or error.".
take(_Key, _Map) -> erlang:nif_error(undef).

-doc "The map with another value for a key that it has; error {badkey, Key} without it.".
update(_Key, _Value, _Map) -> erlang:nif_error(undef).

-doc "The values.".
values(_Map) -> erlang:nif_error(undef).

%%% Single keys.

-doc "The empty map.".
new() -> #{}.

-doc "The number of keys.".
size(Map) when is_map(Map) -> map_size(Map);
size(Map) -> error({badmap, Map}, [Map]).

-doc "The value of a key, or a default.".
get(Key, Map, Default) ->
    case Map of
        #{Key := Value} -> Value;
        #{} -> Default;
        _ -> error({badmap, Map}, [Key, Map, Default])
    end.

-doc "The map with the result of Fun in place of the value of a key that it has.".
update_with(Key, Fun, Map) when is_function(Fun, 1), is_map(Map) ->
    case Map of
        #{Key := Value} -> Map#{Key := Fun(Value)};
        #{} -> error({badkey, Key}, [Key, Fun, Map])
    end;
update_with(Key, Fun, Map) -> error(bad(Map), [Key, Fun, Map]).

-doc "As update_with/3, with a first value for a key that is new.".
update_with(Key, Fun, First, Map) when is_function(Fun, 1), is_map(Map) ->
    case Map of
        #{Key := Value} -> Map#{Key := Fun(Value)};
        #{} -> Map#{Key => First}
    end;
update_with(Key, Fun, First, Map) -> error(bad(Map), [Key, Fun, First, Map]).

bad(Map) when is_map(Map) -> badarg;
bad(Map) -> {badmap, Map}.

%%% Iterators: {Key, Value, Iterator}, none, [Path | Map] where Path is the runtime's, or
%%% [Keys | Map] with the list of the keys to come.

-doc "An iterator over a map, for next/1.".
iterator(Map) when is_map(Map) -> [0 | Map];
iterator(Map) -> error({badmap, Map}, [Map]).

-doc "As iterator/1, in an order: undefined, ordered, reversed or a fun as of lists:sort/2.".
iterator(Map, Order) when is_map(Map) ->
    case Order of
        undefined -> [0 | Map];
        ordered -> [lists:sort(fun before/2, keys(Map)) | Map];
        reversed -> [lists:reverse(lists:sort(fun before/2, keys(Map))) | Map];
        _ when is_function(Order, 2) -> [lists:sort(Order, keys(Map)) | Map];
        _ -> error(badarg, [Map, Order])
    end;
iterator(Map, Order) -> error({badmap, Map}, [Map, Order]).

%% The order of terms that are not the same: integers before floats that are equal to them.
before(Key1, Key2) -> erts_internal:cmp_term(Key1, Key2) =< 0.

-doc "{Key, Value, NextIterator}, or none at the end.".
next({_Key, _Value, _Iterator} = Next) -> Next;
next([Path | Map]) when is_integer(Path), is_map(Map) ->
    erts_internal:map_next(Path, Map, iterator);
next([[Key | Keys] | Map]) when is_map(Map) -> {Key, map_get(Key, Map), [Keys | Map]};
next([[] | Map]) when is_map(Map) -> none;
next(none) -> none;
next(Iterator) -> error(badarg, [Iterator]).

-doc false.
is_iterator_valid(Iterator) ->
    try next(Iterator) of
        {_Key, _Value, Rest} -> is_iterator_valid(Rest);
        none -> true
    catch error:_ -> false
    end.

first(Map, _Args) when is_map(Map) -> next([0 | Map]);
first(Iterator, Args) ->
    try next(Iterator)
    catch error:_ -> error({badmap, Iterator}, Args)
    end.

-doc "The pairs of a map or iterator.".
to_list(Map) when is_map(Map) -> all_pairs(erts_internal:map_next(0, Map, []));
to_list(Iterator) -> pairs(first(Iterator, [Iterator])).

all_pairs([Path, Map | Pairs]) when is_integer(Path) ->
    all_pairs(erts_internal:map_next(Path, Map, Pairs));
all_pairs(Pairs) -> Pairs.

pairs({Key, Value, Iterator}) -> [{Key, Value} | pairs(next(Iterator))];
pairs(none) -> [].

%%% Whole maps.

-doc "Folds over the pairs: Fun(Key, Value, Acc) gives the next Acc.".
fold(Fun, Acc, Map) when is_function(Fun, 3) -> fold_1(Fun, Acc, first(Map, [Fun, Acc, Map]));
fold(Fun, Acc, Map) -> error(badarg, [Fun, Acc, Map]).

fold_1(Fun, Acc, {Key, Value, Iterator}) -> fold_1(Fun, Fun(Key, Value, Acc), next(Iterator));
fold_1(_Fun, Acc, none) -> Acc.

-doc "Calls Fun(Key, Value) for each pair, for its side effects.".
foreach(Fun, Map) when is_function(Fun, 2) -> foreach_1(Fun, first(Map, [Fun, Map]));
foreach(Fun, Map) -> error(badarg, [Fun, Map]).

foreach_1(Fun, {Key, Value, Iterator}) ->
    Fun(Key, Value),
    foreach_1(Fun, next(Iterator));
foreach_1(_Fun, none) -> ok.

-doc "The map with the result of Fun(Key, Value) in place of each value.".
map(Fun, Map) when is_function(Fun, 2) -> from_list(map_1(Fun, first(Map, [Fun, Map])));
map(Fun, Map) -> error(badarg, [Fun, Map]).

map_1(Fun, {Key, Value, Iterator}) -> [{Key, Fun(Key, Value)} | map_1(Fun, next(Iterator))];
map_1(_Fun, none) -> [].

-doc "The pairs of which Pred(Key, Value) is true.".
filter(Pred, Map) when is_function(Pred, 2) -> from_list(filter_1(Pred, first(Map, [Pred, Map])));
filter(Pred, Map) -> error(badarg, [Pred, Map]).

filter_1(Pred, {Key, Value, Iterator}) ->
    case Pred(Key, Value) of
        true -> [{Key, Value} | filter_1(Pred, next(Iterator))];
        false -> filter_1(Pred, next(Iterator))
    end;
filter_1(_Pred, none) -> [].

-doc "Maps and filters: Fun(Key, Value) returns false, true, or {true, NewValue}.".
filtermap(Fun, Map) when is_function(Fun, 2) ->
    from_list(filtermap_1(Fun, first(Map, [Fun, Map])));
filtermap(Fun, Map) -> error(badarg, [Fun, Map]).

filtermap_1(Fun, {Key, Value, Iterator}) ->
    case Fun(Key, Value) of
        {true, New} -> [{Key, New} | filtermap_1(Fun, next(Iterator))];
        true -> [{Key, Value} | filtermap_1(Fun, next(Iterator))];
        false -> filtermap_1(Fun, next(Iterator))
    end;
filtermap_1(_Fun, none) -> [].

-doc "The pairs with the keys of a list.".
with(Keys, Map) when is_list(Keys), is_map(Map) -> from_list(with_1(Keys, Map));
with(Keys, Map) -> error(bad(Map), [Keys, Map]).

with_1([Key | Keys], Map) ->
    case Map of
        #{Key := Value} -> [{Key, Value} | with_1(Keys, Map)];
        #{} -> with_1(Keys, Map)
    end;
with_1([], _Map) -> [].

-doc "The map without the keys of a list.".
without(Keys, Map) when is_list(Keys), is_map(Map) -> without_1(Keys, Map);
without(Keys, Map) -> error(bad(Map), [Keys, Map]).

without_1([Key | Keys], Map) -> without_1(Keys, remove(Key, Map));
without_1([], Map) -> Map.

%%% Two maps.

-doc "As merge/2, with Fun(Key, Value1, Value2) where both have a key.".
merge_with(Fun, Map1, Map2) when is_function(Fun, 3), is_map(Map1), is_map(Map2) ->
    case map_size(Map1) >= map_size(Map2) of
        true -> merge_into(Map1, next([0 | Map2]), Fun);
        false -> merge_into(Map2, next([0 | Map1]), fun(K, V2, V1) -> Fun(K, V1, V2) end)
    end;
merge_with(Fun, Map1, Map2) -> error(bad(Fun, Map1, Map2), [Fun, Map1, Map2]).

merge_into(Map, {Key, Value2, Iterator}, Fun) ->
    case Map of
        #{Key := Value1} -> merge_into(Map#{Key := Fun(Key, Value1, Value2)}, next(Iterator), Fun);
        #{} -> merge_into(Map#{Key => Value2}, next(Iterator), Fun)
    end;
merge_into(Map, none, _Fun) -> Map.

bad(Fun, Map1, Map2) when is_function(Fun, 3) -> bad(Map1, Map2);
bad(_Fun, _Map1, _Map2) -> badarg.

bad(Map1, Map2) when is_map(Map1) -> bad(Map2);
bad(Map1, _Map2) -> {badmap, Map1}.

-doc "The pairs of the second map whose keys the first one has too.".
intersect(Map1, Map2) when is_map(Map1), is_map(Map2) ->
    case map_size(Map1) =< map_size(Map2) of
        true -> from_list(common(next([0 | Map1]), Map2, fun(_K, _V1, V2) -> V2 end));
        false -> from_list(common(next([0 | Map2]), Map1, fun(_K, V2, _V1) -> V2 end))
    end;
intersect(Map1, Map2) -> error(bad(Map1, Map2), [Map1, Map2]).

-doc "The keys that both maps have, with the results of Fun(Key, Value1, Value2).".
intersect_with(Fun, Map1, Map2) when is_function(Fun, 3), is_map(Map1), is_map(Map2) ->
    case map_size(Map1) =< map_size(Map2) of
        true -> from_list(common(next([0 | Map1]), Map2, Fun));
        false -> from_list(common(next([0 | Map2]), Map1, fun(K, V2, V1) -> Fun(K, V1, V2) end))
    end;
intersect_with(Fun, Map1, Map2) -> error(bad(Fun, Map1, Map2), [Fun, Map1, Map2]).

common({Key, Value, Iterator}, Map, Fun) ->
    case Map of
        #{Key := Other} -> [{Key, Fun(Key, Value, Other)} | common(next(Iterator), Map, Fun)];
        #{} -> common(next(Iterator), Map, Fun)
    end;
common(none, _Map, _Fun) -> [].

-doc "The elements of a list, grouped by what KeyFun returns for them.".
groups_from_list(KeyFun, List) when is_function(KeyFun, 1), is_list(List) ->
    groups(KeyFun, fun(X) -> X end, lists:reverse(List), #{});
groups_from_list(KeyFun, List) -> error(badarg, [KeyFun, List]).

-doc "As groups_from_list/2, with the result of ValueFun in place of each element.".
groups_from_list(KeyFun, ValueFun, List)
  when is_function(KeyFun, 1), is_function(ValueFun, 1), is_list(List) ->
    groups(KeyFun, ValueFun, lists:reverse(List), #{});
groups_from_list(KeyFun, ValueFun, List) -> error(badarg, [KeyFun, ValueFun, List]).

groups(KeyFun, ValueFun, [X | Rest], Groups) ->
    Key = KeyFun(X),
    Value = ValueFun(X),
    case Groups of
        #{Key := Group} -> groups(KeyFun, ValueFun, Rest, Groups#{Key := [Value | Group]});
        #{} -> groups(KeyFun, ValueFun, Rest, Groups#{Key => [Value]})
    end;
groups(_KeyFun, _ValueFun, [], Groups) -> Groups.
