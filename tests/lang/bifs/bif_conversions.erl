%% X_to_list, list_to_X, X_to_binary and so on.
-module(bif_conversions).
-export([main/0]).

main() ->
    R = make_ref(),
    p([atom_to_list(a), integer_to_list(-5), tuple_to_list({1, 2}), binary_to_list(<<1, 2>>), bitstring_to_list(<<1, 2:4>>)]),
    p([list_to_atom("x"), list_to_integer("12"), list_to_float("1.5"), list_to_tuple([1]), list_to_binary([1, [2]]), list_to_bitstring([<<1:2>>])]),
    p([atom_to_binary(a), integer_to_binary(5), float_to_binary(1.5, [{decimals, 2}]), iolist_to_binary([])]),
    p([list_to_pid(pid_to_list(self())) =:= self(), list_to_ref(ref_to_list(R)) =:= R]),
    p([float(3), trunc(2.9), round(2.5), abs(-1), ceil(1.1), floor(-1.1)]),
    p([binary_to_term(term_to_binary({a, "b", [1.5]})), erlang:list_to_existing_atom("p")]),
    [io:format("~w~n", [try F() catch error:E -> E end]) || F <- [
        fun() -> list_to_tuple(id(x)) end, fun() -> tuple_to_list(id([])) end, fun() -> list_to_pid(id("x")) end,
        fun() -> list_to_float(id("1")) end, fun() -> list_to_integer(id("one")) end, fun() -> binary_to_term(id(<<1, 2>>)) end,
        fun() -> list_to_ref(id("r")) end, fun() -> float(id(a)) end]],
    ok.

p(L) -> io:format("~w~n", [L]).
id(X) -> X.
