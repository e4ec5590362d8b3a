// SPDX-License-Identifier: Apache-2.0
// Record definitions, and the names of records and fields where they are used.
#include <string.h>

#include "lint_state.h"

const Form *lint_use_record(Lint *l, const Name *name, Span span)
{
    Record *record = lint_name(l, name)->record;
    if (record != NULL) {
        record->used = true;
        return record->form;
    }
    if (l->module->incomplete) {
        return NULL;
    }
    Diagnostic *error =
        compiler_error(l->compiler, span, "record %s is not defined", lint_quote(l, name));
    Suggestion suggestion = {.wanted = name->text};
    for (uint32_t i = 0; lint_may_suggest(l) && i < l->module->form_count; i++) {
        if (l->module->forms[i]->kind == FORM_RECORD) {
            suggestion_consider(&suggestion, l->module->forms[i]->record.name->text);
        }
    }
    if (suggestion.best != NULL) {
        compiler_help(l->compiler, error, "did you mean #%s?", suggestion.best);
    }
    return NULL;
}

static bool has_field(const Form *record, const Name *field)
{
    for (uint32_t i = 0; i < record->record.field_count; i++) {
        if (record->record.fields[i].name == field) {
            return true;
        }
    }
    return false;
}

void lint_check_field(Lint *l, const Form *record, const Name *field, Span span)
{
    if (has_field(record, field)) {
        return;
    }
    Diagnostic *error = compiler_error(l->compiler, span, "record %s has no field %s",
                                       lint_quote(l, record->record.name), lint_quote(l, field));
    Suggestion suggestion = {.wanted = field->text};
    for (uint32_t i = 0; lint_may_suggest(l) && i < record->record.field_count; i++) {
        suggestion_consider(&suggestion, record->record.fields[i].name->text);
    }
    if (suggestion.best != NULL) {
        compiler_help(l->compiler, error, "did you mean %s?", suggestion.best);
    }
}

// True when the name was met before since the last new stamp.
static bool meet(Lint *l, const Name *name)
{
    NameInfo *info = lint_name(l, name);
    bool met = info->seen == l->stamp;
    info->seen = l->stamp;
    return met;
}

void lint_check_fields(Lint *l, const Node *node, FieldsUse use)
{
    const Form *record = lint_use_record(l, node->record.name, node->span);
    if (record == NULL) {
        return;
    }
    const Node *wildcard = NULL;
    uint32_t named = 0;
    l->stamp++;
    for (uint32_t i = 0; i < node->record.fields.count; i++) {
        const Node *field = node->record.fields.items[i];
        if (field->field.name == COMPILER_NAME(l->compiler, ANONYMOUS)) {
            wildcard = field;
        } else if (meet(l, field->field.name)) {
            compiler_error(l->compiler, field->span, "field %s is given twice",
                           lint_quote(l, field->field.name));
        } else {
            lint_check_field(l, record, field->field.name, field->span);
            named++;
        }
    }
    if (wildcard != NULL && use == FIELDS_UPDATE) {
        compiler_error(l->compiler, wildcard->span, "_ cannot stand for all fields in an update");
    } else if (wildcard != NULL && use == FIELDS_MATCH && named >= record->record.field_count) {
        compiler_error(l->compiler, wildcard->span, "_ stands for no field here: all are given");
    }
}

void lint_record_definition(Lint *l, const Form *form)
{
    NameInfo *info = lint_name(l, form->record.name);
    if (info->record != NULL) {
        Diagnostic *error =
            compiler_error(l->compiler, form->name_span, "record %s is already defined",
                           lint_quote(l, form->record.name));
        compiler_help(l->compiler, error, "the first definition is on line %u",
                      info->record->form->span.line);
        return;
    }
    Record *record = ARENA_NEW(&l->compiler->scratch, Record);
    record->form = form;
    // The default values may not use the record itself, but later code may: it is entered after
    // they are checked.
    l->stamp++;
    for (uint32_t i = 0; i < form->record.field_count; i++) {
        const RecordField *field = &form->record.fields[i];
        if (meet(l, field->name)) {
            compiler_error(l->compiler, field->span, "record %s has two fields %s",
                           lint_quote(l, form->record.name), lint_quote(l, field->name));
        }
    }
    scope_begin_function(l);
    l->record_default = true;
    for (uint32_t i = 0; i < form->record.field_count; i++) {
        if (form->record.fields[i].value != NULL) {
            lint_expr(l, form->record.fields[i].value);
            scope_undo(l, 0);
        }
    }
    l->record_default = false;
    scope_end_function(l);
    lint_name(l, form->record.name)->record = record;
    lint_record_types(l, form);
}
