%% Bit strings: unaligned slices, comparison, concatenation, reversal, Elias codes, bit counting.
-module(bin_bitstrings).
-export([main/0]).

main() ->
    <<_:3, B:10/bits, R/bits>> = <<"bit level">>,
    io:format("~w ~w~n", [B, R]),
    io:format("~w~n", [<<B/bits, R/bits>>]),
    io:format("~w~n", [[<<1:1>> < <<1:2>>, <<3:2>> > <<1:1>>, <<1:1, 0:1>> =:= <<2:2>>, <<255, 1:1>> < <<255, 2:2>>, <<>> < <<0:1>>]]),
    io:format("~w~n", [lists:sort([<<5:3>>, <<5:4>>, <<1>>, <<>>, <<1:1>>, <<0:9>>])]),
    io:format("~w~n", [reverse(<<2#1101001:7>>)]),
    Codes = << <<(gamma(N))/bits>> || N <- lists:seq(1, 20) >>,
    io:format("~w~n~w~n", [Codes, ungamma(Codes)]),
    io:format("~w~n", [ones(<<"population count">>, 0)]),
    io:format("~w~n", [[bit_size(X) || X <- split(<<"abcdefg", 3:5>>, 7)]]),
    io:format("~w~n", [is_binary(<<1:8>>) andalso not is_binary(<<1:7>>)]),
    io:format("~w~n", [[byte_size(<<0:N>>) || N <- [0, 1, 7, 8, 9, 16, 17]]]),
    X = <<B/bits, 1:6>>,
    io:format("~w ~w~n", [X, is_binary(X)]),
    io:format("~s~n", [[$0 + D || <<D:1>> <= <<16#cafe:16, 5:3>>]]),
    io:format("~w~n", [list_to_bitstring([<<1:1>>, <<2:2>>, <<3:3>>])]).

reverse(<<B:1, R/bits>>) -> <<(reverse(R))/bits, B:1>>;
reverse(<<>>) -> <<>>.

gamma(N) -> L = bits(N), <<0:(L - 1), N:L>>.

bits(0) -> 0;
bits(N) -> 1 + bits(N bsr 1).

ungamma(<<>>) -> [];
ungamma(B) -> ungamma(B, 1).
ungamma(<<0:1, R/bits>>, N) -> ungamma(R, N + 1);
ungamma(B, N) -> <<V:N, R/bits>> = B, [V | ungamma(R)].

ones(<<1:1, R/bits>>, N) -> ones(R, N + 1);
ones(<<0:1, R/bits>>, N) -> ones(R, N);
ones(<<>>, N) -> N.

split(B, N) ->
    case B of
        <<H:N/bits, T/bits>> -> [H | split(T, N)];
        _ -> [B]
    end.
