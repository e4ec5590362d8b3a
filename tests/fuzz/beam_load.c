// SPDX-License-Identifier: Apache-2.0
// Fuzz target: any bytes as a BEAM file. The reader and the loader must refuse them or make a
// module of them, and leave nothing behind.
#include <stdlib.h>

#include "code/loader.h"
#include "engine/engine.h"

enum { MEMORY_LIMIT = 256 << 20, ATOM_LIMIT = 100000 };

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check(bool holds)
{
    if (!holds)
        abort();
}

static Term never_called(Process *process, const Term *arguments)
{
    (void)process;
    return *arguments;
}

// A few of the functions that code calls are written in C, which the loader treats differently; all
// of them would cost more time than the input does.
static void define_functions(Vm *vm)
{
    static const struct {
        const char *module, *function;
        uint32_t arity;
    } rows[] = {{"erlang", "length", 1}, {"erlang", "+", 2}, {"lists", "reverse", 2}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        Term module = atom_intern(vm->atoms, rows[i].module, strlen(rows[i].module));
        Term function = atom_intern(vm->atoms, rows[i].function, strlen(rows[i].function));
        Export *export = code_export(vm->code, module, function, rows[i].arity);
        check(export != NULL);
        code_define_bif(vm->code, export, never_called, i == 0);
    }
}

// As much of a VM as loading needs; no process, so that an input costs little.
static void create_code(Vm *vm)
{
    memory_init(&vm->memory, NULL, NULL, MEMORY_LIMIT);
    vm->atoms = atom_table_create(&vm->memory, ATOM_LIMIT);
    vm->literals = literal_pool_create(&vm->memory);
    vm->code = code_table_create(&vm->memory);
    check(vm->atoms && vm->literals && vm->code);
    engine_attach(vm->code);
    define_functions(vm);
}

static void destroy_code(Vm *vm)
{
    code_table_destroy(vm->code);
    literal_pool_destroy(vm->literals);
    atom_table_destroy(vm->atoms);
    check(atomic_load(&vm->memory.in_use) == 0);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    Vm vm = {0};
    create_code(&vm);
    char error[200] = "";
    Module *module = load_module(vm.code, vm.atoms, vm.literals, data, size, error, sizeof error);
    // A refusal says why.
    check(module != NULL || error[0] != '\0');
    destroy_code(&vm);
    return 0;
}
