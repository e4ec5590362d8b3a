%% SPDX-License-Identifier: Apache-2.0
%% Strings: chardata (deep lists of code points and UTF-8 binaries) seen as grapheme clusters; and
%% at the end the older functions on flat lists. Where the string is a binary, parts of it are
%% binaries too; of a list they are lists.
-module(string).
-moduledoc "Functions on strings.".

-compile({no_auto_import, [length/1]}).

-export([casefold/1, chomp/1, equal/2, equal/3, equal/4, find/2, find/3, is_empty/1, length/1,
         lexemes/2, lowercase/1, next_codepoint/1, next_grapheme/1, nth_lexeme/3, pad/2, pad/3,
         pad/4, prefix/2, replace/3, replace/4, reverse/1, slice/2, slice/3, split/2, split/3,
         take/2, take/3, take/4, titlecase/1, to_float/1, to_graphemes/1, to_integer/1, trim/1,
         trim/2, trim/3, uppercase/1]).
-export([centre/2, centre/3, chars/2, chars/3, chr/2, concat/2, copies/2, cspan/2, join/2,
         left/2, left/3, len/1, list_to_float/1, list_to_integer/1, rchr/2, right/2, right/3,
         rstr/2, span/2, str/2, strip/1, strip/2, strip/3, sub_string/2, sub_string/3,
         sub_word/2, sub_word/3, substr/2, substr/3, to_lower/1, to_upper/1, tokens/2, words/1,
         words/2]).

%% C is a cluster of its own when D follows (and both are integers: deeper lists and binaries are
%% greater than any number). Loops over binaries keep the byte C before the rest in
%% a variable, so that they can look at both without making a new binary.
-define(SIMPLE(C, D), C < 16#300, D < 16#300, C =/= $\r).
-define(ASCII(C, D), C < 128, D < 128, C =/= $\r).

%%% Clusters.

-doc "True for a string without any character.".
is_empty([]) -> true;
is_empty(<<>>) -> true;
is_empty([X | Rest]) -> is_empty(X) andalso is_empty(Rest);
is_empty(_) -> false.

-doc "The number of grapheme clusters.".
length(String) -> length_1(String, 0).

length_1([C | [D | _] = Rest], N) when ?SIMPLE(C, D) -> length_1(Rest, N + 1);
length_1(<<C, Rest/binary>>, N) when C < 128 -> length_after(Rest, C, N);
length_1(String, N) ->
    case clusters(String) of
        [_ | Rest] -> length_1(Rest, N + 1);
        [] -> N
    end.

length_after(<<D, Rest/binary>>, C, N) when ?ASCII(C, D) -> length_after(Rest, D, N + 1);
length_after(Rest, C, N) ->
    [_ | Rest1] = clusters([C | Rest]),
    length_1(Rest1, N + 1).

-doc "The list of grapheme clusters.".
to_graphemes(String) ->
    case clusters(String) of
        [Cluster | Rest] -> [Cluster | to_graphemes(Rest)];
        [] -> []
    end.

clusters(String) ->
    case unicode_util:gc(String) of
        {error, Bad} -> error({badarg, Bad});
        Result -> Result
    end.

-doc "[Cluster | Rest], [] at the end, or {error, Rest}.".
next_grapheme(String) -> unicode_util:gc(String).

-doc "[CodePoint | Rest], [] at the end, or {error, Rest}.".
next_codepoint(String) -> unicode_util:cp(String).

-doc "The clusters, last one first.".
reverse(String) -> reverse(String, []).

reverse([C | [D | _] = Rest], Acc) when ?SIMPLE(C, D) -> reverse(Rest, [C | Acc]);
reverse(<<C, Rest/binary>>, Acc) when C < 128 -> reverse_after(Rest, C, Acc);
reverse(String, Acc) ->
    case clusters(String) of
        [Cluster | Rest] -> reverse(Rest, [Cluster | Acc]);
        [] -> Acc
    end.

reverse_after(<<D, Rest/binary>>, C, Acc) when ?ASCII(C, D) -> reverse_after(Rest, D, [C | Acc]);
reverse_after(Rest, C, Acc) ->
    [Cluster | Rest1] = clusters([C | Rest]),
    reverse(Rest1, [Cluster | Acc]).

%% A cluster in front of a list of code points.
put_cluster(C, Rest) when is_integer(C) -> [C | Rest];
put_cluster(Cs, Rest) -> Cs ++ Rest.

put_reversed(C, Acc) when is_integer(C) -> [C | Acc];
put_reversed(Cs, Acc) -> lists:reverse(Cs, Acc).

%% The end of a string, as a string of the kind of String.
rest([], String) when is_binary(String) -> <<>>;
rest(Rest, _String) -> Rest.

%% What of a binary is in front of the rest of it.
before(Binary, Rest) -> binary_part(Binary, 0, byte_size(Binary) - byte_size(Rest)).

flat_chars(String) ->
    case is_flat(String) of
        true -> String;
        false ->
            case unicode:characters_to_list(String) of
                Chars when is_list(Chars) -> Chars;
                _ -> error({badarg, String})
            end
    end.

is_flat([C | Rest]) when is_integer(C) -> is_flat(Rest);
is_flat(Rest) -> Rest =:= [].

%%% Comparing.

-doc "True when both strings have the same code points.".
equal(A, B) when is_binary(A), is_binary(B) -> A =:= B;
equal([C | A], [D | B]) when is_integer(C), is_integer(D) -> C =:= D andalso equal(A, B);
equal(A, B) ->
    case {unicode_util:cp(A), unicode_util:cp(B)} of
        {[C | RestA], [C | RestB]} -> equal(RestA, RestB);
        {[], []} -> true;
        {ListA, ListB} when is_list(ListA), is_list(ListB) -> false
    end.

-doc "As equal/2; true as third argument ignores case.".
equal(A, B, false) -> equal(A, B);
equal(A, B, true) -> casefold(flat_chars(A)) =:= casefold(flat_chars(B)).

-doc "As equal/3, after normalisation: none, nfc, nfd, nfkc or nfkd.".
equal(A, B, IgnoreCase, none) -> equal(A, B, IgnoreCase);
equal(A, B, IgnoreCase, Form) -> equal(normal(A, Form), normal(B, Form), IgnoreCase).

normal(String, nfc) -> unicode:characters_to_nfc_list(String);
normal(String, nfd) -> unicode:characters_to_nfd_list(String);
normal(String, nfkc) -> unicode:characters_to_nfkc_list(String);
normal(String, nfkd) -> unicode:characters_to_nfkd_list(String).

%%% Parts by position.

-doc "The string from a position on, counted from 0.".
slice(String, Start) when is_integer(Start), Start >= 0 -> rest(skip(String, Start), String).

-doc "At most Length clusters from a position on; Length may be infinity.".
slice(String, Start, infinity) -> slice(String, Start);
slice(String, Start, Length)
  when is_integer(Start), Start >= 0, is_integer(Length), Length >= 0 ->
    front(slice(String, Start), Length).

skip(String, 0) -> String;
skip([C | [D | _] = Rest], N) when ?SIMPLE(C, D) -> skip(Rest, N - 1);
skip(<<C, Rest/binary>>, N) when C < 128 -> skip_after(Rest, C, N);
skip(String, N) ->
    case clusters(String) of
        [_ | Rest] -> skip(Rest, N - 1);
        [] -> []
    end.

skip_after(<<D, Rest/binary>>, C, N) when ?ASCII(C, D), N > 1 -> skip_after(Rest, D, N - 1);
skip_after(Rest, C, N) ->
    [_ | Rest1] = clusters([C | Rest]),
    skip(Rest1, N - 1).

front(Binary, N) when is_binary(Binary) -> before(Binary, rest(skip(Binary, N), Binary));
front(String, N) -> front_list(String, N).

front_list(_String, 0) -> [];
front_list([C | [D | _] = Rest], N) when ?SIMPLE(C, D) -> [C | front_list(Rest, N - 1)];
front_list(String, N) ->
    case clusters(String) of
        [Cluster | Rest] -> put_cluster(Cluster, front_list(Rest, N - 1));
        [] -> []
    end.

-doc "The string, filled up with spaces to a length.".
pad(String, Length) -> pad(String, Length, trailing, $\s).

-doc "As pad/2 on one side or both: leading, trailing or both.".
pad(String, Length, Side) -> pad(String, Length, Side, $\s).

-doc "As pad/3, with another character.".
pad(String, Length, Side, Char) when is_integer(Length) ->
    Missing = max(0, Length - length(String)),
    case Side of
        trailing -> [String | lists:duplicate(Missing, Char)];
        leading -> [lists:duplicate(Missing, Char), String];
        both ->
            Half = lists:duplicate(Missing div 2, Char),
            [String1 | Tail] = [String, Half | lists:duplicate(Missing rem 2, Char)],
            [Half, String1 | Tail]
    end.

%%% Parts by what is in them.

-doc "The string without white space at both ends.".
trim(String) -> trim(String, both, unicode_util:whitespace()).

-doc "As trim/1 on one side or both: leading, trailing or both.".
trim(String, Side) -> trim(String, Side, unicode_util:whitespace()).

-doc "As trim/2, of the clusters in a list.".
trim(String, _Side, []) -> String;
trim(String, leading, Set) when is_list(String) -> skip_while(String, Set, true);
trim(String, leading, Set) when is_binary(String) ->
    rest(skip_while(String, Set, true), String);
trim(String, trailing, Set) when is_list(String) -> trim_list(String, Set);
trim(String, trailing, Set) when is_binary(String) -> before(String, last_run(String, Set, true));
trim(String, both, Set) -> trim(trim(String, leading, Set), trailing, Set).

-doc "The string without line ends at its end.".
chomp(String) -> trim(String, trailing, [[$\r, $\n], $\n]).

%% Skips the clusters of which it is Wanted that they are in the set.
skip_while([C | [D | _] = Rest] = String, Set, Wanted) when ?SIMPLE(C, D) ->
    case lists:member(C, Set) of
        Wanted -> skip_while(Rest, Set, Wanted);
        _ -> String
    end;
skip_while(<<C, Rest/binary>> = Binary, Set, Wanted) when C < 128 ->
    case skip_bytes(Rest, C, Set, Wanted, 0) of
        0 -> skip_cluster(Binary, Set, Wanted);
        N ->
            <<_:N/binary, Rest1/binary>> = Binary,
            skip_cluster(Rest1, Set, Wanted)
    end;
skip_while(String, Set, Wanted) -> skip_cluster(String, Set, Wanted).

skip_bytes(<<D, Rest/binary>>, C, Set, Wanted, N) when ?ASCII(C, D) ->
    case lists:member(C, Set) of
        Wanted -> skip_bytes(Rest, D, Set, Wanted, N + 1);
        _ -> N
    end;
skip_bytes(_Rest, _C, _Set, _Wanted, N) -> N.

skip_cluster(String, Set, Wanted) ->
    case clusters(String) of
        [Cluster | Rest] ->
            case lists:member(Cluster, Set) of
                Wanted -> skip_while(Rest, Set, Wanted);
                _ -> String
            end;
        [] -> []
    end.

%% The last run of clusters at the end of a binary.
last_run(Binary, Set, Wanted) ->
    case skip_while(Binary, Set, not Wanted) of
        [] -> <<>>;
        Run ->
            case skip_while(Run, Set, Wanted) of
                [] -> Run;
                Rest -> last_run(Rest, Set, Wanted)
            end
    end.

trim_list([C | [D | _] = Rest], Set) when ?SIMPLE(C, D) ->
    case trim_list(Rest, Set) of
        [] -> trim_cluster(C, Set);
        Rest1 -> [C | Rest1]
    end;
trim_list(String, Set) ->
    case clusters(String) of
        [Cluster | Rest] ->
            case trim_list(Rest, Set) of
                [] -> trim_cluster(Cluster, Set);
                Rest1 -> put_cluster(Cluster, Rest1)
            end;
        [] -> []
    end.

trim_cluster(Cluster, Set) ->
    case lists:member(Cluster, Set) of
        true -> [];
        false -> put_cluster(Cluster, [])
    end.

-doc "The longest front with only clusters of a list, and the rest.".
take(String, Set) -> take(String, Set, false, leading).

-doc "As take/2; true as third argument is for only clusters that are not in the list.".
take(String, Set, Complement) -> take(String, Set, Complement, leading).

-doc "As take/3, from the end when the last argument is trailing.".
take(String, Set, Complement, leading) when is_binary(String) ->
    Rest = rest(skip_while(String, Set, not Complement), String),
    {before(String, Rest), Rest};
take(String, Set, Complement, leading) -> take_list(String, Set, not Complement, []);
take(String, Set, Complement, trailing) when is_binary(String) ->
    Run = last_run(String, Set, not Complement),
    {before(String, Run), Run};
take(String, Set, Complement, trailing) ->
    {Run, Front} = lists:splitwith(fun(C) -> lists:member(C, Set) =/= Complement end,
                                   reverse(String)),
    {from_reversed(Front, []), from_reversed(Run, [])}.

from_reversed(Clusters, Acc) -> lists:foldl(fun put_cluster/2, Acc, Clusters).

take_list(String, Set, Wanted, Acc) ->
    case clusters(String) of
        [Cluster | Rest] ->
            case lists:member(Cluster, Set) of
                Wanted -> take_list(Rest, Set, Wanted, put_reversed(Cluster, Acc));
                _ -> {lists:reverse(Acc), String}
            end;
        [] -> {lists:reverse(Acc), []}
    end.

-doc "The parts of the string between clusters of a list; none of them is empty.".
lexemes([], _Set) -> [];
lexemes(String, []) -> [String];
lexemes(String, Set) when is_list(String); is_binary(String) ->
    case rest(skip_while(String, Set, true), String) of
        [] -> [];
        <<>> -> [];
        String1 ->
            {Lexeme, Rest} = lexeme(String1, Set),
            [Lexeme | lexemes(Rest, Set)]
    end.

lexeme(Binary, Set) when is_binary(Binary) ->
    Rest = rest(skip_while(Binary, Set, false), Binary),
    {before(Binary, Rest), Rest};
lexeme(String, Set) -> lexeme(String, Set, []).

lexeme([C | [D | _] = Rest] = String, Set, Acc) when ?SIMPLE(C, D) ->
    case lists:member(C, Set) of
        false -> lexeme(Rest, Set, [C | Acc]);
        true -> {lists:reverse(Acc), String}
    end;
lexeme(String, Set, Acc) ->
    case clusters(String) of
        [Cluster | Rest] ->
            case lists:member(Cluster, Set) of
                false -> lexeme(Rest, Set, put_reversed(Cluster, Acc));
                true -> {lists:reverse(Acc), String}
            end;
        [] -> {lists:reverse(Acc), []}
    end.

-doc "The Nth of the parts that lexemes/2 gives, or an empty string.".
nth_lexeme(String, 1, []) -> String;
nth_lexeme(String, N, Set) when is_integer(N), N > 0, is_list(Set) ->
    case lexemes_from(String, N, Set) of
        none -> rest([], String);
        Lexeme -> Lexeme
    end.

lexemes_from(String, N, Set) ->
    case rest(skip_while(String, Set, true), String) of
        [] -> none;
        <<>> -> none;
        String1 ->
            case lexeme(String1, Set) of
                {Lexeme, _} when N =:= 1 -> Lexeme;
                {_, Rest} -> lexemes_from(Rest, N - 1, Set)
            end
    end.

%%% Searching.

-doc "The rest of a string behind a prefix, or nomatch.".
prefix(String, Prefix) ->
    case flat_chars(Prefix) of
        [] -> String;
        Chars ->
            case match_front(String, Chars) of
                nomatch -> nomatch;
                Rest -> rest(Rest, String)
            end
    end.

%% The string behind the code points, if they end where a cluster does.
match_front([C | Rest], [C | More]) when More =/= [] -> match_front(Rest, More);
match_front(String, [C | More]) ->
    case unicode_util:cp(String) of
        [C | Rest] when More =/= [] -> match_front(Rest, More);
        [C | Rest] ->
            case is_boundary(C, Rest) of
                true -> Rest;
                false -> nomatch
            end;
        _ -> nomatch
    end.

is_boundary(_C, []) -> true;
is_boundary(_C, <<>>) -> true;
is_boundary(C, [D | _]) when ?SIMPLE(C, D) -> true;
is_boundary(C, Rest) ->
    case unicode_util:gc([C | Rest]) of
        [C | _] -> true;
        _ -> false
    end.

-doc "The string from the first place where it matches a pattern, or nomatch.".
find(String, Pattern) -> find(String, Pattern, leading).

-doc "As find/2, from the last place when the last argument is trailing.".
find(String, Pattern, Where) when is_binary(String) ->
    case split_parts(String, Pattern, Where) of
        empty -> String;
        [_] -> nomatch;
        [Before, _] ->
            Size = byte_size(Before),
            <<_:Size/binary, Found/binary>> = String,
            Found
    end;
find(String, Pattern, Where) ->
    case flat_chars(Pattern) of
        [] -> String;
        Chars when Where =:= leading -> find_first(flat_chars(String), Chars);
        Chars when Where =:= trailing -> find_last(flat_chars(String), Chars, nomatch)
    end.

find_first([C | Rest] = String, [C | _] = Pattern) ->
    case match_front(String, Pattern) of
        nomatch -> find_first(Rest, Pattern);
        _ -> String
    end;
find_first([_ | Rest], Pattern) -> find_first(Rest, Pattern);
find_first([], _Pattern) -> nomatch.

find_last([C | Rest] = String, [C | _] = Pattern, Found) ->
    case match_front(String, Pattern) of
        nomatch -> find_last(Rest, Pattern, Found);
        _ -> find_last(Rest, Pattern, String)
    end;
find_last([_ | Rest], Pattern, Found) -> find_last(Rest, Pattern, Found);
find_last([], _Pattern, Found) -> Found.

-doc "The string in two parts, split at the first match of a pattern.".
split(String, Pattern) -> split(String, Pattern, leading).

-doc "As split/2, at the match that is named: leading, trailing or all.".
split(String, Pattern, Where) ->
    case split_parts(String, Pattern, Where) of
        empty -> [String];
        [_] -> [String];
        Parts -> Parts
    end.

-doc "A list of the parts of the string, with another string between them.".
replace(String, Pattern, Replacement) -> replace(String, Pattern, Replacement, leading).

-doc "As replace/3, of the match that is named: leading, trailing or all.".
replace(String, Pattern, Replacement, Where) ->
    lists:join(Replacement, split(String, Pattern, Where)).

split_parts(String, Pattern, Where) ->
    case flat_chars(Pattern) of
        [] -> empty;
        Chars when is_binary(String) ->
            Bytes = unicode:characters_to_binary(Chars),
            Last = lists:last(Chars),
            case Where of
                leading -> split_binary_first(String, Bytes, Last, 0);
                trailing -> split_binary_last(String, binary_matches(String, Bytes, Last));
                all -> split_binary_all(String, binary_matches(String, Bytes, Last), 0)
            end;
        Chars ->
            List = flat_chars(String),
            case Where of
                leading -> split_first(List, Chars, []);
                trailing -> split_last(List, Chars, [], none);
                all -> split_all(List, Chars, [])
            end
    end.

split_first([C | Rest] = String, [C | _] = Pattern, Acc) ->
    case match_front(String, Pattern) of
        nomatch -> split_first(Rest, Pattern, [C | Acc]);
        Behind -> [lists:reverse(Acc), Behind]
    end;
split_first([C | Rest], Pattern, Acc) -> split_first(Rest, Pattern, [C | Acc]);
split_first([], _Pattern, Acc) -> [lists:reverse(Acc)].

split_all([C | Rest] = String, [C | _] = Pattern, Acc) ->
    case match_front(String, Pattern) of
        nomatch -> split_all(Rest, Pattern, [C | Acc]);
        Behind -> [lists:reverse(Acc) | split_all(Behind, Pattern, [])]
    end;
split_all([C | Rest], Pattern, Acc) -> split_all(Rest, Pattern, [C | Acc]);
split_all([], _Pattern, Acc) -> [lists:reverse(Acc)].

split_last([C | Rest] = String, Pattern, Acc, Found) ->
    case match_front(String, Pattern) of
        nomatch -> split_last(Rest, Pattern, [C | Acc], Found);
        Behind -> split_last(Rest, Pattern, [C | Acc], {Acc, Behind})
    end;
split_last([], _Pattern, Acc, none) -> [lists:reverse(Acc)];
split_last([], _Pattern, _Acc, {Before, Behind}) -> [lists:reverse(Before), Behind].

%% Matches in a binary count where a cluster ends behind them.
split_binary_first(Binary, Bytes, Last, From) ->
    case binary:match(Binary, Bytes, [{scope, {From, byte_size(Binary) - From}}]) of
        nomatch -> [Binary];
        Match ->
            case split_binary_at(Binary, Match) of
                [_, Behind] = Parts ->
                    case is_boundary(Last, Behind) of
                        true -> Parts;
                        false -> split_binary_first(Binary, Bytes, Last, element(1, Match) + 1)
                    end
            end
    end.

split_binary_at(Binary, {Start, Size}) ->
    <<Before:Start/binary, _:Size/binary, Behind/binary>> = Binary,
    [Before, Behind].

split_binary_last(Binary, []) -> [Binary];
split_binary_last(Binary, Matches) -> split_binary_at(Binary, lists:last(Matches)).

split_binary_all(Binary, [{Start, Size} | Matches], From) ->
    [binary_part(Binary, From, Start - From) | split_binary_all(Binary, Matches, Start + Size)];
split_binary_all(Binary, [], From) -> [binary_part(Binary, From, byte_size(Binary) - From)].

binary_matches(Binary, Bytes, Last) ->
    [Match || Match <- binary:matches(Binary, Bytes),
              is_boundary(Last, lists:nth(2, split_binary_at(Binary, Match)))].

%%% Case.

-doc "The string in upper case.".
uppercase(String) when is_list(String) -> upper_list(String);
uppercase(String) when is_binary(String) -> change_binary(String, fun upper_list/1);
uppercase(String) -> error({badarg, String}).

upper_list([C | Rest]) when C < $a -> [C | upper_list(Rest)];
upper_list([C | Rest]) when C =< $z -> [C - ($a - $A) | upper_list(Rest)];
upper_list([C | Rest]) when C < 128 -> [C | upper_list(Rest)];
upper_list([C | Rest]) when is_integer(C) ->
    put_cluster(unicode_util:upper_char(C), upper_list(Rest));
upper_list([]) -> [];
upper_list(Deep) -> upper_list(flat_chars(Deep)).

-doc "The string in lower case.".
lowercase(String) when is_list(String) -> lower_list(String);
lowercase(String) when is_binary(String) -> change_binary(String, fun lower_list/1);
lowercase(String) -> error({badarg, String}).

lower_list([C | Rest]) when C > $Z, C < 128 -> [C | lower_list(Rest)];
lower_list([C | Rest]) when C < $A -> [C | lower_list(Rest)];
lower_list([C | Rest]) when C =< $Z -> [C + ($a - $A) | lower_list(Rest)];
lower_list([C | Rest]) when is_integer(C) ->
    put_cluster(unicode_util:lower_char(C), lower_list(Rest));
lower_list([]) -> [];
lower_list(Deep) -> lower_list(flat_chars(Deep)).

-doc "The string folded for comparison without regard to case.".
casefold(String) when is_list(String) -> fold_list(String);
casefold(String) when is_binary(String) -> change_binary(String, fun fold_list/1);
casefold(String) -> error({badarg, String}).

fold_list([C | Rest]) when is_integer(C) ->
    put_cluster(unicode_util:fold_char(C), fold_list(Rest));
fold_list([]) -> [];
fold_list(Deep) -> fold_list(flat_chars(Deep)).

change_binary(Binary, Fun) ->
    case unicode:bin_is_7bit(Binary) of
        true -> list_to_binary(Fun(binary_to_list(Binary)));
        false -> unicode:characters_to_binary(Fun(flat_chars(Binary)))
    end.

-doc "The string with its first character in title case.".
titlecase(String) when is_binary(String) ->
    case unicode_util:titlecase(String) of
        [Title | Rest] -> unicode:characters_to_binary([Title, Rest]);
        [] -> <<>>
    end;
titlecase(String) ->
    case unicode_util:titlecase(String) of
        [Title | Rest] -> put_cluster(Title, Rest);
        [] -> []
    end.

%%% Numbers.

-doc "{Integer, Rest} of the integer that a string begins with, or {error, Reason}.".
to_integer(String) -> to_number(String, fun list_to_integer/1).

-doc "{Float, Rest} of the float that a string begins with, or {error, Reason}.".
to_float(String) -> to_number(String, fun list_to_float/1).

to_number(String, Fun) ->
    try flat_chars(String) of
        Chars ->
            case Fun(Chars) of
                {error, _} = Error -> Error;
                {Number, Rest} when is_binary(String) ->
                    {Number, unicode:characters_to_binary(Rest)};
                Result -> Result
            end
    catch error:_ -> {error, badarg}
    end.

-doc "{Integer, Rest} of the integer that a list begins with, or {error, Reason}.".
list_to_integer(List) when is_list(List) ->
    {Sign, Digits} = sign(List),
    case digits(Digits, []) of
        {[], _} -> {error, no_integer};
        {Number, Rest} -> {erlang:list_to_integer(Sign ++ Number), Rest}
    end;
list_to_integer(_) -> {error, not_a_list}.

sign([$- | Rest]) -> {"-", Rest};
sign([$+ | Rest]) -> {"", Rest};
sign(List) -> {"", List}.

digits([D | Rest], Acc) when D >= $0, D =< $9 -> digits(Rest, [D | Acc]);
digits(Rest, Acc) -> {lists:reverse(Acc), Rest}.

-doc "{Float, Rest} of the float that a list begins with, or {error, Reason}.".
list_to_float(List) when is_list(List) ->
    {Sign, Digits} = sign(List),
    case digits(Digits, []) of
        {[_ | _] = Whole, [Point | Rest]} when Point =:= $.; Point =:= $, ->
            case digits(Rest, []) of
                {[_ | _] = Fraction, Rest1} ->
                    {Exponent, Rest2} = exponent(Rest1),
                    float_of(Sign ++ Whole ++ "." ++ Fraction ++ Exponent, Rest2);
                _ -> {error, no_float}
            end;
        _ -> {error, no_float}
    end;
list_to_float(_) -> {error, not_a_list}.

exponent([E | Rest] = List) when E =:= $e; E =:= $E ->
    {Sign, Digits} = sign(Rest),
    case digits(Digits, []) of
        {[], _} -> {"", List};
        {Exponent, Rest1} -> {"e" ++ Sign ++ Exponent, Rest1}
    end;
exponent(List) -> {"", List}.

float_of(Chars, Rest) ->
    try {erlang:list_to_float(Chars), Rest}
    catch error:badarg -> {error, no_float}
    end.

%%% The older functions: positions count from 1.

-doc "The number of elements of a flat string.".
len(String) -> erlang:length(String).

-doc "The two strings, one after the other.".
concat(String1, String2) -> String1 ++ String2.

-doc "The position of the first occurrence of a character, or 0.".
chr(String, C) when is_integer(C) -> chr(String, C, 1).

chr([C | _], C, I) -> I;
chr([_ | Rest], C, I) -> chr(Rest, C, I + 1);
chr([], _C, _I) -> 0.

-doc "The position of the last occurrence of a character, or 0.".
rchr(String, C) when is_integer(C) -> rchr(String, C, 1, 0).

rchr([C | Rest], C, I, _Last) -> rchr(Rest, C, I + 1, I);
rchr([_ | Rest], C, I, Last) -> rchr(Rest, C, I + 1, Last);
rchr([], _C, _I, Last) -> Last.

-doc "The position of the first occurrence of a string, or 0.".
str(String, []) when is_list(String) -> 0;
str(String, Sub) when is_list(Sub) -> str(String, Sub, 1).

str([_ | Rest] = String, Sub, I) ->
    case lists:prefix(Sub, String) of
        true -> I;
        false -> str(Rest, Sub, I + 1)
    end;
str([], _Sub, _I) -> 0.

-doc "The position of the last occurrence of a string, or 0.".
rstr(String, []) when is_list(String) -> 0;
rstr(String, Sub) when is_list(Sub) -> rstr(String, Sub, 1, 0).

rstr([_ | Rest] = String, Sub, I, Last) ->
    case lists:prefix(Sub, String) of
        true -> rstr(Rest, Sub, I + 1, I);
        false -> rstr(Rest, Sub, I + 1, Last)
    end;
rstr([], _Sub, _I, Last) -> Last.

-doc "The length of the longest front with only characters of a list.".
span(String, Chars) when is_list(Chars) ->
    erlang:length(lists:takewhile(fun(C) -> lists:member(C, Chars) end, String)).

-doc "The length of the longest front without characters of a list.".
cspan(String, Chars) when is_list(Chars) ->
    erlang:length(lists:takewhile(fun(C) -> not lists:member(C, Chars) end, String)).

-doc "The string from a position on.".
substr(String, 1) when is_list(String) -> String;
substr([_ | Rest], Start) when is_integer(Start), Start > 1 -> substr(Rest, Start - 1).

-doc "At most Length characters from a position on.".
substr(String, Start, Length) when is_integer(Length), Length >= 0 ->
    lists:sublist(substr(String, Start), Length).

-doc "The string from a position on.".
sub_string(String, Start) -> substr(String, Start).

-doc "The string between two positions, both included.".
sub_string(String, Start, Stop) when is_integer(Start), is_integer(Stop) ->
    substr(String, Start, Stop - Start + 1).

-doc "The parts of the string between characters of a list; none of them is empty.".
tokens(String, Separators) -> tokens(String, Separators, []).

tokens([C | Rest], Separators, Acc) ->
    case lists:member(C, Separators) of
        false -> tokens(Rest, Separators, [C | Acc]);
        true when Acc =:= [] -> tokens(Rest, Separators, []);
        true -> [lists:reverse(Acc) | tokens(Rest, Separators, [])]
    end;
tokens([], _Separators, []) -> [];
tokens([], _Separators, Acc) -> [lists:reverse(Acc)].

-doc "A string of N equal characters.".
chars(C, N) -> chars(C, N, []).

-doc "As chars/2, in front of Tail.".
chars(C, N, Tail) when N > 0 -> chars(C, N - 1, [C | Tail]);
chars(C, 0, Tail) when is_integer(C) -> Tail.

-doc "N copies of a string in a row.".
copies(String, N) when is_list(String), N >= 0 -> lists:append(lists:duplicate(N, String)).

-doc "The strings of a list with a separator between each two.".
join([], Separator) when is_list(Separator) -> [];
join([String | Rest], Separator) ->
    String ++ lists:append([Separator ++ Next || Next <- Rest]).

-doc "The number of words between blanks.".
words(String) -> words(String, $\s).

-doc "The number of words between a character.".
words(String, C) when is_integer(C) -> count_words(strip(String, both, C), C, 1).

count_words([C | Rest], C, N) -> count_words(strip(Rest, left, C), C, N + 1);
count_words([_ | Rest], C, N) -> count_words(Rest, C, N);
count_words([], _C, N) -> N.

-doc "The Nth word between blanks.".
sub_word(String, N) -> sub_word(String, N, $\s).

-doc "The Nth word between a character.".
sub_word(String, N, C) when is_integer(N), is_integer(C) ->
    case tokens(String, [C]) of
        Words when N >= 1, N =< erlang:length(Words) -> lists:nth(N, Words);
        _ -> []
    end.

-doc "The string without blanks at both ends.".
strip(String) -> strip(String, both, $\s).

-doc "As strip/1 on one side or both: left, right or both.".
strip(String, Side) -> strip(String, Side, $\s).

-doc "As strip/2, of another character.".
strip(String, both, C) -> strip(strip(String, left, C), right, C);
strip([C | Rest], left, C) -> strip(Rest, left, C);
strip([_ | _] = String, left, C) when is_integer(C) -> String;
strip([C | Rest], right, C) ->
    case strip(Rest, right, C) of
        [] -> [];
        Rest1 -> [C | Rest1]
    end;
strip([X | Rest], right, C) when is_integer(C) -> [X | strip(Rest, right, C)];
strip([], Side, C) when Side =:= left, is_integer(C); Side =:= right, is_integer(C) -> [].

-doc "The string cut or filled with blanks behind it to a length.".
left(String, Length) -> left(String, Length, $\s).

-doc "As left/2, with another character.".
left(String, Length, C) when is_integer(C) ->
    case erlang:length(String) of
        Len when Len > Length -> substr(String, 1, Length);
        Len -> String ++ chars(C, Length - Len)
    end.

-doc "The string cut or filled with blanks before it to a length.".
right(String, Length) -> right(String, Length, $\s).

-doc "As right/2, with another character.".
right(String, Length, C) when is_integer(C) ->
    case erlang:length(String) of
        Len when Len > Length -> substr(String, Len - Length + 1);
        Len -> chars(C, Length - Len, String)
    end.

-doc "The string cut or filled with blanks on both sides to a length.".
centre(String, Length) -> centre(String, Length, $\s).

-doc "As centre/2, with another character.".
centre(_String, 0, C) when is_integer(C) -> [];
centre(String, Length, C) when is_integer(C) ->
    case erlang:length(String) of
        Len when Len > Length -> substr(String, (Len - Length) div 2 + 1, Length);
        Len ->
            Left = (Length - Len) div 2,
            chars(C, Left, String ++ chars(C, Length - Len - Left))
    end.

-doc "A string or character in upper case, Latin-1 only.".
to_upper(String) when is_list(String) -> [upper_latin1(C) || C <- String];
to_upper(C) when is_integer(C) -> upper_latin1(C).

upper_latin1(C) when C >= $a, C =< $z; C >= 16#E0, C =< 16#FE, C =/= 16#F7 -> C - 32;
upper_latin1(C) -> C.

-doc "A string or character in lower case, Latin-1 only.".
to_lower(String) when is_list(String) -> [lower_latin1(C) || C <- String];
to_lower(C) when is_integer(C) -> lower_latin1(C).

lower_latin1(C) when C >= $A, C =< $Z; C >= 16#C0, C =< 16#DE, C =/= 16#D7 -> C + 32;
lower_latin1(C) -> C.
