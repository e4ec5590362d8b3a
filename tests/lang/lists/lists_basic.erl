%% List construction, ++ and --, improper lists, hd, tl, length; errors.
-module(lists_basic).
-export([main/0]).

main() ->
    io:format("~w ~w ~w~n", [[1, 2 | [3]], [a | b], [[], [[]]]]),
    io:format("~w ~w ~w~n", [[1, 2] ++ [3], [] ++ [], [1] ++ tail]),
    io:format("~w ~w~n", [[1, 2] ++ [3] ++ [4, 5], "ab" ++ "cd"]),
    io:format("~w ~w ~w~n", [[1, 2, 3, 2] -- [2], [1, 2, 3] -- [3, 2, 1, 0], [1, 1.0, 1] -- [1.0]]),
    io:format("~w~n", [[3, 2, 1] -- [2] -- [2]]),
    io:format("~w ~w ~w~n", [hd([1, 2]), tl([1, 2]), length([a, b, c])]),
    io:format("~w~n", [length(lists:seq(1, 100000) -- lists:seq(2, 100000, 2))]),
    Ts = [fun() -> hd(id([])) end, fun() -> tl(id([])) end, fun() -> length(id([1 | 2])) end, fun() -> length(id(a)) end,
          fun() -> id(a) ++ [1] end, fun() -> id([1 | 2]) ++ [3] end, fun() -> [1] -- id(a) end, fun() -> id(a) -- [1] end,
          fun() -> [1 | 2] -- id([1]) end, fun() -> hd(id({})) end],
    [io:format("~w~n", [try F() catch error:R -> R end]) || F <- Ts],
    io:format("~w~n", [id([1, 2]) ++ id(x)]).

id(X) -> X.
