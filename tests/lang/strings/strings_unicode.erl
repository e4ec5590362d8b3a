%% Unicode: lengths in code points and graphemes, case, reversal, encodings, printing in all ways.
-module(strings_unicode).
-export([main/0]).

main() ->
    Ss = ["naïve", "ÅNGSTRÖM", "日本語", "ß", "e\x{301}", "😀x", "Ελλάδα", ""],
    [io:format("~ts ~w ~w ~ts ~ts ~ts ~w~n", [S, length(S), string:length(S), string:uppercase(S), string:lowercase(S), string:reverse(S), byte_size(unicode:characters_to_binary(S))]) || S <- Ss],
    [io:format("~tp ~p ~w~n", [S, S, S]) || S <- Ss],
    [io:format("~tp ~w~n", [unicode:characters_to_binary(S), unicode:characters_to_binary(S, utf8, utf16)]) || S <- Ss],
    io:format("~w~n", [[unicode:characters_to_list(unicode:characters_to_binary(S)) =:= S || S <- Ss]]),
    io:format("[~10ts] [~-10ts] [~.2ts]~n", ["日本", "λ", "naïve"]),
    io:format("~w~n", [unicode:characters_to_nfc_list("e\x{301}")]), io:format("~w~n", [unicode:characters_to_nfd_list("é")]),
    io:format("~w~n", [string:to_graphemes("e\x{301}a")]), io:format("~w~n", [unicode:bom_to_encoding(<<16#ef, 16#bb, 16#bf, "x">>)]).
