%% SPDX-License-Identifier: Apache-2.0
%% binary and base64.
-module(binary_tests).
-export([main/0]).
-include("check.hrl").

main() ->
    bytes(),
    searching(),
    numbers(),
    base64(),
    finish().

bytes() ->
    ?equal($b, binary:at(<<"abc">>, 1)),
    ?equal($a, binary:first(<<"abc">>)),
    ?equal($c, binary:last(<<"abc">>)),
    ?equal(<<"bc">>, binary:part(<<"abcd">>, 1, 2)),
    ?equal(<<"bc">>, binary:part(<<"abcd">>, {3, -2})),
    ?equal("bc", binary:bin_to_list(<<"abcd">>, 1, 2)),
    ?equal(<<"abc">>, binary:list_to_bin(["a", <<"bc">>])),
    ?equal(<<"ababab">>, binary:copy(<<"ab">>, 3)),
    ?equal(2, binary:longest_common_prefix([<<"abc">>, <<"abd">>])),
    ?equal(1, binary:longest_common_suffix([<<"abc">>, <<"dec">>])),
    ?fails(badarg, binary:at(<<"abc">>, 3)),
    ?fails(badarg, binary:first(<<>>)),
    ?fails(badarg, binary:part(<<"abc">>, 2, 2)).

searching() ->
    ?equal({1, 2}, binary:match(<<"abcbc">>, <<"bc">>)),
    ?equal(nomatch, binary:match(<<"abc">>, <<"x">>)),
    ?equal({0, 1}, binary:match(<<"abc">>, [<<"b">>, <<"a">>])),
    ?equal({3, 1}, binary:match(<<"abcb">>, <<"b">>, [{scope, {2, 2}}])),
    ?equal([{1, 1}, {3, 1}], binary:matches(<<"abcb">>, <<"b">>)),
    ?equal([{0, 3}, {3, 1}], binary:matches(<<"abca">>, [<<"a">>, <<"abc">>])),
    ?equal([<<"a">>, <<"c,d">>], binary:split(<<"a,c,d">>, <<",">>)),
    ?equal([<<"a">>, <<"c">>, <<>>], binary:split(<<"a,c,">>, <<",">>, [global])),
    ?equal([<<"a">>, <<"c">>], binary:split(<<"a,c,">>, <<",">>, [global, trim])),
    ?equal([<<"a">>, <<"c">>], binary:split(<<",a,,c,">>, <<",">>, [global, trim_all])),
    ?equal(<<"aXcb">>, binary:replace(<<"abcb">>, <<"b">>, <<"X">>)),
    ?equal(<<"aXcX">>, binary:replace(<<"abcb">>, <<"b">>, <<"X">>, [global])),
    ?equal(<<"a[b]c[b]">>,
           binary:replace(<<"abcb">>, <<"b">>, <<"[]">>, [global, {insert_replaced, 1}])),
    Pattern = binary:compile_pattern([<<"b">>, <<"d">>]),
    ?equal([<<"a">>, <<"c">>, <<"e">>], binary:split(<<"abcde">>, Pattern, [global])),
    ?fails(badarg, binary:match(<<"abc">>, <<>>)),
    ?fails(badarg, binary:replace(<<"abc">>, <<"b">>, x)).

numbers() ->
    ?equal(<<1, 0>>, binary:encode_unsigned(256)),
    ?equal(<<0, 1>>, binary:encode_unsigned(256, little)),
    ?equal(258, binary:decode_unsigned(<<1, 2>>)),
    ?equal(1 bsl 100, binary:decode_unsigned(binary:encode_unsigned(1 bsl 100))),
    ?equal(<<"00FFA0">>, binary:encode_hex(<<0, 255, 160>>)),
    ?equal(<<0, 255, 160>>, binary:decode_hex(<<"00fFA0">>)),
    ?fails(badarg, binary:decode_hex(<<"0">>)),
    ?fails(badarg, binary:decode_hex(<<"xx">>)).

base64() ->
    Pairs = [{<<>>, <<>>}, {<<"f">>, <<"Zg==">>}, {<<"fo">>, <<"Zm8=">>}, {<<"foo">>, <<"Zm9v">>},
             {<<"foobar">>, <<"Zm9vYmFy">>}, {<<255, 239, 190>>, <<"/+++">>}],
    lists:foreach(fun({Plain, Encoded}) ->
                          ?equal(Encoded, base64:encode(Plain)),
                          ?equal(Plain, base64:decode(Encoded))
                  end, Pairs),
    ?equal("Zm9v", base64:encode_to_string("foo")),
    ?equal("foo", base64:decode_to_string("Zm9v")),
    ?equal(<<"foobar">>, base64:decode(<<"Zm9v\n YmFy\r\n">>)),
    ?equal(<<"foobar">>, base64:mime_decode(<<"Zm*9v-YmFy">>)),
    Bytes = list_to_binary([I rem 256 || I <- lists:seq(1, 1000)]),
    ?equal(Bytes, base64:decode(base64:encode(Bytes))).
