%% SPDX-License-Identifier: Apache-2.0
%% The maps module and map syntax, large maps, comprehensions over them by lists.
-module(prog_maps_tour).
-export([main/0]).

main() ->
    M = #{a => 1, "b" => 2, {c} => 3, 4.0 => four, 4 => vier},
    io:format("~p~n", [M]),
    io:format("~p~n", [maps:to_list(maps:map(fun(K, V) -> {K, V} end, #{x => 1, y => 2}))]),
    io:format("~p~n", [maps:fold(fun(K, V, A) -> [{V, K} | A] end, [], #{1 => a, 2 => b, 3 => c})]),
    io:format("~p~n", [maps:merge(#{a => 1, b => 2}, #{b => 3, c => 4})]),
    io:format("~p~n", [maps:merge_with(fun(_, X, Y) -> X + Y end, #{a => 1, b => 2}, #{b => 3})]),
    io:format("~p~n", [maps:filter(fun(_, V) -> V > 1 end, #{a => 1, b => 2})]),
    io:format("~p ~p~n", [maps:find(a, #{a => 1}), maps:find(z, #{})]),
    io:format("~p ~p~n", [maps:take(a, #{a => 1, b => 2}), maps:take(q, #{})]),
    io:format("~p~n", [maps:with([a, c], #{a => 1, b => 2, c => 3})]),
    io:format("~p~n", [maps:without([a], #{a => 1, b => 2})]),
    io:format("~p~n", [maps:groups_from_list(fun(X) -> X rem 3 end, lists:seq(1, 10))]),
    io:format("~p~n", [maps:from_keys([a, b], 0)]),
    Big = maps:from_list([{N, N * N} || N <- lists:seq(1, 1000)]),
    io:format("~p ~p ~p~n", [maps:size(Big), maps:get(500, Big), lists:sum(maps:values(Big))]),
    io:format("~p~n", [lists:sum(maps:keys(maps:filter(fun(K, _) -> K > 990 end, Big)))]),
    #{a := #{b := X}} = #{a => #{b => deep}},
    io:format("~p~n", [X]),
    K = key,
    #{K := V} = #{key => value},
    io:format("~p~n", [V]),
    io:format("~p~n", [[1.0, 1, #{1 => a} =:= #{1.0 => a}, #{a => 1} == #{a => 1.0}, #{a => 1} < #{b => 0}, #{a => 1, b => 1} > #{z => 1}]]),
    I = maps:iterator(#{1 => a, 2 => b}),
    {K1, V1, I2} = maps:next(I),
    {K2, V2, I3} = maps:next(I2),
    io:format("~p ~p~n", [{K1, V1, K2, V2}, maps:next(I3)]),
    io:format("~p~n", [try maps:get(nope, #{}) catch error:E -> E end]),
    io:format("~p~n", [try maps:put(a, b, not_a_map) catch error:E2 -> E2 end]),
    io:format("~p~n", [maps:update_with(n, fun(Q) -> Q * 2 end, #{n => 21})]),
    io:format("~p~n", [count("mississippi", #{})]).
count([C | Cs], M) -> count(Cs, case M of #{C := N} -> M#{C := N + 1}; #{} -> M#{C => 1} end);
count([], M) -> [{[C], N} || {C, N} <- lists:sort(maps:to_list(M))].
