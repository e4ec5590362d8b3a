// SPDX-License-Identifier: Apache-2.0
// Everything that one virtual machine owns. There is no other mutable state in the runtime.
#ifndef ERLITE_VM_H
#define ERLITE_VM_H

#include <stdatomic.h>

#include "code/code.h"
#include "heap/heap.h"
#include "memory.h"
#include "proc/process.h"
#include "store/persistent_term.h"
#include "term/atom.h"

typedef struct OutputBuffer OutputBuffer;
struct Scheduler;
struct ImageEntry;

struct Vm {
    Memory memory;
    AtomTable *atoms;
    LiteralPool *literals;
    CodeTable *code;
    PersistentTerms persistent_terms;
    struct Scheduler *scheduler;
    Process *current; // the process that runs (one scheduler)
    Term *registers;  // x registers
    double *float_registers;
    Term trap_arguments[TRAP_ARGUMENTS_MAX]; // of the running process's call of `trap`
    OutputBuffer *output;     // standard output and standard error, see io/output.h
    _Atomic Word next_ref;    // unique numbers for references
    _Atomic Word next_unique; // erlang:unique_integer
    _Atomic Word last_now;    // erlang:now: the last result in microseconds
    bool halted;
    int halt_status;
    char **search_paths; // directories searched for NAME.beam
    size_t search_path_count;
    const struct ImageEntry
        *image; // compressed modules inside the program, sorted by name; NULL for none
    size_t image_count;
    Term arguments; // init:get_plain_arguments, a literal list
};

// A VM without modules; NULL without memory. Arguments as for memory_init.
MUST_CHECK Vm *vm_create(MemoryResize resize, void *host, size_t memory_limit);
// Ends all processes and gives back every byte.
void vm_destroy(Vm *vm);
// Adds a directory behind those that are searched for NAME.beam; the text is copied. False without
// memory.
MUST_CHECK bool vm_add_path(Vm *vm, const char *directory);

// The VM that a process runs in.
static inline AtomTable *process_atoms(const Process *process) { return process->vm->atoms; }

#endif
