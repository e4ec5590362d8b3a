-module(rej_reserved).
-export([main/0]).

main() ->
    of = 1,
    f(receive).

g() -> after.
