// SPDX-License-Identifier: Apache-2.0
// Making and destroying a virtual machine.
#include "vm.h"

#include "bif/bif.h"
#include "engine/engine.h"
#include "io/output.h"
#include "proc/scheduler.h"

static bool create_parts(Vm *vm)
{
    vm->atoms = atom_table_create(&vm->memory, ATOM_DEFAULT_LIMIT);
    vm->literals = literal_pool_create(&vm->memory);
    vm->code = code_table_create(&vm->memory);
    vm->output = output_create(&vm->memory);
    vm->scheduler = scheduler_create(vm, (EngineCalls){engine_prepare_call, engine_run});
    vm->registers =
        memory_alloc_zeroed(&vm->memory, X_REGISTER_COUNT + X_SPARE_COUNT, sizeof(Term));
    vm->float_registers = memory_alloc_zeroed(&vm->memory, FLOAT_REGISTER_COUNT, sizeof(double));
    if (!vm->atoms || !vm->literals || !vm->code || !vm->output || !vm->scheduler ||
        !vm->registers || !vm->float_registers) {
        return false;
    }
    engine_attach(vm->code);
    return bif_register_all(vm);
}

Vm *vm_create(MemoryResize resize, void *host, size_t memory_limit)
{
    Memory memory;
    memory_init(&memory, resize, host, memory_limit);
    Vm *vm = memory_alloc_zeroed(&memory, 1, sizeof *vm);
    if (!vm)
        return NULL;
    memory_init(&vm->memory, resize, host, memory_limit);
    vm->next_ref = 1;
    vm->next_unique = 1;
    vm->arguments = NIL;
    if (create_parts(vm))
        return vm;
    vm_destroy(vm);
    return NULL;
}

static void free_paths(Vm *vm)
{
    for (size_t i = 0; i < vm->search_path_count; i++) {
        memory_free(&vm->memory, vm->search_paths[i], strlen(vm->search_paths[i]) + 1);
    }
    memory_free(&vm->memory, vm->search_paths, vm->search_path_count * sizeof *vm->search_paths);
}

void vm_destroy(Vm *vm)
{
    if (vm->scheduler)
        scheduler_destroy(vm->scheduler);
    if (vm->code)
        code_table_destroy(vm->code);
    persistent_terms_destroy(&vm->persistent_terms, vm->literals);
    if (vm->literals)
        literal_pool_destroy(vm->literals);
    if (vm->atoms)
        atom_table_destroy(vm->atoms);
    if (vm->output)
        output_destroy(vm->output);
    free_paths(vm);
    memory_free(&vm->memory, vm->registers,
                vm->registers ? (X_REGISTER_COUNT + X_SPARE_COUNT) * sizeof(Term) : 0);
    memory_free(&vm->memory, vm->float_registers,
                vm->float_registers ? FLOAT_REGISTER_COUNT * sizeof(double) : 0);
    Memory memory = vm->memory;
    memory.resize(memory.host, vm, sizeof *vm, 0);
}

bool vm_add_path(Vm *vm, const char *directory)
{
    size_t size = strlen(directory) + 1, count = vm->search_path_count;
    char *copy = memory_alloc(&vm->memory, size);
    if (!copy)
        return false;
    char **grown = memory_resize(&vm->memory, vm->search_paths, count * sizeof *grown,
                                 (count + 1) * sizeof *grown);
    if (!grown) {
        memory_free(&vm->memory, copy, size);
        return false;
    }
    memcpy(copy, directory, size);
    grown[count] = copy;
    vm->search_paths = grown;
    vm->search_path_count++;
    return true;
}
