// SPDX-License-Identifier: Apache-2.0
// Functions of module erlang on the VM, its code and its end.
#include "bif/bif.h"
#include "engine/code_server.h"
#include "io/output.h"
#include "term/bits.h"
#include "term/print.h"

// ---- halt

static Term halt(Process *process, int status)
{
    process->vm->halted = true;
    process->vm->halt_status = status;
    process->fault = (Fault){.kind = FAULT_HALT,
                             .reason = NIL,
                             .arguments = TERM_NONE,
                             .trace = TERM_NONE,
                             .module = TERM_NONE,
                             .function = TERM_NONE,
                             .function_arguments = NIL};
    return TERM_NONE;
}

#define SLOGAN_MAX 1023

// halt("slogan"): the text goes to standard error, the exit status is 1.
static Term halt_with_slogan(Process *process, Term list)
{
    char slogan[SLOGAN_MAX + 2];
    size_t size = 0;
    for (; term_is_cons(list) && size < SLOGAN_MAX; list = cons_tail(list)) {
        Term character = cons_head(list);
        if (!term_is_small(character) || (Word)small_value(character) > 255)
            return fault_badarg(process);
        slogan[size++] = (char)small_value(character);
    }
    if (!term_is_list(list))
        return fault_badarg(process);
    slogan[size++] = '\n';
    (void)output_write(process->vm->output, OUTPUT_ERROR, slogan, size);
    return halt(process, 1);
}

Term bif_erlang_halt_0(Process *process, const Term *a)
{
    (void)a;
    return halt(process, 0);
}
Term bif_erlang_halt_1(Process *process, const Term *a)
{
    if (term_is_small(a[0]) && small_value(a[0]) >= 0)
        return halt(process, (int)(small_value(a[0]) & 0xff));
    if (term_is_list(a[0]))
        return halt_with_slogan(process, a[0]);
    if (term_same(a[0], ATOM_TERM(abort)))
        return halt(process, 134);
    return fault_badarg(process);
}
Term bif_erlang_halt_2(Process *process, const Term *a)
{
    return term_is_list(a[1]) ? bif_erlang_halt_1(process, a) : fault_badarg(process);
}

// ---- modules

static Term pair_of(Process *process, Term first, Term second)
{
    if (term_is_none(first) || term_is_none(second))
        return TERM_NONE;
    Term pair = room_tuple(process_room(process), 2);
    if (term_is_none(pair))
        return pair;
    tuple_elements(pair)[0] = first;
    tuple_elements(pair)[1] = second;
    return pair;
}

static Term exports_of(Process *process, const Module *module)
{
    Term list = NIL;
    for (size_t i = module->export_count; i-- > 0 && !term_is_none(list);) {
        const Export *export = module->exports[i];
        Term pair = pair_of(process, export->function, small_make(export->arity));
        list = term_is_none(pair) ? pair : room_cons(process_room(process), pair, list);
    }
    return list;
}

static Term functions_of(Process *process, const Module *module)
{
    Term list = NIL;
    for (size_t i = module->function_count; i-- > 0 && !term_is_none(list);) {
        Term pair =
            pair_of(process, module->functions[i].name, small_make(module->functions[i].arity));
        list = term_is_none(pair) ? pair : room_cons(process_room(process), pair, list);
    }
    return list;
}

// The value of one item, or TERM_NONE: no memory, or (with *known false) no such item.
static Term module_item(Process *process, const Module *module, Term item, bool *known)
{
    *known = true;
    if (term_same(item, ATOM_TERM(module)))
        return module->name;
    if (term_same(item, ATOM_TERM(exports)))
        return exports_of(process, module);
    if (term_same(item, ATOM_TERM(functions)))
        return functions_of(process, module);
    if (term_same(item, ATOM_TERM(attributes)))
        return module->attributes;
    if (term_same(item, ATOM_TERM(compile)))
        return module->compile_info;
    if (term_same(item, ATOM_TERM(nifs)))
        return NIL;
    if (term_same(item, ATOM_TERM(native)))
        return ATOM_TERM(false);
    if (term_same(item, ATOM_TERM(md5))) {
        return binary_make(process_room(process), &process->vm->memory, module->md5,
                           sizeof module->md5);
    }
    *known = false;
    return TERM_NONE;
}

static const Module *find_module(Process *process, Term name)
{
    return term_is_atom(name) ? code_find_module(process->vm->code, name) : NULL;
}

Term bif_erlang_get_module_info_2(Process *process, const Term *a)
{
    const Module *module = find_module(process, a[0]);
    bool known = false;
    Term value = module ? module_item(process, module, a[1], &known) : TERM_NONE;
    if (!known)
        return fault_badarg(process);
    return term_is_none(value) ? fault_no_memory(process) : value;
}

Term bif_erlang_get_module_info_1(Process *process, const Term *a)
{
    const Term items[] = {ATOM_TERM(md5), ATOM_TERM(compile), ATOM_TERM(attributes),
                          ATOM_TERM(exports), ATOM_TERM(module)};
    const Module *module = find_module(process, a[0]);
    if (!module)
        return fault_badarg(process);
    Term list = NIL;
    for (size_t i = 0; i < sizeof items / sizeof *items; i++) {
        bool known;
        Term pair = pair_of(process, items[i], module_item(process, module, items[i], &known));
        list = term_is_none(pair) ? pair : room_cons(process_room(process), pair, list);
        if (term_is_none(list))
            return fault_no_memory(process);
    }
    return list;
}

Term bif_erlang_module_loaded_1(Process *process, const Term *a)
{
    if (!term_is_atom(a[0]))
        return fault_badarg(process);
    return term_from_bool(code_find_module(process->vm->code, a[0]) != NULL);
}

// ---- debugging

Term bif_erlang_display_1(Process *process, const Term *a)
{
    ByteBuffer text = byte_buffer_make(&process->vm->memory);
    term_print(&text, process_atoms(process), a[0]);
    byte_buffer_add_byte(&text, '\n');
    if (!text.failed)
        (void)output_write(process->vm->output, OUTPUT_STANDARD, text.bytes, text.size);
    byte_buffer_free(&text);
    return ATOM_TERM(true);
}
