// SPDX-License-Identifier: Apache-2.0
// Patterns: which forms are legal, and which occurrences of variables bind.
#include "lint_state.h"

PatternMode lint_new_pattern(Lint *l, const char *shadows)
{
    return (PatternMode){.shadows = shadows, .serial = ++l->serial};
}

static void warn_underscore(Lint *l, const Name *name, Span span)
{
    if (name->text[0] == '_' && l->enabled[WARN_UNDERSCORE_MATCH]) {
        Diagnostic *warning = compiler_warning(
            l->compiler, span, "variable %s is already bound, so the values must be equal",
            name->text);
        compiler_help(l->compiler, warning, "use _ or another name to ignore the value");
    }
}

// A variable that is bound before the pattern: the values are compared.
static void compare_variable(Lint *l, Variable *variable, Span span)
{
    if (variable->state == VARIABLE_UNSAFE) {
        compiler_error(l->compiler, span,
                       "variable %s is unsafe: it may already be bound by '%s' on line %u",
                       variable->name->text, variable->construct, variable->construct_line);
    } else {
        warn_underscore(l, variable->name, span);
        if (variable->state == VARIABLE_EXPORTED) {
            Diagnostic *warning = compiler_warning(
                l->compiler, span,
                "variable %s is already bound by '%s' on line %u, so the values must be equal",
                variable->name->text, variable->construct, variable->construct_line);
            compiler_help(l->compiler, warning, "use another name, or compare in a guard");
        }
    }
    variable->state = VARIABLE_BOUND;
    variable->used = true;
}

static void warn_shadowed(Lint *l, const Variable *outer, Span span, const char *construct)
{
    bool visible = outer != NULL && outer->state != VARIABLE_UNSAFE;
    if (visible && l->enabled[WARN_SHADOW_VARS]) {
        Diagnostic *warning = compiler_warning(
            l->compiler, span, "variable %s of this %s hides the one bound on line %u",
            outer->name->text, construct, outer->span.line);
        compiler_help(l->compiler, warning,
                      "use another name, or compare in a guard if equality is meant");
    }
}

void lint_pattern_variable(Lint *l, PatternMode mode, Name *name, Span span, uint32_t segments)
{
    if (name == COMPILER_NAME(l->compiler, ANONYMOUS)) {
        return;
    }
    Variable *variable = lint_name(l, name)->variable;
    if (variable != NULL && variable->pattern == mode.serial) {
        warn_underscore(l, name, span);
        variable->used = true;
        variable->segments = segments != 0 ? segments : variable->segments;
        return;
    }
    if (variable != NULL && mode.shadows == NULL) {
        compare_variable(l, variable, span);
        return;
    }
    if (mode.shadows != NULL) {
        warn_shadowed(l, variable, span, mode.shadows);
    } else if (l->record_default) {
        compiler_error(l->compiler, span,
                       "variable %s cannot be bound in the definition of a record", name->text);
    }
    variable = scope_new_variable(l, name, span);
    variable->pattern = mode.serial;
    variable->segments = segments;
    variable->used = l->record_default && mode.shadows == NULL;
    scope_bind(l, variable);
}

// Variables inside an illegal pattern count as bound, lest each use of them is an error too.
static void bind_quietly(void *context, Node *node)
{
    Lint *l = context;
    for (; node->kind == NODE_CONS; node = node->pair.right) {
        bind_quietly(l, node->pair.left);
    }
    if (node->kind == NODE_VAR && lint_name(l, node->name)->variable == NULL) {
        Variable *variable = scope_new_variable(l, node->name, node->span);
        variable->used = true;
        scope_bind(l, variable);
    }
    ast_each_child(node, bind_quietly, l);
}

static void report_illegal(Lint *l, Node *node)
{
    Diagnostic *error = compiler_error(l->compiler, node->span, "this %s cannot stand in a pattern",
                                       ast_kind_text(node->kind));
    bind_quietly(l, node);
    if (node->kind == NODE_CALL || node->kind == NODE_REMOTE) {
        compiler_help(l->compiler, error,
                      "call the function before, and match on a variable with its result");
    }
}

static bool is_arithmetic(Operator op) { return op <= OP_BNOT; }

// Numbers and arithmetic on them.
static bool is_constant(const Node *node)
{
    switch (node->kind) {
    case NODE_INTEGER:
    case NODE_CHAR:
    case NODE_FLOAT: return true;
    case NODE_UNARY: return is_arithmetic(node->op.op) && is_constant(node->op.right);
    case NODE_BINARY_OP:
        return is_arithmetic(node->op.op) && is_constant(node->op.left) &&
               is_constant(node->op.right);
    default: return false;
    }
}

// "text" ++ Rest and [1, 2] ++ Rest, the left side being literal.
static bool is_literal_prefix(const Node *node)
{
    for (; node->kind == NODE_CONS; node = node->pair.right) {
        if (node->pair.left->kind != NODE_INTEGER && node->pair.left->kind != NODE_CHAR) {
            return false;
        }
    }
    return node->kind == NODE_STRING || node->kind == NODE_NIL;
}

// A guard expression inside a pattern sees the variables bound before the pattern and those of
// earlier segments.
static void check_inner_expr(Lint *l, PatternMode mode, uint32_t segments, Node *node,
                             const char *place)
{
    uint32_t hidden = l->hidden_pattern, visible = l->visible_segments;
    const char *outer_place = l->guard_place;
    l->hidden_pattern = mode.serial;
    l->visible_segments = segments;
    l->guard_place = place;
    lint_guard_expr(l, node);
    l->hidden_pattern = hidden;
    l->visible_segments = visible;
    l->guard_place = outer_place;
}

static void check_map(Lint *l, PatternMode mode, Node *node)
{
    if (node->map.base != NULL) {
        report_illegal(l, node);
        return;
    }
    for (uint32_t i = 0; i < node->map.fields.count; i++) {
        const Node *field = node->map.fields.items[i];
        if (field->kind == NODE_MAP_FIELD_ASSOC) {
            Diagnostic *error = compiler_error(l->compiler, field->span,
                                               "the fields of a map pattern are written with :=");
            compiler_help(l->compiler, error, "=> is for building a map");
        }
        check_inner_expr(l, mode, 0, field->pair.left, "the key of a map pattern");
        lint_pattern(l, mode, field->pair.right);
    }
}

static void check_record(Lint *l, PatternMode mode, Node *node)
{
    if (node->record.base != NULL) {
        report_illegal(l, node);
        return;
    }
    lint_check_fields(l, node, FIELDS_MATCH);
    for (uint32_t i = 0; i < node->record.fields.count; i++) {
        lint_pattern(l, mode, node->record.fields.items[i]->field.value);
    }
}

static void check_bits(Lint *l, PatternMode mode, const Node *node)
{
    uint32_t segments = ++l->serial;
    for (uint32_t i = 0; i < node->list.count; i++) {
        const Node *segment = node->list.items[i];
        Node *value = segment->segment.value;
        lint_check_segment(l, segment, true, i + 1 == node->list.count);
        if (segment->segment.size != NULL) {
            check_inner_expr(l, mode, segments, segment->segment.size, "the size of a segment");
        }
        if (value->kind == NODE_VAR) {
            lint_pattern_variable(l, mode, value->name, value->span, segments);
        } else if (value->kind != NODE_STRING && !is_constant(value)) {
            report_illegal(l, value);
        }
    }
}

static void check_list(Lint *l, PatternMode mode, Node *node)
{
    for (; node->kind == NODE_CONS; node = node->pair.right) {
        lint_pattern(l, mode, node->pair.left);
    }
    lint_pattern(l, mode, node);
}

void lint_pattern(Lint *l, PatternMode mode, Node *node)
{
    switch (node->kind) {
    case NODE_ATOM:
    case NODE_INTEGER:
    case NODE_CHAR:
    case NODE_FLOAT:
    case NODE_STRING:
    case NODE_NIL: return;
    case NODE_VAR: lint_pattern_variable(l, mode, node->name, node->span, 0); return;
    case NODE_CONS: check_list(l, mode, node); return;
    case NODE_TUPLE:
        for (uint32_t i = 0; i < node->list.count; i++) {
            lint_pattern(l, mode, node->list.items[i]);
        }
        return;
    case NODE_MAP: check_map(l, mode, node); return;
    case NODE_RECORD: check_record(l, mode, node); return;
    case NODE_RECORD_INDEX: lint_expr(l, node); return;
    case NODE_BIN: check_bits(l, mode, node); return;
    case NODE_MATCH:
        lint_pattern(l, mode, node->pair.left);
        lint_pattern(l, mode, node->pair.right);
        lint_check_aliases(l, node->pair.left, node->pair.right);
        return;
    case NODE_UNARY:
    case NODE_BINARY_OP:
        if (node->kind == NODE_BINARY_OP && node->op.op == OP_APPEND &&
            is_literal_prefix(node->op.left)) {
            lint_pattern(l, mode, node->op.right);
        } else if (!is_constant(node)) {
            report_illegal(l, node);
        }
        return;
    default: report_illegal(l, node); return;
    }
}

static void check_list_aliases(Lint *l, const Node *left, const Node *right)
{
    for (; left->kind == NODE_CONS && right->kind == NODE_CONS;
         left = left->pair.right, right = right->pair.right) {
        lint_check_aliases(l, left->pair.left, right->pair.left);
    }
    if (left->kind != NODE_CONS || right->kind != NODE_CONS) {
        lint_check_aliases(l, left, right);
    }
}

void lint_check_aliases(Lint *l, const Node *left, const Node *right)
{
    if (left->kind == NODE_MATCH) {
        lint_check_aliases(l, left->pair.left, right);
        lint_check_aliases(l, left->pair.right, right);
    } else if (right->kind == NODE_MATCH) {
        lint_check_aliases(l, right, left);
    } else if (left->kind != right->kind) {
        return;
    } else if (left->kind == NODE_BIN) {
        compiler_error(l->compiler, left->span, "two binary patterns cannot be joined by =");
    } else if (left->kind == NODE_CONS) {
        check_list_aliases(l, left, right);
    } else if (left->kind == NODE_TUPLE) {
        for (uint32_t i = 0; i < left->list.count && i < right->list.count; i++) {
            lint_check_aliases(l, left->list.items[i], right->list.items[i]);
        }
    } else if (left->kind == NODE_RECORD && left->record.name == right->record.name) {
        for (uint32_t i = 0; i < left->record.fields.count; i++) {
            const Node *field = left->record.fields.items[i];
            for (uint32_t k = 0; k < right->record.fields.count; k++) {
                if (right->record.fields.items[k]->field.name == field->field.name) {
                    lint_check_aliases(l, field->field.value,
                                       right->record.fields.items[k]->field.value);
                }
            }
        }
    }
}
