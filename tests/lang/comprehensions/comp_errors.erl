%% Errors in comprehensions: bad generators, bad filters; guards that fail only skip.
-module(comp_errors).
-export([main/0]).

main() ->
    Ts = [fun() -> [X || X <- id(a)] end, fun() -> [X || X <- id([1 | 2])] end, fun() -> [X || X <- [1], id(17)] end,
          fun() -> [X || <<X>> <= id(a)] end, fun() -> << <<X>> || X <- id({}) >> end, fun() -> << <<X>> || X <- [a] >> end,
          fun() -> [X || X <- [1, a, 2], X + 1 > 0] end, fun() -> [X || X <- [1, a, 2], hd(X)] end,
          fun() -> [X || X <- [1, a, 2], id(X) + 1 > 0] end, fun() -> << <<X:8>> || X <- [id(a)] >> end,
          fun() -> [1 || id(true)] end, fun() -> [1 || id(nope)] end, fun() -> [X || <<X:8>> <= id(<<1:4>>)] end,
          fun() -> << <<(id(B))/binary>> || B <- [<<"a">>, b] >> end],
    [io:format("~w~n", [try F() catch error:R -> R end]) || F <- Ts],
    ok.

id(X) -> X.
