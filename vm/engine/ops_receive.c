// SPDX-License-Identifier: Apache-2.0
// Instructions on messages: sending, selective receive and its timeouts.
#include "engine/operation.h"
#include "proc/mailbox.h"
#include "proc/scheduler.h"

OPERATION(send) {
    if (unlikely(--reductions < 0)) {
        process->engine.live = 2;
        LEAVE_TO(engine_yield);
    }
    SAVE();
    Term result = scheduler_send(process, x[0], x[1]);
    RESTORE();
    if (unlikely(term_is_none(result))) LEAVE_TO(engine_fault);
    x[0] = result;
    NEXT(0);
}

OPERATION(loop_rec) {
    Term message = mailbox_peek(&process->mailbox);
    if (term_is_none(message)) GO_TO_LABEL(1);
    SET(2, message);
    NEXT(2);
}
OPERATION(loop_rec_end) {
    mailbox_pass(&process->mailbox);
    if (unlikely(--reductions < 0)) {
        code = label_operand(code, 1);
        process->engine.live = 0;
        LEAVE_TO(engine_yield);
    }
    GO_TO_LABEL(1);
}
OPERATION(remove_message) {
    mailbox_remove(&process->mailbox);
    process->timer_deadline = 0;
    NEXT(0);
}
OPERATION(timeout) {
    mailbox_restart(&process->mailbox);
    process->timer_deadline = 0;
    NEXT(0);
}

static NO_INLINE const Word *wait_at(STATE_PARAMETERS) {
    SAVE();
    process->code = code;
    process->saved_count = 0;
    process->state = PROCESS_WAITING;
    return NULL;
}
OPERATION(wait) {
    code = label_operand(code, 1);
    LEAVE_TO(wait_at);
}

// The deadline is set when the process first waits; when it comes here again after it, the time is over.
OPERATION(wait_timeout) {
    Term timeout = SOURCE(2);
    if (process->timer_deadline == 0) {
        if (!scheduler_set_deadline(process, timeout)) RAISE(fault_error(process, ATOM_TERM(timeout_value)));
    }
    if (scheduler_deadline_passed(process)) NEXT(2);
    code = label_operand(code, 1);
    LEAVE_TO(wait_at);
}

// Markers only save time: without them receive looks at every message.
OPERATION(recv_marker_reserve) {
    SET(1, NIL);
    NEXT(1);
}
OPERATION(recv_marker_bind) { NEXT(2); }
OPERATION(recv_marker_clear) { NEXT(1); }
OPERATION(recv_marker_use) { NEXT(1); }
