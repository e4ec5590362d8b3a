-module(rej_syntax).
-export([main/0]).

main() ->
    X = [1, 2, 3,
    io:format("~w~n", X).
