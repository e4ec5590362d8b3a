// SPDX-License-Identifier: Apache-2.0
// What is said on standard error when a process ends by an exception that nobody caught.
#ifndef ERLITE_REPORT_H
#define ERLITE_REPORT_H

#include "proc/process.h"

// Reports the exception unless it is a plain exit, and returns the exit reason: {Reason, Trace} for
// errors, {{nocatch, Value}, Trace} for throws, the reason itself for exits.
Term report_exception(Process *process, Term class, Term reason, Term raw_trace);

#endif
