%% Map patterns with bound keys, nested maps, several clauses on one map.
-module(patterns_maps_in_patterns).
-export([main/0]).

main() ->
    Key = {k, 1},
    #{Key := V} = #{{k, 1} => found},
    io:format("~w~n", [V]),
    [io:format("~w~n", [f(M)]) || M <- [#{type => circle, r => 2}, #{type => rect, w => 2, h => 3},
                                        #{type => other}, #{}, #{type => circle}, nope]],
    io:format("~w~n", [lookup([a, b, c], #{a => #{b => #{c => 42}}})]),
    io:format("~w~n", [lookup([a, x], #{a => #{b => 1}})]),
    io:format("~w~n", [g(#{1 => one, 1.0 => float_one})]),
    F = fun(#{n := N, inner := #{n := N}}) -> {same, N}; (#{n := N}) -> {different, N} end,
    io:format("~w ~w~n", [F(#{n => 1, inner => #{n => 1}}), F(#{n => 1, inner => #{n => 2}})]).

f(#{type := circle, r := R}) -> 3 * R * R;
f(#{type := rect, w := W, h := H}) -> W * H;
f(#{type := T}) -> {unknown, T};
f(#{}) -> empty;
f(_) -> not_map.

lookup([K], M) ->
    case M of
        #{K := V} -> {ok, V};
        #{} -> {missing, K}
    end;
lookup([K | Ks], M) ->
    #{K := Next} = M,
    lookup(Ks, Next).

g(#{1.0 := F, 1 := I}) -> {I, F}.
