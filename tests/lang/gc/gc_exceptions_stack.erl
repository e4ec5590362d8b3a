%% Collections while the stack is deep, inside try, inside funs called from library functions.
-module(gc_exceptions_stack).
-export([main/0]).

main() ->
    io:format("~w~n", [deep(20000, [])]),
    io:format("~w~n", [lists:foldl(fun(N, A) -> waste(200), [N rem 10 | lists:sublist(A, 5)] end, [], lists:seq(1, 2000))]),
    io:format("~w~n", [length(lists:sort(fun(A, B) -> waste(20), A >= B end, [N * 7 rem 1013 || N <- lists:seq(1, 2000)]))]),
    io:format("~w~n", [try try_deep(3000) catch throw:R -> R end]),
    io:format("~w~n", [map_size(maps:map(fun(K, V) -> waste(100), [K | V] end, maps:from_list([{N, [N]} || N <- lists:seq(1, 1000)])))]).

deep(0, L) -> length(L);
deep(N, L) ->
    X = {N, [N], <<N:32>>},
    R = deep(N - 1, [X | lists:sublist(L, 50)]),
    {N, [N], <<N:32>>} = X,
    R.

waste(N) -> length([{X, X} || X <- lists:seq(1, N)]).

try_deep(0) -> throw(bottom);
try_deep(N) ->
    Keep = [N, {N}],
    try waste(30), 1 + try_deep(N - 1)
    catch throw:R when N rem 2 =:= 0 -> [N, {N}] = Keep, throw(R);
          throw:R -> [N | _] = Keep, erlang:raise(throw, R, [])
    after [N, {N}] = Keep
    end.
