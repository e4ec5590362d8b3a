%% -compile(inline) and small helpers in hot places do not change results or evaluation order.
-module(functions_inline).
-export([main/0]).
-compile({inline, [add/2, twice/1, pick/3, show/1]}).

main() ->
    io:format("~w~n", [add(twice(2), twice(3))]),
    io:format("~w~n", [pick(true, show(1), show(2))]),
    io:format("~w~n", [try add(a, 1) catch error:R -> R end]),
    io:format("~w~n", [lists:foldl(fun add/2, 0, [twice(N) || N <- lists:seq(1, 10)])]),
    io:format("~w~n", [pick(maybe_so, 1, 2)]).

add(A, B) -> A + B.
twice(X) -> add(X, X).
pick(true, A, _) -> A;
pick(false, _, B) -> B;
pick(_, _, _) -> neither.
show(X) -> io:format("<~w>", [X]), X.
