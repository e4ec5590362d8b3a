%% Named funs call themselves.
-module(funs_named).
-export([main/0]).

main() ->
    Fact = fun Fact(0) -> 1; Fact(N) -> N * Fact(N - 1) end,
    io:format("~w~n", [Fact(20)]),
    K = 3,
    Loop = fun Loop(0, Acc) -> Acc; Loop(N, Acc) -> Loop(N - 1, Acc + K) end,
    io:format("~w~n", [Loop(100000, 0)]),
    Tree = {1, [{2, []}, {3, [{4, []}]}]},
    Sum = fun Walk({V, Children}) -> V + lists:sum([Walk(C) || C <- Children]) end,
    io:format("~w~n", [Sum(Tree)]),
    Self = fun Me() -> Me end,
    io:format("~w ~w~n", [is_function(Self(), 0), Self() =:= Self]),
    io:format("~w~n", [(fun Fib(N) when N < 2 -> N; Fib(N) -> Fib(N - 1) + Fib(N - 2) end)(15)]).
