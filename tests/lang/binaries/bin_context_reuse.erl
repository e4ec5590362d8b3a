%% Parsers over binaries that pass the rest along, return it, compare it, or keep many rests at once.
-module(bin_context_reuse).
-export([main/0]).

main() ->
    io:format("~p~n", [tokens(<<"foo = (12 + bar_1) * 345;">>)]),
    io:format("~p~n", [csv(<<"a,b,c\n1,\"quo,ted\",3\n,,\n">>)]),
    io:format("~w~n", [rests(<<"abcd">>)]),
    io:format("~w~n", [longest(<<"aaabbbbcc">>)]),
    io:format("~w~n", [skip(<<"   x  ">>)]),
    io:format("~w~n", [both(<<1, 2, 3, 4>>, <<1, 2, 9>>)]),
    io:format("~w~n", [kv(<<"k=v;key=value;z=">>)]).

tokens(<<C, R/binary>>) when C =:= $\s -> tokens(R);
tokens(<<C, _/binary>> = B) when C >= $0, C =< $9 -> number(B, 0);
tokens(<<C, _/binary>> = B) when C >= $a, C =< $z -> word(B, 0, B);
tokens(<<C, R/binary>>) -> [<<C>> | tokens(R)];
tokens(<<>>) -> [].

number(<<C, R/binary>>, N) when C >= $0, C =< $9 -> number(R, N * 10 + C - $0);
number(B, N) -> [N | tokens(B)].

word(<<C, R/binary>>, N, All) when C >= $a, C =< $z; C =:= $_; C >= $0, C =< $9 -> word(R, N + 1, All);
word(Rest, N, All) -> [{word, binary:part(All, 0, N)} | tokens(Rest)].

csv(<<>>) -> [];
csv(B) -> {Row, R} = row(B, []), [Row | csv(R)].

row(B, Acc) ->
    case field(B, <<>>) of
        {F, <<$,, R/binary>>} -> row(R, [F | Acc]);
        {F, <<$\n, R/binary>>} -> {lists:reverse([F | Acc]), R}
    end.

field(<<$", R/binary>>, <<>>) -> quoted(R, <<>>);
field(<<C, _/binary>> = B, Acc) when C =:= $,; C =:= $\n -> {Acc, B};
field(<<C, R/binary>>, Acc) -> field(R, <<Acc/binary, C>>).

quoted(<<$", R/binary>>, Acc) -> {Acc, R};
quoted(<<C, R/binary>>, Acc) -> quoted(R, <<Acc/binary, C>>).

rests(<<_, R/binary>> = B) -> [B | rests(R)];
rests(<<>>) -> [<<>>].

longest(<<C, R/binary>>) -> longest(R, C, 1, {0, none}).
longest(<<C, R/binary>>, C, N, Best) -> longest(R, C, N + 1, Best);
longest(<<D, R/binary>>, C, N, Best) -> longest(R, D, 1, max(Best, {N, C}));
longest(<<>>, C, N, Best) -> max(Best, {N, C}).

skip(<<$\s, R/binary>>) -> skip(R);
skip(R) -> {R, byte_size(R)}.

both(<<X, A/binary>>, <<X, B/binary>>) -> [X | both(A, B)];
both(A, B) -> [{A, B}].

kv(B) -> [list_to_tuple(binary:split(P, <<"=">>)) || P <- binary:split(B, <<";">>, [global])].
