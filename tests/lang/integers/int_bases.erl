%% Integer literals: bases 2 to 36, underscores, characters and their escapes.
-module(int_bases).
-export([main/0]).

main() ->
    io:format("~w~n", [[2#1010, 3#210, 8#777, 16#dead_beef, 16#DEADBEEF, 36#zz, 36#ZZ, 7#66, 10#99]]),
    io:format("~w~n", [[1_000_000, 123_456_789_012_345_678_901_234_567_890, 2#1111_0000]]),
    io:format("~w~n", [[$a, $\n, $\t, $\r, $\s, $\e, $\b, $\d, $\f, $\v, $\0, $\\, $", $', $ ]]),
    io:format("~w~n", [[$\x41, $\x{1F600}, $\101, $\^a, $\^Z, $é, $世]]),
    io:format("~w~n", [[-16#ff, - 5, +7, - -3, -(-(4))]]),
    io:format("~w~n", [16#ffffffffffffffffffffffffffffffff]),
    io:format("~w~n", [36#thequickbrownfoxjumpsoverthelazydog]).
