%% SPDX-License-Identifier: Apache-2.0
%% Gaussian elimination in floats and rationals.
-module(prog_matrix_gauss).
-export([main/0]).

main() ->
    A = [[2, 1, -1, 8], [-3, -1, 2, -11], [-2, 1, 2, -3]],
    io:format("~p~n", [[round(X) || X <- solve([[float(X) || X <- R] || R <- A])]]),
    io:format("~w~n", [transpose([[1, 2, 3], [4, 5, 6]])]),
    io:format("~w~n", [mul([[1, 2], [3, 4]], [[5, 6], [7, 8]])]),
    io:format("~w~n", [power([[1, 1], [1, 0]], 90)]),
    io:format("~w~n", [add_q({1, 2}, {1, 3})]),
    io:format("~.3f ~.2e ~g ~w~n", [math:pi(), 12345.678, 0.1, 1.0e10]),
    io:format("~p ~p ~p~n", [1.0e22, 1.0e23, 123456789.123]),
    io:format("~p~n", [[0.1 + 0.2, 1 / 3, 2 / 1, 1.0e-5, 1.5e300 * 2, -0.0, 100.0, 1.0e15, 1.0e16]]),
    io:format("~w~n", [[7 div 2, -7 div 2, 7 rem 2, -7 rem 2, 7 bsl 70, -1 bsr 3, 5 band 3, 5 bor 3, 5 bxor 3, bnot 5]]),
    io:format("~w~n", [fact(30)]),
    io:format("~s ~s~n", [integer_to_list(255, 16), integer_to_list(-255, 2)]),
    io:format("~w~n", [[trunc(2.7), round(-2.5), ceil(2.1), floor(-2.1), abs(-3.5), max(1, 1.0), min(2, 1)]]).
solve([]) -> [];
solve(Rows) ->
    [[P | Ps] = _ | Others] = lists:sort(fun(A, B) -> abs(hd(A)) >= abs(hd(B)) end, Rows),
    Reduced = [[X - hd(R) / P * Y || {X, Y} <- lists:zip(tl(R), Ps)] || R <- Others],
    Xs = solve(Reduced),
    {Cs, [B]} = lists:split(length(Ps) - 1, Ps),
    [(B - lists:sum([C * X || {C, X} <- lists:zip(Cs, Xs)])) / P | Xs].
transpose([[] | _]) -> [];
transpose(M) -> [[hd(R) || R <- M] | transpose([tl(R) || R <- M])].
mul(A, B) -> T = transpose(B), [[lists:sum(lists:zipwith(fun(X, Y) -> X * Y end, R, C)) || C <- T] || R <- A].
power(M, 1) -> M;
power(M, N) when N rem 2 =:= 0 -> H = power(M, N div 2), mul(H, H);
power(M, N) -> mul(M, power(M, N - 1)).
gcd(A, 0) -> abs(A);
gcd(A, B) -> gcd(B, A rem B).
add_q({A, B}, {C, D}) -> N = A * D + C * B, M = B * D, G = gcd(N, M), {N div G, M div G}.
fact(0) -> 1;
fact(N) -> N * fact(N - 1).
