// SPDX-License-Identifier: Apache-2.0
// Tests for a tuple, its size and its first element in a row become one instruction: what record
// patterns are.

#include "optimise.h"

typedef struct {
    SsaFunction *function;
    uint32_t *uses; // by value
} Tuples;

static void count_use(void *context, SsaOperand *operand)
{
    Tuples *t = context;
    if (operand->literal == NULL)
        t->uses[operand->value]++;
}

static bool same_value(SsaOperand left, SsaOperand right)
{
    return left.literal == NULL && right.literal == NULL && left.value == right.value;
}

// Where a failing test goes that passes no arguments.
static const SsaBlock *plain_failure(const SsaBlock *block)
{
    if (block->edge_count < 2)
        return NULL;
    const SsaEdge *edge = &block->edges[block->edge_count - 1];
    return edge->target->parameter_count == 0 ? edge->target : NULL;
}

// The tuple that a block tests for one size, which goes to *arity, or nothing.
static SsaOperand tested_size(const SsaBlock *block, uint32_t *arity)
{
    SsaOperand nothing = {NULL, SSA_NONE};
    if (block->end == SSA_END_ARITY && block->edge_count == 2) {
        *arity = (uint32_t)block->edges[0].value->integer;
        return block->operand;
    }
    if (block->end == SSA_END_TEST && block->instruction->op == SSA_HAS_ARITY) {
        *arity = block->instruction->index;
        return block->instruction->operands[0];
    }
    return nothing;
}

// The value that a block compares with one constant, which goes to *constant, or nothing.
static SsaOperand compared(const SsaBlock *block, SsaOperand *constant)
{
    SsaOperand nothing = {NULL, SSA_NONE};
    if (block->end == SSA_END_SWITCH && block->edge_count == 2) {
        *constant = ssa_literal(block->edges[0].value);
        return block->operand;
    }
    if (block->end != SSA_END_TEST || block->instruction->op != SSA_IS ||
        block->instruction->index != BEAM_OP_is_eq_exact ||
        block->instruction->operands[1].literal == NULL)
        return nothing;
    *constant = block->instruction->operands[1];
    return block->instruction->operands[0];
}

static bool is_type_test(const SsaBlock *block, BeamOpcode test)
{
    return block->end == SSA_END_TEST && block->instruction->op == SSA_IS &&
           block->instruction->index == test;
}

static bool follows_alone(const SsaBlock *block, const SsaBlock *before, uint32_t instructions)
{
    return block->predecessor_count == 1 && block->count == instructions &&
           block->kind == SSA_PLAIN && block->handler == before->handler;
}

static void join_tests(Tuples *t, SsaBlock *block)
{
    uint32_t arity = 0;
    SsaOperand tag;
    if (!is_type_test(block, BEAM_OP_is_tuple))
        return;
    SsaOperand tuple = block->instruction->operands[0];
    const SsaBlock *failure = plain_failure(block);
    const SsaBlock *size = block->edges[0].target;
    if (failure == NULL || !follows_alone(size, block, 0) ||
        !same_value(tested_size(size, &arity), tuple) || plain_failure(size) != failure)
        return;
    const SsaBlock *last = size->edges[0].target;
    if (!follows_alone(last, block, 1) || last->instructions[0]->op != SSA_ELEMENT ||
        last->instructions[0]->index != 0)
        return;
    const SsaInstruction *element = last->instructions[0];
    SsaOperand first = compared(last, &tag);
    if (!same_value(element->operands[0], tuple) || plain_failure(last) != failure ||
        !same_value(first, ssa_value(element->result)) || t->uses[element->result] != 1 ||
        tag.literal->kind != LITERAL_ATOM || arity == 0)
        return;
    SsaInstruction *test =
        ssa_create_instruction(t->function, SSA_IS_TAGGED, block->instruction->line, 2);
    test->operands[0] = tuple;
    test->operands[1] = tag;
    test->index = arity;
    block->instruction = test;
    block->edges[0] = last->edges[0];
    block->edges[0].value = NULL;
}

void optimise_tuples(SsaFunction *function)
{
    Tuples t = {.function = function};
    t.uses = ARENA_ARRAY(function->arena, uint32_t, function->value_count + 1);
    for (uint32_t i = 0; i < function->block_count; i++)
        ssa_visit_uses(function->blocks[i], count_use, &t);
    for (uint32_t i = 0; i < function->block_count; i++)
        join_tests(&t, function->blocks[i]);
    ssa_order_blocks(function);
}
