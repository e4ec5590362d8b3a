%% -import, local functions that shadow auto-imported ones, calls with module expressions.
-module(functions_import).
-export([main/0]).
-import(lists, [map/2, foldl/3, reverse/1]).
-compile({no_auto_import, [abs/1, length/1]}).

main() ->
    io:format("~w~n", [map(fun(X) -> X * 2 end, [1, 2, 3])]),
    io:format("~w~n", [foldl(fun(X, A) -> [X | A] end, [], "abc")]),
    io:format("~w~n", [reverse([a, b])]),
    io:format("~w ~w~n", [abs(-3), erlang:abs(-3)]),
    io:format("~w ~w~n", [length([a, b, c]), erlang:length([a, b, c])]),
    io:format("~w~n", [map(fun lists:reverse/1, [[1, 2], [3, 4]])]).

abs(X) -> {my_abs, X}.

length(L) -> {my_length, erlang:length(L)}.
