%% float_to_list and float_to_binary with options; list_to_float; their errors.
-module(float_to_text).
-export([main/0]).

main() ->
    Fs = [0.0, 1.0, -1.5, 3.14159265358979, 1234.5678, 1.0e10, 0.001],
    [io:format("~s ~s ~s ~s~n", [float_to_list(F, [{decimals, 3}]), float_to_list(F, [{decimals, 0}]),
                                 float_to_list(F, [{scientific, 4}]), float_to_list(F, [{decimals, 10}, compact])]) || F <- Fs],
    [io:format("~s~n", [float_to_binary(F)]) || F <- Fs],
    io:format("~s ~s~n", [float_to_binary(2.50, [{decimals, 4}, compact]), float_to_binary(2.5, [short])]),
    io:format("~w~n", [[list_to_float(S) || S <- ["1.0", "-2.5e3", "+1.5E-2", "0.1", "123456789.123456789"]]]),
    io:format("~w~n", [binary_to_float(<<"6.02e23">>)]),
    io:format("~w~n", [[t(fun() -> list_to_float(S) end) || S <- ["1", "1.", ".5", "", "1.0x", "1e5", " 1.0", a]]]),
    io:format("~w~n", [t(fun() -> list_to_float("1.0e400") end)]),
    io:format("~w~n", [t(fun() -> float_to_list(1) end)]),
    io:format("~w~n", [t(fun() -> binary_to_float(<<"1">>) end)]),
    io:format("~w~n", [[string:to_float(S) || S <- ["1.5abc", "2.0e3 x", "3", "x", ""]]]).

t(F) -> try F() catch error:R -> R end.
