-module(rej_brackets).
-export([main/0]).

main() ->
    f({1, 2]).

g() -> (1 + 2.

h() -> end.
