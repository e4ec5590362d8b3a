%% Maps of more than 32 keys: insert, update, remove, iterate, compare, back to small ones.
-module(maps_large).
-export([main/0]).

main() ->
    Ks = lists:seq(1, 10000),
    M = lists:foldl(fun(K, A) -> A#{K => K * 2} end, #{}, Ks),
    io:format("~w ~w ~w~n", [map_size(M), maps:get(1, M), maps:get(10000, M)]),
    io:format("~w~n", [lists:sort(maps:keys(M)) =:= Ks]),
    io:format("~w~n", [lists:sum(maps:values(M))]),
    io:format("~w~n", [maps:fold(fun(K, V, A) -> A + K * V end, 0, M)]),
    io:format("~w~n", [M =:= maps:from_list(lists:reverse(maps:to_list(M)))]),
    M2 = lists:foldl(fun maps:remove/2, M, lists:seq(1, 9990)),
    io:format("~w ~w~n", [map_size(M2), M2]),
    M3 = lists:foldl(fun(K, A) -> A#{K := x} end, M, lists:seq(1, 10000, 2)),
    io:format("~w ~w~n", [length([x || {_, x} <- maps:to_list(M3)]), map_size(M3)]),
    io:format("~w ~w~n", [M3 =:= M, M3 > M]),
    Mixed = maps:from_list([{{tuple, N}, N} || N <- lists:seq(1, 50)] ++ [{"list" ++ [N], N} || N <- lists:seq(1, 50)] ++
                           [{<<N:16>>, N} || N <- lists:seq(1, 50)] ++ [{N / 2, N} || N <- lists:seq(1, 50)] ++ [{1 bsl (N + 60), N} || N <- lists:seq(1, 50)] ++
                           [{list_to_atom("atom" ++ integer_to_list(N)), N} || N <- lists:seq(1, 50)] ++ [{#{N => N}, N} || N <- lists:seq(1, 50)]),
    io:format("~w ~w~n", [map_size(Mixed), lists:sum(maps:values(Mixed))]),
    io:format("~w~n", [[maps:get(K, Mixed) || K <- [{tuple, 7}, "list" ++ [8], <<9:16>>, 5.0, 1 bsl 71, atom12, #{13 => 13}]]]),
    io:format("~w~n", [maps:find({tuple, 51}, Mixed)]),
    io:format("~w~n", [iterate(maps:next(maps:iterator(M)), 0, 0)]),
    io:format("~w~n", [lists:sort(maps:keys(maps:filter(fun(K, _) -> K rem 1000 =:= 0 end, M)))]),
    io:format("~w~n", [map_size(maps:merge(M, #{a => 1, 5 => x}))]),
    #{5000 := V, 77 := W} = M,
    io:format("~w ~w~n", [V, W]),
    io:format("~w~n", [try M#{10001 := x} catch error:R -> R end]).

iterate(none, N, Sum) -> {N, Sum};
iterate({K, _, I}, N, Sum) -> iterate(maps:next(I), N + 1, Sum + K).
