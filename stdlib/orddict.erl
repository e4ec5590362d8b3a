%% SPDX-License-Identifier: Apache-2.0
%% Dictionaries as lists of pairs in ascending order of the keys. Keys are compared with ==.
-module(orddict).
-moduledoc "Dictionaries as ordered lists of pairs.".

-export([append/3, append_list/3, erase/2, fetch/2, fetch_keys/1, filter/2, find/2, fold/3,
         from_list/1, is_empty/1, is_key/2, map/2, merge/3, new/0, size/1, store/3, take/2,
         to_list/1, update/3, update/4, update_counter/3]).

-doc "The empty dictionary.".
new() -> [].

-doc "The dictionary of a list of pairs; of equal keys the last one counts.".
from_list([]) -> [];
from_list([{_, _}] = Pairs) -> Pairs;
from_list(Pairs) -> lists:ukeysort(1, reverse_pairs(Pairs, [])).

reverse_pairs([{_, _} = Pair | Pairs], Acc) -> reverse_pairs(Pairs, [Pair | Acc]);
reverse_pairs([], Acc) -> Acc.

-doc "The list of pairs.".
to_list(Dict) -> Dict.

-doc "The number of keys.".
size(Dict) -> length(Dict).

-doc "True for the empty dictionary.".
is_empty(Dict) -> Dict =:= [].

-doc "True when there is the key.".
is_key(Key, [{K, _} | Dict]) when Key > K -> is_key(Key, Dict);
is_key(Key, [{K, _} | _]) -> Key == K;
is_key(_Key, []) -> false.

-doc "The value of a key that there is.".
fetch(Key, [{K, _} | Dict]) when Key > K -> fetch(Key, Dict);
fetch(Key, [{K, Value} | _]) when Key == K -> Value.

-doc "{ok, Value} for a key, or error.".
find(Key, [{K, _} | Dict]) when Key > K -> find(Key, Dict);
find(Key, [{K, Value} | _]) when Key == K -> {ok, Value};
find(_Key, [{_, _} | _]) -> error;
find(_Key, []) -> error.

-doc "{Value, Rest} for a key, or error.".
take(Key, Dict) -> take(Key, Dict, []).

take(Key, [{K, _} = Pair | Dict], Front) when Key > K -> take(Key, Dict, [Pair | Front]);
take(Key, [{K, Value} | Dict], Front) when Key == K -> {Value, lists:reverse(Front, Dict)};
take(_Key, _Dict, _Front) -> error.

-doc "The keys in order.".
fetch_keys(Dict) -> [Key || {Key, _} <- Dict].

-doc "The dictionary with a value for a key, new or replaced.".
store(Key, Value, [{K, _} = Pair | Dict]) when Key > K -> [Pair | store(Key, Value, Dict)];
store(Key, Value, [{K, _} | Dict]) when Key == K -> [{Key, Value} | Dict];
store(Key, Value, Dict) -> [{Key, Value} | Dict].

-doc "The dictionary without a key.".
erase(Key, [{K, _} = Pair | Dict]) when Key > K -> [Pair | erase(Key, Dict)];
erase(Key, [{K, _} | Dict]) when Key == K -> Dict;
erase(_Key, Dict) -> Dict.

-doc "Appends a value to the list of values of a key.".
append(Key, Value, Dict) -> append_list(Key, [Value], Dict).

-doc "Appends values to the list of values of a key.".
append_list(Key, Values, [{K, _} = Pair | Dict]) when Key > K ->
    [Pair | append_list(Key, Values, Dict)];
append_list(Key, Values, [{K, Old} | Dict]) when Key == K -> [{Key, Old ++ Values} | Dict];
append_list(Key, Values, Dict) -> [{Key, Values} | Dict].

-doc "The dictionary with the result of Fun in place of the value of a key that there is.".
update(Key, Fun, [{K, _} = Pair | Dict]) when Key > K -> [Pair | update(Key, Fun, Dict)];
update(Key, Fun, [{K, Value} | Dict]) when Key == K -> [{Key, Fun(Value)} | Dict].

-doc "As update/3, with a first value for a key that is new.".
update(Key, Fun, First, [{K, _} = Pair | Dict]) when Key > K ->
    [Pair | update(Key, Fun, First, Dict)];
update(Key, Fun, _First, [{K, Value} | Dict]) when Key == K -> [{Key, Fun(Value)} | Dict];
update(Key, _Fun, First, Dict) -> [{Key, First} | Dict].

-doc "Adds to the number that is the value of a key; a new key begins at 0.".
update_counter(Key, N, Dict) -> update(Key, fun(Old) -> Old + N end, N, Dict).

-doc "Folds over the pairs in order: Fun(Key, Value, Acc) gives the next Acc.".
fold(Fun, Acc, [{Key, Value} | Dict]) -> fold(Fun, Fun(Key, Value, Acc), Dict);
fold(Fun, Acc, []) when is_function(Fun, 3) -> Acc.

-doc "The dictionary with the result of Fun(Key, Value) in place of each value.".
map(Fun, [{Key, Value} | Dict]) -> [{Key, Fun(Key, Value)} | map(Fun, Dict)];
map(Fun, []) when is_function(Fun, 2) -> [].

-doc "The pairs of which Pred(Key, Value) is true.".
filter(Pred, [{Key, Value} = Pair | Dict]) ->
    case Pred(Key, Value) of
        true -> [Pair | filter(Pred, Dict)];
        false -> filter(Pred, Dict)
    end;
filter(Pred, []) when is_function(Pred, 2) -> [].

-doc "Both dictionaries in one, with Fun(Key, Value1, Value2) where both have a key.".
merge(Fun, [{K1, _} | _] = Dict1, [{K2, _} = Pair2 | Rest2]) when K1 > K2 ->
    [Pair2 | merge(Fun, Dict1, Rest2)];
merge(Fun, [{K1, V1} | Rest1], [{K2, V2} | Rest2]) when K1 == K2 ->
    [{K1, Fun(K1, V1, V2)} | merge(Fun, Rest1, Rest2)];
merge(Fun, [Pair1 | Rest1], [_ | _] = Dict2) -> [Pair1 | merge(Fun, Rest1, Dict2)];
merge(Fun, [], Dict2) when is_function(Fun, 3) -> Dict2;
merge(Fun, Dict1, []) when is_function(Fun, 3) -> Dict1.
