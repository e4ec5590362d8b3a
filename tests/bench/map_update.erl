%% Maps: small ones with a fixed set of keys, and large ones that grow, are read and shrink.
-module(map_update).
-export([main/0]).

main() ->
    Small = small(3000000, #{a => 0, b => 0, c => 0, d => 0}),
    Large = fill(200000, #{}),
    Sum = look(200000, Large, 0),
    io:format("~w ~w ~w~n", [maps:get(c, Small), Sum, map_size(drop(150000, Large))]).

small(0, M) -> M;
small(N, #{a := A, c := C} = M) -> small(N - 1, M#{a := A + 1, c := C + A}).

fill(0, M) -> M;
fill(N, M) -> fill(N - 1, M#{N * 7919 rem 1000003 => N}).

look(0, _, Sum) -> Sum;
look(N, M, Sum) ->
    #{(N * 7919 rem 1000003) := V} = M,
    look(N - 1, M, Sum + V).

drop(0, M) -> M;
drop(N, M) -> drop(N - 1, maps:remove(N * 7919 rem 1000003, M)).
