-module(rej_numbers).
-export([main/0]).

f() -> 2#102.

g() -> 1.0e999.

h() -> $.

main() -> ok.
