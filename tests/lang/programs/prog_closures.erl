%% SPDX-License-Identifier: Apache-2.0
%% Higher order functions: composition, currying, memo in the process dictionary, Church numerals, streams.
-module(prog_closures).
-export([main/0]).

main() ->
    Inc = fun(X) -> X + 1 end, Dbl = fun(X) -> X * 2 end,
    io:format("~w~n", [(compose([Inc, Dbl, Inc]))(5)]),
    Add = curry(fun(A, B, C) -> A + B * C end),
    io:format("~w~n", [((Add(1))(2))(3)]),
    io:format("~w~n", [fib(80)]),
    Three = church(3), Two = church(2),
    io:format("~w ~w~n", [(Three(Inc))(0), ((plus(Three, Two))(Inc))(0)]),
    io:format("~w~n", [take(10, filter(fun(N) -> N rem 3 =:= 0 end, from(1)))]),
    io:format("~w~n", [take(8, primes(from(2)))]),
    Fact = fun F(0) -> 1; F(N) -> N * F(N - 1) end,
    io:format("~w~n", [Fact(20)]),
    Y = fun(M) -> (fun(F) -> M(fun(X) -> (F(F))(X) end) end)(fun(F) -> M(fun(X) -> (F(F))(X) end) end) end,
    io:format("~w~n", [(Y(fun(Self) -> fun(0) -> 0; (N) -> N + Self(N - 1) end end))(100)]),
    Counter = fun() -> N = case get(c) of undefined -> 0; V -> V end, put(c, N + 1), N end,
    io:format("~w~n", [[Counter(), Counter(), Counter()]]),
    io:format("~w~n", [[F(10) || F <- [fun erlang:abs/1, fun(X) -> -X end, fun fib/1]]]),
    io:format("~w~n", [erlang:fun_info(fun fib/1, arity)]),
    io:format("~w~n", [apply(lists, foldl, [fun(X, A) -> [X | A] end, [], [1, 2, 3]])]),
    {A, B} = {fun(X) -> X end, fun(X) -> X end},
    io:format("~w ~w~n", [A =:= A, A =:= B]),
    io:format("~w~n", [cps([3, 1, 2], fun(L) -> lists:sort(L) end)]),
    io:format("~w~n", [deep(100000, fun(X) -> X end)]).
compose(Fs) -> lists:foldl(fun(F, G) -> fun(X) -> F(G(X)) end end, fun(X) -> X end, Fs).
curry(F) -> fun(A) -> fun(B) -> fun(C) -> F(A, B, C) end end end.
fib(N) when N < 2 -> N;
fib(N) ->
    case get({fib, N}) of
        undefined -> V = fib(N - 1) + fib(N - 2), put({fib, N}, V), V;
        V -> V
    end.
church(0) -> fun(_) -> fun(X) -> X end end;
church(N) -> P = church(N - 1), fun(F) -> fun(X) -> F((P(F))(X)) end end.
plus(A, B) -> fun(F) -> fun(X) -> (A(F))((B(F))(X)) end end.
from(N) -> fun() -> [N | from(N + 1)] end.
filter(P, S) -> fun() -> [H | T] = S(), case P(H) of true -> [H | filter(P, T)]; false -> (filter(P, T))() end end.
primes(S) -> fun() -> [P | T] = S(), [P | primes(filter(fun(N) -> N rem P =/= 0 end, T))] end.
take(0, _) -> [];
take(N, S) -> [H | T] = S(), [H | take(N - 1, T)].
cps(L, K) -> K([X || X <- L]).
deep(0, K) -> K(0);
deep(N, K) -> deep(N - 1, fun(X) -> K(X + 1) end).
