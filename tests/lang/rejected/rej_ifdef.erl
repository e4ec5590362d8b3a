-module(rej_ifdef).
-export([main/0]).
-ifdef(X).

main() -> ok.
