%% SPDX-License-Identifier: Apache-2.0
%% Draws the Mandelbrot set into a BMP file, and a small sketch of it on the terminal.
%%
%%     erlite run mandelbrot.erl WIDTH HEIGHT OUTPUT.bmp
%%
%% For each point c of the plane, z -> z*z + c is repeated from 0 until z runs away; the colour
%% says how long that took. Smooth colours come from how far z had gone by then. Points inside
%% the two largest parts of the set, which never run away, are known without trying.
-module(mandelbrot).
-export([main/1]).

-define(LIMIT, 200).
-define(ESCAPE, 256.0).

main([WidthText, HeightText, Output]) ->
    Width = list_to_integer(WidthText),
    Height = list_to_integer(HeightText),
    sketch(64, 24),
    Rows = [row(Y, Width, Height) || Y <- lists:seq(Height - 1, 0, -1)],
    Image = bmp(Width, Height, [[colour(T) || T <- Row] || Row <- Rows]),
    ok = file:write_file(Output, Image),
    Points = lists:append(Rows),
    Inside = length([inside || inside <- Points]),
    Bytes = iolist_to_binary(Image),
    Percent = 100 * Inside / length(Points),
    io:format("~w x ~w points, ~.2f% of them inside~n", [Width, Height, Percent]),
    io:format("~w bytes, checksum ~8.16.0b~n", [byte_size(Bytes), erlang:crc32(Bytes)]);
main(_) ->
    io:format("usage: mandelbrot WIDTH HEIGHT OUTPUT.bmp~n"),
    halt(2).

%% -----------------------------------------------------------------------------------------------
%% The set

%% The picture shows -2.2 to 0.8 across; up and down as its shape demands.
row(Y, Width, Height) ->
    Scale = 3.0 / Width,
    Ci = (Y - (Height - 1) / 2) * Scale,
    [escape_time(-2.2 + X * Scale, Ci) || X <- lists:seq(0, Width - 1)].

%% `inside`, or how many steps it takes to leave, as a float without jumps from one count to the
%% next.
escape_time(Cr, Ci) ->
    case in_cardioid(Cr, Ci) orelse in_bulb(Cr, Ci) of
        true -> inside;
        false -> iterate(0.0, 0.0, Cr, Ci, 0)
    end.

in_cardioid(Cr, Ci) ->
    X = Cr - 0.25,
    Q = X * X + Ci * Ci,
    Q * (Q + X) =< 0.25 * Ci * Ci.

in_bulb(Cr, Ci) -> (Cr + 1.0) * (Cr + 1.0) + Ci * Ci =< 0.0625.

iterate(_, _, _, _, ?LIMIT) ->
    inside;
iterate(Zr, Zi, Cr, Ci, N) ->
    Rr = Zr * Zr,
    Ii = Zi * Zi,
    case Rr + Ii > ?ESCAPE of
        true -> max(0.0, N + 1 - math:log2(math:log(Rr + Ii) / 2.0));
        false -> iterate(Rr - Ii + Cr, 2.0 * Zr * Zi + Ci, Cr, Ci, N + 1)
    end.

%% -----------------------------------------------------------------------------------------------
%% Colours and the file

%% Stops of a gradient that is walked again and again; in between, colours are mixed.
stops() -> {{0, 7, 100}, {32, 107, 203}, {237, 255, 255}, {255, 170, 0}, {92, 2, 0}, {0, 7, 100}}.

colour(inside) ->
    <<0, 0, 0>>;
colour(Time) ->
    Stops = stops(),
    Along = 1.2 * math:sqrt(Time),
    Segments = tuple_size(Stops) - 1,
    Whole = trunc(Along),
    From = element(Whole rem Segments + 1, Stops),
    To = element(Whole rem Segments + 2, Stops),
    mix(From, To, Along - Whole).

%% BMP wants blue, green, red.
mix({R1, G1, B1}, {R2, G2, B2}, Share) ->
    <<(between(B1, B2, Share)), (between(G1, G2, Share)), (between(R1, R2, Share))>>.

between(A, B, Share) -> round(A + (B - A) * Share).

%% Rows go from the bottom up, each padded to a multiple of four bytes.
bmp(Width, Height, Rows) ->
    Padding = -(Width * 3) band 3,
    Data = [[Row, <<0:(Padding * 8)>>] || Row <- Rows],
    Size = (Width * 3 + Padding) * Height,
    Header = <<"BM", (54 + Size):32/little, 0:32, 54:32/little>>,
    Info = <<40:32/little, Width:32/little, Height:32/little, 1:16/little, 24:16/little, 0:32,
             Size:32/little, 2835:32/little, 2835:32/little, 0:32, 0:32>>,
    [Header, Info, Data].

%% -----------------------------------------------------------------------------------------------
%% The sketch: characters are about twice as high as wide

sketch(Width, Height) ->
    Columns = lists:seq(0, Width - 1),
    Rows = lists:seq(0, Height - 1),
    io:put_chars([[[sketch_point(X, Y, Width, Height) || X <- Columns], $\n] || Y <- Rows]).

sketch_point(X, Y, Width, Height) ->
    case escape_time(-2.2 + X * 3.0 / Width, (Y - (Height - 1) / 2) * 6.0 / Width) of
        inside -> $#;
        Time -> lists:nth(min(7, trunc(math:log2(Time + 1)) + 1), " .:-=+*")
    end.
