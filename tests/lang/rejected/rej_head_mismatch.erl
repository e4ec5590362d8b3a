-module(rej_head_mismatch).
-export([main/0]).

main() -> f(1).

f(1) -> one;
g(2) -> two.

h(1) -> a;
h(1, 2) -> b.
