// SPDX-License-Identifier: Apache-2.0
// Instructions that raise and catch, and the way from a fault to its handler.
#include "engine/operation.h"
#include "engine/report.h"
#include "engine/trace.h"
#include "proc/scheduler.h"
#include "proc/signals.h"

// ---- marks on the stack

static Term catch_word(const Word *handler)
{
    return immediate_make(IMMEDIATE_CATCH, (Word)(uintptr_t)handler);
}

OPERATION(catch_)
{
    Y(1) = catch_word(label_operand(code, 2));
    NEXT(2);
}
OPERATION(try_end)
{
    Y(1) = NIL;
    NEXT(1);
}
OPERATION(try_case)
{
    Y(1) = NIL;
    x[0] = x[1];
    x[1] = x[2];
    x[2] = x[3];
    NEXT(1);
}

// What `catch` gives for an exception: the thrown term, {'EXIT', Reason}, or {'EXIT', {Reason,
// Trace}}. TERM_NONE: no memory.
static Term caught_value(Process *process, Term class, Term reason, Term trace)
{
    if (term_same(class, ATOM_TERM(throw)))
        return reason;
    Room *room = process_room(process);
    if (term_same(class, ATOM_TERM(error))) {
        Term list = trace_to_list(process, trace);
        Term pair = term_is_none(list) ? list : room_tuple(room, 2);
        if (term_is_none(pair))
            return pair;
        tuple_elements(pair)[0] = reason;
        tuple_elements(pair)[1] = list;
        reason = pair;
    }
    Term exit = room_tuple(room, 2);
    if (term_is_none(exit))
        return exit;
    tuple_elements(exit)[0] = ATOM_TERM(EXIT);
    tuple_elements(exit)[1] = reason;
    return exit;
}
static NO_INLINE const Word *catch_end_slow(STATE_PARAMETERS)
{
    SAVE();
    Term value = caught_value(process, x[1], x[2], x[3]);
    RESTORE();
    if (term_is_none(value))
        RAISE(fault_no_memory(process));
    x[0] = value;
    NEXT(1);
}
OPERATION(catch_end)
{
    Y(1) = NIL;
    if (term_is_none(x[0]))
        LEAVE_TO(catch_end_slow);
    NEXT(1);
}

// ---- raising

OPERATION(badmatch) { RAISE(fault_error_with(process, ATOM_TERM(badmatch), SOURCE(1))); }
OPERATION(case_end) { RAISE(fault_error_with(process, ATOM_TERM(case_clause), SOURCE(1))); }
OPERATION(try_case_end) { RAISE(fault_error_with(process, ATOM_TERM(try_clause), SOURCE(1))); }
OPERATION(badrecord) { RAISE(fault_error_with(process, ATOM_TERM(badrecord), SOURCE(1))); }
OPERATION(if_end) { RAISE(fault_error(process, ATOM_TERM(if_clause))); }
OPERATION(func_info) { RAISE(trace_fault_function_clause(process, code, x)); }
OPERATION(int_code_end) { RAISE(fault_error(process, ATOM_TERM(undef))); }

// Nobody caught it. An error is reported by the process itself, in Erlang, with an empty stack;
// when that comes to its end, or fails, the process is back here.
static NO_INLINE const Word *end_by_exception(STATE_PARAMETERS)
{
    bool is_exit = term_same(x[1], ATOM_TERM(exit));
    if (process->is_reporting) {
        if (!is_exit)
            report_crash(process, process->exit_reason);
        signal_end(process, process->exit_reason);
        return NULL;
    }
    Term reason = report_exit_reason(process, x[1], x[2], x[3]);
    RESTORE();
    const Export *reporter = is_exit ? NULL : report_function(process->vm);
    if (!reporter) {
        signal_end(process, reason);
        return NULL;
    }
    process->is_reporting = true;
    process->trap_exit = true;
    process->exit_reason = reason;
    process->fault.kind = FAULT_NONE;
    stack = process->heap.block_end - 1;
    x[0] = reason;
    CALL_AT(reporter->code);
}

// Goes to the innermost handler on the stack with class, reason and raw trace; without one the
// process ends.
static NO_INLINE const Word *unwind(STATE_PARAMETERS)
{
    Term *frame = stack;
    for (Term *word = stack; word < process->heap.block_end; word++) {
        if (term_is_catch(*word)) {
            stack = frame;
            process->fault.kind = FAULT_NONE;
            GO_ON_AT((const Word *)(uintptr_t)immediate_payload(*word));
        }
        if (term_tag(*word) == TAG_RETURN)
            frame = word + 1;
    }
    SAVE();
    LEAVE_TO(end_by_exception);
}
static NO_INLINE const Word *out_of_memory(STATE_PARAMETERS)
{
    SAVE();
    signal_end(process, ATOM_TERM(kill));
    return NULL;
}
static NO_INLINE const Word *stop(STATE_PARAMETERS)
{
    SAVE();
    process->code = code;
    return NULL;
}
static inline bool stops(const Process *process)
{
    return process->fault.kind == FAULT_HALT || process->fault.kind == FAULT_EXITED;
}
const Word *engine_fault(STATE_PARAMETERS)
{
    if (stops(process))
        LEAVE_TO(stop);
    // The room may hold more than the registers know: the fault has been built in it.
    if (top < process->heap.room.top)
        top = process->heap.room.top;
    SAVE();
    Term trace = trace_capture(process, code);
    RESTORE();
    if (term_is_none(trace))
        LEAVE_TO(out_of_memory);
    x[0] = TERM_NONE;
    x[1] = trace_class(trace);
    x[2] = process->fault.reason;
    x[3] = trace;
    LEAVE_TO(unwind);
}

// Raised again: the class is in the raw trace.
OPERATION(raise)
{
    Term trace = SOURCE(1), reason = SOURCE(2);
    x[0] = TERM_NONE;
    x[1] = trace_class(trace);
    x[2] = reason;
    x[3] = trace;
    LEAVE_TO(unwind);
}
// Compiled code has the raw trace as it was caught, with the class it was caught with.
OPERATION(raw_raise)
{
    Term class = x[0];
    bool is_class = term_same(class, ATOM_TERM(error)) || term_same(class, ATOM_TERM(exit)) ||
                    term_same(class, ATOM_TERM(throw));
    if (!is_class) {
        x[0] = ATOM_TERM(badarg);
        NEXT(0);
    }
    x[3] = x[2];
    x[2] = x[1];
    x[1] = class;
    x[0] = TERM_NONE;
    LEAVE_TO(unwind);
}
OPERATION(build_stacktrace)
{
    SAVE();
    Term list = trace_to_list(process, x[0]);
    RESTORE();
    if (term_is_none(list))
        RAISE(fault_no_memory(process));
    x[0] = list;
    NEXT(0);
}
