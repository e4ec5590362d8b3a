%% An exit that nobody catches.
-module(exc_uncaught_exit).
-export([main/0]).

main() ->
    io:format("leaving~n"),
    exit(my_reason).
