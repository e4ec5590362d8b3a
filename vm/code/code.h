// SPDX-License-Identifier: Apache-2.0
// Loaded code: modules, their functions, and the export table through which every remote call goes.
// An Export lives as long as the VM, so that code and funs may hold its address; loading a module
// only changes where it leads.
#ifndef ERLITE_CODE_H
#define ERLITE_CODE_H

#include "heap/literal_pool.h"
#include "term/atom.h"
#include "term/fun.h"
#include "term/room.h"

typedef struct Module Module;
typedef struct CodeTable CodeTable;

// One function of a module, for stack traces and look-ups; sorted by address in Module.functions.
typedef struct FunctionInfo {
    const Word *start;
    Term name;
    uint32_t arity;
} FunctionInfo;

// From `address` on, the code belongs to this line of the file.
typedef struct LineInfo {
    const Word *address;
    uint32_t file; // index in Module.files
    uint32_t line; // 0: unknown
} LineInfo;

struct Module {
    Term name;
    Word *code; // internal instructions
    size_t code_words;
    FunctionInfo *functions;
    size_t function_count;
    LineInfo *lines;
    size_t line_count, line_capacity;
    Term *files; // literal strings; file 0 is the module's own
    size_t file_count;
    FunEntry *funs;
    size_t fun_count;
    Export **exports;              // what this module exports,
    const Word **export_addresses; // and where it leads
    size_t export_count;
    LiteralArea literals;
    bool has_literals;
    Term attributes; // proplists as module_info gives them, in the literal area
    Term compile_info;
    uint8_t md5[16];
    uint8_t *strings; // the StrT chunk, used by bit syntax instructions
    size_t strings_size;
    LiteralPool *pool;
    Memory *memory;
    Module *next; // chain in the code table
};

MUST_CHECK CodeTable *code_table_create(Memory *memory);
void code_table_destroy(CodeTable *table);
// The export for M:F/A, made when it is not there yet (leading to a stub that raises undef or loads
// the module). NULL without memory.
MUST_CHECK Export *code_export(CodeTable *table, Term module, Term function, uint32_t arity);
// The same, but NULL when it is not there.
Export *code_find_export(const CodeTable *table, Term module, Term function, uint32_t arity);
Module *code_find_module(const CodeTable *table, Term name);
// Calls visit for every module.
void code_each_module(const CodeTable *table, void (*visit)(Module *, void *), void *data);
// The module takes part from now on: its exports lead to its code, except those that are C
// functions. The table owns it. One of the same name that was there stays in memory, for code that
// still runs in it, but is not found any more. False without memory.
MUST_CHECK bool code_add_module(CodeTable *table, Module *module);
// An empty module; NULL without memory.
MUST_CHECK Module *module_create(LiteralPool *pool, Term name);
void module_destroy(Module *module);

// Which function of which module an address in loaded code belongs to; false for an address outside
// all modules.
typedef struct CodePlace {
    const Module *module;
    const FunctionInfo *function;
    const LineInfo *line; // or NULL
} CodePlace;
bool code_find_place(const CodeTable *table, const Word *address, CodePlace *place);

// Addresses of the instructions' bodies, indexed by enum Instruction; set by the engine when the VM
// is made.
void code_set_operations(CodeTable *table, const Word *operations);
const Word *code_operations(const CodeTable *table);
// The export is from now on the C function.
void code_define_bif(CodeTable *table, Export *export, BifFunction function, bool is_guard_bif);
// The export is from now on this instruction, which does the work of a whole function.
void code_define_stub(CodeTable *table, Export *export, unsigned instruction);
// True for a function that is part of the VM: written in C, or done by an instruction.
bool code_is_builtin(const CodeTable *table, const Export *export);

#endif
