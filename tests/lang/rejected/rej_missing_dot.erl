-module(rej_missing_dot).
-export([main/0]).

main() ->
    io:format("no full stop at the end~n")
