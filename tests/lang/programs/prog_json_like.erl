%% SPDX-License-Identifier: Apache-2.0
%% A parser and a printer of JSON on binaries.
-module(prog_json_like).
-export([main/0]).

main() ->
    Text = <<"{\"name\": \"Ann\\n\", \"tags\": [1, -2.5, true, null, \"\\u00e9\"], \"o\": {}}">>,
    {V, <<>>} = value(Text),
    io:format("~p~n", [V]),
    io:format("~ts~n", [encode(V)]),
    io:format("~p~n", [catch value(<<"[1,">>)]),
    io:format("~p~n", [try value(<<"nope">>) catch throw:E -> E end]).
value(B) -> value1(skip(B)).
value1(<<"{", R/binary>>) -> object(skip(R), #{});
value1(<<"[", R/binary>>) -> array(skip(R), []);
value1(<<"\"", R/binary>>) -> text(R, <<>>);
value1(<<"true", R/binary>>) -> {true, R};
value1(<<"false", R/binary>>) -> {false, R};
value1(<<"null", R/binary>>) -> {null, R};
value1(<<C, _/binary>> = B) when C =:= $-; C >= $0, C =< $9 -> number(B, 0);
value1(B) -> throw({bad, B}).
skip(<<C, R/binary>>) when C =< $\s -> skip(R);
skip(B) -> B.
object(<<"}", R/binary>>, M) -> {M, R};
object(<<",", R/binary>>, M) -> object(skip(R), M);
object(<<"\"", R/binary>>, M) ->
    {K, R1} = text(R, <<>>),
    <<":", R2/binary>> = skip(R1),
    {V, R3} = value(R2),
    object(skip(R3), M#{K => V}).
array(<<"]", R/binary>>, A) -> {lists:reverse(A), R};
array(<<",", R/binary>>, A) -> array(skip(R), A);
array(B, A) -> {V, R} = value(B), array(skip(R), [V | A]).
text(<<"\"", R/binary>>, A) -> {A, R};
text(<<"\\n", R/binary>>, A) -> text(R, <<A/binary, $\n>>);
text(<<"\\u", H:4/binary, R/binary>>, A) -> text(R, <<A/binary, (binary_to_integer(H, 16))/utf8>>);
text(<<C/utf8, R/binary>>, A) -> text(R, <<A/binary, C/utf8>>).
number(B, N) ->
    case B of
        <<_:N/binary, C, _/binary>> when C >= $0, C =< $9; C =:= $-; C =:= $+; C =:= $.; C =:= $e -> number(B, N + 1);
        <<T:N/binary, R/binary>> -> {to_number(T), R}
    end.
to_number(T) ->
    try binary_to_integer(T)
    catch error:badarg ->
        try binary_to_float(T)
        catch error:badarg -> [M, E] = binary:split(T, <<"e">>), binary_to_float(<<M/binary, ".0">>) * math:pow(10, binary_to_integer(E))
        end
    end.
encode(M) when is_map(M) -> ["{", lists:join(",", [[encode(K), ":", encode(V)] || {K, V} <- lists:sort(maps:to_list(M))]), "}"];
encode(L) when is_list(L) -> ["[", lists:join(",", lists:map(fun encode/1, L)), "]"];
encode(B) when is_binary(B) -> [$", [case C of $\n -> "\\n"; _ -> C end || <<C/utf8>> <= B], $"];
encode(A) when is_atom(A) -> atom_to_list(A);
encode(N) when is_integer(N) -> integer_to_list(N);
encode(F) -> io_lib:format("~w", [F]).
