%% ~w ~b ~B ~x ~X ~# ~+ ~c with width, precision, padding.
-module(io_integers).
-export([main/0]).

main() ->
    Ns = [0, 7, -7, 255, -255, 123456, 1 bsl 70],
    [io:format("[~w] [~10w] [~-10w] [~10..xw] [~3w]~n", [N, N, N, N, N]) || N <- Ns],
    [io:format("[~b] [~.16b] [~.16B] [~10.2b] [~-12.8B] [~12.10.0b]~n", [N, N, N, N, N, N]) || N <- Ns],
    [io:format("[~.16x] [~.16X] [~.8x] [~#] [~.16#] [~.2#] [~.16+] [~+]~n", [N, "0x", N, "0X", N, "0", N, N, N, N, N]) || N <- Ns],
    io:format("[~c] [~5c] [~3.2c] [~-6.3c] [~tc] [~*c]~n", [$a, $b, $c, $d, 955, 4, $e]),
    io:format("[~*w] [~*.*b] [~*.*.*b]~n", [8, 12, 8, 16, 255, 9, 16, $_, 48879]),
    io:format("[~8.16.0b] [~4.10.0B]~n", [48879, 42]),
    io:format("[~.36b] [~.36B]~n", [123456789, 123456789]).
