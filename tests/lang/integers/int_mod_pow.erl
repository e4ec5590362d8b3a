%% Modular exponentiation, Miller-Rabin, extended gcd and a small RSA round trip on big numbers.
-module(int_mod_pow).
-export([main/0]).

main() ->
    io:format("~w~n", [pow_mod(3, 1000, 1000007)]),
    io:format("~w~n", [pow_mod(1 bsl 100, 1 bsl 100, (1 bsl 127) - 1)]),
    io:format("~w~n", [[P || P <- lists:seq(2, 120), prime(P)]]),
    io:format("~w ~w~n", [prime((1 bsl 127) - 1), prime((1 bsl 127) + 1)]),
    P = next_prime(1 bsl 100), Q = next_prime(1 bsl 110),
    N = P * Q, E = 65537, Phi = (P - 1) * (Q - 1),
    {1, D0, _} = egcd(E, Phi),
    D = ((D0 rem Phi) + Phi) rem Phi,
    Message = 314159265358979323846264338327950288419,
    Cipher = pow_mod(Message, E, N),
    io:format("~w~n~w~n", [P, Q]),
    io:format("~w~n~w~n", [Cipher, pow_mod(Cipher, D, N) =:= Message]).

pow_mod(_, 0, _) -> 1;
pow_mod(B, E, M) when E band 1 =:= 0 -> pow_mod(B * B rem M, E bsr 1, M);
pow_mod(B, E, M) -> B * pow_mod(B * B rem M, E bsr 1, M) rem M.

prime(2) -> true;
prime(N) when N < 2; N rem 2 =:= 0 -> false;
prime(N) ->
    {S, D} = split(N - 1, 0),
    lists:all(fun(A) -> A rem N =:= 0 orelse witness(pow_mod(A, D, N), S, N) end, [2, 3, 5, 7, 11, 13, 17, 19, 23]).

split(D, S) when D band 1 =:= 0 -> split(D bsr 1, S + 1);
split(D, S) -> {S, D}.

witness(1, _, _) -> true;
witness(X, _, N) when X =:= N - 1 -> true;
witness(_, 1, _) -> false;
witness(X, S, N) -> witness(X * X rem N, S - 1, N).

next_prime(N) -> case prime(N) of true -> N; false -> next_prime(N + 1) end.

egcd(A, 0) -> {A, 1, 0};
egcd(A, B) ->
    {G, X, Y} = egcd(B, A rem B),
    {G, Y, X - (A div B) * Y}.
