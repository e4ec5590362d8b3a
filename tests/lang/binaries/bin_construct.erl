%% Construction: segments of all types, sizes, units, byte orders, truncation, strings, nested binaries.
-module(bin_construct).
-export([main/0]).

main() ->
    p(<<>>), p(<<1, 2, 255, 256, -1>>), p(<<"abc", 0, "d">>),
    p(<<1:4, 2:4>>), p(<<1:1, 0:1, 1:1>>), p(<<5:3, 1:1, 9:4, 7:9>>),
    p(<<16#1234:16/big>>), p(<<16#1234:16/little>>), p(<<-2:16/signed>>), p(<<-2:24/little-signed>>),
    p(<<1.5/float>>), p(<<1.5:32/float>>), p(<<-0.1:64/little-float>>), p(<<1:32/float>>), p(<<0.5:16/float>>),
    N = 12, B = <<"hello">>, S = 3,
    p(<<N:N>>), p(<<(id(7)):S, 0:5>>), p(<<B/binary, B/bytes>>), p(<<B:2/binary, "|", B:S/binary>>),
    p(<<B:1/binary-unit:16>>), p(<<(id(<<1:3>>))/bitstring, (id(<<2:5>>))/bits>>),
    p(<<"wide":16>>), p(<<"le":16/little>>), p(<<"str"/utf8>>), p(<<"é"/utf16>>), p(<<"é"/utf32-little>>),
    p(<<955/utf8, 16#1F600/utf8, 16#1F600/utf16, 16#1F600/utf16-little, 955/utf32>>),
    p(<<(1 bsl 70):80>>), p(<<-(1 bsl 70):80/little>>), p(<<(1 bsl 100 + 5):7>>),
    p(<<3:2/unit:8>>), p(<<1:2/integer-unit:4, 2:1/unit:8>>), p(<< <<1, 2>>/binary, 3 >>),
    p(<<(begin X = 3, X + 1 end), (length([1, 2]))>>), p(<<$a, $b, (N + 1):16>>),
    p(<<0:100>>), p(<<(id(1)):0, 7>>).

p(B) -> io:format("~w ~w~n", [B, bit_size(B)]).
id(X) -> X.
