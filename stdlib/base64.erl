%% SPDX-License-Identifier: Apache-2.0
%% Base 64 (RFC 4648): the standard alphabet and the one for URLs and file names.
-module(base64).
-moduledoc "Base 64 encoding and decoding.".

-export([decode/1, decode/2, decode_to_string/1, decode_to_string/2, encode/1, encode/2,
         encode_to_string/1, encode_to_string/2, mime_decode/1, mime_decode/2,
         mime_decode_to_string/1, mime_decode_to_string/2]).

%%% Encoding.

-doc "The data in base 64, as a binary.".
encode(Data) -> encode(Data, #{}).

-doc "As encode/1 with options: mode => standard or urlsafe, padding => a boolean.".
encode(Data, Options) ->
    Digits = case mode(Options) of
                 standard -> standard_digits();
                 urlsafe -> urlsafe_digits()
             end,
    encode(to_binary(Data), Digits, maps:get(padding, Options, true)).

-doc "As encode/1, as a list.".
encode_to_string(Data) -> binary_to_list(encode(Data)).

-doc "As encode/2, as a list.".
encode_to_string(Data, Options) -> binary_to_list(encode(Data, Options)).

mode(Options) -> maps:get(mode, Options, standard).

to_binary(Data) when is_binary(Data) -> Data;
to_binary(Data) when is_list(Data) -> list_to_binary(Data).

standard_digits() ->
    {$A, $B, $C, $D, $E, $F, $G, $H, $I, $J, $K, $L, $M, $N, $O, $P, $Q, $R, $S, $T, $U, $V,
     $W, $X, $Y, $Z, $a, $b, $c, $d, $e, $f, $g, $h, $i, $j, $k, $l, $m, $n, $o, $p, $q, $r,
     $s, $t, $u, $v, $w, $x, $y, $z, $0, $1, $2, $3, $4, $5, $6, $7, $8, $9, $+, $/}.

urlsafe_digits() -> setelement(64, setelement(63, standard_digits(), $-), $_).

encode(Binary, Digits, Padding) ->
    Whole = byte_size(Binary) div 3 * 3,
    <<Main:Whole/binary, Rest/binary>> = Binary,
    Encoded = << <<(element(A + 1, Digits)), (element(B + 1, Digits)), (element(C + 1, Digits)),
                   (element(D + 1, Digits))>> || <<A:6, B:6, C:6, D:6>> <= Main >>,
    case Rest of
        <<>> -> Encoded;
        <<A:6, B:2>> ->
            Tail = <<(element(A + 1, Digits)), (element((B bsl 4) + 1, Digits))>>,
            <<Encoded/binary, Tail/binary, (padding(Padding, "=="))/binary>>;
        <<A:6, B:6, C:4>> ->
            Tail = <<(element(A + 1, Digits)), (element(B + 1, Digits)),
                     (element((C bsl 2) + 1, Digits))>>,
            <<Encoded/binary, Tail/binary, (padding(Padding, "="))/binary>>
    end.

padding(true, Chars) -> list_to_binary(Chars);
padding(false, _Chars) -> <<>>.

%%% Decoding.

-doc "The data of base 64, where white space is passed over.".
decode(Base64) -> decode(Base64, #{}).

-doc "As decode/1 with options: mode => standard or urlsafe, padding => a boolean.".
decode(Base64, Options) ->
    decode_bytes(to_binary(Base64), values(mode(Options)), strict,
                 maps:get(padding, Options, true), <<>>).

-doc "As decode/1, as a list.".
decode_to_string(Base64) -> binary_to_list(decode(Base64)).

-doc "As decode/2, as a list.".
decode_to_string(Base64, Options) -> binary_to_list(decode(Base64, Options)).

-doc "As decode/1, where all other characters are passed over too.".
mime_decode(Base64) -> mime_decode(Base64, #{}).

-doc "As decode/2, where all other characters are passed over too.".
mime_decode(Base64, Options) ->
    decode_bytes(to_binary(Base64), values(mode(Options)), mime,
                 maps:get(padding, Options, true), <<>>).

-doc "As mime_decode/1, as a list.".
mime_decode_to_string(Base64) -> binary_to_list(mime_decode(Base64)).

-doc "As mime_decode/2, as a list.".
mime_decode_to_string(Base64, Options) -> binary_to_list(mime_decode(Base64, Options)).

%% Four digits at a time while there are only digits; else one by one until there are four.
decode_bytes(<<A, B, C, D, Rest/binary>> = Binary, Values, How, Padding, Acc) ->
    case (element(A + 1, Values) bsl 18) bor (element(B + 1, Values) bsl 12)
        bor (element(C + 1, Values) bsl 6) bor element(D + 1, Values) of
        Bits when Bits >= 0 -> decode_bytes(Rest, Values, How, Padding, <<Acc/binary, Bits:24>>);
        _ -> decode_slowly(Binary, Values, How, Padding, [], Acc)
    end;
decode_bytes(Binary, Values, How, Padding, Acc) ->
    decode_slowly(Binary, Values, How, Padding, [], Acc).

decode_slowly(Rest, Values, How, Padding, [D, C, B, A], Acc) ->
    decode_bytes(Rest, Values, How, Padding, <<Acc/binary, A:6, B:6, C:6, D:6>>);
decode_slowly(<<$=, Rest/binary>>, Values, How, Padding, Digits, Acc) ->
    decode_padding(Rest, Values, How, Padding, Digits, Acc);
decode_slowly(<<C, Rest/binary>>, Values, How, Padding, Digits, Acc) ->
    case element(C + 1, Values) of
        Value when Value >= 0 -> decode_slowly(Rest, Values, How, Padding, [Value | Digits], Acc);
        _ ->
            check_ignored(C, How),
            decode_slowly(Rest, Values, How, Padding, Digits, Acc)
    end;
decode_slowly(<<>>, _Values, _How, _Padding, [], Acc) -> Acc;
decode_slowly(<<>>, _Values, _How, false, [_, _ | _] = Digits, Acc) -> decode_last(Digits, Acc);
decode_slowly(<<>>, _Values, _How, _Padding, _Digits, _Acc) -> error(missing_padding).

check_ignored(_C, mime) -> ok;
check_ignored(C, strict) when C =:= $\s; C =:= $\t; C =:= $\n; C =:= $\r -> ok;
check_ignored(_C, strict) -> error(badarg).

%% A padding character has been read behind the digits (the last one first).
decode_padding(Rest, _Values, How, _Padding, [_, _, _] = Digits, Acc) ->
    check_end(Rest, How),
    decode_last(Digits, Acc);
decode_padding(<<$=, Rest/binary>>, _Values, How, _Padding, [_, _] = Digits, Acc) ->
    check_end(Rest, How),
    decode_last(Digits, Acc);
decode_padding(<<C, Rest/binary>>, Values, How, Padding, [_, _] = Digits, Acc) ->
    case element(C + 1, Values) of
        Value when Value >= 0, How =:= mime ->
            decode_slowly(Rest, Values, How, Padding, [Value | Digits], Acc);
        _ ->
            check_ignored(C, How),
            decode_padding(Rest, Values, How, Padding, Digits, Acc)
    end;
decode_padding(<<>>, _Values, mime, _Padding, [_, _], _Acc) -> error(missing_padding);
decode_padding(Rest, Values, mime, Padding, Digits, Acc) ->
    decode_slowly(Rest, Values, mime, Padding, Digits, Acc);
decode_padding(_Rest, _Values, _How, _Padding, _Digits, _Acc) -> error(badarg).

check_end(_Rest, mime) -> ok;
check_end(<<C, Rest/binary>>, strict) ->
    check_ignored(C, strict),
    check_end(Rest, strict);
check_end(<<>>, strict) -> ok.

decode_last([C, B, A], Acc) -> <<Acc/binary, A:6, B:6, (C bsr 2):4>>;
decode_last([B, A], Acc) -> <<Acc/binary, A:6, (B bsr 4):2>>.

%% The value of each byte as a digit, or -1.
values(standard) -> standard_values();
values(urlsafe) -> urlsafe_values().

standard_values() ->
    {-1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1,
     -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1,
     -1, 62, -1, -1, -1, 63, 52, 53, 54, 55, 56, 57, 58, 59, 60, 61, -1, -1, -1, -1, -1,
     -1, -1, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21,
     22, 23, 24, 25, -1, -1, -1, -1, -1, -1, 26, 27, 28, 29, 30, 31, 32, 33, 34, 35, 36,
     37, 38, 39, 40, 41, 42, 43, 44, 45, 46, 47, 48, 49, 50, 51, -1, -1, -1, -1, -1, -1,
     -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1,
     -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1,
     -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1,
     -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1,
     -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1,
     -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1,
     -1}.

urlsafe_values() ->
    {-1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1,
     -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1,
     -1, -1, -1, 62, -1, -1, 52, 53, 54, 55, 56, 57, 58, 59, 60, 61, -1, -1, -1, -1, -1,
     -1, -1, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21,
     22, 23, 24, 25, -1, -1, -1, -1, 63, -1, 26, 27, 28, 29, 30, 31, 32, 33, 34, 35, 36,
     37, 38, 39, 40, 41, 42, 43, 44, 45, 46, 47, 48, 49, 50, 51, -1, -1, -1, -1, -1, -1,
     -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1,
     -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1,
     -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1,
     -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1,
     -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1,
     -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1,
     -1}.
