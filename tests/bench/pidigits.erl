%% Digits of pi by a spigot: all kinds of arithmetic on big integers of growing size.
-module(pidigits).
-export([main/0]).

main() ->
    Digits = digits(1, 0, 1, 1, 2000, []),
    io:format("~w ~w~n", [erlang:phash2(Digits), lists:sublist(Digits, 10)]).

digits(_, _, _, _, 0, Acc) -> lists:reverse(Acc);
digits(Q, R, T, K, N, Acc) ->
    Y = (3 * Q + R) div T,
    case (4 * Q + R) div T of
        Y when 4 * Q + R < (Y + 1) * T -> digits(10 * Q, 10 * (R - Y * T), T, K, N - 1, [Y | Acc]);
        _ -> digits(Q * K, (2 * Q + R) * (2 * K + 1), T * (2 * K + 1), K + 1, N, Acc)
    end.
