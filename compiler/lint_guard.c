// SPDX-License-Identifier: Apache-2.0
// Guards: the few kinds of expressions and functions that may stand in them.
#include <string.h>

#include "lint_state.h"

static void report_illegal(Lint *l, const Node *node)
{
    compiler_error(l->compiler, node->span, "this %s cannot stand in %s", ast_kind_text(node->kind),
                   l->guard_place);
}

static void check_list(Lint *l, NodeList list)
{
    for (uint32_t i = 0; i < list.count; i++) {
        lint_guard_expr(l, list.items[i]);
    }
}

// Whether a function of the module takes the place of the guard function of the same name.
static bool is_overridden(Lint *l, const Name *name, uint32_t arity)
{
    const Function *function = lint_find_function(l, name, arity);
    if (function == NULL) {
        return false;
    }
    bool suppressed = l->no_auto_import_all || function->no_auto_import;
    bool by_local = function->form != NULL && (suppressed || !lint_is_old_auto_import(name, arity));
    return by_local ||
           (function->import != NULL && function->import != COMPILER_NAME(l->compiler, ERLANG));
}

static void report_call(Lint *l, const Node *node, const Name *name, uint32_t arity)
{
    const Function *function = lint_find_function(l, name, arity);
    if (function != NULL && (function->form != NULL || function->import != NULL)) {
        Diagnostic *error = compiler_error(l->compiler, node->span,
                                           "%s cannot call the function %s/%u of this module",
                                           l->guard_place, lint_quote(l, name), arity);
        compiler_help(l->compiler, error, "call it before and use the result");
        return;
    }
    Diagnostic *error =
        compiler_error(l->compiler, node->span, "%s cannot call %s/%u: it is not a guard function",
                       l->guard_place, lint_quote(l, name), arity);
    Suggestion suggestion = {.wanted = name->text};
    if (lint_may_suggest(l)) {
        lint_suggest_auto_imports(&suggestion, arity);
    }
    static const char *const old_tests[] = {"atom",    "binary",    "float",  "function",
                                            "integer", "list",      "number", "pid",
                                            "port",    "reference", "tuple",  "record"};
    for (size_t i = 0; i < sizeof old_tests / sizeof *old_tests; i++) {
        if (strcmp(name->text, old_tests[i]) == 0) {
            compiler_help(l->compiler, error, "the type test is called is_%s", name->text);
            return;
        }
    }
    if (suggestion.best != NULL) {
        compiler_help(l->compiler, error, "did you mean %s/%u?", suggestion.best, arity);
    }
}

// is_record(Term, name), is_record(Term, name, Size): the name must be an atom.
static void check_is_record(Lint *l, const Node *node)
{
    const NodeList args = node->call.args;
    lint_guard_expr(l, args.items[0]);
    if (args.items[1]->kind != NODE_ATOM ||
        (args.count == 3 && args.items[2]->kind != NODE_INTEGER)) {
        compiler_error(l->compiler, node->span,
                       "in a guard, is_record needs the name of a record and an integer as size");
    } else if (args.count == 2) {
        lint_use_record(l, args.items[1]->name, args.items[1]->span);
    }
}

static bool is_operator(const Name *name, uint32_t arity)
{
    for (int op = 0; op < OPERATOR_COUNT; op++) {
        bool unary = op == OP_NOT || op == OP_BNOT;
        bool both = op == OP_ADD || op == OP_SUBTRACT;
        bool excluded = op == OP_APPEND || op == OP_REMOVE || op == OP_SEND || op == OP_ANDALSO ||
                        op == OP_ORELSE;
        bool fits = arity == 1 ? unary || both : arity == 2 && !unary;
        if (!excluded && fits && strcmp(ast_operator_text(op), name->text) == 0) {
            return true;
        }
    }
    return false;
}

static void check_call(Lint *l, const Node *node)
{
    const Node *function = node->call.function;
    bool is_remote = function->kind == NODE_REMOTE;
    if (is_remote && function->pair.left->kind == NODE_ATOM &&
        function->pair.left->name == COMPILER_NAME(l->compiler, ERLANG)) {
        function = function->pair.right;
    }
    uint32_t arity = node->call.args.count;
    if (function->kind != NODE_ATOM) {
        check_list(l, node->call.args);
        report_illegal(l, node);
        return;
    }
    const Name *name = function->name;
    bool is_record = name == COMPILER_NAME(l->compiler, IS_RECORD) && (arity == 2 || arity == 3);
    if (is_record && (is_remote || !is_overridden(l, name, arity))) {
        check_is_record(l, node);
        return;
    }
    check_list(l, node->call.args);
    bool legal = lint_is_guard_function(name, arity);
    if (is_remote) {
        legal = legal || is_operator(name, arity);
    } else {
        legal = legal && !is_overridden(l, name, arity);
    }
    if (!legal) {
        report_call(l, node, name, arity);
    }
}

static void check_map(Lint *l, const Node *node)
{
    if (node->map.base != NULL) {
        lint_guard_expr(l, node->map.base);
    }
    for (uint32_t i = 0; i < node->map.fields.count; i++) {
        const Node *field = node->map.fields.items[i];
        if (node->map.base == NULL && field->kind == NODE_MAP_FIELD_EXACT) {
            compiler_error(l->compiler, field->span, "a new map is built with =>, := only updates");
        }
        lint_guard_expr(l, field->pair.left);
        lint_guard_expr(l, field->pair.right);
    }
}

static void check_record(Lint *l, const Node *node)
{
    if (node->record.base != NULL) {
        report_illegal(l, node);
        return;
    }
    lint_check_fields(l, node, FIELDS_BUILD);
    for (uint32_t i = 0; i < node->record.fields.count; i++) {
        lint_guard_expr(l, node->record.fields.items[i]->field.value);
    }
}

static void check_bits(Lint *l, const Node *node)
{
    for (uint32_t i = 0; i < node->list.count; i++) {
        const Node *segment = node->list.items[i];
        lint_check_segment(l, segment, false, true);
        lint_guard_expr(l, segment->segment.value);
        if (segment->segment.size != NULL) {
            lint_guard_expr(l, segment->segment.size);
        }
    }
}

void lint_guard_expr(Lint *l, Node *node)
{
    switch (node->kind) {
    case NODE_ATOM:
    case NODE_INTEGER:
    case NODE_CHAR:
    case NODE_FLOAT:
    case NODE_STRING:
    case NODE_NIL: return;
    case NODE_VAR: scope_use(l, node->name, node->span); return;
    case NODE_CONS:
        for (; node->kind == NODE_CONS; node = node->pair.right) {
            lint_guard_expr(l, node->pair.left);
        }
        lint_guard_expr(l, node);
        return;
    case NODE_TUPLE: check_list(l, node->list); return;
    case NODE_MAP: check_map(l, node); return;
    case NODE_RECORD: check_record(l, node); return;
    case NODE_RECORD_INDEX: lint_expr(l, node); return;
    case NODE_RECORD_ACCESS: {
        lint_guard_expr(l, node->access.base);
        const Form *record = lint_use_record(l, node->access.name, node->span);
        if (record != NULL) {
            lint_check_field(l, record, node->access.field, node->span);
        }
        return;
    }
    case NODE_BIN: check_bits(l, node); return;
    case NODE_CALL: check_call(l, node); return;
    case NODE_UNARY: lint_guard_expr(l, node->op.right); return;
    case NODE_BINARY_OP:
        lint_guard_expr(l, node->op.left);
        lint_guard_expr(l, node->op.right);
        if (node->op.op == OP_APPEND || node->op.op == OP_REMOVE || node->op.op == OP_SEND) {
            compiler_error(l->compiler, node->span, "%s cannot contain the operator %s",
                           l->guard_place, ast_operator_text(node->op.op));
        }
        return;
    case NODE_MATCH: {
        Diagnostic *error =
            compiler_error(l->compiler, node->span, "%s cannot contain a match", l->guard_place);
        compiler_help(l->compiler, error, "to compare, write =:= or ==");
        return;
    }
    default: report_illegal(l, node); return;
    }
}

void lint_guard(Lint *l, GuardList guard)
{
    l->guard_place = "a guard";
    for (uint32_t i = 0; i < guard.count; i++) {
        check_list(l, guard.items[i]);
    }
}
