-module(rej_illegal_guard).
-export([main/0]).

main() -> f(1).

f(X) when g(X) -> yes;
f(X) when lists:member(X, [1]) -> no;
f(X) when (fun() -> true end)() -> X.

g(X) -> X > 1.
