%% main/1 gets the arguments as strings.
-module(io_args).
-export([main/1]).

main(Args) ->
    io:format("~w~n", [length(Args)]),
    [io:format("~tp~n", [A]) || A <- Args],
    io:format("~ts~n", [string:join(Args, "|")]).
