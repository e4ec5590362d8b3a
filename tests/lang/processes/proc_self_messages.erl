%% Messages to oneself, receive in order, selectively, with guards, with after 0.
-module(proc_self_messages).
-export([main/0]).

main() ->
    self() ! a, self() ! {b, 1}, self() ! c, self() ! {b, 2},
    io:format("~w~n", [receive {b, N} when N > 1 -> {b, N} end]),
    io:format("~w~n", [receive X -> X end]),
    io:format("~w~n", [flush()]),
    io:format("~w~n", [receive nothing -> 1 after 0 -> empty end]),
    io:format("~w~n", [self() ! sent]),
    io:format("~w~n", [receive Y -> Y after 1000 -> late end]),
    [self() ! {num, I} || I <- lists:seq(1, 1000)],
    io:format("~w~n", [[receive {num, I} -> I end || I <- [1000, 1, 500]]]),
    io:format("~w~n", [length(flush())]),
    io:format("~w~n", [receive after 5 -> slept end]).

flush() -> receive M -> [M | flush()] after 0 -> [] end.
