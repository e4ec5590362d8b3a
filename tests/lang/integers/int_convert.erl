%% integer_to_list/binary and back, in all bases; errors.
-module(int_convert).
-export([main/0]).

main() ->
    Ns = [0, 7, -7, 255, 1 bsl 59, -(1 bsl 63), 123456789012345678901234567890, -(1 bsl 200)],
    [io:format("~s ~s~n", [integer_to_list(N), integer_to_binary(N)]) || N <- Ns],
    [io:format("~w ~s~n", [B, integer_to_list(N, B)]) || N <- [255, -(1 bsl 70)], B <- [2, 3, 8, 10, 16, 27, 36]],
    io:format("~s~n", [integer_to_binary(16#deadbeefcafebabe, 16)]),
    io:format("~w~n", [[N =:= list_to_integer(integer_to_list(N, B), B) || N <- Ns, B <- [2, 7, 16, 36]]]),
    io:format("~w~n", [[list_to_integer(S) || S <- ["0", "-0", "+12", "007", "-99999999999999999999999999"]]]),
    io:format("~w~n", [binary_to_integer(<<"-ff">>, 16)]),
    io:format("~w~n", [[t(fun() -> list_to_integer(S) end) || S <- ["", "-", "1a", " 1", "1 ", "1.0", "--1", x, [1 | 2]]]]),
    io:format("~w~n", [[t(fun() -> binary_to_integer(B) end) || B <- [<<>>, <<"x">>, <<1:3>>, "1"]]]),
    io:format("~w~n", [[t(fun() -> list_to_integer("12", B) end) || B <- [1, 2, 3, 37, a]]]),
    io:format("~w~n", [[t(fun() -> integer_to_list(X) end) || X <- [a, 1.0, []]]]),
    io:format("~w~n", [[string:to_integer(S) || S <- ["12ab", "-3", "x", "", "+5 "]]]),
    io:format("~w~n", [string:to_integer(<<"12ab">>)]).

t(F) -> try F() catch error:R -> R end.
