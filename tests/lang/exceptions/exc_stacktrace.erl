%% Stack traces: module, function, arity or arguments, and lines.
-module(exc_stacktrace).
-export([main/0, exported/2]).

main() ->
    show(fun() -> level1(0) end),
    show(fun() -> exported(1, 2) end),
    show(fun() -> lists:map(fun in_map/1, [1, 2, x]) end),
    show(fun() -> undefined_module:f(1) end),
    show(fun() -> error(explicit, [a, b]) end),
    show(fun() -> tail(3) end),
    ok.

show(F) ->
    try F() catch Class:Reason:Stack ->
        io:format("~w ~w~n", [Class, Reason]),
        [io:format("  ~w:~w/~w line ~w~n", [M, N, A, proplists:get_value(line, I)])
         || {M, N, A, I} <- Stack, M =:= ?MODULE orelse M =:= undefined_module, hd(atom_to_list(N)) =/= $-, N =/= main, N =/= show]
    end.

level1(X) ->
    R = level2(X),
    {one, R}.

level2(X) ->
    R = level3(X, two),
    [R].

level3(X, _) ->
    Y = 10 div X,
    {Y}.

exported(X, X) ->
    same.

in_map(X) ->
    Y = X * 2,
    Y.

tail(0) -> error(end_of_tail);
tail(N) -> tail(N - 1).
