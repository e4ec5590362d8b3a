// SPDX-License-Identifier: Apache-2.0
// The table of exports and modules of a VM.
#include <stdlib.h>

#include "code/code.h"
#include "code/instruction.h"

// A power of two; the table grows when there are as many exports as chains.
#define EXPORT_CHAINS_MIN 1024

struct CodeTable {
    Memory *memory;
    Export **chains;
    size_t chain_count;
    size_t export_count;
    Module *modules;     // the current ones
    Module *old_modules; // replaced, but maybe still running
    Module **by_address; // all of them, sorted by the address of their code
    size_t by_address_count;
    const Word *operations;
};

static size_t export_hash(Term module, Term function, uint32_t arity)
{
    Word hash = (Word)atom_index(module) * 0x9e3779b97f4a7c15u;
    hash = (hash ^ (hash >> 29) ^ atom_index(function)) * 0xbf58476d1ce4e5b9u;
    hash = (hash ^ (hash >> 32) ^ arity) * 0x94d049bb133111ebu;
    return (size_t)(hash >> 20);
}

CodeTable *code_table_create(Memory *memory)
{
    CodeTable *table = memory_alloc_zeroed(memory, 1, sizeof *table);
    if (!table)
        return NULL;
    table->memory = memory;
    table->chain_count = EXPORT_CHAINS_MIN;
    table->chains = memory_alloc_zeroed(memory, table->chain_count, sizeof *table->chains);
    if (!table->chains) {
        memory_free(memory, table, sizeof *table);
        return NULL;
    }
    return table;
}

static void destroy_modules(Module *module)
{
    while (module) {
        Module *next = module->next;
        module_destroy(module);
        module = next;
    }
}

void code_table_destroy(CodeTable *table)
{
    destroy_modules(table->modules);
    destroy_modules(table->old_modules);
    for (size_t i = 0; i < table->chain_count; i++) {
        while (table->chains[i]) {
            Export *export = table->chains[i];
            table->chains[i] = export->next;
            memory_free(table->memory, export, sizeof *export);
        }
    }
    memory_free(table->memory, table->chains, table->chain_count * sizeof *table->chains);
    memory_free(table->memory, table->by_address,
                table->by_address_count * sizeof *table->by_address);
    memory_free(table->memory, table, sizeof *table);
}

// ---- exports

Export *code_find_export(const CodeTable *table, Term module, Term function, uint32_t arity)
{
    Export *export = table->chains[export_hash(module, function, arity) & (table->chain_count - 1)];
    while (export && !(term_same(export->module, module) && term_same(export->function, function) &&
                       export->arity == arity)) {
        export = export->next;
    }
    return export;
}

// Without memory the chains just stay long.
static void grow_chains(CodeTable *table)
{
    size_t count = table->chain_count * 2;
    Export **chains = memory_alloc_zeroed(table->memory, count, sizeof *chains);
    if (!chains)
        return;
    for (size_t i = 0; i < table->chain_count; i++) {
        while (table->chains[i]) {
            Export *export = table->chains[i];
            table->chains[i] = export->next;
            Export **chain =
                &chains[export_hash(export->module, export->function, export->arity) & (count - 1)];
            export->next = *chain;
            *chain = export;
        }
    }
    memory_free(table->memory, table->chains, table->chain_count * sizeof *table->chains);
    table->chains = chains;
    table->chain_count = count;
}

void code_define_stub(CodeTable *table, Export *export, unsigned instruction)
{
    export->stub[0] = export->arity;
    export->stub[1] = table->operations[instruction];
    export->code = &export->stub[1];
}

Export *code_export(CodeTable *table, Term module, Term function, uint32_t arity)
{
    Export *export = code_find_export(table, module, function, arity);
    if (export)
        return export;
    if (table->export_count >= table->chain_count)
        grow_chains(table);
    export = memory_alloc_zeroed(table->memory, 1, sizeof *export);
    if (!export)
        return NULL;
    export->module = module;
    export->function = function;
    export->arity = arity;
    code_define_stub(table, export, INSTRUCTION_stub_undefined);
    Export **chain =
        &table->chains[export_hash(module, function, arity) & (table->chain_count - 1)];
    export->next = *chain;
    *chain = export;
    table->export_count++;
    return export;
}

void code_define_bif(CodeTable *table, Export *export, BifFunction function, bool is_guard_bif)
{
    export->bif = function;
    export->is_guard_bif = is_guard_bif;
    code_define_stub(table, export, INSTRUCTION_stub_bif);
}

void code_set_operations(CodeTable *table, const Word *operations)
{
    table->operations = operations;
}

const Word *code_operations(const CodeTable *table) { return table->operations; }

// ---- modules

Module *code_find_module(const CodeTable *table, Term name)
{
    Module *module = table->modules;
    while (module && !term_same(module->name, name))
        module = module->next;
    return module;
}

void code_each_module(const CodeTable *table, void (*visit)(Module *, void *), void *data)
{
    for (Module *module = table->modules; module; module = module->next)
        visit(module, data);
}

static bool insert_by_address(CodeTable *table, Module *module)
{
    size_t count = table->by_address_count;
    Module **grown = memory_resize(table->memory, table->by_address, count * sizeof *grown,
                                   (count + 1) * sizeof *grown);
    if (!grown)
        return false;
    table->by_address = grown;
    size_t at = count;
    while (at > 0 && grown[at - 1]->code > module->code) {
        grown[at] = grown[at - 1];
        at--;
    }
    grown[at] = module;
    table->by_address_count++;
    return true;
}

// What the old code exported and the new one does not is undefined from now on.
static void retire_module(CodeTable *table, Module *module)
{
    Module **link = &table->modules;
    while (*link != module)
        link = &(*link)->next;
    *link = module->next;
    module->next = table->old_modules;
    table->old_modules = module;
    for (size_t i = 0; i < module->export_count; i++) {
        Export *export = module->exports[i];
        if (export->code == module->export_addresses[i]) {
            code_define_stub(table, export, INSTRUCTION_stub_undefined);
        }
    }
}

bool code_is_builtin(const CodeTable *table, const Export *export)
{
    return export->bif || export->stub[1] != table->operations[INSTRUCTION_stub_undefined];
}

// The words from `address` to the next function, or to the end of the code.
static size_t body_words(const Module *module, const Word *address)
{
    size_t low = 0, high = module->function_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (module->functions[middle].start <= address)
            low = middle + 1;
        else
            high = middle;
    }
    const Word *end = low < module->function_count ? module->functions[low].start
                                                   : module->code + module->code_words;
    return (size_t)(end - address);
}

// A function that is written in C keeps its C body, for calls from within its module too.
static void patch_to_bif(const CodeTable *table, Module *module, const Word *address,
                         const Export *export)
{
    if (body_words(module, address) < 2)
        return;
    Word *code = module->code + (address - module->code);
    code[0] = table->operations[INSTRUCTION_call_bif_only];
    code[1] = (Word)(uintptr_t) export;
}

bool code_add_module(CodeTable *table, Module *module)
{
    Module *old = code_find_module(table, module->name);
    if (!insert_by_address(table, module))
        return false;
    if (old)
        retire_module(table, old);
    module->next = table->modules;
    table->modules = module;
    for (size_t i = 0; i < module->export_count; i++) {
        Export *export = module->exports[i];
        bool is_c = code_is_builtin(table, export);
        if (!is_c)
            export->code = module->export_addresses[i];
        else if (export->bif)
            patch_to_bif(table, module, module->export_addresses[i], export);
    }
    return true;
}

Module *module_create(LiteralPool *pool, Term name)
{
    Module *module = memory_alloc_zeroed(pool->memory, 1, sizeof *module);
    if (!module)
        return NULL;
    module->memory = pool->memory;
    module->pool = pool;
    module->name = name;
    module->attributes = module->compile_info = NIL;
    return module;
}

static void free_table(Module *module, void *table, size_t count, size_t element_size)
{
    memory_free(module->memory, table, table ? count * element_size : 0);
}

void module_destroy(Module *module)
{
    free_table(module, module->code, module->code_words, sizeof *module->code);
    free_table(module, module->functions, module->function_count + 1, sizeof *module->functions);
    free_table(module, module->lines, module->line_capacity + 1, sizeof *module->lines);
    free_table(module, module->files, module->file_count, sizeof *module->files);
    free_table(module, module->funs, module->fun_count + 1, sizeof *module->funs);
    free_table(module, module->exports, module->export_count + 1, sizeof *module->exports);
    free_table(module, module->export_addresses, module->export_count + 1,
               sizeof *module->export_addresses);
    free_table(module, module->strings, module->strings_size, 1);
    if (module->has_literals)
        literal_area_destroy(module->pool, &module->literals);
    memory_free(module->memory, module, sizeof *module);
}

// ---- places

static Module *module_at(const CodeTable *table, const Word *address)
{
    size_t low = 0, high = table->by_address_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (table->by_address[middle]->code <= address)
            low = middle + 1;
        else
            high = middle;
    }
    if (low == 0)
        return NULL;
    Module *module = table->by_address[low - 1];
    return address < module->code + module->code_words ? module : NULL;
}

bool code_find_place(const CodeTable *table, const Word *address, CodePlace *place)
{
    Module *module = module_at(table, address);
    if (!module)
        return false;
    size_t low = 0, high = module->function_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (module->functions[middle].start <= address)
            low = middle + 1;
        else
            high = middle;
    }
    if (low == 0)
        return false;
    const FunctionInfo *function = &module->functions[low - 1];
    *place = (CodePlace){module, function, NULL};
    size_t line_low = 0, line_high = module->line_count;
    while (line_low < line_high) {
        size_t middle = line_low + (line_high - line_low) / 2;
        if (module->lines[middle].address <= address)
            line_low = middle + 1;
        else
            line_high = middle;
    }
    if (line_low > 0 && module->lines[line_low - 1].address >= function->start) {
        place->line = &module->lines[line_low - 1];
    }
    return true;
}
