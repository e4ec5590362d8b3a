// SPDX-License-Identifier: Apache-2.0
// Crash reports, in the look of OTP's default logger. The library's report_crash writes them in a
// better layout; this is for a VM without the library, and for crashes of that function.
#include "engine/report.h"

#include <time.h>

#include "engine/trace.h"
#include "io/output.h"
#include "term/byte_buffer.h"
#include "term/print.h"
#include "vm.h"

static const char *const months[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                     "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

static Term pair_of(Process *process, Term first, Term second)
{
    Term pair = room_tuple(process_room(process), 2);
    if (term_is_none(pair))
        return first;
    tuple_elements(pair)[0] = first;
    tuple_elements(pair)[1] = second;
    return pair;
}

void report_crash(Process *process, Term exit_reason)
{
    ByteBuffer text = byte_buffer_make(&process->vm->memory);
    struct timespec now;
    struct tm local;
    clock_gettime(CLOCK_REALTIME, &now);
    localtime_r(&now.tv_sec, &local);
    byte_buffer_printf(&text,
                       "=ERROR REPORT==== %d-%s-%d::%02d:%02d:%02d.%06ld ===\nError in process ",
                       local.tm_mday, months[local.tm_mon], local.tm_year + 1900, local.tm_hour,
                       local.tm_min, local.tm_sec, now.tv_nsec / 1000);
    term_print(&text, process_atoms(process), pid_make(process->number));
    byte_buffer_add_text(&text, " with exit value:\n");
    term_print(&text, process_atoms(process), exit_reason);
    byte_buffer_add_text(&text, "\n\n");
    if (!text.failed)
        (void)output_write(process->vm->output, OUTPUT_ERROR, text.bytes, text.size);
    byte_buffer_free(&text);
}

const Export *report_function(Vm *vm)
{
    Term module = atom_intern(vm->atoms, "erlite_error", 12),
         function = atom_intern(vm->atoms, "report_crash", 12);
    if (term_is_none(module) || term_is_none(function))
        return NULL;
    return code_export(vm->code, module, function, 1);
}

Term report_exit_reason(Process *process, Term class, Term reason, Term raw_trace)
{
    if (term_same(class, ATOM_TERM(exit)))
        return reason;
    Term trace = trace_to_list(process, raw_trace);
    if (term_is_none(trace))
        trace = NIL;
    if (term_same(class, ATOM_TERM(throw)))
        reason = pair_of(process, ATOM_TERM(nocatch), reason);
    return pair_of(process, reason, trace);
}
