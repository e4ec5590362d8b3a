// SPDX-License-Identifier: Apache-2.0
// The tables of processes: chains by number, which grow with the number of processes, and names.
#include "proc/process_table.h"

#include "vm.h"

#define CHAINS_MIN 256

struct RegisteredName {
    RegisteredName *next;
    Term name;
    Process *process;
};

bool process_table_init(ProcessTable *table, Memory *memory)
{
    *table = (ProcessTable){.memory = memory, .chain_count = CHAINS_MIN};
    table->chains = memory_alloc_zeroed(memory, CHAINS_MIN, sizeof *table->chains);
    return table->chains != NULL;
}

void process_table_free(ProcessTable *table)
{
    for (size_t i = 0; i < table->chain_count; i++) {
        while (table->chains[i]) {
            Process *process = table->chains[i];
            table->chains[i] = process->table_next;
            process_destroy(process);
        }
    }
    for (size_t i = 0; i < NAME_BUCKETS; i++) {
        while (table->names[i]) {
            RegisteredName *name = table->names[i];
            table->names[i] = name->next;
            memory_free(table->memory, name, sizeof *name);
        }
    }
    memory_free(table->memory, table->chains, table->chain_count * sizeof *table->chains);
}

// ---- numbers

static Process **chain_of(const ProcessTable *table, Word number)
{
    return &table->chains[number & (table->chain_count - 1)];
}

Process *process_table_find(const ProcessTable *table, Word number)
{
    Process *process = *chain_of(table, number);
    while (process && process->number != number)
        process = process->table_next;
    return process;
}

// Without memory the chains just stay long.
static void grow(ProcessTable *table)
{
    size_t count = table->chain_count * 2;
    Process **chains = memory_alloc_zeroed(table->memory, count, sizeof *chains);
    if (!chains)
        return;
    for (size_t i = 0; i < table->chain_count; i++) {
        while (table->chains[i]) {
            Process *process = table->chains[i];
            table->chains[i] = process->table_next;
            process->table_next = chains[process->number & (count - 1)];
            chains[process->number & (count - 1)] = process;
        }
    }
    memory_free(table->memory, table->chains, table->chain_count * sizeof *chains);
    table->chains = chains;
    table->chain_count = count;
}

void process_table_add(ProcessTable *table, Process *process)
{
    if (table->count >= table->chain_count)
        grow(table);
    Process **chain = chain_of(table, process->number);
    process->table_next = *chain;
    *chain = process;
    table->count++;
}

void process_table_remove(ProcessTable *table, Process *process)
{
    Process **link = chain_of(table, process->number);
    while (*link != process)
        link = &(*link)->table_next;
    *link = process->table_next;
    table->count--;
}

void process_table_each(const ProcessTable *table, void (*visit)(Process *, void *), void *data)
{
    for (size_t i = 0; i < table->chain_count; i++) {
        for (Process *process = table->chains[i]; process; process = process->table_next)
            visit(process, data);
    }
}

// ---- names

static RegisteredName **find_name(const ProcessTable *table, Term name)
{
    RegisteredName **link =
        (RegisteredName **)&table->names[immediate_payload(name) % NAME_BUCKETS];
    while (*link && !term_same((*link)->name, name))
        link = &(*link)->next;
    return link;
}

Process *process_table_named(const ProcessTable *table, Term name)
{
    RegisteredName *entry = *find_name(table, name);
    return entry ? entry->process : NULL;
}

bool process_table_register(ProcessTable *table, Term name, Process *process)
{
    RegisteredName **link = find_name(table, name);
    if (*link || !term_is_none(process->registered_name))
        return false;
    RegisteredName *entry = memory_alloc(table->memory, sizeof *entry);
    if (!entry)
        return false;
    *entry = (RegisteredName){NULL, name, process};
    *link = entry;
    process->registered_name = name;
    return true;
}

bool process_table_unregister(ProcessTable *table, Term name)
{
    RegisteredName **link = find_name(table, name);
    if (!*link)
        return false;
    RegisteredName *entry = *link;
    *link = entry->next;
    entry->process->registered_name = TERM_NONE;
    memory_free(table->memory, entry, sizeof *entry);
    return true;
}

void process_table_each_name(const ProcessTable *table, void (*visit)(Term, void *), void *data)
{
    for (size_t i = 0; i < NAME_BUCKETS; i++) {
        for (const RegisteredName *entry = table->names[i]; entry; entry = entry->next)
            visit(entry->name, data);
    }
}
