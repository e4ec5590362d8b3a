%% io:get_line and io:fread on standard input, and eof.
-module(io_input).
-export([main/0]).

main() ->
    io:format("~p~n", [io:get_line("")]),
    io:format("~p~n", [io:get_line('')]),
    io:format("~p~n", [io:fread("", "~d ~d")]),
    io:format("~p~n", [io:get_line("")]),
    io:format("~p~n", [io:get_chars("", 5)]),
    rest(1).

rest(N) ->
    case io:get_line("") of
        eof -> io:format("eof after ~w~n", [N]);
        L -> io:format("~w ~p~n", [N, L]), rest(N + 1)
    end.
