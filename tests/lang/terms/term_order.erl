%% number < atom < reference < fun < port < pid < tuple < map < nil < list < bitstring.
-module(term_order).
-export([main/0]).

main() ->
    R = make_ref(), F = fun() -> ok end, P = self(),
    L = [<<"b">>, [1], [], #{}, {}, P, F, R, a, 1, 1.5, -1, <<>>, {a}, b, [0, 0], {1, 2}, #{a => 1}, "z", <<1:1>>],
    Name = fun(X) when is_reference(X) -> ref; (X) when is_function(X) -> a_fun; (X) when is_pid(X) -> pid; (X) -> X end,
    io:format("~w~n", [[Name(X) || X <- lists:sort(L)]]),
    io:format("~w~n", [lists:sort([{b, 1}, {a, 2}, {a}, {a, 1, 0}, {}, {z}, {a, 1.0}, {a, 1}])]),
    io:format("~w~n", [lists:sort([[3], [1, 2, 3], [], [1], [1, 3], [a], [[]], [{}]])]),
    io:format("~w~n", [lists:sort([abc, ab, b, 'B', '', 'é', aa, 'λ'])]),
    io:format("~w~n", [lists:sort([<<"ab">>, <<"a">>, <<>>, <<"b">>, <<97:7>>, <<"a", 0:1>>])]),
    io:format("~w~n", [lists:sort([1, 1.5, -3, 2, 0.5, 1 bsl 80, -(1 bsl 80), 1.0e50, -1.0e50])]),
    io:format("~w~n", [[X || {A, B} <- [{1, a}, {a, {}}, {{}, #{}}, {#{}, []}, {[], [1]}, {[1], <<>>}], X <- [A < B, A > B, A == B]]]),
    io:format("~w~n", [[[1 | 2] < [1, 2], [1 | a] < [1 | b], [1, 2] < [1 | a], {1, {2, {3}}} < {1, {2, {3.5}}}]]),
    io:format("~w~n", [[{1} == {1.0}, {1} =:= {1.0}, [1, [2]] == [1.0, [2.0]], #{a => 1} == #{a => 1.0}, 1 =/= 1.0, 1 /= 1.0]]),
    io:format("~w~n", [R =:= R andalso F =:= F andalso P == P]).
