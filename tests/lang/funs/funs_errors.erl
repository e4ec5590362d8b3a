%% badfun, badarity, and what they carry.
-module(funs_errors).
-export([main/0]).

main() ->
    t(fun() -> (id(not_a_fun))(1) end),
    t(fun() -> F = id({a, b}), F() end),
    t(fun() -> (id(17))() end),
    t(fun() -> apply(id(x), [1, 2]) end),
    t(fun() -> (id("lists"))(1) end),
    try (id(fun(X) -> X end))(1, 2) catch error:{badarity, {F, Args}} -> io:format("badarity ~w ~w~n", [F(1), Args]) end,
    try (id(fun lists:reverse/1))() catch error:{badarity, {G, As}} -> io:format("badarity ~w ~w~n", [G([1, 2]), As]) end,
    t(fun() -> lists:foreach(fun(1) -> ok end, [1, 2]) end),
    t(fun() -> apply(id(fun(X) -> X end), [1 | 2]) end),
    t(fun() -> apply(erlang, abs, id(x)) end),
    t(fun() -> M = id("io"), M:format("x") end).

id(X) -> X.

t(F) -> try io:format("~w~n", [F()]) catch C:R -> io:format("~w ~w~n", [C, R]) end.
