-module(rej_unsafe).
-export([main/0]).

main() ->
    case self() of
        P when is_pid(P) -> A = 1;
        _ -> B = 2
    end,
    io:format("~w ~w~n", [A,
                          B]).
