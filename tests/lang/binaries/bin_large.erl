%% Large shared binaries: slices stay valid after the whole is gone, appending, comparison, collection.
-module(bin_large).
-export([main/0]).

main() ->
    B = binary:copy(<<"0123456789abcdef">>, 65536),
    io:format("~w ~w~n", [byte_size(B), erlang:phash2(B)]),
    Slices = [binary:part(B, N * 1000, 16) || N <- lists:seq(0, 99)],
    io:format("~w~n", [erlang:phash2(Slices)]),
    Garbage = [lists:seq(1, 1000) || _ <- lists:seq(1, 500)],
    io:format("~w~n", [length(Garbage)]),
    io:format("~w~n", [erlang:phash2(Slices)]),
    Built = append(100000, <<>>),
    io:format("~w ~w~n", [byte_size(Built), erlang:phash2(Built)]),
    Two = {append(10, Built), append(20, Built)},
    io:format("~w ~w~n", [byte_size(element(1, Two)), byte_size(element(2, Two))]),
    io:format("~w~n", [binary:part(element(1, Two), 400000, 8)]),
    io:format("~w~n", [binary:part(element(2, Two), 400000, 8)]),
    io:format("~w ~w ~w~n", [B =:= binary:copy(B), B < <<B/binary, 0>>, B > Built]),
    Bits = << <<X:1>> || <<X:1, _:7>> <= B >>,
    io:format("~w ~w~n", [bit_size(Bits), erlang:phash2(Bits)]),
    <<_:5, Odd:1000000/bits, _/bits>> = B,
    io:format("~w ~w~n", [bit_size(Odd), erlang:phash2(Odd)]),
    L = binary_to_list(B),
    io:format("~w~n", [list_to_binary(L) =:= B]),
    io:format("~w~n", [sum(B, 0)]).

append(0, B) -> B;
append(N, B) -> append(N - 1, <<B/binary, N:32>>).

sum(<<X, T/binary>>, A) -> sum(T, A + X);
sum(<<>>, A) -> A.
