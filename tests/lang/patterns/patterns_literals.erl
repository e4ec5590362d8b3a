%% Literal patterns of every type, in function heads and case.
-module(patterns_literals).
-export([main/0]).

main() ->
    Values = [0, 1, -1, 1.0, 1.5, 12345678901234567890, a, 'A b', [], [1], "abc", {}, {a, 1}, <<>>,
              <<"bin">>, <<1, 2>>, #{}, #{1 => 2}, $a, 16#ff, 2#101, 1 bsl 60, -(1 bsl 60), 1 bsl 59],
    lists:foreach(fun(V) -> io:format("~w -> ~w~n", [V, kind(V)]) end, Values).

kind(0) -> zero;
kind(1) -> one;
kind(-1) -> minus_one;
kind(1.0) -> float_one;
kind(1.5) -> float;
kind(12345678901234567890) -> big;
kind(a) -> atom_a;
kind('A b') -> atom_quoted;
kind([]) -> nil;
kind([1]) -> list_one;
kind("abc") -> string;
kind({}) -> empty_tuple;
kind({a, 1}) -> tagged;
kind(<<>>) -> empty_binary;
kind(<<"bin">>) -> binary_bin;
kind(<<1, 2>>) -> binary_12;
kind(M) when M =:= #{} -> empty_map;
kind(#{1 := 2}) -> map12;
kind($a) -> char_a;
kind(255) -> hex;
kind(5) -> five;
kind(1152921504606846976) -> two60;
kind(-1152921504606846976) -> minus_two60;
kind(576460752303423488) -> two59.
