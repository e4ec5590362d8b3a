%% Sigils (OTP 27): ~s ~S ~b ~B and the plain ~ with all delimiters.
-module(sigils).
-export([main/0]).

main() ->
    io:format("~w~n", [~s"list"]),
    io:format("~w~n", [~"binary"]),
    io:format("~w~n", [~b"b\n"]),
    io:format("~w~n", [~B"b\n"]),
    io:format("~w~n", [~S(s\n)]),
    io:format("~s ~s ~s ~s~n", [~s{a"b}, ~s[c], ~s<d>, ~s|e|]),
    io:format("~s ~s ~s ~s~n", [~s/f/, ~s'g', ~s`h`, ~s#i#]),
    io:format("~w~n", [~"λ"]),
    io:format("~w~n", [~"""
        abc
        """]),
    case id(<<"match">>) of
        ~"match" -> io:format("matched~n")
    end.

id(X) -> X.
