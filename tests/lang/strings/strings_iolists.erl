%% iolists: flattening, sizes, deep nesting, conversion, errors.
-module(strings_iolists).
-export([main/0]).

main() ->
    Io = ["abc", <<"def">>, [$g, [[<<"h">>], "i"]], [], <<>> | <<"tail">>],
    io:format("~s~n", [Io]),
    io:format("~w ~w~n", [iolist_size(Io), iolist_to_binary(Io)]),
    io:format("~w~n", [list_to_binary([1, 2, [3, <<4, 5>>]])]),
    io:format("~p~n", [lists:flatten(["a", [["b"], "c"], [[[]]]])]),
    Deep = lists:foldl(fun(C, Acc) -> [Acc, C] end, [], lists:duplicate(100000, $x)),
    io:format("~w~n", [iolist_size(Deep)]),
    Right = lists:foldl(fun(C, Acc) -> [C | [Acc]] end, [], lists:duplicate(100000, $y)),
    io:format("~w~n", [byte_size(iolist_to_binary(Right))]),
    io:put_chars(["put ", <<"chars">>, $\n]),
    [io:format("~w~n", [t(fun() -> iolist_to_binary(X) end)]) || X <- [a, [a], [256], [-1], [1 | 2], <<1:3>>, [<<1:3>>], {}]],
    io:format("~w~n", [t(fun() -> iolist_size([1.0]) end)]),
    io:format("~ts~n", [unicode:characters_to_binary(["å", <<"λ"/utf8>>, [955]])]),
    io:format("~w~n", [unicode:characters_to_list(<<"aλ"/utf8>>)]),
    io:format("~w~n", [unicode:characters_to_binary([16#110000])]),
    io:format("~w~n", [unicode:characters_to_list(<<$a, 255>>)]).

t(F) -> try F() catch error:R -> R end.
