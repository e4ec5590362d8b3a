%% The spectral norm of an infinite matrix: divisions and sums of floats.
-module(spectral_norm).
-export([main/0]).
-define(SIZE, 400).

main() ->
    Ones = lists:duplicate(?SIZE, 1.0),
    {U, V} = power(60, Ones, Ones),
    io:format("~.9f~n", [math:sqrt(dot(U, V) / dot(V, V))]).

power(0, U, V) -> {U, V};
power(N, U, _) -> V = times_both(U), power(N - 1, times_both(V), V).

times_both(U) -> transposed(0, straight(0, U)).

straight(?SIZE, _) -> [];
straight(I, U) -> [row(I, 0, U, 0.0) | straight(I + 1, U)].

row(I, J, [X | Xs], Sum) -> row(I, J + 1, Xs, Sum + X / ((I + J) * (I + J + 1) div 2 + I + 1));
row(_, _, [], Sum) -> Sum.

transposed(?SIZE, _) -> [];
transposed(I, U) -> [column(I, 0, U, 0.0) | transposed(I + 1, U)].

column(I, J, [X | Xs], Sum) -> column(I, J + 1, Xs, Sum + X / ((I + J) * (I + J + 1) div 2 + J + 1));
column(_, _, [], Sum) -> Sum.

dot([X | Xs], [Y | Ys]) -> X * Y + dot(Xs, Ys);
dot([], []) -> 0.0.
