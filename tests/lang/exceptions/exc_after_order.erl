%% after: runs in every case, in order; its value is ignored; its exception replaces the first.
-module(exc_after_order).
-export([main/0]).

main() ->
    io:format("~w~n", [t(fun() -> value end)]),
    io:format("~w~n", [t(fun() -> throw(ball) end)]),
    io:format("~w~n", [try t(fun() -> error(passes) end) catch error:passes -> passed end]),
    io:format("~w~n", [try try throw(first) after throw(second) end catch throw:X -> X end]),
    io:format("~w~n", [try try ok after error(late) end catch error:Y -> Y end]),
    io:format("~w~n", [try 1 of 1 -> say(in_of), result after say(in_after) end]),
    io:format("~w~n", [try try 1 of 1 -> throw(from_of) catch from_of -> wrong after say(after_of) end catch throw:from_of -> right end]),
    io:format("~w~n", [nested(3)]),
    io:format("~w~n", [early(5)]).

say(X) -> io:format("[~w] ", [X]).

t(F) ->
    try say(body), F() of
        V -> say(of_part), {value, V}
    catch
        throw:T -> say(catch_part), {thrown, T}
    after
        say(after_part), ignored
    end.

nested(0) -> done;
nested(N) ->
    try say({enter, N}), nested(N - 1)
    after say({leave, N})
    end.

early(N) ->
    try
        [case X of N -> throw({found, X}); _ -> X end || X <- lists:seq(1, 10)]
    catch
        {found, X} -> {early, X}
    after
        say(cleanup)
    end.
