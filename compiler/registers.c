// SPDX-License-Identifier: Apache-2.0
// Which register holds what at the current point of allocation; the choice of registers; parallel
// moves.

#include "allocate.h"

#include <assert.h>
#include <string.h>

// ---- ownership ---------------------------------------------------------------------------------

void registers_clear(Allocator *a)
{
    for (int32_t i = 0; i < a->x_top; i++) {
        if (a->x_owner[i] != SSA_NONE)
            a->x_of[a->x_owner[i]] = NO_REGISTER;
        a->x_owner[i] = SSA_NONE;
    }
    for (int32_t i = 0; i < a->y_top; i++) {
        if (a->y_owner[i] != SSA_NONE)
            a->y_of[a->y_owner[i]] = NO_REGISTER;
        a->y_owner[i] = SSA_NONE;
    }
    a->x_top = a->y_top = 0;
    memset(&a->valid, 0, sizeof a->valid);
}

static int32_t owned_top(const SsaValue *owner, int32_t top)
{
    while (top > 0 && owner[top - 1] == SSA_NONE)
        top--;
    return top;
}

void registers_drop_x(Allocator *a, SsaValue value)
{
    if (a->x_of[value] == NO_REGISTER)
        return;
    a->x_owner[a->x_of[value]] = SSA_NONE;
    a->x_of[value] = NO_REGISTER;
    a->x_top = owned_top(a->x_owner, a->x_top);
}

void registers_release(Allocator *a, SsaValue value)
{
    registers_drop_x(a, value);
    if (a->y_of[value] == NO_REGISTER)
        return;
    a->y_owner[a->y_of[value]] = SSA_NONE;
    a->y_of[value] = NO_REGISTER;
    a->y_top = owned_top(a->y_owner, a->y_top);
}

void registers_put_x(Allocator *a, SsaValue value, int32_t x)
{
    assert(a->x_owner[x] == SSA_NONE || a->x_owner[x] == value);
    registers_drop_x(a, value);
    a->x_owner[x] = value;
    a->x_of[value] = (int16_t)x;
    if (x >= a->x_top)
        a->x_top = x + 1;
    register_add(&a->valid, x);
}

void registers_put_y(Allocator *a, SsaValue value, int32_t y)
{
    assert(a->y_owner[y] == SSA_NONE || a->y_owner[y] == value);
    a->y_owner[y] = value;
    a->y_of[value] = (int16_t)y;
    if (y >= a->y_top)
        a->y_top = y + 1;
    uint32_t *size = &a->code->frame_sizes[a->info->frame];
    if ((uint32_t)y >= *size)
        *size = (uint32_t)y + 1;
}

// Beyond the last register allocation goes on with it, and the function is given up in the end.
static int32_t checked(Allocator *a, int32_t number)
{
    if (number < REGISTER_COUNT - 1)
        return number;
    a->too_complex = true;
    registers_clear(a);
    return 0;
}

int32_t registers_free_x(Allocator *a)
{
    int32_t x = 0;
    while (x < a->x_top && a->x_owner[x] != SSA_NONE)
        x++;
    return checked(a, x);
}

int32_t registers_free_y(Allocator *a, int32_t from)
{
    int32_t y = from;
    while (y < a->y_top && a->y_owner[y] != SSA_NONE)
        y++;
    return checked(a, y);
}

// ---- operands ----------------------------------------------------------------------------------

CodeArg registers_operand(Allocator *a, SsaOperand operand)
{
    if (operand.literal != NULL)
        return code_literal(operand.literal);
    if (a->x_of[operand.value] != NO_REGISTER)
        return code_x(a->x_of[operand.value]);
    assert(a->y_of[operand.value] != NO_REGISTER || a->too_complex);
    return code_y(a->y_of[operand.value] == NO_REGISTER ? 0 : a->y_of[operand.value]);
}

static void emit_move(Allocator *a, CodeBlock *code, CodeArg from, CodeArg to)
{
    CodeOp *move = code_add(a->arena, code, BEAM_OP_move, 2);
    move->args[0] = from;
    move->args[1] = to;
    move->args[1].written = true;
    if (to.kind == ARG_X)
        register_add(&a->valid, (int32_t)to.value);
}

CodeArg registers_in_register(Allocator *a, SsaOperand operand)
{
    CodeArg arg = registers_operand(a, operand);
    if (arg.kind != ARG_LITERAL)
        return arg;
    CodeArg scratch = code_x(registers_free_x(a));
    emit_move(a, a->info->code, arg, scratch);
    return scratch;
}

// ---- results -----------------------------------------------------------------------------------

static bool lives_across_call(const Allocator *a, SsaValue value)
{
    return a->next_clobber != UINT32_MAX && last_use(a, value) > a->next_clobber;
}

// Vacates x for another value if its owner has to go to y before the next call anyway.
static bool vacate(Allocator *a, int32_t x)
{
    SsaValue owner = a->x_owner[x];
    if (a->joining || !a->framed || owner == a->pinned || !lives_across_call(a, owner) ||
        last_use(a, owner) <= a->at)
        return false;
    if (a->y_of[owner] == NO_REGISTER) {
        // The move comes before the instruction, which may still read some; a larger frame for this
        // is no gain.
        int32_t y = registers_free_y(a, 0);
        bool busy = register_has(&a->read_y, y);
        while (register_has(&a->read_y, y))
            y = registers_free_y(a, y + 1);
        if (busy && (uint32_t)y >= a->code->frame_sizes[a->info->frame])
            return false;
        emit_move(a, a->info->code, code_x(x), code_y(y));
        registers_put_y(a, owner, y);
    }
    registers_drop_x(a, owner);
    return true;
}

// A free register that the arguments of the next call do not need, unless that leaves a hole.
static int32_t choose_out_of_the_way(Allocator *a)
{
    const SsaBlock *block = a->info->block;
    uint32_t wanted = 1;
    if (a->next_clobber < block->count)
        wanted = block->instructions[a->next_clobber]->count;
    else if (block->end == SSA_END_CALL)
        wanted = block->instruction->count;
    int32_t lowest = registers_free_x(a);
    for (int32_t x = lowest; x < REGISTER_COUNT - 1; x++) {
        if (x >= (int32_t)wanted && (x >= a->x_top || a->x_owner[x] == SSA_NONE))
            return x;
        if (!register_has(&a->valid, x))
            return lowest;
    }
    return lowest;
}

static int32_t choose_x(Allocator *a, SsaValue value)
{
    int32_t hint = a->hint[value];
    if (hint == NO_REGISTER || lives_across_call(a, value))
        return hint == NO_REGISTER && !lives_across_call(a, value) ? registers_free_x(a)
                                                                   : choose_out_of_the_way(a);
    if (hint >= a->x_top || a->x_owner[hint] == SSA_NONE || vacate(a, hint))
        return hint;
    return choose_out_of_the_way(a);
}

CodeArg registers_choose(Allocator *a, SsaValue value)
{
    CodeArg arg;
    if (a->framed && lives_across_call(a, value) && first_use(a, value) > a->next_clobber) {
        int32_t y = registers_free_y(a, 0);
        registers_put_y(a, value, y);
        arg = code_y(y);
    } else {
        int32_t x = choose_x(a, value);
        registers_put_x(a, value, x);
        arg = code_x(x);
    }
    arg.written = true;
    return arg;
}

// ---- garbage collection ------------------------------------------------------------------------

int64_t registers_collect(Allocator *a)
{
    CodeArg filler = code_literal(literal_nil(a->module->literals));
    for (int32_t x = 0; x < a->x_top; x++)
        if (!register_has(&a->valid, x))
            emit_move(a, a->info->code, filler, code_x(x));
    int64_t live = a->x_top;
    memset(&a->valid, 0, sizeof a->valid);
    for (int32_t x = 0; x < live; x++)
        register_add(&a->valid, x);
    return live;
}

void registers_kill_x(Allocator *a)
{
    for (int32_t x = 0; x < a->x_top; x++) {
        if (a->x_owner[x] != SSA_NONE)
            a->x_of[a->x_owner[x]] = NO_REGISTER;
        a->x_owner[x] = SSA_NONE;
    }
    a->x_top = 0;
    memset(&a->valid, 0, sizeof a->valid);
}

// Y registers of values that die in the call itself may be taken: their last reading is part of the
// same moves.
static void release_dying_y(Allocator *a, uint32_t at)
{
    for (int32_t y = 0; y < a->y_top; y++) {
        SsaValue owner = a->y_owner[y];
        if (owner != SSA_NONE && last_use(a, owner) <= at) {
            a->y_owner[y] = SSA_NONE;
            a->y_of[owner] = NO_REGISTER;
        }
    }
}

void registers_save(Allocator *a, uint32_t at)
{
    release_dying_y(a, at);
    for (int32_t x = 0; x < a->x_top; x++) {
        SsaValue owner = a->x_owner[x];
        if (owner == SSA_NONE || last_use(a, owner) <= at || a->y_of[owner] != NO_REGISTER)
            continue;
        int32_t y = registers_free_y(a, 0);
        registers_put_y(a, owner, y);
        moves_add_place(a, false, x, true, y);
    }
}

void registers_save_early(Allocator *a)
{
    for (int32_t x = 0; x < a->x_top; x++) {
        SsaValue owner = a->x_owner[x];
        if (owner == SSA_NONE || a->y_of[owner] != NO_REGISTER || !lives_across_call(a, owner))
            continue;
        int32_t y = registers_free_y(a, 0);
        emit_move(a, a->info->code, code_x(x), code_y(y));
        registers_put_y(a, owner, y);
    }
}

// ---- parallel moves ----------------------------------------------------------------------------

static void add_move(Allocator *a, Move move)
{
    if (!move.is_literal && move.from == move.to && move.from_y == move.to_y)
        return;
    ARENA_APPEND(a->arena, a->moves, a->move_count, a->move_capacity, move);
}

void moves_add_place(Allocator *a, bool from_y, int32_t from, bool to_y, int32_t to)
{
    add_move(a, (Move){.from_y = from_y, .from = from, .to_y = to_y, .to = to});
}

void moves_add(Allocator *a, SsaOperand operand, bool to_y, int32_t to)
{
    if (operand.literal != NULL) {
        add_move(a, (Move){.is_literal = true, .literal = operand.literal, .to_y = to_y, .to = to});
        return;
    }
    bool here = to_y ? a->y_of[operand.value] == to : a->x_of[operand.value] == to;
    if (here)
        return;
    CodeArg from = registers_operand(a, operand);
    moves_add_place(a, from.kind == ARG_Y, (int32_t)from.value, to_y, to);
}

void moves_put_first(Allocator *a, uint32_t from)
{
    for (uint32_t i = from; i < a->move_count; i++) {
        Move move = a->moves[i];
        memmove(a->moves + i - from + 1, a->moves + i - from, from * sizeof *a->moves);
        a->moves[i - from] = move;
    }
}

static bool is_source(const Allocator *a, const Move *move)
{
    for (uint32_t i = 0; i < a->move_count; i++) {
        const Move *other = &a->moves[i];
        if (other != move && !other->is_literal && other->from == move->to &&
            other->from_y == move->to_y)
            return true;
    }
    return false;
}

static CodeArg place_arg(bool is_y, int32_t number)
{
    return is_y ? code_y(number) : code_x(number);
}

static void remove_move(Allocator *a, uint32_t index)
{
    a->moves[index] = a->moves[--a->move_count];
}

// All that is left are cycles: one swap puts one value right, and tells where the other went.
static void emit_swap(Allocator *a, CodeBlock *code)
{
    Move move = a->moves[0];
    remove_move(a, 0);
    CodeOp *swap = code_add(a->arena, code, BEAM_OP_swap, 2);
    swap->args[0] = place_arg(move.from_y, move.from);
    swap->args[1] = place_arg(move.to_y, move.to);
    for (uint32_t i = a->move_count; i-- > 0;) {
        Move *other = &a->moves[i];
        if (other->is_literal)
            continue;
        if (other->from == move.to && other->from_y == move.to_y) {
            other->from = move.from;
            other->from_y = move.from_y;
        } else if (other->from == move.from && other->from_y == move.from_y) {
            other->from = move.to;
            other->from_y = move.to_y;
        }
        if (other->from == other->to && other->from_y == other->to_y)
            remove_move(a, i);
    }
}

void moves_emit(Allocator *a, CodeBlock *code)
{
    while (a->move_count > 0) {
        bool moved = false;
        for (uint32_t i = 0; i < a->move_count;) {
            Move *move = &a->moves[i];
            if (is_source(a, move)) {
                i++;
                continue;
            }
            CodeArg from = move->is_literal ? code_literal(move->literal)
                                            : place_arg(move->from_y, move->from);
            emit_move(a, code, from, place_arg(move->to_y, move->to));
            for (uint32_t k = i; k + 1 < a->move_count; k++)
                a->moves[k] = a->moves[k + 1];
            a->move_count--;
            moved = true;
        }
        if (!moved)
            emit_swap(a, code);
    }
}
