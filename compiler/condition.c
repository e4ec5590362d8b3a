// SPDX-License-Identifier: Apache-2.0
// Evaluates the expressions of -if and -elif: guard expressions on literals, with defined(NAME).
#include <math.h>
#include <string.h>

#include "parse.h"
#include "preprocess.h"

typedef enum ValueKind {
    VALUE_INTEGER,
    VALUE_FLOAT,
    VALUE_ATOM,
    VALUE_TUPLE,
    VALUE_NIL,
    VALUE_CONS,
    VALUE_BINARY
} ValueKind;

// In the order of terms: numbers, atoms, tuples, lists, binaries.
typedef struct Value Value;
struct Value {
    ValueKind kind;
    int64_t integer;
    double real;
    const Name *atom;
    Value *items; // of a tuple; head and tail of a cell
    uint32_t count;
};

typedef struct Evaluator {
    Compiler *compiler;
    const MacroTable *macros;
    bool failed;
} Evaluator;

static Value evaluate(Evaluator *e, const Node *node);

static Value fail(Evaluator *e, Span span, const char *message)
{
    if (!e->failed) {
        compiler_error(e->compiler, span, "%s", message);
    }
    e->failed = true;
    return (Value){0};
}

static Value make_integer(int64_t value)
{
    return (Value){.kind = VALUE_INTEGER, .integer = value};
}

static Value make_boolean(Evaluator *e, bool value)
{
    return (Value){.kind = VALUE_ATOM,
                   .atom = e->compiler->names.known[value ? NAME_TRUE : NAME_FALSE]};
}

static bool is_number(const Value *value) { return value->kind <= VALUE_FLOAT; }

static double to_float(const Value *value)
{
    return value->kind == VALUE_FLOAT ? value->real : (double)value->integer;
}

static int order(double a, double b) { return a < b ? -1 : a > b; }

static int compare(const Value *a, const Value *b, bool exact);

static int compare_items(const Value *a, const Value *b, bool exact)
{
    for (uint32_t i = 0; i < a->count && i < b->count; i++) {
        int result = compare(&a->items[i], &b->items[i], exact);
        if (result != 0) {
            return result;
        }
    }
    return 0;
}

static int rank(const Value *value)
{
    return value->kind == VALUE_FLOAT ? VALUE_INTEGER : (int)value->kind;
}

static int compare(const Value *a, const Value *b, bool exact)
{
    if (exact && a->kind != b->kind) {
        return a->kind < b->kind ? -1 : 1;
    }
    if (is_number(a) && is_number(b)) {
        if (a->kind == VALUE_INTEGER && b->kind == VALUE_INTEGER) {
            return a->integer < b->integer ? -1 : a->integer > b->integer;
        }
        return order(to_float(a), to_float(b));
    }
    if (rank(a) != rank(b)) {
        return rank(a) < rank(b) ? -1 : 1;
    }
    if (a->kind == VALUE_ATOM) {
        return a->atom == b->atom ? 0 : strcmp(a->atom->text, b->atom->text);
    }
    if (a->kind == VALUE_TUPLE && a->count != b->count) {
        return a->count < b->count ? -1 : 1;
    }
    return compare_items(a, b, exact);
}

static Value *make_items(Evaluator *e, uint32_t count)
{
    return ARENA_ARRAY(&e->compiler->scratch, Value, count);
}

static Value make_cell(Evaluator *e, Value head, Value tail)
{
    Value cell = {.kind = VALUE_CONS, .items = make_items(e, 2), .count = 2};
    cell.items[0] = head;
    cell.items[1] = tail;
    return cell;
}

static Value evaluate_string(Evaluator *e, const Node *node)
{
    Value list = {.kind = VALUE_NIL};
    if (node->string.count > AST_MAX_DEPTH) {
        return fail(e, node->span, "this string is too long for a condition");
    }
    for (uint32_t i = node->string.count; i-- > 0;) {
        list = make_cell(e, make_integer(node->string.code_points[i]), list);
    }
    return list;
}

static Value evaluate_list(Evaluator *e, const Node *node)
{
    Value *heads = NULL;
    uint32_t count = 0, capacity = 0;
    for (; node->kind == NODE_CONS; node = node->pair.right) {
        Value head = evaluate(e, node->pair.left);
        ARENA_APPEND(&e->compiler->scratch, heads, count, capacity, head);
    }
    Value list = evaluate(e, node);
    if (count > AST_MAX_DEPTH) {
        return fail(e, node->span, "this list is too long for a condition");
    }
    while (count > 0) {
        list = make_cell(e, heads[--count], list);
    }
    return list;
}

static Value evaluate_tuple(Evaluator *e, const Node *node)
{
    Value tuple = {.kind = VALUE_TUPLE, .count = node->list.count};
    tuple.items = make_items(e, tuple.count);
    for (uint32_t i = 0; i < tuple.count; i++) {
        tuple.items[i] = evaluate(e, node->list.items[i]);
    }
    return tuple;
}

static bool is_true(Evaluator *e, const Value *value)
{
    return value->kind == VALUE_ATOM && value->atom == COMPILER_NAME(e->compiler, TRUE);
}

static bool is_boolean(Evaluator *e, const Value *value)
{
    return is_true(e, value) ||
           (value->kind == VALUE_ATOM && value->atom == COMPILER_NAME(e->compiler, FALSE));
}

static Value evaluate_float_operator(Evaluator *e, const Node *node, double a, double b)
{
    double result = node->op.op == OP_ADD        ? a + b
                    : node->op.op == OP_SUBTRACT ? a - b
                    : node->op.op == OP_MULTIPLY ? a * b
                                                 : a / b;
    if (!isfinite(result)) {
        return fail(e, node->span, "this arithmetic has no result");
    }
    return (Value){.kind = VALUE_FLOAT, .real = result};
}

static Value evaluate_integer_operator(Evaluator *e, const Node *node, int64_t a, int64_t b)
{
    int64_t result = 0;
    bool bad = false;
    switch (node->op.op) {
    case OP_ADD: bad = __builtin_add_overflow(a, b, &result); break;
    case OP_SUBTRACT: bad = __builtin_sub_overflow(a, b, &result); break;
    case OP_MULTIPLY: bad = __builtin_mul_overflow(a, b, &result); break;
    case OP_DIV:
    case OP_REM:
        bad = b == 0 || (a == INT64_MIN && b == -1);
        result = bad ? 0 : node->op.op == OP_DIV ? a / b : a % b;
        break;
    case OP_BAND: return make_integer(a & b);
    case OP_BOR: return make_integer(a | b);
    case OP_BXOR: return make_integer(a ^ b);
    case OP_BSL:
        bad = b < 0 || b > 62 || __builtin_mul_overflow(a, (int64_t)1 << b, &result);
        break;
    case OP_BSR:
        bad = b < 0;
        result = bad ? 0 : a >> (b > 63 ? 63 : b);
        break;
    default: return evaluate_float_operator(e, node, (double)a, (double)b);
    }
    return bad ? fail(e, node->span, "this arithmetic has no result here") : make_integer(result);
}

static Value evaluate_logic(Evaluator *e, const Node *node)
{
    Value left = evaluate(e, node->op.left);
    bool is_and = node->op.op == OP_ANDALSO;
    if (!e->failed && !is_boolean(e, &left)) {
        return fail(e, node->op.left->span, "a boolean is needed here");
    }
    return is_true(e, &left) == is_and ? evaluate(e, node->op.right) : left;
}

static Value evaluate_comparison(Evaluator *e, Operator op, const Value *left, const Value *right)
{
    bool exact = op == OP_EXACT_EQUAL || op == OP_EXACT_NOT_EQUAL;
    int result = compare(left, right, exact);
    switch (op) {
    case OP_EQUAL:
    case OP_EXACT_EQUAL: return make_boolean(e, result == 0);
    case OP_NOT_EQUAL:
    case OP_EXACT_NOT_EQUAL: return make_boolean(e, result != 0);
    case OP_LESS: return make_boolean(e, result < 0);
    case OP_LESS_EQUAL: return make_boolean(e, result <= 0);
    case OP_GREATER: return make_boolean(e, result > 0);
    default: return make_boolean(e, result >= 0);
    }
}

static Value evaluate_binary(Evaluator *e, const Node *node)
{
    Operator op = node->op.op;
    if (op == OP_ANDALSO || op == OP_ORELSE) {
        return evaluate_logic(e, node);
    }
    Value left = evaluate(e, node->op.left);
    Value right = evaluate(e, node->op.right);
    if (e->failed) {
        return left;
    }
    if (op >= OP_EQUAL && op <= OP_EXACT_NOT_EQUAL) {
        return evaluate_comparison(e, op, &left, &right);
    }
    if ((op == OP_AND || op == OP_OR || op == OP_XOR) && is_boolean(e, &left) &&
        is_boolean(e, &right)) {
        bool a = is_true(e, &left), b = is_true(e, &right);
        return make_boolean(e, op == OP_AND ? a && b : op == OP_OR ? a || b : a != b);
    }
    if (left.kind == VALUE_INTEGER && right.kind == VALUE_INTEGER && op <= OP_BSR) {
        return evaluate_integer_operator(e, node, left.integer, right.integer);
    }
    if (is_number(&left) && is_number(&right) && op <= OP_DIVIDE) {
        return evaluate_float_operator(e, node, to_float(&left), to_float(&right));
    }
    return fail(e, node->span, "this operator cannot be applied to these values");
}

static Value evaluate_unary(Evaluator *e, const Node *node)
{
    Value value = evaluate(e, node->op.right);
    if (e->failed) {
        return value;
    }
    if (node->op.op == OP_NOT && is_boolean(e, &value)) {
        return make_boolean(e, !is_true(e, &value));
    }
    if (node->op.op == OP_BNOT && value.kind == VALUE_INTEGER) {
        return make_integer(~value.integer);
    }
    if (is_number(&value) && node->op.op <= OP_SUBTRACT) {
        bool negate = node->op.op == OP_SUBTRACT;
        value.integer = negate ? -value.integer : value.integer;
        value.real = negate ? -value.real : value.real;
        return value;
    }
    return fail(e, node->span, "this operator cannot be applied to this value");
}

static int64_t list_length(const Value *value)
{
    int64_t length = 0;
    for (; value->kind == VALUE_CONS; value = &value->items[1]) {
        length++;
    }
    return value->kind == VALUE_NIL ? length : -1;
}

// defined(NAME), where NAME reads like an atom or a variable.
static Value evaluate_defined(Evaluator *e, const Node *node)
{
    const Node *name = node->call.args.items[0];
    if (name->kind != NODE_ATOM && name->kind != NODE_VAR) {
        return fail(e, name->span, "the name of a macro is needed here");
    }
    return make_boolean(e, macros_is_defined(e->macros, name->name));
}

static Value evaluate_test(Evaluator *e, const Node *node, const char *name, const Value *value)
{
    static const struct {
        const char *name;
        uint32_t kinds;
    } tests[] = {
        {"is_integer", 1u << VALUE_INTEGER},
        {"is_float", 1u << VALUE_FLOAT},
        {"is_number", 1u << VALUE_INTEGER | 1u << VALUE_FLOAT},
        {"is_atom", 1u << VALUE_ATOM},
        {"is_tuple", 1u << VALUE_TUPLE},
        {"is_list", 1u << VALUE_NIL | 1u << VALUE_CONS},
        {"is_binary", 1u << VALUE_BINARY},
        {"is_bitstring", 1u << VALUE_BINARY},
        {"is_map", 0},
        {"is_pid", 0},
        {"is_function", 0},
    };
    for (size_t i = 0; i < sizeof tests / sizeof *tests; i++) {
        if (strcmp(name, tests[i].name) == 0) {
            return make_boolean(e, (tests[i].kinds >> value->kind & 1) != 0);
        }
    }
    if (strcmp(name, "is_boolean") == 0) {
        return make_boolean(e, is_boolean(e, value));
    }
    if (strcmp(name, "length") == 0 && list_length(value) >= 0) {
        return make_integer(list_length(value));
    }
    if ((strcmp(name, "tuple_size") == 0 || strcmp(name, "size") == 0) &&
        value->kind == VALUE_TUPLE) {
        return make_integer(value->count);
    }
    if (strcmp(name, "abs") == 0 && is_number(value)) {
        return (Value){.kind = value->kind,
                       .integer = value->integer < 0 ? -value->integer : value->integer,
                       .real = fabs(value->real)};
    }
    if (strcmp(name, "hd") == 0 && value->kind == VALUE_CONS) {
        return value->items[0];
    }
    if (strcmp(name, "tl") == 0 && value->kind == VALUE_CONS) {
        return value->items[1];
    }
    return fail(e, node->span, "this function cannot be called here with this value");
}

static Value evaluate_call(Evaluator *e, const Node *node)
{
    const Node *function = node->call.function;
    if (function->kind == NODE_REMOTE && function->pair.left->kind == NODE_ATOM &&
        function->pair.left->name == COMPILER_NAME(e->compiler, ERLANG)) {
        function = function->pair.right;
    }
    if (function->kind != NODE_ATOM || node->call.args.count != 1) {
        return fail(e, node->span, "this function cannot be called in a condition");
    }
    if (function->name == COMPILER_NAME(e->compiler, DEFINED)) {
        return evaluate_defined(e, node);
    }
    Value value = evaluate(e, node->call.args.items[0]);
    return e->failed ? value : evaluate_test(e, node, function->name->text, &value);
}

static Value evaluate(Evaluator *e, const Node *node)
{
    if (e->failed) {
        return (Value){0};
    }
    switch (node->kind) {
    case NODE_INTEGER:
    case NODE_CHAR:
        if (node->integer.big != NULL) {
            return fail(e, node->span, "this integer is too large for a condition");
        }
        return make_integer(node->integer.small);
    case NODE_FLOAT: return (Value){.kind = VALUE_FLOAT, .real = node->real};
    case NODE_ATOM: return (Value){.kind = VALUE_ATOM, .atom = node->name};
    case NODE_STRING: return evaluate_string(e, node);
    case NODE_NIL: return (Value){.kind = VALUE_NIL};
    case NODE_CONS: return evaluate_list(e, node);
    case NODE_TUPLE: return evaluate_tuple(e, node);
    case NODE_UNARY: return evaluate_unary(e, node);
    case NODE_BINARY_OP: return evaluate_binary(e, node);
    case NODE_CALL: return evaluate_call(e, node);
    case NODE_VAR: return fail(e, node->span, "there are no variables in a condition");
    default: return fail(e, node->span, "this cannot stand in a condition");
    }
}

bool condition_evaluate(Compiler *compiler, const MacroTable *macros, const TokenList *tokens)
{
    Node *node = parse_expression(compiler, tokens);
    if (node == NULL) {
        return false;
    }
    Evaluator evaluator = {.compiler = compiler, .macros = macros};
    Value value = evaluate(&evaluator, node);
    return !evaluator.failed && is_true(&evaluator, &value);
}
