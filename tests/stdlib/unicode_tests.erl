%% SPDX-License-Identifier: Apache-2.0
-module(unicode_tests).
-export([main/0]).
-include("check.hrl").

main() ->
    ?equal(<<"aé€😀"/utf8>>, unicode:characters_to_binary([$a, 16#E9, 16#20AC, 16#1F600])),
    ?equal([$a, 16#E9], unicode:characters_to_list(<<"aé"/utf8>>)),
    ?equal("abcd", unicode:characters_to_list(["a", [<<"b">>, $c] | <<"d">>])),
    ?equal([16#E9], unicode:characters_to_list(<<16#E9>>, latin1)),
    ?equal(<<"é"/utf8>>, unicode:characters_to_binary(<<16#E9>>, latin1)),
    ?equal(<<16#E9>>, unicode:characters_to_binary([16#E9], unicode, latin1)),
    ?equal(<<0, $a, 16#D8, 16#3D, 16#DE, 0>>,
           unicode:characters_to_binary([$a, 16#1F600], unicode, utf16)),
    ?equal(<<$a, 0, 0, 0>>, unicode:characters_to_binary("a", unicode, {utf32, little})),
    ?equal({error, "a", <<255>>}, unicode:characters_to_list(<<"a", 255>>)),
    ?equal({incomplete, "a", <<16#C3>>}, unicode:characters_to_list(<<"a", 16#C3>>)),
    ?equal({utf8, 3}, unicode:bom_to_encoding(<<16#EF, 16#BB, 16#BF, "x">>)),
    ?equal({{utf16, little}, 2}, unicode:bom_to_encoding(<<16#FF, 16#FE, "x">>)),
    ?equal({latin1, 0}, unicode:bom_to_encoding(<<"x">>)),
    ?equal(<<16#FE, 16#FF>>, unicode:encoding_to_bom(utf16)),
    ?equal([16#E9], unicode:characters_to_nfc_list([$e, 16#301])),
    ?equal([$e, 16#301], unicode:characters_to_nfd_list([16#E9])),
    ?equal([$a, 16#323, 16#307], unicode:characters_to_nfd_list([$a, 16#307, 16#323])),
    ?equal([16#1E69], unicode:characters_to_nfc_list([$s, 16#307, 16#323])),
    ?equal("fi", unicode:characters_to_nfkc_list([16#FB01])),
    ?equal([16#AC01], unicode:characters_to_nfc_list([16#1100, 16#1161, 16#11A8])),
    ?equal([16#1100, 16#1161, 16#11A8], unicode:characters_to_nfd_list([16#AC01])),
    ?equal(<<"é"/utf8>>, unicode:characters_to_nfc_binary([$e, 16#301])),
    ?equal("aé", unicode:characters_to_list(<<0, $a, 0, 16#E9>>, utf16)),
    ?equal(<<"aé"/utf8>>, unicode:characters_to_binary(<<$a, 0, 16#E9, 0>>, {utf16, little})),
    ?equal({incomplete, "a", <<16#D8, 16#3D>>},
           unicode:characters_to_list(<<0, $a, 16#D8, 16#3D>>, utf16)),
    ?fails(badarg, unicode:characters_to_list(foo)),
    ?fails(badarg, unicode:characters_to_binary("a", unicode, foo)),
    finish().
