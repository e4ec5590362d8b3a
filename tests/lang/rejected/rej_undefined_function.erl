-module(rej_undefined_function).
-export([main/0, missing/1]).

main() ->
    helper(1),
    F = fun other/2,
    F(1, 2).

helper(A, B) -> A + B.
