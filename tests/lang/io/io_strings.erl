%% ~s ~ts with width, precision, padding; iolists, binaries, atoms; ~~ ~n ~i.
-module(io_strings).
-export([main/0]).

main() ->
    [io:format("[~s] [~10s] [~-10s] [~.3s] [~10.3s] [~-10.3s] [~10.3.xs] [~3s] [~5.5s]~n", [S, S, S, S, S, S, S, S, S]) || S <- ["", "ab", "abcdef", <<"bin">>, ["a", [<<"b">>, $c]], atom]],
    io:format("[~ts] [~5ts] [~-5ts] [~.2ts]~n", ["λμν", "λμν", "λμν", "λμν"]),
    io:format("[~ts] [~ts] [~s]~n", [<<"λ"/utf8>>, 'λ', "é"]),
    io:format("~~ ~i[~w]~n", [ignored, 1]),
    io:format("~2n"), io:format("|~n"),
    io:format("no args~n"), io:format("~s", [[]]), io:format("", []), io:nl(),
    io:format('atom format~n'), io:format(<<"binary format ~w~n">>, [1]),
    io:format("[~*s] [~-*s] [~*.*s]~n", [6, "ab", 6, "ab", 6, 2, "abcd"]),
    io:format("[~-20s|~20s]~n", ["left", "right"]),
    io:format("[~10..-s] [~-10..-s]~n", ["pad", "pad"]),
    io:format("~s~n", ["tab\there"]), io:format("~p ~s~n", ["q\"q", "q\"q"]),
    io:put_chars("put\n"), io:put_chars(<<"put bin\n">>), io:put_chars([$p, ["ut"], "\n"]),
    io:write({a, "b"}), io:nl(), io:format(standard_io, "to ~w~n", [standard_io]), io:format(user, "", []),
    io:fwrite("~s ~w~n", [fwrite, 2]).
