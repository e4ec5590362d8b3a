-module(rej_illegal_pattern).
-export([main/0]).

main() ->
    X = 1,
    f(X) = 2,
    {A + 1, _} = {2, 3},
    A.

f(X) -> X.
