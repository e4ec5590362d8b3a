%% SPDX-License-Identifier: Apache-2.0
%% Packets, base64 by hand, hexadecimal, run lengths: bit syntax.
-module(prog_binary_codec).
-export([main/0]).

main() ->
    Packet = encode([{1, <<"hello">>}, {2, <<0, 1, 2>>}, {255, <<>>}]),
    io:format("~w~n~p~n", [Packet, decode(Packet)]),
    [io:format("~s ~s~n", [b64(B), base64:encode(B)]) || B <- [<<>>, <<"M">>, <<"Ma">>, <<"Man">>, <<"any carnal pleas">>]],
    io:format("~s~n", [hex(<<"Erlang", 255, 0>>)]),
    io:format("~w ~s~n", [rle("aaabccdddd"), unrle(rle("aaabccdddd"))]),
    <<A:3, B:5, C:4/signed, D:12/little, F:32/float, R/bits>> = <<16#a5, 16#f1, 16#23, 1.5:32/float, 1:3>>,
    io:format("~w~n", [{A, B, C, D, F, R}]),
    io:format("~w~n", [[X || <<X:2>> <= <<16#1b, 16#e4>>]]),
    io:format("~w~n", [<< <<(X * 2):16>> || X <- [1, 2, 300] >>]),
    io:format("~p~n", [try decode(<<1, 200, 1>>) catch error:E -> E end]),
    io:format("~w~n", [checksum(<<"The quick brown fox">>)]),
    io:format("~p~n", [binary:split(<<"a,b,,c">>, <<",">>, [global])]),
    io:format("~p~n", [binary:matches(<<"abcabc">>, <<"bc">>)]),
    io:format("~p~n", [unicode:characters_to_list(<<"h\x{e9}llo \x{20ac}"/utf8>>)]).
encode(L) -> << <<T, (byte_size(B)), B/binary>> || {T, B} <- L >>.
decode(<<T, N, B:N/binary, Rest/binary>>) -> [{T, B} | decode(Rest)];
decode(<<>>) -> [].
b64(B) -> list_to_binary(b64_(B)).
b64_(<<A:6, B:6, C:6, D:6, R/binary>>) -> [c(A), c(B), c(C), c(D) | b64_(R)];
b64_(<<A:6, B:6, C:4>>) -> [c(A), c(B), c(C bsl 2), $=];
b64_(<<A:6, B:2>>) -> [c(A), c(B bsl 4), $=, $=];
b64_(<<>>) -> [].
c(N) when N < 26 -> $A + N;
c(N) when N < 52 -> $a + N - 26;
c(N) when N < 62 -> $0 + N - 52;
c(62) -> $+;
c(63) -> $/.
hex(B) -> lists:flatten([io_lib:format("~2.16.0b", [X]) || <<X>> <= B]).
rle([]) -> [];
rle([C | _] = S) -> {Run, Rest} = lists:splitwith(fun(X) -> X =:= C end, S), [{length(Run), C} | rle(Rest)].
unrle(L) -> lists:append([lists:duplicate(N, C) || {N, C} <- L]).
checksum(B) -> checksum(B, 1, 0).
checksum(<<X, R/binary>>, A, S) -> A1 = (A + X) rem 65521, checksum(R, A1, (S + A1) rem 65521);
checksum(<<>>, A, S) -> S bsl 16 bor A.
