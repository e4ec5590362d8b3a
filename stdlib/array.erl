%% SPDX-License-Identifier: Apache-2.0
%% Arrays that grow, as trees of tuples with sixteen elements. A subtree where all is as by default
%% is [] until something is put into it. What lies beyond the size of the array is always [] or
%% default.
-module(array).
-moduledoc "Functional arrays that grow.".

-export([default/1, fix/1, foldl/3, foldr/3, from_list/1, from_list/2, from_orddict/1,
         from_orddict/2, get/2, is_array/1, is_fix/1, map/2, new/0, new/1, new/2, relax/1,
         reset/2, resize/1, resize/2, set/3, size/1, sparse_foldl/3, sparse_foldr/3, sparse_map/2,
         sparse_size/1, sparse_to_list/1, sparse_to_orddict/1, to_list/1, to_orddict/1]).

%% An index is read four bits a level, from bit `shift` down; a tree of shift 0 holds the values.
-record(array, {size = 0, fixed = false, default = undefined, shift = 0, tree = []}).

-define(BITS, 4).
-define(WIDTH, 16).
-define(MASK, 15).

-doc "An empty array that grows.".
new() -> #array{}.

-doc "An array with options: a size or {size, N}, fixed or {fixed, Bool}, {default, Value}.".
new(Options) ->
    case options(Options, #array{}) of
        #array{} = Array -> with_room(Array);
        bad -> error(badarg, [Options])
    end.

-doc "An array of a size, with options.".
new(Size, Options) when is_integer(Size), Size >= 0 ->
    case options(Options, #array{size = Size, fixed = true}) of
        #array{} = Array -> with_room(Array);
        bad -> error(badarg, [Size, Options])
    end;
new(Size, Options) -> error(badarg, [Size, Options]).

options([Option | Options], Array) ->
    case option(Option, Array) of
        bad -> bad;
        Array1 -> options(Options, Array1)
    end;
options([], Array) -> Array;
options(Option, Array) -> option(Option, Array).

option(fixed, Array) -> Array#array{fixed = true};
option({fixed, Fixed}, Array) when is_boolean(Fixed) -> Array#array{fixed = Fixed};
option({default, Default}, Array) -> Array#array{default = Default};
option({size, Size}, Array) -> option(Size, Array);
option(Size, Array) when is_integer(Size), Size >= 0 -> Array#array{size = Size, fixed = true};
option(_Option, _Array) -> bad.

%% The array with a tree that reaches up to its size.
with_room(#array{size = Size, shift = Shift, tree = Tree} = Array) ->
    case Size > ?WIDTH bsl Shift of
        true -> with_room(Array#array{shift = Shift + ?BITS, tree = raise(Tree)});
        false -> Array
    end.

raise([]) -> [];
raise(Tree) -> setelement(1, erlang:make_tuple(?WIDTH, []), Tree).

-doc "True for an array.".
is_array(#array{size = Size}) -> is_integer(Size);
is_array(_) -> false.

-doc "The number of elements.".
size(#array{size = Size}) -> Size;
size(Array) -> error(badarg, [Array]).

-doc "The value of elements that were not set.".
default(#array{default = Default}) -> Default;
default(Array) -> error(badarg, [Array]).

-doc "The array with its size fixed.".
fix(#array{} = Array) -> Array#array{fixed = true}.

-doc "The array, growing again.".
relax(#array{} = Array) -> Array#array{fixed = false}.

-doc "True when the size is fixed.".
is_fix(#array{fixed = Fixed}) -> Fixed.

%%% Single elements.

-doc "The element at an index from 0; beyond the end of an array that grows, the default.".
get(I, #array{size = Size, shift = Shift, tree = Tree, default = Default})
  when is_integer(I), I >= 0, I < Size ->
    get_in(I, Tree, Shift, Default);
get(I, #array{fixed = false, default = Default}) when is_integer(I), I >= 0 -> Default;
get(I, Array) -> error(badarg, [I, Array]).

get_in(_I, [], _Shift, Default) -> Default;
get_in(I, Leaf, 0, _Default) -> element((I band ?MASK) + 1, Leaf);
get_in(I, Node, Shift, Default) ->
    get_in(I, element(((I bsr Shift) band ?MASK) + 1, Node), Shift - ?BITS, Default).

-doc "The array with an element set; an array that is not fixed grows up to it.".
set(I, Value, #array{size = Size} = Array) when is_integer(I), I >= 0, I < Size ->
    put_in_array(I, Value, Array);
set(I, Value, #array{fixed = false} = Array) when is_integer(I), I >= 0 ->
    put_in_array(I, Value, with_room(Array#array{size = I + 1}));
set(I, Value, Array) -> error(badarg, [I, Value, Array]).

put_in_array(I, Value, #array{tree = Tree, shift = Shift, default = Default} = Array) ->
    Array#array{tree = put_in(I, Value, Tree, Shift, Default)}.

put_in(I, Value, [], 0, Default) ->
    setelement((I band ?MASK) + 1, erlang:make_tuple(?WIDTH, Default), Value);
put_in(I, Value, Leaf, 0, _Default) -> setelement((I band ?MASK) + 1, Leaf, Value);
put_in(I, Value, [], Shift, Default) ->
    put_in(I, Value, erlang:make_tuple(?WIDTH, []), Shift, Default);
put_in(I, Value, Node, Shift, Default) ->
    Place = ((I bsr Shift) band ?MASK) + 1,
    setelement(Place, Node, put_in(I, Value, element(Place, Node), Shift - ?BITS, Default)).

-doc "The array with an element set to the default.".
reset(I, #array{size = Size, default = Default} = Array)
  when is_integer(I), I >= 0, I < Size ->
    case get(I, Array) of
        Default -> Array;
        _ -> put_in_array(I, Default, Array)
    end;
reset(I, #array{fixed = false} = Array) when is_integer(I), I >= 0 -> Array;
reset(I, Array) -> error(badarg, [I, Array]).

%%% Sizes.

-doc "The number of elements up to the last one that is not the default.".
sparse_size(#array{} = Array) ->
    case sparse_pairs(Array) of
        [] -> 0;
        Pairs -> element(1, lists:last(Pairs)) + 1
    end;
sparse_size(Array) -> error(badarg, [Array]).

-doc "The array cut to its sparse size.".
resize(Array) -> resize(sparse_size(Array), Array).

-doc "The array with another size.".
resize(Size, #array{size = Old} = Array) when is_integer(Size), Size >= Old ->
    with_room(Array#array{size = Size});
resize(Size, #array{} = Array) when is_integer(Size), Size >= 0 ->
    Kept = [Pair || {I, _} = Pair <- sparse_pairs(Array), I < Size],
    put_pairs(Kept, Array#array{size = Size, tree = []});
resize(Size, Array) -> error(badarg, [Size, Array]).

put_pairs([{I, Value} | Rest], Array) -> put_pairs(Rest, put_in_array(I, Value, Array));
put_pairs([], Array) -> Array.

%%% Lists.

-doc "The array of the elements of a list.".
from_list(List) -> from_list(List, undefined).

-doc "As from_list/1, with a default.".
from_list(List, Default) when is_list(List) ->
    try length(List) of
        Size ->
            Array = with_room(#array{size = Size, default = Default}),
            {Tree, []} = tree(List, Array#array.shift, Default),
            Array#array{tree = Tree}
    catch error:badarg -> error(badarg, [List, Default])
    end;
from_list(List, Default) -> error(badarg, [List, Default]).

%% As much of a list as a tree of this shift holds, and the rest of the list.
tree([], _Shift, _Default) -> {[], []};
tree(List, 0, Default) ->
    {Values, Rest} = leaf_values(List, ?WIDTH, Default),
    {list_to_tuple(Values), Rest};
tree(List, Shift, Default) ->
    {Trees, Rest} = lists:mapfoldl(fun(_, L) -> tree(L, Shift - ?BITS, Default) end, List,
                                   lists:duplicate(?WIDTH, [])),
    {list_to_tuple(Trees), Rest}.

leaf_values(List, 0, _Default) -> {[], List};
leaf_values([X | List], N, Default) ->
    {Values, Rest} = leaf_values(List, N - 1, Default),
    {[X | Values], Rest};
leaf_values([], N, Default) -> {lists:duplicate(N, Default), []}.

-doc "The elements in order.".
to_list(#array{size = Size, shift = Shift, tree = Tree, default = Default}) ->
    values(Tree, Shift, Size, Default, []);
to_list(Array) -> error(badarg, [Array]).

%% The first Count values of a tree, in front of Acc.
values(_Tree, _Shift, 0, _Default, Acc) -> Acc;
values([], _Shift, Count, Default, Acc) -> lists:duplicate(Count, Default) ++ Acc;
values(Leaf, 0, Count, _Default, Acc) -> lists:sublist(tuple_to_list(Leaf), Count) ++ Acc;
values(Node, Shift, Count, Default, Acc) ->
    Last = (Count - 1) bsr Shift,
    Acc1 = values(element(Last + 1, Node), Shift - ?BITS, Count - (Last bsl Shift), Default, Acc),
    full_values(Node, Last, Shift, Default, Acc1).

full_values(_Node, 0, _Shift, _Default, Acc) -> Acc;
full_values(Node, I, Shift, Default, Acc) ->
    Acc1 = values(element(I, Node), Shift - ?BITS, 1 bsl Shift, Default, Acc),
    full_values(Node, I - 1, Shift, Default, Acc1).

-doc "Pairs of index and element.".
to_orddict(#array{} = Array) -> lists:enumerate(0, to_list(Array));
to_orddict(Array) -> error(badarg, [Array]).

-doc "The elements that are not the default.".
sparse_to_list(#array{} = Array) -> [Value || {_, Value} <- sparse_pairs(Array)];
sparse_to_list(Array) -> error(badarg, [Array]).

-doc "Pairs of index and element of those that are not the default.".
sparse_to_orddict(#array{} = Array) -> sparse_pairs(Array);
sparse_to_orddict(Array) -> error(badarg, [Array]).

sparse_pairs(#array{shift = Shift, tree = Tree, default = Default}) ->
    sparse_pairs(Tree, Shift, 0, Default, []).

sparse_pairs([], _Shift, _I, _Default, Acc) -> Acc;
sparse_pairs(Leaf, 0, I, Default, Acc) ->
    [Pair || {_, Value} = Pair <- lists:enumerate(I, tuple_to_list(Leaf)), Value =/= Default]
        ++ Acc;
sparse_pairs(Node, Shift, I, Default, Acc) -> sparse_pairs(Node, ?WIDTH, Shift, I, Default, Acc).

sparse_pairs(_Node, 0, _Shift, _I, _Default, Acc) -> Acc;
sparse_pairs(Node, N, Shift, I, Default, Acc) ->
    Acc1 = sparse_pairs(element(N, Node), Shift - ?BITS, I + ((N - 1) bsl Shift), Default, Acc),
    sparse_pairs(Node, N - 1, Shift, I, Default, Acc1).

-doc "The array of pairs of index and element, in ascending order of the indices.".
from_orddict(Pairs) -> from_orddict(Pairs, undefined).

-doc "As from_orddict/1, with a default.".
from_orddict(Pairs, Default) when is_list(Pairs) ->
    case last_index(Pairs, -1) of
        bad -> error({badarg, Pairs}, [Pairs, Default]);
        Last -> put_pairs(Pairs, with_room(#array{size = Last + 1, default = Default}))
    end;
from_orddict(Pairs, Default) -> error(badarg, [Pairs, Default]).

last_index([{I, _} | Rest], Last) when is_integer(I), I > Last -> last_index(Rest, I);
last_index([], Last) -> Last;
last_index(_Pairs, _Last) -> bad.

%%% Folding and mapping.

-doc "Folds over the elements: Fun(Index, Element, Acc) gives the next Acc.".
foldl(Fun, Acc, #array{} = Array) when is_function(Fun, 3) ->
    fold_pairs(Fun, Acc, to_orddict(Array));
foldl(Fun, Acc, Array) -> error(badarg, [Fun, Acc, Array]).

-doc "As foldl/3, last element first.".
foldr(Fun, Acc, #array{} = Array) when is_function(Fun, 3) ->
    fold_pairs(Fun, Acc, lists:reverse(to_orddict(Array)));
foldr(Fun, Acc, Array) -> error(badarg, [Fun, Acc, Array]).

-doc "As foldl/3, over those elements that are not the default.".
sparse_foldl(Fun, Acc, #array{} = Array) when is_function(Fun, 3) ->
    fold_pairs(Fun, Acc, sparse_pairs(Array));
sparse_foldl(Fun, Acc, Array) -> error(badarg, [Fun, Acc, Array]).

-doc "As sparse_foldl/3, last element first.".
sparse_foldr(Fun, Acc, #array{} = Array) when is_function(Fun, 3) ->
    fold_pairs(Fun, Acc, lists:reverse(sparse_pairs(Array)));
sparse_foldr(Fun, Acc, Array) -> error(badarg, [Fun, Acc, Array]).

fold_pairs(Fun, Acc, [{I, Value} | Rest]) -> fold_pairs(Fun, Fun(I, Value, Acc), Rest);
fold_pairs(_Fun, Acc, []) -> Acc.

-doc "The array with the result of Fun(Index, Element) in place of each element.".
map(Fun, #array{shift = Shift, default = Default} = Array) when is_function(Fun, 2) ->
    Values = [Fun(I, Value) || {I, Value} <- to_orddict(Array)],
    {Tree, []} = tree(Values, Shift, Default),
    Array#array{tree = Tree};
map(Fun, Array) -> error(badarg, [Fun, Array]).

-doc "As map/2, over those elements that are not the default.".
sparse_map(Fun, #array{} = Array) when is_function(Fun, 2) ->
    Pairs = [{I, Fun(I, Value)} || {I, Value} <- sparse_pairs(Array)],
    put_pairs(Pairs, Array#array{tree = []});
sparse_map(Fun, Array) -> error(badarg, [Fun, Array]).
