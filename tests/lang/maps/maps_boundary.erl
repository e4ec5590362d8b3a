%% Growing from 30 to 36 keys and shrinking again, checked at each step against a list.
-module(maps_boundary).
-export([main/0]).

main() ->
    Steps = grow(#{}, [], 0),
    io:format("~w~n", [Steps]),
    M40 = maps:from_list([{N, a} || N <- lists:seq(1, 40)]),
    io:format("~w~n", [shrink(M40, 40)]),
    M32 = maps:from_list([{N, a} || N <- lists:seq(1, 32)]),
    M33 = M32#{33 => a},
    io:format("~w~n", [[M32 =:= maps:remove(33, M33), M32#{33 => a} =:= M33, M32 < M33, M32 == maps:without([33], M33)]]),
    io:format("~w~n", [M32]),
    io:format("~w~n", [lists:sort(maps:to_list(M33))]),
    io:format("~w~n", [erlang:phash2(M33) =:= erlang:phash2(maps:from_list(lists:reverse(maps:to_list(M33))))]),
    Lit = #{1 => a, 2 => b, 3 => c, 4 => d, 5 => e, 6 => f, 7 => g, 8 => h, 9 => i, 10 => j, 11 => k, 12 => l, 13 => m, 14 => n, 15 => o, 16 => p, 17 => q,
            18 => r, 19 => s, 20 => t, 21 => u, 22 => v, 23 => w, 24 => x, 25 => y, 26 => z, 27 => aa, 28 => bb, 29 => cc, 30 => dd, 31 => ee, 32 => ff, 33 => gg, 34 => hh},
    io:format("~w ~w ~w~n", [map_size(Lit), maps:get(34, Lit), lists:sort(maps:keys(Lit)) =:= lists:seq(1, 34)]).

grow(M, L, 60) -> {map_size(M), length(L)};
grow(M, L, N) ->
    K = (N * 37) rem 101,
    M2 = M#{K => N}, L2 = lists:keystore(K, 1, L, {K, N}),
    true = lists:sort(maps:to_list(M2)) =:= lists:sort(L2),
    grow(M2, L2, N + 1).

shrink(M, 0) -> M;
shrink(M, N) ->
    M2 = maps:remove(N, M),
    true = lists:sort(maps:keys(M2)) =:= lists:seq(1, N - 1),
    shrink(M2, N - 1).
