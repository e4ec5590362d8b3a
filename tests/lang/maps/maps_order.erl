%% Order of maps: by size, then keys, then values; integers before floats as keys.
-module(maps_order).
-export([main/0]).

main() ->
    L = [#{2 => a}, #{1 => b}, #{1 => a}, #{}, #{1 => a, 2 => b}, #{1.0 => a}, #{a => 1}, #{b => 0}, #{[] => 1}],
    io:format("~w~n", [lists:sort(L)]),
    io:format("~w~n", [[#{a => 1} < #{b => 0}, #{a => 2} > #{a => 1}, #{a => 1, b => 1} > #{c => 1}, #{1 => 2} == #{1 => 2.0}, #{1 => 2} =:= #{1 => 2.0}, #{1 => a} == #{1.0 => a}]]),
    io:format("~w~n", [#{1 => x} < #{1.0 => x}]),
    Big = maps:from_list([{N, N} || N <- lists:seq(1, 100)]),
    io:format("~w~n", [[Big < Big#{101 => 0}, Big < Big#{100 => 101}, Big == Big#{50 => 50.0}, Big =:= Big#{50 => 50.0}, Big < Big#{1 := 0}]]),
    io:format("~w~n", [(maps:remove(1, Big))#{101 => 1} > Big]),
    io:format("~w~n", [max(#{1 => a}, {1, 2, 3})]).
