%% A million-element list: built by body recursion, accumulated, mapped, folded, sorted, deeply copied.
-module(gc_long_lists).
-export([main/0]).

main() ->
    A = body(1000000), B = acc(1000000, []),
    io:format("~w ~w~n", [length(A), A =:= lists:reverse(B)]),
    C = lists:map(fun(X) -> X * 2 end, A),
    io:format("~w ~w~n", [lists:foldl(fun(X, S) -> X + S end, 0, C), lists:sum(A)]),
    io:format("~w~n", [erlang:phash2(lists:sort([X rem 1009 || X <- A]))]),
    io:format("~w~n", [length([X || X <- C, X rem 3 =:= 0])]),
    D = lists:zip(A, C),
    io:format("~w~n", [lists:last(D)]),
    {E, F} = lists:unzip(D),
    io:format("~w ~w~n", [E =:= lists:reverse(B), F =:= C]),
    io:format("~w~n", [length(A ++ B)]).

body(0) -> [];
body(N) -> [N | body(N - 1)].

acc(0, L) -> L;
acc(N, L) -> acc(N - 1, [N | L]).
