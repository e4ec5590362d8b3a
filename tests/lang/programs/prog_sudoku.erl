%% SPDX-License-Identifier: Apache-2.0
%% Sudoku by constraint propagation and search.
-module(prog_sudoku).
-export([main/0]).

main() ->
    Puzzle = "530070000600195000098000060800060003400803001700020006060000280000419005000080079",
    Board = maps:from_list([{{R, C}, D - $0} || {I, D} <- lists:zip(lists:seq(0, 80), Puzzle), R <- [I div 9], C <- [I rem 9], D =/= $0]),
    case solve(Board) of
        {ok, S} -> [io:format("~w~n", [[maps:get({R, C}, S) || C <- lists:seq(0, 8)]]) || R <- lists:seq(0, 8)];
        none -> io:format("none~n")
    end.
solve(B) when map_size(B) =:= 81 -> {ok, B};
solve(B) ->
    Open = [{length(Cs), P, Cs} || R <- lists:seq(0, 8), C <- lists:seq(0, 8), P <- [{R, C}], not is_map_key(P, B), Cs <- [options(P, B)]],
    {_, P, Cs} = lists:min(Open),
    try_all(Cs, P, B).
try_all([], _, _) -> none;
try_all([C | Cs], P, B) ->
    case solve(B#{P => C}) of
        {ok, _} = Ok -> Ok;
        none -> try_all(Cs, P, B)
    end.
options({R, C}, B) ->
    Used = [V || I <- lists:seq(0, 8), Q <- [{R, I}, {I, C}, {R div 3 * 3 + I div 3, C div 3 * 3 + I rem 3}], {ok, V} <- [maps:find(Q, B)]],
    lists:seq(1, 9) -- lists:usort(Used).
