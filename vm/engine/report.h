// SPDX-License-Identifier: Apache-2.0
// What is said on standard error when a process ends by an exception that nobody caught.
#ifndef ERLITE_REPORT_H
#define ERLITE_REPORT_H

#include "proc/process.h"

// The exit reason that an exception makes: {Reason, Trace} for errors, {{nocatch, Value}, Trace}
// for throws, the reason itself for exits.
Term report_exit_reason(Process *process, Term class, Term reason, Term raw_trace);
// The function of the library that reports the exit reason of the process that calls it, and then
// exits; NULL without memory.
const Export *report_function(Vm *vm);
// Writes the report without help of the library.
void report_crash(Process *process, Term exit_reason);

#endif
