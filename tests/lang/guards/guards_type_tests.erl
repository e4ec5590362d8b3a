%% Every type test on every kind of value.
-module(guards_type_tests).
-export([main/0]).

main() ->
    Values = [1, 1 bsl 70, 1.5, a, true, [], [a], [a | b], {}, {1, 2}, <<>>, <<1:3>>, #{}, self(), make_ref(),
              fun main/0, fun(X, _) -> X end],
    [io:format("~s~n", [[test(T, V) || T <- tests()]]) || V <- Values],
    ok.

tests() ->
    [integer, float, number, atom, boolean, list, tuple, binary, bitstring, map, pid, reference, function, port].

test(integer, X) when is_integer(X) -> $i;
test(float, X) when is_float(X) -> $f;
test(number, X) when is_number(X) -> $n;
test(atom, X) when is_atom(X) -> $a;
test(boolean, X) when is_boolean(X) -> $b;
test(list, X) when is_list(X) -> $l;
test(tuple, X) when is_tuple(X) -> $t;
test(binary, X) when is_binary(X) -> $B;
test(bitstring, X) when is_bitstring(X) -> $s;
test(map, X) when is_map(X) -> $m;
test(pid, X) when is_pid(X) -> $p;
test(reference, X) when is_reference(X) -> $r;
test(function, X) when is_function(X, 2) -> $2;
test(function, X) when is_function(X) -> $F;
test(port, X) when is_port(X) -> $P;
test(_, _) -> $. .
