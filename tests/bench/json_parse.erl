%% A JSON reader over a binary of about a megabyte, then a writer to an iolist.
-module(json_parse).
-export([main/0]).

main() ->
    Item = <<"{\"id\": 12345, \"name\": \"a name \\\"quoted\\\"\", \"tags\": [\"x\", \"yy\", \"zzz\"], "
             "\"ok\": true, \"none\": null, \"f\": -1.5e3}">>,
    Text = iolist_to_binary([$[, lists:join(", ", lists:duplicate(9000, Item)), $]]),
    io:format("~w~n", [run(4, Text, 0)]).

run(0, _, Sum) -> Sum;
run(N, Text, Sum) ->
    {Value, <<>>} = value(skip(Text)),
    run(N - 1, Text, Sum + length(Value) + iolist_size(encode(Value))).

value(<<${, T/binary>>) -> object(skip(T), []);
value(<<$[, T/binary>>) -> array(skip(T), []);
value(<<$", T/binary>>) -> string(T, <<>>);
value(<<"true", T/binary>>) -> {true, T};
value(<<"false", T/binary>>) -> {false, T};
value(<<"null", T/binary>>) -> {null, T};
value(<<$-, T/binary>>) -> number(T, 0, -1);
value(T) -> number(T, 0, 1).

object(<<$", T/binary>>, Acc) ->
    {Key, T1} = string(T, <<>>),
    <<$:, T2/binary>> = skip(T1),
    {Value, T3} = value(skip(T2)),
    case skip(T3) of
        <<$,, T4/binary>> -> object(skip(T4), [{Key, Value} | Acc]);
        <<$}, T4/binary>> -> {maps:from_list([{Key, Value} | Acc]), T4}
    end.

array(T, Acc) ->
    {Value, T1} = value(T),
    case skip(T1) of
        <<$,, T2/binary>> -> array(skip(T2), [Value | Acc]);
        <<$], T2/binary>> -> {lists:reverse(Acc, [Value]), T2}
    end.

string(<<$", T/binary>>, Acc) -> {Acc, T};
string(<<$\\, C, T/binary>>, Acc) -> string(T, <<Acc/binary, C>>);
string(<<C, T/binary>>, Acc) -> string(T, <<Acc/binary, C>>).

number(<<C, T/binary>>, N, Sign) when C >= $0, C =< $9 -> number(T, N * 10 + C - $0, Sign);
number(<<$., T/binary>>, N, Sign) -> fraction(T, float(N), 0.1, Sign);
number(T, N, Sign) -> {N * Sign, T}.

fraction(<<C, T/binary>>, N, Scale, Sign) when C >= $0, C =< $9 ->
    fraction(T, N + (C - $0) * Scale, Scale / 10, Sign);
fraction(<<$e, T/binary>>, N, _, Sign) -> {E, T1} = number(T, 0, 1), {N * Sign * math:pow(10, E), T1};
fraction(T, N, _, Sign) -> {N * Sign, T}.

skip(<<C, T/binary>>) when C =:= $\s; C =:= $\n -> skip(T);
skip(T) -> T.

encode(M) when is_map(M) ->
    [${, lists:join(",", [[encode(K), $:, encode(V)] || {K, V} <- maps:to_list(M)]), $}];
encode(L) when is_list(L) -> [$[, lists:join(",", [encode(V) || V <- L]), $]];
encode(B) when is_binary(B) -> [$", B, $"];
encode(A) when is_atom(A) -> atom_to_binary(A);
encode(I) when is_integer(I) -> integer_to_binary(I);
encode(F) when is_float(F) -> float_to_binary(F, [{decimals, 2}]).
