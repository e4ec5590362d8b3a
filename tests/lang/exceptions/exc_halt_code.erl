%% halt/1 ends the program with its code; what was printed before is not lost.
-module(exc_halt_code).
-export([main/0]).

main() ->
    io:format("last words~n"),
    halt(42),
    io:format("never~n").
