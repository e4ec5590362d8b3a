%% Word counting, reversing words, palindromes, caesar cipher, run-length coding, anagrams.
-module(strings_word_count).
-export([main/0]).

main() ->
    Text = "The quick brown fox jumps over the lazy dog. The dog sleeps; the fox does not.",
    Words = string:tokens(string:to_lower(Text), " .;"),
    Counts = lists:foldl(fun(W, M) -> maps:update_with(W, fun(N) -> N + 1 end, 1, M) end, #{}, Words),
    Sorted = lists:sort(fun({A, N}, {B, M}) -> {-N, A} =< {-M, B} end, maps:to_list(Counts)),
    [io:format("~-8s ~w~n", [W, N]) || {W, N} <- Sorted],
    io:format("~s~n", [string:join(lists:reverse(Words), " ")]),
    io:format("~w~n", [[palindrome(S) || S <- ["racecar", "abc", "", "a", "A man a plan a canal Panama"]]]),
    Secret = caesar("Hello, World!", 3),
    io:format("~s ~s~n", [Secret, caesar(Secret, -3)]),
    Rle = rle("aaabbbccd"),
    io:format("~p ~s~n", [Rle, unrle(Rle)]),
    Groups = lists:foldl(fun(W, M) -> K = lists:sort(W), M#{K => [W | maps:get(K, M, [])]} end, #{},
                         ["listen", "silent", "enlist", "google", "elbow", "below"]),
    io:format("~p~n", [lists:sort([lists:sort(G) || G <- maps:values(Groups)])]).

palindrome(S) ->
    L = [C || C <- string:to_lower(S), C >= $a, C =< $z],
    L =:= lists:reverse(L).

caesar(S, K) -> [shift(C, K) || C <- S].

shift(C, K) when C >= $a, C =< $z -> $a + (C - $a + K + 26) rem 26;
shift(C, K) when C >= $A, C =< $Z -> $A + (C - $A + K + 26) rem 26;
shift(C, _) -> C.

rle([]) -> [];
rle([H | T]) -> rle(T, H, 1).
rle([H | T], H, N) -> rle(T, H, N + 1);
rle(T, H, N) -> [{H, N} | rle(T)].

unrle(L) -> lists:append([lists:duplicate(N, C) || {C, N} <- L]).
