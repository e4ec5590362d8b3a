%% SPDX-License-Identifier: Apache-2.0
%% A sieve of processes, and a ring that passes a counter.
-module(prog_primes_ring).
-export([main/0]).

main() ->
    io:format("~w~n", [sieve(50)]),
    io:format("~w~n", [ring(100, 1000)]).
sieve(Max) ->
    Me = self(),
    First = spawn(fun() -> filter_start(Me) end),
    [First ! N || N <- lists:seq(2, Max)],
    First ! stop,
    collect([]).
collect(Acc) -> receive {prime, P} -> collect([P | Acc]); done -> lists:reverse(Acc) end.
filter_start(Main) ->
    receive stop -> Main ! done; P -> Main ! {prime, P}, filter(P, none, Main) end.
filter(P, Next, Main) ->
    receive
        stop when Next =:= none -> Main ! done;
        stop -> Next ! stop;
        N when N rem P =:= 0 -> filter(P, Next, Main);
        N when Next =:= none ->
            Pid = spawn(fun() -> filter_start(Main) end), Pid ! N, filter(P, Pid, Main);
        N -> Next ! N, filter(P, Next, Main)
    end.
ring(Size, Hops) ->
    Me = self(),
    First = lists:foldl(fun(_, Next) -> spawn(fun() -> node_loop(Next, Me) end) end, Me, lists:seq(1, Size - 1)),
    First ! {hop, 1, Hops},
    serve(First).
serve(First) ->
    receive {hop, N, Max} when N >= Max -> First ! stop, N; {hop, N, Max} -> First ! {hop, N + 1, Max}, serve(First) end.
node_loop(Next, Main) ->
    receive
        stop when Next =:= Main -> ok;
        stop -> Next ! stop;
        {hop, N, Max} -> Next ! {hop, N + 1, Max}, node_loop(Next, Main)
    end.
