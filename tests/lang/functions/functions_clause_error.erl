%% function_clause for exported, local and fun calls; undef.
-module(functions_clause_error).
-export([main/0, f/1, g/2]).

main() ->
    t(fun() -> f(2) end),
    t(fun() -> ?MODULE:f(x) end),
    t(fun() -> g(1, 2) end),
    t(fun() -> apply(?MODULE, g, [a, [b]]) end),
    t(fun() -> (fun(1) -> one end)(id(2)) end),
    t(fun() -> ?MODULE:nothing() end),
    t(fun() -> no_such_module:nothing(1, 2) end),
    t(fun() -> apply(lists, no_such_function, [1]) end),
    t(fun() -> M = id(lists), M:reverse() end),
    t(fun() -> f(1) end).

id(X) -> X.

f(1) -> one.
g(X, X) -> same.

t(F) ->
    try io:format("~w~n", [F()])
    catch error:R:S ->
        [{M, Name, Args, _} | _] = S,
        Shown = case atom_to_list(Name) of "-" ++ _ -> a_fun; _ -> Name end,
        io:format("~w ~w:~w ~w~n", [R, M, Shown, Args])
    end.
