%% io_lib: format, write, print, printable tests, fread, and io:format to a string and back.
-module(io_lib_functions).
-export([main/0]).

main() ->
    p(lists:flatten(io_lib:format("~w-~s", [a, "b"]))), p(lists:flatten(io_lib:write({a, "b"}))), p(lists:flatten(io_lib:print([1, 2]))),
    p(lists:flatten(io_lib:write_atom('a b'))), p(lists:flatten(io_lib:write_string("q\"\n"))), p(lists:flatten(io_lib:write_char($a))),
    p([io_lib:printable_list("abc"), io_lib:printable_list([1]), io_lib:printable_unicode_list([955]), io_lib:latin1_char_list("a"), io_lib:char_list([955]), io_lib:deep_char_list(["a", $b])]),
    p(io_lib:fread("~d ~s ~f", "12 abc 1.5 rest")), p(io_lib:fread("~d,~d", "1,2")), p(io_lib:fread("~x", "x")), p(io_lib:fread("~16u~c", "ffZ")),
    p(lists:flatten(io_lib:nl())), p(io_lib:indentation("abc\nde", 0)),
    p(lists:flatten(io_lib:format("~p", [lists:seq(1, 40)]))), p(lists:flatten(io_lib:write({a, [b, c], d}, 3))),
    p(iolist_to_binary(io_lib:format("~5..0b|~-5s|~p", [42, "x", [y]]))), p(lists:flatten(io_lib:format("~s", [io_lib:format("~w", [inner])]))).

p(X) -> io:format("~p~n", [X]).
