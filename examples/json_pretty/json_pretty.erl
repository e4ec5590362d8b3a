%% SPDX-License-Identifier: Apache-2.0
%% Reads a JSON file, reports where it is wrong if it is, and prints it again: indented, with the
%% keys of each object in their original order, followed by a few figures about what was found.
%%
%%     erlite run json_pretty.erl input.json [another.json ...]
%%
%% The reader is one function per kind of value over a binary. Each takes the rest of the input
%% and returns the value with what follows it. JSON values become Erlang terms like this:
%%
%%     object   {[{Key, Value}, ...]}      string   binary (UTF-8)
%%     array    list                       number   integer or float
%%     true, false, null                   the atoms
-module(json_pretty).
-export([main/1]).

main([]) ->
    io:format("usage: json_pretty FILE...~n"),
    halt(2);
main(Files) ->
    lists:foreach(fun show_file/1, Files).

show_file(Name) ->
    {ok, Text} = file:read_file(Name),
    io:format("== ~s~n", [Name]),
    try decode(Text) of
        Value ->
            io:put_chars([encode(Value, 0), $\n]),
            report(Value)
    catch
        throw:{bad_json, Why, Rest} ->
            {Line, Column} = position(Text, byte_size(Text) - byte_size(Rest)),
            io:format("~s:~w:~w: ~s~n", [Name, Line, Column, Why])
    end.

%% -----------------------------------------------------------------------------------------------
%% Reading

decode(Text) ->
    {Value, Rest} = value(skip(Text)),
    case skip(Rest) of
        <<>> -> Value;
        More -> fail("text after the end of the value", More)
    end.

value(<<${, Rest/binary>>) -> object(skip(Rest));
value(<<$[, Rest/binary>>) -> array(skip(Rest));
value(<<$", Rest/binary>>) -> string(Rest);
value(<<"true", Rest/binary>>) -> {true, Rest};
value(<<"false", Rest/binary>>) -> {false, Rest};
value(<<"null", Rest/binary>>) -> {null, Rest};
value(<<C, _/binary>> = Text) when C =:= $-; C >= $0, C =< $9 -> number(Text);
value(<<>>) -> fail("the text ends where a value should be", <<>>);
value(Text) -> fail("this is not the start of a value", Text).

object(<<$}, Rest/binary>>) -> {{[]}, Rest};
object(Text) -> members(Text, []).

members(<<$", Text/binary>>, Acc) ->
    {Key, AfterKey} = string(Text),
    {Value, AfterValue} = value(skip(expect($:, skip(AfterKey)))),
    Members = [{Key, Value} | Acc],
    case skip(AfterValue) of
        <<$,, Rest/binary>> -> members(skip(Rest), Members);
        <<$}, Rest/binary>> -> {{lists:reverse(Members)}, Rest};
        Rest -> fail("expected , or } in an object", Rest)
    end;
members(Text, _) ->
    fail("expected a key in quotes", Text).

array(<<$], Rest/binary>>) -> {[], Rest};
array(Text) -> elements(Text, []).

elements(Text, Acc) ->
    {Value, AfterValue} = value(Text),
    case skip(AfterValue) of
        <<$,, Rest/binary>> -> elements(skip(Rest), [Value | Acc]);
        <<$], Rest/binary>> -> {lists:reverse(Acc, [Value]), Rest};
        Rest -> fail("expected , or ] in an array", Rest)
    end.

%% Most strings hold no escape at all: those are a slice of the input. Only from the first
%% backslash on is text copied.
string(Text) -> plain_string(Text, Text, 0).

plain_string(<<$", Rest/binary>>, Start, Length) -> {binary:part(Start, 0, Length), Rest};
plain_string(<<$\\, _/binary>> = Text, Start, Length) ->
    escaped_string(Text, binary:part(Start, 0, Length));
plain_string(<<C, _/binary>> = Text, _, _) when C < $\s ->
    fail("a control character inside a string", Text);
plain_string(<<_, Rest/binary>>, Start, Length) -> plain_string(Rest, Start, Length + 1);
plain_string(<<>>, _, _) -> fail("a string without its closing quote", <<>>).

escaped_string(<<$", Rest/binary>>, Acc) ->
    {Acc, Rest};
escaped_string(<<"\\u", Hex:4/binary, Rest/binary>> = Text, Acc) ->
    case {code_unit(Hex, Text), Rest} of
        {High, <<"\\u", Hex2:4/binary, Rest2/binary>>} when High >= 16#D800, High < 16#DC00 ->
            Low = code_unit(Hex2, Rest),
            Low >= 16#DC00 andalso Low < 16#E000 orelse fail("half of a surrogate pair", Text),
            Code = 16#10000 + ((High - 16#D800) bsl 10) + (Low - 16#DC00),
            escaped_string(Rest2, <<Acc/binary, Code/utf8>>);
        {Unit, _} when Unit >= 16#D800, Unit < 16#E000 ->
            fail("half of a surrogate pair", Text);
        {Code, _} ->
            escaped_string(Rest, <<Acc/binary, Code/utf8>>)
    end;
escaped_string(<<$\\, C, Rest/binary>> = Text, Acc) ->
    escaped_string(Rest, <<Acc/binary, (unescape(C, Text))>>);
escaped_string(<<C, Rest/binary>>, Acc) ->
    escaped_string(Rest, <<Acc/binary, C>>);
escaped_string(<<>>, _) ->
    fail("a string without its closing quote", <<>>).

unescape($n, _) -> $\n;
unescape($t, _) -> $\t;
unescape($r, _) -> $\r;
unescape($b, _) -> $\b;
unescape($f, _) -> $\f;
unescape(C, _) when C =:= $"; C =:= $\\; C =:= $/ -> C;
unescape(_, Text) -> fail("an escape that JSON does not have", Text).

code_unit(Hex, Text) ->
    try
        binary_to_integer(Hex, 16)
    catch
        error:badarg -> fail("\\u needs four hexadecimal digits", Text)
    end.

number(Text) ->
    Length = number_length(Text, 0),
    Digits = binary:part(Text, 0, Length),
    <<_:Length/binary, Rest/binary>> = Text,
    try {to_number(Digits), Rest} catch error:badarg -> fail("a malformed number", Text) end.

number_length(<<C, Rest/binary>>, N) when C >= $0, C =< $9 -> number_length(Rest, N + 1);
number_length(<<C, Rest/binary>>, N) when C =:= $-; C =:= $+; C =:= $.; C =:= $e; C =:= $E ->
    number_length(Rest, N + 1);
number_length(_, N) ->
    N.

%% Erlang wants a fraction before an exponent: 1e5 is read as 1.0e5.
to_number(Digits) ->
    case binary:match(Digits, [<<".">>, <<"e">>, <<"E">>]) of
        nomatch ->
            binary_to_integer(Digits);
        _ ->
            case binary:split(Digits, [<<"e">>, <<"E">>]) of
                [Mantissa, Exponent] ->
                    binary_to_float(<<(with_point(Mantissa))/binary, "e", Exponent/binary>>);
                [Mantissa] ->
                    binary_to_float(Mantissa)
            end
    end.

with_point(Mantissa) ->
    case binary:match(Mantissa, <<".">>) of
        nomatch -> <<Mantissa/binary, ".0">>;
        _ -> Mantissa
    end.

skip(<<C, Rest/binary>>) when C =:= $\s; C =:= $\n; C =:= $\t; C =:= $\r -> skip(Rest);
skip(Text) -> Text.

expect(C, <<C, Rest/binary>>) -> Rest;
expect(C, Text) -> fail(io_lib:format("expected ~c", [C]), Text).

fail(Why, Rest) -> throw({bad_json, Why, Rest}).

position(Text, Offset) ->
    Lines = binary:split(binary:part(Text, 0, Offset), <<"\n">>, [global]),
    {length(Lines), byte_size(lists:last(Lines)) + 1}.

%% -----------------------------------------------------------------------------------------------
%% Writing

%% Short arrays of simple values stay on one line, everything else gets a line for each element.
encode({[]}, _) -> "{}";
encode({Members}, Depth) ->
    block(${, [[quote(K), ": ", encode(V, Depth + 1)] || {K, V} <- Members], $}, Depth);
encode([], _) -> "[]";
encode(List, Depth) when is_list(List) ->
    case length(List) =< 8 andalso lists:all(fun is_simple/1, List) of
        true -> [$[, lists:join(", ", [encode(V, Depth) || V <- List]), $]];
        false -> block($[, [encode(V, Depth + 1) || V <- List], $], Depth)
    end;
encode(Text, _) when is_binary(Text) -> quote(Text);
encode(Atom, _) when is_atom(Atom) -> atom_to_list(Atom);
encode(N, _) when is_integer(N) -> integer_to_list(N);
encode(F, _) when is_float(F) -> io_lib:format("~w", [F]).

block(Open, Items, Close, Depth) ->
    Lines = lists:join(",\n", [[indent(Depth + 1), I] || I <- Items]),
    [Open, $\n, Lines, $\n, indent(Depth), Close].

indent(Depth) -> lists:duplicate(2 * Depth, $\s).

is_simple(V) -> is_number(V) orelse is_atom(V).

%% What is printed is plain ASCII: everything else is written as \u escapes.
quote(Text) -> [$", [escape(C) || <<C/utf8>> <= Text], $"].

escape($") -> "\\\"";
escape($\\) -> "\\\\";
escape($\n) -> "\\n";
escape($\t) -> "\\t";
escape($\r) -> "\\r";
escape(C) when C < $\s; C > 126, C < 16#10000 -> io_lib:format("\\u~4.16.0b", [C]);
escape(C) when C >= 16#10000 -> <<High:16, Low:16>> = <<C/utf16>>, [escape(High), escape(Low)];
escape(C) -> C.

%% -----------------------------------------------------------------------------------------------
%% Figures

report(Value) ->
    Counts = count(Value, 1, #{}),
    Kinds = [object, array, string, number, literal, depth],
    Show = fun(Kind) -> io:format("~-8s ~w~n", [Kind, maps:get(Kind, Counts, 0)]) end,
    lists:foreach(Show, Kinds).

count(Value, Depth, Counts) ->
    Deeper = Counts#{depth => max(Depth, maps:get(depth, Counts, 0))},
    Counted = maps:update_with(kind(Value), fun(N) -> N + 1 end, 1, Deeper),
    lists:foldl(fun(V, Acc) -> count(V, Depth + 1, Acc) end, Counted, children(Value)).

kind({_}) -> object;
kind(V) when is_list(V) -> array;
kind(V) when is_binary(V) -> string;
kind(V) when is_number(V) -> number;
kind(V) when is_atom(V) -> literal.

children({Members}) -> [V || {_, V} <- Members];
children(List) when is_list(List) -> List;
children(_) -> [].
