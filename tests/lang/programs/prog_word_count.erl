%% SPDX-License-Identifier: Apache-2.0
%% Counts words with string and maps, and prints a table.
-module(prog_word_count).
-export([main/0]).

main() ->
    Text = "The quick brown fox jumps over the lazy dog. The dog barks; the fox runs away!",
    Words = string:lexemes(string:lowercase(Text), " .,;!"),
    Counts = lists:foldl(fun(W, M) -> maps:update_with(W, fun(N) -> N + 1 end, 1, M) end, #{}, Words),
    Sorted = lists:sort(fun({A, N}, {B, M}) -> {M, A} =< {N, B} end, maps:to_list(Counts)),
    [io:format("~-8s ~3b ~s~n", [W, N, lists:duplicate(N, $*)]) || {W, N} <- Sorted],
    io:format("~p~n", [maps:size(Counts)]),
    io:format("~p~n", [lists:last(Sorted)]),
    io:format("~s~n", [string:join([string:titlecase(W) || W <- lists:sublist(Words, 5)], "-")]),
    io:format("~ts~n", [string:pad("mid", 11, both, $.)]),
    io:format("~p~n", [string:split("a=b=c", "=", all)]),
    io:format("~p ~p~n", [string:find("hello world", "wor"), string:find("abc", "x")]),
    io:format("~p~n", [string:replace("a-b-c", "-", "+", all)]),
    io:format("~p~n", [string:trim("  xx  ")]),
    io:format("~p~n", [string:tokens("a b  c", " ")]).
