%% badrecord and friends.
-module(records_errors).
-export([main/0]).
-record(r, {a, b = two}).
-record(s, {a}).

main() ->
    t(fun() -> (id(#s{a = 1}))#r.a end),
    t(fun() -> (id({r, 1}))#r.b end),
    t(fun() -> (id(x))#r{a = 1} end),
    t(fun() -> (id({r, 1, 2, 3}))#r{b = 1} end),
    t(fun() -> #r{a = V} = id(#s{}), V end),
    t(fun() -> (id(#r{a = fine}))#r.a end),
    t(fun() -> g(id(not_record)) end),
    t(fun() -> g(id(#r{a = 1})) end).

id(X) -> X.

g(R) when R#r.a =:= 1 -> guard_ok;
g(_) -> guard_failed.

t(F) -> try io:format("~w~n", [F()]) catch C:R -> io:format("~w ~w~n", [C, R]) end.
