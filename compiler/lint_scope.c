// SPDX-License-Identifier: Apache-2.0
// Which variables are bound at a place. The current meaning of each name is kept in the name table;
// a trail of changes lets scopes and branches be left again.
#include <assert.h>

#include "lint_state.h"

void scope_begin_function(Lint *l)
{
    assert(l->trail_count == 0);
    l->variables = NULL;
}

uint32_t scope_mark(const Lint *l) { return l->trail_count; }

void scope_undo(Lint *l, uint32_t mark)
{
    while (l->trail_count > mark) {
        TrailEntry *entry = &l->trail[--l->trail_count];
        lint_name(l, entry->name)->variable = entry->before;
    }
}

Variable *scope_new_variable(Lint *l, Name *name, Span span)
{
    Variable *variable = ARENA_NEW(&l->compiler->scratch, Variable);
    variable->name = name;
    variable->span = span;
    variable->next = l->variables;
    l->variables = variable;
    return variable;
}

void scope_bind(Lint *l, Variable *variable)
{
    NameInfo *info = lint_name(l, variable->name);
    TrailEntry entry = {variable->name, info->variable};
    ARENA_APPEND(&l->compiler->scratch, l->trail, l->trail_count, l->trail_capacity, entry);
    variable->shadowed = info->variable;
    info->variable = variable;
}

Variable *scope_look_up(Lint *l, const Name *name)
{
    Variable *variable = lint_name(l, name)->variable;
    while (variable != NULL && l->hidden_pattern != 0 && variable->pattern == l->hidden_pattern &&
           (l->visible_segments == 0 || variable->segments != l->visible_segments)) {
        variable = variable->shadowed;
    }
    return variable;
}

static void report_unbound(Lint *l, const Name *name, Span span)
{
    Diagnostic *error = compiler_error(l->compiler, span, "variable %s is not bound", name->text);
    Variable *hidden = lint_name(l, name)->variable;
    if (hidden != NULL) {
        hidden->used = true;
        compiler_help(l->compiler, error,
                      "what the same pattern binds is not known yet here; match in two steps");
        return;
    }
    Suggestion suggestion = {.wanted = name->text};
    for (uint32_t i = 0; lint_may_suggest(l) && i < l->trail_count; i++) {
        const Variable *variable = lint_name(l, l->trail[i].name)->variable;
        if (variable != NULL && variable->state != VARIABLE_UNSAFE) {
            suggestion_consider(&suggestion, variable->name->text);
        }
    }
    if (suggestion.best != NULL) {
        compiler_help(l->compiler, error, "did you mean %s?", suggestion.best);
    }
}

static void report_unsafe(Lint *l, const Variable *variable, Span span)
{
    Diagnostic *error = compiler_error(
        l->compiler, span, "variable %s is unsafe: it may not be bound after '%s' on line %u",
        variable->name->text, variable->construct, variable->construct_line);
    compiler_help(l->compiler, error,
                  "let every branch bind it, or use the value of the whole expression");
}

void scope_use(Lint *l, Name *name, Span span)
{
    if (name == COMPILER_NAME(l->compiler, ANONYMOUS)) {
        compiler_error(l->compiler, span, "'_' has no value: it can only stand in a pattern");
        return;
    }
    Variable *variable = scope_look_up(l, name);
    if (variable == NULL) {
        report_unbound(l, name, span);
        // Reported once: from here on it is taken as bound.
        variable = scope_new_variable(l, name, span);
        scope_bind(l, variable);
    } else if (variable->state == VARIABLE_UNSAFE) {
        report_unsafe(l, variable, span);
        variable->state = VARIABLE_BOUND;
    } else if (variable->state == VARIABLE_STACKTRACE) {
        compiler_error(l->compiler, span, "the stack trace %s cannot be used in a guard",
                       name->text);
        variable->state = VARIABLE_BOUND;
    } else if (variable->state == VARIABLE_EXPORTED && l->enabled[WARN_EXPORT_VARS]) {
        compiler_warning(l->compiler, span, "variable %s comes out of '%s' on line %u", name->text,
                         variable->construct, variable->construct_line);
        variable->state = VARIABLE_BOUND;
    }
    variable->used = true;
}

void scope_make_unsafe(Lint *l, uint32_t mark, const char *construct, Span span)
{
    for (uint32_t i = mark; i < l->trail_count; i++) {
        Variable *variable = lint_name(l, l->trail[i].name)->variable;
        variable->state = VARIABLE_UNSAFE;
        variable->construct = construct;
        variable->construct_line = span.line;
    }
}

void scope_take(Lint *l, Bindings *bindings, uint32_t mark)
{
    for (uint32_t i = mark; i < l->trail_count; i++) {
        Variable *variable = lint_name(l, l->trail[i].name)->variable;
        ARENA_APPEND(&l->compiler->scratch, bindings->items, bindings->count, bindings->capacity,
                     variable);
    }
    scope_undo(l, mark);
    bindings->branches++;
}

static void report_underscore(Lint *l, const Variable *variable)
{
    if (variable->name->text[0] == '_' && l->enabled[WARN_UNDERSCORE_MATCH]) {
        compiler_warning(l->compiler, variable->span,
                         "variable %s is bound more than once here, so the values must be equal",
                         variable->name->text);
    }
}

void scope_join_arguments(Lint *l, const Bindings *bindings)
{
    for (uint32_t i = 0; i < bindings->count; i++) {
        Variable *variable = bindings->items[i];
        Variable *other = lint_name(l, variable->name)->variable;
        if (other == NULL) {
            scope_bind(l, variable);
            continue;
        }
        // Bound in two arguments: the values are compared, which uses both.
        if (!variable->used || !other->used) {
            report_underscore(l, variable);
        }
        variable->used = other->used = true;
        if (variable->state == VARIABLE_UNSAFE) {
            other->state = VARIABLE_UNSAFE;
            other->construct = variable->construct;
            other->construct_line = variable->construct_line;
        }
    }
}

void scope_join_branches(Lint *l, const Bindings *bindings, const char *construct, Span span)
{
    uint32_t mark = scope_mark(l);
    for (uint32_t i = 0; i < bindings->count; i++) {
        Variable *variable = bindings->items[i];
        Variable *whole = lint_name(l, variable->name)->variable;
        if (whole == NULL) {
            whole = scope_new_variable(l, variable->name, variable->span);
            whole->synthetic = true;
            whole->state = VARIABLE_EXPORTED;
            whole->construct = construct;
            whole->construct_line = span.line;
            scope_bind(l, whole);
        }
        if (variable->state == VARIABLE_UNSAFE) {
            bool first = whole->state != VARIABLE_UNSAFE;
            whole->state = VARIABLE_UNSAFE;
            whole->construct = first ? variable->construct : construct;
            whole->construct_line = first ? variable->construct_line : span.line;
        }
        variable->merged = whole;
        whole->branches++;
    }
    for (uint32_t i = mark; i < l->trail_count; i++) {
        Variable *whole = lint_name(l, l->trail[i].name)->variable;
        if (whole->branches < bindings->branches) {
            whole->state = VARIABLE_UNSAFE;
            whole->construct = construct;
            whole->construct_line = span.line;
        }
    }
}

static bool is_ever_used(const Variable *variable)
{
    while (variable != NULL && !variable->used) {
        variable = variable->merged;
    }
    return variable != NULL;
}

void scope_end_function(Lint *l)
{
    scope_undo(l, 0);
    for (Variable *variable = l->variables; variable != NULL; variable = variable->next) {
        bool candidate = !variable->synthetic && variable->name->text[0] != '_';
        if (candidate && l->enabled[WARN_UNUSED_VARS] && !is_ever_used(variable)) {
            Diagnostic *warning = compiler_warning(l->compiler, variable->span,
                                                   "variable %s is not used", variable->name->text);
            compiler_help(l->compiler, warning, "if that is intended, call it _%s",
                          variable->name->text);
        }
    }
    l->variables = NULL;
}
