%% More live variables than a small register file, kept across calls.
-module(functions_many_vars).
-export([main/0]).

main() ->
    io:format("~w~n", [f(1)]),
    io:format("~w~n", [g(3)]).

f(N) ->
    A = id(N), B = id(A + 1), C = id(B + 1), D = id(C + 1), E = id(D + 1), F = id(E + 1), G = id(F + 1),
    H = id(G + 1), I = id(H + 1), J = id(I + 1), K = id(J + 1), L = id(K + 1), M = id(L + 1), O = id(M + 1),
    P = id(O + 1), Q = id(P + 1), R = id(Q + 1), S = id(R + 1), T = id(S + 1), U = id(T + 1), V = id(U + 1),
    W = id(V + 1), X = id(W + 1), Y = id(X + 1), Z = id(Y + 1),
    {id(Z), id(Y), id(X), id(W), id(V), id(U), id(T), id(S), id(R), id(Q), id(P), id(O), id(M), id(L), id(K),
     id(J), id(I), id(H), id(G), id(F), id(E), id(D), id(C), id(B), id(A)}.

g(N) ->
    A = id([N]), B = id({A}), C = id(B),
    case id(N) of
        3 -> D = id(C), E = id(D), {A, D, E};
        _ -> {B, C}
    end.

id(X) ->
    case X of
        0 -> 0;
        _ -> X
    end.
