// SPDX-License-Identifier: Apache-2.0
// Which process runs next, and everything that one process does to another: messages, exit signals,
// monitors. One scheduler for now; what is done here directly will travel as signals once there are
// several.
#ifndef ERLITE_SCHEDULER_H
#define ERLITE_SCHEDULER_H

#include "proc/process.h"
#include "vm.h"

typedef struct Scheduler Scheduler;

// What the scheduler needs of the engine, which lies above it: see engine/engine.h for both.
typedef struct EngineCalls {
    bool (*prepare_call)(Process *process, const Export *function, const Term *arguments,
                         size_t count);
    void (*run)(Process *process);
} EngineCalls;

MUST_CHECK Scheduler *scheduler_create(Vm *vm, EngineCalls engine);
// Ends all processes.
void scheduler_destroy(Scheduler *scheduler);

typedef struct SpawnOptions {
    bool link;
    bool monitor;
    size_t min_heap_words;
} SpawnOptions;

// A new process that calls function(arguments...): the terms are copied. *ref is the reference of
// the monitor, when asked for. NULL: no memory, or too many processes.
MUST_CHECK Process *scheduler_spawn(Vm *vm, Process *parent, const Export *function,
                                    const Term *arguments, size_t count, SpawnOptions options,
                                    Term *ref);
Process *scheduler_find(Vm *vm, Term pid);
// Runs processes until `process_number` has ended, or the VM halts. Returns false when it halted.
bool scheduler_run_until_exit(Vm *vm, Word process_number);
// Runs processes until the VM halts; a VM in which nothing can ever happen again waits for ever.
void scheduler_run(Vm *vm);

// ---- for the running process

// `to ! message`: returns the message, or TERM_NONE with a fault set.
MUST_CHECK Term scheduler_send(Process *process, Term to, Term message);
// Ends the process: signals go out to those that are linked or monitor it.
void scheduler_exit(Process *process, Term reason);
// exit(Pid, Reason).
void scheduler_send_exit(Process *from, Process *to, Term reason);
bool scheduler_link(Process *process, Process *other);
void scheduler_unlink(Process *process, Term pid);
// Returns the reference, or TERM_NONE without memory. `other` NULL: the process is dead already.
MUST_CHECK Term scheduler_monitor(Process *process, Process *other, Term target);
bool scheduler_demonitor(Process *process, Term ref);
// Takes a message {Tag, Ref, ...} out of the mailbox, if there is one.
void scheduler_flush_down(Process *process, Term ref);

// Names.
bool scheduler_register(Vm *vm, Term name, Process *process);
bool scheduler_unregister(Vm *vm, Term name);
Process *scheduler_whereis(Vm *vm, Term name);
size_t scheduler_process_count(const Vm *vm);
void scheduler_each_process(const Vm *vm, void (*visit)(Process *, void *), void *data);
// Calls visit for every registered name.
void scheduler_each_name(const Vm *vm, void (*visit)(Term name, void *data), void *data);

// Receive timeouts: milliseconds or infinity; false for anything else.
bool scheduler_set_deadline(Process *process, Term timeout);
bool scheduler_deadline_passed(const Process *process);

#endif
