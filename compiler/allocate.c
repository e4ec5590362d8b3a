// SPDX-License-Identifier: Apache-2.0
// Register allocation, the walk over blocks: frames, what a block starts from, agreement at joins.

#include "allocate.h"

#include <assert.h>
#include <string.h>

// ---- frames ------------------------------------------------------------------------------------

static bool instruction_needs_frame(const SsaInstruction *instruction)
{
    return (ssa_op_flags[instruction->op] & SSA_CLOBBER) && instruction->op != SSA_BUILD_STACKTRACE;
}

static bool block_needs_frame(const SsaBlock *block)
{
    if (block->end == SSA_END_TRY || block->end == SSA_END_RECEIVE || block->end == SSA_END_WAIT)
        return true;
    if (block->end == SSA_END_CALL && block->instruction->op == SSA_APPLY)
        return true;
    for (uint32_t i = 0; i < block->count; i++)
        if (instruction_needs_frame(block->instructions[i]))
            return true;
    return false;
}

// A block has a frame from its start if some predecessor has one at its end; then all of them have
// to.
static void place_frames(Allocator *a)
{
    for (uint32_t i = 0; i < a->function->block_count; i++) {
        BlockInfo *info = &a->blocks[i];
        info->needs_frame = block_needs_frame(info->block);
        info->framed_in = info->block->kind == SSA_RECEIVE_LOOP;
        for (uint32_t k = 0; k < info->predecessor_count; k++)
            info->framed_in |= a->blocks[info->predecessors[k]->number].framed_out;
        info->framed_out = info->framed_in || info->needs_frame;
        if (!info->framed_in)
            continue;
        for (uint32_t k = 0; k < info->predecessor_count; k++) {
            BlockInfo *predecessor = &a->blocks[info->predecessors[k]->number];
            if (!predecessor->framed_out) {
                assert(predecessor->block->end == SSA_END_JUMP);
                predecessor->frame_at_end = predecessor->framed_out = true;
            }
        }
    }
}

static uint32_t frame_find(Allocator *a, uint32_t frame)
{
    while (a->frame_parent[frame] != frame)
        frame = a->frame_parent[frame];
    return frame;
}

static uint32_t frame_new(Allocator *a)
{
    uint32_t frame = a->code->frame_count++;
    a->frame_parent[frame] = frame;
    a->code->frame_sizes[frame] = 0;
    return frame;
}

static uint32_t frame_join(Allocator *a, uint32_t left, uint32_t right)
{
    if (left == CODE_NO_FRAME)
        return frame_find(a, right);
    left = frame_find(a, left);
    right = frame_find(a, right);
    a->frame_parent[right] = left;
    return left;
}

// Classes that were joined late get the largest size of all their members.
static void settle_frames(Allocator *a)
{
    uint32_t *sizes = a->code->frame_sizes;
    for (uint32_t i = 0; i < a->code->frame_count; i++) {
        uint32_t root = frame_find(a, i);
        if (sizes[i] > sizes[root])
            sizes[root] = sizes[i];
    }
    for (uint32_t i = 0; i < a->function->block_count; i++) {
        uint32_t frame = a->blocks[i].frame;
        a->blocks[i].code->frame = frame == CODE_NO_FRAME ? frame : frame_find(a, frame);
    }
}

// ---- the end of a block ------------------------------------------------------------------------

static void add_place(const Allocator *a, Place *places, uint32_t *count, SsaValue value)
{
    places[(*count)++] = (Place){value, a->x_of[value], a->y_of[value]};
}

Place *allocator_places(Allocator *a, uint32_t *count)
{
    Place *places = ARENA_ARRAY(a->arena, Place, (uint32_t)(a->x_top + a->y_top) + 1);
    *count = 0;
    for (int32_t x = 0; x < a->x_top; x++)
        if (a->x_owner[x] != SSA_NONE)
            add_place(a, places, count, a->x_owner[x]);
    for (int32_t y = 0; y < a->y_top; y++)
        if (a->y_owner[y] != SSA_NONE && a->x_of[a->y_owner[y]] == NO_REGISTER)
            add_place(a, places, count, a->y_owner[y]);
    return places;
}

static void remember_exit(Allocator *a)
{
    a->info->exit = allocator_places(a, &a->info->exit_count);
    a->info->valid = a->valid;
}

// ---- the start of a block with one predecessor -------------------------------------------------

static void load_exit(Allocator *a, const BlockInfo *predecessor)
{
    for (uint32_t i = 0; i < predecessor->exit_count; i++) {
        a->from_x[predecessor->exit[i].value] = predecessor->exit[i].x;
        a->from_y[predecessor->exit[i].value] = predecessor->exit[i].y;
    }
}

static void unload_exit(Allocator *a, const BlockInfo *predecessor)
{
    for (uint32_t i = 0; i < predecessor->exit_count; i++) {
        a->from_x[predecessor->exit[i].value] = NO_REGISTER;
        a->from_y[predecessor->exit[i].value] = NO_REGISTER;
    }
}

static void start_after(Allocator *a, const SsaBlock *from)
{
    BlockInfo *info = a->info;
    const BlockInfo *predecessor = &a->blocks[from->number];
    bool is_handler = info->block->kind == SSA_TRY_HANDLER;
    bool failed = from->end == SSA_END_TEST && info->block == from->edges[1].target;
    BlockInfo after = *predecessor;
    if (failed && predecessor->failure_exit != NULL) {
        after.exit = predecessor->failure_exit;
        after.exit_count = predecessor->failure_exit_count;
    }
    info->frame = predecessor->frame;
    load_exit(a, &after);
    if (!is_handler)
        a->valid = predecessor->valid;
    for (uint32_t i = 0; i < info->live_count; i++) {
        SsaValue value = info->live[i];
        if (a->from_y[value] != NO_REGISTER)
            registers_put_y(a, value, a->from_y[value]);
        if (a->from_x[value] != NO_REGISTER && !is_handler)
            registers_put_x(a, value, a->from_x[value]);
    }
    if (failed && predecessor->invalid_on_failure != NO_REGISTER)
        register_remove(&a->valid, predecessor->invalid_on_failure);
    unload_exit(a, &after);
}

// ---- joins -------------------------------------------------------------------------------------

// Where one value may be at the start of a join.
typedef struct {
    int16_t x, y;        // in the first predecessor
    int16_t some_y;      // in some predecessor
    bool same_x, same_y; // in all of them
} Candidate;

static void compare_places(Allocator *a, Candidate *candidates)
{
    const BlockInfo *info = a->info;
    for (uint32_t k = 0; k < info->predecessor_count; k++) {
        const BlockInfo *predecessor = &a->blocks[info->predecessors[k]->number];
        load_exit(a, predecessor);
        for (uint32_t i = 0; i < info->live_count; i++) {
            Candidate *candidate = &candidates[i];
            int16_t x = a->from_x[info->live[i]];
            int16_t y = a->from_y[info->live[i]];
            if (k == 0)
                *candidate = (Candidate){x, y, NO_REGISTER, x != NO_REGISTER, y != NO_REGISTER};
            candidate->same_x = candidate->same_x && candidate->x == x;
            candidate->same_y = candidate->same_y && candidate->y == y;
            if (y != NO_REGISTER && candidate->some_y == NO_REGISTER)
                candidate->some_y = y;
        }
        unload_exit(a, predecessor);
    }
}

static bool y_is_free(const Allocator *a, int32_t y)
{
    return y != NO_REGISTER && (y >= a->y_top || a->y_owner[y] == SSA_NONE);
}

static bool x_is_free(const Allocator *a, int32_t x)
{
    return x != NO_REGISTER && (x >= a->x_top || a->x_owner[x] == SSA_NONE);
}

static void place_value(Allocator *a, SsaValue value, const Candidate *candidate, bool force_y)
{
    if (candidate->same_y)
        registers_put_y(a, value, candidate->y);
    if (candidate->same_x && !force_y)
        registers_put_x(a, value, candidate->x);
    if (candidate->same_y || (candidate->same_x && !force_y))
        return;
    if (force_y || candidate->some_y != NO_REGISTER) {
        int32_t y = y_is_free(a, candidate->y)        ? candidate->y
                    : y_is_free(a, candidate->some_y) ? candidate->some_y
                                                      : registers_free_y(a, 0);
        registers_put_y(a, value, y);
        return;
    }
    registers_put_x(a, value, x_is_free(a, candidate->x) ? candidate->x : registers_free_x(a));
}

// A parameter best stays where the first predecessor has its argument, if that dies there.
static void place_parameter(Allocator *a, uint32_t index)
{
    BlockInfo *info = a->info;
    SsaValue parameter = info->block->parameters[index];
    if (!is_used_here(a, parameter))
        return;
    if (info->block->kind == SSA_CATCH_HANDLER) {
        registers_put_x(a, parameter, 0);
        return;
    }
    const SsaBlock *first = info->predecessors[0];
    SsaOperand argument = first->edges[0].arguments[index];
    if (a->hint[parameter] == NO_REGISTER && argument.literal == NULL &&
        x_is_free(a, a->from_x[argument.value]))
        a->hint[parameter] = a->from_x[argument.value];
    registers_choose(a, parameter);
}

static void move_on_edge(Allocator *a, SsaOperand operand, bool to_y, int32_t to)
{
    if (operand.literal != NULL) {
        moves_add(a, operand, to_y, to);
        return;
    }
    int32_t x = a->from_x[operand.value];
    int32_t y = a->from_y[operand.value];
    if (to_y ? y == to : x == to)
        return;
    assert(x != NO_REGISTER || y != NO_REGISTER || a->too_complex);
    moves_add_place(a, x == NO_REGISTER, x == NO_REGISTER ? y : x, to_y, to);
}

static void move_value_on_edge(Allocator *a, SsaOperand operand, SsaValue value)
{
    if (a->y_of[value] != NO_REGISTER)
        move_on_edge(a, operand, true, a->y_of[value]);
    if (a->x_of[value] != NO_REGISTER)
        move_on_edge(a, operand, false, a->x_of[value]);
}

static void fill_edge(Allocator *a, const SsaBlock *from)
{
    BlockInfo *info = a->info;
    BlockInfo *predecessor = &a->blocks[from->number];
    if (from->end == SSA_END_TRY)
        return;
    assert(from->end == SSA_END_JUMP);
    load_exit(a, predecessor);
    for (uint32_t i = 0; i < info->live_count; i++)
        move_value_on_edge(a, ssa_value(info->live[i]), info->live[i]);
    for (uint32_t i = 0; i < info->block->parameter_count; i++)
        if (is_used_here(a, info->block->parameters[i]))
            move_value_on_edge(a, from->edges[0].arguments[i], info->block->parameters[i]);
    moves_emit(a, predecessor->code);
    unload_exit(a, predecessor);
}

static void start_join(Allocator *a)
{
    BlockInfo *info = a->info;
    bool force_y = info->block->kind == SSA_CATCH_HANDLER || info->block->kind == SSA_RECEIVE_LOOP;
    RegisterSet valid;
    memset(&valid, 0xff, sizeof valid);
    info->frame = CODE_NO_FRAME;
    for (uint32_t i = 0; i < info->predecessor_count; i++) {
        const BlockInfo *predecessor = &a->blocks[info->predecessors[i]->number];
        for (size_t w = 0; w < sizeof valid.words / sizeof *valid.words; w++)
            valid.words[w] &= predecessor->valid.words[w];
        if (info->framed_in)
            info->frame = frame_join(a, info->frame, predecessor->frame);
    }
    Candidate *candidates = ARENA_ARRAY(a->arena, Candidate, info->live_count + 1);
    compare_places(a, candidates);
    for (uint32_t i = 0; i < info->live_count; i++)
        if (candidates[i].same_y || (candidates[i].same_x && !force_y))
            place_value(a, info->live[i], &candidates[i], force_y);
    for (uint32_t i = 0; i < info->live_count; i++)
        if (a->x_of[info->live[i]] == NO_REGISTER && a->y_of[info->live[i]] == NO_REGISTER)
            place_value(a, info->live[i], &candidates[i], force_y);
    a->joining = true;
    load_exit(a, &a->blocks[info->predecessors[0]->number]);
    for (uint32_t i = 0; i < info->block->parameter_count; i++)
        place_parameter(a, i);
    unload_exit(a, &a->blocks[info->predecessors[0]->number]);
    a->joining = false;
    for (uint32_t i = 0; i < info->predecessor_count; i++)
        fill_edge(a, info->predecessors[i]);
    a->valid = valid;
    if (force_y)
        memset(&a->valid, 0, sizeof a->valid);
    for (int32_t x = 0; x < a->x_top; x++)
        if (a->x_owner[x] != SSA_NONE)
            register_add(&a->valid, x);
}

// ---- blocks ------------------------------------------------------------------------------------

static void start_entry(Allocator *a)
{
    const SsaBlock *entry = a->info->block;
    for (uint32_t i = 0; i < entry->parameter_count; i++) {
        register_add(&a->valid, (int32_t)i);
        if (is_used_here(a, entry->parameters[i]))
            registers_put_x(a, entry->parameters[i], (int32_t)i);
    }
}

static void find_next_clobber(Allocator *a)
{
    const SsaBlock *block = a->info->block;
    if (a->next_clobber != UINT32_MAX && a->next_clobber < a->at)
        a->next_clobber = a->at;
    while (a->next_clobber < block->count &&
           !(ssa_op_flags[block->instructions[a->next_clobber]->op] & SSA_CLOBBER))
        a->next_clobber++;
    if (a->next_clobber >= block->count)
        a->next_clobber = UINT32_MAX;
}

// Does it look at the whole frame, by collecting garbage or raising?
static bool may_scan(const SsaInstruction *instruction)
{
    return select_ends_heap_run(instruction) ||
           (instruction->op == SSA_BIF && instruction->count > 0);
}

// The last place for the frame of a block: where it is needed, or before what can be done in
// between without a look at the frame if that is made for it.
static uint32_t late_frame(const Allocator *a)
{
    const SsaBlock *block = a->info->block;
    uint32_t needed = 0;
    while (needed < block->count && !instruction_needs_frame(block->instructions[needed]))
        needed++;
    uint32_t start = needed;
    while (start > 0 && !may_scan(block->instructions[start - 1]))
        start--;
    for (uint32_t i = start; i < needed; i++) {
        const SsaInstruction *instruction = block->instructions[i];
        if (select_takes_heap(instruction) ||
            (instruction->result != SSA_NONE && needed < block->count &&
             first_use(a, instruction->result) > needed))
            return start;
    }
    return needed;
}

// The frame of a block that needs one. Heap that the block needs before anything can collect
// garbage is taken with it; and if it is made early, values are saved at once, for then the frame
// need not be initialised.
static void make_frame(Allocator *a)
{
    const SsaBlock *block = a->info->block;
    uint32_t at = a->at;
    a->info->frame = frame_new(a);
    a->heap_end = at;
    a->frame_at = UINT32_MAX;
    select_allocate(a);
    for (uint32_t i = at; i < block->count && !select_ends_heap_run(block->instructions[i]); i++) {
        if (!select_takes_heap(block->instructions[i]))
            continue;
        a->at = i;
        select_reserve_heap(a);
        a->at = at;
        break;
    }
    if (!(a->way & ALLOCATE_LATE_FRAMES))
        registers_save_early(a);
}

static void start_block(Allocator *a)
{
    BlockInfo *info = a->info;
    bool is_message = info->block->kind == SSA_MESSAGE || info->block->kind == SSA_TRY_HANDLER;
    a->framed = info->framed_in;
    a->at = 0;
    a->next_clobber = 0;
    a->heap_end = 0;
    a->frame_at = UINT32_MAX;
    a->pinned = SSA_NONE;
    info->frame = CODE_NO_FRAME;
    info->invalid_on_failure = NO_REGISTER;
    find_next_clobber(a);
    if (info->predecessor_count == 0)
        start_entry(a);
    else if (info->predecessor_count == 1 && !info->block->parameter_count &&
             info->block->kind != SSA_RECEIVE_LOOP)
        start_after(a, info->predecessors[0]);
    else if (is_message)
        start_after(a, info->predecessors[0]);
    else
        start_join(a);
    select_handler_start(a);
    if (info->needs_frame && !a->framed)
        a->frame_at = a->way & ALLOCATE_LATE_FRAMES ? late_frame(a) : 0;
}

static void do_block(Allocator *a, BlockInfo *info)
{
    registers_clear(a);
    liveness_enter_block(a, info);
    start_block(a);
    for (; a->at < info->block->count; a->at++) {
        find_next_clobber(a);
        if (a->at == a->frame_at)
            make_frame(a);
        select_instruction(a);
    }
    find_next_clobber(a);
    if (a->at == a->frame_at)
        make_frame(a);
    if (info->frame_at_end) {
        info->frame = frame_new(a);
        select_allocate(a);
    }
    select_end(a);
    remember_exit(a);
}

static void allocator_init(Allocator *a, SsaFunction *function)
{
    Arena *arena = function->arena;
    uint32_t values = function->value_count + 1;
    uint32_t blocks = function->block_count;
    *a = (Allocator){.function = function, .arena = arena, .module = function->module};
    a->code = ARENA_NEW(arena, CodeFunction);
    *a->code = (CodeFunction){.core = function->core, .arena = arena, .count = blocks};
    a->code->blocks = ARENA_ARRAY(arena, CodeBlock *, blocks);
    a->code->frame_sizes = ARENA_ARRAY(arena, uint32_t, blocks + 1);
    a->frame_parent = ARENA_ARRAY(arena, uint32_t, blocks + 1);
    a->blocks = ARENA_ARRAY(arena, BlockInfo, blocks);
    int16_t **places[] = {&a->x_of, &a->y_of, &a->hint, &a->from_x, &a->from_y};
    for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
        *places[i] = ARENA_ARRAY(arena, int16_t, values);
        memset(*places[i], 0xff, values * sizeof **places[i]);
    }
    a->first_use = ARENA_ARRAY(arena, uint32_t, values);
    a->last_use = ARENA_ARRAY(arena, uint32_t, values);
    a->use_block = ARENA_ARRAY(arena, uint32_t, values);
    memset(a->use_block, 0xff, values * sizeof *a->use_block);
    a->is_tag = ARENA_ARRAY(arena, bool, values);
    for (int32_t i = 0; i < REGISTER_COUNT; i++)
        a->x_owner[i] = a->y_owner[i] = SSA_NONE;
    for (uint32_t i = 0; i < blocks; i++) {
        a->blocks[i].block = function->blocks[i];
        a->blocks[i].code = a->code->blocks[i] = ARENA_NEW(arena, CodeBlock);
        a->code->blocks[i]->number = i;
        const SsaBlock *handler = function->blocks[i]->handler;
        a->code->blocks[i]->handler = handler == NULL ? UINT32_MAX : handler->number;
    }
}

CodeFunction *allocate_function(SsaFunction *function, unsigned way)
{
    Allocator *a = ARENA_NEW(function->arena, Allocator);
    allocator_init(a, function);
    a->way = way;
    liveness_compute(a);
    place_frames(a);
    for (uint32_t i = 0; i < function->block_count; i++)
        do_block(a, &a->blocks[i]);
    settle_frames(a);
    return a->too_complex ? NULL : a->code;
}
