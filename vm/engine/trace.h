// SPDX-License-Identifier: Apache-2.0
// Stack traces: taking one when an exception is raised, making the list of it, and the faults that
// need places in code.
#ifndef ERLITE_TRACE_H
#define ERLITE_TRACE_H

#include "vm.h"

// A raw trace is the tuple {Class, First, Ready, Address...}: First is the ready first entry or [],
// Ready a list given by erlang:raise/3 or `undefined`, the addresses are words of code (which read
// as small integers).
#define TRACE_DEPTH 8

// The fault belongs to a C function with these arguments: they become the first entry of the trace.
void trace_note_bif(Process *process, const Export *export, const Term *arguments);

// Makes the raw trace of process->fault, for an instruction at `code` with the stack in
// process->heap.room.end. TERM_NONE: no memory.
MUST_CHECK Term trace_capture(Process *process, const Word *code);
// The list [{M,F,A,Location}, ...] of a raw trace, or `trace` itself when it is none. TERM_NONE: no
// memory.
MUST_CHECK Term trace_to_list(Process *process, Term trace);
// The calls of `of`, which does not run or is at a call of a C function, as a list in the heap of
// `process`. TERM_NONE: no memory.
MUST_CHECK Term trace_of_process(Process *process, const Process *of);
// Class of a raw trace; `error` when it is none.
Term trace_class(Term trace);

// Faults of calls. Each returns TERM_NONE.
Term trace_fault_undefined(Process *process, const Export *export, const Term *arguments);
Term trace_fault_function_clause(Process *process, const Word *func_info, const Term *arguments);
// A call of something that is no fun, or of a fun with another number of arguments.
Term trace_fault_bad_fun(Process *process, Term fun, const Term *arguments, size_t count);

// A call of module:function where these are no atoms.
Term trace_fault_apply(Process *process, Term module, Term function, const Term *arguments,
                       size_t count);

// [a0, a1, ...]; NIL without memory.
Term trace_list_of(Process *process, const Term *terms, size_t count);

#endif
