%% io:format with wrong arguments or directives: badarg.
-module(io_errors).
-export([main/0]).

main() ->
    Cs = [{"~w", []}, {"~w", [1, 2]}, {"~s", [1]}, {"~s", [{a}]}, {"~d", [1]}, {"~b", [1.5]}, {"~f", [a]}, {"~e", ["x"]}, {"~c", [a]}, {"~.1b", [5]}, {"~.40b", [5]}, {"~", []},
          {"~10", [1]}, {"x~q", [1]}, {"~w", x}, {"~*w", [a, 1]}, {"~s", [[a]]}, {"~s", [[955]]}, {"~s", [<<1:3>>]}, {17, []}, {"~x", [1]}, {"~n", [1]}],
    [io:format("~p: ~w~n", [C, try io:format(F, A) catch error:R -> R end]) || {F, A} = C <- Cs],
    [io:format("~p: ~w~n", [C, try lists:flatten(io_lib:format(F, A)) catch error:R -> R end]) || {F, A} = C <- Cs],
    ok.
