%% A long-running loop whose state is replaced each round: tuples, maps, bigs, floats, closures.
-module(gc_mutating_state).
-export([main/0]).

main() ->
    S0 = {erlang:make_tuple(50, 0), #{}, 1, 0.0, fun(X) -> X end, []},
    {T, M, B, F, G, L} = run(20000, S0),
    io:format("~w ~w ~w~n", [erlang:phash2(T), map_size(M), erlang:phash2(B)]),
    io:format("~.6f ~w ~w~n", [F, G(1), length(L)]).

run(0, S) -> S;
run(N, {T, M, B, F, G, L}) ->
    I = N rem 50 + 1,
    G2 = case N rem 1000 of 0 -> fun(X) -> G(X) + N end; _ -> G end,
    L2 = case N rem 300 of 0 -> []; _ -> [N | L] end,
    run(N - 1, {setelement(I, T, element(I, T) + N), M#{N rem 700 => [N]}, (B * 31 + N) rem (1 bsl 200), F + math:sqrt(N), G2, L2}).
