%% SPDX-License-Identifier: Apache-2.0
%% What ~p does: prints a term over several lines, so that no line is too long.
%%
%% It works in two steps. measure/4 turns the term into nodes that know how wide they are when they
%% stand on one line. layout/6 then walks the nodes: whatever fits in the room that is left is
%% written flat, everything else is spread, one element below the other.
-module(io_lib_pretty).
-moduledoc "Prints terms over several lines, as the format directive ~p does.".

-export([print/1, print/2, print/3, print/4, print/5, print/6, limited/4]).

%% What stays the same while a term is measured.
-record(how, {encoding, strings, order, records}).

%% What stays the same while it is laid out: the length of a line, the most characters to print on
%% one beside the indentation, how far to indent below the tag of a tuple (-1: up to the column
%% behind the tag), and whether to give up (throw) when that leads too far to the right.
-record(style, {line, max, indent, strict}).

%% A node is {Kind, Length, Dots, Data}: Dots counts the characters of dots in it that stand for
%% something left out. Kind and Data:
%%   text     the characters
%%   bin      the elements of a binary, each the characters of it
%%   list, tuple, tagged    the nodes of the elements (tagged: the first one is an atom)
%%   map      nodes of kind pair, whose data are {KeyNode, ValueNode}
%%   record   {Name, NameLength, Fields}: nodes of kind field: {Name, NameLength, ValueNode}
%% A list of nodes may end in the atom dots, or in the node of an improper tail.

-doc "Prints from column 1 with lines of 80 columns.".
print(Term) ->
    print(Term, 1, 80, -1).

-doc "As print/1 with options, or with a fun that names the fields of records.".
print(Term, Options) when is_list(Options) ->
    How = #how{encoding = option(encoding, Options, utf8),
               strings = option(strings, Options, true),
               order = option(maps_order, Options, undefined),
               records = option(record_print_fun, Options, no_fun)},
    print_at(Term, option(column, Options, 1), option(line_length, Options, 80),
             option(depth, Options, -1), option(line_max_chars, Options, -1),
             option(chars_limit, Options, -1), How);
print(Term, Records) ->
    print(Term, -1, Records).

-doc "As print/2 with a fun, down to a depth.".
print(Term, Depth, Records) ->
    print(Term, 1, 80, Depth, Records).

-doc "Prints from a column, with a line length, down to a depth (-1: all).".
print(Term, Column, LineLength, Depth) ->
    print(Term, Column, LineLength, Depth, no_fun).

-doc "As print/4, with a fun that names the fields of records.".
print(Term, Column, LineLength, Depth, Records) ->
    print(Term, Column, LineLength, Depth, -1, Records).

-doc "As print/5, with a limit for the characters on a line beside indentation (-1: none).".
print(Term, Column, LineLength, Depth, LineMax, Records) ->
    How = #how{encoding = latin1, strings = true, order = undefined, records = Records},
    print_at(Term, Column, LineLength, Depth, LineMax, -1, How).

-doc "The term on one line, in not many more characters than Limit, down to a depth.".
limited(Term, Depth, Limit, {Encoding, Order}) ->
    How = #how{encoding = Encoding, strings = false, order = Order, records = no_fun},
    flat(measure_limited(Term, Depth, Limit, How)).

option(Key, Options, Default) ->
    case lists:keyfind(Key, 1, Options) of
        {Key, Value} -> Value;
        _ -> Default
    end.

print_at(_Term, _Col, _Line, 0, _Max, _Limit, _How) -> "...";
print_at(_Term, _Col, _Line, _Depth, _Max, 0, _How) -> "...";
print_at(Term, Col, Line, Depth, Max, Limit, How) when Col =< 0 ->
    print_at(Term, 1, Line, Depth, Max, Limit, How);
print_at(Term, Col, Line, Depth, Max0, Limit, How)
  when is_list(Term); is_tuple(Term); is_map(Term); is_bitstring(Term) ->
    Node = case Limit < 0 of
               true -> measure(Term, Depth, Limit, How);
               false -> measure_limited(Term, Depth, Limit, How)
           end,
    Len = element(2, Node),
    Max = case Max0 < 0 of
              true -> Len;
              false -> Max0
          end,
    if
        Line =:= 0 -> flat(Node);
        Len < Line - Col, Len =< Max -> flat(Node);
        true -> layout_best(Node, Col, Line, Max)
    end;
print_at(Term, _Col, _Line, _Depth, _Max, _Limit, #how{encoding = Encoding}) when is_atom(Term) ->
    atom_text(Term, Encoding);
print_at(Term, _Col, _Line, _Depth, _Max, _Limit, _How) ->
    io_lib:write(Term).

%%% Measuring.

%% The deepest measure that is within the limit: found by doubling the depth, then by bisection.
measure_limited(Term, Depth, Limit, How) ->
    case measure(Term, 1, Limit, How) of
        {_, Len, Dots, _} = Node when Dots =:= 0; Len > Limit; Depth =:= 1 -> Node;
        Node -> deeper(Node, Term, 1, 4, Depth, Limit, How)
    end.

deeper({_, Len0, _, _} = Node0, Term, Depth0, Step, Depth, Limit, How) ->
    Depth1 = case Depth < 0 of
                 true -> Depth0 + Step;
                 false -> min(Depth0 + Step, Depth)
             end,
    case measure(Term, Depth1, Limit, How) of
        {_, Len, Dots, _} = Node when Dots =:= 0; Len =:= Len0 -> Node;
        {_, Len, _, _} = Node when Len =< Limit, Depth1 < Depth;
                                   Len =< Limit, Depth < 0 ->
            deeper(Node, Term, Depth1, Step * 2, Depth, Limit, How);
        Node -> bisect(Node0, Depth0, Node, Depth1, Term, Limit, How)
    end.

bisect({_, Limit, _, _} = Low, LowDepth, _High, HighDepth, _Term, Limit, _How)
  when HighDepth - LowDepth =:= 1 -> Low;
bisect(_Low, LowDepth, High, HighDepth, _Term, _Limit, _How)
  when HighDepth - LowDepth =:= 1 -> High;
bisect(Low, LowDepth, High, HighDepth, Term, Limit, How) ->
    Depth = (LowDepth + HighDepth) div 2,
    case measure(Term, Depth, Limit, How) of
        {_, Len, _, _} = Node when Len > Limit ->
            bisect(Low, LowDepth, Node, Depth, Term, Limit, How);
        Node -> bisect(Node, Depth, High, HighDepth, Term, Limit, How)
    end.

%% measure(Term, Depth, Room, How): Depth 1 leaves out what is inside; a negative one never does.
%% Room is what is left of the limit for characters, or negative.
measure([], _Depth, _Room, _How) -> {text, 2, 0, "[]"};
measure({}, _Depth, _Room, _How) -> {text, 2, 0, "{}"};
measure(<<>>, _Depth, _Room, _How) -> {text, 4, 0, "<<>>"};
measure(Term, _Depth, _Room, #how{encoding = Encoding}) when is_atom(Term) ->
    text(atom_text(Term, Encoding));
measure(Term, _Depth, _Room, _How) when is_integer(Term) ->
    text(integer_to_list(Term));
measure(Term, Depth, Room, #how{strings = Strings, encoding = Encoding} = How)
  when is_list(Term) ->
    case Strings andalso printable_list(Term, Depth, Room, Encoding) of
        false -> measure_list(Term, Depth, Room, How);
        true -> text(string_text(Term, Encoding));
        {prefix, Prefix} ->
            {text, Len, 0, Chars} = text(string_text(Prefix, Encoding)),
            {text, Len + 3, 0, [Chars | "..."]}
    end;
measure(Term, Depth, Room, #how{records = Records} = How) when is_tuple(Term) ->
    case field_names(Term, Records) of
        no -> measure_tuple(Term, Depth, Room, How);
        Names -> measure_record(Term, Names, Depth, Room, How)
    end;
measure(Term, Depth, Room, How) when is_map(Term) ->
    measure_map(Term, Depth, Room, How);
measure(Term, Depth, Room, How) when is_bitstring(Term) ->
    measure_bits(Term, Depth, Room, How);
measure(Term, _Depth, _Room, _How) ->
    text(io_lib:write(Term)).

text(Chars) -> {text, io_lib:chars_length(Chars), 0, Chars}.

less(Room, _N) when Room < 0 -> Room;
less(Room, N) when Room >= N -> Room - N;
less(_Room, _N) -> 0.

%% A comma follows each element but the last.
room_before([], Room) -> Room;
room_before(_Rest, Room) -> less(Room, 1).

measure_list(List, Depth, Room, How) ->
    total(list, measure_elements(List, Depth, less(Room, 2), How), 2).

measure_elements([], _Depth, _Room, _How) -> [];
measure_elements(_List, Depth, Room, _How) when Depth =:= 1; Room =:= 0 -> dots;
measure_elements([X | Rest], Depth, Room0, How) ->
    Room = room_before(Rest, Room0),
    {_, Len, _, _} = Node = measure(X, Depth - 1, Room, How),
    [Node | measure_elements(Rest, Depth - 1, less(Room, Len), How)];
measure_elements(Tail, Depth, Room, How) -> measure(Tail, Depth - 1, Room, How).

measure_tuple(_Tuple, 1, _Room, _How) -> {text, 5, 3, "{...}"};
measure_tuple(Tuple, Depth, Room, How) ->
    Kind = case is_atom(element(1, Tuple)) andalso tuple_size(Tuple) > 1 of
               true -> tagged;
               false -> tuple
           end,
    Nodes = measure_elements(tuple_to_list(Tuple), Depth, less(Room, 2), How),
    total(Kind, Nodes, 2).

measure_map(Map, _Depth, _Room, _How) when map_size(Map) =:= 0 -> {text, 3, 0, "#{}"};
measure_map(_Map, 1, _Room, _How) -> {text, 6, 3, "#{...}"};
measure_map(Map, Depth, Room, #how{order = Order} = How) ->
    Next = maps:next(maps:iterator(Map, Order)),
    total(map, measure_pairs(Next, Depth, Depth - 1, less(Room, 3), How), 3).

measure_pairs(none, _Count, _Depth, _Room, _How) -> [];
measure_pairs(_Next, Count, _Depth, Room, _How) when Count =:= 1; Room =:= 0 -> dots;
measure_pairs({Key, Value, Iterator}, Count, Depth, Room0, How) ->
    Next = maps:next(Iterator),
    Room = case Next of
               none -> Room0;
               _ -> less(Room0, 1)
           end,
    {_, Len, _, _} = Pair = measure_pair(Key, Value, Depth, Room, How),
    [Pair | measure_pairs(Next, Count - 1, Depth, less(Room, Len), How)].

measure_pair(Key, Value, Depth, Room, How) ->
    {_, KeyLen, KeyDots, _} = KeyNode = measure(Key, Depth, Room, How),
    {_, Len, Dots, _} = Node = measure(Value, Depth, less(Room, KeyLen + 4), How),
    {pair, KeyLen + 4 + Len, KeyDots + Dots, {KeyNode, Node}}.

field_names(Tuple, Records) when is_function(Records), is_atom(element(1, Tuple)) ->
    Records(element(1, Tuple), tuple_size(Tuple) - 1);
field_names(_Tuple, _Records) -> no.

measure_record(_Tuple, _Names, 1, _Room, _How) -> {text, 5, 3, "{...}"};
measure_record(Tuple, Names, Depth, Room, #how{encoding = Encoding} = How) ->
    [Tag | Values] = tuple_to_list(Tuple),
    Name = [$# | atom_text(Tag, Encoding)],
    NameLen = io_lib:chars_length(Name),
    Fields = measure_fields(Names, Values, Depth - 1, less(Room, NameLen + 2), How),
    {record, Len, Dots, _} = total(record, Fields, NameLen + 2),
    {record, Len, Dots, {Name, NameLen, Fields}}.

measure_fields([], [], _Depth, _Room, _How) -> [];
measure_fields(_Names, _Values, Depth, Room, _How) when Depth =:= 1; Room =:= 0 -> dots;
measure_fields([Name | Names], [Value | Values], Depth, Room0, How) ->
    Room = room_before(Values, Room0),
    {_, Len, _, _} = Field = measure_field(Name, Value, Depth - 1, Room, How),
    [Field | measure_fields(Names, Values, Depth - 1, less(Room, Len), How)].

measure_field(Name, Value, Depth, Room, #how{encoding = Encoding} = How) ->
    Chars = atom_text(Name, Encoding),
    NameLen = io_lib:chars_length(Chars) + 3,
    {_, Len, Dots, _} = Node = measure(Value, Depth, less(Room, NameLen), How),
    {field, NameLen + Len, Dots, {Chars, NameLen, Node}}.

total(Kind, Nodes, Brackets) ->
    {Len, Dots} = total_of(Nodes, Brackets - 1, 0),
    {Kind, max(Len, Brackets), Dots, Nodes}.

%% One more than the length of each node, for the comma before it.
total_of([{_, Len, Dots, _} | Rest], Len0, Dots0) -> total_of(Rest, Len0 + Len + 1, Dots0 + Dots);
total_of([], Len, Dots) -> {Len, Dots};
total_of(dots, Len, Dots) -> {Len + 4, Dots + 3};
total_of({_, Len, Dots, _}, Len0, Dots0) -> {Len0 + Len + 1, Dots0 + Dots}.

%%% Strings and binaries that can be read.

atom_text(Atom, latin1) -> io_lib:write_atom_as_latin1(Atom);
atom_text(Atom, _Encoding) -> io_lib:write_atom(Atom).

string_text(String, latin1) -> io_lib:write_latin1_string(String, $");
string_text(String, _Encoding) -> io_lib:write_string(String, $").

printable_list(_List, 1, _Room, _Encoding) -> false;
printable_list(List, _Depth, Room, Encoding) when Room < 0 ->
    case Encoding of
        latin1 -> io_lib:printable_latin1_list(List);
        _ -> io_lib:printable_list(List)
    end;
printable_list(List, _Depth, Room, Encoding) ->
    {Front, Rest} = front(List, less(Room, 2), []),
    case printable_list(Front, -1, -1, Encoding)
        andalso (Front =/= [] orelse Encoding =:= latin1) of
        false -> false;
        true when Rest =:= [] -> true;
        true when is_list(Rest) -> {prefix, Front};
        true -> false
    end.

front([C | Rest], N, Acc) when N > 0 -> front(Rest, N - 1, [C | Acc]);
front(Rest, _N, Acc) -> {lists:reverse(Acc), Rest}.

measure_bits(_Bits, 1, _Room, _How) -> {text, 7, 3, "<<...>>"};
measure_bits(Bits, Depth, Room, #how{strings = Strings, encoding = Encoding}) ->
    case Strings andalso is_binary(Bits)
        andalso printable_binary(Bits, Depth - 1, less(Room, 6), Encoding) of
        false -> measure_numbers(Bits, Depth, Room);
        {Chars, Suffix, Dots} ->
            String = io_lib:write_string(Chars, $"),
            Len = io_lib:chars_length(String) + length(Suffix) + 4 + Dots,
            {text, Len, Dots, ["<<", String, Suffix, lists:duplicate(Dots, $.), ">>"]}
    end.

measure_numbers(Bits, Depth, Room) ->
    {Elements, Rest} = io_lib:binary_elements(Bits, Depth, less(Room, 4)),
    Dots = case Rest of
               <<>> -> 0;
               _ -> 3
           end,
    {bin, binary_length(Elements, 3), Dots, Elements}.

binary_length([Chars | Rest], Len) -> binary_length(Rest, Len + length(Chars) + 1);
binary_length([], Len) -> Len.

%% The readable characters that a binary begins with: four for each level of depth that is left, but
%% at least as many as there are levels. False when there are fewer.
printable_binary(Bin, Depth, Room, Encoding) ->
    Max0 = case Depth < 0 of
               true -> byte_size(Bin);
               false -> min(4 * Depth, byte_size(Bin))
           end,
    Max = case Room < 0 of
              true -> Max0;
              false -> min(Room, Max0)
          end,
    case Max =:= 0 of
        true -> false;
        false when Encoding =:= latin1 -> printable_bytes(Bin, Max, Depth);
        false -> printable_utf8(Bin, Max, Depth)
    end.

printable_bytes(Bin, Max, Depth) ->
    case count_bytes(Bin, Max, 0) of
        Count when Count =:= byte_size(Bin) -> {binary_to_list(Bin), "", 0};
        Count when Count =:= Max; Depth > 0, Count >= Depth ->
            {binary_to_list(Bin, 1, Count), "", 3};
        _ -> false
    end.

count_bytes(<<C, Rest/binary>>, Max, N) when N < Max ->
    case readable_latin1(C) of
        true -> count_bytes(Rest, Max, N + 1);
        false -> N
    end;
count_bytes(_Bin, _Max, N) -> N.

readable_latin1(C) when C >= $\s, C =< $~; C >= 16#A0, C =< 16#FF -> true;
readable_latin1(C) -> (C >= $\b andalso C =< $\r) orelse C =:= $\e.

printable_utf8(Bin, Max, Depth) ->
    case valid_utf8(Bin, Max) of
        true ->
            {Rest, Chars} = take_utf8(Bin, Max, io:printable_range(), []),
            Count = length(Chars),
            Suffix = case byte_size(Bin) - byte_size(Rest) of
                         Count -> "";
                         _ -> "/utf8"
                     end,
            if
                Rest =:= <<>> -> {Chars, Suffix, 0};
                Depth > 0, Count >= Depth -> {Chars, Suffix, 3};
                true -> false
            end;
        false -> printable_bytes(Bin, Max, Depth)
    end.

valid_utf8(<<_/utf8, Rest/binary>>, N) when N > 0 -> valid_utf8(Rest, N - 1);
valid_utf8(Rest, N) -> N =:= 0 orelse Rest =:= <<>>.

take_utf8(<<C/utf8, Rest/binary>> = Bin, N, Range, Acc) when N > 0 ->
    case readable(C, Range) of
        true -> take_utf8(Rest, N - 1, Range, [C | Acc]);
        false -> {Bin, lists:reverse(Acc)}
    end;
take_utf8(Bin, _N, _Range, Acc) -> {Bin, lists:reverse(Acc)}.

readable(C, latin1) -> readable_latin1(C);
readable(C, unicode) ->
    readable_latin1(C) orelse (C > 16#FF andalso C =/= 16#FFFE andalso C =/= 16#FFFF).

%%% On one line.

flat({text, _, _, Chars}) -> Chars;
flat({list, _, _, Nodes}) -> [$[, flat_sequence(Nodes, $|), $]];
flat({map, _, _, Pairs}) -> [$#, ${, flat_sequence(Pairs, $,), $}];
flat({pair, _, _, {Key, Value}}) -> [flat(Key), " => ", flat(Value)];
flat({record, _, _, {Name, _, Fields}}) -> [Name, ${, flat_sequence(Fields, $,), $}];
flat({field, _, _, {Name, _, Value}}) -> [Name, " = ", flat(Value)];
flat({bin, _, _, Elements}) -> ["<<", lists:join($,, Elements), ">>"];
flat({_Tuple, _, _, Nodes}) -> [${, flat_sequence(Nodes, $,), $}].

flat_sequence(dots, _Bar) -> "...";
flat_sequence([], _Bar) -> [];
flat_sequence([Node | Rest], Bar) -> [flat(Node) | flat_rest(Rest, Bar)].

flat_rest([Node | Rest], Bar) -> [$,, flat(Node) | flat_rest(Rest, Bar)];
flat_rest([], _Bar) -> [];
flat_rest(dots, Bar) -> [Bar | "..."];
flat_rest(Node, Bar) -> [Bar | flat(Node)].

%%% On several lines.

%% Elements of a tuple stand behind its tag if that leaves them enough room, else a little to the
%% right of its bracket.
layout_best(Node, Col, Line, Max) ->
    Style = #style{line = Line, max = Max, indent = -1, strict = true},
    try_layout(Node, Col, [Style, Style#style{indent = 4}],
               Style#style{indent = 1, strict = false}).

try_layout(Node, Col, [Style | Rest], Last) ->
    try layout(Node, Col, spaces(Col - 1), 0, 0, Style)
    catch throw:too_far -> try_layout(Node, Col, Rest, Last)
    end;
try_layout(Node, Col, [], Last) ->
    layout(Node, Col, spaces(Col - 1), 0, 0, Last).

spaces(N) -> lists:duplicate(N, $\s).

indent(N, Indent) -> [spaces(N) | Indent].

%% layout(Node, Col, Indent, Close, Used, Style): Col is where the node begins and Indent the spaces
%% up to there, Close the number of closing brackets that follow it at once, Used the characters
%% that stand on the line before it, without the indentation.
layout(Node, Col, Indent, Close, Used, Style) ->
    case fits(Node, Col, Close, Used, Style) of
        true -> flat(Node);
        false -> spread(Node, Col, Indent, Close, Used, Style)
    end.

fits({_, Len, _, _}, Col, Close, Used, #style{line = Line, max = Max}) ->
    Len < Line - Col - Close andalso Len + Used + Close =< Max.

spread({list, _, _, Nodes}, Col, Indent, Close, Used, Style) ->
    [$[, sequence(Nodes, Col + 1, [$\s | Indent], Close, Used + 1, $|, Style), $]];
spread({tuple, _, _, Nodes}, Col, Indent, Close, Used, Style) ->
    [${, sequence(Nodes, Col + 1, [$\s | Indent], Close, Used + 1, $,, Style), $}];
spread({tagged, _, _, Nodes}, Col, Indent, Close, Used, Style) ->
    [${, spread_tagged(Nodes, Col, Indent, Close, Used + 1, Style), $}];
spread({map, _, _, Pairs}, Col, Indent, Close, Used, Style) ->
    [$#, ${, sequence(Pairs, Col + 2, indent(2, Indent), Close, Used + 1, $,, Style), $}];
spread({pair, _, _, {Key, Value}}, Col, Indent, Close, Used, Style) ->
    Step = case Style#style.indent of
               N when N > 0 -> N;
               _ -> 4
           end,
    Indent1 = indent(Step, Indent),
    [layout(Key, Col, Indent, Close, Used, Style), " =>\n",
     Indent1 | layout(Value, Col + Step, Indent1, Close, 0, Style)];
spread({record, _, _, {Name, NameLen, Fields}}, Col0, Indent0, Close, Used0, Style) ->
    {Col, Indent, Break, Used} = behind(NameLen + 1, Col0, Indent0, Used0 + NameLen + 1, Style),
    [Name, ${, Break, sequence(Fields, Col, Indent, Close, Used, $,, Style), $}];
spread({field, _, _, {Name, NameLen, Value}}, Col0, Indent0, Close, Used0, Style) ->
    {Col, Indent, Break, Used} = behind(NameLen, Col0, Indent0, Used0 + NameLen, Style),
    Equals = case Break of
                 [] -> " = ";
                 _ -> " ="
             end,
    [Name, Equals, Break | layout(Value, Col, Indent, Close, Used, Style)];
spread({bin, _, _, Elements}, Col, Indent, Close, Used, #style{line = Line, max = Max}) ->
    Width = max(8, min(Line - Col - 2, Max - 4 - Used) - Close),
    ["<<", wrap(Elements, Width, Width, indent(2, Indent)), ">>"];
spread({text, _, _, Chars}, _Col, _Indent, _Close, _Used, _Style) ->
    Chars.

%% Where to go on behind a name: on the same line, or on the next one if the name is too long.
behind(Width, Col0, Indent0, Used, #style{indent = Step} = Style) ->
    case Step > 0 andalso Width > Step of
        true ->
            Indent = indent(Step, Indent0),
            check_room(Col0 + Step, 0, Style),
            {Col0 + Step, Indent, [$\n | Indent], 0};
        false ->
            check_room(Col0 + Width, 0, Style),
            {Col0 + Width, indent(Width, Indent0), [], Used}
    end.

check_room(_Col, _Extra, #style{strict = false}) -> ok;
check_room(Col, Extra, #style{line = Line, max = Max}) ->
    if
        Max + Col + Extra =< Line -> ok;
        Col + Extra =< Line div 2 -> ok;
        true -> throw(too_far)
    end.

spread_tagged(dots, _Col, _Indent, _Close, _Used, _Style) -> "...";
spread_tagged([Tag | Rest], Col, Indent, Close, Used, #style{indent = Step} = Style) ->
    {text, Len, _, Chars} = Tag,
    Width = Len + 2,
    case Step > 0 andalso Width > Step of
        true ->
            check_room(Col + Step, 0, Style),
            [Chars | sequence_rest(Rest, Col + Step, Col + Width, indent(Step, Indent), Close,
                                   Used + Len, $,, Style)];
        false ->
            check_room(Col + Width, 1, Style),
            [Chars, $, | sequence(Rest, Col + Width, indent(Width, Indent), Close,
                                  Used + Len + 1, $,, Style)]
    end.

sequence(dots, _Col, _Indent, _Close, _Used, _Bar, _Style) -> "...";
sequence([Node | Rest], Col, Indent, Close, Used, Bar, Style) ->
    {Chars, Len} = item(Node, Col, Indent, close_after(Rest, Close), Used, Style),
    [Chars | sequence_rest(Rest, Col, Col + Len, Indent, Close, Used + Len, Bar, Style)].

%% Col is where the line is now, Col0 where the sequence began.
sequence_rest([{_, Len, _, _} = Node | Rest], Col0, Col, Indent, Close0, Used, Bar, Style) ->
    Close = close_after(Rest, Close0),
    case is_simple(Node) andalso fits({text, Len + 1, 0, []}, Col, max(1, Close), Used, Style) of
        true ->
            [$,, flat(Node) | sequence_rest(Rest, Col0, Col + Len + 1, Indent, Close0,
                                            Used + Len + 1, Bar, Style)];
        false ->
            {Chars, Len1} = item(Node, Col0, Indent, Close, 0, Style),
            [$,, $\n, Indent, Chars | sequence_rest(Rest, Col0, Col0 + Len1, Indent, Close0,
                                                    Len1, Bar, Style)]
    end;
sequence_rest([], _Col0, _Col, _Indent, _Close, _Used, _Bar, _Style) -> [];
sequence_rest(dots, _Col0, _Col, _Indent, _Close, _Used, Bar, _Style) -> [Bar | "..."];
sequence_rest({_, Len, _, _} = Tail, Col0, Col, Indent, Close, Used, Bar, Style) ->
    case is_simple(Tail) andalso fits({text, Len + 1, 0, []}, Col, Close + 1, Used, Style) of
        true -> [Bar | flat(Tail)];
        false -> [Bar, $\n, Indent | layout(Tail, Col0, Indent, Close + 1, 0, Style)]
    end.

%% What is not simple has its line for itself: the length returned leaves no room behind it.
item({_, Len, _, _} = Node, Col, Indent, Close, Used, Style) ->
    case fits(Node, Col, Close, Used, Style) of
        false -> {spread(Node, Col, Indent, Close, Used, Style), Style#style.line};
        true ->
            case is_simple(Node) of
                true -> {flat(Node), Len};
                false -> {flat(Node), Style#style.line}
            end
    end.

close_after([_ | _], _Close) -> 0;
close_after(_End, Close) -> Close + 1.

is_simple({text, _, _, _}) -> true;
is_simple({pair, _, _, {{text, _, _, _}, {text, _, _, _}}}) -> true;
is_simple({field, _, _, {_, _, {text, _, _, _}}}) -> true;
is_simple(_Node) -> false.

wrap([Last], Left, _Width, Indent) ->
    case length(Last) > Left of
        true -> [$\n, Indent, Last];
        false -> Last
    end;
wrap([Chars | Rest], Left, Width, Indent) ->
    Len = length(Chars) + 1,
    case Left < Len of
        true -> [$\n, Indent, Chars, $, | wrap(Rest, Width - Len, Width, Indent)];
        false -> [Chars, $, | wrap(Rest, Left - Len, Width, Indent)]
    end.
