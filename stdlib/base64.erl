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
    decode_bytes(to_binary(Base64), mode(Options), strict, maps:get(padding, Options, true), <<>>).

-doc "As decode/1, as a list.".
decode_to_string(Base64) -> binary_to_list(decode(Base64)).

-doc "As decode/2, as a list.".
decode_to_string(Base64, Options) -> binary_to_list(decode(Base64, Options)).

-doc "As decode/1, where all other characters are passed over too.".
mime_decode(Base64) -> mime_decode(Base64, #{}).

-doc "As decode/2, where all other characters are passed over too.".
mime_decode(Base64, Options) ->
    decode_bytes(to_binary(Base64), mode(Options), mime, maps:get(padding, Options, true), <<>>).

-doc "As mime_decode/1, as a list.".
mime_decode_to_string(Base64) -> binary_to_list(mime_decode(Base64)).

-doc "As mime_decode/2, as a list.".
mime_decode_to_string(Base64, Options) -> binary_to_list(mime_decode(Base64, Options)).

%% Four digits at a time while there are only digits; else one by one until there are four.
decode_bytes(<<A, B, C, D, Rest/binary>> = Binary, Mode, How, Padding, Acc) ->
    case (value(A, Mode) bsl 18) bor (value(B, Mode) bsl 12) bor (value(C, Mode) bsl 6)
        bor value(D, Mode) of
        Bits when Bits >= 0 -> decode_bytes(Rest, Mode, How, Padding, <<Acc/binary, Bits:24>>);
        _ -> decode_slowly(Binary, Mode, How, Padding, [], Acc)
    end;
decode_bytes(Binary, Mode, How, Padding, Acc) ->
    decode_slowly(Binary, Mode, How, Padding, [], Acc).

decode_slowly(Rest, Mode, How, Padding, [D, C, B, A], Acc) ->
    decode_bytes(Rest, Mode, How, Padding, <<Acc/binary, A:6, B:6, C:6, D:6>>);
decode_slowly(<<$=, Rest/binary>>, Mode, How, Padding, Digits, Acc) ->
    decode_padding(Rest, Mode, How, Padding, Digits, Acc);
decode_slowly(<<C, Rest/binary>>, Mode, How, Padding, Digits, Acc) ->
    case value(C, Mode) of
        Value when Value >= 0 -> decode_slowly(Rest, Mode, How, Padding, [Value | Digits], Acc);
        _ ->
            check_ignored(C, How),
            decode_slowly(Rest, Mode, How, Padding, Digits, Acc)
    end;
decode_slowly(<<>>, _Mode, _How, _Padding, [], Acc) -> Acc;
decode_slowly(<<>>, _Mode, _How, false, [_, _ | _] = Digits, Acc) -> decode_last(Digits, Acc);
decode_slowly(<<>>, _Mode, mime, _Padding, [_], _Acc) -> error(missing_padding);
decode_slowly(<<>>, _Mode, _How, _Padding, _Digits, _Acc) -> error(missing_padding).

check_ignored(_C, mime) -> ok;
check_ignored(C, strict) when C =:= $\s; C =:= $\t; C =:= $\n; C =:= $\r -> ok;
check_ignored(_C, strict) -> error(badarg).

%% A padding character has been read behind the digits (the last one first).
decode_padding(Rest, _Mode, How, _Padding, [_, _, _] = Digits, Acc) ->
    check_end(Rest, How),
    decode_last(Digits, Acc);
decode_padding(<<$=, Rest/binary>>, _Mode, How, _Padding, [_, _] = Digits, Acc) ->
    check_end(Rest, How),
    decode_last(Digits, Acc);
decode_padding(<<C, Rest/binary>>, Mode, How, Padding, [_, _] = Digits, Acc) ->
    case value(C, Mode) of
        Value when Value >= 0, How =:= mime ->
            decode_slowly(Rest, Mode, How, Padding, [Value | Digits], Acc);
        _ ->
            check_ignored(C, How),
            decode_padding(Rest, Mode, How, Padding, Digits, Acc)
    end;
decode_padding(<<>>, _Mode, mime, _Padding, [_, _], _Acc) -> error(missing_padding);
decode_padding(Rest, Mode, mime, Padding, Digits, Acc) ->
    decode_slowly(Rest, Mode, mime, Padding, Digits, Acc);
decode_padding(_Rest, _Mode, _How, _Padding, _Digits, _Acc) -> error(badarg).

check_end(_Rest, mime) -> ok;
check_end(<<C, Rest/binary>>, strict) ->
    check_ignored(C, strict),
    check_end(Rest, strict);
check_end(<<>>, strict) -> ok.

decode_last([C, B, A], Acc) -> <<Acc/binary, A:6, B:6, (C bsr 2):4>>;
decode_last([B, A], Acc) -> <<Acc/binary, A:6, (B bsr 4):2>>.

%% The value of a digit, or a negative number.
value(C, _Mode) when C >= $A, C =< $Z -> C - $A;
value(C, _Mode) when C >= $a, C =< $z -> C - $a + 26;
value(C, _Mode) when C >= $0, C =< $9 -> C - $0 + 52;
value($+, standard) -> 62;
value($/, standard) -> 63;
value($-, urlsafe) -> 62;
value($_, urlsafe) -> 63;
value(_C, _Mode) -> -1.
