%% A large dispatch on atoms, integers, and mixed types in one function (jump tables).
-module(patterns_many_clauses).
-export([main/0]).

main() ->
    Ints = [op(N) || N <- lists:seq(-1, 21)],
    io:format("~w~n", [Ints]),
    io:format("~w~n", [[day(D) || D <- [mon, tue, wed, thu, fri, sat, sun, never, 1, {a}]]]),
    io:format("~w~n", [[mixed(V) || V <- [1, a, 2, b, 3.0, 3, "x", {t, 1}, {t, 2}, {u, 1}, {t, 1, 2}, [1], [], #{}]]]),
    io:format("~w~n", [[sparse(V) || V <- [1, 10, 100, 1000, 10000, 100000, 10000000000000000000000, 5, x]]]).

op(0) -> nop; op(1) -> push; op(2) -> pop; op(3) -> add; op(4) -> sub; op(5) -> mul; op(6) -> 'div';
op(7) -> neg; op(8) -> jmp; op(9) -> jz; op(10) -> call; op(11) -> ret; op(12) -> load; op(13) -> store;
op(14) -> dup; op(15) -> swap; op(16) -> print; op(17) -> halt; op(18) -> eq; op(19) -> lt; op(20) -> gt;
op(_) -> bad.

day(mon) -> 1; day(tue) -> 2; day(wed) -> 3; day(thu) -> 4; day(fri) -> 5; day(sat) -> 6; day(sun) -> 7;
day(X) when is_atom(X) -> unknown;
day(X) when is_integer(X) -> number;
day(_) -> what.

mixed(1) -> i1; mixed(a) -> aa; mixed(2) -> i2; mixed(b) -> ab; mixed(3.0) -> f3; mixed(3) -> i3;
mixed({t, 1}) -> t1; mixed({t, _}) -> t_; mixed({_, 1}) -> x1; mixed({_, _, _}) -> t3;
mixed([X]) -> {one, X}; mixed([]) -> nil; mixed([_ | _]) -> list; mixed(M) when is_map(M) -> map.

sparse(1) -> e0; sparse(10) -> e1; sparse(100) -> e2; sparse(1000) -> e3; sparse(10000) -> e4;
sparse(100000) -> e5; sparse(10000000000000000000000) -> e22; sparse(N) when is_integer(N) -> int; sparse(_) -> no.
