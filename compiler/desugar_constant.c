// SPDX-License-Identifier: Apache-2.0
// Desugar: constants of the source as literals, and constant arithmetic.

#include "desugar_constant.h"

#include <math.h>

#include "desugar_state.h"

// ---- folding -----------------------------------------------------------------------------------

#define SHIFT_LIMIT 4096 // bits; larger constants are left to be computed at run time

typedef __int128 WideInteger;

// Integers up to this size are exact as doubles.
static bool is_exact_double(int64_t value)
{
    return value >= -(INT64_C(1) << 53) && value <= INT64_C(1) << 53;
}

static const Literal *fold_wide(LiteralTable *literals, WideInteger value)
{
    if (value >= INT64_MIN && value <= INT64_MAX)
        return literal_integer(literals, (int64_t)value);
    bool negative = value < 0;
    unsigned __int128 magnitude = negative ? -(unsigned __int128)value : (unsigned __int128)value;
    uint8_t bytes[16];
    for (int i = 0; i < 16; i++)
        bytes[i] = (uint8_t)(magnitude >> (8 * i));
    return literal_big(literals, bytes, sizeof bytes, negative);
}

static const Literal *fold_shift_left(LiteralTable *literals, int64_t value, int64_t shift)
{
    uint8_t bytes[SHIFT_LIMIT / 8 + 16] = {0};
    uint64_t magnitude = value < 0 ? -(uint64_t)value : (uint64_t)value;
    unsigned __int128 shifted = (unsigned __int128)magnitude << (shift % 8);
    for (int i = 0; i < 9; i++)
        bytes[shift / 8 + i] = (uint8_t)(shifted >> (8 * i));
    return literal_big(literals, bytes, sizeof bytes, value < 0);
}

static const Literal *fold_shift(LiteralTable *literals, int64_t value, int64_t shift)
{
    if (shift > SHIFT_LIMIT || shift < -SHIFT_LIMIT)
        return NULL;
    if (shift >= 0)
        return fold_shift_left(literals, value, shift);
    if (-shift >= 64)
        return literal_integer(literals, value < 0 ? -1 : 0);
    return literal_integer(literals, value >> -shift);
}

static const Literal *fold_integers(LiteralTable *literals, Operator op, int64_t left,
                                    int64_t right)
{
    switch (op) {
    case OP_ADD: return fold_wide(literals, (WideInteger)left + right);
    case OP_SUBTRACT: return fold_wide(literals, (WideInteger)left - right);
    case OP_MULTIPLY: return fold_wide(literals, (WideInteger)left * right);
    case OP_DIV: return right == 0 ? NULL : fold_wide(literals, (WideInteger)left / right);
    case OP_REM: return right == 0 ? NULL : fold_wide(literals, (WideInteger)left % right);
    case OP_BAND: return literal_integer(literals, left & right);
    case OP_BOR: return literal_integer(literals, left | right);
    case OP_BXOR: return literal_integer(literals, left ^ right);
    case OP_BSL: return fold_shift(literals, left, right);
    case OP_BSR: return right == INT64_MIN ? NULL : fold_shift(literals, left, -right);
    case OP_DIVIDE:
        if (right == 0 || !is_exact_double(left) || !is_exact_double(right))
            return NULL;
        return literal_float(literals, (double)left / (double)right);
    default: return NULL;
    }
}

static const Literal *fold_floats(LiteralTable *literals, Operator op, double left, double right)
{
    double value;
    switch (op) {
    case OP_ADD: value = left + right; break;
    case OP_SUBTRACT: value = left - right; break;
    case OP_MULTIPLY: value = left * right; break;
    case OP_DIVIDE:
        if (right == 0)
            return NULL;
        value = left / right;
        break;
    default: return NULL;
    }
    return isfinite(value) ? literal_float(literals, value) : NULL;
}

static const Literal *fold_unary(LiteralTable *literals, Operator op, const Literal *operand)
{
    switch (operand->kind) {
    case LITERAL_INTEGER:
        if (op == OP_SUBTRACT)
            return fold_wide(literals, -(WideInteger)operand->integer);
        if (op == OP_BNOT)
            return literal_integer(literals, ~operand->integer);
        return op == OP_ADD ? operand : NULL;
    case LITERAL_BIG:
        if (op == OP_SUBTRACT)
            return literal_big(literals, operand->big.bytes, operand->big.length,
                               !operand->big.negative);
        return op == OP_ADD ? operand : NULL;
    case LITERAL_FLOAT:
        if (op == OP_SUBTRACT)
            return literal_float(literals, -operand->real);
        return op == OP_ADD ? operand : NULL;
    case LITERAL_ATOM:
        if (op != OP_NOT)
            return NULL;
        if (literal_is_atom(operand, "true"))
            return literal_atom(literals, "false");
        return literal_is_atom(operand, "false") ? literal_atom(literals, "true") : NULL;
    default: return NULL;
    }
}

static bool literal_as_double(const Literal *literal, double *value)
{
    if (literal->kind == LITERAL_FLOAT)
        *value = literal->real;
    else if (literal->kind == LITERAL_INTEGER && is_exact_double(literal->integer))
        *value = (double)literal->integer;
    else
        return false;
    return true;
}

const Literal *constant_fold(LiteralTable *literals, Operator op, const Literal *left,
                             const Literal *right)
{
    if (left == NULL)
        return fold_unary(literals, op, right);
    if (left->kind == LITERAL_INTEGER && right->kind == LITERAL_INTEGER)
        return fold_integers(literals, op, left->integer, right->integer);
    double first, second;
    bool has_float = left->kind == LITERAL_FLOAT || right->kind == LITERAL_FLOAT;
    if (has_float && literal_as_double(left, &first) && literal_as_double(right, &second))
        return fold_floats(literals, op, first, second);
    return NULL;
}

// ---- constants of the source -------------------------------------------------------------------

static const Literal *constant_integer(Desugar *d, const Node *node)
{
    const BigInteger *big = node->integer.big;
    if (big == NULL)
        return literal_integer(d->literals, node->integer.small);
    uint8_t *bytes = ARENA_ARRAY(d->arena, uint8_t, big->limb_count * 8);
    for (uint32_t i = 0; i < big->limb_count; i++)
        for (uint32_t byte = 0; byte < 8; byte++)
            bytes[i * 8 + byte] = (uint8_t)(big->limbs[i] >> (8 * byte));
    return literal_big(d->literals, bytes, big->limb_count * 8, false);
}

const Literal *constant_string(Desugar *d, const Node *node)
{
    return literal_string(d->literals, node->string.code_points, node->string.count);
}

static const Literal *constant_list(Desugar *d, const Node *node)
{
    uint32_t count = 0;
    const Node *end = node;
    for (; end->kind == NODE_CONS; end = end->pair.right)
        count++;
    const Literal **heads = ARENA_ARRAY(d->arena, const Literal *, count);
    for (uint32_t i = 0; i < count; i++, node = node->pair.right)
        if ((heads[i] = constant_of_node(d, node->pair.left)) == NULL)
            return NULL;
    const Literal *list = constant_of_node(d, end);
    for (uint32_t i = count; list != NULL && i-- > 0;)
        list = literal_cons(d->literals, heads[i], list);
    return list;
}

static const Literal *constant_tuple(Desugar *d, NodeList list)
{
    const Literal **elements = ARENA_ARRAY(d->arena, const Literal *, list.count);
    for (uint32_t i = 0; i < list.count; i++)
        if ((elements[i] = constant_of_node(d, list.items[i])) == NULL)
            return NULL;
    return literal_tuple(d->literals, elements, list.count);
}

static const Literal *constant_map(Desugar *d, const Node *node)
{
    NodeList fields = node->map.fields;
    LiteralPair *pairs = ARENA_ARRAY(d->arena, LiteralPair, fields.count);
    if (node->map.base != NULL)
        return NULL;
    for (uint32_t i = 0; i < fields.count; i++) {
        pairs[i].key = constant_of_node(d, fields.items[i]->pair.left);
        pairs[i].value = constant_of_node(d, fields.items[i]->pair.right);
        if (pairs[i].key == NULL || pairs[i].value == NULL)
            return NULL;
    }
    return literal_map(d->literals, pairs, fields.count);
}

static const Literal *constant_function_name(Desugar *d, const Node *node)
{
    const Literal *elements[2] = {desugar_atom(d, node->fun_local.name),
                                  literal_integer(d->literals, node->fun_local.arity)};
    return literal_tuple(d->literals, elements, 2);
}

static const Literal *constant_bitstring(Desugar *d, const Node *node)
{
    Block block = {0};
    Core *value = desugar_binary(d, &block, node);
    return block.count == 0 && value->kind == CORE_LITERAL ? value->literal : NULL;
}

static bool is_only_constants(const Node *node)
{
    for (uint32_t i = 0; i < node->list.count; i++) {
        NodeKind kind = node->list.items[i]->segment.value->kind;
        if (kind != NODE_INTEGER && kind != NODE_CHAR && kind != NODE_STRING)
            return false;
        if (node->list.items[i]->segment.size != NULL)
            return false;
    }
    return true;
}

const Literal *constant_of_node(Desugar *d, const Node *node)
{
    switch (node->kind) {
    case NODE_ATOM: return desugar_atom(d, node->name);
    case NODE_INTEGER:
    case NODE_CHAR: return constant_integer(d, node);
    case NODE_FLOAT: return literal_float(d->literals, node->real);
    case NODE_STRING: return constant_string(d, node);
    case NODE_NIL: return literal_nil(d->literals);
    case NODE_CONS: return constant_list(d, node);
    case NODE_TUPLE: return constant_tuple(d, node->list);
    case NODE_MAP: return constant_map(d, node);
    case NODE_BIN: return is_only_constants(node) ? constant_bitstring(d, node) : NULL;
    case NODE_FUNCTION_NAME: return constant_function_name(d, node);
    case NODE_RECORD_INDEX: return record_index_literal(d, node);
    case NODE_UNARY:
    case NODE_BINARY_OP: {
        const Literal *left = node->op.left != NULL ? constant_of_node(d, node->op.left) : NULL;
        const Literal *right = constant_of_node(d, node->op.right);
        bool complete = right != NULL && (node->op.left == NULL || left != NULL);
        return complete ? constant_fold(d->literals, node->op.op, left, right) : NULL;
    }
    default: return NULL;
    }
}
