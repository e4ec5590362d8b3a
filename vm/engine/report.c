// SPDX-License-Identifier: Apache-2.0
// Crash reports, in the look of OTP's default logger.
#include "engine/report.h"

#include <time.h>

#include "engine/trace.h"
#include "io/output.h"
#include "term/byte_buffer.h"
#include "term/print.h"
#include "vm.h"

static const char *const months[] = {"January",   "February", "March",    "April",
                                     "May",       "June",     "July",     "August",
                                     "September", "October",  "November", "December"};

static Term pair_of(Process *process, Term first, Term second)
{
    Term pair = room_tuple(process_room(process), 2);
    if (term_is_none(pair))
        return first;
    tuple_elements(pair)[0] = first;
    tuple_elements(pair)[1] = second;
    return pair;
}

static void write_report(Process *process, Term exit_reason)
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

Term report_exception(Process *process, Term class, Term reason, Term raw_trace)
{
    if (term_same(class, ATOM_TERM(exit)))
        return reason;
    Term trace = trace_to_list(process, raw_trace);
    if (term_is_none(trace))
        trace = NIL;
    if (term_same(class, ATOM_TERM(throw)))
        reason = pair_of(process, ATOM_TERM(nocatch), reason);
    Term exit_reason = pair_of(process, reason, trace);
    write_report(process, exit_reason);
    return exit_reason;
}
