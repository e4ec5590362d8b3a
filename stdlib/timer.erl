%% SPDX-License-Identifier: Apache-2.0
%% Measuring time and waiting.
-module(timer).
-moduledoc "Measuring time and waiting.".

-export([apply_after/2, apply_after/3, apply_after/4, apply_interval/2, apply_interval/3,
         apply_interval/4, apply_repeatedly/2, apply_repeatedly/3, apply_repeatedly/4, cancel/1,
         exit_after/2, exit_after/3, hms/3, hours/1, kill_after/1, kill_after/2, minutes/1,
         now_diff/2, seconds/1, send_after/2, send_after/3, send_interval/2, send_interval/3,
         sleep/1, start/0, tc/1, tc/2, tc/3, tc/4]).

%% A function that is to be called: a fun, or {Module, Function, Args}.
-define(is_time(Time), is_integer(Time), Time >= 0).

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

%%% Doing something later. Each timer but those that only send a message once is a process of its
%%% own, which waits; the reference that is given out is its pid.

-doc "Timers need no server here; ok.".
start() -> ok.

-doc "Sends Message to the calling process after Time milliseconds.".
send_after(Time, Message) -> send_after(Time, self(), Message).

-doc "Sends Message to a pid or name after Time milliseconds: {ok, Ref}.".
send_after(Time, Destination, Message)
  when ?is_time(Time), is_pid(Destination); ?is_time(Time), is_atom(Destination) ->
    {ok, {send_local, erlang:send_after(Time, Destination, Message)}};
send_after(Time, {Name, Node}, Message) when ?is_time(Time), is_atom(Name), Node =:= node() ->
    send_after(Time, Name, Message);
send_after(_Time, _Destination, _Message) -> {error, badarg}.

-doc "Exits this process with Reason after Time milliseconds.".
exit_after(Time, Reason) -> exit_after(Time, self(), Reason).

-doc "As exit_after/2 for another process.".
exit_after(Time, Pid, Reason) -> apply_after(Time, erlang, exit, [Pid, Reason]).

-doc "Kills this process after Time milliseconds.".
kill_after(Time) -> kill_after(Time, self()).

-doc "Kills a process after Time milliseconds.".
kill_after(Time, Pid) -> exit_after(Time, Pid, kill).

-doc "Calls Fun in a process of its own after Time milliseconds.".
apply_after(Time, Fun) -> apply_after(Time, Fun, []).

-doc "As apply_after/2 with arguments.".
apply_after(Time, Fun, Args) when ?is_time(Time), is_function(Fun, length(Args)) ->
    {ok, {once, spawn(fun() -> sleep(Time), apply(Fun, Args) end)}};
apply_after(_Time, _Fun, _Args) -> {error, badarg}.

-doc "As apply_after/2 of Module:Function.".
apply_after(Time, Module, Function, Args)
  when ?is_time(Time), is_atom(Module), is_atom(Function), is_list(Args) ->
    {ok, {once, spawn(fun() -> sleep(Time), apply(Module, Function, Args) end)}};
apply_after(_Time, _Module, _Function, _Args) -> {error, badarg}.

-doc "Sends Message to the calling process every Time milliseconds.".
send_interval(Time, Message) -> send_interval(Time, self(), Message).

-doc "Sends Message to a pid or name every Time milliseconds, until cancelled or it ends.".
send_interval(Time, Destination, Message) when ?is_time(Time), is_pid(Destination) ->
    interval(Time, Destination, fun() -> Destination ! Message end);
send_interval(Time, Name, Message) when ?is_time(Time), is_atom(Name) ->
    case whereis(Name) of
        undefined -> {error, badarg};
        Pid -> interval(Time, Pid, fun() -> catch Name ! Message end)
    end;
send_interval(_Time, _Destination, _Message) -> {error, badarg}.

-doc "Calls Fun in a fresh process every Time milliseconds, as long as the caller lives.".
apply_interval(Time, Fun) -> apply_interval(Time, Fun, []).

-doc "As apply_interval/2 with arguments.".
apply_interval(Time, Fun, Args) when ?is_time(Time), is_function(Fun, length(Args)) ->
    interval(Time, self(), fun() -> spawn(fun() -> apply(Fun, Args) end) end);
apply_interval(_Time, _Fun, _Args) -> {error, badarg}.

-doc "As apply_interval/2 of Module:Function.".
apply_interval(Time, Module, Function, Args)
  when ?is_time(Time), is_atom(Module), is_atom(Function), is_list(Args) ->
    interval(Time, self(), fun() -> spawn(Module, Function, Args) end);
apply_interval(_Time, _Module, _Function, _Args) -> {error, badarg}.

-doc "As apply_interval/2, but one call begins only after the one before it has ended.".
apply_repeatedly(Time, Fun) -> apply_repeatedly(Time, Fun, []).

-doc "As apply_repeatedly/2 with arguments.".
apply_repeatedly(Time, Fun, Args) when ?is_time(Time), is_function(Fun, length(Args)) ->
    interval(Time, self(), fun() -> wait_for(fun() -> apply(Fun, Args) end) end);
apply_repeatedly(_Time, _Fun, _Args) -> {error, badarg}.

-doc "As apply_repeatedly/2 of Module:Function.".
apply_repeatedly(Time, Module, Function, Args)
  when ?is_time(Time), is_atom(Module), is_atom(Function), is_list(Args) ->
    interval(Time, self(), fun() -> wait_for(fun() -> apply(Module, Function, Args) end) end);
apply_repeatedly(_Time, _Module, _Function, _Args) -> {error, badarg}.

-doc "Stops a timer: {ok, cancel}, also when it is over, or {error, badarg} for what is none.".
cancel({send_local, Ref}) when is_reference(Ref) ->
    _ = erlang:cancel_timer(Ref),
    {ok, cancel};
cancel({Kind, Pid}) when Kind =:= once, is_pid(Pid); Kind =:= interval, is_pid(Pid) ->
    exit(Pid, kill),
    {ok, cancel};
cancel(_) -> {error, badarg}.

%% Acts every Time milliseconds until Owner ends.
interval(Time, Owner, Act) ->
    Pid = spawn(fun() ->
        Ref = monitor(process, Owner),
        repeat(erlang:monotonic_time(millisecond) + Time, Time, Ref, Act)
    end),
    {ok, {interval, Pid}}.

%% Counts from the start, so that delays do not add up.
repeat(Next, Time, Ref, Act) ->
    receive
        {'DOWN', Ref, process, _, _} -> ok
    after max(0, Next - erlang:monotonic_time(millisecond)) ->
        _ = Act(),
        repeat(Next + Time, Time, Ref, Act)
    end.

wait_for(Fun) ->
    {Pid, Ref} = spawn_monitor(Fun),
    receive {'DOWN', Ref, process, Pid, _} -> ok end.
