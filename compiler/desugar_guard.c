// SPDX-License-Identifier: Apache-2.0
// Desugar: guards. Apart from expressions because in a guard nothing raises, nothing binds, records
// are checked in another way, and `andalso` and `orelse` are nodes.

#include <string.h>

#include "desugar_state.h"

// base has to be a record before a test that reads its fields.
typedef struct {
    const Node *base;
    const Form *record;
    Core *test;
} RecordCheck;

// Translation of one test.
typedef struct {
    bool fail_is_false; // here a failure of the test may be taken for `false`
    RecordCheck *checks;
    uint32_t check_count;
    uint32_t check_capacity;
} GuardState;

static Core *guard_value(Desugar *d, GuardState *state, const Node *node);

// ---- names of tests ----------------------------------------------------------------------------

typedef struct {
    const char *name;
    uint32_t min_arity, max_arity;
} GuardFunction;

static const GuardFunction type_tests[] = {
    {"is_atom", 1, 1},   {"is_binary", 1, 1},    {"is_bitstring", 1, 1}, {"is_boolean", 1, 1},
    {"is_float", 1, 1},  {"is_function", 1, 2},  {"is_integer", 1, 1},   {"is_list", 1, 1},
    {"is_map", 1, 1},    {"is_number", 1, 1},    {"is_pid", 1, 1},       {"is_port", 1, 1},
    {"is_record", 2, 3}, {"is_reference", 1, 1}, {"is_tuple", 1, 1},
};

static const GuardFunction old_tests[] = {
    {"atom", 1, 1},    {"binary", 1, 1}, {"float", 1, 1},     {"function", 1, 1},
    {"integer", 1, 1}, {"list", 1, 1},   {"number", 1, 1},    {"pid", 1, 1},
    {"port", 1, 1},    {"record", 2, 2}, {"reference", 1, 1}, {"tuple", 1, 1},
};

static const GuardFunction guard_functions[] = {
    {"abs", 1, 1},      {"binary_part", 2, 3}, {"bit_size", 1, 1}, {"byte_size", 1, 1},
    {"ceil", 1, 1},     {"element", 2, 2},     {"float", 1, 1},    {"floor", 1, 1},
    {"hd", 1, 1},       {"is_map_key", 2, 2},  {"length", 1, 1},   {"map_get", 2, 2},
    {"map_size", 1, 1}, {"max", 2, 2},         {"min", 2, 2},      {"node", 0, 1},
    {"round", 1, 1},    {"self", 0, 0},        {"size", 1, 1},     {"tl", 1, 1},
    {"trunc", 1, 1},    {"tuple_size", 1, 1},
};

static bool table_has(const GuardFunction *table, size_t count, const char *name, uint32_t arity)
{
    for (size_t i = 0; i < count; i++)
        if (strcmp(table[i].name, name) == 0)
            return arity >= table[i].min_arity && arity <= table[i].max_arity;
    return false;
}

#define TABLE_HAS(table, name, arity) table_has(table, sizeof(table) / sizeof *(table), name, arity)

bool desugar_is_type_test(const char *name, uint32_t arity)
{
    return TABLE_HAS(type_tests, name, arity);
}

const char *desugar_new_test_name(const char *name, uint32_t arity)
{
    if (!TABLE_HAS(old_tests, name, arity))
        return name;
    for (size_t i = 0; i < sizeof type_tests / sizeof *type_tests; i++)
        if (strcmp(type_tests[i].name + 3, name) == 0)
            return type_tests[i].name;
    return name;
}

// ---- conjunctions ------------------------------------------------------------------------------

Core *desugar_conjunction(Desugar *d, CoreLine line, Core **tests, uint32_t count, Core *guard)
{
    if (count == 0)
        return guard;
    uint32_t extra = guard == NULL ? 0 : guard->kind == CORE_GUARD_ALL ? guard->list.count : 1;
    Core **items = ARENA_ARRAY(d->arena, Core *, count + extra);
    memcpy(items, tests, count * sizeof *items);
    if (guard != NULL && guard->kind == CORE_GUARD_ALL)
        memcpy(items + count, guard->list.items, extra * sizeof *items);
    else if (guard != NULL)
        items[count] = guard;
    return core_list(d->module, CORE_GUARD_ALL, line, items, count + extra);
}

// ---- records -----------------------------------------------------------------------------------

static Core *guard_is_record(Desugar *d, CoreLine line, Core *value, const Form *record)
{
    Core *name = desugar_atom_core(d, line, record->record.name);
    Core *size = core_integer(d->module, line, (int64_t)record->record.field_count + 1);
    return core_bif(d->module, line, "is_record", value, name, size);
}

static bool same_variable(const Node *left, const Node *right)
{
    return left->kind == NODE_VAR && right->kind == NODE_VAR && left->name == right->name;
}

static void guard_require_record(Desugar *d, GuardState *state, const Node *base,
                                 const Form *record, CoreLine line)
{
    for (uint32_t i = 0; i < state->check_count; i++)
        if (same_variable(state->checks[i].base, base) && state->checks[i].record == record)
            return;
    RecordCheck check = {base, record,
                         guard_is_record(d, line, guard_value(d, state, base), record)};
    ARENA_APPEND(d->arena, state->checks, state->check_count, state->check_capacity, check);
}

static Core *guard_record_access(Desugar *d, GuardState *state, const Node *node)
{
    CoreLine line = desugar_line(d, node->span);
    const Form *record = record_find(d, node->access.name);
    guard_require_record(d, state, node->access.base, record, line);
    Core *index =
        core_integer(d->module, line, (int64_t)record_field_index(record, node->access.field) + 1);
    return core_bif(d->module, line, "element", index, guard_value(d, state, node->access.base),
                    NULL);
}

// The record checks collected since `first`, and then `test`. Where a failing check may not be
// taken for false, it is made to fail: `(Check orelse fail) and Test`.
static Core *guard_with_checks(Desugar *d, GuardState *state, uint32_t first, CoreLine line,
                               Core *test)
{
    for (uint32_t i = state->check_count; i-- > first;) {
        Core *check = state->checks[i].test;
        if (state->fail_is_false) {
            test = core_pair(d->module, CORE_ANDALSO, line, check, test);
        } else {
            check =
                core_pair(d->module, CORE_ORELSE, line, check, core_atom(d->module, line, "fail"));
            test = core_bif(d->module, line, "and", check, test, NULL);
        }
    }
    state->check_count = first;
    return test;
}

// ---- tests -------------------------------------------------------------------------------------

// A boolean operand with its own record checks.
static Core *guard_operand(Desugar *d, GuardState *state, const Node *node, bool fail_is_false)
{
    bool outer = state->fail_is_false;
    uint32_t first = state->check_count;
    state->fail_is_false = fail_is_false;
    Core *test = guard_value(d, state, node);
    test = guard_with_checks(d, state, first, test->line, test);
    state->fail_is_false = outer;
    return test;
}

static Core *guard_operator(Desugar *d, GuardState *state, const Node *node)
{
    CoreLine line = desugar_line(d, node->span);
    Operator op = node->op.op;
    bool position = state->fail_is_false;
    if (op == OP_ANDALSO || op == OP_ORELSE) {
        Core *left = guard_operand(d, state, node->op.left, position && op == OP_ANDALSO);
        Core *right = guard_operand(d, state, node->op.right, position);
        return core_pair(d->module, op == OP_ANDALSO ? CORE_ANDALSO : CORE_ORELSE, line, left,
                         right);
    }
    if (op == OP_AND || op == OP_OR || op == OP_NOT) {
        Core *left = op == OP_NOT ? NULL : guard_operand(d, state, node->op.left, false);
        return desugar_operator(d, line, op, left, guard_operand(d, state, node->op.right, false));
    }
    state->fail_is_false = false;
    Core *left = node->op.left != NULL ? guard_value(d, state, node->op.left) : NULL;
    Core *right = guard_value(d, state, node->op.right);
    state->fail_is_false = position;
    return desugar_operator(d, line, op, left, right);
}

static const char *guard_call_name(const Node *node)
{
    const Node *function = node->call.function;
    if (function->kind == NODE_REMOTE)
        function = function->pair.right;
    return function->name->text;
}

static Core *guard_call(Desugar *d, GuardState *state, const Node *node)
{
    NodeList args = node->call.args;
    CoreLine line = desugar_line(d, node->span);
    const char *name = guard_call_name(node);
    if (strcmp(name, "record_info") == 0)
        return desugar_record_info(d, node);
    bool position = state->fail_is_false;
    state->fail_is_false = false;
    Core **values = ARENA_ARRAY(d->arena, Core *, 3);
    for (uint32_t i = 0; i < args.count && i < 3; i++)
        values[i] = guard_value(d, state, args.items[i]);
    state->fail_is_false = position;
    if (strcmp(name, "is_record") == 0 && args.count == 2 && args.items[1]->kind == NODE_ATOM) {
        const Form *record = record_find(d, args.items[1]->name);
        if (record != NULL)
            return guard_is_record(d, line, values[0], record);
    }
    return core_call_remote(d->module, line, core_atom(d->module, line, "erlang"),
                            core_atom(d->module, line, name), values, args.count);
}

static Core *guard_list(Desugar *d, GuardState *state, const Node *node)
{
    CoreLine line = desugar_line(d, node->span);
    Core *list = NULL, **end = &list;
    for (; node->kind == NODE_CONS; node = node->pair.right) {
        *end = core_cons(d->module, line, guard_value(d, state, node->pair.left), NULL);
        end = &(*end)->pair.right;
    }
    *end = guard_value(d, state, node);
    return list;
}

static Core *guard_tuple(Desugar *d, GuardState *state, const Node *node)
{
    Core **items = ARENA_ARRAY(d->arena, Core *, node->list.count);
    for (uint32_t i = 0; i < node->list.count; i++)
        items[i] = guard_value(d, state, node->list.items[i]);
    return core_tuple(d->module, desugar_line(d, node->span), items, node->list.count);
}

static Core *guard_variable(Desugar *d, const Node *node)
{
    const Binding *binding = binding_find(d, node->name);
    CoreLine line = desugar_line(d, node->span);
    if (binding != NULL)
        return binding_use(d, line, binding);
    compiler_error(d->compiler, node->span, "variable '%s' is unbound", node->name->text);
    return core_atom(d->module, line, "undefined");
}

static Core *guard_value(Desugar *d, GuardState *state, const Node *node)
{
    const Literal *constant = constant_of_node(d, node);
    if (constant != NULL)
        return core_literal(d->module, desugar_line(d, node->span), constant);
    switch (node->kind) {
    case NODE_VAR: return guard_variable(d, node);
    case NODE_UNARY:
    case NODE_BINARY_OP: return guard_operator(d, state, node);
    case NODE_CALL: return guard_call(d, state, node);
    case NODE_CONS: return guard_list(d, state, node);
    case NODE_TUPLE: return guard_tuple(d, state, node);
    case NODE_MAP: return desugar_map_guard(d, node);
    case NODE_BIN: return desugar_binary_guard(d, node);
    case NODE_RECORD: return desugar_record_guard(d, node);
    case NODE_RECORD_ACCESS: return guard_record_access(d, state, node);
    default:
        compiler_error(d->compiler, node->span, "%s is not allowed in a guard",
                       ast_kind_text(node->kind));
        return core_atom(d->module, desugar_line(d, node->span), "false");
    }
}

Core *desugar_guard_expr(Desugar *d, const Node *node)
{
    GuardState state = {0};
    return guard_operand(d, &state, node, false);
}

// Old-style tests, such as atom(X), are such only as a whole test.
static Core *guard_old_test(Desugar *d, GuardState *state, const Node *node)
{
    const char *name = node->call.function->name->text,
               *new_name = desugar_new_test_name(name, node->call.args.count);
    CoreLine line = desugar_line(d, node->span);
    Core *value = guard_value(d, state, node->call.args.items[0]);
    if (strcmp(new_name, "is_record") == 0 && node->call.args.items[1]->kind == NODE_ATOM) {
        const Form *record = record_find(d, node->call.args.items[1]->name);
        if (record != NULL)
            return guard_is_record(d, line, value, record);
    }
    return core_bif(d->module, line, new_name, value, NULL, NULL);
}

static Core *guard_test(Desugar *d, GuardState *state, const Node *node)
{
    bool is_old = node->kind == NODE_CALL && node->call.function->kind == NODE_ATOM &&
                  TABLE_HAS(old_tests, node->call.function->name->text, node->call.args.count);
    return is_old ? guard_old_test(d, state, node) : guard_value(d, state, node);
}

Core *desugar_guard_tests(Desugar *d, CoreLine line, Node *const *tests, uint32_t count)
{
    Core **items = NULL;
    uint32_t item_count = 0, capacity = 0;
    for (uint32_t i = 0; i < count; i++) {
        GuardState state = {.fail_is_false = true};
        Core *test = guard_test(d, &state, tests[i]);
        for (uint32_t check = 0; check < state.check_count; check++)
            ARENA_APPEND(d->arena, items, item_count, capacity, state.checks[check].test);
        ARENA_APPEND(d->arena, items, item_count, capacity, test);
    }
    return core_list(d->module, CORE_GUARD_ALL, line, items, item_count);
}

Core *desugar_guard(Desugar *d, CoreLine line, GuardList guard)
{
    if (guard.count == 0)
        return NULL;
    Core **alternatives = ARENA_ARRAY(d->arena, Core *, guard.count);
    for (uint32_t i = 0; i < guard.count; i++)
        alternatives[i] = desugar_guard_tests(d, line, guard.items[i].items, guard.items[i].count);
    if (guard.count == 1)
        return alternatives[0];
    return core_list(d->module, CORE_GUARD_ANY, line, alternatives, guard.count);
}

// ---- is an expression a guard test? ------------------------------------------------------------

static bool is_guard_expr(const Desugar *d, const Node *node);

static bool all_guard_exprs(const Desugar *d, NodeList list)
{
    for (uint32_t i = 0; i < list.count; i++)
        if (!is_guard_expr(d, list.items[i]))
            return false;
    return true;
}

static bool fields_are_guard_exprs(const Desugar *d, NodeList fields)
{
    for (uint32_t i = 0; i < fields.count; i++) {
        const Node *field = fields.items[i];
        bool fine = field->kind == NODE_RECORD_FIELD
                        ? is_guard_expr(d, field->field.value)
                        : is_guard_expr(d, field->pair.left) && is_guard_expr(d, field->pair.right);
        if (!fine)
            return false;
    }
    return true;
}

static bool segments_are_guard_exprs(const Desugar *d, NodeList segments)
{
    for (uint32_t i = 0; i < segments.count; i++) {
        const Node *segment = segments.items[i];
        if (!is_guard_expr(d, segment->segment.value))
            return false;
        if (segment->segment.size != NULL && !is_guard_expr(d, segment->segment.size))
            return false;
    }
    return true;
}

static bool is_guard_call(const Desugar *d, const Node *node)
{
    const Node *function = node->call.function;
    uint32_t arity = node->call.args.count;
    if (function->kind == NODE_REMOTE) {
        if (function->pair.left->kind != NODE_ATOM ||
            function->pair.left->name != DESUGAR_NAME(d, ERLANG))
            return false;
        function = function->pair.right;
        if (function->kind != NODE_ATOM)
            return false;
    } else if (function->kind != NODE_ATOM ||
               desugar_find_function(d, function->name, arity) != NULL) {
        return false;
    }
    const char *name = function->name->text;
    if (!desugar_is_type_test(name, arity) && !TABLE_HAS(guard_functions, name, arity))
        return false;
    return all_guard_exprs(d, node->call.args);
}

static bool is_guard_operator(const Desugar *d, const Node *node)
{
    Operator op = node->op.op;
    if (op == OP_APPEND || op == OP_REMOVE || op == OP_SEND)
        return false;
    return (node->op.left == NULL || is_guard_expr(d, node->op.left)) &&
           is_guard_expr(d, node->op.right);
}

static bool is_guard_expr(const Desugar *d, const Node *node)
{
    switch (node->kind) {
    case NODE_ATOM:
    case NODE_INTEGER:
    case NODE_CHAR:
    case NODE_FLOAT:
    case NODE_STRING:
    case NODE_NIL:
    case NODE_VAR:
    case NODE_RECORD_INDEX: return true;
    case NODE_CONS: return is_guard_expr(d, node->pair.left) && is_guard_expr(d, node->pair.right);
    case NODE_TUPLE: return all_guard_exprs(d, node->list);
    case NODE_MAP:
        return (node->map.base == NULL || is_guard_expr(d, node->map.base)) &&
               fields_are_guard_exprs(d, node->map.fields);
    case NODE_RECORD:
        return node->record.base == NULL && fields_are_guard_exprs(d, node->record.fields);
    case NODE_RECORD_ACCESS: return is_guard_expr(d, node->access.base);
    case NODE_BIN: return segments_are_guard_exprs(d, node->list);
    case NODE_CALL: return is_guard_call(d, node);
    case NODE_UNARY:
    case NODE_BINARY_OP: return is_guard_operator(d, node);
    default: return false;
    }
}

bool desugar_is_guard_test(const Desugar *d, const Node *node)
{
    if (node->kind == NODE_CALL && node->call.function->kind == NODE_ATOM) {
        const char *name = node->call.function->name->text;
        uint32_t arity = node->call.args.count;
        bool is_old = TABLE_HAS(old_tests, name, arity) &&
                      desugar_find_function(d, node->call.function->name, arity) == NULL;
        if (is_old)
            return all_guard_exprs(d, node->call.args);
    }
    return is_guard_expr(d, node);
}
