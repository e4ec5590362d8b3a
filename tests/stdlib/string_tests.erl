%% SPDX-License-Identifier: Apache-2.0
-module(string_tests).
-export([main/0]).
-include("check.hrl").

main() ->
    clusters(),
    parts(),
    searching(),
    letter_case(),
    numbers(),
    old(),
    errors(),
    finish().

clusters() ->
    ?equal(true, string:is_empty(["", <<>>, []])),
    ?equal(false, string:is_empty("a")),
    ?equal(5, string:length("hello")),
    ?equal(5, string:length(<<"hello">>)),
    ?equal(4, string:length(["ab", <<"c">>, $d])),
    ?equal(1, string:length([$e, 16#301])),
    ?equal(2, string:length([$a, $\r, $\n])),
    ?equal(1, string:length([16#1F468, 16#200D, 16#1F469, 16#200D, 16#1F466])),
    ?equal(2, string:length([16#1F1E9, 16#1F1EA, 16#1F1EB, 16#1F1F7])),
    ?equal(1, string:length([16#1100, 16#1161, 16#11A8])),
    ?equal(["e" ++ [16#301], $x], string:to_graphemes([$e, 16#301, $x])),
    ?equal([$b, [$e, 16#301], $a], string:reverse([$a, $e, 16#301, $b])),
    ?equal("cba", string:reverse(<<"abc">>)),
    ?equal([$a | <<"b">>], string:next_grapheme(<<"ab">>)),
    ?equal([], string:next_codepoint("")),
    ?equal(true, string:equal("abc", [<<"ab">>, "c"])),
    ?equal(false, string:equal("abc", "abd")),
    ?equal(true, string:equal("ABC", "abc", true)),
    ?equal(true, string:equal([16#C9], [16#E9], true)).

parts() ->
    ?equal("llo", string:slice("hello", 2)),
    ?equal(<<"ll">>, string:slice(<<"hello">>, 2, 2)),
    ?equal("", string:slice("abc", 5)),
    ?equal(<<>>, string:slice(<<"abc">>, 3)),
    ?equal(<<"c">>, string:slice(<<"abc">>, 2, infinity)),
    ?equal("ab   ", lists:flatten(string:pad("ab", 5))),
    ?equal("   ab", lists:flatten(string:pad("ab", 5, leading))),
    ?equal("*ab**", lists:flatten(string:pad("ab", 5, both, $*))),
    ?equal("abc", lists:flatten(string:pad("abc", 2))),
    ?equal("a b", string:trim(" \t a b \n")),
    ?equal(<<"a b">>, string:trim(<<" a b\r\n">>)),
    ?equal("a ", string:trim(" a ", leading)),
    ?equal(<<" a">>, string:trim(<<" a ">>, trailing)),
    ?equal("a", string:trim("xxaxx", both, "x")),
    ?equal("line", string:chomp("line\r\n")),
    ?equal(<<"line">>, string:chomp(<<"line\n">>)),
    ?equal({"aab", "xb"}, string:take("aabxb", "ab")),
    ?equal({<<"aa">>, <<"b">>}, string:take(<<"aab">>, "a")),
    ?equal({"xy", "ab"}, string:take("xyab", "ab", true)),
    ?equal({"abx", "ba"}, string:take("abxba", "ab", false, trailing)),
    ?equal({<<"ab">>, <<"xy">>}, string:take(<<"abxy">>, "ab", true, trailing)),
    ?equal(["abc", "de", "f"], string:lexemes("  abc de  f ", " ")),
    ?equal([<<"abc">>, <<"de">>], string:lexemes(<<",abc;;de,">>, ",;")),
    ?equal(["a", "b"], string:lexemes("a\r\nb", [[$\r, $\n]])),
    ?equal([], string:lexemes("", " ")),
    ?equal("de", string:nth_lexeme("abc de f", 2, " ")).

searching() ->
    ?equal(["ab", "cd,ef"], string:split("ab,cd,ef", ",")),
    ?equal(["ab,cd", "ef"], string:split("ab,cd,ef", ",", trailing)),
    ?equal(["ab", "cd", "ef"], string:split("ab,cd,ef", ",", all)),
    ?equal([<<"ab">>, <<"cd">>, <<>>], string:split(<<"ab--cd--">>, "--", all)),
    ?equal(["abc"], string:split("abc", ",")),
    ?equal(["abc"], string:split("abc", "")),
    ?equal(["a", "", "b"], string:split("a,,b", <<",">>, all)),
    ?equal([[$a, $e, 16#301], "x"], string:split([$a, $e, 16#301, $e, $x], "e")),
    ?equal("cdcd", string:find("abcdcd", "cd")),
    ?equal("cd", string:find("abcdcd", "cd", trailing)),
    ?equal(<<"cd">>, string:find(<<"abcd">>, "c")),
    ?equal(nomatch, string:find("abc", "x")),
    ?equal(["a", "X", "ca", "X", "c"], string:replace("abcabc", "b", "X", all)),
    ?equal([<<"a">>, "X", <<"cabc">>], string:replace(<<"abcabc">>, "b", "X")),
    ?equal("c", string:prefix("abc", "ab")),
    ?equal(<<>>, string:prefix(<<"abc">>, "abc")),
    ?equal(nomatch, string:prefix("abc", "b")).

letter_case() ->
    ?equal("ABC1", string:uppercase("abC1")),
    ?equal(<<"ABC">>, string:uppercase(<<"abc">>)),
    ?equal("abc", string:lowercase("AbC")),
    ?equal("SS", string:uppercase([16#DF])),
    ?equal([16#416, 16#416], string:uppercase([16#436, 16#416])),
    ?equal(<<"Ä"/utf8>>, string:uppercase(<<"ä"/utf8>>)),
    ?equal("Abc", string:titlecase("abc")),
    ?equal(<<"Abc">>, string:titlecase(<<"abc">>)),
    ?equal("ss", string:casefold([16#DF])),
    ?equal([16#3C3], string:casefold([16#3C2])).

numbers() ->
    ?equal({12, "ab"}, string:to_integer("12ab")),
    ?equal({-7, <<"x">>}, string:to_integer(<<"-7x">>)),
    ?equal({error, no_integer}, string:to_integer("ab")),
    ?equal({1.5, "x"}, string:to_float("1.5x")),
    ?equal({-2.0e3, <<>>}, string:to_float(<<"-2.0e3">>)),
    ?equal({error, no_float}, string:to_float("15")),
    ?equal({error, badarg}, string:to_integer(x)).

old() ->
    ?equal(3, string:len("abc")),
    ?equal("abcd", string:concat("ab", "cd")),
    ?equal(2, string:chr("abcb", $b)),
    ?equal(4, string:rchr("abcb", $b)),
    ?equal(0, string:chr("abc", $x)),
    ?equal(2, string:str("abcbc", "bc")),
    ?equal(4, string:rstr("abcbc", "bc")),
    ?equal(2, string:span("aab", "a")),
    ?equal(2, string:cspan("xya", "a")),
    ?equal("bcd", string:substr("abcd", 2)),
    ?equal("bc", string:substr("abcd", 2, 2)),
    ?equal("bc", string:sub_string("abcd", 2, 3)),
    ?equal(["a", "b", "c"], string:tokens("a--b-c", "-")),
    ?equal("xxx", string:chars($x, 3)),
    ?equal("ababab", string:copies("ab", 3)),
    ?equal("a, b, c", string:join(["a", "b", "c"], ", ")),
    ?equal(3, string:words(" a bc  d")),
    ?equal("bc", string:sub_word(" a bc  d", 2)),
    ?equal("ab", string:strip("  ab ")),
    ?equal("ab ", string:strip("  ab ", left)),
    ?equal("--ab", string:strip("--ab--", right, $-)),
    ?equal("ab  ", string:left("ab", 4)),
    ?equal("..ab", string:right("ab", 4, $.)),
    ?equal(" ab  ", string:centre("ab", 5)),
    ?equal("ABC", string:to_upper("abc")),
    ?equal($a, string:to_lower($A)).

errors() ->
    ?fails({badarg, <<255>>}, string:length(<<255>>)),
    ?fails({badarg, foo}, string:uppercase(foo)),
    ?fails(function_clause, string:slice("abc", -1)),
    ?fails(function_clause, string:substr("abc", 0)).
