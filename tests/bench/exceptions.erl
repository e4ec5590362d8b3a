%% throw and error, caught near and far, with and without a stack trace.
-module(exceptions).
-export([main/0]).

main() -> io:format("~w ~w ~w~n", [near(3000000, 0), far(120000, 0), fine(12000000, 0)]).

near(0, Sum) -> Sum;
near(N, Sum) ->
    Got = try risky(N) catch throw:T -> T; error:badarith -> 0 end,
    near(N - 1, Sum + Got).

risky(N) when N rem 3 =:= 0 -> throw(1);
risky(N) when N rem 3 =:= 1 -> 1 div (N - N);
risky(_) -> 2.

far(0, Sum) -> Sum;
far(N, Sum) -> far(N - 1, Sum + try deep(50, N) catch throw:{found, X} -> X end).

deep(0, N) -> throw({found, N rem 7});
deep(D, N) -> 1 + deep(D - 1, N).

fine(0, Sum) -> Sum;
fine(N, Sum) -> fine(N - 1, try harmless(N) + Sum catch _:_ -> 0 end).

harmless(N) -> N band 3.
