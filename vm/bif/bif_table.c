// SPDX-License-Identifier: Apache-2.0
// All functions written in C in one table, and their registration.
#include "bif/bif.h"
#include "code/instruction.h"

const BifRow bif_rows[] = {
#define BIF(module, name, arity, body)       {module, name, arity, body, false},
#define GUARD_BIF(module, name, arity, body) {module, name, arity, body, true},
#include "bif/bifs.def"
#undef BIF
#undef GUARD_BIF
};
const size_t bif_row_count = sizeof bif_rows / sizeof *bif_rows;

static Export *export_named(Vm *vm, const char *module, const char *function, uint32_t arity)
{
    Term module_atom = atom_intern(vm->atoms, module, strlen(module));
    Term function_atom = atom_intern(vm->atoms, function, strlen(function));
    if (term_is_none(module_atom) || term_is_none(function_atom))
        return NULL;
    return code_export(vm->code, module_atom, function_atom, arity);
}

static bool define_stub(Vm *vm, const char *function, uint32_t arity, enum Instruction instruction)
{
    Export *export = export_named(vm, "erlang", function, arity);
    if (export)
        code_define_stub(vm->code, export, instruction);
    return export != NULL;
}

bool bif_register_all(Vm *vm)
{
    for (size_t i = 0; i < bif_row_count; i++) {
        const BifRow *row = &bif_rows[i];
        Export *export = export_named(vm, row->module, row->function, row->arity);
        if (!export)
            return false;
        code_define_bif(vm->code, export, row->body, row->is_guard);
    }
    return define_stub(vm, "apply", 2, INSTRUCTION_stub_apply2) &&
           define_stub(vm, "apply", 3, INSTRUCTION_stub_apply3) &&
           define_stub(vm, "hibernate", 3, INSTRUCTION_stub_hibernate);
}
