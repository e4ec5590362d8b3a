%% ~f ~e ~g with width, precision and padding, rounding, negative and huge values.
-module(float_format).
-export([main/0]).

main() ->
    Fs = [0.0, 1.0, -1.5, 3.14159265358979, 100.0, 0.001, 123456.789, -9.99999999, 1.0e10, 1.0e-10, 0.5, 2.5, 1.0e22, 0.05],
    [io:format("[~f] [~.2f] [~10.3f] [~-10.1f] [~10..*f]~n", [F, F, F, F, $*, F]) || F <- Fs],
    [io:format("[~e] [~.3e] [~12.4e]~n", [F, F, F]) || F <- Fs],
    [io:format("[~g] [~.3g] [~12.4g]~n", [F, F, F]) || F <- Fs],
    io:format("[~6.2.0f] [~8.1.xf]~n", [3.14159, -2.55]),
    io:format("[~.1f] [~.20f]~n", [0.25, 0.1]),
    io:format("[~3.2f]~n", [12345.678]),
    io:format("~f~n", [3.0]),
    io:format("~.10e~n", [math:pi()]).
