%% Parses a binary of comma-separated numbers and tagged records, byte by byte and field by field.
-module(binary_parse).
-export([main/0]).

main() ->
    Text = binary:copy(<<"12345,6,789,1000000,42;">>, 20000),
    Records = << <<(N rem 4), N:16, N:32/little, 3, "abc">> || N <- lists:seq(1, 50000) >>,
    io:format("~w~n", [run(120, Text, Records, 0)]).

run(0, _, _, Sum) -> Sum;
run(N, Text, Records, Sum) -> run(N - 1, Text, Records, Sum + numbers(Text, 0, 0) + records(Records, 0)).

numbers(<<C, Rest/binary>>, N, Sum) when C >= $0, C =< $9 -> numbers(Rest, N * 10 + C - $0, Sum);
numbers(<<_, Rest/binary>>, N, Sum) -> numbers(Rest, 0, Sum + N);
numbers(<<>>, N, Sum) -> Sum + N.

records(<<0, A:16, _:32, L, _:L/binary, Rest/binary>>, Sum) -> records(Rest, Sum + A);
records(<<1, _:16, B:32/little, L, _:L/binary, Rest/binary>>, Sum) -> records(Rest, Sum + B);
records(<<_, A:16, _:32/little, L, S:L/binary, Rest/binary>>, Sum) -> records(Rest, Sum + A + byte_size(S));
records(<<>>, Sum) -> Sum.
