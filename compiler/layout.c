// SPDX-License-Identifier: Apache-2.0
// The order of blocks. Every block comes after all blocks that lead to it, and directly after one
// of them where it can.

#include "layout.h"

#include <assert.h>
#include <string.h>

// ---- blocks that need not be -------------------------------------------------------------------

static CodeBlock *resolve(CodeBlock *block)
{
    while (block->forwarded != NULL)
        block = block->forwarded;
    return block;
}

static bool is_clause_error(const CodeBlock *block)
{
    return block->count == 1 && block->ops[0]->opcode == BEAM_OP_jump &&
           block->ops[0]->args[0].kind == ARG_FAIL;
}

static void forward_empty(CodeFunction *function)
{
    for (uint32_t i = function->count; i-- > 1;) {
        CodeBlock *block = function->blocks[i];
        if (block->count == 0 && block->next != NULL)
            block->forwarded = block->next;
    }
}

static void resolve_targets(CodeFunction *function)
{
    for (uint32_t i = 0; i < function->count; i++) {
        CodeBlock *block = function->blocks[i];
        if (block->next != NULL)
            block->next = resolve(block->next);
        for (uint32_t k = 0; k < block->count; k++)
            for (uint32_t n = 0; n < block->ops[k]->count; n++) {
                CodeArg *arg = &block->ops[k]->args[n];
                if (arg->kind != ARG_BLOCK)
                    continue;
                arg->block = resolve(arg->block);
                if (is_clause_error(arg->block))
                    *arg = (CodeArg){.kind = ARG_FAIL, .value = 1};
            }
    }
}

// ---- equal blocks ------------------------------------------------------------------------------

// Blocks that do the same and go on the same way form a class; block->forwarded says which ones
// need not be.
typedef struct {
    CodeFunction *function;
    CodeBlock **class_of; // by number of block: the one that stands for its class
    CodeBlock **table;
    uint32_t capacity;
} Sharing;

static const CodeBlock *class_of(const Sharing *s, const CodeBlock *block)
{
    return block == NULL ? NULL : s->class_of[block->number];
}

static uint32_t hash_block(const Sharing *s, const CodeBlock *block)
{
    uint32_t hash = block->count;
    for (uint32_t i = 0; i < block->count; i++) {
        const CodeOp *op = block->ops[i];
        hash = hash * 31 + (uint32_t)op->opcode;
        for (uint32_t k = 0; k < op->count; k++)
            hash = (hash * 31 + (uint32_t)op->args[k].value) * 31 + (uint32_t)op->args[k].kind;
    }
    if (block->next != NULL)
        hash = hash * 31 + class_of(s, block->next)->number;
    return hash;
}

static bool same_arg(const Sharing *s, const CodeArg *left, const CodeArg *right)
{
    return left->kind == right->kind && left->value == right->value &&
           left->extra == right->extra && left->literal == right->literal &&
           left->module == right->module && class_of(s, left->block) == class_of(s, right->block);
}

static bool same_op(const Sharing *s, const CodeOp *left, const CodeOp *right)
{
    if (left->opcode != right->opcode || left->count != right->count ||
        left->line.line != right->line.line || left->line.file != right->line.file)
        return false;
    for (uint32_t i = 0; i < left->count; i++)
        if (!same_arg(s, &left->args[i], &right->args[i]))
            return false;
    return true;
}

static bool same_block(const Sharing *s, const CodeBlock *left, const CodeBlock *right)
{
    if (left->count != right->count || left->handler != right->handler ||
        class_of(s, left->next) != class_of(s, right->next))
        return false;
    for (uint32_t i = 0; i < left->count; i++)
        if (!same_op(s, left->ops[i], right->ops[i]))
            return false;
    return true;
}

static bool is_error_exit(const CodeBlock *block)
{
    if (block->count == 0)
        return false;
    switch (block->ops[block->count - 1]->opcode) {
    case BEAM_OP_case_end:
    case BEAM_OP_badmatch:
    case BEAM_OP_try_case_end:
    case BEAM_OP_if_end:
    case BEAM_OP_badrecord:
    case BEAM_OP_jump: return true;
    default: return false;
    }
}

// Receive loops keep their shape, which loaders look at.
static bool is_shareable(const CodeBlock *block)
{
    for (uint32_t i = 0; i < block->count; i++)
        switch (block->ops[i]->opcode) {
        case BEAM_OP_loop_rec:
        case BEAM_OP_wait:
        case BEAM_OP_wait_timeout:
        case BEAM_OP_timeout:
        case BEAM_OP_try_case:
        case BEAM_OP_catch_end: return false;
        default: break;
        }
    return block->forwarded == NULL;
}

// From the last block to the first, so that the classes of successors are known. A block that is
// gone on into stays, for a jump would be no better; one that is only jumped to may be any of its
// class.
static void share_equal(CodeFunction *function)
{
    Sharing s = {.function = function, .capacity = 16};
    while (s.capacity < function->count * 2)
        s.capacity *= 2;
    s.table = ARENA_ARRAY(function->arena, CodeBlock *, s.capacity);
    s.class_of = ARENA_ARRAY(function->arena, CodeBlock *, function->count);
    bool *gone_into = ARENA_ARRAY(function->arena, bool, function->count);
    for (uint32_t i = 0; i < function->count; i++) {
        s.class_of[i] = function->blocks[i];
        if (function->blocks[i]->next != NULL && function->blocks[i]->forwarded == NULL)
            gone_into[function->blocks[i]->next->number] = true;
    }
    for (uint32_t i = function->count; i-- > 1;) {
        CodeBlock *block = function->blocks[i];
        if (!is_shareable(block))
            continue;
        uint32_t slot = hash_block(&s, block) & (s.capacity - 1);
        while (s.table[slot] != NULL && !same_block(&s, s.table[slot], block))
            slot = (slot + 1) & (s.capacity - 1);
        if (s.table[slot] == NULL) {
            s.table[slot] = block;
            continue;
        }
        s.class_of[i] = s.table[slot];
        if (!gone_into[i] || (block->next == NULL && is_error_exit(block)))
            block->forwarded = s.table[slot];
    }
}

// ---- order -------------------------------------------------------------------------------------

typedef struct {
    CodeFunction *function;
    CodeBlock *list;
    CodeBlock **ready; // stack
    uint32_t ready_count;
    uint32_t ready_capacity;
} Layout;

// A back edge of a receive loop does not hold its target up.
static bool is_back_edge(const CodeOp *op)
{
    return op->opcode == BEAM_OP_loop_rec_end || op->opcode == BEAM_OP_wait ||
           op->opcode == BEAM_OP_wait_timeout;
}

static void count_references(CodeFunction *function)
{
    // Only blocks that can be reached count; they come in order, so that one pass finds them.
    bool *reached = ARENA_ARRAY(function->arena, bool, function->count);
    reached[0] = true;
    for (uint32_t round = 0; round < 2; round++)
        for (uint32_t i = 0; i < function->count; i++) {
            CodeBlock *block = function->blocks[i];
            if (!reached[i] || block->forwarded != NULL)
                continue;
            for (uint32_t k = 0; k < block->count; k++)
                for (uint32_t n = 0; n < block->ops[k]->count; n++) {
                    CodeArg *arg = &block->ops[k]->args[n];
                    if (arg->kind != ARG_BLOCK)
                        continue;
                    reached[arg->block->number] = true;
                    if (round == 1)
                        arg->block->references++;
                    if (round == 1 && !is_back_edge(block->ops[k]))
                        arg->block->waiting++;
                }
            if (block->next == NULL)
                continue;
            reached[block->next->number] = true;
            if (round == 1)
                block->next->waiting++;
        }
}

static void make_ready(Layout *layout, CodeBlock *block)
{
    assert(block->waiting > 0);
    if (--block->waiting == 0)
        ARENA_APPEND(layout->function->arena, layout->ready, layout->ready_count,
                     layout->ready_capacity, block);
}

static void release_targets(Layout *layout, const CodeBlock *block)
{
    for (uint32_t k = block->count; k-- > 0;)
        for (uint32_t n = block->ops[k]->count; n-- > 0;) {
            const CodeArg *arg = &block->ops[k]->args[n];
            if (arg->kind == ARG_BLOCK && !is_back_edge(block->ops[k]))
                make_ready(layout, arg->block);
        }
    if (block->next != NULL)
        make_ready(layout, block->next);
}

// Tests that come in pairs of opposites.
static BeamOpcode opposite(BeamOpcode opcode)
{
    switch (opcode) {
    case BEAM_OP_is_eq_exact: return BEAM_OP_is_ne_exact;
    case BEAM_OP_is_ne_exact: return BEAM_OP_is_eq_exact;
    case BEAM_OP_is_eq: return BEAM_OP_is_ne;
    case BEAM_OP_is_ne: return BEAM_OP_is_eq;
    case BEAM_OP_is_lt: return BEAM_OP_is_ge;
    case BEAM_OP_is_ge: return BEAM_OP_is_lt;
    default: return BEAM_OP_none;
    }
}

// A block that would have to jump because others lead where it goes on, but whose last test could
// as well be turned round.
static void turn_test(CodeBlock *block)
{
    if (block->next == NULL || block->count == 0 || block->next->waiting == 1)
        return;
    CodeOp *test = block->ops[block->count - 1];
    if (opposite(test->opcode) == BEAM_OP_none || test->args[0].kind != ARG_BLOCK ||
        test->args[0].block->waiting != 1)
        return;
    CodeBlock *failure = test->args[0].block;
    test->opcode = opposite(test->opcode);
    test->args[0].block = block->next;
    block->next->references++;
    block->next = failure;
    failure->references--;
}

static void place(Layout *layout, CodeBlock *block)
{
    Arena *arena = layout->function->arena;
    turn_test(block);
    block->placed = true;
    CodeOp *label = code_add(arena, layout->list, BEAM_OP_label, 1);
    label->args[0] = code_block(block);
    for (uint32_t i = 0; i < block->count; i++)
        code_insert(arena, layout->list, layout->list->count, block->ops[i]);
    release_targets(layout, block);
}

static bool is_ready(const CodeBlock *block) { return block->waiting == 0 && !block->placed; }

// The block that became ready last. Those that were placed out of turn are still on the stack.
static CodeBlock *take_ready(Layout *layout)
{
    while (layout->ready_count > 0) {
        CodeBlock *block = layout->ready[--layout->ready_count];
        if (!block->placed)
            return block;
    }
    return NULL;
}

static void add_jump(Layout *layout, CodeBlock *target)
{
    CodeOp *jump = code_add(layout->function->arena, layout->list, BEAM_OP_jump, 1);
    jump->args[0] = code_block(target);
    target->references++;
}

// One list of instructions, with labels (`label` instructions carry their block), and jumps where
// control does not just go on.
static CodeBlock *place_blocks(CodeFunction *function)
{
    Layout layout = {.function = function, .list = ARENA_NEW(function->arena, CodeBlock)};
    CodeBlock *block = function->blocks[0];
    while (block != NULL) {
        place(&layout, block);
        CodeBlock *next = NULL;
        if (block->next != NULL) {
            next = is_ready(block->next) ? block->next : NULL;
            if (next == NULL && is_clause_error(block->next)) {
                CodeOp *jump = code_add(function->arena, layout.list, BEAM_OP_jump, 1);
                jump->args[0] = block->next->ops[0]->args[0];
            } else if (next == NULL) {
                add_jump(&layout, block->next);
            }
        }
        block = next != NULL ? next : take_ready(&layout);
    }
    return layout.list;
}

void layout_finish(CodeFunction *function)
{
    frame_finish(function);
    forward_empty(function);
    resolve_targets(function);
    share_equal(function);
    resolve_targets(function);
    count_references(function);
    function->list = place_blocks(function);
    peephole_improve(function, function->list);
}
