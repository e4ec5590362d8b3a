%% Escape times of the Mandelbrot set: float arithmetic in a tight loop.
-module(mandelbrot).
-export([main/0]).

main() -> io:format("~w~n", [rows(0, 400, 0)]).

rows(N, N, Sum) -> Sum;
rows(Y, N, Sum) -> rows(Y + 1, N, columns(0, N, 2.0 * Y / N - 1.0, Sum)).

columns(N, N, _, Sum) -> Sum;
columns(X, N, Ci, Sum) -> columns(X + 1, N, Ci, Sum + iterate(0.0, 0.0, 3.0 * X / N - 2.0, Ci, 0)).

iterate(_, _, _, _, 200) -> 200;
iterate(Zr, Zi, Cr, Ci, N) ->
    Rr = Zr * Zr,
    Ii = Zi * Zi,
    if
        Rr + Ii > 4.0 -> N;
        true -> iterate(Rr - Ii + Cr, 2.0 * Zr * Zi + Ci, Cr, Ci, N + 1)
    end.
