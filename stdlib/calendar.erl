%% SPDX-License-Identifier: Apache-2.0
%% Dates of the Gregorian calendar, from year 0 on. Day 0 is the first of January of year 0, second
%% 0 the beginning of that day.
-module(calendar).
-moduledoc "Dates and times.".

-export([date_to_gregorian_days/1, date_to_gregorian_days/3, datetime_to_gregorian_seconds/1,
         day_of_the_week/1, day_of_the_week/3, gregorian_days_to_date/1,
         gregorian_seconds_to_datetime/1, is_leap_year/1, iso_week_number/0, iso_week_number/1,
         last_day_of_the_month/2, local_time/0, local_time_to_system_time/1,
         local_time_to_system_time/2, local_time_to_universal_time/1,
         local_time_to_universal_time/2, local_time_to_universal_time_dst/1, now_to_datetime/1,
         now_to_local_time/1, now_to_universal_time/1, rfc3339_to_system_time/1,
         rfc3339_to_system_time/2, seconds_to_daystime/1, seconds_to_time/1,
         system_time_to_local_time/2, system_time_to_rfc3339/1, system_time_to_rfc3339/2,
         system_time_to_universal_time/2, time_difference/2, time_to_seconds/1,
         universal_time/0, universal_time_to_local_time/1, universal_time_to_system_time/1,
         universal_time_to_system_time/2, valid_date/1, valid_date/3]).

-define(DAY, 86400).
-define(EPOCH, 62167219200).         % 1970-01-01 in Gregorian seconds
-define(YEAR_10000, 315569520000).   % 10000-01-01 in Gregorian seconds

%%% Dates and days.

-doc "True for leap years.".
is_leap_year(Year) when is_integer(Year), Year >= 0 ->
    (Year rem 4 =:= 0 andalso Year rem 100 =/= 0) orelse Year rem 400 =:= 0.

-doc "The number of days of a month.".
last_day_of_the_month(Year, 2) when is_integer(Year), Year >= 0 ->
    case is_leap_year(Year) of
        true -> 29;
        false -> 28
    end;
last_day_of_the_month(Year, Month)
  when is_integer(Year), Year >= 0, is_integer(Month), Month >= 1, Month =< 12 ->
    case lists:member(Month, [4, 6, 9, 11]) of
        true -> 30;
        false -> 31
    end.

-doc "True for a date that there is.".
valid_date({Year, Month, Day}) -> valid_date(Year, Month, Day).

-doc "True for a date that there is.".
valid_date(Year, Month, Day) when is_integer(Year), is_integer(Month), is_integer(Day) ->
    Year >= 0 andalso Month >= 1 andalso Month =< 12 andalso Day >= 1
        andalso Day =< last_day_of_the_month(Year, Month).

-doc "The number of days from the first of January of year 0 to a date.".
date_to_gregorian_days({Year, Month, Day}) -> date_to_gregorian_days(Year, Month, Day).

-doc "The number of days from the first of January of year 0 to a date.".
date_to_gregorian_days(Year, Month, Day) when is_integer(Day), Day > 0 ->
    Last = last_day_of_the_month(Year, Month),
    if
        Day =< Last ->
            days_before_year(Year) + days_before_month(Month, is_leap_year(Year)) + Day - 1
    end.

days_before_year(0) -> 0;
days_before_year(Year) ->
    Y = Year - 1,
    Year * 365 + Y div 4 - Y div 100 + Y div 400 + 1.

days_before_month(Month, true) when Month > 2 -> days_before_month(Month, false) + 1;
days_before_month(Month, _Leap) ->
    element(Month, {0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334}).

-doc "The date of a number of days.".
gregorian_days_to_date(Days) when is_integer(Days), Days >= 0 ->
    Year = year_of(Days, Days * 400 div 146097 + 1),
    {Month, Day} = month_of(Days - days_before_year(Year), is_leap_year(Year), 12),
    {Year, Month, Day}.

%% The estimate is at most a little too high.
year_of(Days, Year) ->
    case days_before_year(Year) > Days of
        true -> year_of(Days, Year - 1);
        false -> Year
    end.

month_of(Day, Leap, Month) ->
    case days_before_month(Month, Leap) of
        Before when Before > Day -> month_of(Day, Leap, Month - 1);
        Before -> {Month, Day - Before + 1}
    end.

-doc "The day of the week, from 1 for Monday to 7 for Sunday.".
day_of_the_week({Year, Month, Day}) -> day_of_the_week(Year, Month, Day).

-doc "The day of the week, from 1 for Monday to 7 for Sunday.".
day_of_the_week(Year, Month, Day) -> (date_to_gregorian_days(Year, Month, Day) + 5) rem 7 + 1.

-doc "{Year, Week} of today after ISO 8601.".
iso_week_number() ->
    {Date, _} = local_time(),
    iso_week_number(Date).

-doc "{Year, Week} of a date after ISO 8601.".
iso_week_number({Year, _, _} = Date) ->
    Days = date_to_gregorian_days(Date),
    First = first_iso_monday(Year),
    Next = first_iso_monday(Year + 1),
    if
        Days >= Next -> {Year + 1, 1};
        Days >= First -> {Year, (Days - First) div 7 + 1};
        Year =:= 0 -> error(badarg, [Date]);
        true -> {Year - 1, (Days - first_iso_monday(Year - 1)) div 7 + 1}
    end.

%% The Monday of the week with the fourth of January.
first_iso_monday(Year) ->
    date_to_gregorian_days(Year, 1, 4) - day_of_the_week(Year, 1, 4) + 1.

%%% Times and seconds.

-doc "The seconds of a time of the day.".
time_to_seconds({Hour, Minute, Second})
  when is_integer(Hour), is_integer(Minute), is_integer(Second) ->
    Hour * 3600 + Minute * 60 + Second.

-doc "The time of the day after a number of seconds.".
seconds_to_time(Seconds) when is_integer(Seconds), Seconds >= 0, Seconds < ?DAY ->
    {Seconds div 3600, Seconds rem 3600 div 60, Seconds rem 60}.

-doc "{Days, Time} of a number of seconds, where Time is of the day and never negative.".
seconds_to_daystime(Seconds) when is_integer(Seconds) ->
    Rest = ((Seconds rem ?DAY) + ?DAY) rem ?DAY,
    {(Seconds - Rest) div ?DAY, seconds_to_time(Rest)}.

-doc "The number of seconds from the beginning of year 0 to a date and time.".
datetime_to_gregorian_seconds({Date, Time}) ->
    date_to_gregorian_days(Date) * ?DAY + time_to_seconds(Time).

-doc "The date and time after a number of seconds.".
gregorian_seconds_to_datetime(Seconds) when is_integer(Seconds), Seconds >= 0 ->
    {gregorian_days_to_date(Seconds div ?DAY), seconds_to_time(Seconds rem ?DAY)}.

-doc "{Days, Time} from the first date and time to the second.".
time_difference(First, Second) ->
    seconds_to_daystime(datetime_to_gregorian_seconds(Second)
                        - datetime_to_gregorian_seconds(First)).

%%% Clocks and zones.

-doc "The date and time here and now.".
local_time() -> erlang:localtime().

-doc "The date and time now in UTC.".
universal_time() -> erlang:universaltime().

-doc "A local date and time in UTC.".
local_time_to_universal_time(DateTime) -> erlang:localtime_to_universaltime(DateTime).

-doc "As local_time_to_universal_time/1; true says that daylight saving time is in force.".
local_time_to_universal_time(DateTime, IsDst) ->
    erlang:localtime_to_universaltime(DateTime, IsDst).

-doc "The list of what a local date and time can be in UTC: none, one or two.".
local_time_to_universal_time_dst(DateTime) ->
    Found = [Utc || IsDst <- [true, false],
                    Utc <- [erlang:localtime_to_universaltime(DateTime, IsDst)],
                    erlang:universaltime_to_localtime(Utc) =:= DateTime],
    lists:usort(Found).

-doc "A date and time of UTC as local time.".
universal_time_to_local_time(DateTime) -> erlang:universaltime_to_localtime(DateTime).

-doc "The date and time in UTC of erlang:timestamp().".
now_to_universal_time({Mega, Seconds, _Micro}) ->
    gregorian_seconds_to_datetime(Mega * 1000000 + Seconds + ?EPOCH).

-doc "The same as now_to_universal_time/1.".
now_to_datetime(Now) -> now_to_universal_time(Now).

-doc "The local date and time of erlang:timestamp().".
now_to_local_time(Now) -> universal_time_to_local_time(now_to_universal_time(Now)).

-doc "The date and time in UTC of a system time.".
system_time_to_universal_time(Time, Unit) ->
    gregorian_seconds_to_datetime(erlang:convert_time_unit(Time, Unit, second) + ?EPOCH).

-doc "The local date and time of a system time.".
system_time_to_local_time(Time, Unit) ->
    universal_time_to_local_time(system_time_to_universal_time(Time, Unit)).

-doc "The system time of a date and time in UTC.".
universal_time_to_system_time(DateTime) -> universal_time_to_system_time(DateTime, []).

-doc "As universal_time_to_system_time/1 with the option {unit, Unit}.".
universal_time_to_system_time(DateTime, Options) ->
    Unit = proplists:get_value(unit, Options, second),
    Seconds = datetime_to_gregorian_seconds(DateTime) - ?EPOCH,
    erlang:convert_time_unit(Seconds, second, Unit).

-doc "The system time of a local date and time.".
local_time_to_system_time(DateTime) -> local_time_to_system_time(DateTime, []).

-doc "As local_time_to_system_time/1 with the option {unit, Unit}.".
local_time_to_system_time(DateTime, Options) ->
    universal_time_to_system_time(local_time_to_universal_time(DateTime), Options).

%%% RFC 3339.

-doc "A system time as a string such as 2024-02-29T12:00:00+01:00.".
system_time_to_rfc3339(Time) -> system_time_to_rfc3339(Time, []).

-doc "As system_time_to_rfc3339/1 with options: offset, time_designator, unit, return.".
system_time_to_rfc3339(Time, Options) ->
    Unit = proplists:get_value(unit, Options, second),
    OffsetOption = proplists:get_value(offset, Options, ""),
    String = case Unit of
                 native ->
                     Milliseconds = erlang:convert_time_unit(Time, native, millisecond),
                     Offset = native_offset(OffsetOption),
                     rfc3339(Milliseconds, millisecond, Offset, Options);
                 _ -> rfc3339(Time, Unit, OffsetOption, Options)
             end,
    case proplists:get_value(return, Options, string) of
        string -> String;
        binary -> list_to_binary(String)
    end.

native_offset(Offset) when is_integer(Offset) ->
    erlang:convert_time_unit(Offset, native, millisecond);
native_offset(Offset) -> Offset.

rfc3339(Time, Unit, OffsetOption, Options) ->
    Offset = offset_seconds(OffsetOption, Time, Unit),
    Factor = factor(Unit),
    Adjusted = Time + Offset * Factor,
    Seconds = Adjusted div Factor,
    case Seconds + ?EPOCH of
        Gregorian when Gregorian >= 0, Gregorian < ?YEAR_10000 ->
            {{Year, Month, Day}, {Hour, Minute, Second}} =
                gregorian_seconds_to_datetime(Gregorian),
            lists:append([digits(Year, 4), "-", digits(Month, 2), "-", digits(Day, 2),
                          [proplists:get_value(time_designator, Options, $T)],
                          digits(Hour, 2), ":", digits(Minute, 2), ":", digits(Second, 2),
                          fraction(Factor, Adjusted), offset_chars(OffsetOption, Offset)]);
        _ -> error({badarg, [Time, Options]})
    end.

factor(second) -> 1;
factor(millisecond) -> 1000;
factor(microsecond) -> 1000000;
factor(nanosecond) -> 1000000000.

digits(N, Width) -> digits_of(integer_to_list(N), Width).

digits_of(Chars, Width) -> lists:duplicate(max(0, Width - length(Chars)), $0) ++ Chars.

fraction(1, _Time) -> "";
fraction(Factor, Time) ->
    [$. | digits(abs(Time rem Factor), length(integer_to_list(Factor)) - 1)].

offset_seconds("", Time, Unit) ->
    Utc = system_time_to_universal_time(Time, Unit),
    datetime_to_gregorian_seconds(erlang:universaltime_to_localtime(Utc))
        - datetime_to_gregorian_seconds(Utc);
offset_seconds(Offset, _Time, Unit) when is_integer(Offset) ->
    erlang:convert_time_unit(Offset, Unit, second);
offset_seconds(Chars, _Time, _Unit) -> parse_offset(Chars).

parse_offset([Z]) when Z =:= $Z; Z =:= $z -> 0;
parse_offset([Sign, H1, H2 | Rest]) when Sign =:= $+; Sign =:= $- ->
    Minutes = case Rest of
                  [$:, M1, M2] -> list_to_integer([M1, M2]);
                  [] -> 0
              end,
    Seconds = list_to_integer([H1, H2]) * 3600 + Minutes * 60,
    case Sign of
        $+ -> Seconds;
        $- -> -Seconds
    end.

offset_chars(Option, Offset) when Option =:= ""; is_integer(Option) ->
    Sign = case Offset < 0 of
               true -> $-;
               false -> $+
           end,
    [Sign | digits(abs(Offset) div 3600, 2)] ++ ":" ++ digits(abs(Offset) rem 3600 div 60, 2);
offset_chars(Option, _Offset) -> Option.

-doc "The system time of a string such as 2024-02-29T12:00:00+01:00.".
rfc3339_to_system_time(String) -> rfc3339_to_system_time(String, []).

-doc "As rfc3339_to_system_time/1 with the option {unit, Unit}.".
rfc3339_to_system_time(Binary, Options) when is_binary(Binary) ->
    rfc3339_to_system_time(binary_to_list(Binary), Options);
rfc3339_to_system_time(String, Options) ->
    Unit = proplists:get_value(unit, Options, second),
    [Y1, Y2, Y3, Y4, $-, Mo1, Mo2, $-, D1, D2, _T, H1, H2, $:, Mi1, Mi2, $:, S1, S2 | Rest] =
        String,
    Date = {list_to_integer([Y1, Y2, Y3, Y4]), list_to_integer([Mo1, Mo2]),
            list_to_integer([D1, D2])},
    Time = {list_to_integer([H1, H2]), list_to_integer([Mi1, Mi2]), list_to_integer([S1, S2])},
    {Fraction, Offset} = lists:splitwith(fun(C) -> C =:= $. orelse (C >= $0 andalso C =< $9) end,
                                         Rest),
    Seconds = datetime_to_gregorian_seconds({Date, Time}) - ?EPOCH - parse_offset(Offset),
    case Seconds + ?EPOCH of
        Gregorian when Gregorian >= 0, Gregorian < ?YEAR_10000 ->
            system_time(Seconds, Fraction, Unit);
        _ -> error({badarg, [String, Options]})
    end.

system_time(Seconds, Fraction, native) ->
    erlang:convert_time_unit(system_time(Seconds, Fraction, nanosecond), nanosecond, native);
system_time(Seconds, Fraction, Unit) ->
    Factor = factor(Unit),
    Part = case Fraction of
               "" -> 0;
               _ when Unit =:= second -> 0;
               [$. | _] -> round(Factor * list_to_float([$0 | Fraction]))
           end,
    case Seconds < 0 of
        true -> Seconds * Factor - Part;
        false -> Seconds * Factor + Part
    end.
