%% SPDX-License-Identifier: Apache-2.0
%% Conversions of chardata: deep lists of code points and UTF-8 binaries. Those whose bodies are
%% nif_error the runtime has in C; the others bring their encodings down to these.
-module(unicode).
-moduledoc "Conversions between code points and encodings.".

-export([bin_is_7bit/1, bom_to_encoding/1, characters_to_binary/1, characters_to_binary/2,
         characters_to_binary/3, characters_to_list/1, characters_to_list/2,
         characters_to_nfc_binary/1, characters_to_nfc_list/1, characters_to_nfd_binary/1,
         characters_to_nfd_list/1, characters_to_nfkc_binary/1, characters_to_nfkc_list/1,
         characters_to_nfkd_binary/1, characters_to_nfkd_list/1, encoding_to_bom/1]).

-doc "The UTF-8 binary of chardata whose binaries have an encoding.".
characters_to_binary(_Chars, _Encoding) -> erlang:nif_error(undef).

-doc "The list of code points of chardata whose binaries have an encoding.".
characters_to_list(_Chars, _Encoding) -> erlang:nif_error(undef).

-doc "True for a binary with bytes below 128 only.".
bin_is_7bit(_Binary) -> erlang:nif_error(undef).

-doc "The UTF-8 binary of chardata.".
characters_to_binary(Chars) -> characters_to_binary(Chars, unicode).

-doc "The list of code points of chardata.".
characters_to_list(Chars) -> characters_to_list(Chars, unicode).

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

-doc "{Encoding, Length} of the byte order mark that a binary begins with; {latin1, 0} without one.".
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
characters_to_nfc_list(_Chars) -> erlang:nif_error(undef).

-doc "The list of code points of chardata in canonical decomposition.".
characters_to_nfd_list(_Chars) -> erlang:nif_error(undef).

-doc "The list of code points of chardata in compatibility composition.".
characters_to_nfkc_list(_Chars) -> erlang:nif_error(undef).

-doc "The list of code points of chardata in compatibility decomposition.".
characters_to_nfkd_list(_Chars) -> erlang:nif_error(undef).

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
