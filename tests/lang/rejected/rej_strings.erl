-module(rej_strings).
-export([main/0]).

main() ->
    io:format("unterminated~n).
