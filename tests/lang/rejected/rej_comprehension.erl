-module(rej_comprehension).
-export([main/0]).

main() ->
    [X || Y <- [1, 2]],
    [Z || Z <- [1]],
    Z.
