-module(rej_unbound).
-export([main/0]).

main() ->
    X = 1,
    Y = X + Z,
    io:format("~w~n", [Y]).
