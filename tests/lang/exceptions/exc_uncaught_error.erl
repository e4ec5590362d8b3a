%% An error that nobody catches: exit code 1, class, reason and stack on standard error.
-module(exc_uncaught_error).
-export([main/0]).

main() ->
    io:format("before~n"),
    X = compute(0),
    io:format("never ~w~n", [X]).

compute(N) -> 1 + 10 div N.
