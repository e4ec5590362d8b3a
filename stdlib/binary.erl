%% SPDX-License-Identifier: Apache-2.0
%% Functions on binaries. Those whose bodies are nif_error the runtime has in C.
-module(binary).
-moduledoc "Functions on binaries.".

-export([at/2, bin_to_list/1, bin_to_list/2, bin_to_list/3, compile_pattern/1, copy/1, copy/2,
         decode_hex/1, decode_unsigned/1, decode_unsigned/2, encode_hex/1, encode_hex/2,
         encode_unsigned/1, encode_unsigned/2, first/1, join/2, last/1, list_to_bin/1,
         longest_common_prefix/1, longest_common_suffix/1, match/2, match/3, matches/2,
         matches/3, part/2, part/3, referenced_byte_size/1, replace/3, replace/4, split/2,
         split/3]).

%%% In C.

-doc "The byte at a position, counted from 0.".
at(_Binary, _Pos) -> erlang:nif_error(undef).

-doc "The list of the bytes.".
bin_to_list(_Binary) -> erlang:nif_error(undef).

-doc "The list of the bytes of a part {Pos, Length}.".
bin_to_list(_Binary, _Part) -> erlang:nif_error(undef).

-doc "The list of the bytes of a part.".
bin_to_list(_Binary, _Pos, _Length) -> erlang:nif_error(undef).

-doc "Prepares a pattern (a binary or a list of them) for searching more than once.".
compile_pattern(_Pattern) -> erlang:nif_error(undef).

-doc "A copy that shares no memory with the binary.".
copy(_Binary) -> erlang:nif_error(undef).

-doc "N copies in a row.".
copy(_Binary, _N) -> erlang:nif_error(undef).

-doc "The integer of big-endian bytes.".
decode_unsigned(_Binary) -> erlang:nif_error(undef).

-doc "The integer of bytes in an order, big or little.".
decode_unsigned(_Binary, _Endianness) -> erlang:nif_error(undef).

-doc "The big-endian bytes of an integer.".
encode_unsigned(_Integer) -> erlang:nif_error(undef).

-doc "The bytes of an integer in an order, big or little.".
encode_unsigned(_Integer, _Endianness) -> erlang:nif_error(undef).

-doc "The first byte.".
first(_Binary) -> erlang:nif_error(undef).

-doc "The last byte.".
last(_Binary) -> erlang:nif_error(undef).

-doc "The binary of an iolist.".
list_to_bin(_List) -> erlang:nif_error(undef).

-doc "The number of bytes with which all binaries of a list begin.".
longest_common_prefix(_Binaries) -> erlang:nif_error(undef).

-doc "The number of bytes with which all binaries of a list end.".
longest_common_suffix(_Binaries) -> erlang:nif_error(undef).

-doc "{Pos, Length} of the first match of a pattern, or nomatch.".
match(_Binary, _Pattern) -> erlang:nif_error(undef).

-doc "As match/2 with the option {scope, {Pos, Length}}.".
match(_Binary, _Pattern, _Options) -> erlang:nif_error(undef).

-doc "The list of {Pos, Length} of all matches of a pattern.".
matches(_Binary, _Pattern) -> erlang:nif_error(undef).

-doc "As matches/2 with the option {scope, {Pos, Length}}.".
matches(_Binary, _Pattern, _Options) -> erlang:nif_error(undef).

-doc "The part {Pos, Length}; a negative length is for the bytes before the position.".
part(_Binary, _Part) -> erlang:nif_error(undef).

-doc "The part of a length at a position.".
part(_Binary, _Pos, _Length) -> erlang:nif_error(undef).

-doc "The size of the memory that the binary refers to.".
referenced_byte_size(_Binary) -> erlang:nif_error(undef).

-doc "The parts before and behind the first match of a pattern.".
split(_Binary, _Pattern) -> erlang:nif_error(undef).

-doc "As split/2 with options: global, trim, trim_all, {scope, Part}.".
split(_Binary, _Pattern, _Options) -> erlang:nif_error(undef).

%%% Replacing and joining.

-doc "The binary with a replacement for the first match of a pattern.".
replace(Binary, Pattern, Replacement) -> replace(Binary, Pattern, Replacement, []).

-doc "As replace/3 with options: global, {scope, Part}, {insert_replaced, Positions}.".
replace(Binary, Pattern, Replacement, Options) ->
    try
        {Global, Scope, Insert} = replace_options(Options, false, [], none),
        true = is_binary(Replacement) orelse is_function(Replacement, 1),
        Matches = case Global of
                      true -> matches(Binary, Pattern, Scope);
                      false -> first_match(match(Binary, Pattern, Scope))
                  end,
        iolist_to_binary(replace_matches(Matches, Binary, 0, replacer(Replacement, Insert)))
    catch
        error:Reason when Reason =:= badarg; element(1, Reason) =:= badmatch ->
            error(badarg, [Binary, Pattern, Replacement, Options])
    end.

replace_options([global | Options], _Global, Scope, Insert) ->
    replace_options(Options, true, Scope, Insert);
replace_options([{scope, _} = Scope | Options], Global, _Scope, Insert) ->
    replace_options(Options, Global, [Scope], Insert);
replace_options([{insert_replaced, Positions} | Options], Global, Scope, _Insert)
  when is_integer(Positions); is_list(Positions) ->
    replace_options(Options, Global, Scope, lists:sort(lists:flatten([Positions])));
replace_options([], Global, Scope, Insert) -> {Global, Scope, Insert};
replace_options(_Options, _Global, _Scope, _Insert) -> error(badarg).

first_match(nomatch) -> [];
first_match(Match) -> [Match].

%% A fun from what was found to what takes its place.
replacer(Replacement, none) when is_binary(Replacement) -> fun(_Found) -> Replacement end;
replacer(Replacement, Insert) when is_binary(Replacement) ->
    Parts = cut(Replacement, Insert, 0),
    fun(Found) -> lists:join(Found, Parts) end;
replacer(Replacement, none) ->
    fun(Found) ->
            case Replacement(Found) of
                New when is_binary(New) -> New;
                _ -> error(badarg)
            end
    end.

cut(Binary, [Pos | Positions], From) when is_integer(Pos) ->
    [part(Binary, From, Pos - From) | cut(Binary, Positions, Pos)];
cut(Binary, [], From) -> [part(Binary, From, byte_size(Binary) - From)].

replace_matches([{Pos, Length} | Matches], Binary, From, Replacer) ->
    [part(Binary, From, Pos - From), Replacer(part(Binary, Pos, Length))
     | replace_matches(Matches, Binary, Pos + Length, Replacer)];
replace_matches([], Binary, From, _Replacer) ->
    [part(Binary, From, byte_size(Binary) - From)].

-doc "The binaries of a list with a separator between each two.".
join([], Separator) when is_binary(Separator) -> <<>>;
join([Binary], Separator) when is_binary(Binary), is_binary(Separator) -> Binary;
join([_, _ | _] = Binaries, Separator) when is_binary(Separator) ->
    case lists:all(fun is_binary/1, Binaries) of
        true -> iolist_to_binary(lists:join(Separator, Binaries));
        false -> error(badarg, [Binaries, Separator])
    end;
join(Binaries, Separator) -> error(badarg, [Binaries, Separator]).

%%% Hexadecimal digits.

-doc "Two upper case hexadecimal digits for each byte.".
encode_hex(Binary) -> encode_hex(Binary, uppercase).

-doc "As encode_hex/1 in a case, uppercase or lowercase.".
encode_hex(Binary, uppercase) when is_binary(Binary) ->
    hex(Binary, {$0, $1, $2, $3, $4, $5, $6, $7, $8, $9, $A, $B, $C, $D, $E, $F});
encode_hex(Binary, lowercase) when is_binary(Binary) ->
    hex(Binary, {$0, $1, $2, $3, $4, $5, $6, $7, $8, $9, $a, $b, $c, $d, $e, $f});
encode_hex(Binary, Case) -> error(badarg, [Binary, Case]).

hex(Binary, Digits) ->
    << <<(element(High + 1, Digits)), (element(Low + 1, Digits))>>
       || <<High:4, Low:4>> <= Binary >>.

-doc "The bytes of pairs of hexadecimal digits.".
decode_hex(Binary) when is_binary(Binary), byte_size(Binary) rem 2 =:= 0 ->
    try << <<(hex_value(C)):4>> || <<C>> <= Binary >>
    catch error:_ -> error(badarg, [Binary])
    end;
decode_hex(Binary) -> error(badarg, [Binary]).

hex_value(C) when C >= $0, C =< $9 -> C - $0;
hex_value(C) when C >= $A, C =< $F -> C - $A + 10;
hex_value(C) when C >= $a, C =< $f -> C - $a + 10.
