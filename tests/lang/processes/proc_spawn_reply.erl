%% spawn, reply, many processes, results gathered in order.
-module(proc_spawn_reply).
-export([main/0, worker/2]).

main() ->
    Me = self(),
    P = spawn(fun() -> receive {From, X} -> From ! {self(), X * 2} end end),
    P ! {Me, 21},
    io:format("~w~n", [receive {P, R} -> R end]),
    Ps = [spawn(?MODULE, worker, [Me, N]) || N <- lists:seq(1, 100)],
    io:format("~w~n", [lists:sum([receive {Q, V} -> V end || Q <- Ps])]),
    io:format("~w~n", [ring(50, 20)]),
    io:format("~w~n", [pmap(fun(X) -> X * X end, lists:seq(1, 20))]).

worker(Parent, N) -> Parent ! {self(), N * N}.

ring(N, Rounds) ->
    Last = lists:foldl(fun(_, Next) -> spawn(fun() -> forward(Next) end) end, self(), lists:seq(1, N)),
    spin(Last, Rounds, 0).

forward(Next) -> receive stop -> Next ! stop; X -> Next ! X + 1, forward(Next) end.

spin(P, 0, V) -> P ! stop, receive stop -> V end;
spin(P, R, V) -> P ! V, receive X -> spin(P, R - 1, X) end.

pmap(F, L) ->
    Me = self(),
    Refs = [begin R = make_ref(), spawn(fun() -> Me ! {R, F(X)} end), R end || X <- L],
    [receive {R, V} -> V end || R <- Refs].
