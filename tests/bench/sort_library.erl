%% lists:sort/1, lists:sort/2, lists:keysort/2 and lists:usort/1 of the library.
-module(sort_library).
-export([main/0]).

main() ->
    L = random(300000, 42, []),
    S1 = lists:sort(L),
    S2 = lists:sort(fun(A, B) -> A >= B end, L),
    S3 = lists:keysort(2, [{X rem 7, X} || X <- L]),
    S4 = lists:usort([X rem 100003 || X <- L]),
    io:format("~w ~w ~w ~w~n", [hd(S1), hd(S2), hd(S3), length(S4)]).

random(0, _, L) -> L;
random(N, S, L) -> random(N - 1, (S * 1103515245 + 12345) band 16#7fffffff, [S bsr 3 | L]).
