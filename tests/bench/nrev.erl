%% Naive reverse: list cells made and dropped as fast as possible.
-module(nrev).
-export([main/0]).

main() -> io:format("~w~n", [run(50000, lists:seq(1, 60), 0)]).

run(0, _, Sum) -> Sum;
run(N, L, Sum) -> run(N - 1, L, Sum + hd(nrev(L))).

nrev([H | T]) -> append(nrev(T), [H]);
nrev([]) -> [].

append([H | T], L) -> [H | append(T, L)];
append([], L) -> L.
