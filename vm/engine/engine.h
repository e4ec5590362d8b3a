// SPDX-License-Identifier: Apache-2.0
// The engine: runs a process from where it stopped until it has to give way.
#ifndef ERLITE_ENGINE_H
#define ERLITE_ENGINE_H

#include "vm.h"

// Tells the code table where the bodies of the instructions are. Once for a VM, before any export
// is made.
void engine_attach(CodeTable *table);

// Runs `process`, which has the state PROCESS_RUNNING and its registers saved, until its reductions
// are used up, it waits for a message, has ended, or the VM halts; its state says which.
void engine_run(Process *process);

// Prepares a new process to call `function` with `count` arguments, already terms of its heap.
// False without memory.
MUST_CHECK bool engine_prepare_call(Process *process, const Export *function, const Term *arguments,
                                    size_t count);

#endif
