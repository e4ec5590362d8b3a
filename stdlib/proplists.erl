%% SPDX-License-Identifier: Apache-2.0
%% Property lists: lists of {Key, Value}, where a lone atom stands for {Atom, true}. Of several
%% entries with one key the first one counts; whatever is neither atom nor tuple is passed over.
-module(proplists).
-moduledoc "Functions on property lists.".

-export([append_values/2, compact/1, delete/2, expand/2, from_map/1, get_all_values/2,
         get_bool/2, get_keys/1, get_value/2, get_value/3, is_defined/2, lookup/2, lookup_all/2,
         normalize/2, property/1, property/2, split/2, substitute_aliases/2,
         substitute_negations/2, to_map/1, to_map/2, unfold/1]).

%%% Single properties.

-doc "The shortest form of a property: the atom for {Atom, true}.".
property({Key, true}) when is_atom(Key) -> Key;
property(Property) -> Property.

-doc "The property of a key and a value, in its shortest form.".
property(Key, true) when is_atom(Key) -> Key;
property(Key, Value) -> {Key, Value}.

has_key(Key, Key) when is_atom(Key) -> true;
has_key(Key, Entry) when tuple_size(Entry) >= 1 -> element(1, Entry) =:= Key;
has_key(_Key, _Entry) -> false.

%%% Looking up.

-doc "The value of a key, or undefined.".
get_value(Key, List) -> get_value(Key, List, undefined).

-doc "The value of a key, or a default.".
get_value(Key, [{Key, Value} | _], _Default) -> Value;
get_value(Key, [Key | _], _Default) when is_atom(Key) -> true;
get_value(Key, [Entry | _], Default) when tuple_size(Entry) >= 1, element(1, Entry) =:= Key ->
    Default;
get_value(Key, [_ | Rest], Default) -> get_value(Key, Rest, Default);
get_value(_Key, [], Default) -> Default.

-doc "The values of all entries with the key.".
get_all_values(Key, [{Key, Value} | Rest]) -> [Value | get_all_values(Key, Rest)];
get_all_values(Key, [Key | Rest]) when is_atom(Key) -> [true | get_all_values(Key, Rest)];
get_all_values(Key, [_ | Rest]) -> get_all_values(Key, Rest);
get_all_values(_Key, []) -> [].

-doc "As get_all_values/2, with the values that are lists appended.".
append_values(Key, List) ->
    lists:append([as_list(Value) || Value <- get_all_values(Key, List)]).

as_list(Value) when is_list(Value) -> Value;
as_list(Value) -> [Value].

-doc "True when the value of the key is true.".
get_bool(Key, List) ->
    case lookup(Key, List) of
        {_, true} -> true;
        _ -> false
    end.

-doc "The first entry with the key as a tuple, or none.".
lookup(Key, [Entry | Rest]) ->
    case has_key(Key, Entry) of
        true -> unfold_entry(Entry);
        false -> lookup(Key, Rest)
    end;
lookup(_Key, []) -> none.

-doc "All entries with the key as tuples.".
lookup_all(Key, List) -> [unfold_entry(Entry) || Entry <- List, has_key(Key, Entry)].

-doc "True when there is an entry with the key.".
is_defined(Key, [Entry | Rest]) -> has_key(Key, Entry) orelse is_defined(Key, Rest);
is_defined(_Key, []) -> false.

-doc "All keys, each once.".
get_keys(List) ->
    lists:uniq([element(1, unfold_entry(Entry)) || Entry <- List, is_property(Entry)]).

is_property(Entry) -> is_atom(Entry) orelse (is_tuple(Entry) andalso Entry =/= {}).

%%% The whole list.

-doc "The list with {Atom, true} for each atom.".
unfold(List) -> [unfold_entry(Entry) || Entry <- List].

unfold_entry(Atom) when is_atom(Atom) -> {Atom, true};
unfold_entry(Entry) -> Entry.

-doc "The list with each property in its shortest form.".
compact(List) -> [property(Entry) || Entry <- List].

-doc "The list without the entries with the key.".
delete(Key, List) -> [Entry || Entry <- List, not has_key(Key, Entry)].

-doc "The list with other keys: pairs of an old and a new key say which.".
substitute_aliases(Aliases, List) -> [alias(Aliases, Entry) || Entry <- List].

alias([{Key, New} | Aliases], Entry) ->
    case has_key(Key, Entry) of
        true -> property(setelement(1, unfold_entry(Entry), New));
        false -> alias(Aliases, Entry)
    end;
alias([], Entry) -> Entry.

-doc "The list with negated keys: pairs of a key and the key of its opposite say which.".
substitute_negations(Negations, List) -> [negation(Negations, Entry) || Entry <- List].

negation([{Key, Opposite} | Negations], Entry) ->
    case has_key(Key, Entry) of
        true -> property(Opposite, unfold_entry(Entry) =/= {Key, true});
        false -> negation(Negations, Entry)
    end;
negation([], Entry) -> Entry.

-doc "The list with other entries in place of properties: pairs of a property and a list.".
expand(Expansions, List) when is_list(List) ->
    Unique = unique_neighbours([{property(P), New} || {P, New} <- Expansions]),
    Expanded = lists:foldl(fun expand_property/2, List, Unique),
    lists:append([as_list(Entry) || Entry <- Expanded]).

unique_neighbours([{Key, _} = First, {Key, _} | Rest]) -> unique_neighbours([First | Rest]);
unique_neighbours([First | Rest]) -> [First | unique_neighbours(Rest)];
unique_neighbours([]) -> [].

%% An expansion is put in as a list, so that no other one looks into it.
expand_property({Property, New}, List) ->
    case is_property(Property) of
        true -> expand_first(element(1, unfold_entry(Property)), Property, New, List);
        false -> List
    end.

expand_first(Key, Property, New, [Entry | Rest]) ->
    case has_key(Key, Entry) of
        true ->
            case property(Entry) of
                Property -> [New | delete(Key, Rest)];
                Other -> [Other | Rest]
            end;
        false -> [Entry | expand_first(Key, Property, New, Rest)]
    end;
expand_first(_Key, _Property, _New, []) -> [].

-doc "The list after stages {aliases, A}, {negations, N} and {expand, E}, in shortest forms.".
normalize(List, Stages) -> compact(apply_stages(List, Stages)).

apply_stages(List, [{aliases, Aliases} | Stages]) ->
    apply_stages(substitute_aliases(Aliases, List), Stages);
apply_stages(List, [{negations, Negations} | Stages]) ->
    apply_stages(substitute_negations(Negations, List), Stages);
apply_stages(List, [{expand, Expansions} | Stages]) ->
    apply_stages(expand(Expansions, List), Stages);
apply_stages(List, []) -> List.

-doc "A list of the entries of each key, and a list of the remaining ones.".
split(List, Keys) ->
    {[[Entry || Entry <- List, has_key(Key, Entry)] || Key <- Keys],
     [Entry || Entry <- List, not lists:any(fun(Key) -> has_key(Key, Entry) end, Keys)]}.

-doc "The map of a property list.".
to_map(List) -> lists:foldr(fun put_property/2, #{}, List).

put_property(Atom, Map) when is_atom(Atom) -> Map#{Atom => true};
put_property({Key, Value}, Map) -> Map#{Key => Value};
put_property(Entry, Map) when tuple_size(Entry) >= 1 -> maps:remove(element(1, Entry), Map);
put_property(_Entry, Map) -> Map.

-doc "The map of a property list after stages as of normalize/2.".
to_map(List, Stages) -> to_map(apply_stages(List, Stages)).

-doc "The property list of a map.".
from_map(Map) -> maps:to_list(Map).
