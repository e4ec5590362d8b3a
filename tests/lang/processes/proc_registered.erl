%% register, whereis, sending to a name; a counter server with calls.
-module(proc_registered).
-export([main/0]).

main() ->
    register(counter, spawn(fun() -> counter(0) end)),
    [counter ! {add, N} || N <- lists:seq(1, 100)],
    io:format("~w~n", [call(counter, get)]),
    io:format("~w ~w~n", [is_pid(whereis(counter)), whereis(nobody)]),
    io:format("~w~n", [lists:member(counter, registered())]),
    io:format("~w~n", [call(counter, stop)]),
    io:format("~w~n", [try nobody ! x catch error:R -> R end]),
    io:format("~w~n", [try register(counter2, not_a_pid) catch error:R2 -> R2 end]),
    register(me, self()),
    me ! note,
    io:format("~w ~w~n", [receive M -> M end, try register(me, self()) catch error:R3 -> R3 end]),
    io:format("~w ~w~n", [unregister(me), whereis(me)]).

counter(N) ->
    receive
        {add, K} -> counter(N + K);
        {From, Ref, get} -> From ! {Ref, N}, counter(N);
        {From, Ref, stop} -> From ! {Ref, stopped}
    end.

call(Name, Request) ->
    Ref = make_ref(),
    Name ! {self(), Ref, Request},
    receive {Ref, Reply} -> Reply after 5000 -> timeout end.
