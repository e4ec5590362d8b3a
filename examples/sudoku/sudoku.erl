%% SPDX-License-Identifier: Apache-2.0
%% Solves Sudoku puzzles by elimination and search.
%%
%%     erlite run sudoku.erl puzzles.txt
%%
%% The file holds a puzzle a line: 81 characters, a digit or a dot. A board is a map from a cell
%% {Row, Column} to the list of digits that are still possible there. Two rules remove
%% possibilities:
%%
%%   1. a cell with one digit left takes it away from its peers (same row, column or box);
%%   2. a digit with one place left in a row, column or box goes there.
%%
%% When they are exhausted, the cell with the fewest digits is tried with each of them in turn.
-module(sudoku).
-export([main/1]).

main([File]) ->
    {ok, Text} = file:read_file(File),
    Lines = [L || L <- binary:split(Text, <<"\n">>, [global]), byte_size(L) =:= 81],
    Results = [solve_line(N, L) || {N, L} <- lists:zip(lists:seq(1, length(Lines)), Lines)],
    io:format("~w of ~w solved~n", [length([ok || solved <- Results]), length(Results)]).

solve_line(N, Line) ->
    io:format("Puzzle ~w, ~w given~n", [N, length([C || <<C>> <= Line, C =/= $.])]),
    case solve(Line) of
        {ok, Board, Guesses} ->
            show(Board),
            true = is_correct(Board),
            io:format("~w guesses~n~n", [Guesses]),
            solved;
        impossible ->
            io:format("no solution~n~n"),
            failed
    end.

%% -----------------------------------------------------------------------------------------------
%% The grid: cells, and the units (rows, columns, boxes) that must hold each digit once

digits() -> lists:seq(1, 9).

cells() -> [{R, C} || R <- digits(), C <- digits()].

units() ->
    [[{R, C} || C <- digits()] || R <- digits()]
        ++ [[{R, C} || R <- digits()] || C <- digits()]
        ++ [[{R, C} || R <- Rows, C <- Columns] || Rows <- thirds(), Columns <- thirds()].

thirds() -> [[1, 2, 3], [4, 5, 6], [7, 8, 9]].

%% For each cell: its three units, and the twenty other cells in them.
tables() ->
    Units = units(),
    UnitsOf = maps:from_list([{Cell, [U || U <- Units, lists:member(Cell, U)]} || Cell <- cells()]),
    PeersOf = maps:map(fun(Cell, Us) -> lists:usort(lists:append(Us)) -- [Cell] end, UnitsOf),
    {UnitsOf, PeersOf}.

%% -----------------------------------------------------------------------------------------------
%% Solving

solve(Line) ->
    Tables = tables(),
    Empty = maps:from_list([{Cell, digits()} || Cell <- cells()]),
    Given = [{Cell, C - $0} || {Cell, C} <- lists:zip(cells(), binary_to_list(Line)), C =/= $.],
    try lists:foldl(fun({Cell, D}, Board) -> assign(Cell, D, Board, Tables) end, Empty, Given) of
        Board -> search(Board, Tables, 0)
    catch
        throw:contradiction -> impossible
    end.

%% Tries the digits of the cell with the fewest; the first way that leads to a full board wins.
search(Board, Tables, Guesses) ->
    case lists:sort([{length(Ds), Cell} || {Cell, [_, _ | _] = Ds} <- maps:to_list(Board)]) of
        [] -> {ok, Board, Guesses};
        [{_, Cell} | _] -> try_digits(maps:get(Cell, Board), Cell, Board, Tables, Guesses)
    end.

try_digits([], _, _, _, _) ->
    impossible;
try_digits([D | Ds], Cell, Board, Tables, Guesses) ->
    Attempt =
        try search(assign(Cell, D, Board, Tables), Tables, Guesses + 1)
        catch throw:contradiction -> impossible
        end,
    case Attempt of
        impossible -> try_digits(Ds, Cell, Board, Tables, Guesses + 1);
        Solved -> Solved
    end.

%% Puts D in Cell by taking every other digit away from it.
assign(Cell, D, Board, Tables) ->
    Others = lists:delete(D, maps:get(Cell, Board)),
    lists:foldl(fun(Other, B) -> eliminate(Cell, Other, B, Tables) end, Board, Others).

eliminate(Cell, D, Board, {UnitsOf, PeersOf} = Tables) ->
    Old = maps:get(Cell, Board),
    case lists:member(D, Old) of
        false ->
            Board;
        true ->
            Left = lists:delete(D, Old),
            Less = Board#{Cell := Left},
            #{Cell := Peers} = PeersOf,
            #{Cell := Units} = UnitsOf,
            Spread =
                case Left of
                    [] -> throw(contradiction);
                    [Only] ->
                        Eliminate = fun(P, B) -> eliminate(P, Only, B, Tables) end,
                        lists:foldl(Eliminate, Less, Peers);
                    _ -> Less
                end,
            lists:foldl(fun(Unit, B) -> place(Unit, D, B, Tables) end, Spread, Units)
    end.

%% The second rule, for one digit in one unit.
place(Unit, D, Board, Tables) ->
    case [Cell || Cell <- Unit, lists:member(D, maps:get(Cell, Board))] of
        [] -> throw(contradiction);
        [Cell] -> assign(Cell, D, Board, Tables);
        _ -> Board
    end.

%% -----------------------------------------------------------------------------------------------
%% Checking and showing

is_correct(Board) ->
    Digits = fun(Unit) -> lists:sort([hd(maps:get(Cell, Board)) || Cell <- Unit]) end,
    lists:all(fun(Unit) -> Digits(Unit) =:= digits() end, units()).

show(Board) ->
    lists:foreach(
        fun(R) ->
            Row = [hd(maps:get({R, C}, Board)) + $0 || C <- digits()],
            Parts = [spaced(lists:sublist(Row, From, 3)) || From <- [1, 4, 7]],
            io:format(" ~s | ~s | ~s~n", Parts),
            (R =:= 3 orelse R =:= 6) andalso io:format(" ------+-------+------~n")
        end,
        digits()).

spaced(Digits) -> lists:join($\s, Digits).
