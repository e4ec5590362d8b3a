// SPDX-License-Identifier: Apache-2.0
// Instructions on messages: sending, selective receive and its timeouts.
#include "engine/operation.h"
#include "proc/mailbox.h"
#include "proc/relations.h"
#include "proc/scheduler.h"
#include "proc/signals.h"

// Stack traces say that it was erlang:send/2.
static NO_INLINE const Word *send_failed(STATE_PARAMETERS)
{
    SAVE();
    if (process->fault.kind == FAULT_ERROR) {
        (void)fault_in_function(process, FAULT_ERROR, process->fault.reason, "send", 2, x[0], x[1]);
    }
    LEAVE_TO(engine_fault);
}

OPERATION(send)
{
    if (unlikely(--reductions < 0)) {
        process->engine.live = 2;
        LEAVE_TO(engine_yield);
    }
    SAVE();
    Term result = signal_send(process, x[0], x[1]);
    RESTORE();
    if (unlikely(term_is_none(result)))
        LEAVE_TO(send_failed);
    x[0] = result;
    NEXT(0);
}

OPERATION(loop_rec)
{
    Term message = mailbox_peek(&process->mailbox);
    if (term_is_none(message))
        GO_TO_LABEL(1);
    SET(2, message);
    NEXT(2);
}
OPERATION(loop_rec_end)
{
    mailbox_pass(&process->mailbox);
    if (unlikely(--reductions < 0)) {
        code = label_operand(code, 1);
        process->engine.live = 0;
        LEAVE_TO(engine_yield);
    }
    GO_TO_LABEL(1);
}
OPERATION(remove_message)
{
    mailbox_remove(&process->mailbox);
    if (process->timer_deadline)
        scheduler_clear_deadline(process);
    NEXT(0);
}
OPERATION(timeout)
{
    mailbox_restart(&process->mailbox);
    if (process->timer_deadline)
        scheduler_clear_deadline(process);
    NEXT(0);
}

static NO_INLINE const Word *wait_at(STATE_PARAMETERS)
{
    SAVE();
    process->code = code;
    process->saved_count = 0;
    process->state = PROCESS_WAITING;
    return NULL;
}
OPERATION(wait)
{
    code = label_operand(code, 1);
    LEAVE_TO(wait_at);
}

// The deadline is set when the process first waits; when it comes here again after it, the time is
// over.
OPERATION(wait_timeout)
{
    Term timeout = SOURCE(2);
    if (term_same(timeout, small_make(0)))
        NEXT(2);
    if (process->timer_deadline == 0) {
        if (!scheduler_set_deadline(process, timeout))
            RAISE(fault_error(process, ATOM_TERM(timeout_value)));
    }
    if (scheduler_deadline_passed(process))
        NEXT(2);
    if (!scheduler_start_timeout(process))
        RAISE(fault_no_memory(process));
    code = label_operand(code, 1);
    LEAVE_TO(wait_at);
}

// Marks save time: a receive that waits for a fresh reference passes over what was there before it.
OPERATION(recv_marker_reserve)
{
    SET(1, small_make(mailbox_mark(&process->mailbox)));
    NEXT(1);
}
OPERATION(recv_marker_bind)
{
    Term mark = SOURCE(1), ref = SOURCE(2);
    if (term_is_small(mark) && term_is_boxed_kind(ref, KIND_REF)) {
        mailbox_bind_mark(&process->mailbox, (uint32_t)small_value(mark),
                          relation_key_of_ref(ref).words[0]);
    }
    NEXT(2);
}
OPERATION(recv_marker_clear) { NEXT(1); }
OPERATION(recv_marker_use)
{
    Term ref = SOURCE(1);
    if (term_is_boxed_kind(ref, KIND_REF))
        mailbox_use_mark(&process->mailbox, relation_key_of_ref(ref).words[0]);
    NEXT(1);
}
