// SPDX-License-Identifier: Apache-2.0
// Desugar: plain expressions, calls and `=`. Control flow, funs, records, maps, bit syntax and
// comprehensions have files of their own.

#include <assert.h>
#include <string.h>

#include "desugar_constant.h"
#include "desugar_state.h"

// ---- operands ----------------------------------------------------------------------------------

// Moves the operands values[from..to) into statements at `at`, so that they are evaluated before
// what stands there.
static void operands_hoist(Desugar *d, Block *block, Core **values, uint32_t from, uint32_t to,
                           uint32_t at)
{
    for (uint32_t i = from; i < to; i++) {
        if (values[i] == NULL || core_is_simple(values[i]))
            continue;
        Core *temporary = binding_new_temporary(d, values[i]->line);
        block_insert(d, block, at++, temporary->variable, values[i]);
        values[i] = temporary;
    }
}

Core **desugar_operands(Desugar *d, Block *block, Node *const *nodes, uint32_t count)
{
    Core **values = ARENA_ARRAY(d->arena, Core *, count);
    uint32_t group = binding_mark(d), hoisted = 0;
    for (uint32_t i = 0; i < count; i++) {
        if (nodes[i] == NULL)
            continue;
        uint32_t at = block->count, mark = binding_mark(d);
        values[i] = desugar_expr(d, block, nodes[i]);
        if (block->count > at) {
            operands_hoist(d, block, values, hoisted, i, at);
            hoisted = i;
        }
        binding_hide(d, mark, true);
    }
    binding_hide(d, group, false);
    return values;
}

// ---- lists and tuples --------------------------------------------------------------------------

static Core *cons_make(Desugar *d, CoreLine line, Core *head, Core *tail)
{
    if (head->kind == CORE_LITERAL && tail->kind == CORE_LITERAL)
        return core_literal(d->module, line,
                            literal_cons(d->literals, head->literal, tail->literal));
    return core_cons(d->module, line, head, tail);
}

static uint32_t cons_length(const Node *node)
{
    uint32_t length = 0;
    for (; node->kind == NODE_CONS; node = node->pair.right)
        length++;
    return length;
}

// [E1, ..., En | Tail]; `tail` replaces the NIL at the end of the list where it is given.
static Core *desugar_cons(Desugar *d, Block *block, const Node *node, Node *tail)
{
    uint32_t count = cons_length(node);
    Node **nodes = ARENA_ARRAY(d->arena, Node *, count + 1);
    Node *rest = (Node *)node;
    for (uint32_t i = 0; i < count; i++, rest = rest->pair.right)
        nodes[i] = rest->pair.left;
    nodes[count] = tail != NULL ? tail : rest;
    Core **values = desugar_operands(d, block, nodes, count + 1);
    Core *list = values[count];
    for (uint32_t i = count; i-- > 0;)
        list = cons_make(d, values[i]->line, values[i], list);
    return list;
}

Core *desugar_make_tuple(Desugar *d, CoreLine line, Core **values, uint32_t count)
{
    const Literal **elements = ARENA_ARRAY(d->arena, const Literal *, count);
    for (uint32_t i = 0; i < count; i++) {
        if (values[i]->kind != CORE_LITERAL)
            return core_tuple(d->module, line, values, count);
        elements[i] = values[i]->literal;
    }
    return core_literal(d->module, line, literal_tuple(d->literals, elements, count));
}

static Core *desugar_tuple(Desugar *d, Block *block, const Node *node)
{
    Core **values = desugar_operands(d, block, node->list.items, node->list.count);
    return desugar_make_tuple(d, desugar_line(d, node->span), values, node->list.count);
}

// ---- operators ---------------------------------------------------------------------------------

Core *desugar_operator(Desugar *d, CoreLine line, Operator op, Core *left, Core *right)
{
    if ((left == NULL || left->kind == CORE_LITERAL) && right->kind == CORE_LITERAL) {
        const Literal *folded =
            constant_fold(d->literals, op, left != NULL ? left->literal : NULL, right->literal);
        if (folded != NULL)
            return core_literal(d->module, line, folded);
    }
    const char *name = ast_operator_text(op);
    if (left == NULL)
        return core_bif(d->module, line, name, right, NULL, NULL);
    return core_bif(d->module, line, name, left, right, NULL);
}

static bool is_proper_list(const Node *node)
{
    while (node->kind == NODE_CONS)
        node = node->pair.right;
    return node->kind == NODE_NIL;
}

// "abc" ++ Tail and [A, B] ++ Tail are [$a, $b, $c | Tail] and [A, B | Tail].
static Core *desugar_append(Desugar *d, Block *block, const Node *node)
{
    Node *left = node->op.left, *right = node->op.right;
    CoreLine line = desugar_line(d, node->span);
    if (left->kind == NODE_STRING) {
        Core *tail = desugar_expr(d, block, right);
        for (uint32_t i = left->string.count; i-- > 0;) {
            const Literal *character = literal_integer(d->literals, left->string.code_points[i]);
            tail = cons_make(d, line, core_literal(d->module, line, character), tail);
        }
        return tail;
    }
    if (is_proper_list(left))
        return desugar_cons(d, block, left, right);
    if (left->kind == NODE_LIST_COMPREHENSION &&
        (right->kind == NODE_VAR || right->kind == NODE_STRING)) {
        Core *more = desugar_expr(d, block, right);
        if (core_is_atomic(more))
            return desugar_list_comprehension(d, left, more);
        return desugar_operator(d, line, OP_APPEND, desugar_expr(d, block, left), more);
    }
    Core **values = desugar_operands(d, block, (Node *[]){left, right}, 2);
    return desugar_operator(d, line, OP_APPEND, values[0], values[1]);
}

static Core *desugar_binary_operator(Desugar *d, Block *block, const Node *node)
{
    switch (node->op.op) {
    case OP_ANDALSO:
    case OP_ORELSE: return desugar_short_circuit(d, block, node);
    case OP_APPEND: return desugar_append(d, block, node);
    default: {
        Core **values = desugar_operands(d, block, (Node *[]){node->op.left, node->op.right}, 2);
        return desugar_operator(d, desugar_line(d, node->span), node->op.op, values[0], values[1]);
    }
    }
}

// ---- calls -------------------------------------------------------------------------------------

static bool is_atom_node(const Node *node, const char *name)
{
    return node->kind == NODE_ATOM && strcmp(node->name->text, name) == 0;
}

static Core *call_remote(Desugar *d, CoreLine line, Name *module, Name *name, Core **values,
                         uint32_t count)
{
    return core_call_remote(d->module, line, desugar_atom_core(d, line, module),
                            desugar_atom_core(d, line, name), values, count);
}

// erlang:is_record(E, name) with a known record.
static Core *desugar_is_record_call(Desugar *d, Block *block, const Node *node)
{
    const NodeList *args = &node->call.args;
    if (args->count != 2 || args->items[1]->kind != NODE_ATOM)
        return NULL;
    const Form *record = record_find(d, args->items[1]->name);
    if (record == NULL)
        return NULL;
    Core *value = block_atomic(d, block, desugar_expr(d, block, args->items[0]));
    return desugar_is_record(d, desugar_line(d, node->span), value, record);
}

// erlang:apply(M, F, [A, B]) and erlang:apply(F, [A, B]) are calls of a known arity.
static Core *desugar_apply(Desugar *d, Block *block, const Node *node)
{
    const NodeList *args = &node->call.args;
    if ((args->count != 2 && args->count != 3) || !is_proper_list(args->items[args->count - 1]))
        return NULL;
    uint32_t fixed = args->count - 1, count = cons_length(args->items[fixed]);
    Node **nodes = ARENA_ARRAY(d->arena, Node *, fixed + count);
    memcpy(nodes, args->items, fixed * sizeof *nodes);
    Node *rest = args->items[fixed];
    for (uint32_t i = 0; i < count; i++, rest = rest->pair.right)
        nodes[fixed + i] = rest->pair.left;
    Core **values = desugar_operands(d, block, nodes, fixed + count);
    CoreLine line = desugar_line(d, node->span);
    if (fixed == 1)
        return core_call_fun(d->module, line, values[0], values + 1, count);
    return core_call_remote(d->module, line, values[0], values[1], values + 2, count);
}

static Core *desugar_call_erlang(Desugar *d, Block *block, const Node *node, Name *name)
{
    Core *special = NULL;
    if (name == DESUGAR_NAME(d, IS_RECORD))
        special = desugar_is_record_call(d, block, node);
    else if (strcmp(name->text, "apply") == 0)
        special = desugar_apply(d, block, node);
    if (special != NULL)
        return special;
    Core **values = desugar_operands(d, block, node->call.args.items, node->call.args.count);
    return call_remote(d, desugar_line(d, node->span), DESUGAR_NAME(d, ERLANG), name, values,
                       node->call.args.count);
}

static Core *desugar_call_name(Desugar *d, Block *block, const Node *node)
{
    Name *name = node->call.function->name;
    uint32_t count = node->call.args.count;
    CoreLine line = desugar_line(d, node->span);
    const FunctionEntry *entry = desugar_find_function(d, name, count);
    if (entry == NULL && name == DESUGAR_NAME(d, RECORD_INFO) && count == 2)
        return desugar_record_info(d, node);
    if (entry == NULL && name != DESUGAR_NAME(d, MODULE_INFO))
        return desugar_call_erlang(d, block, node, name);
    Core **values = desugar_operands(d, block, node->call.args.items, count);
    if (entry == NULL)
        return call_remote(d, line, d->source->name, name, values, count);
    if (entry->module != NULL)
        return call_remote(d, line, entry->module, name, values, count);
    return core_call_local(d->module, line, desugar_atom(d, name), values, count);
}

static Core *desugar_call_remote(Desugar *d, Block *block, const Node *node)
{
    const Node *remote = node->call.function;
    if (is_atom_node(remote->pair.left, "erlang") && remote->pair.right->kind == NODE_ATOM)
        return desugar_call_erlang(d, block, node, remote->pair.right->name);
    uint32_t count = node->call.args.count;
    Node **nodes = ARENA_ARRAY(d->arena, Node *, count + 2);
    nodes[0] = remote->pair.left;
    nodes[1] = remote->pair.right;
    if (count > 0)
        for (uint32_t i = 0; i < count; i++)
            nodes[i + 2] = node->call.args.items[i];
    Core **values = desugar_operands(d, block, nodes, count + 2);
    return core_call_remote(d->module, desugar_line(d, node->span), values[0], values[1],
                            values + 2, count);
}

// The named fun that the function part of a call means, if its arity is right.
static Context *call_self(Desugar *d, const Node *node)
{
    if (node->call.function->kind != NODE_VAR)
        return NULL;
    const Binding *binding = binding_find(d, node->call.function->name);
    bool is_self = binding != NULL && binding->self != NULL &&
                   binding->self->parameter_count == node->call.args.count;
    return is_self ? binding->self : NULL;
}

Core *desugar_call(Desugar *d, Block *block, const Node *node)
{
    const Node *function = node->call.function;
    if (function->kind == NODE_ATOM)
        return desugar_call_name(d, block, node);
    if (function->kind == NODE_REMOTE)
        return desugar_call_remote(d, block, node);
    uint32_t count = node->call.args.count;
    CoreLine line = desugar_line(d, node->span);
    Context *self = call_self(d, node);
    if (self != NULL)
        return context_call(d, self, line, desugar_operands(d, block, node->call.args.items, count),
                            count);
    Node **nodes = ARENA_ARRAY(d->arena, Node *, count + 1);
    nodes[0] = node->call.function;
    if (count > 0)
        for (uint32_t i = 0; i < count; i++)
            nodes[i + 1] = node->call.args.items[i];
    Core **values = desugar_operands(d, block, nodes, count + 1);
    return core_call_fun(d->module, line, values[0], values + 1, count);
}

// ---- match -------------------------------------------------------------------------------------

static Core *match_failure(Desugar *d, CoreLine line, Core *value, const CoreLabel *maybe_label)
{
    if (maybe_label == NULL)
        return core_fail_value(d->module, line, FAIL_BADMATCH, value);
    Core **arguments = ARENA_NEW(d->arena, Core *);
    arguments[0] = value;
    return core_jump(d->module, line, *maybe_label, arguments, 1);
}

static void match_pattern(Desugar *d, Block *block, const Node *pattern, Core *value, CoreLine line,
                          const CoreLabel *maybe_label)
{
    uint32_t mark = binding_mark(d);
    PatternScope scope = {.block = block};
    Branch branch = {.line = line};
    CoreClause *clauses = ARENA_ARRAY(d->arena, CoreClause, 2);
    CorePattern **patterns = ARENA_ARRAY(d->arena, CorePattern *, 2);
    patterns[0] = desugar_pattern(d, &scope, pattern);
    patterns[1] = pattern_any(d, line);
    Core *guard = desugar_conjunction(d, line, scope.tests, scope.test_count, NULL);
    clauses[0] = (CoreClause){.patterns = &patterns[0], .guard = guard, .line = line};
    clauses[1] = (CoreClause){.patterns = &patterns[1], .line = line};
    clauses[1].body = match_failure(d, line, core_again(d, value), maybe_label);
    branch_end(d, &branch, mark);
    Export *exports = branches_join(d, &branch, 1, false, &clauses[0].body);
    Core **subjects = ARENA_NEW(d->arena, Core *);
    subjects[0] = core_again(d, value);
    Core *test = core_case(d->module, line, subjects, 1, clauses, 2);
    branches_result(d, block, line, test, exports, false);
}

Core *desugar_match(Desugar *d, Block *block, const Node *pattern, Core *value, CoreLine line,
                    const CoreLabel *maybe_label, bool wants_value)
{
    if (pattern->kind == NODE_VAR && pattern->name == DESUGAR_NAME(d, ANONYMOUS)) {
        if (wants_value)
            return value;
        block_effect(d, block, value);
        return NULL;
    }
    if (pattern->kind == NODE_VAR && binding_find(d, pattern->name) == NULL) {
        if (value->kind == CORE_VARIABLE) {
            binding_bind_to(d, pattern->name, value->variable);
            return wants_value ? value : NULL;
        }
        block_bind(d, block, binding_bind(d, pattern->name), value);
        return wants_value ? binding_use(d, line, binding_find(d, pattern->name)) : NULL;
    }
    value = block_atomic(d, block, value);
    match_pattern(d, block, pattern, value, line, maybe_label);
    return wants_value ? value : NULL;
}

static Core *desugar_match_node(Desugar *d, Block *block, const Node *node, bool wants_value)
{
    Core *value = desugar_expr(d, block, node->pair.right);
    return desugar_match(d, block, node->pair.left, value, desugar_line(d, node->span), NULL,
                         wants_value);
}

// ---- any expression ----------------------------------------------------------------------------

static Core *desugar_var(Desugar *d, const Node *node)
{
    const Binding *binding = binding_find(d, node->name);
    CoreLine line = desugar_line(d, node->span);
    if (binding != NULL)
        return binding_use(d, line, binding);
    compiler_error(d->compiler, node->span, "variable '%s' is unbound", node->name->text);
    return core_atom(d->module, line, "undefined");
}

static Core *desugar_catch(Desugar *d, const Node *node)
{
    return core_one(d->module, CORE_CATCH, desugar_line(d, node->span),
                    desugar_closed(d, node->operand));
}

static Core *desugar_block(Desugar *d, Block *block, const Node *node, bool wants_value)
{
    return desugar_body(d, block, node->list, wants_value);
}

static Core *desugar_unsupported(Desugar *d, const Node *node)
{
    compiler_error(d->compiler, node->span, "%s is not an expression", ast_kind_text(node->kind));
    return core_atom(d->module, desugar_line(d, node->span), "undefined");
}

static Core *desugar_constant(Desugar *d, const Node *node)
{
    return core_literal(d->module, desugar_line(d, node->span), constant_of_node(d, node));
}

// Expressions other than those that are also worth translating without a value.
static Core *desugar_value(Desugar *d, Block *block, const Node *node)
{
    switch (node->kind) {
    case NODE_ATOM:
    case NODE_INTEGER:
    case NODE_CHAR:
    case NODE_FLOAT:
    case NODE_STRING:
    case NODE_NIL: return desugar_constant(d, node);
    case NODE_VAR: return desugar_var(d, node);
    case NODE_UNARY:
        return desugar_operator(d, desugar_line(d, node->span), node->op.op, NULL,
                                desugar_expr(d, block, node->op.right));
    case NODE_BINARY_OP: return desugar_binary_operator(d, block, node);
    case NODE_CONS: return desugar_cons(d, block, node, NULL);
    case NODE_TUPLE: return desugar_tuple(d, block, node);
    case NODE_BIN: return desugar_binary(d, block, node);
    case NODE_MAP: return desugar_map(d, block, node);
    case NODE_RECORD:
        return node->record.base == NULL ? desugar_record_new(d, block, node)
                                         : desugar_record_update(d, block, node);
    case NODE_RECORD_INDEX:
        return core_literal(d->module, desugar_line(d, node->span), record_index_literal(d, node));
    case NODE_RECORD_ACCESS: return desugar_record_access(d, block, node);
    case NODE_CALL: return desugar_call(d, block, node);
    case NODE_TRY: return desugar_try(d, node);
    case NODE_CATCH: return desugar_catch(d, node);
    case NODE_MAYBE: return desugar_maybe(d, block, node);
    case NODE_FUN: return desugar_fun(d, node);
    case NODE_FUN_LOCAL: return desugar_fun_local(d, node);
    case NODE_FUN_REMOTE: return desugar_fun_remote(d, block, node);
    case NODE_LIST_COMPREHENSION: return desugar_list_comprehension(d, node, NULL);
    case NODE_BINARY_COMPREHENSION: return desugar_binary_comprehension(d, node);
    case NODE_MAP_COMPREHENSION: return desugar_map_comprehension(d, node);
    default: return desugar_unsupported(d, node);
    }
}

Core *desugar_wanted(Desugar *d, Block *block, const Node *node, bool wants_value)
{
    switch (node->kind) {
    case NODE_MATCH: return desugar_match_node(d, block, node, wants_value);
    case NODE_BLOCK: return desugar_block(d, block, node, wants_value);
    case NODE_CASE: return desugar_case(d, block, node, wants_value);
    case NODE_IF: return desugar_if(d, block, node, wants_value);
    case NODE_RECEIVE: return desugar_receive(d, block, node, wants_value);
    case NODE_LIST_COMPREHENSION:
        if (!wants_value) {
            desugar_comprehension_effect(d, block, node);
            return NULL;
        }
        break;
    default: break;
    }
    Core *value = desugar_value(d, block, node);
    if (wants_value)
        return value;
    block_effect(d, block, value);
    return NULL;
}

Core *desugar_expr(Desugar *d, Block *block, const Node *node)
{
    return desugar_wanted(d, block, node, true);
}

void desugar_effect(Desugar *d, Block *block, const Node *node)
{
    desugar_wanted(d, block, node, false);
}

Core *desugar_body(Desugar *d, Block *block, NodeList body, bool wants_value)
{
    for (uint32_t i = 0; i + 1 < body.count; i++)
        desugar_effect(d, block, body.items[i]);
    return desugar_wanted(d, block, body.items[body.count - 1], wants_value);
}

Core *desugar_closed_body(Desugar *d, NodeList body)
{
    uint32_t mark = binding_mark(d);
    Block block = {0};
    Core *value = desugar_body(d, &block, body, true);
    binding_pop(d, mark);
    return block_close(d, &block, value->line, value);
}

Core *desugar_closed(Desugar *d, const Node *node)
{
    Node *items[1] = {(Node *)node};
    return desugar_closed_body(d, (NodeList){items, 1});
}
