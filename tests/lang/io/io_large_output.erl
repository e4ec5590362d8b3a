%% A megabyte of output in many small and some large pieces arrives whole and in order.
-module(io_large_output).
-export([main/0]).

main() ->
    [io:format("~w ~s~n", [N, lists:duplicate(N rem 60, $a + N rem 26)]) || N <- lists:seq(1, 2000)],
    io:put_chars(binary:copy(<<"0123456789abcdef\n">>, 3000)),
    io:put_chars([[$x, "yz", <<"w\n">>] || _ <- lists:seq(1, 1000)]).
