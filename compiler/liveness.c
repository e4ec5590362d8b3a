// SPDX-License-Identifier: Apache-2.0
// Which values live where: at the start of each block, within the current block, and which x
// register each is wanted in.

#include "allocate.h"

// ---- predecessors ------------------------------------------------------------------------------

static void add_predecessors(Allocator *a, SsaBlock *block)
{
    Arena *arena = a->arena;
    for (uint32_t i = 0; i < block->edge_count; i++) {
        BlockInfo *target = &a->blocks[block->edges[i].target->number];
        ARENA_APPEND(arena, target->predecessors, target->predecessor_count,
                     target->predecessor_capacity, block);
    }
    SsaBlock *special[] = {block->handler, block->loop};
    for (int i = 0; i < 2; i++) {
        if (special[i] == NULL || special[i] == block)
            continue;
        BlockInfo *target = &a->blocks[special[i]->number];
        ARENA_APPEND(arena, target->protected, target->protected_count, target->protected_capacity,
                     block);
    }
}

// ---- live at the start of blocks ---------------------------------------------------------------

typedef struct Use {
    uint32_t block;
    struct Use *next;
} Use;

typedef struct {
    Allocator *a;
    uint32_t *definition; // block of each value
    Use **uses;           // blocks that use it and do not define it
    uint32_t current;
    uint32_t *stamp; // by block: the value last found live at its start, plus one
    uint32_t *stack;
    uint32_t depth;
    uint32_t capacity;
} Liveness;

static void add_use(void *context, SsaOperand *operand)
{
    Liveness *l = context;
    if (operand->literal != NULL || l->definition[operand->value] == l->current)
        return;
    Use *first = l->uses[operand->value];
    if (first != NULL && first->block == l->current)
        return;
    Use *use = ARENA_NEW(l->a->arena, Use);
    *use = (Use){l->current, first};
    l->uses[operand->value] = use;
}

static void define(Liveness *l, SsaValue value, uint32_t block)
{
    if (value != SSA_NONE)
        l->definition[value] = block;
}

static void define_all(Liveness *l, const SsaBlock *block)
{
    for (uint32_t i = 0; i < block->parameter_count; i++)
        define(l, block->parameters[i], block->number);
    for (uint32_t i = 0; i < block->count; i++)
        define(l, block->instructions[i]->result, block->number);
    if (block->end == SSA_END_TEST)
        define(l, block->instruction->result, block->number);
    if (block->end == SSA_END_TRY)
        define(l, block->edges[1].target->tag, block->number);
}

static void mark_live(Liveness *l, SsaValue value, uint32_t block)
{
    if (l->stamp[block] == value + 1)
        return;
    l->stamp[block] = value + 1;
    BlockInfo *info = &l->a->blocks[block];
    ARENA_APPEND(l->a->arena, info->live, info->live_count, info->live_capacity, value);
    ARENA_APPEND(l->a->arena, l->stack, l->depth, l->capacity, block);
}

static void spread_value(Liveness *l, SsaValue value)
{
    for (Use *use = l->uses[value]; use != NULL; use = use->next)
        mark_live(l, value, use->block);
    while (l->depth > 0) {
        const BlockInfo *info = &l->a->blocks[l->stack[--l->depth]];
        for (uint32_t i = 0; i < info->predecessor_count; i++)
            if (l->definition[value] != info->predecessors[i]->number)
                mark_live(l, value, info->predecessors[i]->number);
        for (uint32_t i = 0; i < info->protected_count; i++)
            if (l->definition[value] != info->protected[i] -> number)
                mark_live(l, value, info->protected[i] -> number);
    }
}

static void compute_live(Allocator *a)
{
    uint32_t values = a->function->value_count;
    uint32_t count = a->function->block_count;
    Liveness l = {.a = a};
    l.definition = ARENA_ARRAY(a->arena, uint32_t, values + 1);
    l.uses = ARENA_ARRAY(a->arena, Use *, values + 1);
    l.stamp = ARENA_ARRAY(a->arena, uint32_t, count + 1);
    for (uint32_t i = 0; i < values; i++)
        l.definition[i] = UINT32_MAX;
    for (uint32_t i = 0; i < count; i++)
        define_all(&l, a->function->blocks[i]);
    for (uint32_t i = 0; i < count; i++) {
        SsaBlock *block = a->function->blocks[i];
        l.current = i;
        ssa_visit_uses(block, add_use, &l);
        if (block->kind == SSA_TRY_HANDLER || block->kind == SSA_CATCH_HANDLER) {
            SsaOperand tag = ssa_value(block->tag);
            add_use(&l, &tag);
        }
    }
    for (SsaValue value = 0; value < values; value++)
        if (l.definition[value] != UINT32_MAX)
            spread_value(&l, value);
}

// ---- hints -------------------------------------------------------------------------------------

static void hint_operand(Allocator *a, SsaOperand operand, int32_t x)
{
    if (operand.literal == NULL && x >= 0 && x < REGISTER_COUNT)
        a->hint[operand.value] = (int16_t)x;
}

static void hint_end(Allocator *a, const SsaBlock *block)
{
    switch (block->end) {
    case SSA_END_RETURN: hint_operand(a, block->operand, 0); break;
    case SSA_END_CALL:
    case SSA_END_NORETURN:
    case SSA_END_FAIL:
        for (uint32_t i = 0; i < block->instruction->count; i++)
            hint_operand(a, block->instruction->operands[i], (int32_t)i);
        break;
    case SSA_END_JUMP:
        for (uint32_t i = 0; i < block->edges[0].target->parameter_count; i++) {
            SsaBlock *target = block->edges[0].target;
            bool is_catch = target->kind == SSA_CATCH_HANDLER;
            hint_operand(a, block->edges[0].arguments[i],
                         is_catch ? 0 : a->hint[target->parameters[i]]);
        }
        break;
    default: break;
    }
}

// Operands that are wanted nowhere are wanted where the result is.
static void hint_like_result(Allocator *a, const SsaInstruction *instruction)
{
    if (instruction->result == SSA_NONE || a->hint[instruction->result] == NO_REGISTER)
        return;
    for (uint32_t i = 0; i < instruction->count; i++) {
        SsaOperand operand = instruction->operands[i];
        if (operand.literal == NULL && a->hint[operand.value] == NO_REGISTER)
            a->hint[operand.value] = a->hint[instruction->result];
    }
}

// Backwards, so that the hint that stays is that of the first use.
static void compute_hints(Allocator *a)
{
    for (uint32_t i = a->function->block_count; i-- > 0;) {
        const SsaBlock *block = a->function->blocks[i];
        hint_end(a, block);
        for (uint32_t k = block->count; k-- > 0;) {
            const SsaInstruction *instruction = block->instructions[k];
            if (!(ssa_op_flags[instruction->op] & SSA_CLOBBER)) {
                if (a->way & ALLOCATE_LONG_HINTS)
                    hint_like_result(a, instruction);
                continue;
            }
            for (uint32_t n = 0; n < instruction->count; n++)
                hint_operand(a, instruction->operands[n], (int32_t)n);
        }
    }
}

void liveness_compute(Allocator *a)
{
    for (uint32_t i = 0; i < a->function->block_count; i++)
        add_predecessors(a, a->function->blocks[i]);
    compute_live(a);
    compute_hints(a);
}

// ---- within a block ----------------------------------------------------------------------------

static void use_at(Allocator *a, SsaOperand operand, uint32_t at)
{
    if (operand.literal != NULL || operand.value == SSA_NONE)
        return;
    if (!is_used_here(a, operand.value)) {
        a->use_block[operand.value] = a->info->block->number;
        a->last_use[operand.value] = at;
    }
    a->first_use[operand.value] = at;
}

static void use_later(Allocator *a, const SsaBlock *successor)
{
    if (successor == NULL)
        return;
    const BlockInfo *info = &a->blocks[successor->number];
    for (uint32_t i = 0; i < info->live_count; i++)
        use_at(a, ssa_value(info->live[i]), USED_LATER);
}

void liveness_enter_block(Allocator *a, BlockInfo *info)
{
    a->info = info;
    SsaBlock *block = info->block;
    for (uint32_t i = 0; i < block->edge_count; i++)
        use_later(a, block->edges[i].target);
    use_later(a, block->handler);
    use_later(a, block->loop);
    for (uint32_t i = 0; i < block->edge_count; i++)
        if (block->edges[i].arguments != NULL)
            for (uint32_t k = 0; k < block->edges[i].target->parameter_count; k++)
                use_at(a, block->edges[i].arguments[k], block->count);
    use_at(a, block->operand, block->count);
    if (block->instruction != NULL)
        for (uint32_t k = 0; k < block->instruction->count; k++)
            use_at(a, block->instruction->operands[k], block->count);
    for (uint32_t i = block->count; i-- > 0;)
        for (uint32_t k = 0; k < block->instructions[i]->count; k++)
            use_at(a, block->instructions[i]->operands[k], i);
}
