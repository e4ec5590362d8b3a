%% SPDX-License-Identifier: Apache-2.0
%% Dictionaries, as maps in a tagged tuple. Keys are compared with =:=.
-module(dict).
-moduledoc "Dictionaries of any terms.".

-export([append/3, append_list/3, erase/2, fetch/2, fetch_keys/1, filter/2, find/2, fold/3,
         from_list/1, is_empty/1, is_key/2, map/2, merge/3, new/0, size/1, store/3, take/2,
         to_list/1, update/3, update/4, update_counter/3]).

-doc "The empty dictionary.".
new() -> {dict, #{}}.

-doc "The dictionary of a list of pairs; of equal keys the last one counts.".
from_list(Pairs) -> {dict, maps:from_list(Pairs)}.

-doc "The list of pairs, in no order.".
to_list({dict, Map}) -> maps:to_list(Map).

-doc "The number of keys.".
size({dict, Map}) -> map_size(Map).

-doc "True for the empty dictionary.".
is_empty({dict, Map}) -> map_size(Map) =:= 0.

-doc "True when there is the key.".
is_key(Key, {dict, Map}) -> is_map_key(Key, Map).

-doc "The value of a key that there is.".
fetch(Key, {dict, Map} = Dict) ->
    case Map of
        #{Key := Value} -> Value;
        #{} -> error(badarg, [Key, Dict])
    end.

-doc "{ok, Value} for a key, or error.".
find(Key, {dict, Map}) -> maps:find(Key, Map).

-doc "{Value, Rest} for a key, or error.".
take(Key, {dict, Map}) ->
    case maps:take(Key, Map) of
        {Value, Rest} -> {Value, {dict, Rest}};
        error -> error
    end.

-doc "The keys, in no order.".
fetch_keys({dict, Map}) -> maps:keys(Map).

-doc "The dictionary with a value for a key, new or replaced.".
store(Key, Value, {dict, Map}) -> {dict, Map#{Key => Value}}.

-doc "The dictionary without a key.".
erase(Key, {dict, Map}) -> {dict, maps:remove(Key, Map)}.

-doc "Appends a value to the list of values of a key.".
append(Key, Value, Dict) -> append_list(Key, [Value], Dict).

-doc "Appends values to the list of values of a key.".
append_list(Key, Values, {dict, Map}) ->
    case Map of
        #{Key := Old} -> {dict, Map#{Key := Old ++ Values}};
        #{} -> {dict, Map#{Key => Values}}
    end.

-doc "The dictionary with the result of Fun in place of the value of a key that there is.".
update(Key, Fun, {dict, Map} = Dict) ->
    case Map of
        #{Key := Value} -> {dict, Map#{Key := Fun(Value)}};
        #{} -> error(badarg, [Key, Fun, Dict])
    end.

-doc "As update/3, with a first value for a key that is new.".
update(Key, Fun, First, {dict, Map}) ->
    case Map of
        #{Key := Value} -> {dict, Map#{Key := Fun(Value)}};
        #{} -> {dict, Map#{Key => First}}
    end.

-doc "Adds to the number that is the value of a key; a new key begins at 0.".
update_counter(Key, N, Dict) -> update(Key, fun(Old) -> Old + N end, N, Dict).

-doc "Folds over the pairs: Fun(Key, Value, Acc) gives the next Acc.".
fold(Fun, Acc, {dict, Map}) -> maps:fold(Fun, Acc, Map).

-doc "The dictionary with the result of Fun(Key, Value) in place of each value.".
map(Fun, {dict, Map}) -> {dict, maps:map(Fun, Map)}.

-doc "The pairs of which Pred(Key, Value) is true.".
filter(Pred, {dict, Map}) -> {dict, maps:filter(Pred, Map)}.

-doc "Both dictionaries in one, with Fun(Key, Value1, Value2) where both have a key.".
merge(Fun, {dict, Map1}, {dict, Map2}) -> {dict, maps:merge_with(Fun, Map1, Map2)}.
