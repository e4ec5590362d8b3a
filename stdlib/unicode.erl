%% SPDX-License-Identifier: Apache-2.0
%% Conversions of chardata: deep lists of code points and UTF-8 binaries. Those whose bodies are
%% nif_error the runtime has in C; for other encodings than UTF-8 and Latin-1 it calls the functions
%% here whose names end in _int.
-module(unicode).
-moduledoc "Conversions between code points and encodings.".

-export([bin_is_7bit/1, bom_to_encoding/1, characters_to_binary/1, characters_to_binary/2,
         characters_to_binary/3, characters_to_list/1, characters_to_list/2,
         characters_to_nfc_binary/1, characters_to_nfc_list/1, characters_to_nfd_binary/1,
         characters_to_nfd_list/1, characters_to_nfkc_binary/1, characters_to_nfkc_list/1,
         characters_to_nfkd_binary/1, characters_to_nfkd_list/1, encoding_to_bom/1]).
-export([characters_to_binary_int/2, characters_to_list_int/2]).

-doc "The UTF-8 binary of chardata whose binaries have an encoding.".
characters_to_binary(_Chars, _Encoding) -> erlang:nif_error(undef).

-doc "The list of code points of chardata whose binaries have an encoding.".
characters_to_list(_Chars, _Encoding) -> erlang:nif_error(undef).

-doc "True for a binary with bytes below 128 only.".
bin_is_7bit(_Binary) -> erlang:nif_error(undef).

-doc "The UTF-8 binary of chardata.".
characters_to_binary(_Chars) -> erlang:nif_error(undef).

-doc "The list of code points of chardata.".
characters_to_list(_Chars) -> erlang:nif_error(undef).

-doc false.
characters_to_binary_int(Chars, Encoding) ->
    case characters_to_list_int(Chars, Encoding) of
        List when is_list(List) -> characters_to_binary(List);
        {Problem, List, Rest} -> {Problem, characters_to_binary(List), Rest}
    end.

-doc false.
characters_to_list_int(Chars, Encoding) ->
    case encoding(Encoding) of
        {_, _} = Wide -> decode(Chars, Wide, [], []);
        _ -> error(badarg, [Chars, Encoding])
    end.

%% Next is what of the outer lists is still to come, Acc the code points, last one first.
decode([C | Rest], Encoding, Next, Acc) when is_integer(C) ->
    case is_code_point(C) of
        true -> decode(Rest, Encoding, Next, [C | Acc]);
        false -> {error, lists:reverse(Acc), left([C | Rest], Next)}
    end;
decode([X | Rest], Encoding, Next, Acc) -> decode(X, Encoding, [Rest | Next], Acc);
decode([], Encoding, [Chars | Next], Acc) -> decode(Chars, Encoding, Next, Acc);
decode([], _Encoding, [], Acc) -> lists:reverse(Acc);
decode(<<>>, Encoding, Next, Acc) -> decode([], Encoding, Next, Acc);
decode(Binary, Encoding, Next, Acc) when is_binary(Binary) ->
    case first_of(Binary, Encoding) of
        {C, Rest} -> decode(Rest, Encoding, Next, [C | Acc]);
        none ->
            Problem = case lists:all(fun(X) -> X =:= [] orelse X =:= <<>> end, Next)
                          andalso is_incomplete(Binary, Encoding) of
                          true -> incomplete;
                          false -> error
                      end,
            {Problem, lists:reverse(Acc), left(Binary, Next)}
    end;
decode(_Other, _Encoding, _Next, _Acc) -> error(badarg).

is_code_point(C) -> C >= 0 andalso C =< 16#10FFFF andalso (C < 16#D800 orelse C > 16#DFFF).

left(Chars, []) -> Chars;
left(Chars, Next) -> [Chars | lists:append([[X] || X <- Next, X =/= []])].

first_of(<<C/utf16-big, Rest/binary>>, {utf16, big}) -> {C, Rest};
first_of(<<C/utf16-little, Rest/binary>>, {utf16, little}) -> {C, Rest};
first_of(<<C/utf32-big, Rest/binary>>, {utf32, big}) -> {C, Rest};
first_of(<<C/utf32-little, Rest/binary>>, {utf32, little}) -> {C, Rest};
first_of(_Binary, _Encoding) -> none.

%% A front of a character: an odd byte, the first half of a pair of surrogates, or less than the
%% four bytes that it takes.
is_incomplete(<<_>>, {utf16, _}) -> true;
is_incomplete(<<High:16/big, Rest/binary>>, {utf16, big}) when byte_size(Rest) < 2 ->
    is_high_surrogate(High);
is_incomplete(<<High:16/little, Rest/binary>>, {utf16, little}) when byte_size(Rest) < 2 ->
    is_high_surrogate(High);
is_incomplete(<<0>>, {utf32, big}) -> true;
is_incomplete(<<0, B, Rest/binary>>, {utf32, big}) -> B =< 16#10 andalso byte_size(Rest) < 2;
is_incomplete(<<_, _, B>>, {utf32, little}) -> B =< 16#10;
is_incomplete(Binary, {utf32, little}) -> byte_size(Binary) < 3;
is_incomplete(_Binary, _Encoding) -> false.

is_high_surrogate(High) -> High >= 16#D800 andalso High =< 16#DBFF.

-doc "As characters_to_binary/2, with a result in another encoding.".
characters_to_binary(Chars, From, To) ->
    case encoding(To) of
        bad -> error(badarg, [Chars, From, To]);
        utf8 -> characters_to_binary(Chars, From);
        Encoding ->
            case characters_to_list(Chars, From) of
                List when is_list(List) -> encode(List, Encoding);
                {Problem, List, Rest} ->
                    case encode(List, Encoding) of
                        Binary when is_binary(Binary) -> {Problem, Binary, Rest};
                        Error -> Error
                    end
            end
    end.

encoding(latin1) -> latin1;
encoding(Utf8) when Utf8 =:= utf8; Utf8 =:= unicode -> utf8;
encoding(Big16) when Big16 =:= utf16; Big16 =:= {utf16, big} -> {utf16, big};
encoding({utf16, little}) -> {utf16, little};
encoding(Big32) when Big32 =:= utf32; Big32 =:= {utf32, big} -> {utf32, big};
encoding({utf32, little}) -> {utf32, little};
encoding(_) -> bad.

encode(List, {utf16, big}) -> << <<C/utf16-big>> || C <- List >>;
encode(List, {utf16, little}) -> << <<C/utf16-little>> || C <- List >>;
encode(List, {utf32, big}) -> << <<C/utf32-big>> || C <- List >>;
encode(List, {utf32, little}) -> << <<C/utf32-little>> || C <- List >>;
encode(List, latin1) ->
    case lists:splitwith(fun(C) -> C =< 255 end, List) of
        {_, []} -> list_to_binary(List);
        {Good, Bad} -> {error, list_to_binary(Good), Bad}
    end.

-doc "{Encoding, Length} of the byte order mark of a binary; {latin1, 0} without one.".
bom_to_encoding(<<16#EF, 16#BB, 16#BF, _/binary>>) -> {utf8, 3};
bom_to_encoding(<<0, 0, 16#FE, 16#FF, _/binary>>) -> {{utf32, big}, 4};
bom_to_encoding(<<16#FF, 16#FE, 0, 0, _/binary>>) -> {{utf32, little}, 4};
bom_to_encoding(<<16#FE, 16#FF, _/binary>>) -> {{utf16, big}, 2};
bom_to_encoding(<<16#FF, 16#FE, _/binary>>) -> {{utf16, little}, 2};
bom_to_encoding(Binary) when is_binary(Binary) -> {latin1, 0}.

-doc "The byte order mark of an encoding.".
encoding_to_bom(Encoding) ->
    case encoding(Encoding) of
        latin1 -> <<>>;
        utf8 -> <<16#EF, 16#BB, 16#BF>>;
        {utf16, big} -> <<16#FE, 16#FF>>;
        {utf16, little} -> <<16#FF, 16#FE>>;
        {utf32, big} -> <<0, 0, 16#FE, 16#FF>>;
        {utf32, little} -> <<16#FF, 16#FE, 0, 0>>;
        bad -> error(badarg, [Encoding])
    end.

%%% Normalisation.

-doc "The list of code points of chardata in canonical composition.".
characters_to_nfc_list(Chars) -> normal(Chars, fun unicode_normal:nfc/1).

-doc "The list of code points of chardata in canonical decomposition.".
characters_to_nfd_list(Chars) -> normal(Chars, fun unicode_normal:nfd/1).

-doc "The list of code points of chardata in compatibility composition.".
characters_to_nfkc_list(Chars) -> normal(Chars, fun unicode_normal:nfkc/1).

-doc "The list of code points of chardata in compatibility decomposition.".
characters_to_nfkd_list(Chars) -> normal(Chars, fun unicode_normal:nfkd/1).

normal(Chars, Fun) ->
    case characters_to_list(Chars) of
        List when is_list(List) -> Fun(List);
        {_, List, Rest} -> {error, Fun(List), Rest}
    end.

-doc "The UTF-8 binary of chardata in canonical composition.".
characters_to_nfc_binary(Chars) -> binary_of(characters_to_nfc_list(Chars)).

-doc "The UTF-8 binary of chardata in canonical decomposition.".
characters_to_nfd_binary(Chars) -> binary_of(characters_to_nfd_list(Chars)).

-doc "The UTF-8 binary of chardata in compatibility composition.".
characters_to_nfkc_binary(Chars) -> binary_of(characters_to_nfkc_list(Chars)).

-doc "The UTF-8 binary of chardata in compatibility decomposition.".
characters_to_nfkd_binary(Chars) -> binary_of(characters_to_nfkd_list(Chars)).

binary_of(List) when is_list(List) -> characters_to_binary(List);
binary_of({error, List, Rest}) -> {error, characters_to_binary(List), Rest}.
