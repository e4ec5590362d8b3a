%% SPDX-License-Identifier: Apache-2.0
%% Records with defaults and types, macros, nested updates, guards on records.
-module(prog_records_macros).
-export([main/0]).
-record(point, {x = 0 :: number(), y = 0 :: number()}).
-record(shape, {name :: atom(), at = #point{}, size = {1, 1}, tags = [] :: [atom()]}).
-define(ORIGIN, #point{}).
-define(SQ(X), ((X) * (X))).
-define(SHOW(E), io:format("~s = ~p~n", [??E, E])).
-ifdef(NOT_DEFINED).
-define(MODE, special).
-else.
-define(MODE, plain).
-endif.
main() ->
    S = #shape{name = box, tags = [red]},
    ?SHOW(S),
    ?SHOW(S#shape.at#point.x),
    S2 = S#shape{at = (S#shape.at)#point{x = 3, y = 4}},
    ?SHOW(dist(S2#shape.at)),
    ?SHOW(record_info(fields, shape)),
    ?SHOW(record_info(size, point)),
    ?SHOW(#shape.tags),
    ?SHOW(is_record(S, shape)),
    ?SHOW([kind(X) || X <- [S, ?ORIGIN, {point, 1}, other]]),
    ?SHOW(?MODE),
    ?SHOW({?MODULE, ?LINE > 10, ?FUNCTION_NAME, ?FUNCTION_ARITY}),
    ?SHOW(setelement(#point.y, ?ORIGIN, 9)),
    #shape{name = N, at = #point{x = X0}} = S,
    ?SHOW({N, X0}),
    ?SHOW(lists:keysort(#point.y, [#point{y = 2}, #point{y = 1}])),
    ?SHOW(?SQ(1 + 2)),
    ?SHOW(try update(none) catch error:E -> E end).
dist(#point{x = X, y = Y}) -> math:sqrt(?SQ(X) + ?SQ(Y)).
kind(#shape{name = N}) when N =/= undefined -> {shape, N};
kind(#point{} = P) when P#point.x =:= 0 -> origin;
kind(X) when is_tuple(X) -> tuple;
kind(_) -> unknown.
update(P) -> P#point{x = 1}.
