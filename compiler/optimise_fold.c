// SPDX-License-Identifier: Apache-2.0
// What tests and BIFs give when their operands are constants.

#include <string.h>

#include "optimise.h"

static bool is_of_type(const Literal *literal, BeamOpcode test)
{
    switch (test) {
    case BEAM_OP_is_integer: return literal_is_integer(literal);
    case BEAM_OP_is_float: return literal->kind == LITERAL_FLOAT;
    case BEAM_OP_is_number: return literal_is_integer(literal) || literal->kind == LITERAL_FLOAT;
    case BEAM_OP_is_atom: return literal->kind == LITERAL_ATOM;
    case BEAM_OP_is_boolean:
        return literal_is_atom(literal, "true") || literal_is_atom(literal, "false");
    case BEAM_OP_is_nil: return literal->kind == LITERAL_NIL;
    case BEAM_OP_is_list: return literal->kind == LITERAL_NIL || literal->kind == LITERAL_CONS;
    case BEAM_OP_is_nonempty_list: return literal->kind == LITERAL_CONS;
    case BEAM_OP_is_tuple: return literal->kind == LITERAL_TUPLE;
    case BEAM_OP_is_map: return literal->kind == LITERAL_MAP;
    case BEAM_OP_is_binary:
        return literal->kind == LITERAL_BITSTRING && literal->bits.bit_length % 8 == 0;
    case BEAM_OP_is_bitstr: return literal->kind == LITERAL_BITSTRING;
    case BEAM_OP_is_function: return literal->kind == LITERAL_FUN;
    default: // pids, ports and references are never constants
        return false;
    }
}

// Floats are left to the runtime: zeroes have signs, and numbers of two kinds may be equal.
static bool is_simple(const Literal *literal)
{
    return literal->kind == LITERAL_ATOM || literal->kind == LITERAL_INTEGER ||
           literal->kind == LITERAL_NIL;
}

static int fold_comparison(BeamOpcode test, const Literal *left, const Literal *right)
{
    if (!is_simple(left) || !is_simple(right))
        return -1;
    switch (test) {
    case BEAM_OP_is_eq_exact:
    case BEAM_OP_is_eq: return left == right;
    case BEAM_OP_is_ne_exact:
    case BEAM_OP_is_ne: return left != right;
    default: break;
    }
    if (left->kind != LITERAL_INTEGER || right->kind != LITERAL_INTEGER)
        return -1;
    if (test == BEAM_OP_is_lt)
        return left->integer < right->integer;
    return test == BEAM_OP_is_ge ? left->integer >= right->integer : -1;
}

int fold_known_test(const SsaInstruction *test)
{
    const Literal *first = test->count > 0 ? test->operands[0].literal : NULL;
    if (first == NULL)
        return -1;
    if (test->op == SSA_HAS_ARITY)
        return first->kind == LITERAL_TUPLE ? first->tuple.arity == test->index : -1;
    if (test->op != SSA_IS)
        return -1;
    if (test->count == 1)
        return is_of_type(first, (BeamOpcode)test->index);
    if (test->operands[1].literal == NULL)
        return -1;
    return fold_comparison((BeamOpcode)test->index, first, test->operands[1].literal);
}

static const Literal *fold_integers(LiteralTable *table, const Literal *name, int64_t left,
                                    int64_t right)
{
    int64_t result;
    bool fine = false;
    if (literal_is_atom(name, "+")) {
        fine = !__builtin_add_overflow(left, right, &result);
    } else if (literal_is_atom(name, "-")) {
        fine = !__builtin_sub_overflow(left, right, &result);
    } else if (literal_is_atom(name, "*")) {
        fine = !__builtin_mul_overflow(left, right, &result);
    } else if (literal_is_atom(name, "div") && right != 0 && right != -1) {
        result = left / right;
        fine = true;
    } else if (literal_is_atom(name, "rem") && right != 0 && right != -1) {
        result = left % right;
        fine = true;
    } else if (literal_is_atom(name, "band")) {
        result = left & right;
        fine = true;
    } else if (literal_is_atom(name, "bor")) {
        result = left | right;
        fine = true;
    } else if (literal_is_atom(name, "bsl") && right >= 0 && right < 32 && left >= 0 &&
               left < INT64_C(1) << 30) {
        result = left << right;
        fine = true;
    }
    return fine ? literal_integer(table, result) : NULL;
}

static const Literal *fold_test_value(LiteralTable *table, const SsaInstruction *bif,
                                      const BifInfo *info)
{
    const Literal *left = bif->operands[0].literal;
    int outcome = -1;
    if (bif->count == 1)
        outcome = is_of_type(left, (BeamOpcode)info->test);
    else if (info->swap)
        outcome = fold_comparison((BeamOpcode)info->test, bif->operands[1].literal, left);
    else
        outcome = fold_comparison((BeamOpcode)info->test, left, bif->operands[1].literal);
    return outcome < 0 ? NULL : literal_atom(table, outcome ? "true" : "false");
}

const Literal *fold_known_value(LiteralTable *table, const SsaInstruction *instruction)
{
    if (instruction->op != SSA_BIF || instruction->count == 0 || instruction->count > 2)
        return NULL;
    for (uint32_t i = 0; i < instruction->count; i++)
        if (instruction->operands[i].literal == NULL)
            return NULL;
    const BifInfo *info = bif_find(instruction->function, instruction->count);
    if (info == NULL)
        return NULL;
    if (info->total && info->test != 0)
        return fold_test_value(table, instruction, info);
    const Literal *left = instruction->operands[0].literal;
    if (left->kind != LITERAL_INTEGER)
        return NULL;
    if (instruction->count == 1)
        return literal_is_atom(instruction->function, "-") && left->integer != INT64_MIN
                   ? literal_integer(table, -left->integer)
                   : NULL;
    const Literal *right = instruction->operands[1].literal;
    if (right->kind != LITERAL_INTEGER)
        return NULL;
    return fold_integers(table, instruction->function, left->integer, right->integer);
}
