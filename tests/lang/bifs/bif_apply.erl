%% apply/2, apply/3 with many arguments; with BIFs; in tail position; with funs of every kind.
-module(bif_apply).
-export([main/0, count/2, sum/6]).

main() ->
    io:format("~w ~w~n", [apply(erlang, '+', [1, 2]), apply(lists, max, [[3, 9, 2]])]),
    io:format("~w~n", [apply(fun(A, B, C) -> {C, B, A} end, [1, 2, 3])]),
    io:format("~w~n", [apply(?MODULE, sum, lists:seq(1, 6))]),
    io:format("~w~n", [apply(?MODULE, count, [1000000, 0])]),
    M = id(erlang), F = id(element),
    io:format("~w ~w~n", [M:F(2, {a, b}), apply(M, F, [1, {a, b}])]),
    io:format("~w~n", [M:(id(self))() =:= self()]),
    io:format("~w~n", [[apply(erlang, Op, [7, 3]) || Op <- ['+', '-', '*', 'div', 'rem', '<', '=:=', 'band', max]]]),
    io:format("~w~n", [apply(apply(fun(X) -> fun(Y) -> X * Y end end, [6]), [7])]),
    io:format("~w~n", [[try apply(A, B, C) catch error:R -> R end || {A, B, C} <- [{lists, nope, []}, {lists, reverse, x}, {"lists", reverse, [[]]}, {lists, 5, []}, {lists, reverse, [a | b]}]]]),
    io:format("~w~n", [erlang:apply(erlang, apply, [erlang, tuple_size, [{1, 2}]])]),
    io:format("~w ~w~n", [erlang:function_exported(?MODULE, sum, 6), erlang:function_exported(?MODULE, id, 1)]).

id(X) -> X.
count(0, A) -> A;
count(N, A) -> apply(?MODULE, count, [N - 1, A + 1]).
sum(A, B, C, D, E, F) -> A + B + C + D + E + F.
