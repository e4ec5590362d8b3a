-module(rej_macro).
-export([main/0]).
-define(ADD(A, B), A + B).

main() ->
    f().

f() -> ?UNDEFINED.

g() -> ?ADD(1).
