%% Small maps: literals, update, exact update, nesting, size, equality; failures.
-module(maps_basic).
-export([main/0]).

main() ->
    M = #{1 => one, 2 => two},
    io:format("~w ~w~n", [M, map_size(M)]),
    io:format("~w ~w~n", [M#{3 => three}, M#{1 => uno}]),
    io:format("~w~n", [M#{1 := eins, 2 := zwei}]),
    io:format("~w~n", [#{}]),
    io:format("~w~n", [M#{1 => a, 1 => b, 4 => c}]),
    io:format("~w~n", [#{1 => x, 1 => y}]),
    K = {key, [1]},
    M2 = M#{K => #{inner => #{deep => 1}}},
    #{K := #{inner := Inner}} = M2,
    io:format("~w~n", [Inner]),
    M3 = M2#{K := (maps:get(K, M2))#{inner := 0}},
    io:format("~w~n", [maps:get(K, M3)]),
    io:format("~w ~w~n", [#{1 => a, 2 => b} =:= #{2 => b, 1 => a}, #{1 => a} == #{1.0 => a}]),
    io:format("~w~n", [map_get(1, M)]),
    io:format("~w~n", [is_map_key(2, M)]),
    Ts = [fun() -> M#{3 := x} end, fun() -> (id(a))#{1 => 2} end, fun() -> (id([]))#{1 := 2} end, fun() -> maps:get(9, M) end,
          fun() -> map_get(9, M) end, fun() -> map_size(id(x)) end, fun() -> maps:get(1, id(x)) end, fun() -> #{9 := V} = M, V end,
          fun() -> is_map_key(1, id({})) end],
    [io:format("~w~n", [try F() catch error:R -> R end]) || F <- Ts],
    io:format("~p~n", [#{"string" => <<"bin">>, "x" => [1, 2]}]).

id(X) -> X.
