%% SPDX-License-Identifier: Apache-2.0
%% Roman numerals, both ways.
-module(prog_text_roman).
-export([main/0]).

main() ->
    [io:format("~4w ~s ~w~n", [N, to(N), from(to(N))]) || N <- [1, 4, 9, 14, 40, 90, 400, 1666, 1990, 2024, 3999]].
to(0) -> "";
to(N) ->
    {V, S} = hd([P || {V, _} = P <- table(), V =< N]),
    S ++ to(N - V).
from(S) -> from(S, 0).
from("", Acc) -> Acc;
from(S, Acc) ->
    [{V, P} | _] = [T || {_, P} = T <- table(), lists:prefix(P, S)],
    from(lists:nthtail(length(P), S), Acc + V).
table() ->
    [{1000, "M"}, {900, "CM"}, {500, "D"}, {400, "CD"}, {100, "C"}, {90, "XC"}, {50, "L"},
     {40, "XL"}, {10, "X"}, {9, "IX"}, {5, "V"}, {4, "IV"}, {1, "I"}].
