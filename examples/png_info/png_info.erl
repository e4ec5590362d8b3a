%% SPDX-License-Identifier: Apache-2.0
%% Looks into PNG files: checks the signature and every checksum, lists the chunks, explains the
%% header and what else it knows, and says what is wrong with a damaged file instead of failing.
%%
%%     erlite run png_info.erl picture.png ...
%%
%% A PNG file is a signature and a row of chunks: length, four letters of type, data, and a CRC
%% of type and data. The case of the letters says something: an upper-case first letter marks a
%% chunk that no reader may ignore.
-module(png_info).
-export([main/1]).

main([]) ->
    io:format("usage: png_info FILE...~n"),
    halt(2);
main(Files) ->
    lists:foreach(fun inspect/1, Files).

inspect(File) ->
    io:format("~s: ", [File]),
    case file:read_file(File) of
        {ok, <<137, "PNG\r\n", 26, "\n", Chunks/binary>> = All} ->
            io:format("PNG, ~w bytes~n", [byte_size(All)]),
            chunks(Chunks, 8, #{});
        {ok, <<Start:4/binary, _/binary>>} ->
            io:format("not a PNG file; it starts with ~p~n", [Start]);
        {ok, _} ->
            io:format("not a PNG file; it is too short~n");
        {error, Reason} ->
            io:format("cannot be read: ~w~n", [Reason])
    end,
    io:nl().

%% Walks over the chunks. Seen maps each type to how often it came.
chunks(<<Length:32, Type:4/binary, Data:Length/binary, Crc:32, Rest/binary>>, Offset, Seen) ->
    Check = case erlang:crc32([Type, Data]) of
                Crc -> "ok";
                Other -> io_lib:format("BAD CRC ~8.16.0b, should be ~8.16.0b", [Crc, Other])
            end,
    io:format("~6w ~s ~7w bytes  ~s  ~s~n", [Offset, Type, Length, flags(Type), Check]),
    Lines = explain(Type, Data, Seen) ++ complaints(Type, Seen),
    [io:format("       ~ts~n", [Line]) || Line <- Lines],
    Now = Seen#{Type => maps:get(Type, Seen, 0) + 1},
    case Type of
        <<"IEND">> -> finish(Rest, Now);
        _ -> chunks(Rest, Offset + 12 + Length, Now)
    end;
chunks(<<>>, _, _) ->
    io:format("       the file ends without IEND~n");
chunks(<<Length:32, Type:4/binary, Rest/binary>>, Offset, _) ->
    io:format("~6w ~p claims ~w bytes, but ~w are left~n", [Offset, Type, Length, byte_size(Rest)]);
chunks(Rest, Offset, _) ->
    io:format("~6w ~w bytes that are no chunk~n", [Offset, byte_size(Rest)]).

finish(Rest, Seen) ->
    Rest =:= <<>> orelse io:format("       ~w bytes follow the end~n", [byte_size(Rest)]),
    is_map_key(<<"IDAT">>, Seen) orelse io:format("       there is no image data~n"),
    ok.

%% Bit 5 of each letter, the one that tells lower case from upper case.
flags(<<_:2, Ancillary:1, _:5, _:2, Private:1, _:5, _:8, _:2, CopySafe:1, _:5>>) ->
    [flag(Ancillary, "critical ", "ancillary"), $\s, flag(Private, "public ", "private"), $\s,
     flag(CopySafe, "copy if known", "copy always  ")].

flag(0, Zero, _) -> Zero;
flag(1, _, One) -> One.

complaints(<<"IHDR">>, Seen) when map_size(Seen) > 0 -> ["IHDR must come first"];
complaints(Type, Seen) when map_size(Seen) =:= 0, Type =/= <<"IHDR">> ->
    ["the first chunk must be IHDR"];
complaints(<<"PLTE">>, #{<<"IDAT">> := _}) -> ["PLTE must come before IDAT"];
complaints(_, _) -> [].

%% -----------------------------------------------------------------------------------------------
%% What the chunks say, as lines of text

explain(<<"IHDR">>, <<Width:32, Height:32, Depth, Colour, Compression, Filter, Interlace>>, _) ->
    [io_lib:format("~w x ~w, ~w bits a sample, ~s", [Width, Height, Depth, colour_type(Colour)]),
     io_lib:format("~w bytes a row, ~s", [row_bytes(Width, Depth, Colour), interlace(Interlace)])]
        ++ ["this number of bits does not suit this colour type" || not is_allowed(Colour, Depth)]
        ++ ["unknown compression or filter method" || Compression + Filter =/= 0];
explain(<<"PLTE">>, Data, _) when byte_size(Data) rem 3 =:= 0 ->
    Colours = [io_lib:format("#~6.16.0b", [C]) || <<C:24>> <= Data],
    First = lists:join(" ", lists:sublist(Colours, 8)),
    [io_lib:format("~w colours: ~s", [length(Colours), First])];
explain(<<"gAMA">>, <<Gamma:32>>, _) ->
    [io_lib:format("gamma ~.4f", [Gamma / 100000])];
explain(<<"pHYs">>, <<X:32, Y:32, 1>>, _) ->
    [io_lib:format("~w x ~w dots per inch", [round(X * 0.0254), round(Y * 0.0254)])];
explain(<<"pHYs">>, <<X:32, Y:32, 0>>, _) ->
    [io_lib:format("pixels are ~w to ~w", [X, Y])];
explain(<<"tIME">>, <<Year:16, Month, Day, Hour, Minute, Second>>, _) ->
    [io_lib:format("~4..0w-~2..0w-~2..0w ~2..0w:~2..0w:~2..0w",
                   [Year, Month, Day, Hour, Minute, Second])];
explain(<<"tEXt">>, Data, _) ->
    [Key, Value] = binary:split(Data, <<0>>),
    [[latin1(Key), ": ", latin1(Value)]];
explain(<<"iTXt">>, Data, _) ->
    [Key, <<0, 0, Rest/binary>>] = binary:split(Data, <<0>>),
    [Language, Translated, Text] = split_twice(Rest),
    [io_lib:format("~s (~s, ~ts): ~ts", [Key, Language, Translated, Text])];
explain(<<"IDAT">> = Type, <<Window:4, 8:4, _:8, Rest/binary>>, Seen)
  when not is_map_key(Type, Seen) ->
    [io_lib:format("zlib stream, window of ~w bytes, ~s", [1 bsl (Window + 8), first_block(Rest)])];
explain(<<"IEND">>, <<>>, _) ->
    [];
explain(_, _, _) ->
    [].

colour_type(0) -> "greyscale";
colour_type(2) -> "red, green, blue";
colour_type(3) -> "palette";
colour_type(4) -> "greyscale with alpha";
colour_type(6) -> "red, green, blue, alpha";
colour_type(N) -> io_lib:format("unknown colour type ~w", [N]).

is_allowed(0, Depth) -> lists:member(Depth, [1, 2, 4, 8, 16]);
is_allowed(3, Depth) -> lists:member(Depth, [1, 2, 4, 8]);
is_allowed(_, Depth) -> lists:member(Depth, [8, 16]).

row_bytes(Width, Depth, Colour) -> (Width * Depth * samples(Colour) + 7) div 8.

samples(2) -> 3;
samples(4) -> 2;
samples(6) -> 4;
samples(_) -> 1.

interlace(0) -> "not interlaced";
interlace(1) -> "interlaced (Adam7)";
interlace(_) -> "unknown interlacing".

%% The three lowest bits of a deflate stream: is this the last block, and how is it packed?
first_block(<<_:5, Kind:2, Last:1, _/binary>>) ->
    [element(Kind + 1, {"stored", "fixed codes", "own codes", "reserved"}),
     flag(Last, ", more blocks follow", ", one block")];
first_block(<<>>) ->
    "empty".

latin1(Binary) -> << <<C/utf8>> || <<C>> <= Binary >>.

split_twice(Binary) ->
    [A, Rest] = binary:split(Binary, <<0>>),
    [B, C] = binary:split(Rest, <<0>>),
    [A, B, C].
