// SPDX-License-Identifier: Apache-2.0
// The last steps on SSA before registers are allocated: returns and errors are copied to where they
// are jumped to, calls before a return become tail calls, and edges that registers could not be
// moved on get a block.

#include <string.h>

#include "optimise.h"

// ---- exits -------------------------------------------------------------------------------------

static SsaOperand substitute(const SsaBlock *block, const SsaOperand *arguments, SsaOperand operand)
{
    if (operand.literal != NULL)
        return operand;
    for (uint32_t i = 0; i < block->parameter_count; i++)
        if (block->parameters[i] == operand.value)
            return arguments[i];
    return operand;
}

static bool is_bare_exit(const SsaBlock *block)
{
    bool exits =
        block->end == SSA_END_RETURN || block->end == SSA_END_FAIL || block->end == SSA_END_RAISE;
    return exits && block->count == 0 && block->kind == SSA_PLAIN;
}

// Makes `to` end as `exit` does, whose parameters have the given values.
static void copy_exit(SsaFunction *function, SsaBlock *to, const SsaBlock *exit,
                      const SsaOperand *arguments)
{
    to->end = exit->end;
    to->fail = exit->fail;
    to->line = exit->line;
    to->edges = NULL;
    to->edge_count = 0;
    to->operand = substitute(exit, arguments, exit->operand);
    to->instruction = NULL;
    if (exit->instruction == NULL)
        return;
    uint32_t count = exit->instruction->count;
    to->instruction =
        ssa_create_instruction(function, exit->instruction->op, exit->instruction->line, count);
    for (uint32_t i = 0; i < count; i++)
        to->instruction->operands[i] = substitute(exit, arguments, exit->instruction->operands[i]);
}

static void duplicate_exits(SsaFunction *function)
{
    for (uint32_t i = 0; i < function->block_count; i++) {
        SsaBlock *block = function->blocks[i];
        for (uint32_t k = 0; k < block->edge_count; k++) {
            SsaBlock *target = block->edges[k].target;
            if (!is_bare_exit(target) || target->predecessor_count < 2)
                continue;
            if (block->end == SSA_END_JUMP) {
                copy_exit(function, block, target, block->edges[0].arguments);
                break;
            }
            SsaBlock *copy = ssa_add_block(function);
            copy->handler = target->handler;
            copy_exit(function, copy, target, block->edges[k].arguments);
            block->edges[k].target = copy;
            block->edges[k].arguments = NULL;
        }
    }
}

// ---- tail calls --------------------------------------------------------------------------------

static bool may_be_last(SsaOp op)
{
    return op == SSA_CALL || op == SSA_CALL_EXTERNAL || op == SSA_APPLY;
}

static void make_tail_calls(SsaFunction *function)
{
    for (uint32_t i = 0; i < function->block_count; i++) {
        SsaBlock *block = function->blocks[i];
        if (block->end != SSA_END_RETURN || block->handler != NULL || block->count == 0)
            continue;
        SsaInstruction *last = block->instructions[block->count - 1];
        if (!may_be_last(last->op) || block->operand.literal != NULL ||
            block->operand.value != last->result)
            continue;
        block->count--;
        block->end = SSA_END_CALL;
        block->instruction = last;
        block->operand.value = SSA_NONE;
        last->result = SSA_NONE;
    }
}

// ---- critical edges ----------------------------------------------------------------------------

static bool needs_block(const SsaBlock *from, uint32_t index)
{
    const SsaBlock *target = from->edges[index].target;
    if (from->end == SSA_END_JUMP || (from->end == SSA_END_TRY && index == 1))
        return false;
    return target->predecessor_count > 1 || target->kind == SSA_RECEIVE_LOOP ||
           (target->parameter_count > 0 && target->kind != SSA_MESSAGE);
}

static void split_edges(SsaFunction *function)
{
    for (uint32_t i = 0; i < function->block_count; i++) {
        SsaBlock *block = function->blocks[i];
        for (uint32_t k = 0; k < block->edge_count; k++) {
            if (!needs_block(block, k))
                continue;
            SsaBlock *between = ssa_add_block(function);
            between->handler = block->handler;
            between->end = SSA_END_JUMP;
            between->line = block->line;
            between->edges = ARENA_ARRAY(function->arena, SsaEdge, 1);
            between->edge_count = 1;
            between->edges[0].target = block->edges[k].target;
            between->edges[0].arguments = block->edges[k].arguments;
            block->edges[k].target = between;
            block->edges[k].arguments = NULL;
        }
    }
}

void lower_exits(SsaFunction *function)
{
    duplicate_exits(function);
    ssa_order_blocks(function);
}

void lower_function(SsaFunction *function)
{
    make_tail_calls(function);
    split_edges(function);
    ssa_order_blocks(function);
}
