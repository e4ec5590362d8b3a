%% Triple-quoted strings (OTP 27): the indentation of the closing line is removed, no escapes.
-module(triple_quoted).
-export([main/0]).

main() ->
    io:format("~s|~n", ["""
        first line
          indented "quoted" line
        no \n escapes
        """]),
    io:format("~w~n", [length("""
        abc
        """)]),
    io:format("[~s]~n", ["""
        """]),
    io:format("~s~n", [""""
        three """ quotes inside
        """"]),
    io:format("~w~n", ["""
        a

        b
        """]).
