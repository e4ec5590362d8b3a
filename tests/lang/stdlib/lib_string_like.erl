%% unicode, base64, lists:concat, io_lib:format together; a text table; a roman numeral and number speller.
-module(lib_string_like).
-export([main/0]).

main() ->
    io:format("~s ~s~n", [base64:encode("Hello, World"), base64:decode(<<"SGVsbG8=">>)]),
    io:format("~s~n", [base64:encode_to_string(<<0, 255, 1>>)]),
    table([["name", "qty", "price"], ["apple", 3, 1.25], ["fig", 12, 10.5]]),
    io:format("~p~n", [[roman(N) || N <- [1, 4, 9, 14, 40, 90, 400, 1994, 2024]]]),
    io:format("~s~n", [spell(123456)]), io:format("~s~n", [spell(1000001)]),
    io:format("~s~n", [lists:flatten(lists:join(", ", [io_lib:format("~2..0b:~2..0b", [H, M]) || {H, M} <- [{1, 2}, {13, 45}]]))]),
    io:format("~ts~n", [unicode:characters_to_binary(lists:reverse("ångström"))]),
    io:format("~w~n", [unicode:characters_to_list(<<16#e9>>, latin1)]),
    io:format("~w~n", [unicode:characters_to_binary("é", utf8, {utf16, little})]).

table(Rows) -> [io:format("|~-8s|~6s|~8s|~n", [cell(C) || C <- R]) || R <- Rows].

cell(X) when is_list(X) -> X;
cell(X) when is_integer(X) -> integer_to_list(X);
cell(X) -> io_lib:format("~.2f", [X]).

roman(N) -> roman(N, [{1000, "M"}, {900, "CM"}, {500, "D"}, {400, "CD"}, {100, "C"}, {90, "XC"}, {50, "L"}, {40, "XL"}, {10, "X"}, {9, "IX"}, {5, "V"}, {4, "IV"}, {1, "I"}]).
roman(0, _) -> "";
roman(N, [{V, S} | _] = T) when N >= V -> S ++ roman(N - V, T);
roman(N, [_ | T]) -> roman(N, T).

spell(N) when N >= 1000000 -> spell(N div 1000000) ++ " million" ++ rest(N rem 1000000);
spell(N) when N >= 1000 -> spell(N div 1000) ++ " thousand" ++ rest(N rem 1000);
spell(N) when N >= 100 -> spell(N div 100) ++ " hundred" ++ rest(N rem 100);
spell(N) when N >= 20 -> element(N div 10 - 1, {"twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"}) ++ rest(N rem 10);
spell(N) -> element(N + 1, {"zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"}).

rest(0) -> "";
rest(N) -> " " ++ spell(N).
