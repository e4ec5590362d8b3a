%% Typed fields, defaults that call functions, many fields, multiple updates, quoted names.
-module(records_typed).
-export([main/0]).
-record('My Record', {'Field One' = 1 :: integer(), two :: undefined | atom(), three = f(2) :: term()}).
-record(wide, {f1, f2 = 2, f3, f4 = 4, f5, f6, f7, f8, f9, f10, f11, f12 = [x], f13, f14, f15, f16, f17, f18}).
-type my() :: #'My Record'{}.
-export_type([my/0]).

-spec main() -> ok.
main() ->
    R = #'My Record'{two = b},
    io:format("~w~n", [R]),
    io:format("~w~n", [R#'My Record'.'Field One']),
    io:format("~w~n", [R#'My Record'{'Field One' = 9, three = undefined}]),
    W = #wide{f1 = one, f18 = last},
    io:format("~w~n", [W]),
    W2 = W#wide{f2 = a, f4 = b, f6 = c, f8 = d, f10 = e, f12 = f, f14 = g, f16 = h, f18 = i},
    io:format("~w~n", [W2]),
    #wide{f2 = A, f18 = Z, f12 = L} = W2,
    io:format("~w~n", [[A, Z, L]]),
    io:format("~w~n", [[#wide.f1, #wide.f18]]).

f(N) -> N * 100.
