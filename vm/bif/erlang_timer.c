// SPDX-License-Identifier: Apache-2.0
// Functions of module erlang on timers that send messages.
#include "bif/arguments.h"
#include "proc/scheduler.h"
#include "proc/signals.h"
#include "proc/timers.h"

#define NANOSECONDS_PER_MILLISECOND 1000000u
// About 146 years; OTP's limit is of the same kind.
#define MILLISECONDS_MAX ((SignedWord)1 << 42)

// ---- starting

// The options [{abs, Bool}]; false for what is none.
static bool read_start_options(Term list, bool *is_absolute)
{
    *is_absolute = false;
    for (; term_is_cons(list); list = cons_tail(list)) {
        if (!term_is_tuple_of(cons_head(list), 2))
            return false;
        const Term *pair = tuple_elements(cons_head(list));
        *is_absolute = term_same(pair[1], ATOM_TERM(true));
        if (!term_same(pair[0], ATOM_TERM(abs)) ||
            !(*is_absolute || term_same(pair[1], ATOM_TERM(false))))
            return false;
    }
    return term_is_nil(list);
}

static bool read_deadline(Term time, bool is_absolute, Word *deadline)
{
    if (!term_is_small(time) || small_value(time) > MILLISECONDS_MAX)
        return false;
    SignedWord milliseconds = small_value(time);
    if (milliseconds < 0) {
        *deadline = 0;
        return is_absolute;
    }
    *deadline = (Word)milliseconds * NANOSECONDS_PER_MILLISECOND;
    if (!is_absolute)
        *deadline += time_now();
    return true;
}

static Term start(Process *process, const Term *a, Term options, bool with_ref)
{
    bool is_absolute;
    TimerRequest request = {.receiver = a[1], .message = a[2], .with_ref = with_ref};
    bool is_receiver = term_is_local_pid(a[1]) || term_is_atom(a[1]);
    if (!is_receiver || !read_start_options(options, &is_absolute) ||
        !read_deadline(a[0], is_absolute, &request.deadline))
        return fault_badarg(process);
    return bif_result(process, scheduler_start_timer(process, request));
}

Term bif_erlang_send_after_3(Process *process, const Term *a)
{
    return start(process, a, NIL, false);
}
Term bif_erlang_send_after_4(Process *process, const Term *a)
{
    return start(process, a, a[3], false);
}
Term bif_erlang_start_timer_3(Process *process, const Term *a)
{
    return start(process, a, NIL, true);
}
Term bif_erlang_start_timer_4(Process *process, const Term *a)
{
    return start(process, a, a[3], true);
}

// ---- reading and cancelling

typedef struct TimerOptions {
    bool is_async;
    bool wants_info;
} TimerOptions;

static bool read_options(Term list, TimerOptions *options, bool may_inform)
{
    *options = (TimerOptions){false, true};
    for (; term_is_cons(list); list = cons_tail(list)) {
        if (!term_is_tuple_of(cons_head(list), 2))
            return false;
        const Term *pair = tuple_elements(cons_head(list));
        bool is_true = term_same(pair[1], ATOM_TERM(true));
        if (!is_true && !term_same(pair[1], ATOM_TERM(false)))
            return false;
        if (term_same(pair[0], ATOM_TERM(async)))
            options->is_async = is_true;
        else if (may_inform && term_same(pair[0], ATOM_TERM(info)))
            options->wants_info = is_true;
        else
            return false;
    }
    return term_is_nil(list);
}

// Milliseconds, a begun one counting as whole, or false.
static Term time_left(Process *process, Term ref, bool cancel)
{
    Word left;
    if (!scheduler_read_timer(process->vm, ref, cancel, &left))
        return ATOM_TERM(false);
    return small_make(
        (SignedWord)((left + NANOSECONDS_PER_MILLISECOND - 1) / NANOSECONDS_PER_MILLISECOND));
}

// The answer is {Tag, Ref, Result} as a message when it is asynchronous.
static Term answer(Process *process, const Term *a, TimerOptions options, Term tag, bool cancel)
{
    if (!term_is_ref(a[0]))
        return fault_badarg(process);
    Term result = time_left(process, a[0], cancel);
    if (!options.wants_info)
        return ATOM_TERM(ok);
    if (!options.is_async)
        return result;
    Term message = room_tuple(process_room(process), 3);
    if (term_is_none(message))
        return fault_no_memory(process);
    tuple_elements(message)[0] = tag;
    tuple_elements(message)[1] = a[0];
    tuple_elements(message)[2] = result;
    signal_deliver(process, message);
    return ATOM_TERM(ok);
}

Term bif_erlang_cancel_timer_1(Process *process, const Term *a)
{
    return term_is_ref(a[0]) ? time_left(process, a[0], true) : fault_badarg(process);
}
Term bif_erlang_cancel_timer_2(Process *process, const Term *a)
{
    TimerOptions options;
    if (!read_options(a[1], &options, true))
        return fault_badarg(process);
    return answer(process, a, options, ATOM_TERM(cancel_timer), true);
}
Term bif_erlang_read_timer_1(Process *process, const Term *a)
{
    return term_is_ref(a[0]) ? time_left(process, a[0], false) : fault_badarg(process);
}
Term bif_erlang_read_timer_2(Process *process, const Term *a)
{
    TimerOptions options;
    if (!read_options(a[1], &options, false))
        return fault_badarg(process);
    return answer(process, a, options, ATOM_TERM(read_timer), false);
}
