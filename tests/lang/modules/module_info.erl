%% module_info/0,1 and exports.
-module(module_info).
-export([main/0, b/1, a/2]).

main() ->
    io:format("~w~n", [?MODULE:module_info(module)]),
    io:format("~w~n", [lists:sort(?MODULE:module_info(exports))]),
    io:format("~w~n", [lists:sort([K || {K, _} <- ?MODULE:module_info(), K =/= md5, K =/= native])]),
    io:format("~w~n", [lists:member({c, 0}, ?MODULE:module_info(functions))]),
    io:format("~w~n", [[a(1, 2), b(1), c()]]).

a(X, Y) -> {X, Y}.
b(X) -> X.
c() -> c.
