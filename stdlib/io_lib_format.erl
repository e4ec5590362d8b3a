%% SPDX-License-Identifier: Apache-2.0
%% Format strings: the directives of io_lib:format/2.
-module(io_lib_format).
-moduledoc "The directives of format strings.".

-export([build/1, build/2, fwrite/2, fwrite/3, fwrite_g/1, indentation/2, scan/2, unscan/1]).

-doc "The characters of a format string with its arguments put in.".
fwrite(Format, Args) when is_list(Format) -> direct(Format, Args, []);
fwrite(Format, Args) when is_binary(Format) -> direct(format_chars(Format), Args, []);
fwrite(Format, Args) when is_atom(Format) -> direct(atom_to_list(Format), Args, []).

-doc "As fwrite/2 with options: {chars_limit, N}.".
fwrite(Format, Args, Options) ->
    build(scan(Format, Args), Options).

format_chars(Binary) -> binary_to_list(Binary).

%% The way without a limit: each directive becomes characters at once. Acc is the output, last
%% character first, so that ~p can look back for the column it starts in.
direct([$~, C | Format], Args, Acc) ->
    case Args of
        _ when C =:= $n -> direct(Format, Args, [$\n | Acc]);
        _ when C =:= $~ -> direct(Format, Args, [$~ | Acc]);
        [Arg | Rest] when C =:= $p ->
            Chars = print(Arg, -1, none, right, none, latin1, true, undefined, -1, column(Acc)),
            direct(Format, Rest, [Chars | Acc]);
        [Arg | Rest] when C =:= $w -> direct(Format, Rest, [io_lib:write(Arg) | Acc]);
        [Arg | Rest] when C =:= $s, is_atom(Arg) ->
            direct(Format, Rest, lists:reverse(latin1_chars(atom_to_list(Arg)), Acc));
        [Arg | Rest] when C =:= $s -> direct(Format, Rest, [latin1_chars(Arg) | Acc]);
        [Arg | Rest] when C =:= $b, is_integer(Arg) ->
            direct(Format, Rest, lists:reverse(integer_to_list(Arg), Acc));
        _ ->
            {Spec, Format1, Args1} = directive([C | Format], Args),
            direct(Format1, Args1, put_directive(Spec, Acc))
    end;
direct([C | Format], Args, Acc) when C =/= $~ -> direct(Format, Args, [C | Acc]);
direct([], [], Acc) -> lists:reverse(Acc).

put_directive(#{control_char := C} = Spec, Acc) ->
    case small(C, Spec) of
        large when C =:= $p; C =:= $P -> [large(C, Spec, -1, column(Acc)) | Acc];
        large -> [large(C, Spec, -1, 0) | Acc];
        Chars -> lists:reverse(lists:flatten(Chars), Acc)
    end.

%%% Columns.

%% The column after output that is kept last character first.
column(Acc) -> indentation(last_line(Acc, []), 0).

last_line([$\n | _], Line) -> Line;
last_line([X | Acc], Line) -> last_line(Acc, [X | Line]);
last_line([], Line) -> Line.

-doc "The column after printing characters from a column on; tabs stop at each eighth.".
indentation([$\n | Rest], _Col) -> indentation(Rest, 0);
indentation([$\t | Rest], Col) -> indentation(Rest, (Col div 8 + 1) * 8);
indentation([C | Rest], Col) when is_integer(C) -> indentation(Rest, Col + 1);
indentation([X | Rest], Col) -> indentation(Rest, indentation(X, Col));
indentation([], Col) -> Col.

%%% Taking a format apart.

-doc "The format as a list of characters, and of maps for directives and their arguments.".
scan(Format, Args) when is_atom(Format) -> scan_chars(atom_to_list(Format), Args);
scan(Format, Args) when is_binary(Format) -> scan_chars(format_chars(Format), Args);
scan(Format, Args) -> scan_chars(Format, Args).

scan_chars([$~ | Format], Args) ->
    {Spec, Format1, Args1} = directive(Format, Args),
    [Spec | scan_chars(Format1, Args1)];
scan_chars([C | Format], Args) -> [C | scan_chars(Format, Args)];
scan_chars([], []) -> [].

%% What follows a tilde: [-]Width .Precision .Pad Modifiers Control
directive(Format0, Args0) ->
    {Width, Adjust, Format1, Args1} = width(Format0, Args0),
    {Precision, Format2, Args2} = precision(Format1, Args1),
    {Pad, Format3, Args3} = pad(Format2, Args2),
    Spec = #{width => Width, adjust => Adjust, precision => Precision, pad_char => Pad,
             encoding => latin1, strings => true, maps_order => undefined},
    modifiers(Format3, Args3, Spec).

width([$- | Format], Args) ->
    {Width, Format1, Args1} = number(Format, Args),
    {abs(Width), adjust_of(-Width), Format1, Args1};
width(Format, Args) ->
    case number(Format, Args) of
        {none, Format1, Args1} -> {none, right, Format1, Args1};
        {Width, Format1, Args1} -> {abs(Width), adjust_of(Width), Format1, Args1}
    end.

adjust_of(Width) when Width < 0 -> left;
adjust_of(_Width) -> right.

precision([$. | Format], Args) ->
    case number(Format, Args) of
        {Precision, _, _} when Precision < 0 -> error(badarg);
        Result -> Result
    end;
precision(Format, Args) -> {none, Format, Args}.

number([$* | Format], [N | Args]) when is_integer(N) -> {N, Format, Args};
number([C | Format], Args) when C >= $0, C =< $9 -> digits(Format, Args, C - $0);
number(Format, Args) -> {none, Format, Args}.

digits([C | Format], Args, N) when C >= $0, C =< $9 -> digits(Format, Args, N * 10 + C - $0);
digits(Format, Args, N) -> {N, Format, Args}.

pad([$., $* | Format], [Pad | Args]) -> {Pad, Format, Args};
pad([$., Pad | Format], Args) -> {Pad, Format, Args};
pad(Format, Args) -> {$\s, Format, Args}.

modifiers([$t | Format], Args, Spec) -> modifiers(Format, Args, Spec#{encoding := unicode});
modifiers([$l | Format], Args, Spec) -> modifiers(Format, Args, Spec#{strings := false});
modifiers([$k | Format], Args, Spec) -> modifiers(Format, Args, Spec#{maps_order := ordered});
modifiers([$K | Format], [Order | Args], Spec) ->
    modifiers(Format, Args, Spec#{maps_order := Order});
modifiers([C | Format], Args0, Spec) ->
    {Used, Args} = lists:split(argument_count(C), Args0),
    {Spec#{control_char => C, args => Used}, Format, Args}.

argument_count(C) when C =:= $~; C =:= $n -> 0;
argument_count(C) when C =:= $W; C =:= $P; C =:= $x; C =:= $X -> 2;
argument_count(C) when C =:= $w; C =:= $p; C =:= $s; C =:= $e; C =:= $f; C =:= $g; C =:= $b;
                       C =:= $B; C =:= $+; C =:= $#; C =:= $c; C =:= $i ->
    1.

-doc "The format string and the arguments that scan/2 would take apart like this.".
unscan(List) ->
    {unscan_format(List), unscan_args(List)}.

unscan_args([#{args := Args} = Spec | Rest]) ->
    case Spec of
        #{maps_order := Order} when is_function(Order, 2); Order =:= reversed ->
            [Order | Args] ++ unscan_args(Rest);
        #{} -> Args ++ unscan_args(Rest)
    end;
unscan_args([_ | Rest]) -> unscan_args(Rest);
unscan_args([]) -> [].

unscan_format([#{control_char := C} = Spec | Rest]) ->
    [$~ | unscan_width(Spec)] ++ unscan_precision(Spec) ++ unscan_modifiers(Spec)
        ++ [C | unscan_format(Rest)];
unscan_format([C | Rest]) -> [C | unscan_format(Rest)];
unscan_format([]) -> [].

unscan_width(#{width := none}) -> "";
unscan_width(#{width := Width, adjust := left}) -> integer_to_list(-Width);
unscan_width(#{width := Width}) -> integer_to_list(Width).

unscan_precision(#{precision := none, pad_char := $\s}) -> "";
unscan_precision(#{precision := none, pad_char := Pad}) -> [$., $., Pad];
unscan_precision(#{precision := P, pad_char := $\s}) -> [$. | integer_to_list(P)];
unscan_precision(#{precision := P, pad_char := Pad}) -> [$. | integer_to_list(P)] ++ [$., Pad].

unscan_modifiers(#{encoding := Encoding, strings := Strings} = Spec) ->
    [$t || Encoding =:= unicode] ++ [$l || not Strings]
        ++ case maps:get(maps_order, Spec, undefined) of
               undefined -> "";
               ordered -> "k";
               _ -> "K"
           end.

%%% Building from what was taken apart.

-doc "The characters of a format that scan/2 took apart.".
build(List) -> build(List, []).

-doc "As build/1 with options: {chars_limit, N}.".
build(List, Options) ->
    Limit = case lists:keyfind(chars_limit, 1, Options) of
                {chars_limit, N} -> N;
                _ -> -1
            end,
    {Parts, Count, Len} = build_small(List, [], 0, 0),
    build_large(Parts, Count, less(Limit, Len), []).

%% All but the directives that a limit applies to; their number, and the length of the rest.
build_small([#{control_char := C} = Spec | Rest], Acc, Count, Len) ->
    case small(C, Spec) of
        large -> build_small(Rest, [Spec | Acc], Count + 1, Len);
        Chars0 ->
            Chars = lists:flatten(Chars0),
            build_small(Rest, lists:reverse(Chars, Acc), Count, Len + length(Chars))
    end;
build_small([C | Rest], Acc, Count, Len) -> build_small(Rest, [C | Acc], Count, Len + 1);
build_small([], Acc, Count, Len) -> {lists:reverse(Acc), Count, Len}.

%% Each takes its share of what is left of the limit.
build_large([#{control_char := C} = Spec | Rest], Count, Limit, Acc) ->
    Share = case Limit < 0 of
                true -> Limit;
                false -> Limit div Count
            end,
    Chars = large(C, Spec, Share, column(Acc)),
    build_large(Rest, Count - 1, less(Limit, io_lib:chars_length(Chars)), [Chars | Acc]);
build_large([C | Rest], Count, Limit, Acc) -> build_large(Rest, Count, Limit, [C | Acc]);
build_large([], _Count, _Limit, Acc) -> lists:reverse(Acc).

less(Limit, _N) when Limit < 0 -> Limit;
less(Limit, N) when Limit >= N -> Limit - N;
less(_Limit, _N) -> 0.

%%% The directives.

%% Those whose length is not limited, or the atom large for the others.
small($s, #{args := [Atom], encoding := Encoding} = Spec) when is_atom(Atom) ->
    Chars = atom_to_list(Atom),
    string(case Encoding of
               latin1 -> latin1_chars(Chars);
               unicode -> Chars
           end, maps:get(width, Spec), Spec);
small($f, #{args := [Float], precision := P} = Spec) when is_float(Float) ->
    number_field(fixed(Float, default(P, 6)), Spec);
small($e, #{args := [Float], precision := P} = Spec) when is_float(Float) ->
    number_field(scientific(Float, default(P, 6)), Spec);
small($g, #{args := [Float], precision := P} = Spec) when is_float(Float) ->
    number_field(general(Float, default(P, 6)), Spec);
small($b, #{args := [N]} = Spec) -> based(N, "", lower, Spec);
small($B, #{args := [N]} = Spec) -> based(N, "", upper, Spec);
small($x, #{args := [N, Prefix]} = Spec) -> based(N, prefix(Prefix), lower, Spec);
small($X, #{args := [N, Prefix]} = Spec) -> based(N, prefix(Prefix), upper, Spec);
small($+, #{args := [N], precision := P} = Spec) ->
    based(N, integer_to_list(default(P, 10)) ++ "#", lower, Spec);
small($#, #{args := [N], precision := P} = Spec) ->
    based(N, integer_to_list(default(P, 10)) ++ "#", upper, Spec);
small($c, #{args := [C], encoding := unicode} = Spec) when is_integer(C) -> char(C, Spec);
small($c, #{args := [C]} = Spec) when is_integer(C) -> char(C band 255, Spec);
small($~, Spec) -> char($~, Spec);
small($n, #{width := none}) -> "\n";
small($n, #{width := Width, adjust := right}) -> repeat($\n, Width);
small($i, _Spec) -> [];
small(C, _Spec) when C =:= $s; C =:= $w; C =:= $W; C =:= $p; C =:= $P -> large.

default(none, Default) -> Default;
default(Value, _Default) -> Value.

large($s, #{args := [Chars], width := Width, encoding := Encoding} = Spec, Limit, _Col) ->
    Text = text(Chars, Encoding, Width, Limit),
    case Limit < 0 orelse Width =:= none of
        true -> string(Text, Width, Spec);
        false -> string(Text, max(3, min(Width, Limit)), Spec)
    end;
large($w, #{args := [Term]} = Spec, Limit, _Col) -> written(Term, -1, Limit, Spec);
large($W, #{args := [Term, Depth]} = Spec, Limit, _Col) when is_integer(Depth) ->
    written(Term, Depth, Limit, Spec);
large($p, #{args := [Term]} = Spec, Limit, Col) -> printed(Term, -1, Limit, Col, Spec);
large($P, #{args := [Term, Depth]} = Spec, Limit, Col) when is_integer(Depth) ->
    printed(Term, Depth, Limit, Col, Spec).

written(Term, Depth, Limit, #{encoding := Encoding} = Spec) ->
    Options = [{depth, Depth}, {encoding, Encoding}, {chars_limit, Limit},
               {maps_order, maps:get(maps_order, Spec, undefined)}],
    field(io_lib:write(Term, Options), Spec).

printed(Term, Depth, Limit, Col, #{width := Width, adjust := Adjust, precision := P,
                                   encoding := Encoding, strings := Strings} = Spec) ->
    Order = maps:get(maps_order, Spec, undefined),
    print(Term, Depth, Width, Adjust, P, Encoding, Strings, Order, Limit, Col).

print(Term, Depth, Width, right, Precision, Encoding, Strings, Order, Limit, Col) ->
    io_lib_pretty:print(Term, [{chars_limit, Limit}, {column, default(Precision, Col + 1)},
                               {line_length, default(Width, 80)}, {depth, Depth},
                               {encoding, Encoding}, {strings, Strings},
                               {maps_order, Order}]).

%%% Fields.

%% Characters in a field of a width: stars if they do not fit.
field(Chars, #{width := none, precision := none}) -> Chars;
field(Chars, #{width := none, precision := P} = Spec) -> field(Chars, P, P, Spec);
field(Chars, #{width := Width, precision := none} = Spec) -> field(Chars, Width, Width, Spec);
field(Chars, #{width := Width, precision := P} = Spec) -> field(Chars, Width, min(Width, P), Spec).

field(Chars, Width, Max, Spec) ->
    case io_lib:chars_length(Chars) of
        Len when Len > Max -> adjust(repeat($*, Max), Width - Max, Spec);
        Len -> adjust(Chars, Width - Len, Spec)
    end.

number_field(Chars, #{width := none}) -> Chars;
number_field(Chars, #{width := Width} = Spec) -> field(Chars, Width, Width, Spec).

adjust(Chars, 0, _Spec) -> Chars;
adjust(Chars, N, #{adjust := left, pad_char := Pad}) -> [Chars | repeat(Pad, N)];
adjust(Chars, N, #{pad_char := Pad}) -> [repeat(Pad, N) | Chars].

repeat(C, N) -> lists:duplicate(N, C).

%% A string in a field: what does not fit is cut off.
string(Chars, none, #{precision := none}) -> Chars;
string(Chars, Width, #{precision := none} = Spec) -> cut(Chars, Width, Spec);
string(Chars, none, #{precision := P} = Spec) -> cut(Chars, P, Spec#{adjust := left});
string(Chars, Width, #{precision := P} = Spec) when Width >= P ->
    Inner = case Width of
                P -> cut(Chars, P, Spec);
                _ -> cut(Chars, P, Spec#{adjust := left})
            end,
    adjust(Inner, Width - P, Spec).

cut(Chars, Width, Spec) ->
    case io_lib:chars_length(Chars) of
        Len when Len > Width -> front(Chars, Width, Spec);
        Len -> adjust(Chars, Width - Len, Spec)
    end.

front(Chars, N, #{encoding := latin1}) -> lists:sublist(lists:flatten(Chars), N);
front(Chars, N, _Spec) -> string:slice(Chars, 0, N).

char(C, #{width := none, precision := none}) -> [C];
char(C, #{width := Width, precision := none}) -> repeat(C, Width);
char(C, #{width := none, precision := P}) -> repeat(C, P);
char(C, #{width := Width, precision := P} = Spec) when Width >= P ->
    adjust(repeat(C, P), Width - P, Spec).

%%% Strings.

text(Chars, Encoding, Width, Limit) when Limit < 0; Limit >= Width ->
    case Encoding of
        latin1 -> latin1_chars(Chars);
        unicode -> unicode_chars(Chars)
    end;
text(Chars, latin1, _Width, Limit) -> shorten(lists:flatten(latin1_chars(Chars)), Limit);
text(Chars, unicode, _Width, Limit) -> shorten(lists:flatten(unicode_chars(Chars)), Limit).

%% Three dots in place of what is beyond the limit.
shorten(Chars, Limit) ->
    Front = less(Limit, 3),
    case string:length(Chars) > Front + 3 of
        true -> string:slice(Chars, 0, Front) ++ "...";
        false -> Chars
    end.

latin1_chars([C | Rest]) when is_integer(C), C >= 0, C =< 255 -> [C | latin1_chars(Rest)];
latin1_chars([]) -> [];
latin1_chars([X | Rest]) -> [latin1_chars(X) | latin1_chars(Rest)];
latin1_chars(Binary) -> binary_to_list(Binary).

unicode_chars([C | Rest]) when is_integer(C), C >= 0 -> [C | unicode_chars(Rest)];
unicode_chars([]) -> [];
unicode_chars([X | Rest]) -> [unicode_chars(X) | unicode_chars(Rest)];
unicode_chars(Binary) when is_binary(Binary) ->
    case unicode:characters_to_list(Binary) of
        Chars when is_list(Chars) -> Chars;
        _ -> binary_to_list(Binary)
    end.

%%% Integers.

prefix(Prefix) when is_atom(Prefix) -> atom_to_list(Prefix);
prefix(Prefix) ->
    true = io_lib:deep_char_list(Prefix),
    Prefix.

based(N, Prefix, Case, #{precision := P} = Spec) ->
    Base = default(P, 10),
    Digits = in_case(integer_to_list(abs(N), Base), Base, Case),
    Chars = case N < 0 of
                true -> [$-, Prefix | Digits];
                false -> [Prefix | Digits]
            end,
    number_field(Chars, Spec).

in_case(Digits, Base, lower) when Base > 10 -> [lower(C) || C <- Digits];
in_case(Digits, _Base, _Case) -> Digits.

lower(C) when C >= $A, C =< $Z -> C + ($a - $A);
lower(C) -> C.

%%% Floats.

-doc "The shortest characters that are read back as the same float.".
fwrite_g(Float) -> float_to_list(Float, [short]).

%% The sign, the 21 digits that rounding works on, and the exponent of ten of the first one.
decimal(Float) ->
    case float_to_list(Float, [{scientific, 20}]) of
        [$- | Chars] -> decimal("-", Chars);
        Chars -> decimal("", Chars)
    end.

decimal(Sign, [First, $. | Rest]) ->
    {Digits, [$e | Exponent]} = lists:split(20, Rest),
    {Sign, [First | Digits], list_to_integer(Exponent)}.

fixed(Float, P) when P >= 1 ->
    {Sign, Digits0, Exponent0} = decimal(Float),
    {Digits, Exponent} = case Exponent0 < 0 of
                             true -> {repeat($0, -Exponent0) ++ Digits0, 0};
                             false -> {Digits0, Exponent0}
                         end,
    Rounded = case round_to(Digits, Exponent + 1 + P) of
                  {up, Zeros} -> [$1 | Zeros];
                  {same, Digits1} -> Digits1
              end,
    {Whole, Fraction} = lists:split(length(Rounded) - P, Rounded),
    Sign ++ Whole ++ [$. | Fraction].

scientific(Float, P) when P >= 2 ->
    {Sign, Digits0, Exponent0} = decimal(Float),
    {[First | Digits], Exponent} = case round_to(Digits0, P) of
                                       {up, [_ | Zeros]} -> {[$1 | Zeros], Exponent0 + 1};
                                       {same, Digits1} -> {Digits1, Exponent0}
                                   end,
    Sign ++ [First, $. | Digits] ++ exponent(Exponent).

exponent(E) when E >= 0 -> [$e, $+ | integer_to_list(E)];
exponent(E) -> [$e | integer_to_list(E)].

%% P significant digits; without an exponent from 0.1 up to 10000, if the digits reach the point.
general(Float, P) when P >= 1 ->
    Magnitude = magnitude(abs(Float)),
    if
        Magnitude =:= -1, P =< 1 -> fixed(Float, 1);
        Magnitude >= -1, is_integer(Magnitude), P - 1 > Magnitude ->
            fixed(Float, P - 1 - Magnitude);
        true -> scientific(Float, max(P, 2))
    end.

magnitude(F) when F < 0.1 -> none;
magnitude(F) when F < 1.0 -> -1;
magnitude(F) when F < 10.0 -> 0;
magnitude(F) when F < 100.0 -> 1;
magnitude(F) when F < 1000.0 -> 2;
magnitude(F) when F < 10000.0 -> 3;
magnitude(_F) -> none.

%% The first N digits, rounded half up, filled with zeros. {up, Digits} when a one came out in front
%% of them; they are all zeros then.
round_to(Digits, N) -> round_to(Digits, N, []).

round_to([D | Digits], N, Acc) when N > 0 -> round_to(Digits, N - 1, [D | Acc]);
round_to([D | _], 0, Acc) when D >= $5 -> increment(Acc, []);
round_to(_Digits, N, Acc) -> {same, lists:reverse(Acc, repeat($0, N))}.

increment([$9 | Rest], Acc) -> increment(Rest, [$0 | Acc]);
increment([D | Rest], Acc) -> {same, lists:reverse(Rest, [D + 1 | Acc])};
increment([], Acc) -> {up, Acc}.
