%% Map comprehensions and map generators (OTP 26).
-module(map_comprehension).
-export([main/0]).

main() ->
    io:format("~w~n", [#{K => K * K || K <- [1, 2, 3]}]),
    M = #{1 => one, 2 => two, 3 => three},
    io:format("~w~n", [#{V => K || K := V <- M} =:= #{one => 1, two => 2, three => 3}]),
    io:format("~w~n", [lists:sort([{K, V} || K := V <- M, K > 1])]),
    io:format("~w~n", [#{K => V || {K, V} <- [{1, a}, {2, b}, {1, c}]}]),
    io:format("~w~n", [#{X => Y || <<X, Y>> <= <<1, 2, 3, 4>>}]),
    io:format("~w~n", [lists:sum([V || _ := V <- #{N => N || N <- lists:seq(1, 100)}])]),
    io:format("~w~n", [map_size(#{{A, B} => A * B || A <- lists:seq(1, 10), B <- lists:seq(A, 10)})]),
    io:format("~w~n", [[V || {k, X} := V <- #{{k, 1} => yes, other => no}, X =:= 1]]),
    io:format("~w~n", [try #{K => 1 || K := _ <- id([])} catch error:R -> R end]).

id(X) -> X.
