%% The string module on lists and binaries.
-module(strings_module).
-export([main/0]).

main() ->
    p([string:length("héllo"), string:to_upper("abc"), string:uppercase("straße"), string:lowercase("ÀÉ"), string:titlecase("ōn")]),
    p([string:trim("  x y  "), string:trim("  x", leading), string:trim("xx--", trailing, "-"), string:trim(<<" b ">>)]),
    p([string:split("a,b,c", ","), string:split("a,b,c", ",", all), string:split("a,b,c", ",", trailing), string:split(<<"a b">>, " ")]),
    p([string:lexemes("foo bar--baz", " -"), string:tokens("a b  c", " "), string:join(["a", "b", "c"], ", ")]),
    p([string:find("hello world", "o w"), string:find("abc", "x"), string:find("a.b.c", ".", trailing)]),
    p([string:prefix("prefix rest", "prefix "), string:prefix("abc", "b")]),
    p([string:replace("a-b-c", "-", "+"), string:replace("a-b-c", "-", "+", all)]),
    p([string:pad("x", 4), string:pad("x", 4, leading, $0), lists:flatten(string:pad("ab", 6, both))]),
    p([string:slice("hello", 1, 3), string:slice("hello", 2), string:slice(<<"hello">>, 1, 2)]),
    p([string:reverse("abc"), string:is_empty(""), string:is_empty(<<>>), string:equal("abc", "abc"), string:equal("aBc", "AbC", true)]),
    p([string:chomp("line\n"), string:chomp("line\r\n"), string:to_integer("42xyz"), string:to_float("3.5e1!")]),
    p([string:str("hello", "l"), string:rstr("hello", "l"), string:chr("hello", $l), string:rchr("hello", $l), string:substr("hello", 2, 3)]),
    p([string:next_codepoint("abc"), string:to_graphemes("abc"), string:take("aabbc", "a"), string:take("123abc", lists:seq($0, $9))]),
    p([string:centre("x", 5), string:left("ab", 4), string:right("ab", 4), string:chars($z, 3), string:copies("ab", 3)]),
    p([string:concat("a", "b"), string:span("aab", "a"), string:cspan("aab", "b"), string:strip("  s "), string:words("a b c")]),
    p([string:casefold("HELLO"), string:nth_lexeme("a b c", 2, " ")]).

p(L) -> io:format("~tp~n", [L]).
