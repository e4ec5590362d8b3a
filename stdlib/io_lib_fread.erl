%% SPDX-License-Identifier: Apache-2.0
%% Reading terms from characters as a format string says: io_lib:fread/2 and io:fread/2.
-module(io_lib_fread).
-moduledoc "Reads what a format string describes.".

-export([fread/2, fread/3]).

-define(IS_SPACE(C), C =:= $\s; C =:= $\t; C =:= $\n; C =:= $\r).

-doc "{ok, Terms, Rest}, {more, RestOfFormat, Count, Terms} or {error, {fread, What}}.".
fread(Format, Chars) -> read(Format, Chars, 0, []).

%% Line by line: the continuation is [], or {Format, Line, Count, Terms} where Line holds the
%% characters of an unfinished line, last one first.
-doc "As fread/2 for input that comes in pieces: {done, Result, Rest} or {more, Continuation}.".
fread([], Chars, Format) -> collect(Format, [], 0, [], Chars);
fread({Format, Line, N, Terms}, Chars, _Format) -> collect(Format, Line, N, Terms, Chars).

collect(Format, Line, N, Terms, [$\n | Chars]) ->
    {Text, Newline} = case Line of
                          [$\r | Before] -> {Before, "\r\n"};
                          _ -> {Line, "\n"}
                      end,
    read_line(Format, lists:reverse(Text), N, Terms, Chars, Newline);
collect(Format, Line, N, Terms, [C | Chars]) -> collect(Format, [C | Line], N, Terms, Chars);
collect(Format, Line, N, Terms, []) -> {more, {Format, Line, N, Terms}};
collect(Format, Line, N, Terms, eof) ->
    case read(Format, lists:reverse(Line), N, Terms) of
        {ok, Result, Rest} -> {done, {ok, Result}, Rest};
        {more, Format1, N1, Terms1} -> {done, read(Format1, eof, N1, Terms1), eof};
        Error -> {done, Error, eof}
    end.

read_line(Format, Line, N, Terms, Chars, Newline) ->
    case read(Format, Line, N, Terms) of
        {ok, Result, []} -> {done, {ok, Result}, Chars};
        {ok, Result, Rest} -> {done, {ok, Result}, Rest ++ Newline ++ Chars};
        {more, Format1, N1, Terms1} ->
            collect(Format1, [], N1 + length(Newline), Terms1, Chars);
        Error -> {done, Error, Chars}
    end.

%% N counts the characters that have been read.
read([$~ | Format] = All, Chars, N, Terms) ->
    {Width, Suppress, Unicode, [C | Rest]} = field(Format),
    case Chars of
        _ when C =:= $l -> read(Rest, Chars, N, keep(Suppress, N, Terms));
        [] -> {more, All, N, Terms};
        eof -> at_end(N, Terms);
        [$~ | Chars1] when C =:= $~ -> read(Rest, Chars1, N + 1, Terms);
        _ ->
            case item(C, Width, Unicode, Chars) of
                {error, What} -> {error, {fread, What}};
                {Term, Chars1, Count} -> read(Rest, Chars1, N + Count, keep(Suppress, Term, Terms))
            end
    end;
read([C | Format], Chars, N, Terms) when ?IS_SPACE(C) ->
    {Chars1, Count} = skip_space(Chars, 0),
    read(Format, Chars1, N + Count, Terms);
read([C | Format], [C | Chars], N, Terms) -> read(Format, Chars, N + 1, Terms);
read([_ | _], [_ | _], _N, _Terms) -> {error, {fread, input}};
read([_ | _] = Format, [], N, Terms) -> {more, Format, N, Terms};
read([_ | _], eof, N, Terms) -> at_end(N, Terms);
read([], Chars, _N, Terms) -> {ok, lists:reverse(Terms), Chars}.

at_end(0, []) -> eof;
at_end(_N, _Terms) -> {error, {fread, input}}.

keep(true, _Term, Terms) -> Terms;
keep(false, Term, Terms) -> [Term | Terms].

%% What is between the tilde and the control character: [*] [Width] [t]
field([$* | Format]) -> width(Format, none, true);
field(Format) -> width(Format, none, false).

width([C | Format], none, Suppress) when C >= $0, C =< $9 -> width(Format, C - $0, Suppress);
width([C | Format], Width, Suppress) when C >= $0, C =< $9 ->
    width(Format, Width * 10 + C - $0, Suppress);
width([$t | Format], Width, Suppress) -> {Width, Suppress, true, Format};
width(Format, Width, Suppress) -> {Width, Suppress, false, Format}.

skip_space([C | Chars], Count) when ?IS_SPACE(C) -> skip_space(Chars, Count + 1);
skip_space(Chars, Count) -> {Chars, Count}.

%%% Items: {Term, Rest, Count} or {error, What}.

item($d, none, false, Chars) -> number(Chars, fun integer_chars/1, integer, fun list_to_integer/1);
item($d, Width, false, Chars) -> in_width(Chars, Width, integer, fun list_to_integer/1);
item($f, none, false, Chars) -> number(Chars, fun float_chars/1, float, fun list_to_float/1);
item($f, Width, false, Chars) -> in_width(Chars, Width, float, fun list_to_float/1);
item($u, none, false, Chars) -> unsigned(Chars, 10);
item($u, Base, false, Chars) when Base >= 2, Base =< 36 -> unsigned(Chars, Base);
item($-, _Width, false, Chars) -> sign(Chars);
item($#, none, false, Chars) -> based(Chars);
item($#, Width, false, Chars) -> based_in_width(Chars, Width);
item($s, Width, Unicode, Chars) -> word(Chars, Width, Unicode, string, fun(Word) -> Word end);
item($a, Width, Unicode, Chars) -> word(Chars, Width, Unicode, atom, fun list_to_atom/1);
item($c, Width, Unicode, Chars) ->
    case exactly(Chars, default(Width, 1), Unicode) of
        {Taken, Rest} -> {Taken, Rest, length(Taken)};
        error -> {error, character}
    end;
item(_C, _Width, _Unicode, _Chars) -> {error, format}.

default(none, Default) -> Default;
default(Value, _Default) -> Value.

number(Chars, Take, What, Convert) ->
    {Chars1, Count} = skip_space(Chars, 0),
    {Taken, Rest} = Take(Chars1),
    try {Convert(Taken), Rest, Count + length(Taken)}
    catch error:_ -> {error, What}
    end.

integer_chars([Sign | Chars]) when Sign =:= $+; Sign =:= $- ->
    {Digits, Rest} = digits(Chars, 10),
    {[Sign | Digits], Rest};
integer_chars(Chars) -> digits(Chars, 10).

float_chars(Chars) ->
    case integer_chars(Chars) of
        {Whole, [$. | Rest]} ->
            {Fraction, Rest1} = digits(Rest, 10),
            exponent_chars(Whole ++ [$. | Fraction], Rest1);
        Result -> Result
    end.

exponent_chars(Front, [E | Chars]) when E =:= $e; E =:= $E ->
    {Exponent, Rest} = integer_chars(Chars),
    {Front ++ [E | Exponent], Rest};
exponent_chars(Front, Rest) -> {Front, Rest}.

digits(Chars, Base) -> lists:splitwith(fun(C) -> is_digit(C, Base) end, Chars).

is_digit(C, _Base) when C >= $0, C =< $9 -> true;
is_digit(C, Base) when C >= $A, C < $A + Base - 10; C >= $a, C < $a + Base - 10 -> true;
is_digit(_C, _Base) -> false.

unsigned(Chars, Base) ->
    {Digits, Rest} = digits(Chars, Base),
    try {list_to_integer(Digits, Base), Rest, length(Digits)}
    catch error:_ -> {error, unsigned}
    end.

in_width(Chars, Width, What, Convert) ->
    case exactly(Chars, Width, false) of
        {Taken, Rest} ->
            try {Convert(element(1, skip_space(Taken, 0))), Rest, Width}
            catch error:_ -> {error, What}
            end;
        error -> {error, What}
    end.

sign([$- | Rest]) -> {-1, Rest, 1};
sign([$+ | Rest]) -> {1, Rest, 1};
sign(Rest) -> {1, Rest, 0}.

%% Base#Digits, where the base may have a sign.
based(Chars) ->
    try
        {Base, [$# | Chars1], Count} =
            number(Chars, fun integer_chars/1, based, fun list_to_integer/1),
        {Digits, Rest} = digits(Chars1, abs(Base)),
        {based_value(Base, Digits), Rest, Count + 1 + length(Digits)}
    catch error:_ -> {error, based}
    end.

based_value(Base, Digits) when Base < 0 -> -list_to_integer(Digits, -Base);
based_value(Base, Digits) -> list_to_integer(Digits, Base).

based_in_width(Chars, Width) ->
    case exactly(Chars, Width, false) of
        {Taken, Rest} ->
            case based(Taken) of
                {Value, [], _Count} -> {Value, Rest, Width};
                _ -> {error, based}
            end;
        error -> {error, based}
    end.

word(Chars, none, Unicode, What, Convert) ->
    {Chars1, Count} = skip_space(Chars, 0),
    case lists:splitwith(fun(C) -> is_word_char(C, Unicode) end, Chars1) of
        {[], [_ | _]} -> {error, What};
        {Word, Rest} -> {Convert(Word), Rest, Count + length(Word)}
    end;
word(Chars, Width, Unicode, What, Convert) ->
    case exactly(Chars, Width, Unicode) of
        {Taken, Rest} -> {Convert(trimmed(trimmed(Taken))), Rest, Width};
        error -> {error, What}
    end.

is_word_char(C, _Unicode) when ?IS_SPACE(C) -> false;
is_word_char(C, Unicode) -> Unicode orelse C =< 255.

%% Without the space in front, and backwards.
trimmed(Chars) -> lists:reverse(element(1, skip_space(Chars, 0))).

%% So many characters, none of which is a newline.
exactly(Chars, N, Unicode) -> exactly(Chars, N, Unicode, []).

exactly(Chars, 0, _Unicode, Acc) -> {lists:reverse(Acc), Chars};
exactly([C | Chars], N, Unicode, Acc) when C =/= $\n, Unicode orelse C =< 255 ->
    exactly(Chars, N - 1, Unicode, [C | Acc]);
exactly(_Chars, _N, _Unicode, _Acc) -> error.
