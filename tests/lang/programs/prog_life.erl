%% SPDX-License-Identifier: Apache-2.0
%% Conway's life on sets of cells.
-module(prog_life).
-export([main/0]).

main() -> generations(glider(), 4).
glider() -> sets:from_list([{1, 0}, {2, 1}, {0, 2}, {1, 2}, {2, 2}]).
generations(_, 0) -> ok;
generations(S, N) ->
    [io:format("~s~n", [[cell(sets:is_element({X, Y}, S)) || X <- lists:seq(0, 5)]]) || Y <- lists:seq(0, 5)],
    io:format("~w~n", [lists:sort(sets:to_list(S))]),
    generations(step(S), N - 1).
cell(true) -> $#;
cell(false) -> $..
step(S) ->
    Counts = sets:fold(fun(C, M) -> lists:foldl(fun(N, A) -> maps:put(N, maps:get(N, A, 0) + 1, A) end, M, near(C)) end, #{}, S),
    sets:from_list([C || {C, N} <- maps:to_list(Counts), N =:= 3 orelse (N =:= 2 andalso sets:is_element(C, S))]).
near({X, Y}) -> [{X + A, Y + B} || A <- [-1, 0, 1], B <- [-1, 0, 1], {A, B} =/= {0, 0}].
