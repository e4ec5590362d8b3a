%% erlang:raise/3 keeps class, reason and stack; re-raising from catch and after; error/3.
-module(exc_raise).
-export([main/0]).

main() ->
    try rethrow(fun() -> deep(0) end)
    catch C:R:S -> io:format("~w ~w ~w~n", [C, R, [F || {?MODULE, F, _, _} <- S, lists:member(F, [deep, deeper])]])
    end,
    try erlang:raise(exit, custom, [{m, f, 2, []}, {m, g, [a], [{file, "x"}, {line, 3}]}])
    catch exit:custom:S2 -> io:format("~w~n", [lists:sublist(S2, 2)])
    end,
    try erlang:raise(throw, t, []) catch throw:t:S3 -> io:format("~w~n", [S3]) end,
    io:format("~w~n", [try erlang:raise(id(nonsense), x, []) catch error:E -> E end]),
    try error(with_options, [1], [{error_info, #{}}]) catch error:with_options -> io:format("error/3~n") end,
    try try error(one) catch error:one -> error(two) end catch error:Two -> io:format("~w~n", [Two]) end,
    try
        try throw(original) catch Cl:Re:St -> io:format("cleaning~n"), erlang:raise(Cl, Re, St) end
    catch throw:original -> io:format("original again~n")
    end.

id(X) -> X.
rethrow(F) -> try F() catch C:R:S -> erlang:raise(C, R, S) end.
deep(X) -> [deeper(X)].
deeper(X) -> [1 / X].
