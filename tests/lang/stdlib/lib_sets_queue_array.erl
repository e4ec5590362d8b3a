%% sets, ordsets, queue, array.
-module(lib_sets_queue_array).
-export([main/0]).

main() ->
    S = sets:from_list([1, 2, 3, 2]), S2 = sets:from_list([3, 4]),
    L = fun(X) -> lists:sort(sets:to_list(X)) end,
    io:format("~w~n", [[L(S), L(sets:union(S, S2)), L(sets:intersection(S, S2)), L(sets:subtract(S, S2)), sets:is_element(1, S), sets:size(S), sets:is_disjoint(S, S2), L(sets:filter(fun(X) -> X > 1 end, S)), sets:fold(fun(X, A) -> X + A end, 0, S)]]),
    Big = sets:from_list(lists:seq(1, 1000)),
    io:format("~w ~w~n", [sets:size(Big), sets:is_element(777, sets:del_element(777, Big))]),
    io:format("~w~n", [[ordsets:from_list([c, a, b, a]), ordsets:union([a], [b]), ordsets:intersection([a, b], [b, c]), ordsets:subtract([a, b], [b]), ordsets:add_element(x, [a, z]), ordsets:is_subset([a], [a, b])]]),
    Q = lists:foldl(fun queue:in/2, queue:new(), [1, 2, 3]),
    {{value, H}, Q2} = queue:out(Q), {{value, T}, Q3} = queue:out_r(Q2),
    io:format("~w~n", [[H, T, queue:to_list(Q3), queue:len(Q), queue:is_empty(Q3), queue:to_list(queue:in_r(0, Q)), queue:peek(Q), queue:to_list(queue:join(Q, Q)), queue:to_list(queue:reverse(Q)), queue:out(queue:new()), queue:get(Q), queue:member(2, Q), queue:to_list(queue:filter(fun(X) -> X > 1 end, Q))]]),
    A = array:set(15, fifteen, array:set(3, three, array:new([{default, none}]))),
    io:format("~w~n", [[array:get(3, A), array:get(4, A), array:size(A), array:to_list(A), array:sparse_to_orddict(A)]]),
    B = array:from_list(lists:seq(0, 999)),
    io:format("~w~n", [[array:get(500, B), array:foldl(fun(_, V, Acc) -> V + Acc end, 0, B), array:size(array:resize(10, B)), array:get(2, array:map(fun(I, V) -> I * V end, B))]]),
    io:format("~w~n", [try array:get(-1, A) catch error:R -> R end]).
