%% Appends to a binary piece by piece, and builds others by comprehension.
-module(binary_build).
-export([main/0]).

main() ->
    A = append(8000000, <<>>),
    B = << <<(X bxor 255), X>> || <<X>> <= A >>,
    C = << <<X:3>> || <<X>> <= A, X < 100 >>,
    io:format("~w ~w ~w ~w~n", [byte_size(A), byte_size(B), bit_size(C), erlang:crc32(B)]).

append(0, Acc) -> Acc;
append(N, Acc) -> append(N - 1, <<Acc/binary, N>>).
