%% case on comparisons and boolean expressions (which compilers turn into branches).
-module(case_bool).
-export([main/0]).

main() ->
    io:format("~w~n", [[f(A, B) || A <- [1, 2], B <- [1, 2, 1.0]]]),
    io:format("~w~n", [[g(A) || A <- [true, false]]]),
    io:format("~w~n", [[h(A, B) || A <- [1, x, []], B <- [true, false]]]),
    io:format("~w~n", [try g(id(maybe_so)) catch error:E -> E end]),
    io:format("~w ~w~n", [id(1) < id(2), is_list(id([])) =:= (id(a) == a)]),
    io:format("~w~n", [lists:map(fun k/1, [1, 5, 10, 15])]).

id(X) -> X.

f(A, B) ->
    case A =:= B of
        true -> exact;
        false ->
            case A == B of
                true -> equal;
                false -> differ
            end
    end.

g(A) ->
    case not A of
        true -> was_false;
        false -> was_true
    end.

h(A, B) ->
    case is_atom(A) andalso B orelse is_list(A) of
        true -> yes;
        false -> no
    end.

k(N) ->
    Small = N < 6,
    Odd = N rem 2 =:= 1,
    case {Small, Odd} of
        {true, true} -> small_odd;
        {true, false} -> small_even;
        {false, true} -> large_odd;
        {false, false} -> large_even
    end.
