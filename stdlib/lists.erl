%% SPDX-License-Identifier: Apache-2.0
%% Functions on proper lists: search, change, fold, sort and merge.
%% Apart from the functions whose bodies are nif_error, which the runtime has in C.
-module(lists).
-moduledoc "Functions on lists.".

-export([all/2, any/2, append/1, append/2, concat/1, delete/2, droplast/1, dropwhile/2,
         duplicate/2, enumerate/1, enumerate/2, enumerate/3, filter/2, filtermap/2,
         flatlength/1, flatmap/2, flatten/1, flatten/2, foldl/3, foldr/3, foreach/2, join/2,
         keydelete/3, keyfind/3, keymap/3, keymember/3, keymerge/3, keyreplace/4, keysearch/3,
         keysort/2, keystore/4, keytake/3, last/1, map/2, mapfoldl/3, mapfoldr/3, max/1,
         member/2, merge/1, merge/2, merge/3, merge3/3, min/1, nth/2, nthtail/2, partition/2,
         prefix/2, reverse/1, reverse/2, search/2, seq/2, seq/3, sort/1, sort/2, split/2,
         splitwith/2, sublist/2, sublist/3, subtract/2, suffix/2, sum/1, takewhile/2,
         ukeymerge/3, ukeysort/2, umerge/1, umerge/2, umerge/3, umerge3/3, uniq/1, uniq/2,
         unzip/1, unzip3/1, usort/1, usort/2, zf/2, zip/2, zip/3, zip3/3, zip3/4, zipwith/3,
         zipwith/4, zipwith3/4, zipwith3/5]).

%%% In C.

-doc "True when some element of the list matches the term exactly.".
member(_Term, _List) ->
    erlang:nif_error(undef).

-doc "The reversed first list, followed by the second term.".
reverse(_List, _Tail) ->
    erlang:nif_error(undef).

-doc "The first tuple whose element at the position compares equal to the key, or false.".
keyfind(_Key, _Pos, _Tuples) ->
    erlang:nif_error(undef).

-doc "True when some tuple has the key at the position.".
keymember(_Key, _Pos, _Tuples) ->
    erlang:nif_error(undef).

-doc "As keyfind/3, but a found tuple comes as {value, Tuple}.".
keysearch(_Key, _Pos, _Tuples) ->
    erlang:nif_error(undef).

%%% Building.

-doc "The concatenation of all lists in a list.".
append([List]) -> List;
append([List | Rest]) -> List ++ append(Rest);
append([]) -> [].

-doc "The two lists, one after the other.".
append(List1, List2) ->
    List1 ++ List2.

-doc "The first list without the first occurrence of each element of the second.".
subtract(List1, List2) ->
    List1 -- List2.

-doc "The list, last element first.".
reverse([]) -> [];
reverse([_] = List) -> List;
reverse([A, B]) -> [B, A];
reverse([A, B | Rest]) -> reverse(Rest, [B, A]).

-doc "The text of all elements (atoms, numbers, strings) in a row.".
concat(Things) ->
    flatmap(fun thing_to_list/1, Things).

thing_to_list(X) when is_integer(X) -> integer_to_list(X);
thing_to_list(X) when is_float(X) -> float_to_list(X);
thing_to_list(X) when is_atom(X) -> atom_to_list(X);
thing_to_list(X) when is_list(X) -> X.

-doc "A list of N copies of a term.".
duplicate(N, Term) when is_integer(N), N >= 0 ->
    duplicate_onto(N, Term, []).

duplicate_onto(0, _Term, Acc) -> Acc;
duplicate_onto(N, Term, Acc) -> duplicate_onto(N - 1, Term, [Term | Acc]).

-doc "The integers from First to Last.".
seq(First, Last) when is_integer(First), is_integer(Last), First - 1 =< Last ->
    seq_down(First, Last, []).

seq_down(First, I, Acc) when I >= First -> seq_down(First, I - 1, [I | Acc]);
seq_down(_First, _I, Acc) -> Acc.

-doc "The integers from First towards Last in steps of Step.".
seq(First, Last, Step) when is_integer(First), is_integer(Last), is_integer(Step) ->
    if
        Step > 0, First - Step =< Last -> seq_step(First, Last, Step);
        Step < 0, First - Step >= Last -> seq_step(First, Last, Step);
        Step =:= 0, First =:= Last -> [First];
        true -> error(badarg, [First, Last, Step])
    end;
seq(First, Last, Step) ->
    error(badarg, [First, Last, Step]).

seq_step(First, Last, Step) ->
    Count = (Last - First + Step) div Step,
    seq_back(Count, First + (Count - 1) * Step, Step, []).

seq_back(0, _I, _Step, Acc) -> Acc;
seq_back(Count, I, Step, Acc) -> seq_back(Count - 1, I - Step, Step, [I | Acc]).

-doc "The elements numbered from 1.".
enumerate(List) ->
    enumerate(1, 1, List).

-doc "The elements numbered from Index.".
enumerate(Index, List) ->
    enumerate(Index, 1, List).

-doc "The elements numbered from Index in steps of Step.".
enumerate(Index, Step, List) when is_integer(Index), is_integer(Step) ->
    enumerate_list(Index, Step, List).

enumerate_list(I, Step, [X | Rest]) -> [{I, X} | enumerate_list(I + Step, Step, Rest)];
enumerate_list(_I, _Step, []) -> [].

-doc "The list with a separator between each two elements.".
join(_Sep, []) -> [];
join(Sep, [First | Rest]) -> [First | join_rest(Sep, Rest)].

join_rest(Sep, [X | Rest]) -> [Sep, X | join_rest(Sep, Rest)];
join_rest(_Sep, []) -> [].

%%% Parts of a list.

-doc "The element at position N, counted from 1.".
nth(1, [X | _]) -> X;
nth(N, [_ | Rest]) when is_integer(N), N > 1 -> nth(N - 1, Rest).

-doc "What is left after the first N elements.".
nthtail(0, List) when is_list(List) -> List;
nthtail(N, [_ | Rest]) when is_integer(N), N > 0 -> skip(N - 1, Rest).

skip(0, Rest) -> Rest;
skip(N, [_ | Rest]) -> skip(N - 1, Rest).

-doc "The last element.".
last([X]) -> X;
last([_ | Rest]) -> last(Rest).

-doc "All elements but the last.".
droplast([_]) -> [];
droplast([X | Rest]) -> [X | droplast(Rest)].

-doc "At most Len elements from the front.".
sublist(List, Len) when is_integer(Len), is_list(List), Len >= 0 ->
    take(List, Len).

take(_List, 0) -> [];
take([X | Rest], N) -> [X | take(Rest, N - 1)];
take([], _N) -> [].

-doc "At most Len elements, beginning at position Start.".
sublist(List, 1, Len) when is_list(List), is_integer(Len), Len >= 0 ->
    take(List, Len);
sublist([], Start, _Len) when is_integer(Start), Start > 1 ->
    [];
sublist([_ | Rest], Start, Len) when is_integer(Start), Start > 1, is_integer(Len), Len >= 0 ->
    sublist(Rest, Start - 1, Len).

-doc "The first N elements and the rest.".
split(N, List) when is_integer(N), N >= 0, is_list(List) ->
    case split_at(N, List, []) of
        {_, _} = Result -> Result;
        short -> error(badarg, [N, List])
    end;
split(N, List) ->
    error(badarg, [N, List]).

split_at(0, Rest, Front) -> {reverse(Front), Rest};
split_at(N, [X | Rest], Front) -> split_at(N - 1, Rest, [X | Front]);
split_at(_N, [], _Front) -> short.

-doc "True when the second list begins with the first.".
prefix([X | Rest1], [X | Rest2]) -> prefix(Rest1, Rest2);
prefix([], List) when is_list(List) -> true;
prefix([_ | _], List) when is_list(List) -> false.

-doc "True when the second list ends with the first.".
suffix(Suffix, List) ->
    Extra = length(List) - length(Suffix),
    Extra >= 0 andalso nthtail(Extra, List) =:= Suffix.

-doc "The list without the first element that matches the term exactly.".
delete(Term, [Term | Rest]) -> Rest;
delete(Term, [X | Rest]) -> [X | delete(Term, Rest)];
delete(_Term, []) -> [].

%%% Folding and mapping.

-doc "True when Pred is true of each element.".
all(Pred, List) when is_function(Pred, 1) ->
    case List of
        [_ | _] -> all_1(Pred, List);
        [] -> true
    end.

all_1(Pred, [X | Rest]) ->
    case Pred(X) of
        true -> all_1(Pred, Rest);
        false -> false
    end;
all_1(_Pred, []) -> true.

-doc "True when Pred is true of at least one element.".
any(Pred, List) when is_function(Pred, 1) ->
    case List of
        [_ | _] -> any_1(Pred, List);
        [] -> false
    end.

any_1(Pred, [X | Rest]) ->
    case Pred(X) of
        true -> true;
        false -> any_1(Pred, Rest)
    end;
any_1(_Pred, []) -> false.

-doc "The results of Fun for each element, in order.".
map(Fun, List) when is_function(Fun, 1) ->
    case List of
        [_ | _] -> map_1(Fun, List);
        [] -> []
    end.

map_1(Fun, [X | Rest]) -> [Fun(X) | map_1(Fun, Rest)];
map_1(_Fun, []) -> [].

-doc "The lists that Fun returns for each element, appended.".
flatmap(Fun, List) when is_function(Fun, 1) -> flatmap_1(Fun, List).

flatmap_1(Fun, [X | Rest]) -> Fun(X) ++ flatmap_1(Fun, Rest);
flatmap_1(_Fun, []) -> [].

-doc "Folds from the left: Fun(Element, Acc) gives the next Acc.".
foldl(Fun, Acc, List) when is_function(Fun, 2) ->
    case List of
        [_ | _] -> foldl_1(Fun, Acc, List);
        [] -> Acc
    end.

foldl_1(Fun, Acc, [X | Rest]) -> foldl_1(Fun, Fun(X, Acc), Rest);
foldl_1(_Fun, Acc, []) -> Acc.

-doc "Folds from the right: as foldl/3, last element first.".
foldr(Fun, Acc, List) when is_function(Fun, 2) -> foldr_1(Fun, Acc, List).

foldr_1(Fun, Acc, [X | Rest]) -> Fun(X, foldr_1(Fun, Acc, Rest));
foldr_1(_Fun, Acc, []) -> Acc.

-doc "Calls Fun for each element, for its side effects.".
foreach(Fun, List) when is_function(Fun, 1) -> foreach_1(Fun, List).

foreach_1(Fun, [X | Rest]) ->
    Fun(X),
    foreach_1(Fun, Rest);
foreach_1(_Fun, []) -> ok.

-doc "Maps and folds in one pass from the left.".
mapfoldl(Fun, Acc, List) when is_function(Fun, 2) -> mapfoldl_1(Fun, Acc, List).

mapfoldl_1(Fun, Acc0, [X | Rest]) ->
    {Y, Acc1} = Fun(X, Acc0),
    {Ys, Acc} = mapfoldl_1(Fun, Acc1, Rest),
    {[Y | Ys], Acc};
mapfoldl_1(_Fun, Acc, []) -> {[], Acc}.

-doc "Maps and folds in one pass from the right.".
mapfoldr(Fun, Acc, List) when is_function(Fun, 2) -> mapfoldr_1(Fun, Acc, List).

mapfoldr_1(Fun, Acc0, [X | Rest]) ->
    {Ys, Acc1} = mapfoldr_1(Fun, Acc0, Rest),
    {Y, Acc} = Fun(X, Acc1),
    {[Y | Ys], Acc};
mapfoldr_1(_Fun, Acc, []) -> {[], Acc}.

-doc "The elements of which Pred is true.".
filter(Pred, List) when is_function(Pred, 1) -> [X || X <- List, Pred(X)].

-doc "Maps and filters: Fun returns false, true, or {true, NewElement}.".
filtermap(Fun, List) when is_function(Fun, 1) -> filtermap_1(Fun, List).

filtermap_1(Fun, [X | Rest]) ->
    case Fun(X) of
        {true, Y} -> [Y | filtermap_1(Fun, Rest)];
        true -> [X | filtermap_1(Fun, Rest)];
        false -> filtermap_1(Fun, Rest)
    end;
filtermap_1(_Fun, []) -> [].

-doc "The old name of filtermap/2.".
zf(Fun, List) ->
    filtermap(Fun, List).

-doc "Two lists: the elements of which Pred is true, and the others.".
partition(Pred, List) when is_function(Pred, 1) -> partition(Pred, List, [], []).

partition(Pred, [X | Rest], Yes, No) ->
    case Pred(X) of
        true -> partition(Pred, Rest, [X | Yes], No);
        false -> partition(Pred, Rest, Yes, [X | No])
    end;
partition(_Pred, [], Yes, No) -> {reverse(Yes), reverse(No)}.

-doc "The longest front of which Pred is true.".
takewhile(Pred, List) when is_function(Pred, 1) -> takewhile_1(Pred, List).

takewhile_1(Pred, [X | Rest]) ->
    case Pred(X) of
        true -> [X | takewhile_1(Pred, Rest)];
        false -> []
    end;
takewhile_1(_Pred, []) -> [].

-doc "What is left after the longest front of which Pred is true.".
dropwhile(Pred, List) when is_function(Pred, 1) -> dropwhile_1(Pred, List).

dropwhile_1(Pred, [X | Rest] = List) ->
    case Pred(X) of
        true -> dropwhile_1(Pred, Rest);
        false -> List
    end;
dropwhile_1(_Pred, []) -> [].

-doc "The longest front of which Pred is true, and the rest.".
splitwith(Pred, List) when is_function(Pred, 1) -> splitwith_1(Pred, List, []).

splitwith_1(Pred, [X | Rest] = List, Front) ->
    case Pred(X) of
        true -> splitwith_1(Pred, Rest, [X | Front]);
        false -> {reverse(Front), List}
    end;
splitwith_1(_Pred, [], Front) -> {reverse(Front), []}.

-doc "The first element of which Pred is true, as {value, Element}, or false.".
search(Pred, List) when is_function(Pred, 1) -> search_1(Pred, List).

search_1(Pred, [X | Rest]) ->
    case Pred(X) of
        true -> {value, X};
        false -> search_1(Pred, Rest)
    end;
search_1(_Pred, []) -> false.

-doc "The sum of the elements.".
sum(List) -> sum_up(List, 0).

sum_up([X | Rest], Sum) -> sum_up(Rest, Sum + X);
sum_up([], Sum) -> Sum.

-doc "The greatest element; the first one of several that compare equal.".
max([First | Rest]) -> greatest(Rest, First).

greatest([X | Rest], Max) when X > Max -> greatest(Rest, X);
greatest([_ | Rest], Max) -> greatest(Rest, Max);
greatest([], Max) -> Max.

-doc "The least element; the first one of several that compare equal.".
min([First | Rest]) -> least(Rest, First).

least([X | Rest], Min) when X < Min -> least(Rest, X);
least([_ | Rest], Min) -> least(Rest, Min);
least([], Min) -> Min.

%%% Deep lists.

-doc "The elements of a list of lists of any depth, as one flat list.".
flatten(List) when is_list(List) -> flatten_onto(List, []).

-doc "As flatten/1, followed by Tail.".
flatten(List, Tail) when is_list(List), is_list(Tail) -> flatten_onto(List, Tail).

flatten_onto([X | Rest], Tail) when is_list(X) -> flatten_onto(X, flatten_onto(Rest, Tail));
flatten_onto([X | Rest], Tail) -> [X | flatten_onto(Rest, Tail)];
flatten_onto([], Tail) -> Tail.

-doc "The length of the flattened list.".
flatlength(List) -> flatlength(List, 0).

flatlength([X | Rest], N) when is_list(X) -> flatlength(Rest, flatlength(X, N));
flatlength([_ | Rest], N) -> flatlength(Rest, N + 1);
flatlength([], N) -> N.

%%% Zipping.

-doc "Pairs of the elements at equal positions; the lists are equally long.".
zip(List1, List2) -> zip(List1, List2, fail).

-doc "As zip/2; How (fail, trim, {pad, {D1, D2}}) says what to do with unequal lengths.".
zip([X | Xs], [Y | Ys], How) -> [{X, Y} | zip(Xs, Ys, How)];
zip([], [], fail) -> [];
zip([], [], trim) -> [];
zip([], [], {pad, {_, _}}) -> [];
zip([_ | _], [], trim) -> [];
zip([], [_ | _], trim) -> [];
zip([], [_ | _] = Ys, {pad, {X, _}}) -> [{X, Y} || Y <- Ys];
zip([_ | _] = Xs, [], {pad, {_, Y}}) -> [{X, Y} || X <- Xs].

-doc "The two lists that zip/2 would make into this one.".
unzip(Pairs) -> unzip(Pairs, [], []).

unzip([{X, Y} | Rest], Xs, Ys) -> unzip(Rest, [X | Xs], [Y | Ys]);
unzip([], Xs, Ys) -> {reverse(Xs), reverse(Ys)}.

-doc "Triples of the elements at equal positions.".
zip3(List1, List2, List3) -> zip3(List1, List2, List3, fail).

-doc "As zip3/3; How as in zip/3.".
zip3([X | Xs], [Y | Ys], [Z | Zs], How) -> [{X, Y, Z} | zip3(Xs, Ys, Zs, How)];
zip3([], [], [], fail) -> [];
zip3(Xs, Ys, Zs, trim) when is_list(Xs), is_list(Ys), is_list(Zs) -> [];
zip3([], [], [], {pad, {_, _, _}}) -> [];
zip3(Xs, Ys, Zs, {pad, {X, Y, Z}} = How) when is_list(Xs), is_list(Ys), is_list(Zs) ->
    {{X1, Xs1}, {Y1, Ys1}, {Z1, Zs1}} = {uncons(Xs, X), uncons(Ys, Y), uncons(Zs, Z)},
    [{X1, Y1, Z1} | zip3(Xs1, Ys1, Zs1, How)].

uncons([X | Xs], _Default) -> {X, Xs};
uncons([], Default) -> {Default, []}.

-doc "The three lists that zip3/3 would make into this one.".
unzip3(Triples) -> unzip3(Triples, [], [], []).

unzip3([{X, Y, Z} | Rest], Xs, Ys, Zs) -> unzip3(Rest, [X | Xs], [Y | Ys], [Z | Zs]);
unzip3([], Xs, Ys, Zs) -> {reverse(Xs), reverse(Ys), reverse(Zs)}.

-doc "The results of Fun for the elements at equal positions.".
zipwith(Fun, List1, List2) -> zipwith(Fun, List1, List2, fail).

-doc "As zipwith/3; How as in zip/3.".
zipwith(Fun, [X | Xs], [Y | Ys], How) -> [Fun(X, Y) | zipwith(Fun, Xs, Ys, How)];
zipwith(Fun, [], [], fail) when is_function(Fun, 2) -> [];
zipwith(Fun, [], [], trim) when is_function(Fun, 2) -> [];
zipwith(Fun, [], [], {pad, {_, _}}) when is_function(Fun, 2) -> [];
zipwith(Fun, [_ | _], [], trim) when is_function(Fun, 2) -> [];
zipwith(Fun, [], [_ | _], trim) when is_function(Fun, 2) -> [];
zipwith(Fun, [], [_ | _] = Ys, {pad, {X, _}}) -> [Fun(X, Y) || Y <- Ys];
zipwith(Fun, [_ | _] = Xs, [], {pad, {_, Y}}) -> [Fun(X, Y) || X <- Xs].

-doc "The results of Fun for the elements of three lists.".
zipwith3(Fun, List1, List2, List3) -> zipwith3(Fun, List1, List2, List3, fail).

-doc "As zipwith3/4; How as in zip/3.".
zipwith3(Fun, [X | Xs], [Y | Ys], [Z | Zs], How) ->
    [Fun(X, Y, Z) | zipwith3(Fun, Xs, Ys, Zs, How)];
zipwith3(Fun, [], [], [], fail) when is_function(Fun, 3) -> [];
zipwith3(Fun, Xs, Ys, Zs, trim)
  when is_function(Fun, 3), is_list(Xs), is_list(Ys), is_list(Zs) -> [];
zipwith3(Fun, [], [], [], {pad, {_, _, _}}) when is_function(Fun, 3) -> [];
zipwith3(Fun, Xs, Ys, Zs, {pad, {X, Y, Z}} = How)
  when is_list(Xs), is_list(Ys), is_list(Zs) ->
    {{X1, Xs1}, {Y1, Ys1}, {Z1, Zs1}} = {uncons(Xs, X), uncons(Ys, Y), uncons(Zs, Z)},
    [Fun(X1, Y1, Z1) | zipwith3(Fun, Xs1, Ys1, Zs1, How)].

%%% Lists of tuples with a key.

-doc "The list without the first tuple that has the key.".
keydelete(Key, Pos, Tuples) when is_integer(Pos), Pos > 0 -> key_delete(Key, Pos, Tuples).

key_delete(Key, Pos, [T | Rest]) when element(Pos, T) == Key -> Rest;
key_delete(Key, Pos, [T | Rest]) -> [T | key_delete(Key, Pos, Rest)];
key_delete(_Key, _Pos, []) -> [].

-doc "The list with New in place of the first tuple that has the key.".
keyreplace(Key, Pos, Tuples, New) when is_integer(Pos), Pos > 0, is_tuple(New) ->
    key_replace(Key, Pos, Tuples, New).

key_replace(Key, Pos, [T | Rest], New) when element(Pos, T) == Key -> [New | Rest];
key_replace(Key, Pos, [T | Rest], New) -> [T | key_replace(Key, Pos, Rest, New)];
key_replace(_Key, _Pos, [], _New) -> [].

-doc "As keyreplace/4, but New is appended when no tuple has the key.".
keystore(Key, Pos, Tuples, New) when is_integer(Pos), Pos > 0, is_tuple(New) ->
    key_store(Key, Pos, Tuples, New).

key_store(Key, Pos, [T | Rest], New) when element(Pos, T) == Key -> [New | Rest];
key_store(Key, Pos, [T | Rest], New) -> [T | key_store(Key, Pos, Rest, New)];
key_store(_Key, _Pos, [], New) -> [New].

-doc "{value, Tuple, Rest} for the first tuple that has the key, or false.".
keytake(Key, Pos, Tuples) when is_integer(Pos), Pos > 0 -> key_take(Key, Pos, Tuples, []).

key_take(Key, Pos, [T | Rest], Front) when element(Pos, T) == Key ->
    {value, T, reverse(Front, Rest)};
key_take(Key, Pos, [T | Rest], Front) -> key_take(Key, Pos, Rest, [T | Front]);
key_take(_Key, _Pos, [], _Front) -> false.

-doc "The tuples with the result of Fun in place of the key.".
keymap(Fun, Pos, [T | Rest]) ->
    [setelement(Pos, T, Fun(element(Pos, T))) | keymap(Fun, Pos, Rest)];
keymap(Fun, Pos, []) when is_integer(Pos), Pos >= 1, is_function(Fun, 1) -> [].

%%% Without doubles.

-doc "The list without the elements that match an earlier one exactly.".
uniq(List) -> uniq_rest(List, #{}).

uniq_rest([X | Rest], Seen) ->
    case is_map_key(X, Seen) of
        true -> uniq_rest(Rest, Seen);
        false -> [X | uniq_rest(Rest, Seen#{X => true})]
    end;
uniq_rest([], _Seen) -> [].

-doc "The list without the elements for which Fun returns what it returned before.".
uniq(Fun, List) when is_function(Fun, 1) -> uniq_rest(Fun, List, #{}).

uniq_rest(Fun, [X | Rest], Seen) ->
    Key = Fun(X),
    case is_map_key(Key, Seen) of
        true -> uniq_rest(Fun, Rest, Seen);
        false -> [X | uniq_rest(Fun, Rest, Seen#{Key => true})]
    end;
uniq_rest(_Fun, [], _Seen) -> [].

%%% Sorting.
%%
%% A merge sort that begins with the runs that are already there. Runs are put on a stack as they
%% are found, and merged in pairs like the carries of a binary counter, so that short lists die
%% young: N counts the runs of the present level, and bit 0 says that the top of the stack is one
%% of them. Runs of even levels are kept backwards (greatest first), those of odd levels forwards:
%% so no merge needs to reverse what it has made. Kind says how to compare: plain, unique (drops
%% what compares equal to an earlier element), key (of pairs [Key | Element]), or a fun.
%%
%% As in OTP, sort/1 turns the order of elements around that compare equal (as 1 and 1.0) when
%% the list has more than three elements and falls at first: such a list is cut into falling runs,
%% and turned says that of two runs the later one counts as the first.

-doc "The list in ascending order.".
sort([X, Y | Rest] = List) ->
    case ordered(Y, Rest, X) of
        true -> List;
        false when tl(Rest) =:= [] -> runs(List, [], 0, plain);
        false -> sort_long(List, [])
    end;
sort([_] = List) -> List;
sort([]) -> [].

ordered(Y, Rest, X) when X =< Y ->
    case Rest of
        [Z | Zs] -> ordered(Z, Zs, Y);
        [] -> true;
        _ -> false
    end;
ordered(_Y, _Rest, _X) -> false.

%% Front has the elements before the first, all of which compare equal to it.
sort_long([X | [Y | Rest] = Tail], Front) ->
    if
        X == Y -> sort_long(Tail, [X | Front]);
        X < Y -> runs(reverse(Front, [X | Tail]), [], 0, plain);
        true -> falling_runs(Rest, Y, X, Front, [], [], 0)
    end.

%% The run is [Least, Next | Run], forwards. An element greater than both goes to the far end, as
%% long as there is no other than these two, or aside, to start the next run.
falling_runs([Z | Rest], Least, Next, Run, Aside, Stack, N) ->
    if
        Z =< Least -> falling_runs(Rest, Z, Least, [Next | Run], Aside, Stack, N);
        Z =< Next -> falling_runs(Rest, Least, Z, [Next | Run], Aside, Stack, N);
        Run =:= [] -> falling_runs(Rest, Least, Next, [Z], Aside, Stack, N);
        Aside =:= [] -> falling_runs(Rest, Least, Next, Run, [Z], Stack, N);
        true ->
            Runs = push_forwards([Least, Next | Run], Stack, N),
            [X] = Aside,
            if
                Z < X -> falling_runs(Rest, Z, X, [], [], Runs, N + 1);
                true -> falling_runs(Rest, X, Z, [], [], Runs, N + 1)
            end
    end;
falling_runs([], Least, Next, Run, [], Stack, N) ->
    collapse(push_forwards([Least, Next | Run], Stack, N), N + 1, turned);
falling_runs([], Least, Next, Run, Aside, Stack, N) ->
    last_run(Aside, push_forwards([Least, Next | Run], Stack, N), N + 1, turned).

push_forwards(Run, Stack, N) -> push(reverse(Run), Stack, N, turned).

%% A run starts with up to three elements put in order; if they were strictly falling, the run goes
%% on falling, else it goes on rising.
runs([A, B, C | Rest], Stack, N, Kind) when A =< B ->
    if
        B =< C -> rising(Rest, C, [B, A], Stack, N, Kind);
        A =< C -> rising(Rest, B, [C, A], Stack, N, Kind);
        true -> rising(Rest, B, [A, C], Stack, N, Kind)
    end;
runs([A, B, C | Rest], Stack, N, Kind) ->
    if
        B > C -> falling(Rest, C, [B, A], Stack, N, Kind);
        A =< C -> rising(Rest, C, [A, B], Stack, N, Kind);
        true -> rising(Rest, A, [C, B], Stack, N, Kind)
    end;
runs([A, B], Stack, N, Kind) when A =< B -> last_run([B, A], Stack, N, Kind);
runs([A, B], Stack, N, Kind) -> last_run([A, B], Stack, N, Kind);
runs([A], Stack, N, Kind) -> last_run([A], Stack, N, Kind);
runs([], Stack, N, Kind) -> collapse(Stack, N, Kind).

rising([X | Rest], Last, Run, Stack, N, Kind) when Last =< X ->
    rising(Rest, X, [Last | Run], Stack, N, Kind);
rising(Rest, Last, Run, Stack, N, Kind) ->
    runs(Rest, push([Last | Run], Stack, N, Kind), N + 1, Kind).

falling([X | Rest], Last, Run, Stack, N, Kind) when Last > X ->
    falling(Rest, X, [Last | Run], Stack, N, Kind);
falling(Rest, Last, Run, Stack, N, Kind) ->
    runs(Rest, push(reverse(Run, [Last]), Stack, N, Kind), N + 1, Kind).

last_run(Run, Stack, N, Kind) -> collapse(push(Run, Stack, N, Kind), N + 1, Kind).

%% push: the run belongs to an even level; push_up: to an odd one.
push(Run, Stack, N, _Kind) when N band 1 =:= 0 -> [Run | Stack];
push(Run, [Top | Stack], N, Kind) ->
    push_up(merge_down(Top, Run, Kind), Stack, N bsr 1, Kind).

push_up(Run, Stack, N, _Kind) when N band 1 =:= 0 -> [Run | Stack];
push_up(Run, [Top | Stack], N, Kind) ->
    push(merge_up(Top, Run, Kind), Stack, N bsr 1, Kind).

%% Merges what is on the stack, top first; N counts runs of an even level (of an odd one in
%% collapse_up). The result is forwards.
collapse([Run], 1, _Kind) -> reverse(Run);
collapse(Stack, N, Kind) when N band 1 =:= 0 -> collapse_up(Stack, N bsr 1, Kind);
collapse([Run | Stack], N, Kind) -> add_up(reverse(Run), Stack, N bsr 1, Kind).

collapse_up([Run], 1, _Kind) -> Run;
collapse_up(Stack, N, Kind) when N band 1 =:= 0 -> collapse(Stack, N bsr 1, Kind);
collapse_up([Run | Stack], N, Kind) -> add_down(reverse(Run), Stack, N bsr 1, Kind).

add_up(Run, [], 0, _Kind) -> Run;
add_up(Run, Stack, N, Kind) when N band 1 =:= 0 -> add_down(reverse(Run), Stack, N bsr 1, Kind);
add_up(Run, [Top | Stack], N, Kind) ->
    add_down(merge_up(Top, Run, Kind), Stack, N bsr 1, Kind).

add_down(Run, [], 0, _Kind) -> reverse(Run);
add_down(Run, Stack, N, Kind) when N band 1 =:= 0 -> add_up(reverse(Run), Stack, N bsr 1, Kind);
add_down(Run, [Top | Stack], N, Kind) ->
    add_up(merge_down(Top, Run, Kind), Stack, N bsr 1, Kind).

%% Merges two runs that are forwards into one that is backwards, or the reverse. The first run was
%% earlier in the list.
merge_up([X | Xs], Ys, plain) -> up(X, Xs, Ys, []);
merge_up(Xs, [Y | Ys], turned) -> up(Y, Ys, Xs, []);
merge_up(Xs, Ys, unique) -> unique_up(Xs, Ys, []);
merge_up(Xs, Ys, key) -> key_up(Xs, Ys, []);
merge_up(Xs, Ys, Fun) -> fun_up(Xs, Ys, Fun, []).

merge_down(Xs, [Y | Ys], plain) -> down(Xs, Y, Ys, []);
merge_down([X | Xs], Ys, turned) -> down(Ys, X, Xs, []);
merge_down(Xs, Ys, unique) -> unique_down(Xs, Ys, []);
merge_down(Xs, Ys, key) -> key_down(Xs, Ys, []);
merge_down(Xs, Ys, Fun) -> fun_down(Xs, Ys, Fun, []).

up(X, Xs, [Y | Ys], Acc) when X =< Y ->
    case Xs of
        [X1 | Xs1] -> up_left(X1, Xs1, Y, Ys, [X | Acc]);
        [] -> reverse(Ys, [Y, X | Acc])
    end;
up(X, Xs, [Y | Ys], Acc) -> up(X, Xs, Ys, [Y | Acc]);
up(X, Xs, [], Acc) -> reverse(Xs, [X | Acc]).

up_left(X, Xs, Y, Ys, Acc) when X =< Y ->
    case Xs of
        [X1 | Xs1] -> up_left(X1, Xs1, Y, Ys, [X | Acc]);
        [] -> reverse(Ys, [Y, X | Acc])
    end;
up_left(X, Xs, Y, Ys, Acc) -> up(X, Xs, Ys, [Y | Acc]).

down([X | Xs], Y, Ys, Acc) when X =< Y ->
    case Ys of
        [Y1 | Ys1] -> down_right(X, Xs, Y1, Ys1, [Y | Acc]);
        [] -> reverse(Xs, [X, Y | Acc])
    end;
down([X | Xs], Y, Ys, Acc) -> down(Xs, Y, Ys, [X | Acc]);
down([], Y, Ys, Acc) -> reverse(Ys, [Y | Acc]).

down_right(X, Xs, Y, Ys, Acc) when X =< Y ->
    case Ys of
        [Y1 | Ys1] -> down_right(X, Xs, Y1, Ys1, [Y | Acc]);
        [] -> reverse(Xs, [X, Y | Acc])
    end;
down_right(X, Xs, Y, Ys, Acc) -> down(Xs, Y, Ys, [X | Acc]).

-doc "As sort/1, in the order of Fun: Fun(A, B) is true when A may come before B.".
sort(Fun, List) when is_function(Fun, 2) ->
    case List of
        [_, _ | _] -> fun_runs(List, [], 0, Fun);
        [_] -> List;
        [] -> []
    end.

fun_runs([A, B | Rest], Stack, N, Fun) ->
    case Fun(A, B) of
        true -> fun_rising(Rest, [B, A], Stack, N, Fun);
        false -> fun_falling(Rest, [B, A], Stack, N, Fun)
    end;
fun_runs([A], Stack, N, Fun) -> last_run([A], Stack, N, Fun);
fun_runs([], Stack, N, Fun) -> collapse(Stack, N, Fun).

fun_rising([X | Rest] = List, [Last | _] = Run, Stack, N, Fun) ->
    case Fun(Last, X) of
        true -> fun_rising(Rest, [X | Run], Stack, N, Fun);
        false -> fun_runs(List, push(Run, Stack, N, Fun), N + 1, Fun)
    end;
fun_rising([], Run, Stack, N, Fun) -> last_run(Run, Stack, N, Fun).

fun_falling([X | Rest] = List, [Last | _] = Run, Stack, N, Fun) ->
    case Fun(Last, X) of
        false -> fun_falling(Rest, [X | Run], Stack, N, Fun);
        true -> fun_runs(List, push(reverse(Run), Stack, N, Fun), N + 1, Fun)
    end;
fun_falling([], Run, Stack, N, Fun) -> last_run(reverse(Run), Stack, N, Fun).

fun_up([X | Xs] = Left, [Y | Ys] = Right, Fun, Acc) ->
    case Fun(X, Y) of
        true -> fun_up(Xs, Right, Fun, [X | Acc]);
        false -> fun_up(Left, Ys, Fun, [Y | Acc])
    end;
fun_up([], Right, _Fun, Acc) -> reverse(Right, Acc);
fun_up(Left, [], _Fun, Acc) -> reverse(Left, Acc).

fun_down([X | Xs] = Left, [Y | Ys] = Right, Fun, Acc) ->
    case Fun(X, Y) of
        true -> fun_down(Left, Ys, Fun, [Y | Acc]);
        false -> fun_down(Xs, Right, Fun, [X | Acc])
    end;
fun_down([], Right, _Fun, Acc) -> reverse(Right, Acc);
fun_down(Left, [], _Fun, Acc) -> reverse(Left, Acc).

-doc "As sort/1, without all but the first of elements that compare equal.".
usort([X, Y | Rest] = List) ->
    case increasing(Y, Rest, X) of
        true -> List;
        false -> unique(runs(List, [], 0, unique))
    end;
usort([_] = List) -> List;
usort([]) -> [].

increasing(Y, Rest, X) when X < Y ->
    case Rest of
        [Z | Zs] -> increasing(Z, Zs, Y);
        [] -> true;
        _ -> false
    end;
increasing(_Y, _Rest, _X) -> false.

%% These drop what the other run has; a run can still have an element twice itself.
unique_up([X | Xs] = Left, [Y | Ys] = Right, Acc) ->
    if
        X < Y -> unique_up(Xs, Right, [X | Acc]);
        X == Y -> unique_up(Left, Ys, Acc);
        true -> unique_up(Left, Ys, [Y | Acc])
    end;
unique_up([], Right, Acc) -> reverse(Right, Acc);
unique_up(Left, [], Acc) -> reverse(Left, Acc).

unique_down([X | Xs] = Left, [Y | Ys] = Right, Acc) ->
    if
        X < Y -> unique_down(Left, Ys, [Y | Acc]);
        X == Y -> unique_down(Left, Ys, Acc);
        true -> unique_down(Xs, Right, [X | Acc])
    end;
unique_down([], Right, Acc) -> reverse(Right, Acc);
unique_down(Left, [], Acc) -> reverse(Left, Acc).

unique([X | Rest]) -> [X | unique_after(X, Rest)];
unique([]) -> [].

unique_after(X, [Y | Rest]) when X == Y -> unique_after(X, Rest);
unique_after(_X, [Y | Rest]) -> [Y | unique_after(Y, Rest)];
unique_after(_X, []) -> [].

-doc "As sort/2, without all but the first of elements that Fun orders both ways.".
usort(Fun, List) when is_function(Fun, 2) ->
    case sort(Fun, List) of
        [X | Rest] -> [X | fun_unique_after(X, Rest, Fun)];
        [] -> []
    end.

fun_unique_after(X, [Y | Rest], Fun) ->
    case Fun(Y, X) of
        true -> fun_unique_after(X, Rest, Fun);
        false -> [Y | fun_unique_after(Y, Rest, Fun)]
    end;
fun_unique_after(_X, [], _Fun) -> [].

%% The keys are taken out once, so that each comparison looks at two plain terms.
-doc "The tuples in ascending order of the element at the position; stable.".
keysort(Pos, Tuples) when is_integer(Pos), Pos > 0 ->
    case Tuples of
        [] -> [];
        [_] -> Tuples;
        [T | Rest] -> sort_by_key(Pos, turn_twins(Pos, T, Rest, []))
    end.

sort_by_key(Pos, Tuples) -> untag(key_runs(tag(Pos, Tuples), [], 0)).

%% OTP turns the tuples around at the start of a list of more than three that compare equal as a
%% whole, when a lesser key follows them. Only tuples with numbers show it, as {1} and {1.0}.
turn_twins(Pos, T, [Next | Rest], Front) when T == Next -> turn_twins(Pos, Next, Rest, [T | Front]);
turn_twins(_Pos, T, Rest, []) -> [T | Rest];
turn_twins(Pos, T, [Next | _] = Rest, [_ | More] = Front)
  when element(Pos, Next) < element(Pos, T), not (More =:= [] andalso tl(Rest) =:= []) ->
    [T | Front ++ Rest];
turn_twins(_Pos, T, Rest, Front) -> reverse(Front, [T | Rest]).

tag(Pos, [T | Rest]) -> [[element(Pos, T) | T] | tag(Pos, Rest)];
tag(_Pos, []) -> [].

untag([[_ | T] | Rest]) -> [T | untag(Rest)];
untag([]) -> [].

key_runs([[K | _] = A, [L | _] = B | Rest], Stack, N) when K =< L ->
    key_rising(Rest, L, [B, A], Stack, N);
key_runs([A, [L | _] = B | Rest], Stack, N) -> key_falling(Rest, L, [B, A], Stack, N);
key_runs([A], Stack, N) -> last_run([A], Stack, N, key);
key_runs([], Stack, N) -> collapse(Stack, N, key).

key_rising([[K | _] = X | Rest], Last, Run, Stack, N) when Last =< K ->
    key_rising(Rest, K, [X | Run], Stack, N);
key_rising(Rest, _Last, Run, Stack, N) -> key_runs(Rest, push(Run, Stack, N, key), N + 1).

key_falling([[K | _] = X | Rest], Last, Run, Stack, N) when Last > K ->
    key_falling(Rest, K, [X | Run], Stack, N);
key_falling(Rest, _Last, Run, Stack, N) ->
    key_runs(Rest, push(reverse(Run), Stack, N, key), N + 1).

key_up([[K | _] = X | Xs], [[L | _] | _] = Right, Acc) when K =< L ->
    key_up(Xs, Right, [X | Acc]);
key_up([_ | _] = Left, [Y | Ys], Acc) -> key_up(Left, Ys, [Y | Acc]);
key_up([], Right, Acc) -> reverse(Right, Acc);
key_up(Left, [], Acc) -> reverse(Left, Acc).

key_down([[K | _] | _] = Left, [[L | _] = Y | Ys], Acc) when K =< L ->
    key_down(Left, Ys, [Y | Acc]);
key_down([X | Xs], [_ | _] = Right, Acc) -> key_down(Xs, Right, [X | Acc]);
key_down([], Right, Acc) -> reverse(Right, Acc);
key_down(Left, [], Acc) -> reverse(Left, Acc).

-doc "As keysort/2, without all but the first of tuples whose keys compare equal.".
ukeysort(Pos, Tuples) when is_integer(Pos), Pos > 0 ->
    case Tuples of
        [] -> [];
        [_] -> Tuples;
        [_ | _] ->
            [T | Rest] = sort_by_key(Pos, Tuples),
            [T | key_unique_after(element(Pos, T), Pos, Rest)]
    end.

key_unique_after(Key, Pos, [T | Rest]) ->
    case element(Pos, T) of
        Next when Next == Key -> key_unique_after(Key, Pos, Rest);
        Next -> [T | key_unique_after(Next, Pos, Rest)]
    end;
key_unique_after(_Key, _Pos, []) -> [].

%%% Merging lists that are sorted already.

-doc "One sorted list of all elements of sorted lists.".
merge(Lists) -> merge_all(Lists).

merge_all([]) -> [];
merge_all([List]) when is_list(List) -> List;
merge_all([_, _ | _] = Lists) -> merge_all(merge_pairs(Lists)).

merge_pairs([Xs, Ys | Rest]) -> [merge(Xs, Ys) | merge_pairs(Rest)];
merge_pairs([Xs]) -> [Xs];
merge_pairs([]) -> [].

-doc "One sorted list of two; of equal elements, those of the first come first.".
merge([X | Xs], [_ | _] = Ys) -> reverse(up(X, Xs, Ys, []));
merge([], Ys) -> Ys;
merge(Xs, []) -> Xs.

-doc "As merge/2, in the order of Fun.".
merge(Fun, Xs, Ys) when is_function(Fun, 2), is_list(Xs), is_list(Ys) ->
    reverse(fun_up(Xs, Ys, Fun, [])).

-doc "One sorted list of three.".
merge3(Xs, Ys, Zs) -> merge(merge(Xs, Ys), Zs).

-doc "As merge/2, of tuples by the element at the position.".
keymerge(Pos, Xs, Ys) when is_integer(Pos), Pos > 0, is_list(Xs), is_list(Ys) ->
    reverse(merge_keys(Pos, Xs, Ys, [])).

merge_keys(Pos, [X | Xs] = Left, [Y | Ys] = Right, Acc) ->
    case element(Pos, X) =< element(Pos, Y) of
        true -> merge_keys(Pos, Xs, Right, [X | Acc]);
        false -> merge_keys(Pos, Left, Ys, [Y | Acc])
    end;
merge_keys(_Pos, [], Right, Acc) -> reverse(Right, Acc);
merge_keys(_Pos, Left, [], Acc) -> reverse(Left, Acc).

-doc "As merge/1, of lists without doubles into one without doubles.".
umerge(Lists) -> unique(merge_all(Lists)).

-doc "As merge/2, without those elements of the second list that the first has.".
umerge([_ | _] = Xs, [_ | _] = Ys) -> unique_merge(Xs, Ys);
umerge([], Ys) when is_list(Ys) -> Ys;
umerge(Xs, []) when is_list(Xs) -> Xs.

unique_merge([X | Xs], [Y | _] = Right) when X < Y -> [X | unique_merge(Xs, Right)];
unique_merge([X | _] = Left, [Y | Ys]) when X == Y -> unique_merge(Left, Ys);
unique_merge([_ | _] = Left, [Y | Ys]) -> [Y | unique_merge(Left, Ys)];
unique_merge([], Right) -> Right;
unique_merge(Left, []) -> Left.

-doc "As umerge/2, in the order of Fun.".
umerge(Fun, Xs, Ys) when is_function(Fun, 2), is_list(Xs), is_list(Ys) ->
    fun_unique_merge(Fun, Xs, Ys).

fun_unique_merge(Fun, [X | Xs] = Left, [Y | Ys] = Right) ->
    case Fun(X, Y) of
        true ->
            case Fun(Y, X) of
                true -> fun_unique_merge(Fun, Left, Ys);
                false -> [X | fun_unique_merge(Fun, Xs, Right)]
            end;
        false -> [Y | fun_unique_merge(Fun, Left, Ys)]
    end;
fun_unique_merge(_Fun, [], Right) -> Right;
fun_unique_merge(_Fun, Left, []) -> Left.

-doc "As merge3/3, of lists without doubles into one without doubles.".
umerge3(Xs, Ys, Zs) -> umerge(umerge(Xs, Ys), Zs).

-doc "As keymerge/3, without those tuples of the second list whose key the first has.".
ukeymerge(Pos, Xs, Ys) when is_integer(Pos), Pos > 0, is_list(Xs), is_list(Ys) ->
    unique_merge_keys(Pos, Xs, Ys).

unique_merge_keys(Pos, [X | Xs] = Left, [Y | Ys] = Right) ->
    {K, L} = {element(Pos, X), element(Pos, Y)},
    if
        K < L -> [X | unique_merge_keys(Pos, Xs, Right)];
        K == L -> unique_merge_keys(Pos, Left, Ys);
        true -> [Y | unique_merge_keys(Pos, Left, Ys)]
    end;
unique_merge_keys(_Pos, [], Right) -> Right;
unique_merge_keys(_Pos, Left, []) -> Left.
