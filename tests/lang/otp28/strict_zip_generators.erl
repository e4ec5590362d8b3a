%% Strict generators <:- and <:=, and zip generators && (OTP 28).
-module(strict_zip_generators).
-export([main/0]).

main() ->
    io:format("~w~n", [[X || {ok, X} <:- [{ok, 1}, {ok, 2}]]]),
    io:format("~w~n", [try [X || {ok, X} <:- [{ok, 1}, {error, 2}]] catch error:R1 -> R1 end]),
    io:format("~w~n", [[X || <<X>> <:= <<1, 2>>]]),
    io:format("~w~n", [try [X || <<X:16>> <:= <<1, 2, 3>>] catch error:R2 -> R2 end]),
    io:format("~w~n", [[{X, Y} || X <- [1, 2, 3] && Y <- [a, b, c]]]),
    io:format("~w~n", [[X + Y + Z || X <- [1, 2] && <<Y>> <= <<10, 20>> && Z <- [100, 200]]]),
    io:format("~w~n", [[{X, Y} || X <- [1, 2, 3] && Y <- [a, b, c], X =/= 2]]),
    io:format("~w~n", [[{X, Y, Z} || X <- [1, 2] && Y <- [a, b], Z <- [p, q]]]),
    io:format("~w~n", [try [{X, Y} || X <- id([1, 2]) && Y <- id([a])] catch error:{bad_generators, G} -> G end]),
    io:format("~w~n", [#{K => V || K <- [1, 2] && V <- [x, y]}]).

id(X) -> X.
