%% SPDX-License-Identifier: Apache-2.0
%% JSON (RFC 8259). The decoder keeps what it is inside of on a stack of its own, so that it can
%% stop wherever the input ends: then it returns what it could not read yet with its state.
-module(json).
-moduledoc "Encoding and decoding of JSON.".

-export([decode/1, decode/3, decode_continue/2, decode_start/3]).
-export([encode/1, encode/2, encode_atom/2, encode_binary/1, encode_binary_escape_all/1,
         encode_float/1, encode_integer/1, encode_key_value_list/2,
         encode_key_value_list_checked/2, encode_list/2, encode_map/2, encode_map_checked/2,
         encode_value/2]).
-export([format/1, format/2, format/3, format_key_value_list/3, format_key_value_list_checked/3,
         format_value/3]).

%%% Encoding.

-doc "The JSON of a term, as iodata.".
encode(Term) -> encode_value(Term, fun encode_value/2).

-doc "As encode/1, where Encoder(Term, Encoder) makes the JSON of each value.".
encode(Term, Encoder) when is_function(Encoder, 2) -> Encoder(Term, Encoder).

-doc "The JSON of a value, with an encoder for what is in it.".
encode_value(Term, _Encoder) when is_binary(Term) -> encode_binary(Term);
encode_value(Term, _Encoder) when is_integer(Term) -> integer_to_binary(Term);
encode_value(Term, Encoder) when is_atom(Term) -> encode_atom(Term, Encoder);
encode_value(Term, Encoder) when is_list(Term) -> encode_list(Term, Encoder);
encode_value(Term, Encoder) when is_map(Term) -> encode_map(Term, Encoder);
encode_value(Term, _Encoder) when is_float(Term) -> encode_float(Term);
encode_value(Term, _Encoder) -> error({unsupported_type, Term}).

-doc "The JSON of an atom: null, true and false as they are, others as strings.".
encode_atom(null, _Encoder) -> <<"null">>;
encode_atom(true, _Encoder) -> <<"true">>;
encode_atom(false, _Encoder) -> <<"false">>;
encode_atom(Atom, Encoder) -> Encoder(atom_to_binary(Atom, utf8), Encoder).

-doc "The JSON of an integer.".
encode_integer(Integer) -> integer_to_binary(Integer).

-doc "The JSON of a float.".
encode_float(Float) -> float_to_binary(Float, [short]).

-doc "The JSON array of a list.".
encode_list([], _Encoder) -> <<"[]">>;
encode_list([First | Rest], Encoder) when is_function(Encoder, 2) ->
    [$[, Encoder(First, Encoder) | encode_rest(Rest, Encoder)].

encode_rest([X | Rest], Encoder) -> [$,, Encoder(X, Encoder) | encode_rest(Rest, Encoder)];
encode_rest([], _Encoder) -> "]".

-doc "The JSON object of a map.".
encode_map(Map, Encoder) when is_map(Map) ->
    object([[$,, key(Key, Encoder), $: | Encoder(Value, Encoder)]
            || {Key, Value} <- maps:to_list(Map)]).

-doc "As encode_map/2; an error when two keys are the same string.".
encode_map_checked(Map, Encoder) -> encode_key_value_list_checked(maps:to_list(Map), Encoder).

-doc "The JSON object of a list of pairs.".
encode_key_value_list(Pairs, Encoder) when is_function(Encoder, 2) ->
    object([[$,, key(Key, Encoder), $: | Encoder(Value, Encoder)] || {Key, Value} <- Pairs]).

-doc "As encode_key_value_list/2; an error when two keys are the same string.".
encode_key_value_list_checked(Pairs, Encoder) when is_function(Encoder, 2) ->
    object(checked_pairs(Pairs, Encoder, #{})).

checked_pairs([{Key, Value} | Rest], Encoder, Seen) ->
    Chars = iolist_to_binary(key(Key, Encoder)),
    case is_map_key(Chars, Seen) of
        true -> error({duplicate_key, Key});
        false ->
            [[$,, Chars, $: | Encoder(Value, Encoder)]
             | checked_pairs(Rest, Encoder, Seen#{Chars => true})]
    end;
checked_pairs([], _Encoder, _Seen) -> [].

object([]) -> <<"{}">>;
object([[_Comma | First] | Rest]) -> [${, First, Rest, $}].

key(Key, Encoder) when is_binary(Key) -> Encoder(Key, Encoder);
key(Key, Encoder) when is_atom(Key) -> Encoder(atom_to_binary(Key, utf8), Encoder);
key(Key, _Encoder) when is_integer(Key) -> [$", integer_to_binary(Key), $"];
key(Key, _Encoder) when is_float(Key) -> [$", encode_float(Key), $"];
key(Key, _Encoder) -> error({unsupported_type, Key}).

-doc "The JSON string of a UTF-8 binary.".
encode_binary(Binary) when is_binary(Binary) -> quoted(Binary, Binary, 0, 0, utf8, []).

-doc "As encode_binary/1, with escapes for all but ASCII.".
encode_binary_escape_all(Binary) when is_binary(Binary) -> quoted(Binary, Binary, 0, 0, ascii, []).

%% From and Length are of the part of the string that needs no escapes and is not in Acc yet.
quoted(<<C, Rest/binary>>, All, From, Length, Level, Acc)
  when C >= 32, C < 128, C =/= $", C =/= $\\ ->
    quoted(Rest, All, From, Length + 1, Level, Acc);
quoted(<<C/utf8, Rest/binary>>, All, From, Length, utf8, Acc) when C >= 128 ->
    quoted(Rest, All, From, Length + byte_size(<<C/utf8>>), utf8, Acc);
quoted(<<C/utf8, Rest/binary>>, All, From, Length, Level, Acc) ->
    Acc1 = [Acc, binary_part(All, From, Length), escape(C)],
    quoted(Rest, All, byte_size(All) - byte_size(Rest), 0, Level, Acc1);
quoted(<<>>, All, 0, _Length, _Level, []) -> [$", All, $"];
quoted(<<>>, All, From, Length, _Level, Acc) -> [$", Acc, binary_part(All, From, Length), $"];
quoted(Bad, _All, _From, _Length, _Level, _Acc) -> invalid_byte(Bad).

escape($") -> <<"\\\"">>;
escape($\\) -> <<"\\\\">>;
escape($\b) -> <<"\\b">>;
escape($\f) -> <<"\\f">>;
escape($\n) -> <<"\\n">>;
escape($\r) -> <<"\\r">>;
escape($\t) -> <<"\\t">>;
escape(C) when C < 16#10000 -> io_lib:format("\\u~4.16.0B", [C]);
escape(C) ->
    <<High:16, Low:16>> = <<C/utf16>>,
    [escape(High), escape(Low)].

%% What is wrong with the first bytes of a binary that are not UTF-8.
invalid_byte(<<C, _/binary>>) -> error({invalid_byte, C}).

%%% Formatting: encoding over several lines.

-doc "The JSON of a term on several lines, indented.".
format(Term) -> format(Term, #{}).

-doc "As format/1 with options (indent, max), or with an encoder.".
format(Term, Options) when is_map(Options) -> format(Term, fun format_value/3, Options);
format(Term, Encoder) when is_function(Encoder, 3) -> format(Term, Encoder, #{}).

-doc "As format/1, where Encoder(Term, Encoder, State) makes the JSON of each value.".
format(Term, Encoder, Options) when is_function(Encoder, 3), is_map(Options) ->
    State = #{level => 0, col => 0, indent => maps:get(indent, Options, 2),
              max => maps:get(max, Options, 100)},
    [Encoder(Term, Encoder, State), $\n].

-doc "The JSON of a value on several lines, with an encoder for what is in it.".
format_value(Map, Encoder, State) when is_map(Map) ->
    format_key_value_list(maps:to_list(maps:iterator(Map, ordered)), Encoder, State);
format_value([], _Encoder, _State) -> <<"[]">>;
format_value(List, Encoder, State) when is_list(List) ->
    Inner = deeper(State),
    Items = [Encoder(X, Encoder, Inner) || X <- List],
    case fits(Items, State) of
        true -> [$[, lists:join(<<", ">>, Items), $]];
        false ->
            [$[, newline(Inner), lists:join([$, | newline(Inner)], Items), newline(State), $]]
    end;
format_value(Term, Encoder, State) ->
    encode_value(Term, fun(T, _) -> format_scalar(T, Encoder, State) end).

format_scalar(Term, _Encoder, _State) when is_binary(Term) -> encode_binary(Term);
format_scalar(Term, Encoder, State) -> Encoder(Term, Encoder, State).

deeper(#{level := Level, indent := Indent} = State) ->
    State#{level := Level + 1, col := (Level + 1) * Indent}.

newline(#{level := Level, indent := Indent}) -> [$\n | lists:duplicate(Level * Indent, $\s)].

%% Short items that have no lines themselves stand side by side.
fits(Items, #{col := Col, max := Max}) ->
    Binary = iolist_to_binary(Items),
    byte_size(Binary) + 2 * length(Items) + Col =< Max
        andalso binary:match(Binary, [<<"\n">>, <<"{">>]) =:= nomatch.

-doc "The JSON object of a list of pairs on several lines.".
format_key_value_list([], _Encoder, _State) -> <<"{}">>;
format_key_value_list(Pairs, Encoder, State) ->
    Inner = deeper(State),
    KeyEncoder = fun(Key, _) -> encode_binary(Key) end,
    format_pairs([{key(Key, KeyEncoder), Value} || {Key, Value} <- Pairs], Encoder, Inner, State).

format_pairs(Pairs, Encoder, #{col := Col} = Inner, State) ->
    Items = [begin
                 Width = iolist_size(Key) + 2,
                 [Key, <<": ">>, Encoder(Value, Encoder, Inner#{col := Col + Width})]
             end || {Key, Value} <- Pairs],
    [${, newline(Inner), lists:join([$, | newline(Inner)], Items), newline(State), $}].

-doc "As format_key_value_list/3; an error when two keys are the same string.".
format_key_value_list_checked(Pairs, Encoder, State) ->
    KeyEncoder = fun(Key, _) -> encode_binary(Key) end,
    Keys = [iolist_to_binary(key(Key, KeyEncoder)) || {Key, _} <- Pairs],
    case Keys -- lists:uniq(Keys) of
        [] -> format_key_value_list(Pairs, Encoder, State);
        [Double | _] -> error({duplicate_key, Double})
    end.

%%% Decoding.

%% The callbacks, or the atom default.
-record(callbacks, {array_start = default, array_push = default, array_finish = default,
                    object_start = default, object_push = default, object_finish = default,
                    string = default, integer = default, float = default, null = null}).

-doc "The term of a JSON text: maps, lists, binaries, numbers, true, false and null.".
decode(Binary) when is_binary(Binary) ->
    {Result, _Acc, Rest} = decode(Binary, ok, #{}),
    case skip_space(Rest) of
        <<>> -> Result;
        <<Byte, _/binary>> -> error({invalid_byte, Byte})
    end.

-doc "{Term, Acc, Rest} of the value that a binary begins with, made by callbacks.".
decode(Binary, Acc, Callbacks) when is_binary(Binary), is_map(Callbacks) ->
    case decode_start(Binary, Acc, Callbacks) of
        {continue, State} -> decode_continue(end_of_input, State);
        Result -> Result
    end.

-doc "As decode/3, or {continue, State} when the value does not end in the binary.".
decode_start(Binary, Acc, Callbacks) when is_binary(Binary), is_map(Callbacks) ->
    value(Binary, [], Acc, callbacks(Callbacks)).

-doc "Goes on with more input, or with end_of_input, from {continue, State}.".
decode_continue(end_of_input, {number, Rest, Stack, Acc, Callbacks}) ->
    case number_value(Rest, Callbacks) of
        {Number, <<>>} -> ended(done(Number, <<>>, Stack, Acc, Callbacks));
        _ -> error(unexpected_end)
    end;
decode_continue(end_of_input, _State) -> error(unexpected_end);
decode_continue(Binary, {number, Rest, Stack, Acc, Callbacks}) when is_binary(Binary) ->
    value(<<Rest/binary, Binary/binary>>, Stack, Acc, Callbacks);
decode_continue(Binary, {Step, Rest, Stack, Acc, Callbacks}) when is_binary(Binary) ->
    step(Step, <<Rest/binary, Binary/binary>>, Stack, Acc, Callbacks).

ended({continue, _State}) -> error(unexpected_end);
ended(Result) -> Result.

callbacks(Map) ->
    Default = #callbacks{},
    #callbacks{array_start = maps:get(array_start, Map, default),
               array_push = maps:get(array_push, Map, default),
               array_finish = maps:get(array_finish, Map, default),
               object_start = maps:get(object_start, Map, default),
               object_push = maps:get(object_push, Map, default),
               object_finish = maps:get(object_finish, Map, default),
               string = maps:get(string, Map, default),
               integer = maps:get(integer, Map, default),
               float = maps:get(float, Map, default),
               null = maps:get(null, Map, Default#callbacks.null)}.

skip_space(<<C, Rest/binary>>) when C =:= $\s; C =:= $\n; C =:= $\t; C =:= $\r ->
    skip_space(Rest);
skip_space(Rest) -> Rest.

%% The steps at which the input can end: before a value, in the first place of an array or object,
%% and behind a value, a key or a comma.
step(value, Rest, Stack, Acc, Cb) -> value(Rest, Stack, Acc, Cb);
step(array_first, Rest, Stack, Acc, Cb) -> array_first(Rest, Stack, Acc, Cb);
step(object_first, Rest, Stack, Acc, Cb) -> object_first(Rest, Stack, Acc, Cb);
step(key, Rest, Stack, Acc, Cb) -> key(Rest, Stack, Acc, Cb);
step({colon, Key}, Rest, Stack, Acc, Cb) -> colon(Rest, Key, Stack, Acc, Cb);
step(array_next, Rest, Stack, Acc, Cb) -> array_next(Rest, Stack, Acc, Cb);
step(object_next, Rest, Stack, Acc, Cb) -> object_next(Rest, Stack, Acc, Cb).

%% Stack: {array, OuterAcc} or {object, Key, OuterAcc} for each that is open.
value(<<C, Rest/binary>>, Stack, Acc, Cb) when C =:= $\s; C =:= $\n; C =:= $\t; C =:= $\r ->
    value(Rest, Stack, Acc, Cb);
value(<<$", Rest/binary>> = Binary, Stack, Acc, Cb) ->
    case string_value(Rest, Cb) of
        {String, Rest1} -> done(String, Rest1, Stack, Acc, Cb);
        more -> {continue, {value, Binary, Stack, Acc, Cb}}
    end;
value(<<C, _/binary>> = Binary, Stack, Acc, Cb) when C >= $0, C =< $9; C =:= $- ->
    case number_value(Binary, Cb) of
        {_Number, <<>>} -> {continue, {number, Binary, Stack, Acc, Cb}};
        {Number, Rest} -> done(Number, Rest, Stack, Acc, Cb);
        more -> {continue, {number, Binary, Stack, Acc, Cb}}
    end;
value(<<$[, Rest/binary>>, Stack, Acc, #callbacks{array_start = Start} = Cb) ->
    array_first(Rest, [{array, Acc} | Stack], start(Start, Acc), Cb);
value(<<${, Rest/binary>>, Stack, Acc, #callbacks{object_start = Start} = Cb) ->
    object_first(Rest, [{object, none, Acc} | Stack], start(Start, Acc), Cb);
value(<<"true", Rest/binary>>, Stack, Acc, Cb) -> done(true, Rest, Stack, Acc, Cb);
value(<<"false", Rest/binary>>, Stack, Acc, Cb) -> done(false, Rest, Stack, Acc, Cb);
value(<<"null", Rest/binary>>, Stack, Acc, Cb) -> done(Cb#callbacks.null, Rest, Stack, Acc, Cb);
value(<<>>, Stack, Acc, Cb) -> {continue, {value, <<>>, Stack, Acc, Cb}};
value(Binary, Stack, Acc, Cb) ->
    Words = [<<"true">>, <<"false">>, <<"null">>],
    case lists:any(fun(Word) -> is_front(Binary, Word) end, Words) of
        true -> {continue, {value, Binary, Stack, Acc, Cb}};
        false -> error({invalid_byte, bad_byte(Binary)})
    end.

is_front(Binary, Word) ->
    Size = byte_size(Binary),
    Size < byte_size(Word) andalso binary_part(Word, 0, Size) =:= Binary.

%% The first byte that is wrong, behind what may be the front of a word.
bad_byte(Binary) ->
    Words = [Word || Word <- [<<"true">>, <<"false">>, <<"null">>],
                     binary:first(Word) =:= binary:first(Binary)],
    case Words of
        [] -> binary:first(Binary);
        [Word] -> binary:at(Binary, binary:longest_common_prefix([Binary, Word]))
    end.

start(default, _Acc) -> [];
start(Fun, Acc) -> Fun(Acc).

%% What becomes of a value that is complete.
done(Value, Rest, [{array, _} | _] = Stack, Acc, #callbacks{array_push = Push} = Cb) ->
    Acc1 = case Push of
               default -> [Value | Acc];
               _ -> Push(Value, Acc)
           end,
    array_next(Rest, Stack, Acc1, Cb);
done(Value, Rest, [{object, Key, Outer} | Stack], Acc, #callbacks{object_push = Push} = Cb) ->
    Acc1 = case Push of
               default -> [{Key, Value} | Acc];
               _ -> Push(Key, Value, Acc)
           end,
    object_next(Rest, [{object, none, Outer} | Stack], Acc1, Cb);
done(Value, Rest, [], Acc, _Cb) -> {Value, Acc, Rest}.

array_first(Binary, Stack, Acc, Cb) ->
    case skip_space(Binary) of
        <<$], Rest/binary>> -> array_end(Rest, Stack, Acc, Cb);
        <<>> -> {continue, {array_first, <<>>, Stack, Acc, Cb}};
        Rest -> value(Rest, Stack, Acc, Cb)
    end.

array_next(Binary, Stack, Acc, Cb) ->
    case skip_space(Binary) of
        <<$,, Rest/binary>> -> value(Rest, Stack, Acc, Cb);
        <<$], Rest/binary>> -> array_end(Rest, Stack, Acc, Cb);
        <<>> -> {continue, {array_next, <<>>, Stack, Acc, Cb}};
        <<Byte, _/binary>> -> error({invalid_byte, Byte})
    end.

array_end(Rest, [{array, Outer} | Stack], Acc, #callbacks{array_finish = Finish} = Cb) ->
    {Value, Acc1} = case Finish of
                        default -> {lists:reverse(Acc), Outer};
                        _ -> Finish(Acc, Outer)
                    end,
    done(Value, Rest, Stack, Acc1, Cb).

object_first(Binary, Stack, Acc, Cb) ->
    case skip_space(Binary) of
        <<$}, Rest/binary>> -> object_end(Rest, Stack, Acc, Cb);
        <<>> -> {continue, {object_first, <<>>, Stack, Acc, Cb}};
        Rest -> key(Rest, Stack, Acc, Cb)
    end.

object_next(Binary, Stack, Acc, Cb) ->
    case skip_space(Binary) of
        <<$,, Rest/binary>> -> key(Rest, Stack, Acc, Cb);
        <<$}, Rest/binary>> -> object_end(Rest, Stack, Acc, Cb);
        <<>> -> {continue, {object_next, <<>>, Stack, Acc, Cb}};
        <<Byte, _/binary>> -> error({invalid_byte, Byte})
    end.

object_end(Rest, [{object, _, Outer} | Stack], Acc, #callbacks{object_finish = Finish} = Cb) ->
    {Value, Acc1} = case Finish of
                        default -> {maps:from_list(lists:reverse(Acc)), Outer};
                        _ -> Finish(Acc, Outer)
                    end,
    done(Value, Rest, Stack, Acc1, Cb).

key(Binary, Stack, Acc, Cb) ->
    case skip_space(Binary) of
        <<$", Rest/binary>> = Quoted ->
            case string_value(Rest, Cb) of
                {Key, Rest1} -> colon(Rest1, Key, Stack, Acc, Cb);
                more -> {continue, {key, Quoted, Stack, Acc, Cb}}
            end;
        <<>> -> {continue, {key, <<>>, Stack, Acc, Cb}};
        <<Byte, _/binary>> -> error({invalid_byte, Byte})
    end.

colon(Binary, Key, [{object, _, Outer} | Stack] = Stack0, Acc, Cb) ->
    case skip_space(Binary) of
        <<$:, Rest/binary>> -> value(Rest, [{object, Key, Outer} | Stack], Acc, Cb);
        <<>> -> {continue, {{colon, Key}, <<>>, Stack0, Acc, Cb}};
        <<Byte, _/binary>> -> error({invalid_byte, Byte})
    end.

%%% Strings and numbers: {Value, Rest}, or more when the input ends in them.

string_value(Binary, #callbacks{string = Fun}) ->
    case string_end(Binary, 0) of
        {plain, Length} ->
            <<String:Length/binary, _, Rest/binary>> = Binary,
            {converted(Fun, binary:copy(String)), Rest};
        {escapes, Length} ->
            <<Front:Length/binary, Rest/binary>> = Binary,
            case unescape(Rest, Front) of
                {String, Rest1} -> {converted(Fun, String), Rest1};
                more -> more
            end;
        more -> more
    end.

converted(default, String) -> String;
converted(Fun, String) -> Fun(String).

%% The length of the string up to its end, or up to its first escape.
string_end(<<C, Rest/binary>>, N) when C >= 32, C < 128, C =/= $", C =/= $\\ ->
    string_end(Rest, N + 1);
string_end(<<$", _/binary>>, N) -> {plain, N};
string_end(<<$\\, _/binary>>, N) -> {escapes, N};
string_end(<<C/utf8, Rest/binary>>, N) when C >= 128 ->
    string_end(Rest, N + byte_size(<<C/utf8>>));
string_end(Rest, _N) -> more_or_invalid(Rest).

more_or_invalid(<<>>) -> more;
more_or_invalid(Rest) ->
    case unicode:characters_to_binary(Rest) of
        {incomplete, <<>>, _} -> more;
        _ -> invalid_byte(Rest)
    end.

unescape(<<$", Rest/binary>>, Acc) -> {Acc, Rest};
unescape(<<$\\, C, Rest/binary>>, Acc) when C =/= $u ->
    unescape(Rest, <<Acc/binary, (escaped(C))>>);
unescape(<<"\\u", Rest/binary>>, Acc) when byte_size(Rest) >= 4 ->
    <<Digits:4/binary, Rest1/binary>> = Rest,
    case hex(Digits) of
        High when High >= 16#D800, High =< 16#DBFF -> unescape_pair(Rest1, High, Digits, Acc);
        Low when Low >= 16#DC00, Low =< 16#DFFF ->
            error({unexpected_sequence, <<"\\u", Digits/binary>>});
        C -> unescape(Rest1, <<Acc/binary, C/utf8>>)
    end;
unescape(<<$\\, _/binary>>, _Acc) -> more;
unescape(Binary, Acc) ->
    case string_end(Binary, 0) of
        {_, Length} when Length > 0 ->
            <<Part:Length/binary, Rest/binary>> = Binary,
            unescape(Rest, <<Acc/binary, Part/binary>>);
        more -> more
    end.

unescape_pair(<<"\\u", LowDigits:4/binary, Rest/binary>>, High, Digits, Acc) ->
    case hex(LowDigits) of
        Low when Low >= 16#DC00, Low =< 16#DFFF ->
            C = 16#10000 + ((High band 16#3FF) bsl 10) + (Low band 16#3FF),
            unescape(Rest, <<Acc/binary, C/utf8>>);
        _ -> error({unexpected_sequence, <<"\\u", Digits/binary, "\\u", LowDigits/binary>>})
    end;
unescape_pair(Rest, _High, Digits, _Acc) ->
    case byte_size(Rest) < 6 andalso is_escape_front(Rest) of
        true -> more;
        false -> error({unexpected_sequence, <<"\\u", Digits/binary>>})
    end.

is_escape_front(<<>>) -> true;
is_escape_front(<<"\\">>) -> true;
is_escape_front(<<"\\u", _/binary>>) -> true;
is_escape_front(_) -> false.

escaped($") -> $";
escaped($\\) -> $\\;
escaped($/) -> $/;
escaped($b) -> $\b;
escaped($f) -> $\f;
escaped($n) -> $\n;
escaped($r) -> $\r;
escaped($t) -> $\t;
escaped(C) -> error({invalid_byte, C}).

hex(Digits) -> hex(Digits, 0).

hex(<<C, Rest/binary>>, N) when C >= $0, C =< $9 -> hex(Rest, N * 16 + C - $0);
hex(<<C, Rest/binary>>, N) when C >= $a, C =< $f -> hex(Rest, N * 16 + C - $a + 10);
hex(<<C, Rest/binary>>, N) when C >= $A, C =< $F -> hex(Rest, N * 16 + C - $A + 10);
hex(<<C, _/binary>>, _N) -> error({invalid_byte, C});
hex(<<>>, N) -> N.

number_value(<<$-, Rest/binary>> = Binary, Cb) -> whole(Rest, 1, Binary, Cb);
number_value(Binary, Cb) -> whole(Binary, 0, Binary, Cb).

whole(<<$0, Rest/binary>>, N, Binary, Cb) -> behind_whole(Rest, N + 1, Binary, Cb);
whole(<<C, Rest/binary>>, N, Binary, Cb) when C >= $1, C =< $9 ->
    Digits = digits(Rest, 1),
    <<_:(Digits - 1)/binary, Rest1/binary>> = Rest,
    behind_whole(Rest1, N + Digits, Binary, Cb);
whole(<<>>, _N, _Binary, _Cb) -> more;
whole(<<C, _/binary>>, _N, _Binary, _Cb) -> error({invalid_byte, C}).

digits(<<C, Rest/binary>>, N) when C >= $0, C =< $9 -> digits(Rest, N + 1);
digits(_Rest, N) -> N.

behind_whole(<<$., Rest/binary>>, N, Binary, Cb) ->
    case some_digits(Rest) of
        more -> more;
        Digits ->
            <<_:Digits/binary, Rest1/binary>> = Rest,
            exponent(Rest1, N + 1 + Digits, N, Binary, Cb)
    end;
behind_whole(<<E, _/binary>> = Rest, N, Binary, Cb) when E =:= $e; E =:= $E ->
    exponent(Rest, N, N, Binary, Cb);
behind_whole(Rest, N, Binary, #callbacks{integer = Fun}) ->
    Chars = binary_part(Binary, 0, N),
    {case Fun of
         default -> binary_to_integer(Chars);
         _ -> Fun(Chars)
     end, Rest}.

some_digits(<<>>) -> more;
some_digits(Binary) ->
    case digits(Binary, 0) of
        0 -> error({invalid_byte, binary:first(Binary)});
        N -> N
    end.

exponent(<<E, Sign, Rest/binary>>, N, Whole, Binary, Cb)
  when E =:= $e orelse E =:= $E, Sign =:= $+ orelse Sign =:= $- ->
    exponent_digits(Rest, N + 2, Whole, Binary, Cb);
exponent(<<E, Rest/binary>>, N, Whole, Binary, Cb) when E =:= $e; E =:= $E ->
    exponent_digits(Rest, N + 1, Whole, Binary, Cb);
exponent(Rest, N, Whole, Binary, Cb) -> float_of(Rest, N, Whole, Binary, Cb).

exponent_digits(Binary, N, Whole, All, Cb) ->
    case some_digits(Binary) of
        more -> more;
        Digits ->
            <<_:Digits/binary, Rest/binary>> = Binary,
            float_of(Rest, N + Digits, Whole, All, Cb)
    end.

%% Whole is the length of the number up to its point; without one Erlang wants it put in.
float_of(Rest, N, Whole, Binary, #callbacks{float = Fun}) ->
    Chars = case Binary of
                <<_:Whole/binary, $., _/binary>> -> binary_part(Binary, 0, N);
                _ ->
                    <<Front:Whole/binary, Back:(N - Whole)/binary, _/binary>> = Binary,
                    <<Front/binary, ".0", Back/binary>>
            end,
    try {case Fun of
             default -> binary_to_float(Chars);
             _ -> Fun(Chars)
         end, Rest}
    catch error:badarg -> error({unexpected_sequence, binary_part(Binary, 0, N)})
    end.
