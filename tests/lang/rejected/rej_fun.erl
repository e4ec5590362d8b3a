-module(rej_fun).
-export([main/0]).

main() ->
    F = fun(X) -> X; (X, Y) -> Y end,
    F(1).
