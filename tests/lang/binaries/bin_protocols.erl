%% Small protocols: IPv4 header, TLV records, variable-length integers, base64 by hand, CRC32, run lengths.
-module(bin_protocols).
-export([main/0]).

main() ->
    Packet = <<4:4, 5:4, 0, 60:16, 16#1c46:16, 2:3, 0:13, 64, 6, 16#b1e6:16, 172, 16, 10, 99, 172, 16, 10, 12, "payload">>,
    <<4:4, Ihl:4, _, Len:16, Id:16, Flags:3, Frag:13, Ttl, Proto, Sum:16, Src:4/binary, Dst:4/binary, Data/binary>> = Packet,
    io:format("~w~n", [{Ihl, Len, Id, Flags, Frag, Ttl, Proto, Sum, binary_to_list(Src), binary_to_list(Dst), Data}]),
    Tlv = << <<T, (byte_size(V)):16, V/binary>> || {T, V} <- [{1, <<"one">>}, {2, <<>>}, {200, <<"x">>}] >>,
    io:format("~w~n~p~n", [Tlv, tlv(Tlv)]),
    Ints = [0, 1, 127, 128, 300, 16384, 1 bsl 40],
    V = << <<(varint(N))/binary>> || N <- Ints >>,
    io:format("~w ~w~n", [V, unvarint(V)]),
    [io:format("~s ", [base64(S)]) || S <- [<<>>, <<"f">>, <<"fo">>, <<"foo">>, <<"foob">>, <<"fooba">>, <<"foobar">>]],
    io:nl(),
    io:format("~w~n", [[crc32(S) || S <- [<<>>, <<"a">>, <<"123456789">>, <<"The quick brown fox">>]]]),
    io:format("~w~n", [erlang:crc32(<<"123456789">>)]),
    io:format("~w~n", [erlang:adler32(<<"Wikipedia">>)]).

tlv(<<T, L:16, V:L/binary, R/binary>>) -> [{T, V} | tlv(R)];
tlv(<<>>) -> [].

varint(N) when N < 128 -> <<N>>;
varint(N) -> <<1:1, N:7, (varint(N bsr 7))/binary>>.

unvarint(<<>>) -> [];
unvarint(B) -> unvarint(B, 0, 0).
unvarint(<<1:1, X:7, R/binary>>, Shift, A) -> unvarint(R, Shift + 7, A bor (X bsl Shift));
unvarint(<<0:1, X:7, R/binary>>, Shift, A) -> [A bor (X bsl Shift) | unvarint(R)].

base64(<<A:6, B:6, C:6, D:6, R/binary>>) -> [c(A), c(B), c(C), c(D) | base64(R)];
base64(<<A:6, B:6, C:4>>) -> [c(A), c(B), c(C bsl 2), $=];
base64(<<A:6, B:2>>) -> [c(A), c(B bsl 4), $=, $=];
base64(<<>>) -> [].

c(N) when N < 26 -> $A + N;
c(N) when N < 52 -> $a + N - 26;
c(N) when N < 62 -> $0 + N - 52;
c(62) -> $+;
c(63) -> $/.

crc32(B) -> crc32(B, 16#ffffffff).
crc32(<<X, R/binary>>, C) -> crc32(R, step(8, C bxor X));
crc32(<<>>, C) -> C bxor 16#ffffffff.

step(0, C) -> C;
step(N, C) when C band 1 =:= 1 -> step(N - 1, (C bsr 1) bxor 16#edb88320);
step(N, C) -> step(N - 1, C bsr 1).
