// SPDX-License-Identifier: Apache-2.0
// A process: its heap, what it is doing, and how a C function that runs in it makes terms and
// raises exceptions.
#ifndef ERLITE_PROCESS_H
#define ERLITE_PROCESS_H

#include "code/code.h"
#include "heap/heap.h"

typedef struct Vm Vm;
typedef struct Process Process;

#define X_REGISTER_COUNT \
    1024 // of a scheduler; behind them are X_SPARE_COUNT more for the engine's own use
#define X_SPARE_COUNT        16
#define FLOAT_REGISTER_COUNT 1024
// Reductions that a process may use before another one runs.
#define REDUCTIONS_PER_SLICE 4000
// The first block is far smaller than OTP's: growing costs little, and most processes stay small.
#define PROCESS_MIN_HEAP_WORDS 34

typedef enum FaultKind {
    FAULT_NONE = 0,
    FAULT_ERROR,
    FAULT_EXIT,
    FAULT_THROW,
    // no exception: go on with a call of `trap` with the arguments in vm->trap_arguments
    FAULT_TRAP,
    FAULT_HALT,   // no exception: the VM stops
    FAULT_EXITED, // no exception: the process has ended
} FaultKind;

// Why a C function, or an instruction, did not give a result.
typedef struct Fault {
    FaultKind kind;
    Term reason;
    // error/2: list that takes the place of the arity in the first entry of the trace, or TERM_NONE
    Term arguments;
    Term trace;  // a ready stack trace (erlang:raise/3), or TERM_NONE
    Term module; // the C function that failed, for the first entry of the trace; TERM_NONE for none
    Term function;
    Term function_arguments; // its arguments as a list
} Fault;

#define TRAP_ARGUMENTS_MAX 8

// Messages in the order of arrival. One that selective receive has taken from the middle leaves
// TERM_NONE behind.
typedef struct Mailbox {
    Term *items;
    size_t capacity;
    size_t first; // the oldest message
    size_t end;   // behind the newest
    size_t save;  // where receive looks next
    size_t holes; // taken messages between first and end
    // Messages before `settled` are in the old generation, those before `seen` have survived one
    // collection: a minor collection need not look at the former.
    size_t settled, seen;
    // Where the mailbox ended when the reference `mark_ref` was made: no message before can hold
    // it.
    size_t mark;
    Word mark_ref;    // its first word, or 0
    uint32_t mark_id; // of the last mark that was set
} Mailbox;

// What the engine keeps in machine registers while the process runs, for when it leaves them.
typedef struct EngineState {
    Term *stack;
    Term *top;
    SignedWord reductions;
    size_t need;                // words that a collection has to make free,
    size_t live;                // and x registers that are live then
    size_t checks_until_stress; // of room, only counted where GC_STRESS collects at every chance
    int number_error;           // NumberError of the last slow computation
    Term fun;                   // the fun being called, on the way to a slow path
} EngineState;

typedef enum ProcessState {
    PROCESS_RUNNABLE,
    PROCESS_RUNNING,
    PROCESS_WAITING,
    PROCESS_SUSPENDED, // could run, if it were not suspended
    PROCESS_EXITED
} ProcessState;

typedef enum Priority { PRIORITY_MAX, PRIORITY_HIGH, PRIORITY_NORMAL, PRIORITY_LOW } Priority;
#define PRIORITY_COUNT 4

// One that is set stands in the scheduler's heap of timers, see proc/timers.h.
typedef struct Timer {
    size_t position; // there, or 0
    bool is_message; // a MessageTimer; else the receive timeout of a process
} Timer;

// What process_flag/2 sets, where it is not a field of its own.
typedef struct ProcessSettings {
    uint8_t priority; // Priority
    bool is_off_heap; // message_queue_data
    bool is_sensitive;
    bool is_async_dist;
    bool max_heap_kill;
    bool max_heap_report;
    bool max_heap_shared;
    uint16_t save_calls;
    uint32_t min_heap_words; // as asked for and rounded up
    uint32_t min_bin_vheap_words;
    size_t max_heap_words;
} ProcessSettings;

// Links, monitors, aliases; see proc/relations.h.
typedef struct Relations {
    struct Relation *first, *last;
    struct Relation **buckets; // by kind and key; NULL while there are few
    uint32_t count;
    uint32_t bucket_count; // a power of two, or 0
} Relations;

struct Process {
    Heap heap;
    Vm *vm;
    const Word *code; // where it goes on; valid while it is not running
    Term *x;          // the scheduler's registers while it runs
    // left in this slice, as seen by C functions; the engine keeps the count in a register
    SignedWord reductions;
    Fault fault;

    // While it does not run: the live x registers.
    Term *saved_registers;
    uint32_t saved_count;
    uint32_t saved_capacity;

    const Export *trap; // with FAULT_TRAP; its arguments are in the VM, for they are read at once

    // Roots of the collector beside stack and registers; keep them together.
    Term dictionary; // NIL or a map from key to value
    Term group_leader;
    Term initial_call; // {M,F,A}
    Term exit_reason;
    Term label;
#define PROCESS_ROOT_COUNT 5

    Relations relations;
    Word number;
    ProcessState state;
    Term registered_name; // atom or TERM_NONE
    Term error_handler;   // atom
    ProcessSettings settings;
    bool trap_exit;
    bool is_reporting;  // by an exception that nobody caught: its exit reason is set
    uint32_t suspended; // how many times
    Word parent_number; // who spawned it, only for information; 0 for none
    Process *next_runnable, *previous_runnable;
    Process *table_next;

    Mailbox mailbox;
    EngineState engine;
    double *float_registers;
    Timer timer;         // of the receive timeout, set while it waits
    Word timer_deadline; // receive timeout in nanoseconds of monotonic time, 0 for none
    size_t total_reductions;
};

// ---- for C functions that run in a process

static inline Room *process_room(Process *process) { return &process->heap.room; }

// Each sets the fault and returns TERM_NONE, so that a C function may write `return
// fault_badarg(process);`.
Term fault_error(Process *process, Term reason);
Term fault_badarg(Process *process);
Term fault_badarith(Process *process);
Term fault_system_limit(Process *process);
// {Tag, Value}, as {badmap, V} or {badkey, K}.
Term fault_error_with(Process *process, Term tag, Term value);
Term fault_exit(Process *process, Term reason);
Term fault_throw(Process *process, Term reason);
Term fault_no_memory(Process *process);
// Go on with a call of `function` (arity up to TRAP_ARGUMENTS_MAX) with these arguments; its result
// is the C function's.
Term fault_trap(Process *process, const Export *function, const Term *arguments);
// Charges the process for work done beyond one call.
static inline void process_charge(Process *process, size_t reductions)
{
    process->reductions -= (SignedWord)reductions;
}

// A new process with an empty heap, in no table. NULL without memory.
MUST_CHECK Process *process_create(Vm *vm, size_t min_heap_words);
void process_destroy(Process *process);
// Keeps the first `count` registers for when the process runs again. False without memory.
MUST_CHECK bool process_save_registers(Process *process, const Term *registers, size_t count);
// Gives back the memory for them; none are kept.
void process_free_registers(Process *process);
// Puts them back; from then on they are roots as x registers only.
void process_load_registers(Process *process);

// Collects with the first `live` x registers, the dictionary and the mailbox as roots.
MUST_CHECK HeapStatus process_collect(Process *process, size_t need, size_t live);

#endif
