-module(rej_record).
-export([main/0]).
-record(r, {a, b}).

main() ->
    R = #r{a = 1, c = 2},
    S = #nope{},
    R#r.d + S#r.a.
