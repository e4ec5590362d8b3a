%% SPDX-License-Identifier: Apache-2.0
%% Measuring time and waiting.
-module(timer).
-moduledoc "Measuring time and waiting.".

-export([hms/3, hours/1, minutes/1, now_diff/2, seconds/1, sleep/1, tc/1, tc/2, tc/3, tc/4]).

-doc "Waits for a number of milliseconds, or for ever with infinity.".
sleep(Time) ->
    receive
    after Time -> ok
    end.

-doc "{Microseconds, Result} of a call of Fun.".
tc(Fun) ->
    Start = erlang:monotonic_time(),
    Result = Fun(),
    {passed(Start, microsecond), Result}.

-doc "As tc/1 with a list of arguments, or with a time unit.".
tc(Fun, Args) when is_list(Args) -> tc(Fun, Args, microsecond);
tc(Fun, Unit) ->
    Start = erlang:monotonic_time(),
    Result = Fun(),
    {passed(Start, Unit), Result}.

-doc "As tc/2 of Module:Function, or of a fun with a time unit.".
tc(Fun, Args, Unit) when is_function(Fun) ->
    Start = erlang:monotonic_time(),
    Result = apply(Fun, Args),
    {passed(Start, Unit), Result};
tc(Module, Function, Args) -> tc(Module, Function, Args, microsecond).

-doc "{Time, Result} of a call of Module:Function, in a time unit.".
tc(Module, Function, Args, Unit) ->
    Start = erlang:monotonic_time(),
    Result = apply(Module, Function, Args),
    {passed(Start, Unit), Result}.

passed(Start, Unit) -> erlang:convert_time_unit(erlang:monotonic_time() - Start, native, Unit).

-doc "The microseconds from the second erlang:timestamp() to the first.".
now_diff({Mega2, Second2, Micro2}, {Mega1, Second1, Micro1}) ->
    ((Mega2 - Mega1) * 1000000 + Second2 - Second1) * 1000000 + Micro2 - Micro1.

-doc "The milliseconds of a number of seconds.".
seconds(Seconds) -> Seconds * 1000.

-doc "The milliseconds of a number of minutes.".
minutes(Minutes) -> Minutes * 60000.

-doc "The milliseconds of a number of hours.".
hours(Hours) -> Hours * 3600000.

-doc "The milliseconds of hours, minutes and seconds.".
hms(Hours, Minutes, Seconds) -> hours(Hours) + minutes(Minutes) + seconds(Seconds).
