// SPDX-License-Identifier: Apache-2.0
// Desugar: patterns. A variable that is bound already becomes a new one and a comparison in the
// guard.

#include <assert.h>

#include "desugar_state.h"

CorePattern *pattern_any(Desugar *d, CoreLine line)
{
    return core_pattern(d->module, PATTERN_ANY, line);
}

CorePattern *pattern_variable(Desugar *d, CoreLine line, CoreVariable variable)
{
    CorePattern *pattern = core_pattern(d->module, PATTERN_VARIABLE, line);
    pattern->variable = variable;
    return pattern;
}

CorePattern *pattern_literal(Desugar *d, CoreLine line, const Literal *literal)
{
    CorePattern *pattern = core_pattern(d->module, PATTERN_LITERAL, line);
    pattern->literal = literal;
    return pattern;
}

// The binding that a variable of the pattern would be compared with.
static const Binding *pattern_find_bound(Desugar *d, const PatternScope *scope, const Name *name)
{
    const Binding *binding = binding_find(d, name);
    bool shadowed = binding != NULL && (uint32_t)(binding - d->bindings) < scope->visible;
    return shadowed ? NULL : binding;
}

static CorePattern *pattern_name(Desugar *d, PatternScope *scope, const Node *node)
{
    CoreLine line = desugar_line(d, node->span);
    if (node->name == DESUGAR_NAME(d, ANONYMOUS))
        return pattern_any(d, line);
    const Binding *bound = pattern_find_bound(d, scope, node->name);
    if (bound == NULL)
        return pattern_variable(d, line, binding_bind(d, node->name));
    Core *value = binding_use(d, line, bound);
    if (!core_is_atomic(value) && scope->block != NULL)
        value = block_atomic(d, scope->block, value);
    CoreVariable again = binding_new_variable(d, node->name);
    Core *test =
        core_bif(d->module, line, "=:=", core_variable(d->module, line, again), value, NULL);
    ARENA_APPEND(d->arena, scope->tests, scope->test_count, scope->test_capacity, test);
    return pattern_variable(d, line, again);
}

static CorePattern *pattern_cons(Desugar *d, CoreLine line, CorePattern *head, CorePattern *tail)
{
    CorePattern *pattern = core_pattern(d->module, PATTERN_CONS, line);
    pattern->cons.head = head;
    pattern->cons.tail = tail;
    return pattern;
}

// [P1, ..., Pn | Tail]; `tail` replaces what stands at the end of the list where it is given.
static CorePattern *pattern_list(Desugar *d, PatternScope *scope, const Node *node,
                                 const Node *tail)
{
    CoreLine line = desugar_line(d, node->span);
    CorePattern *list = NULL, **end = &list;
    for (; node->kind == NODE_CONS; node = node->pair.right) {
        *end = pattern_cons(d, line, desugar_pattern(d, scope, node->pair.left), NULL);
        end = &(*end)->cons.tail;
    }
    *end = desugar_pattern(d, scope, tail != NULL ? tail : node);
    return list;
}

static CorePattern *pattern_tuple(Desugar *d, PatternScope *scope, const Node *node)
{
    CorePattern *pattern = core_pattern(d->module, PATTERN_TUPLE, desugar_line(d, node->span));
    pattern->tuple.arity = node->list.count;
    pattern->tuple.elements = ARENA_ARRAY(d->arena, CorePattern *, node->list.count);
    for (uint32_t i = 0; i < node->list.count; i++)
        pattern->tuple.elements[i] = desugar_pattern(d, scope, node->list.items[i]);
    return pattern;
}

static CorePattern *pattern_string_prefix(Desugar *d, PatternScope *scope, const Node *string,
                                          const Node *tail)
{
    CoreLine line = desugar_line(d, string->span);
    CorePattern *list = desugar_pattern(d, scope, tail);
    for (uint32_t i = string->string.count; i-- > 0;) {
        const Literal *character = literal_integer(d->literals, string->string.code_points[i]);
        list = pattern_cons(d, line, pattern_literal(d, line, character), list);
    }
    return list;
}

static CorePattern *pattern_constant(Desugar *d, const Node *node)
{
    const Literal *literal = constant_of_node(d, node);
    if (literal == NULL) {
        compiler_error(d->compiler, node->span, "this pattern has no constant value");
        literal = literal_nil(d->literals);
    }
    return pattern_literal(d, desugar_line(d, node->span), literal);
}

static CorePattern *pattern_operator(Desugar *d, PatternScope *scope, const Node *node)
{
    if (node->op.op != OP_APPEND)
        return pattern_constant(d, node);
    const Node *left = node->op.left;
    if (left->kind == NODE_STRING)
        return pattern_string_prefix(d, scope, left, node->op.right);
    if (left->kind == NODE_CONS)
        return pattern_list(d, scope, left, node->op.right);
    return desugar_pattern(d, scope, node->op.right);
}

static CorePattern *pattern_alias(Desugar *d, PatternScope *scope, const Node *node)
{
    CorePattern *pattern = core_pattern(d->module, PATTERN_ALIAS, desugar_line(d, node->span));
    pattern->alias.left = desugar_pattern(d, scope, node->pair.left);
    pattern->alias.right = desugar_pattern(d, scope, node->pair.right);
    return pattern;
}

Core *desugar_pattern_expr(Desugar *d, const PatternScope *scope, const Node *node)
{
    d->pattern_limit = scope->visible;
    Core *value = desugar_guard_expr(d, node);
    d->pattern_limit = 0;
    return value;
}

CorePattern *desugar_pattern(Desugar *d, PatternScope *scope, const Node *node)
{
    switch (node->kind) {
    case NODE_VAR: return pattern_name(d, scope, node);
    case NODE_CONS: return pattern_list(d, scope, node, NULL);
    case NODE_TUPLE: return pattern_tuple(d, scope, node);
    case NODE_MATCH: return pattern_alias(d, scope, node);
    case NODE_MAP: return desugar_map_pattern(d, scope, node);
    case NODE_BIN: return desugar_binary_pattern(d, scope, node);
    case NODE_RECORD: return desugar_record_pattern(d, scope, node);
    case NODE_BINARY_OP: return pattern_operator(d, scope, node);
    default: return pattern_constant(d, node);
    }
}
