%% ~p breaks long terms over lines at 80 columns, indented by the column where the term starts.
-module(io_p_lines).
-export([main/0]).

main() ->
    L = lists:seq(1, 60),
    io:format("~p~n", [L]), io:format("prefix: ~p~n", [L]), io:format("~w~n", [L]),
    io:format("~p~n", [[{N, lists:duplicate(N, x)} || N <- lists:seq(1, 12)]]),
    io:format("~p~n", [{some_rather_long_atom_name, {another_rather_long_atom_name, [yet_another_long_name, "and a string too"]}, 123456789, <<"binary data that is long">>}]),
    io:format("Value = ~p, end~n", [{error, {badmatch, [{key1, "value one"}, {key2, "value two"}, {key3, "value three"}, {key4, 1234567890123}]}}]),
    io:format("~p~n", [lists:duplicate(30, "string")]),
    io:format("~p~n", ["a long string that must be broken over lines because it does not fit into the eighty columns that a line has, or does it?"]),
    io:format("~p~n", [{tag, "a long string that must be broken over lines because it does not fit into the eighty columns that a line has"}]),
    io:format("~p~n", [list_to_binary(lists:duplicate(12, "0123456789"))]),
    io:format("~p~n", [list_to_binary(L)]),
    io:format("~p~n", [#{1 => lists:seq(1, 30), 2 => "second value", 3 => #{4 => lists:duplicate(10, nested_atom)}}]),
    io:format("~p~n", [#{"key one" => lists:duplicate(8, value), "key two" => {a, b, c}, {tuple, key} => [1, 2, 3]}]),
    io:format("~p~n", [{a, [b | lists:seq(1, 40)]}]), io:format("~p~n", [[lists:seq(1, 20), lists:seq(1, 20), [lists:seq(1, 20)]]]),
    io:format("~p~n", [[a | b]]), io:format("~p~n", [lists:seq(1, 40) ++ tail]),
    io:format("~p~n", [list_to_tuple(lists:seq(1, 50))]),
    io:format("~p ~p~n", [lists:seq(1, 25), lists:seq(1, 25)]).
