%% ?MODULE, ?MODULE_STRING, ?LINE, ?FILE, ?FUNCTION_NAME, ?FUNCTION_ARITY, ?MACHINE, -file.
-module(macros_predefined).
-export([main/0]).

main() ->
    io:format("~w ~s~n", [?MODULE, ?MODULE_STRING]),
    io:format("~w~n", [?LINE]),
    io:format("~s~n", [lists:last(string:split(?FILE, "/", all))]),
    io:format("~w/~w~n", [?FUNCTION_NAME, ?FUNCTION_ARITY]),
    io:format("~w~n", [?MACHINE]),
    other(1, 2, 3),
    F = fun(_) -> {?FUNCTION_NAME, ?FUNCTION_ARITY} end,
    io:format("~w~n", [F(x)]),
    io:format("~w~n", [is_integer(?OTP_RELEASE)]),
    io:format("~w ~w~n", [?LINE,
                          ?LINE]),
    moved().

other(_, _, _) -> io:format("~w/~w~n", [?FUNCTION_NAME, ?FUNCTION_ARITY]).

-file("elsewhere.erl", 1000).
moved() -> io:format("~s ~w~n", [?FILE, ?LINE]).
