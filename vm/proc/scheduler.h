// SPDX-License-Identifier: Apache-2.0
// Which process runs next, and when it is woken: run queues, timers, the loop. One scheduler for
// now.
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
    size_t min_heap_words;           // 0 for the default
    const ProcessSettings *settings; // NULL for the default
    size_t fullsweep_after;          // with settings
} SpawnOptions;

// A new process that calls function(arguments...): the terms are copied. NULL: no memory, or too
// many processes. `link` and `monitor` are the caller's business.
MUST_CHECK Process *scheduler_spawn(Vm *vm, Process *parent, const Export *function,
                                    const Term *arguments, size_t count, SpawnOptions options);
Process *scheduler_find(Vm *vm, Term pid);
// Runs processes until `process_number` has ended, or the VM halts. Returns false when it halted.
bool scheduler_run_until_exit(Vm *vm, Word process_number);
// Runs processes until the VM halts; a VM in which nothing can ever happen again waits for ever.
void scheduler_run(Vm *vm);

// Names: see proc/process_table.h.
MUST_CHECK bool scheduler_register(Vm *vm, Term name, Process *process);
bool scheduler_unregister(Vm *vm, Term name);
Process *scheduler_whereis(Vm *vm, Term name);
size_t scheduler_process_count(const Vm *vm);
void scheduler_each_process(const Vm *vm, void (*visit)(Process *, void *), void *data);
void scheduler_each_name(const Vm *vm, void (*visit)(Term name, void *data), void *data);

// ---- receive timeouts

// Milliseconds or infinity; false for anything else.
bool scheduler_set_deadline(Process *process, Term timeout);
bool scheduler_deadline_passed(const Process *process);
// The process is about to wait: it is to be woken at its deadline. False without memory.
MUST_CHECK bool scheduler_start_timeout(Process *process);
void scheduler_clear_deadline(Process *process);

// ---- messages sent later

typedef struct TimerRequest {
    Word deadline; // nanoseconds of monotonic time
    Term receiver; // local pid, or atom
    Term message;
    bool with_ref; // send {timeout, Ref, Message}
} TimerRequest;

// Returns the timer's reference, in the process's heap. TERM_NONE without memory.
MUST_CHECK Term scheduler_start_timer(Process *process, TimerRequest request);
// The nanoseconds that are left, or false when there is no such timer; with `cancel` it is one no
// longer.
bool scheduler_read_timer(Vm *vm, Term ref, bool cancel, Word *left);

#endif
