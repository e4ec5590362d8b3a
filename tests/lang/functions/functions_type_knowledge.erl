%% What a compiler may conclude from tests and matches must not change results.
-module(functions_type_knowledge).
-export([main/0]).

main() ->
    Vs = [1, 1.5, a, [], [1], [1, 2], {1}, {1, 2}, <<1>>, #{a => 1}, 1 bsl 70],
    io:format("~w~n", [[f(V) || V <- Vs]]), io:format("~w~n", [[g(V) || V <- Vs]]), io:format("~w~n", [[h(V, W) || V <- [1, a, {x}], W <- [1, a, {x}]]]),
    io:format("~w~n", [[k(V) || V <- Vs]]), io:format("~w~n", [[m(A, B) || A <- [0, 5, 10, 300], B <- [1, 7]]]).

f(X) when is_list(X), X =/= [] -> {hd(X), tl(X)};
f(X) when is_tuple(X) -> if tuple_size(X) =:= 2 -> element(2, X); true -> element(1, X) end;
f(X) when is_integer(X) -> Y = X + 1, if is_integer(Y) -> {int, Y}; true -> never end;
f(X) when is_float(X) -> X * 2;
f(X) when is_map(X) -> maps:size(X);
f(X) -> {other, X}.

g(X) ->
    case is_list(X) of
        true -> case X of [] -> empty; [A] -> {one, A}; [A, B | _] -> {A, B} end;
        false when is_binary(X) -> <<B>> = X, B;
        false -> try X + 1 of N when is_float(N) -> float; N -> N catch error:badarith -> not_number end
    end.

h(X, X) -> same;
h(X, Y) when X =:= 1; Y =:= 1 -> one;
h({A}, _) -> {first, A};
h(_, {A}) -> {second, A}.

k(X) when X == 1; X == a -> T = {X, X}, setelement(1, T, element(2, T));
k(X) when is_tuple(X), element(1, X) =:= 1 -> {Y} = {X}, Y;
k([H | _] = L) when H =:= hd(L) -> length(L);
k(_) -> none.

m(A, B) when A band 255 < 10, B > A -> A bsl B;
m(A, B) when A >= 0, A =< 300 -> (A + B) band 16#f0;
m(A, B) -> A - B.
