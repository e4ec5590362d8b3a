%% Float loops: numerical integration, Newton, FFT, Kahan summation, a logistic map; all digits must agree.
-module(float_loops).
-export([main/0]).

main() ->
    io:format("~w~n", [simpson(fun(X) -> X * X * X - 2 * X + 1 end, 0.0, 2.0, 1000)]),
    io:format("~w~n", [logistic(0.3, 3.9, 100)]),
    io:format("~w~n", [kahan([0.1 || _ <- lists:seq(1, 1000)], 0.0, 0.0)]), io:format("~w~n", [lists:foldl(fun(X, A) -> A + X end, 0.0, [0.1 || _ <- lists:seq(1, 1000)])]),
    io:format("~w~n", [[newton(float(N)) || N <- [2, 3, 5, 10, 12345]]]),
    io:format("~w~n", [[{round(R * 1000), round(I * 1000)} || {R, I} <- fft([{float(N rem 3), 0.0} || N <- lists:seq(1, 8)])]]),
    io:format("~w~n", [lists:sum([1.0 / (N * N) || N <- lists:seq(1, 1000)])]),
    io:format("~w ~w~n", [1.0e308 * 1.7, 5.0e-324 / 1.5]), io:format("~w~n", [[X * 1.0e-70 || X <- [1.0, 1.0e-10, 1.0e-80, 1.0e200]]]), io:format("~w~n", [[X * 1.0e77 * Y || X <- [1.5, -2.5], Y <- [1.0e-5, 1.0, 1.0e5]]]).

simpson(F, A, B, N) -> H = (B - A) / N, simpson(F, A, H, N, 0, 0.0) * H / 3.
simpson(F, A, H, N, N, S) -> S + F(A + N * H);
simpson(F, A, H, N, 0, S) -> simpson(F, A, H, N, 1, S + F(A));
simpson(F, A, H, N, I, S) -> simpson(F, A, H, N, I + 1, S + F(A + I * H) * (2 + 2 * (I band 1))).

logistic(X, _, 0) -> X;
logistic(X, R, N) -> logistic(R * X * (1 - X), R, N - 1).

kahan([], S, _) -> S;
kahan([X | T], S, C) -> Y = X - C, Z = S + Y, kahan(T, Z, (Z - S) - Y).

newton(A) -> newton(A, A, 60).
newton(_, X, 0) -> X;
newton(A, X, N) -> newton(A, 0.5 * (X + A / X), N - 1).

fft([X]) -> [X];
fft(L) ->
    {E0, O0} = split(L), E = fft(E0), O = fft(O0), N = length(L),
    T = [mul(W, X) || {W, X} <- lists:zip([{math:cos(-2 * math:pi() * K / N), math:sin(-2 * math:pi() * K / N)} || K <- lists:seq(0, N div 2 - 1)], O)],
    [{A + C, B + D} || {{A, B}, {C, D}} <- lists:zip(E, T)] ++ [{A - C, B - D} || {{A, B}, {C, D}} <- lists:zip(E, T)].

split([]) -> {[], []};
split([A, B | T]) -> {E, O} = split(T), {[A | E], [B | O]}.
mul({A, B}, {C, D}) -> {A * C - B * D, A * D + B * C}.
