%% Strings as lists: ++, flattening, joining, splitting, conversion of numbers.
-module(string_concat).
-export([main/0]).

main() -> io:format("~w~n", [run(12, 0)]).

run(0, Sum) -> Sum;
run(N, Sum) ->
    Words = [integer_to_list(I * 7919) ++ "-word" || I <- lists:seq(1, 20000)],
    Line = string:join(Words, ", "),
    Deep = lists:flatten([[W, [" ", [W]]] || W <- Words]),
    Back = string:tokens(Line, ", "),
    Upper = [if C >= $a, C =< $z -> C - 32; true -> C end || C <- Deep],
    run(N - 1, Sum + length(Line) + length(Back) + length(Upper)).
