%% Funs stored in maps, tuples and lists; a table of operations; Church numerals; Y combinator.
-module(funs_in_data).
-export([main/0]).

main() ->
    Ops = #{'+' => fun(A, B) -> A + B end, '-' => fun erlang:'-'/2, max => fun max/2, swap => fun(A, B) -> {B, A} end},
    [io:format("~w ~w~n", [Op, (maps:get(Op, Ops))(7, 9)]) || Op <- ['+', '-', max, swap]],
    Zero = fun(_) -> fun(X) -> X end end,
    Succ = fun(N) -> fun(F) -> fun(X) -> F((N(F))(X)) end end end,
    Three = Succ(Succ(Succ(Zero))),
    Plus = fun(M, N) -> fun(F) -> fun(X) -> (M(F))((N(F))(X)) end end end,
    ToInt = fun(N) -> (N(fun(X) -> X + 1 end))(0) end,
    io:format("~w ~w~n", [ToInt(Three), ToInt(Plus(Three, Three))]),
    Y = fun(F) -> (fun(X) -> F(fun(V) -> (X(X))(V) end) end)(fun(X) -> F(fun(V) -> (X(X))(V) end) end) end,
    Fact = Y(fun(Self) -> fun(0) -> 1; (N) -> N * Self(N - 1) end end),
    io:format("~w~n", [Fact(10)]),
    {_, Handler} = lists:keyfind(b, 1, [{a, fun() -> 1 end}, {b, fun() -> 2 end}]),
    io:format("~w~n", [Handler()]),
    Memo = lists:foldl(fun(N, M) -> M#{N => fun() -> N * N end} end, #{}, lists:seq(1, 40)),
    io:format("~w~n", [lists:sum([F() || F <- maps:values(Memo)])]).
