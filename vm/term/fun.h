// SPDX-License-Identifier: Apache-2.0
// What funs lead to: the entries of exported functions and of functions that a module's code makes
// funs of. Defined below code/, because comparing, hashing and printing a fun needs their names.
#ifndef ERLITE_FUN_H
#define ERLITE_FUN_H

#include "term/term.h"

struct Process;
struct Module;

// A function written in C. `arguments` has its arity of terms, valid for the call. Returns the
// result, or TERM_NONE after one of the process_fault functions (proc/process.h).
typedef Term (*BifFunction)(struct Process *process, const Term *arguments);

typedef struct Export {
    const Word *code; // first instruction: the function's, or &stub[1]; code[-1] is the arity
    BifFunction bif;  // the C function, or NULL
    Term module;      // atoms
    Term function;
    uint32_t arity;
    bool is_guard_bif; // may be called by the bif and gc_bif instructions
    Word stub[2];      // the arity, then the instruction that calls the C function or raises undef
    struct Export *next; // chain in the export table
} Export;

// What a fun that was made by a module's code leads to.
typedef struct FunEntry {
    struct Module *module;
    const Word *code; // first instruction of the lifted function
    Term module_name; // atoms
    Term function;    // of the lifted function, as `-f/1-fun-0-`
    uint32_t arity;   // of the fun: without the free variables
    uint32_t free_count;
    uint32_t index;
    uint32_t old_unique;
    uint8_t unique[16]; // MD5 of the module
} FunEntry;

#define FUN_FIXED_WORDS  2 // header and entry, before the free variables
#define EXPORT_FUN_WORDS 2

static inline const FunEntry *fun_entry(Term t)
{
    return (const FunEntry *)(uintptr_t)term_word(boxed_address(t)[1]);
}
static inline const Export *fun_export(Term t)
{
    return (const Export *)(uintptr_t)term_word(boxed_address(t)[1]);
}
static inline size_t fun_free_count(Term t) { return boxed_size(t) - 1; }
static inline Term *fun_free_variables(Term t) { return boxed_address(t) + FUN_FIXED_WORDS; }
static inline uint32_t fun_arity(Term t)
{
    return boxed_kind(t) == KIND_FUN ? fun_entry(t)->arity : fun_export(t)->arity;
}

#endif
