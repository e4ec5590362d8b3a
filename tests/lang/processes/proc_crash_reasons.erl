%% SPDX-License-Identifier: Apache-2.0
%% Exit reasons of processes that end by exceptions.
-module(proc_crash_reasons).
-export([main/0]).
main() ->
    logger_off(),
    [show(F) || F <- [
        fun() -> throw(ball) end,
        fun() -> error(oops) end,
        fun() -> exit({some, reason}) end,
        fun() -> bad(1) end,
        fun() -> 1 div zero() end,
        fun() -> nomodule:nofunction(1) end,
        fun() -> hd([]) end,
        fun() -> {a, b} = {b, zero()} end]],
    ok.

logger_off() -> try logger:set_primary_config(level, none) catch error:undef -> ok end.

bad(2) -> ok.

zero() -> list_to_integer("0").

show(F) ->
    {P, R} = spawn_monitor(F),
    receive {'DOWN', R, process, P, Why} -> io:format("~p~n", [strip(Why)]) end.

strip({Reason, [{M, F, A, _} | _]}) when is_list(A) -> {Reason, M, F, A};
strip({Reason, [{M, _, _, _} | _]}) -> {Reason, M};
strip(Reason) -> Reason.
