%% Tuples: element, setelement, size, conversion, append, large tuples, errors.
-module(tuples_basic).
-export([main/0]).

main() ->
    T = {a, 2, "three", {4}},
    io:format("~w ~w ~w~n", [element(1, T), element(4, T), tuple_size(T)]),
    io:format("~w~n", [setelement(2, T, two)]),
    io:format("~w~n", [T]),
    io:format("~w ~w~n", [tuple_to_list(T), list_to_tuple([x, y])]),
    io:format("~w~n", [erlang:append_element({1, 2}, 3)]),
    io:format("~w~n", [erlang:make_tuple(3, x)]),
    io:format("~w~n", [erlang:make_tuple(5, 0, [{2, b}, {4, d}, {2, bb}])]),
    io:format("~w ~w~n", [erlang:delete_element(2, {a, b, c}), erlang:insert_element(2, {a, c}, b)]),
    Big = list_to_tuple(lists:seq(1, 10000)),
    io:format("~w ~w ~w~n", [tuple_size(Big), element(10000, Big), element(5000, setelement(5000, Big, changed))]),
    io:format("~w ~w~n", [{}, tuple_size({})]),
    io:format("~w~n", [[{} < {1}, {2} < {1, 1}, {1, 2} < {1, 3}, {a, 1} == {a, 1.0}, {a, 1} =:= {a, 1.0}]]),
    Ts = [fun() -> element(0, T) end, fun() -> element(5, T) end, fun() -> element(a, T) end, fun() -> element(1, id([])) end,
          fun() -> setelement(9, T, x) end, fun() -> tuple_size(id([])) end, fun() -> list_to_tuple(id([1 | 2])) end,
          fun() -> erlang:make_tuple(id(-1), x) end, fun() -> tuple_to_list(id(a)) end, fun() -> element(id(1 bsl 80), T) end],
    [io:format("~w~n", [try F() catch error:R -> R end]) || F <- Ts],
    ok.

id(X) -> X.
