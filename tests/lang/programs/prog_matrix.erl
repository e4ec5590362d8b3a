%% Matrices of rationals: product, determinant by elimination, inverse, exact arithmetic on big fractions.
-module(prog_matrix).
-export([main/0]).

main() ->
    H = [[{1, I + J - 1} || J <- lists:seq(1, 6)] || I <- lists:seq(1, 6)],
    io:format("~s~n", [show(det(H))]),
    Inv = inverse(H),
    [io:format("~s~n", [lists:join(" ", [show(X) || X <- Row])]) || Row <- Inv],
    io:format("~w~n", [mul(H, Inv) =:= [[if I =:= J -> {1, 1}; true -> {0, 1} end || J <- lists:seq(1, 6)] || I <- lists:seq(1, 6)]]),
    io:format("~s~n", [show(lists:foldl(fun(N, A) -> add(A, {1, N}) end, {0, 1}, lists:seq(1, 60)))]).

norm({N, D}) -> G = gcd(abs(N), abs(D)), S = if D < 0 -> -1; true -> 1 end, {S * N div G, S * D div G}.
gcd(A, 0) -> A;
gcd(A, B) -> gcd(B, A rem B).
add({A, B}, {C, D}) -> norm({A * D + C * B, B * D}).
sub(X, {C, D}) -> add(X, {-C, D}).
times({A, B}, {C, D}) -> norm({A * C, B * D}).
divide(X, {C, D}) -> times(X, {D, C}).
show({N, 1}) -> integer_to_list(N);
show({N, D}) -> io_lib:format("~w/~w", [N, D]).

mul(A, B) -> Bt = transpose(B), [[dot(R, C) || C <- Bt] || R <- A].
dot(R, C) -> lists:foldl(fun add/2, {0, 1}, lists:zipwith(fun times/2, R, C)).
transpose([[] | _]) -> [];
transpose(M) -> [[hd(R) || R <- M] | transpose([tl(R) || R <- M])].

det([]) -> {1, 1};
det([[P | Ps] | Rows]) -> times(P, det([eliminate(Ps, divide(X, P), Xs) || [X | Xs] <- Rows])).

eliminate(Ps, F, Xs) -> lists:zipwith(fun(P, X) -> sub(X, times(F, P)) end, Ps, Xs).

inverse(M) ->
    N = length(M),
    Aug = [R ++ [if I =:= J -> {1, 1}; true -> {0, 1} end || J <- lists:seq(1, N)] || {I, R} <- lists:zip(lists:seq(1, N), M)],
    [lists:nthtail(N, R) || R <- lists:foldl(fun step/2, Aug, lists:seq(1, N))].

step(I, M) ->
    Row = lists:nth(I, M),
    P = lists:nth(I, Row),
    Pivot = [divide(X, P) || X <- Row],
    [if J =:= I -> Pivot; true -> F = lists:nth(I, R), eliminate(Pivot, F, R) end || {J, R} <- lists:zip(lists:seq(1, length(M)), M)].
