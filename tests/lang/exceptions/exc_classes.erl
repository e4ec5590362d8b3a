%% throw, error and exit caught by class, by pattern, by wildcard; of-clauses; values.
-module(exc_classes).
-export([main/0]).

main() ->
    [io:format("~w~n", [t(F)]) || F <- [fun() -> 1 end, fun() -> throw(ball) end, fun() -> error(bad) end, fun() -> exit(bye) end,
                                        fun() -> throw({tagged, 5}) end, fun() -> error({tagged, 6}) end, fun() -> exit({tagged, 7}) end,
                                        fun() -> error(badarg, [1, 2]) end, fun() -> exit(normal) end, fun() -> id(1) + id(a) end,
                                        fun() -> {ok, 3} end, fun() -> {ok, none} end]],
    io:format("~w~n", [try throw(x) catch x -> implicit_throw end]),
    io:format("~w~n", [try error(y) catch throw:y -> wrong; error:y -> right end]),
    io:format("~w~n", [catch_all(fun() -> exit(z) end)]),
    io:format("~w~n", [try try error(inner) catch throw:_ -> no end catch error:E -> {outer, E} end]),
    C = id(error),
    io:format("~w~n", [try error(bound) catch C:bound -> by_bound_class end]),
    io:format("~w~n", [try {value, id(4)} of {value, N} when N > 3 -> large; {value, _} -> small catch _:_ -> never end]),
    io:format("~w~n", [try throw([1, 2, 3]) catch throw:[H | T] when length(T) =:= 2 -> {H, T} end]).

id(X) -> X.

t(F) ->
    try F() of
        {ok, N} when is_integer(N) -> {of_int, N};
        {ok, _} -> of_other;
        V -> {value, V}
    catch
        throw:{tagged, N} when N > 4 -> {thrown, N};
        throw:T -> {throw, T};
        error:{tagged, N} -> {errored, N};
        error:E -> {error, E};
        exit:E -> {exit, E}
    end.

catch_all(F) -> try F() catch Class:Reason -> {Class, Reason} end.
