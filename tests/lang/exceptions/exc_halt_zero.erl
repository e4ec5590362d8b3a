%% halt/0 ends the program with code 0, also from deep inside.
-module(exc_halt_zero).
-export([main/0]).

main() ->
    io:format("~w~n", [deep(100)]).

deep(0) -> io:format("bottom~n"), halt();
deep(N) -> 1 + deep(N - 1).
