%% Binary generators and binary comprehensions: bits, sizes, skipping, mixing with lists.
-module(comp_binary).
-export([main/0]).

main() ->
    io:format("~w~n", [[X || <<X>> <= <<1, 2, 3>>]]),
    io:format("~w~n", [[X || <<X:4>> <= <<16#12, 16#3f>>]]),
    io:format("~w~n", [[B || <<B:1>> <= <<16#a5>>]]),
    io:format("~w~n", [<< <<(X * 2)>> || <<X>> <= <<1, 2, 3>> >>]),
    io:format("~w~n", [<< <<X:1>> || X <- [1, 0, 1, 1, 0] >>]),
    io:format("~w~n", [<< <<X:16/little>> || X <- [1, 2, 300] >>]),
    io:format("~w~n", [<< <<B/binary, ",">> || B <- [<<"a">>, <<"bc">>] >>]),
    io:format("~w~n", [[{A, B} || <<A, B>> <= <<1, 2, 3, 4, 5>>]]),
    io:format("~w~n", [[R || <<1, R>> <= <<1, 10, 2, 20, 1, 30>>]]),
    io:format("~w~n", [[{X, Y} || <<X>> <= <<1, 2>>, Y <- [a, b]]]),
    io:format("~w~n", [[C || <<C/utf8>> <= <<"aλ日"/utf8>>]]),
    io:format("~w~n", [<< <<C/utf8>> || C <- "aλ日" >>]),
    io:format("~w~n", [[F || <<F:32/float>> <= <<1.5:32/float, -2.0:32/float>>]]),
    io:format("~w~n", [[D || <<L, D:L/binary>> <= <<1, "a", 3, "bcd", 0, 2, "ef">>]]),
    io:format("~s~n", [<< <<(hex(N))>> || <<N:4>> <= <<222, 173, 190, 239>> >>]),
    io:format("~w~n", [byte_size(<< <<X:32>> || X <- lists:seq(1, 10000) >>)]),
    io:format("~w~n", [<< <<X>> || <<X>> <= <<1, 200, 3, 255>>, X > 100 >>]),
    io:format("~w~n", [bit_size(<< <<1:3>> || _ <- lists:seq(1, 11) >>)]),
    io:format("~w~n", [<< <<X, Y>> || <<X>> <= <<1, 2>>, <<Y>> <= <<8, 9>> >>]).

hex(N) when N < 10 -> $0 + N;
hex(N) -> $a + N - 10.
