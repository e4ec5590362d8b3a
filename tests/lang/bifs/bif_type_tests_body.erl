%% Type tests and comparisons as values; is_record, is_function/2, is_map_key; old names do not exist.
-module(bif_type_tests_body).
-export([main/0]).
-record(r, {a}).

main() ->
    Vs = [1, 1.0, a, "s", <<"b">>, {}, #{}, fun(_) -> ok end],
    Ts = [is_integer, is_float, is_number, is_atom, is_list, is_binary, is_tuple, is_map, is_function, is_boolean, is_pid],
    [io:format("~w: ~w~n", [T, [erlang:T(V) || V <- Vs]]) || T <- Ts],
    io:format("~w~n", [[is_record({r, 1}, r), is_record({r, 1}, r, 2), is_record({r, 1}, r, 3), is_record(x, r)]]),
    F = fun(_, _) -> ok end,
    io:format("~w~n", [[is_function(F, N) || N <- [0, 1, 2]]]),
    io:format("~w~n", [[try F1() catch error:R -> R end || F1 <- [fun() -> is_function(F, id(-1)) end, fun() -> is_function(F, id(a)) end, fun() -> is_record(id({r}), id("r")) end]]]),
    io:format("~w~n", [[is_integer(1) and is_atom(a), is_bitstring(<<1:1>>), is_binary(<<1:1>>)]]).

id(X) -> X.
