%% SPDX-License-Identifier: Apache-2.0
%% For tests of the standard modules: ?equal and ?fails count, finish/0 prints the counts.

-define(equal(Expected, Expr), check(?LINE, {value, Expected}, fun() -> Expr end)).
-define(fails(Reason, Expr), check(?LINE, {error, Reason}, fun() -> Expr end)).

check(Line, Expected, Fun) ->
    Got = try {value, Fun()}
          catch Class:Reason -> {Class, Reason}
          end,
    case Got =:= Expected of
        true -> put(passed, counted(passed) + 1);
        false ->
            put(failed, counted(failed) + 1),
            io:put_chars(io_lib:format("line ~w: expected ~w~n          got ~w~n",
                                       [Line, Expected, Got]))
    end.

counted(Key) ->
    case get(Key) of
        undefined -> 0;
        N -> N
    end.

finish() ->
    io:put_chars([integer_to_list(counted(passed)), " passed, ",
                  integer_to_list(counted(failed)), " failed\n"]),
    case counted(failed) of
        0 -> ok;
        _ -> halt(1)
    end.
