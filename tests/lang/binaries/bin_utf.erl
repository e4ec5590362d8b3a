%% utf8, utf16 and utf32 segments: all lengths, invalid input, surrogates, construction errors.
-module(bin_utf).
-export([main/0]).

main() ->
    Cs = [0, $a, 127, 128, 16#7ff, 16#800, 16#d7ff, 16#e000, 16#ffff, 16#10000, 16#10ffff],
    [begin
         U8 = <<C/utf8>>, U16 = <<C/utf16>>, L16 = <<C/utf16-little>>, U32 = <<C/utf32>>, L32 = <<C/utf32-little>>,
         <<A/utf8>> = U8, <<B/utf16>> = U16, <<D/utf16-little>> = L16, <<E/utf32>> = U32, <<F/utf32-little>> = L32,
         io:format("~w ~w ~w ~w ~w ~w ~w~n", [C, U8, U16, L16, U32, L32, [A, B, D, E, F] =:= [C, C, C, C, C]])
     end || C <- Cs],
    Bad = [<<128>>, <<16#c0, 128>>, <<16#c1, 191>>, <<16#e0, 128, 128>>, <<16#ed, 160, 128>>, <<16#f4, 144, 128, 128>>, <<16#f8, 1, 1, 1, 1>>,
           <<16#c3>>, <<16#e2, 130>>, <<255>>, <<16#f0, 128, 128, 128>>, <<$x>>],
    [io:format("~w ~w~n", [B, case B of <<C/utf8, R/binary>> -> {C, R}; _ -> invalid end]) || B <- Bad],
    [io:format("~w ~w~n", [B, case B of <<C/utf16>> -> C; <<_/utf16, _/binary>> -> more; _ -> invalid end])
     || B <- [<<16#d8, 0>>, <<16#d8, 0, 0, 1>>, <<16#dc, 0, 1, 1>>, <<0, 1>>, <<0, 1, 2>>, <<0>>]],
    [io:format("~w ~w~n", [B, case B of <<C/utf32>> -> C; _ -> invalid end]) || B <- [<<0, 17, 0, 0>>, <<0, 0, 216, 0>>, <<0, 0, 1, 0>>]],
    [io:format("~w~n", [try <<(id(C))/utf8>> catch error:R -> R end]) || C <- [16#d800, 16#110000, -1, a]],
    [io:format("~w~n", [try <<(id(C))/utf16>> catch error:R -> R end]) || C <- [16#dfff, 16#110000]],
    io:format("~w~n", [count(<<"naïve café 日本"/utf8>>, 0)]),
    <<_/utf8, _/utf8, Rest/binary>> = <<"éàü"/utf8>>,
    io:format("~ts~n", [Rest]),
    io:format("~w~n", [case <<"日x"/utf8>> of <<"日"/utf8, X>> -> X end]).

id(X) -> X.

count(<<_/utf8, T/binary>>, N) -> count(T, N + 1);
count(<<>>, N) -> N.
