// SPDX-License-Identifier: Apache-2.0
// Finding processes: by number and by registered name.
#ifndef ERLITE_PROCESS_TABLE_H
#define ERLITE_PROCESS_TABLE_H

#include "proc/process.h"

#define NAME_BUCKETS 256

typedef struct RegisteredName RegisteredName;

typedef struct ProcessTable {
    Memory *memory;
    Process **chains;   // by number
    size_t chain_count; // a power of two
    size_t count;
    RegisteredName *names[NAME_BUCKETS];
} ProcessTable;

MUST_CHECK bool process_table_init(ProcessTable *table, Memory *memory);
// Destroys the processes that are still in it.
void process_table_free(ProcessTable *table);
void process_table_add(ProcessTable *table, Process *process);
void process_table_remove(ProcessTable *table, Process *process);
Process *process_table_find(const ProcessTable *table, Word number);
Process *process_table_named(const ProcessTable *table, Term name);
// False when the name is taken or the process has one, and without memory.
MUST_CHECK bool process_table_register(ProcessTable *table, Term name, Process *process);
bool process_table_unregister(ProcessTable *table, Term name);
void process_table_each(const ProcessTable *table, void (*visit)(Process *, void *), void *data);
void process_table_each_name(const ProcessTable *table, void (*visit)(Term, void *), void *data);

#endif
