%% String and list prefix patterns ("abc" ++ T), character patterns.
-module(patterns_strings).
-export([main/0]).

main() ->
    Inputs = ["GET /index", "POST /x", "PUT", "", "get /", "PO", "ab", "a\tb", [$a | tail], "\x{3b1}\x{3b2}"],
    lists:foreach(fun(I) -> io:format("~w~n", [method(I)]) end, Inputs),
    io:format("~s~n", [trim("   \t x y  ")]),
    io:format("~w~n", [digits("123abc", 0)]).

method("GET " ++ Path) -> {get, Path};
method("POST " ++ [$/ | Path]) -> {post, Path};
method("PUT") -> put;
method("" ++ []) -> empty;
method([$a, $\t | Rest]) -> {tabbed, Rest};
method([$a | Rest]) -> {a, Rest};
method([945 | Rest]) -> {alpha, Rest};
method(Other) -> {other, Other}.

trim([$\s | T]) -> trim(T);
trim([$\t | T]) -> trim(T);
trim(S) -> S.

digits([C | T], Acc) when $0 =< C, C =< $9 -> digits(T, Acc * 10 + C - $0);
digits(Rest, Acc) -> {Acc, Rest}.
