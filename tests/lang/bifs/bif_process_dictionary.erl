%% put, get, get_keys, erase.
-module(bif_process_dictionary).
-export([main/0]).

main() ->
    p([put(a, 1), put(a, 2), put({k, 1}, "v"), get(a), get(nope), get({k, 1})]),
    p([lists:sort(get()), lists:sort(get_keys()), get_keys(2)]),
    p([erase(a), erase(a), get(a)]),
    [put(N, N * N) || N <- lists:seq(1, 1000)],
    p([length(get()), get(500), lists:sum([V || {K, V} <- get(), is_integer(K)])]),
    [erase(N) || N <- lists:seq(1, 990)],
    p([lists:sort([K || {K, _} <- get(), is_integer(K)])]),
    put(big, lists:seq(1, 10000)),
    Junk = [lists:seq(1, 100) || _ <- lists:seq(1, 5000)],
    p([length(Junk), lists:sum(get(big))]),
    put(1.0, float), put(1, int),
    p([get(1), get(1.0)]),
    _ = erase(),
    p([get(), get_keys()]).

p(L) -> io:format("~w~n", [L]).
