%% Comprehensions over long lists and in deep nesting; results shared and compared.
-module(comp_large).
-export([main/0]).

main() ->
    L = lists:seq(1, 200000),
    A = [X * 2 || X <- L],
    io:format("~w ~w~n", [length(A), lists:sum(A)]),
    io:format("~w~n", [lists:sum([X || X <- L, X rem 2 =:= 0])]),
    io:format("~w~n", [length([{X, Y} || X <- lists:seq(1, 400), Y <- lists:seq(1, 400), X + Y =:= 400])]),
    Bin = << <<X:24>> || X <- L >>,
    io:format("~w ~w~n", [byte_size(Bin), lists:sum([X || <<X:24>> <= Bin])]),
    io:format("~w~n", [[Z || <<Z:24, _:24000>> <= Bin]]),
    io:format("~w~n", [lists:sum([length([Y || Y <- lists:seq(1, X rem 10)]) || X <- lists:seq(1, 10000)])]).
