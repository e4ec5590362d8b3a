// SPDX-License-Identifier: Apache-2.0
// Desugar: the forms of a module, and what its other files need to know about the module as a
// whole.

#include "desugar.h"

#include <assert.h>
#include <string.h>

#include "desugar_state.h"

CoreLine desugar_line(Desugar *d, Span span)
{
    if (span.line == 0 || span.file >= d->file_count)
        return (CoreLine){0, span.line};
    uint32_t *index = &d->file_index[span.file];
    if (*index == 0)
        *index = core_add_file(d->module, d->compiler->diagnostics.files[span.file].name) + 1;
    return (CoreLine){*index - 1, span.line};
}

const Literal *desugar_atom(Desugar *d, Name *name)
{
    assert(name->id < d->name_count);
    if (d->atoms[name->id] == NULL)
        d->atoms[name->id] = literal_atom_bytes(d->literals, name->text, name->length);
    return d->atoms[name->id];
}

Core *desugar_atom_core(Desugar *d, CoreLine line, Name *name)
{
    return core_literal(d->module, line, desugar_atom(d, name));
}

const FunctionEntry *desugar_find_function(const Desugar *d, const Name *name, uint32_t arity)
{
    const FunctionEntry *entry = d->functions[name->id];
    while (entry != NULL && entry->arity != arity)
        entry = entry->next;
    return entry;
}

Core *desugar_error(Desugar *d, CoreLine line, Core *reason)
{
    return core_bif(d->module, line, "error", reason, NULL, NULL);
}

Core *desugar_pair_tuple(Desugar *d, CoreLine line, Core *first, Core *second)
{
    Core **items = ARENA_ARRAY(d->arena, Core *, 2);
    items[0] = first;
    items[1] = second;
    return desugar_make_tuple(d, line, items, 2);
}

Core *desugar_error_pair(Desugar *d, CoreLine line, const char *tag, Core *value)
{
    return desugar_error(d, line,
                         desugar_pair_tuple(d, line, core_atom(d->module, line, tag), value));
}

// ---- forms -------------------------------------------------------------------------------------

static FunctionEntry *function_entry_add(Desugar *d, const Name *name, uint32_t arity)
{
    FunctionEntry *entry = ARENA_NEW(d->arena, FunctionEntry);
    entry->arity = arity;
    entry->next = d->functions[name->id];
    d->functions[name->id] = entry;
    return entry;
}

static void form_declare_function(Desugar *d, const Form *form)
{
    CoreLine line = desugar_line(d, form->span);
    FunctionEntry *entry = function_entry_add(d, form->function.name, form->function.arity);
    entry->function = core_add_function(d->module, desugar_atom(d, form->function.name),
                                        form->function.arity, line);
    entry->function->exported = d->source->export_all;
}

static void form_declare_import(Desugar *d, const Form *form)
{
    for (uint32_t i = 0; i < form->import.names.count; i++) {
        const FunctionName *function = &form->import.names.items[i];
        if (desugar_find_function(d, function->name, function->arity) == NULL)
            function_entry_add(d, function->name, function->arity)->module = form->import.module;
    }
}

static void function_export(Desugar *d, const Name *name, uint32_t arity)
{
    const FunctionEntry *entry = desugar_find_function(d, name, arity);
    if (entry != NULL && entry->function != NULL)
        entry->function->exported = true;
}

static void form_export(Desugar *d, const Form *form)
{
    for (uint32_t i = 0; i < form->names.count; i++)
        function_export(d, form->names.items[i].name, form->names.items[i].arity);
}

static void add_attribute(Desugar *d, const char *name, const Literal *value)
{
    if (value != NULL)
        core_add_attribute(d->module, literal_atom(d->literals, name), value);
}

static void form_attribute(Desugar *d, const Form *form)
{
    switch (form->kind) {
    case FORM_BEHAVIOUR: add_attribute(d, "behaviour", desugar_atom(d, form->name)); break;
    case FORM_ON_LOAD: d->module->on_load = desugar_atom(d, form->names.items[0].name); break;
    case FORM_ATTRIBUTE:
        add_attribute(d, form->attribute.name->text, constant_of_node(d, form->attribute.term));
        break;
    default: break;
    }
}

static void forms_declare(Desugar *d)
{
    for (uint32_t i = 0; i < d->source->form_count; i++) {
        const Form *form = d->source->forms[i];
        if (form->kind == FORM_FUNCTION)
            form_declare_function(d, form);
        else if (form->kind == FORM_RECORD)
            d->records[form->record.name->id] = form;
        else
            form_attribute(d, form);
    }
    for (uint32_t i = 0; i < d->source->form_count; i++) {
        const Form *form = d->source->forms[i];
        if (form->kind == FORM_IMPORT)
            form_declare_import(d, form);
        else if (form->kind == FORM_EXPORT)
            form_export(d, form);
    }
    if (d->source->escript)
        function_export(d, DESUGAR_NAME(d, MAIN), 1);
}

static void functions_translate(Desugar *d)
{
    for (uint32_t i = 0; i < d->source->form_count; i++) {
        const Form *form = d->source->forms[i];
        if (form->kind != FORM_FUNCTION)
            continue;
        const FunctionEntry *entry =
            desugar_find_function(d, form->function.name, form->function.arity);
        desugar_function(d, form, entry->function);
    }
}

static void tables_allocate(Desugar *d)
{
    d->name_count = d->compiler->names.count;
    d->atoms = ARENA_ARRAY(d->arena, const Literal *, d->name_count);
    d->innermost = ARENA_ARRAY(d->arena, uint32_t, d->name_count);
    d->functions = ARENA_ARRAY(d->arena, FunctionEntry *, d->name_count);
    d->records = ARENA_ARRAY(d->arena, const Form *, d->name_count);
    d->file_count = d->compiler->diagnostics.file_count;
    d->file_index = ARENA_ARRAY(d->arena, uint32_t, d->file_count);
}

CoreModule *desugar_module(Compiler *compiler, const Module *module, LiteralTable *literals)
{
    Desugar *d = ARENA_NEW(&compiler->arena, Desugar);
    d->compiler = compiler;
    d->arena = &compiler->arena;
    d->literals = literals;
    d->source = module;
    tables_allocate(d);
    const Literal *name = literal_atom_bytes(literals, module->name->text, module->name->length);
    d->module = core_create_module(d->arena, literals, name);
    core_add_file(d->module, module->file);
    d->module->source_path = NULL;
    forms_declare(d);
    functions_translate(d);
    return d->module;
}
