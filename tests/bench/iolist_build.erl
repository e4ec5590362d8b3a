%% A page of text as an iolist of many small pieces, flattened into one binary again and again.
-module(iolist_build).
-export([main/0]).

main() -> io:format("~w~n", [run(120, 0)]).

run(0, Sum) -> Sum;
run(N, Sum) ->
    Rows = [row(I) || I <- lists:seq(1, 6000)],
    Page = iolist_to_binary(["<table>", Rows, "</table>"]),
    run(N - 1, (Sum + byte_size(Page) + erlang:crc32(Page)) band 16#ffffffff).

row(I) ->
    ["<tr>", [cell(I * K) || K <- [1, 7, 49]], <<"<td>">>, "name ", $#, integer_to_list(I), "</td></tr>\n"].

cell(N) -> [<<"<td>">>, integer_to_binary(N), <<"</td>">>].
