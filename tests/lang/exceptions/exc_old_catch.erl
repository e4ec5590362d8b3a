%% The old catch: values, throws, EXIT tuples, nesting, in arguments.
-module(exc_old_catch).
-export([main/0]).

main() ->
    io:format("~w~n", [catch 1 + 1]),
    io:format("~w~n", [catch throw(thrown)]),
    io:format("~w~n", [catch exit(reason)]),
    {'EXIT', {bad, Stack}} = (catch error(bad)),
    io:format("~w~n", [is_list(Stack)]),
    {'EXIT', {badarith, [{exc_old_catch, f, 1, _} | _]}} = (catch 1 + f(a)),
    X = (catch f(2)),
    io:format("~w~n", [X]),
    io:format("~w~n", [[catch throw(N) || N <- [1, 2, 3]]]),
    io:format("~w~n", [catch (catch throw(inner))]),
    Y = case catch throw({error, 7}) of {'EXIT', _} -> crashed; {error, N} -> {thrown, N}; V -> V end,
    io:format("~w~n", [Y]),
    io:format("~w~n", [{catch throw(a), catch exit(b), c}]),
    io:format("~w~n", [deep(10000)]),
    {'EXIT', {{badmatch, 3}, _}} = (catch (4 = f(2))),
    io:format("done~n").

f(N) -> N + 1.

deep(0) -> throw(bottom);
deep(N) -> case catch deep(N - 1) of bottom when N < 10000 -> throw(bottom); R -> {R, N} end.
