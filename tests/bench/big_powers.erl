%% Squares, quotients and printing of very large integers.
-module(big_powers).
-export([main/0]).

main() ->
    P = power(3, 20000),
    Q = P * P,
    Text = integer_to_list(Q),
    io:format("~w ~w ~w~n", [length(Text), Q div P =:= P, mod_power(7, P, 1 bsl 1279 - 1) rem 1000003]).

power(_, 0) -> 1;
power(B, N) when N rem 2 =:= 0 -> power(B * B, N div 2);
power(B, N) -> B * power(B, N - 1).

mod_power(_, 0, _) -> 1;
mod_power(B, E, M) when E band 1 =:= 0 -> mod_power(B * B rem M, E bsr 1, M);
mod_power(B, E, M) -> B * mod_power(B * B rem M, E bsr 1, M) rem M.
