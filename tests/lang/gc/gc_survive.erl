%% Structures that live through many collections stay intact.
-module(gc_survive).
-export([main/0]).

main() ->
    Tree = build(14), Map = maps:from_list([{N, {N, [N]}} || N <- lists:seq(1, 5000)]), List = [{N, N * 1.0} || N <- lists:seq(1, 20000)],
    Bin = binary:copy(<<"x">>, 100000), Fun = fun(X) -> {X, length(List), byte_size(Bin)} end, Big = (1 bsl 1000) + 7,
    H = erlang:phash2({Tree, Map, List, Bin, Big}),
    churn(300),
    io:format("~w~n", [H =:= erlang:phash2({Tree, Map, List, Bin, Big})]),
    io:format("~w ~w~n", [sum(Tree), Fun(1)]),
    erlang:garbage_collect(),
    io:format("~w ~w~n", [H =:= erlang:phash2({Tree, Map, List, Bin, Big}), H]),
    io:format("~w~n", [rounds(50, Map, 0)]),
    io:format("~w~n", [queue_run(200000)]).

build(0) -> leaf;
build(N) -> {node, build(N - 1), N, build(N - 1)}.

sum(leaf) -> 0;
sum({node, L, V, R}) -> sum(L) + V + sum(R).

churn(0) -> ok;
churn(N) ->
    L = [[X, {X}, <<X:32>>, X * 1.5, #{X => X}] || X <- lists:seq(1, 500)],
    500 = length(L),
    churn(N - 1).

rounds(0, M, S) -> {S, map_size(M)};
rounds(N, M, S) ->
    M2 = maps:map(fun(_, {A, L}) -> {A + 1, L} end, M),
    rounds(N - 1, M2, S + element(1, maps:get(100, M2))).

queue_run(N) -> queue_run(N, queue:from_list(lists:seq(1, 1000)), 0).
queue_run(0, Q, S) -> {S, queue:len(Q)};
queue_run(N, Q, S) -> {{value, X}, Q2} = queue:out(Q), queue_run(N - 1, queue:in({N, X}, Q2), (S + erlang:phash2(X)) rem 1000003).
