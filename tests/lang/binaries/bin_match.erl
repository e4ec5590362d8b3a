%% Matching: fixed and variable sizes, tails, types, literals, failures that fall through.
-module(bin_match).
-export([main/0]).

main() ->
    Ins = [<<>>, <<1>>, <<1, 2>>, <<2, 0, 5, "hello", "rest">>, <<3, 255, 254>>, <<4, 1.5/float>>, <<5, 2.5:32/float-little>>,
           <<6, "key=value">>, <<7:8, 5:3>>, <<8, 1:1, 0:2, 21:5>>, <<9, 255, 255, 255, 255>>, <<10, 3, 1, 2, 3, 9>>, <<11, 0:64>>, nope],
    [io:format("~w -> ~w~n", [I, m(I)]) || I <- Ins],
    <<A:4, B:12, C/binary>> = <<16#1234:16, "tail">>,
    io:format("~w ~w ~w~n", [A, B, C]),
    N = 2,
    <<H:N/binary, T/binary>> = <<"abcdef">>,
    io:format("~w ~w~n", [H, T]),
    <<Len, Body:Len/binary, Rest/bits>> = <<3, "abc", 1:2>>,
    io:format("~w ~w~n", [Body, Rest]),
    <<_:(N * 4), Third, _/binary>> = <<1, 2, 3>>,
    io:format("~w~n", [Third]),
    <<X:16/signed, Y:16/little-unsigned, Z:8/signed>> = <<255, 254, 1, 2, 128>>,
    io:format("~w ~w ~w~n", [X, Y, Z]).

m(<<>>) -> empty;
m(<<1>>) -> one;
m(<<1, X>>) -> {one, X};
m(<<2, L:16, S:L/binary, R/binary>>) -> {string, S, R};
m(<<3, X:16/signed>>) -> {signed, X};
m(<<4, F/float>>) -> {double, F};
m(<<5, F:32/float-little>>) -> {single, F};
m(<<6, "key=", V/binary>>) -> {key, V};
m(<<7, B/bitstring>>) when bit_size(B) < 8 -> {bits, B};
m(<<8, 1:1, Flag:2, V:5>>) -> {flags, Flag, V};
m(<<9, X:4/little-signed-unit:8>>) -> {unit, X};
m(<<10, N, Xs:N/binary, Last>>) -> {counted, Xs, Last};
m(<<11, B:8/binary>>) -> {eight, B};
m(B) when is_binary(B) -> {other, byte_size(B)};
m(_) -> not_binary.
