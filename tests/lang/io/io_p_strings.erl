%% What ~p takes for a string: printable lists and binaries, escapes, mixtures.
-module(io_p_strings).
-export([main/0]).

main() ->
    Ls = ["", "abc", "a\nb", "tab\t", "\e", [27], [0], [7], "\b\f\v\r", [127], [128], [160], [200, 201], [255], [256], "é", "q\"", "b\\s", [$a, -1], [$a, a], [32], "a\x{7f}b", [$a | $b], [1.0, $a], [[$a], $b], [$a, []]],
    [io:format("~p ~tp ~w~n", [L, L, L]) || L <- Ls],
    Bs = [<<>>, <<"abc">>, <<"a\nb">>, <<0>>, <<200>>, <<"é"/utf8>>, <<"λ"/utf8>>, <<255, 254>>, <<"a\"b">>, <<1, 2, 3>>, <<"abc", 0>>, <<"ab", 1:3>>, <<1:7>>, <<"\t\e">>],
    [io:format("~p ~tp ~w~n", [B, B, B]) || B <- Bs],
    io:format("~p~n", [{"str", [1, "nested"], [{"k", <<"v">>}], 'an atom', $c}]),
    io:format("~p~n", [[["a"], ["b", "c"], "", [[]]]]).
