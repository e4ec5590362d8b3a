// SPDX-License-Identifier: Apache-2.0
// Module erlang: clocks, time units, the calendar of the operating system. The native unit is the
// nanosecond.
#include <limits.h>
#include <time.h>

#include "bif/arguments.h"
#include "term/number.h"

#define NANOSECONDS  ((int64_t)1000000000)
#define MICROSECONDS ((int64_t)1000000)
#define DAY_SECONDS  86400

static int64_t read_clock(clockid_t clock)
{
    struct timespec now;
    clock_gettime(clock, &now);
    return (int64_t)now.tv_sec * NANOSECONDS + now.tv_nsec;
}

static int64_t monotonic_now(void) { return read_clock(CLOCK_MONOTONIC); }
static int64_t system_now(void) { return read_clock(CLOCK_REALTIME); }

static int64_t floor_div(int64_t a, int64_t b) { return a / b - (a % b < 0); }

static Term checked(Process *process, Term t, NumberError error)
{
    if (!term_is_none(t))
        return t;
    return error == NUMBER_SYSTEM_LIMIT ? fault_system_limit(process) : fault_no_memory(process);
}

static Term native_time(Process *process, int64_t nanoseconds)
{
    return bif_result(process, integer_from_i64(process_room(process), nanoseconds));
}

// ---- units

// How many of the unit make a second; TERM_NONE for what is no unit.
static Term parts_per_second(Term unit)
{
    const struct {
        Term name;
        int64_t parts;
    } units[] = {
        {ATOM_TERM(second), 1},
        {ATOM_TERM(millisecond), 1000},
        {ATOM_TERM(microsecond), MICROSECONDS},
        {ATOM_TERM(nanosecond), NANOSECONDS},
        {ATOM_TERM(native), NANOSECONDS},
        {ATOM_TERM(perf_counter), NANOSECONDS},
        {ATOM_TERM(seconds), 1},
        {ATOM_TERM(milli_seconds), 1000},
        {ATOM_TERM(micro_seconds), MICROSECONDS},
        {ATOM_TERM(nano_seconds), NANOSECONDS},
    };
    for (size_t i = 0; i < sizeof units / sizeof *units; i++) {
        if (term_same(units[i].name, unit))
            return small_make(units[i].parts);
    }
    bool is_positive =
        term_is_integer(unit) && !integer_is_negative(unit) && !term_same(unit, small_make(0));
    return is_positive ? unit : TERM_NONE;
}

// The quotient rounded down, of a positive divisor.
static Term divide_down(Room *room, Term a, Term b, NumberError *error)
{
    Term quotient = number_div(room, a, b, error);
    if (term_is_none(quotient) || !integer_is_negative(a))
        return quotient;
    Term remainder = number_rem(room, a, b, error);
    if (term_is_none(remainder) || term_same(remainder, small_make(0)))
        return term_is_none(remainder) ? remainder : quotient;
    return number_subtract(room, quotient, small_make(1), error);
}

static Term convert_unit(Process *process, Term time, Term from, Term to)
{
    Room *room = process_room(process);
    NumberError error = NUMBER_NO_MEMORY;
    Term product = number_multiply(room, time, to, &error);
    return checked(
        process, term_is_none(product) ? product : divide_down(room, product, from, &error), error);
}

static Term time_in_unit(Process *process, int64_t nanoseconds, Term unit)
{
    Term parts = parts_per_second(unit);
    if (term_is_none(parts))
        return fault_badarg(process);
    if (term_is_small(parts) && NANOSECONDS % small_value(parts) == 0) {
        return native_time(process, floor_div(nanoseconds, NANOSECONDS / small_value(parts)));
    }
    Term time = native_time(process, nanoseconds);
    return term_is_none(time) ? time : convert_unit(process, time, small_make(NANOSECONDS), parts);
}

Term bif_erlang_convert_time_unit_3(Process *process, const Term *arguments)
{
    Term from = parts_per_second(arguments[1]);
    Term to = parts_per_second(arguments[2]);
    if (!term_is_integer(arguments[0]) || term_is_none(from) || term_is_none(to))
        return fault_badarg(process);
    return convert_unit(process, arguments[0], from, to);
}

// ---- clocks

Term bif_erlang_monotonic_time_0(Process *process, const Term *arguments)
{
    (void)arguments;
    return native_time(process, monotonic_now());
}

Term bif_erlang_monotonic_time_1(Process *process, const Term *arguments)
{
    return time_in_unit(process, monotonic_now(), arguments[0]);
}

Term bif_erlang_system_time_0(Process *process, const Term *arguments)
{
    (void)arguments;
    return native_time(process, system_now());
}

Term bif_erlang_system_time_1(Process *process, const Term *arguments)
{
    return time_in_unit(process, system_now(), arguments[0]);
}

Term bif_os_system_time_0(Process *process, const Term *arguments)
{
    return bif_erlang_system_time_0(process, arguments);
}

Term bif_os_system_time_1(Process *process, const Term *arguments)
{
    return bif_erlang_system_time_1(process, arguments);
}

Term bif_os_perf_counter_0(Process *process, const Term *arguments)
{
    return bif_erlang_monotonic_time_0(process, arguments);
}

Term bif_erlang_time_offset_0(Process *process, const Term *arguments)
{
    (void)arguments;
    return native_time(process, system_now() - monotonic_now());
}

Term bif_erlang_time_offset_1(Process *process, const Term *arguments)
{
    return time_in_unit(process, system_now() - monotonic_now(), arguments[0]);
}

static Term triple(Process *process, int64_t a, int64_t b, int64_t c)
{
    Term tuple = room_tuple(process_room(process), 3);
    if (term_is_none(tuple))
        return fault_no_memory(process);
    tuple_elements(tuple)[0] = small_make(a);
    tuple_elements(tuple)[1] = small_make(b);
    tuple_elements(tuple)[2] = small_make(c);
    return tuple;
}

// {MegaSeconds, Seconds, MicroSeconds}
static Term timestamp(Process *process, int64_t microseconds)
{
    int64_t seconds = microseconds / MICROSECONDS;
    return triple(process, seconds / 1000000, seconds % 1000000, microseconds % MICROSECONDS);
}

Term bif_erlang_timestamp_0(Process *process, const Term *arguments)
{
    (void)arguments;
    return timestamp(process, system_now() / 1000);
}

Term bif_os_timestamp_0(Process *process, const Term *arguments)
{
    return bif_erlang_timestamp_0(process, arguments);
}

// As timestamp/0, but each result is later than all before.
Term bif_erlang_now_0(Process *process, const Term *arguments)
{
    (void)arguments;
    _Atomic Word *last = &process->vm->last_now;
    Word now = (Word)(system_now() / 1000);
    Word before = atomic_load(last);
    Word next;
    do {
        next = now > before ? now : before + 1;
    } while (!atomic_compare_exchange_weak(last, &before, next));
    return timestamp(process, (int64_t)next);
}

// ---- the calendar

// {Date, Time}
static Term date_time(Process *process, const struct tm *t)
{
    Term date = triple(process, (int64_t)t->tm_year + 1900, t->tm_mon + 1, t->tm_mday);
    if (term_is_none(date))
        return date;
    Term time_of_day = triple(process, t->tm_hour, t->tm_min, t->tm_sec);
    if (term_is_none(time_of_day))
        return time_of_day;
    Term pair = room_tuple(process_room(process), 2);
    if (term_is_none(pair))
        return fault_no_memory(process);
    tuple_elements(pair)[0] = date;
    tuple_elements(pair)[1] = time_of_day;
    return pair;
}

static struct tm local_now(void)
{
    time_t now = time(NULL);
    struct tm t = {0};
    localtime_r(&now, &t);
    return t;
}

Term bif_erlang_date_0(Process *process, const Term *arguments)
{
    (void)arguments;
    struct tm t = local_now();
    return triple(process, (int64_t)t.tm_year + 1900, t.tm_mon + 1, t.tm_mday);
}

Term bif_erlang_time_0(Process *process, const Term *arguments)
{
    (void)arguments;
    struct tm t = local_now();
    return triple(process, t.tm_hour, t.tm_min, t.tm_sec);
}

Term bif_erlang_localtime_0(Process *process, const Term *arguments)
{
    (void)arguments;
    struct tm t = local_now();
    return date_time(process, &t);
}

Term bif_erlang_universaltime_0(Process *process, const Term *arguments)
{
    (void)arguments;
    time_t now = time(NULL);
    struct tm t = {0};
    gmtime_r(&now, &t);
    return date_time(process, &t);
}

static int days_in_month(int64_t year, int month)
{
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    bool is_leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    return days[month - 1] + (month == 2 && is_leap);
}

static bool read_triple(Term t, int values[3])
{
    if (!term_is_tuple_of(t, 3))
        return false;
    for (size_t i = 0; i < 3; i++) {
        Term element = tuple_elements(t)[i];
        if (!term_is_small(element) || small_value(element) < 0 ||
            small_value(element) > INT_MAX - 1)
            return false;
        values[i] = (int)small_value(element);
    }
    return true;
}

// Reads {{Year, Month, Day}, {Hour, Minute, Second}} with a year from 1600 on.
static bool read_date_time(Term t, struct tm *result)
{
    int date[3], clock[3];
    if (!term_is_tuple_of(t, 2) || !read_triple(tuple_elements(t)[0], date))
        return false;
    if (!read_triple(tuple_elements(t)[1], clock))
        return false;
    if (date[0] < 1600 || date[1] < 1 || date[1] > 12)
        return false;
    if (date[2] < 1 || date[2] > days_in_month(date[0], date[1]))
        return false;
    if (clock[0] > 23 || clock[1] > 59 || clock[2] > 59)
        return false;
    *result = (struct tm){.tm_year = date[0] - 1900,
                          .tm_mon = date[1] - 1,
                          .tm_mday = date[2],
                          .tm_hour = clock[0],
                          .tm_min = clock[1],
                          .tm_sec = clock[2]};
    return true;
}

// Days from 1970-01-01, counted in eras of 400 years that begin in March.
static int64_t days_from_date(int64_t year, int month, int day)
{
    year -= month <= 2;
    int64_t era = floor_div(year, 400);
    int64_t year_of_era = year - era * 400;
    int64_t day_of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
    int64_t day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    return era * 146097 + day_of_era - 719468;
}

static int64_t posix_seconds(const struct tm *t)
{
    int64_t days = days_from_date((int64_t)t->tm_year + 1900, t->tm_mon + 1, t->tm_mday);
    return days * DAY_SECONDS + t->tm_hour * 3600 + t->tm_min * 60 + t->tm_sec;
}

Term bif_erlang_universaltime_to_posixtime_1(Process *process, const Term *arguments)
{
    struct tm t;
    if (!read_date_time(arguments[0], &t))
        return fault_badarg(process);
    return small_make(posix_seconds(&t));
}

Term bif_erlang_posixtime_to_universaltime_1(Process *process, const Term *arguments)
{
    if (!term_is_small(arguments[0]))
        return fault_badarg(process);
    int64_t seconds = small_value(arguments[0]);
    int64_t days = floor_div(seconds, DAY_SECONDS);
    int64_t rest = seconds - days * DAY_SECONDS;
    // The inverse of days_from_date.
    int64_t shifted = days + 719468;
    int64_t era = floor_div(shifted, 146097);
    int64_t day_of_era = shifted - era * 146097;
    int64_t year_of_era =
        (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
    int64_t day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    int64_t month_from_march = (5 * day_of_year + 2) / 153;
    int64_t month = month_from_march < 10 ? month_from_march + 3 : month_from_march - 9;
    Term date = triple(process, year_of_era + era * 400 + (month <= 2), month,
                       day_of_year - (153 * month_from_march + 2) / 5 + 1);
    if (term_is_none(date))
        return date;
    Term clock = triple(process, rest / 3600, rest / 60 % 60, rest % 60);
    Term pair = room_tuple(process_room(process), 2);
    if (term_is_none(clock) || term_is_none(pair))
        return fault_no_memory(process);
    tuple_elements(pair)[0] = date;
    tuple_elements(pair)[1] = clock;
    return pair;
}

static Term local_to_universal(Process *process, Term local, int is_summer)
{
    struct tm t;
    if (!read_date_time(local, &t))
        return fault_badarg(process);
    t.tm_isdst = is_summer;
    time_t seconds = mktime(&t);
    if (!gmtime_r(&seconds, &t))
        return fault_badarg(process);
    return date_time(process, &t);
}

Term bif_erlang_localtime_to_universaltime_1(Process *process, const Term *arguments)
{
    return local_to_universal(process, arguments[0], -1);
}

Term bif_erlang_localtime_to_universaltime_2(Process *process, const Term *arguments)
{
    if (term_same(arguments[1], ATOM_TERM(true)))
        return local_to_universal(process, arguments[0], 1);
    if (term_same(arguments[1], ATOM_TERM(false)))
        return local_to_universal(process, arguments[0], 0);
    if (!term_same(arguments[1], ATOM_TERM(undefined)))
        return fault_badarg(process);
    return local_to_universal(process, arguments[0], -1);
}

Term bif_erlang_universaltime_to_localtime_1(Process *process, const Term *arguments)
{
    struct tm t;
    if (!read_date_time(arguments[0], &t))
        return fault_badarg(process);
    time_t seconds = (time_t)posix_seconds(&t);
    if (!localtime_r(&seconds, &t))
        return fault_badarg(process);
    return date_time(process, &t);
}
