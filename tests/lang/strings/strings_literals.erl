%% String literals: escapes, adjacent strings, Unicode, long strings, strings as lists.
-module(strings_literals).
-export([main/0]).

main() ->
    io:format("~w~n", ["esc: \n\t\r\e\s\d\b\f\v\0\\\"\'"]),
    io:format("~w~n", ["\x41\x{1F600}\101\^A\7"]),
    io:format("~w~n", ["one" " " "two"
                       " three"]),
    io:format("~ts~n", ["héllo wörld ∀x∈ℝ 日本語 😀"]),
    io:format("~w~n", ["日本"]),
    io:format("~w ~w~n", ["" =:= [], "abc" =:= [$a, $b, $c]]),
    io:format("~w~n", ["multi
line"]),
    io:format("~p ~p ~p~n", ["abc", [1, 2, 3], "with \"quotes\" and \\ \n"]),
    io:format("~p ~tp~n", ["λ", "λ"]),
    io:format("~p~n", [[104, 105, 300]]),
    io:format("~p ~p~n", [[], [[]]]),
    io:format("~p~n", [<<"binary string">>]),
    io:format("~p ~tp~n", [<<"λ"/utf8>>, <<"λ"/utf8>>]),
    io:format("~p~n", [[$a, 255, 127]]),
    io:format("~p~n", ["caf\351"]).
