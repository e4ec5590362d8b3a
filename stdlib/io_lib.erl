%% SPDX-License-Identifier: Apache-2.0
%% Terms as characters: writing, quoting, recognising text; the entry to formatting.
-module(io_lib).
-moduledoc "Turns terms into characters.".

-export([bformat/2, bformat/3, bfwrite/2, bfwrite/3, build_text/1, build_text/2, char_list/1,
         chars_length/1, deep_char_list/1, deep_latin1_char_list/1, deep_unicode_char_list/1,
         format/2, format/3, format_prompt/1, format_prompt/2, fread/2, fread/3, fwrite/2, fwrite/3,
         indentation/2, latin1_char_list/1, limit_term/2, nl/0, print/1, print/4,
         printable_latin1_list/1, printable_list/1, printable_unicode_list/1, quote_atom/2,
         scan_format/2, unscan_format/1, write/1, write/2, write/3, write_atom/1,
         write_atom_as_latin1/1, write_binary/3, write_char/1, write_char_as_latin1/1,
         write_latin1_char/1, write_latin1_string/1, write_latin1_string/2, write_string/1,
         write_string/2, write_string_as_latin1/1, write_string_as_latin1/2,
         write_unicode_char/1, write_unicode_string/1]).
-export([binary_elements/3]).

%%% Formatting.

-doc "The characters of a format string with its arguments put in.".
format(Format, Args) ->
    try io_lib_format:fwrite(Format, Args)
    catch _:_ -> error(badarg, [Format, Args])
    end.

-doc "As format/2; the option {chars_limit, N} asks for not many more than N characters.".
format(Format, Args, Options) ->
    try io_lib_format:fwrite(Format, Args, Options)
    catch _:_ -> error(badarg, [Format, Args, Options])
    end.

-doc "The same as format/2.".
fwrite(Format, Args) ->
    try io_lib_format:fwrite(Format, Args)
    catch _:_ -> error(badarg, [Format, Args])
    end.

-doc "The same as format/3.".
fwrite(Format, Args, Options) ->
    try io_lib_format:fwrite(Format, Args, Options)
    catch _:_ -> error(badarg, [Format, Args, Options])
    end.

-doc "As format/2, but gives a UTF-8 binary.".
bformat(Format, Args) ->
    unicode:characters_to_binary(format(Format, Args)).

-doc "As format/3, but gives a UTF-8 binary.".
bformat(Format, Args, Options) ->
    unicode:characters_to_binary(format(Format, Args, Options)).

-doc "The same as bformat/2.".
bfwrite(Format, Args) ->
    bformat(Format, Args).

-doc "The same as bformat/3.".
bfwrite(Format, Args, Options) ->
    bformat(Format, Args, Options).

-doc "A format string taken apart: characters, and a map for each directive.".
scan_format(Format, Args) ->
    try io_lib_format:scan(Format, Args)
    catch _:_ -> error(badarg, [Format, Args])
    end.

-doc "The format string and arguments that scan_format/2 would take apart like this.".
unscan_format(FormatList) ->
    io_lib_format:unscan(FormatList).

-doc "The characters of a format that was taken apart by scan_format/2.".
build_text(FormatList) ->
    try io_lib_format:build(FormatList)
    catch _:_ -> error(badarg, [FormatList])
    end.

-doc "As build_text/1 with the options of format/3.".
build_text(FormatList, Options) ->
    try io_lib_format:build(FormatList, Options)
    catch _:_ -> error(badarg, [FormatList, Options])
    end.

-doc "The column after printing characters from a column on.".
indentation(Chars, Start) ->
    io_lib_format:indentation(Chars, Start).

-doc "Reads what a format string describes from a string.".
fread(Format, String) -> io_lib_fread:fread(Format, String).

-doc "As fread/2, for input that comes in pieces.".
fread(Continuation, Chars, Format) -> io_lib_fread:fread(Continuation, Chars, Format).

-doc "A newline.".
nl() -> "\n".

-doc "The characters of a prompt.".
format_prompt(Prompt) ->
    format_prompt(Prompt, latin1).

-doc "As format_prompt/1, for a device with an encoding.".
format_prompt({format, Format, Args}, _Encoding) ->
    prompt(catch format(Format, Args));
format_prompt(Prompt, Encoding) when is_list(Prompt); is_atom(Prompt); is_binary(Prompt) ->
    prompt(catch format(prompt_directive(Encoding, $s), [Prompt]), Prompt, Encoding);
format_prompt(Prompt, Encoding) ->
    format(prompt_directive(Encoding, $p), [Prompt]).

prompt({'EXIT', _}) -> "???";
prompt(Chars) -> Chars.

prompt({'EXIT', _}, Prompt, Encoding) -> format(prompt_directive(Encoding, $p), [Prompt]);
prompt(Chars, _Prompt, _Encoding) -> Chars.

prompt_directive(unicode, Char) -> [$~, $t, Char];
prompt_directive(_Latin1, Char) -> [$~, Char].

%%% Writing.

-doc "The term as ~p prints it from column 1.".
print(Term) ->
    io_lib_pretty:print(Term).

-doc "The term as ~p prints it from a column, with a line length, down to a depth.".
print(Term, Column, LineLength, Depth) ->
    io_lib_pretty:print(Term, Column, LineLength, Depth).

-doc "The term on one line, without regard to strings.".
write(Term) -> term(Term, -1, latin1, undefined).

-doc "As write/1 down to a depth, or with options (depth, encoding, chars_limit, maps_order).".
write(Term, Options) when is_list(Options) ->
    Depth = option(depth, Options, -1),
    Encoding = option(encoding, Options, utf8),
    Order = option(maps_order, Options, undefined),
    case option(chars_limit, Options, -1) of
        Limit when Depth =:= 0; Limit =:= 0 -> "...";
        Limit when Limit < 0 -> term(Term, Depth, Encoding, Order);
        Limit -> io_lib_pretty:limited(Term, Depth, Limit, {Encoding, Order})
    end;
write(Term, Depth) ->
    term(Term, Depth, latin1, undefined).

-doc "As write/2, or pretty printed.".
write(Term, Depth, true) ->
    io_lib_pretty:print(Term, 1, 80, Depth);
write(Term, Depth, false) ->
    write(Term, Depth).

option(Key, Options, Default) ->
    case lists:keyfind(Key, 1, Options) of
        {Key, Value} -> Value;
        _ -> Default
    end.

term(_Term, 0, _Enc, _Order) -> "...";
term(Term, _Depth, _Enc, _Order) when is_integer(Term) -> integer_to_list(Term);
term(Term, _Depth, latin1, _Order) when is_atom(Term) -> write_atom_as_latin1(Term);
term(Term, _Depth, _Enc, _Order) when is_atom(Term) -> write_atom(Term);
term([], _Depth, _Enc, _Order) -> "[]";
term([_ | _], 1, _Enc, _Order) -> "[...]";
term([X | Rest], Depth, Enc, Order) ->
    [$[, [term(X, Depth - 1, Enc, Order) | tail(Rest, Depth - 1, Enc, Order)], $]];
term({}, _Depth, _Enc, _Order) -> "{}";
term(Term, 1, _Enc, _Order) when is_tuple(Term) -> "{...}";
term(Term, Depth, Enc, Order) when is_tuple(Term) ->
    [${, [term(element(1, Term), Depth - 1, Enc, Order)
          | elements(Term, 2, Depth - 1, Enc, Order)], $}];
term(Term, _Depth, _Enc, _Order) when is_float(Term) -> io_lib_format:fwrite_g(Term);
term(Term, Depth, _Enc, _Order) when is_bitstring(Term) -> write_binary(Term, Depth);
term(Term, Depth, Enc, Order) when is_map(Term) -> write_map(Term, Depth, Enc, Order);
term(Term, _Depth, _Enc, _Order) when is_function(Term) -> erlang:fun_to_list(Term);
term(Term, _Depth, _Enc, _Order) when is_pid(Term) -> pid_to_list(Term);
term(Term, _Depth, _Enc, _Order) when is_reference(Term) -> ref_to_list(Term);
term(Term, _Depth, _Enc, _Order) when is_port(Term) -> port_to_list(Term).

tail([], _Depth, _Enc, _Order) -> [];
tail(_Rest, 1, _Enc, _Order) -> "|...";
tail([X | Rest], Depth, Enc, Order) ->
    [$,, term(X, Depth - 1, Enc, Order) | tail(Rest, Depth - 1, Enc, Order)];
tail(Improper, Depth, Enc, Order) -> [$|, term(Improper, Depth - 1, Enc, Order)].

elements(Tuple, I, _Depth, _Enc, _Order) when I > tuple_size(Tuple) -> [];
elements(_Tuple, _I, 1, _Enc, _Order) -> ",...";
elements(Tuple, I, Depth, Enc, Order) ->
    [$,, term(element(I, Tuple), Depth - 1, Enc, Order)
     | elements(Tuple, I + 1, Depth - 1, Enc, Order)].

write_map(_Map, 1, _Enc, _Order) -> "#{}";
write_map(Map, _Depth, _Enc, _Order) when map_size(Map) =:= 0 -> "#{}";
write_map(Map, Depth, Enc, Order) ->
    {Key, Value, Iterator} = maps:next(maps:iterator(Map, Order)),
    [$#, ${, [pair(Key, Value, Depth - 1, Enc, Order)
              | pairs(maps:next(Iterator), Depth - 1, Depth - 1, Enc, Order)], $}].

pairs(_Next, 1, _Depth, _Enc, _Order) -> ",...";
pairs(none, _Count, _Depth, _Enc, _Order) -> [];
pairs({Key, Value, Iterator}, Count, Depth, Enc, Order) ->
    [$,, pair(Key, Value, Depth, Enc, Order)
     | pairs(maps:next(Iterator), Count - 1, Depth, Enc, Order)].

pair(Key, Value, Depth, Enc, Order) ->
    [term(Key, Depth, Enc, Order), " => ", term(Value, Depth, Enc, Order)].

write_binary(Bits, Depth) ->
    {Chars, _Rest} = write_binary(Bits, Depth, -1),
    Chars.

-doc "The binary down to a depth and a number of characters, and what was left out of it.".
write_binary(Bits, Depth, Limit) ->
    {Elements, Rest} = binary_elements(Bits, Depth, max(Limit - 4, min(Limit, 0))),
    {["<<", lists:join($,, Elements), ">>"], Rest}.

-doc "The elements of a binary, each as characters; and what was left out of it.".
binary_elements(<<>>, _Depth, _Room) -> {[], <<>>};
binary_elements(Bits, Depth, Room) -> binary_elements(Bits, Depth, Room, []).

binary_elements(<<>>, _Depth, _Room, Acc) -> {lists:reverse(Acc), <<>>};
binary_elements(Bits, Depth, Room, Acc) when Depth =:= 1; Room =:= 0 ->
    {lists:reverse(Acc, ["..."]), Bits};
binary_elements(<<Byte, Rest/bitstring>>, Depth, Room0, Acc) ->
    Chars = integer_to_list(Byte),
    Room = case Room0 < 0 of
               true -> Room0;
               false -> max(Room0 - length(Chars) - 1, 0)
           end,
    binary_elements(Rest, Depth - 1, Room, [Chars | Acc]);
binary_elements(Bits, _Depth, _Room, Acc) ->
    Size = bit_size(Bits),
    <<Value:Size>> = Bits,
    {lists:reverse(Acc, [integer_to_list(Value) ++ [$: | integer_to_list(Size)]]), <<>>}.

%%% Atoms.

-doc "The atom, in quotes if it needs them.".
write_atom(Atom) ->
    Chars = atom_to_list(Atom),
    case quote_atom(Atom, Chars) of
        false -> Chars;
        true -> write_string(Chars, $')
    end.

-doc "As write_atom/1, with characters beyond Latin-1 as escapes.".
write_atom_as_latin1(Atom) ->
    Chars = atom_to_list(Atom),
    case quote_atom(Atom, Chars) of
        false -> Chars;
        true -> write_string_as_latin1(Chars, $')
    end.

-doc "True when the atom, whose characters are given, needs quotes.".
quote_atom(Atom, [C | Chars]) when C >= $a, C =< $z; C >= 16#DF, C =< 16#FF, C =/= 16#F7 ->
    not name_chars(Chars) orelse is_reserved(Atom);
quote_atom(_Atom, _Chars) -> true.

name_chars([C | Rest]) when C >= $a, C =< $z; C =:= $_; C >= $0, C =< $9; C >= $A, C =< $Z;
                            C =:= $@ ->
    name_chars(Rest);
name_chars([C | Rest]) when C >= 16#C0, C =< 16#FF, C =/= 16#D7, C =/= 16#F7 -> name_chars(Rest);
name_chars(Rest) -> Rest =:= [].

is_reserved('after') -> true;
is_reserved('and') -> true;
is_reserved('andalso') -> true;
is_reserved('band') -> true;
is_reserved('begin') -> true;
is_reserved('bnot') -> true;
is_reserved('bor') -> true;
is_reserved('bsl') -> true;
is_reserved('bsr') -> true;
is_reserved('bxor') -> true;
is_reserved('case') -> true;
is_reserved('catch') -> true;
is_reserved('cond') -> true;
is_reserved('div') -> true;
is_reserved('else') -> true;
is_reserved('end') -> true;
is_reserved('fun') -> true;
is_reserved('if') -> true;
is_reserved('let') -> true;
is_reserved('maybe') -> true;
is_reserved('not') -> true;
is_reserved('of') -> true;
is_reserved('or') -> true;
is_reserved('orelse') -> true;
is_reserved('receive') -> true;
is_reserved('rem') -> true;
is_reserved('try') -> true;
is_reserved('when') -> true;
is_reserved('xor') -> true;
is_reserved(_Atom) -> false.

%%% Strings and characters in source form. The level says which characters may stand for themselves:
%%% up to 16#FF (latin1), all (unicode), or up to 16#FF with the others as \x{...} (escape).

-doc "The string in double quotes, with escapes.".
write_string(String) -> write_string(String, $").

-doc "The string in the given quotes, with escapes.".
write_string(String, Quote) -> [Quote | string(String, Quote, unicode)].

-doc "The same as write_string/1.".
write_unicode_string(String) -> write_string(String, $").

-doc "As write_string/1, for Latin-1 characters only.".
write_latin1_string(String) -> write_latin1_string(String, $").

-doc "As write_string/2, for Latin-1 characters only.".
write_latin1_string(String, Quote) -> [Quote | string(String, Quote, latin1)].

-doc "As write_string/1, with characters beyond Latin-1 as escapes.".
write_string_as_latin1(String) -> write_string_as_latin1(String, $").

-doc "As write_string/2, with characters beyond Latin-1 as escapes.".
write_string_as_latin1(String, Quote) -> [Quote | string(String, Quote, escape)].

string([C | Rest], Quote, Level) when C >= $\s, C =< $~, C =/= Quote, C =/= $\\ ->
    [C | string(Rest, Quote, Level)];
string([C | Rest], Quote, Level) -> source_char(C, Quote, Level, string(Rest, Quote, Level));
string([], Quote, _Level) -> [Quote].

source_char(Quote, Quote, _Level, Rest) -> [$\\, Quote | Rest];
source_char($\\, _Quote, _Level, Rest) -> [$\\, $\\ | Rest];
source_char(C, _Quote, _Level, Rest) when C >= $\s, C =< $~ -> [C | Rest];
source_char(C, _Quote, _Level, Rest) when C >= 16#A0, C =< 16#FF -> [C | Rest];
source_char(C, _Quote, unicode, Rest) when C > 16#FF -> [C | Rest];
source_char(C, _Quote, escape, Rest) when C > 16#FF ->
    "\\x{" ++ integer_to_list(C, 16) ++ "}" ++ Rest;
source_char(C, _Quote, _Level, Rest) when C < 16#A0 ->
    case control_letter(C) of
        none -> [$\\, $0 + (C bsr 6), $0 + ((C bsr 3) band 7), $0 + (C band 7) | Rest];
        Letter -> [$\\, Letter | Rest]
    end.

control_letter($\n) -> $n;
control_letter($\r) -> $r;
control_letter($\t) -> $t;
control_letter($\v) -> $v;
control_letter($\b) -> $b;
control_letter($\f) -> $f;
control_letter($\e) -> $e;
control_letter($\d) -> $d;
control_letter(_) -> none.

-doc "The character in source form: $ and the character or its escape.".
write_char($\s) -> "$\\s";
write_char(C) when is_integer(C), C >= 0 -> [$$ | source_char(C, none, unicode, [])].

-doc "The same as write_char/1.".
write_unicode_char(C) -> write_char(C).

-doc "As write_char/1, for Latin-1 characters only.".
write_latin1_char(C) when is_integer(C), C >= 0, C =< 16#FF ->
    [$$ | source_char(C, none, latin1, [])].

-doc "As write_char/1, with characters beyond Latin-1 as escapes.".
write_char_as_latin1(C) when is_integer(C), C >= 0 -> [$$ | source_char(C, none, escape, [])].

%%% What is text?

-doc "The number of characters in a deep list of them.".
chars_length(Chars) ->
    try iolist_size(Chars)
    catch error:_ -> string:length(Chars)
    end.

-doc "True for a flat list of Latin-1 characters.".
latin1_char_list([C | Rest]) when is_integer(C), C >= 0, C =< 16#FF -> latin1_char_list(Rest);
latin1_char_list(Rest) -> Rest =:= [].

-doc "True for a flat list of characters.".
char_list([C | Rest]) when is_integer(C), C >= 0, C < 16#D800;
                           is_integer(C), C > 16#DFFF, C =< 16#10FFFF,
                           C =/= 16#FFFE, C =/= 16#FFFF ->
    char_list(Rest);
char_list(Rest) -> Rest =:= [].

-doc "True for a deep list of Latin-1 characters.".
deep_latin1_char_list([X | Rest]) when is_list(X) ->
    deep_latin1_char_list(X) andalso deep_latin1_char_list(Rest);
deep_latin1_char_list([C | Rest]) when is_integer(C), C >= 0, C =< 16#FF ->
    deep_latin1_char_list(Rest);
deep_latin1_char_list(Rest) -> Rest =:= [].

-doc "True for a deep list of characters.".
deep_char_list([X | Rest]) when is_list(X) ->
    deep_char_list(X) andalso deep_char_list(Rest);
deep_char_list([C | Rest]) when is_integer(C), C >= 0, C < 16#D800;
                                is_integer(C), C > 16#DFFF, C =< 16#10FFFF,
                                C =/= 16#FFFE, C =/= 16#FFFF ->
    deep_char_list(Rest);
deep_char_list(Rest) -> Rest =:= [].

-doc "The same as deep_char_list/1.".
deep_unicode_char_list(Chars) -> deep_char_list(Chars).

-doc "True for a flat list of characters that ~p prints as a string.".
printable_list(List) ->
    case io:printable_range() of
        latin1 -> printable_latin1_list(List);
        unicode -> printable_unicode_list(List)
    end.

-doc "True for a flat list of readable Latin-1 characters.".
printable_latin1_list([C | Rest]) when is_integer(C), C >= $\s, C =< $~ ->
    printable_latin1_list(Rest);
printable_latin1_list([C | Rest]) when is_integer(C), C >= 16#A0, C =< 16#FF;
                                       is_integer(C), C >= $\b, C =< $\r; C =:= $\e ->
    printable_latin1_list(Rest);
printable_latin1_list(Rest) -> Rest =:= [].

-doc "True for a flat list of readable characters.".
printable_unicode_list([C | Rest]) when is_integer(C), C >= $\s, C =< $~ ->
    printable_unicode_list(Rest);
printable_unicode_list([C | Rest]) when is_integer(C), C >= 16#A0, C < 16#D800;
                                        is_integer(C), C > 16#DFFF, C =< 16#10FFFF,
                                        C =/= 16#FFFE, C =/= 16#FFFF;
                                        is_integer(C), C >= $\b, C =< $\r; C =:= $\e ->
    printable_unicode_list(Rest);
printable_unicode_list(Rest) -> Rest =:= [].

%%% Cutting a term short.

-doc "The term with '...' in place of what lies deeper than a depth.".
limit_term(Term, Depth) ->
    limit(Term, Depth).

limit(_Term, 0) -> '...';
limit([_ | _], 1) -> ['...'];
limit([X | Rest] = List, Depth) ->
    case printable_list(List) of
        true -> List;
        false -> [limit(X, Depth - 1) | limit_tail(Rest, Depth - 1)]
    end;
limit({}, _Depth) -> {};
limit(Term, 1) when is_tuple(Term) -> {'...'};
limit(Term, Depth) when is_tuple(Term) ->
    [X | Rest] = tuple_to_list(Term),
    list_to_tuple([limit(X, Depth - 1) | limit_elements(Rest, Depth - 1)]);
limit(Term, Depth) when is_map(Term) ->
    maps:from_list(limit_pairs(maps:next(maps:iterator(Term)), Depth + 1, Depth));
limit(Term, _Depth) -> Term.

limit_tail([], _Depth) -> [];
limit_tail(_Rest, 1) -> ['...'];
limit_tail([X | Rest], Depth) -> [limit(X, Depth - 1) | limit_tail(Rest, Depth - 1)];
limit_tail(Improper, Depth) -> limit(Improper, Depth - 1).

limit_elements([], _Depth) -> [];
limit_elements(_Rest, 1) -> ['...'];
limit_elements([X | Rest], Depth) -> [limit(X, Depth - 1) | limit_elements(Rest, Depth - 1)].

limit_pairs(none, _Count, _Depth) -> [];
limit_pairs(_Next, 0, _Depth) -> [];
limit_pairs({Key, Value, Iterator}, Count, Depth) ->
    [{Key, limit(Value, Depth - 1)} | limit_pairs(maps:next(Iterator), Count - 1, Depth)].
