-module(rej_redefined).
-export([main/0]).

main() -> f(1).

f(X) -> X.

g() -> ok.

f(Y) -> {Y}.
