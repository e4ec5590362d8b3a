%% Conversion of very long numbers both ways, and products that use fast multiplication.
-module(int_big_strings).
-export([main/0]).

main() ->
    S = lists:flatten(lists:duplicate(300, "1234567890")),
    N = list_to_integer(S),
    io:format("~w~n", [integer_to_list(N) =:= S]),
    io:format("~w~n", [erlang:phash2(S)]),
    M = N * N,
    io:format("~w ~w~n", [length(integer_to_list(M)), M div N =:= N]),
    io:format("~w~n", [M rem 1000000007]),
    P = (1 bsl 20000) - 1,
    Q = P * P,
    io:format("~w~n", [Q =:= (1 bsl 40000) - (1 bsl 20001) + 1]),
    io:format("~w~n", [lists:sum(integer_to_list(Q))]),
    io:format("~w~n", [list_to_integer(integer_to_list(-Q, 36), 36) + Q]),
    io:format("~w~n", [(1 bsl 5000) bsr 4990]),
    io:format("~w~n", [Q rem P]).
