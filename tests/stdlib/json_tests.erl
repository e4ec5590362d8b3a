%% SPDX-License-Identifier: Apache-2.0
%% Module json came with OTP 27.
-module(json_tests).
-export([main/0]).
-include("check.hrl").

main() ->
    decoding(),
    errors(),
    pieces(),
    encoding(),
    finish().

decoding() ->
    ?equal(12, json:decode(<<" 12 ">>)),
    ?equal(-1.5e10, json:decode(<<"-1.5e10">>)),
    ?equal(100.0, json:decode(<<"1E2">>)),
    ?equal([true, false, null], json:decode(<<"[true,false , null]">>)),
    ?equal(#{}, json:decode(<<"{ }">>)),
    ?equal(#{<<"a">> => [1, #{<<"b">> => []}]}, json:decode(<<"{\"a\":[1,{\"b\":[]}]}">>)),
    ?equal(#{<<"a">> => 2}, json:decode(<<"{\"a\":1,\"a\":2}">>)),
    ?equal(<<"é\n\"/😀"/utf8>>, json:decode(<<"\"\\u00e9\\n\\\"\\/\\ud83d\\uDE00\"">>)),
    ?equal(<<"€"/utf8>>, json:decode(<<"\"€\""/utf8>>)),
    ?equal({[{v, 1}, {v, nil}], acc, <<" x">>},
           json:decode(<<"[1,null] x">>, acc,
                       #{array_push => fun(X, Acc) -> [{v, X} | Acc] end, null => nil})),
    ?equal({[{<<"b">>, 2}, {<<"a">>, 1}], ok, <<>>},
           json:decode(<<"{\"a\":1,\"b\":2}">>, ok,
                       #{object_finish => fun(Acc, Old) -> {Acc, Old} end})).

errors() ->
    ?fails(unexpected_end, json:decode(<<>>)),
    ?fails(unexpected_end, json:decode(<<"[1">>)),
    ?fails(unexpected_end, json:decode(<<"\"abc">>)),
    ?fails(unexpected_end, json:decode(<<"tru">>)),
    ?fails({invalid_byte, $]}, json:decode(<<"[1,]">>)),
    ?fails({invalid_byte, $x}, json:decode(<<"trux">>)),
    ?fails({invalid_byte, $1}, json:decode(<<"01">>)),
    ?fails({invalid_byte, $2}, json:decode(<<"1 2">>)),
    ?fails({invalid_byte, 255}, json:decode(<<"\"", 255, "\"">>)),
    ?fails({invalid_byte, 10}, json:decode(<<"\"\n\"">>)).

%% Cut at each place, the text gives the same term.
pieces() ->
    Text = <<"{\"key\" : [1, -2.5e3, true, null, \"x\\n\\u00e9\\ud83d\\ude00", 16#C3, 16#A9, "\"] } ">>,
    Term = json:decode(Text),
    lists:foreach(fun(N) -> ?equal(Term, in_two(Text, N)) end, lists:seq(0, byte_size(Text))),
    {continue, State} = json:decode_start(<<"12">>, ok, #{}),
    ?equal({12, ok, <<>>}, json:decode_continue(end_of_input, State)),
    ?equal({123, ok, <<" ">>}, json:decode_continue(<<"3 ">>, State)).

in_two(Text, N) ->
    <<Front:N/binary, Back/binary>> = Text,
    case json:decode_start(Front, ok, #{}) of
        {continue, State} -> element(1, json:decode_continue(Back, State));
        {Term, ok, _Rest} -> Term
    end.

encoding() ->
    Encode = fun(Term) -> iolist_to_binary(json:encode(Term)) end,
    ?equal(<<"[1,2.5,true,null,\"a\"]">>, Encode([1, 2.5, true, null, a])),
    ?equal(<<"{\"a\":[],\"b\":{}}">>, Encode(#{a => [], <<"b">> => #{}})),
    ?equal(<<"{\"1\":2}">>, Encode(#{1 => 2})),
    ?equal(<<"\"q\\\"\\\\\\n\\u0001é\""/utf8>>, Encode(<<"q\"\\\n", 1, "é"/utf8>>)),
    ?equal(<<"\"\\u00E9\\uD83D\\uDE00\"">>,
           iolist_to_binary(json:encode_binary_escape_all(<<"é😀"/utf8>>))),
    ?equal(<<"{\"b\":1,\"a\":2}">>,
           iolist_to_binary(json:encode([{b, 1}, {a, 2}],
                                        fun([{_, _} | _] = L, E) -> json:encode_key_value_list(L, E);
                                           (Term, E) -> json:encode_value(Term, E)
                                        end))),
    ?fails({unsupported_type, {a}}, json:encode({a})),
    ?fails({duplicate_key, a}, json:encode_key_value_list_checked([{<<"a">>, 1}, {a, 2}],
                                                                  fun json:encode_value/2)).
