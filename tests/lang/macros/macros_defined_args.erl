%% Macro arguments that hold commas in brackets, strings with quotes, stringified tokens.
-module(macros_defined_args).
-export([main/0]).
-define(ID(X), X).
-define(STR(X), ??X).
-define(TRY(E), try E catch error:_ -> caught end).
-define(ASSERT(E), case E of true -> ok; _ -> io:format("assertion failed: ~s, line ~w~n", [??E, ?LINE]) end).

main() ->
    io:format("~w~n", [?ID([1, 2, {3, 4}])]),
    io:format("~w~n", [?ID(begin X = 1, X + 1 end)]),
    io:format("~w~n", [?ID(case X of 1 -> a; _ -> b end)]),
    io:format("~w~n", [?ID(<<1, 2, 3>>)]),
    io:format("~w~n", [?ID(fun(A, B) -> A + B end)(1, 2)]),
    io:format("~s~n", [?STR(a + b)]),
    io:format("~s~n", [?STR("quoted \"text\"")]),
    io:format("~s~n", [?STR([$a, 'Quoted atom', Var, 255, 1.5])]),
    io:format("~w~n", [?TRY(error(boom))]),
    io:format("~w~n", [?TRY(1 + 1)]),
    ?ASSERT(1 =:= 1),
    ?ASSERT(length([1, 2]) =:= 3).
