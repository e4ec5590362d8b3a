%% dict, orddict, proplists.
-module(lib_dicts).
-export([main/0]).

main() ->
    D = lists:foldl(fun(N, A) -> dict:store(N, N * N, A) end, dict:new(), lists:seq(1, 200)),
    io:format("~w ~w ~w~n", [dict:size(D), dict:fetch(10, D), dict:find(999, D)]),
    io:format("~w~n", [lists:sum([V || {_, V} <- dict:to_list(D)])]),
    D2 = dict:append(k, 2, dict:append(k, 1, dict:update_counter(c, 5, dict:update_counter(c, 3, dict:new())))),
    io:format("~w~n", [lists:sort(dict:to_list(D2))]),
    io:format("~w~n", [dict:fold(fun(_, V, A) -> V + A end, 0, dict:filter(fun(K, _) -> K < 5 end, D))]),
    io:format("~w~n", [lists:sort(dict:to_list(dict:merge(fun(_, A, B) -> {A, B} end, dict:from_list([{a, 1}, {b, 2}]), dict:from_list([{b, 3}]))))]),
    io:format("~w~n", [lists:sort(dict:fetch_keys(dict:erase(a, dict:from_list([{a, 1}, {b, 2}]))))]),
    io:format("~w~n", [try dict:fetch(x, D) catch error:R -> R end]),
    O = orddict:from_list([{b, 2}, {a, 1}]),
    io:format("~w~n", [[orddict:store(c, 3, O), orddict:erase(a, O), orddict:find(b, O), orddict:fetch(a, O), orddict:update(a, fun(X) -> X + 1 end, O), orddict:is_key(z, O)]]),
    P = [a, {b, 1}, {c, 2, 3}, {b, 9}, {d, false}],
    io:format("~w~n", [[proplists:get_value(b, P), proplists:get_value(a, P), proplists:get_value(z, P, none), proplists:get_all_values(b, P), proplists:is_defined(a, P), proplists:get_bool(d, P), proplists:lookup(c, P), proplists:delete(b, P), proplists:get_keys([{x, 1}, x])]]),
    io:format("~w~n", [proplists:unfold([a, {b, 1}])]).
