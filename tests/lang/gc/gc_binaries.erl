%% Many large binaries made and dropped: memory is returned; sub-binaries keep what they need.
-module(gc_binaries).
-export([main/0]).

main() ->
    io:format("~w~n", [loop(3000, 0)]),
    Keep = [begin B = binary:copy(<<N>>, 50000), binary:part(B, 100, 10) end || N <- lists:seq(1, 200)],
    io:format("~w~n", [loop(500, 0)]),
    io:format("~w~n", [[hd(binary_to_list(K)) || K <- Keep] =:= [N rem 256 || N <- lists:seq(1, 200)]]),
    io:format("~w~n", [byte_size(iolist_to_binary(Keep))]),
    S = lists:foldl(fun(N, Acc) -> <<Acc/binary, (integer_to_binary(N))/binary, ",">> end, <<>>, lists:seq(1, 50000)),
    io:format("~w ~w~n", [byte_size(S), erlang:crc32(S)]),
    io:format("~w~n", [length(binary:split(S, <<",">>, [global]))]).

loop(0, A) -> A;
loop(N, A) -> B = binary:copy(<<N:32>>, 100000), loop(N - 1, A + byte_size(B) div 400000).
