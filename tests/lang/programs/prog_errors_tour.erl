%% SPDX-License-Identifier: Apache-2.0
%% Classes of exceptions, after, nested try, stack frames.
-module(prog_errors_tour).
-export([main/0]).

main() ->
    [io:format("~w: ~p~n", [N, outcome(N)]) || N <- lists:seq(1, 16)],
    io:format("~p~n", [cleanup()]),
    io:format("~p~n", [frames(3)]),
    io:format("~p~n", [catch throw(ball)]),
    io:format("~p~n", [catch exit(way)]),
    {'EXIT', {oops, [{?MODULE, main, 0, _} | _]}} = (catch error(oops)),
    io:format("~p~n", [try error({a, b}) of _ -> never catch error:{a, X} -> X after io:format("after~n") end]).
outcome(N) ->
    try act(N) of
        V -> {value, V}
    catch
        throw:T -> {throw, T};
        exit:E -> {exit, E};
        error:{badmatch, V} -> {badmatch, V};
        error:{case_clause, V} -> {case_clause, V};
        error:{badkey, K} -> {badkey, K};
        error:{badarity, {F, As}} -> {badarity, is_function(F, 1), As};
        error:R:S -> {R, element(2, hd(S)), length_or_arity(element(3, hd(S)))}
    end.
length_or_arity(L) when is_list(L) -> {args, L};
length_or_arity(N) -> N.
act(1) -> fine;
act(2) -> throw(t);
act(3) -> exit(e);
act(4) -> error(x);
act(5) -> [] = id([1]);
act(6) -> case id(1) of 2 -> ok end;
act(7) -> hd(id([]));
act(8) -> list_to_integer("1x");
act(9) -> lists:nth(3, [a]);
act(10) -> maps:get(k, #{});
act(11) -> (id(#{}))#{a := 1};
act(12) -> atom_to_list(id("a"));
act(13) -> element(2, id({a}));
act(14) -> unknown:function(1);
act(15) -> (id(fun(X) -> X end))(1, 2);
act(16) -> binary_to_atom(id(<<255>>), utf8).
id(X) -> X.
cleanup() ->
    put(log, []),
    R = try
        try note(open), throw(inner) after note(close) end
    catch throw:inner -> note(caught), done
    end,
    {R, lists:reverse(get(log))}.
note(X) -> put(log, [X | get(log)]).
frames(N) ->
    try down(N) catch error:bottom:S -> [{F, A} || {?MODULE, F, A, _} <- S, F =/= main] end.
down(0) -> error(bottom);
down(N) when N > 0 -> R = down(N - 1), {R};
down(N) -> N.
