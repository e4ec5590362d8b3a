%% A list of five million elements, built once on the stack and once by accumulating and
%% reversing.
-module(list_build_5m).
-export([main/0]).

main() ->
    A = build(5000000),
    B = lists:reverse(accumulate(5000000, [])),
    io:format("~w ~w~n", [length(A), hd(A) + hd(B)]).

build(0) -> [];
build(N) -> [N | build(N - 1)].

accumulate(0, L) -> L;
accumulate(N, L) -> accumulate(N - 1, [N | L]).
