// SPDX-License-Identifier: Apache-2.0
// Functions of Erlang modules that are written in C. Each has one row in bifs.def and one body in
// the file of its module.
#ifndef ERLITE_BIF_H
#define ERLITE_BIF_H

#include "proc/process.h"
#include "term/atom.h"
#include "vm.h"

typedef struct BifRow {
    const char *module;
    const char *function;
    uint32_t arity;
    BifFunction body;
    bool is_guard; // allowed in guards: no side effects, called by bif and gc_bif instructions
} BifRow;

#define BIF(module, name, arity, body)       Term body(Process *process, const Term *arguments);
#define GUARD_BIF(module, name, arity, body) Term body(Process *process, const Term *arguments);
#include "bif/bifs.def"
#undef BIF
#undef GUARD_BIF

extern const BifRow bif_rows[];
extern const size_t bif_row_count;

// Makes every row callable. False without memory.
MUST_CHECK bool bif_register_all(Vm *vm);

#endif
