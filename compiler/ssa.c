// SPDX-License-Identifier: Apache-2.0
// The SSA graph itself: making blocks and instructions, ordering blocks, walking operands.
// ssa_build.c fills it.

#include "ssa.h"

#include <string.h>

const uint8_t ssa_op_flags[SSA_OP_COUNT] = {
#define X(name, flags) flags,
    SSA_OPS(X)
#undef X
};

SsaBlock *ssa_add_block(SsaFunction *function)
{
    SsaBlock *block = ARENA_NEW(function->arena, SsaBlock);
    block->tag = SSA_NONE;
    block->operand.value = SSA_NONE;
    return block;
}

SsaInstruction *ssa_create_instruction(SsaFunction *function, SsaOp op, CoreLine line,
                                       uint32_t operand_count)
{
    SsaInstruction *instruction = ARENA_NEW(function->arena, SsaInstruction);
    instruction->op = op;
    instruction->line = line;
    instruction->result = SSA_NONE;
    instruction->next = SSA_NONE;
    instruction->count = operand_count;
    instruction->operands = ARENA_ARRAY(function->arena, SsaOperand, operand_count + 1);
    return instruction;
}

void ssa_insert_instruction(SsaFunction *function, SsaBlock *block, uint32_t at,
                            SsaInstruction *instruction)
{
    ARENA_APPEND(function->arena, block->instructions, block->count, block->capacity, instruction);
    memmove(block->instructions + at + 1, block->instructions + at,
            (block->count - 1 - at) * sizeof *block->instructions);
    block->instructions[at] = instruction;
}

SsaInstruction *ssa_add_instruction(SsaFunction *function, SsaBlock *block, SsaOp op, CoreLine line,
                                    uint32_t operand_count)
{
    SsaInstruction *instruction = ssa_create_instruction(function, op, line, operand_count);
    ssa_insert_instruction(function, block, block->count, instruction);
    return instruction;
}

void ssa_visit_uses(SsaBlock *block, void (*visit)(void *context, SsaOperand *operand),
                    void *context)
{
    for (uint32_t i = 0; i < block->count; i++)
        for (uint32_t k = 0; k < block->instructions[i]->count; k++)
            visit(context, &block->instructions[i]->operands[k]);
    if (block->instruction != NULL)
        for (uint32_t k = 0; k < block->instruction->count; k++)
            visit(context, &block->instruction->operands[k]);
    if (block->operand.literal != NULL || block->operand.value != SSA_NONE)
        visit(context, &block->operand);
    for (uint32_t i = 0; i < block->edge_count; i++)
        if (block->edges[i].arguments != NULL)
            for (uint32_t k = 0; k < block->edges[i].target->parameter_count; k++)
                visit(context, &block->edges[i].arguments[k]);
}

// ---- order -------------------------------------------------------------------------------------

typedef struct {
    SsaBlock *block;
    uint32_t next; // successors seen so far, the handler being the first
} OrderFrame;

typedef struct {
    SsaFunction *function;
    SsaBlock **order; // postorder
    uint32_t count;
    uint32_t capacity;
    OrderFrame *stack;
    uint32_t depth;
    uint32_t stack_capacity;
} OrderWalk;

enum { MARK_NEW = 0x4e455700, MARK_SEEN };

static void order_push(OrderWalk *walk, SsaBlock *block)
{
    block->mark = MARK_SEEN;
    OrderFrame frame = {block, 0};
    ARENA_APPEND(walk->function->arena, walk->stack, walk->depth, walk->stack_capacity, frame);
}

// Successors of a block in the order that leaves the first of several alternatives nearest to it.
static SsaBlock *order_successor(const SsaBlock *block, uint32_t index)
{
    if (index == 0)
        return block->handler;
    if (index <= block->edge_count)
        return block->edges[block->edge_count - index].target;
    return NULL;
}

static void order_walk(OrderWalk *walk, SsaBlock *entry)
{
    order_push(walk, entry);
    while (walk->depth > 0) {
        OrderFrame *frame = &walk->stack[walk->depth - 1];
        if (frame->next > frame->block->edge_count) {
            ARENA_APPEND(walk->function->arena, walk->order, walk->count, walk->capacity,
                         frame->block);
            walk->depth--;
            continue;
        }
        SsaBlock *successor = order_successor(frame->block, frame->next++);
        if (successor != NULL && successor->mark != MARK_SEEN)
            order_push(walk, successor);
    }
}

static void order_clear(SsaBlock *block)
{
    block->mark = MARK_NEW;
    if (block->handler != NULL)
        block->handler->mark = MARK_NEW;
    for (uint32_t i = 0; i < block->edge_count; i++)
        block->edges[i].target->mark = MARK_NEW;
}

static void order_unmark(SsaFunction *function, OrderWalk *walk)
{
    for (uint32_t i = 0; i < walk->count; i++) {
        order_clear(walk->order[i]);
        walk->order[i]->predecessor_count = 0;
    }
    (void)function;
}

void ssa_order_blocks(SsaFunction *function)
{
    OrderWalk walk = {.function = function};
    for (uint32_t i = 0; i < function->block_count; i++)
        order_clear(function->blocks[i]);
    order_walk(&walk, function->entry);
    order_unmark(function, &walk);
    function->blocks = ARENA_ARRAY(function->arena, SsaBlock *, walk.count);
    function->block_count = walk.count;
    for (uint32_t i = 0; i < walk.count; i++) {
        SsaBlock *block = walk.order[walk.count - 1 - i];
        function->blocks[i] = block;
        block->number = i;
        for (uint32_t k = 0; k < block->edge_count; k++)
            block->edges[k].target->predecessor_count++;
    }
}

// ---- dominators --------------------------------------------------------------------------------

static SsaBlock *common_dominator(SsaBlock *const *dominator, SsaBlock *left, SsaBlock *right)
{
    while (left != right) {
        while (left->number > right->number)
            left = dominator[left->number];
        while (right->number > left->number)
            right = dominator[right->number];
    }
    return left;
}

// Blocks are in reverse postorder and there are no cycles: one pass will do.
SsaBlock **ssa_find_dominators(SsaFunction *function)
{
    SsaBlock **dominator = ARENA_ARRAY(function->arena, SsaBlock *, function->block_count);
    for (uint32_t i = 0; i < function->block_count; i++) {
        SsaBlock *block = function->blocks[i];
        for (uint32_t k = 0; k < block->edge_count; k++) {
            uint32_t target = block->edges[k].target->number;
            dominator[target] = dominator[target] == NULL
                                    ? block
                                    : common_dominator(dominator, dominator[target], block);
        }
    }
    return dominator;
}
