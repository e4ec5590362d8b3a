%% A throw that nobody catches.
-module(exc_uncaught_throw).
-export([main/0]).

main() ->
    io:format("about to throw~n"),
    throw({nobody, catches, "this"}).
