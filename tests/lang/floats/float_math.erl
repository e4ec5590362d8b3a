%% The math module.
-module(float_math).
-export([main/0]).

main() ->
    io:format("~w ~w~n", [math:pi(), math:sqrt(2)]),
    Show = fun(F) -> io:format("~.10f~n", [F]) end,
    lists:foreach(Show, [math:sin(1), math:cos(1), math:tan(1), math:asin(0.5), math:acos(0.5), math:atan(1),
                         math:atan2(1, -1), math:atan2(-1.0, -1), math:sinh(1), math:cosh(1), math:tanh(0.5),
                         math:asinh(1), math:acosh(2), math:atanh(0.5), math:exp(1), math:log(10), math:log2(10),
                         math:log10(1000), math:pow(2, 0.5), math:pow(2, 10), math:erf(0.5), math:erfc(0.5),
                         math:fmod(7.5, 2), math:fmod(-7, 3), math:ceil(1.2), math:floor(-1.2)]),
    io:format("~w ~w ~w~n", [math:pow(2, 3), math:sqrt(16), math:log2(8)]),
    io:format("~w ~w~n", [math:floor(2), math:ceil(-2.5)]).
