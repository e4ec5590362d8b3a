%% and/or/xor/not against andalso/orelse, comma and semicolon, inside guards and in bodies.
-module(guards_bool_ops).
-export([main/0]).

main() ->
    B = [true, false, maybe_not],
    [io:format("~w ~w: ~w ~w ~w ~w ~w~n", [X, Y, g_and(X, Y), g_or(X, Y), g_xor(X, Y), g_comma(X, Y), g_semi(X, Y)])
     || X <- B, Y <- B],
    [io:format("~w ~w: ~w ~w ~w ~w ~w~n",
               [X, Y, t(fun() -> X and Y end), t(fun() -> X or Y end), t(fun() -> X xor Y end),
                t(fun() -> X andalso Y end), t(fun() -> X orelse Y end)]) || X <- B, Y <- B],
    io:format("~w ~w ~w~n", [t(fun() -> not id(true) end), t(fun() -> not id(1) end),
                             t(fun() -> id(false) andalso error(never) end)]),
    io:format("~w~n", [t(fun() -> id(true) andalso 17 end)]),
    io:format("~w~n", [t(fun() -> id(false) orelse {any, term} end)]).

id(X) -> X.

t(F) -> try F() catch error:R -> R end.

g_and(X, Y) when X and Y -> y; g_and(_, _) -> n.
g_or(X, Y) when X or Y -> y; g_or(_, _) -> n.
g_xor(X, Y) when X xor Y -> y; g_xor(_, _) -> n.
g_comma(X, Y) when X, Y -> y; g_comma(_, _) -> n.
g_semi(X, Y) when X; Y -> y; g_semi(_, _) -> n.
