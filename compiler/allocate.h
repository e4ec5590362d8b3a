// SPDX-License-Identifier: Apache-2.0
// What the parts of register allocation share: liveness.c (what lives where), registers.c (which
// register holds what at the current point), select.c (instructions), allocate.c (blocks, joins and
// frames).
//
// Allocation is one walk forward over the blocks in reverse postorder. A value is in an x register,
// in a y register or in both; it moves to y no earlier than the first call that it lives across. A
// block with one predecessor starts from that one's registers; at a join the first places are
// agreed on and every predecessor moves its values there.
#ifndef COMPILER_ALLOCATE_H
#define COMPILER_ALLOCATE_H

#include "code.h"

enum { REGISTER_COUNT = 1000, NO_REGISTER = -1, USED_LATER = 0x7fffffff };

typedef struct {
    SsaValue value;
    int16_t x;
    int16_t y;
} Place;

// A set of register numbers.
typedef struct {
    uint64_t words[(REGISTER_COUNT + 63) / 64];
} RegisterSet;

static inline bool register_has(const RegisterSet *set, int32_t number)
{
    return set->words[number / 64] >> (number % 64) & 1;
}

static inline void register_add(RegisterSet *set, int32_t number)
{
    set->words[number / 64] |= UINT64_C(1) << (number % 64);
}

static inline void register_remove(RegisterSet *set, int32_t number)
{
    set->words[number / 64] &= ~(UINT64_C(1) << (number % 64));
}

typedef struct {
    SsaBlock *block;
    CodeBlock *code;
    SsaBlock **predecessors; // by edges
    uint32_t predecessor_count;
    uint32_t predecessor_capacity;
    SsaBlock *
        *protected; // of a handler: the blocks it is for; of a receive loop: those that go back
    uint32_t protected_count;
    uint32_t protected_capacity;
    SsaValue *live; // values that are live at the start, parameters not included
    uint32_t live_count;
    uint32_t live_capacity;
    bool framed_in;
    bool framed_out;
    bool needs_frame;
    bool frame_at_end; // the frame is made only at the end, because a successor expects one
    uint32_t frame;    // class
    Place *exit;       // where values are at the end
    uint32_t exit_count;
    Place *failure_exit; // the same if the test at the end fails; NULL: no difference
    uint32_t failure_exit_count;
    RegisterSet valid;          // x registers at the end that hold some term
    int32_t invalid_on_failure; // x register that is valid only if the test at the end succeeds
} BlockInfo;

typedef struct {
    bool is_literal;
    bool to_y;
    bool from_y;
    int32_t to;
    int32_t from;
    const Literal *literal;
} Move;

typedef struct {
    SsaFunction *function;
    Arena *arena;
    CoreModule *module;
    CodeFunction *code;
    BlockInfo *blocks;
    int16_t *x_of; // by value; NO_REGISTER
    int16_t *y_of;
    int16_t *hint;       // the x register that a value is wanted in
    uint32_t *first_use; // by value: index in the current block; valid when use_block says so
    uint32_t *last_use;  // USED_LATER: beyond the block
    uint32_t *use_block;
    SsaValue x_owner[REGISTER_COUNT];
    SsaValue y_owner[REGISTER_COUNT];
    int32_t x_top; // no x register from here on is owned
    int32_t y_top;
    RegisterSet valid;
    RegisterSet read_y; // y registers that the current instruction reads and that are free after it
    uint32_t *frame_parent; // union-find over frame classes
    uint32_t frame_capacity;
    Move *moves;
    uint32_t move_count;
    uint32_t move_capacity;
    // the block being done
    BlockInfo *info;
    uint32_t at; // index of the instruction being done
    // Index of the next instruction that destroys x registers, UINT32_MAX without
    uint32_t next_clobber;
    uint32_t heap_end; // instructions before this index have their heap
    uint32_t frame_at; // index of the instruction before which the frame is made, UINT32_MAX: none
    bool framed;
    bool joining;    // at the start of a join: nothing may be emitted into the block
    bool *is_tag;    // by value
    int16_t *from_x; // by value, at a join: where one predecessor leaves it
    int16_t *from_y;
    bool too_complex;
    unsigned way;
    SsaValue pinned; // may not leave its x register: it is not there yet
} Allocator;

// liveness.c: fills predecessors, protected, live and hints.
void liveness_compute(Allocator *a);
// Uses within the block that is about to be done.
void liveness_enter_block(Allocator *a, BlockInfo *info);

static inline bool is_used_here(const Allocator *a, SsaValue value)
{
    return a->use_block[value] == a->info->block->number;
}

static inline uint32_t last_use(const Allocator *a, SsaValue value)
{
    return is_used_here(a, value) ? a->last_use[value] : 0;
}

static inline uint32_t first_use(const Allocator *a, SsaValue value)
{
    return is_used_here(a, value) ? a->first_use[value] : 0;
}

// registers.c
void registers_clear(Allocator *a);
void registers_put_x(Allocator *a, SsaValue value, int32_t x);
void registers_put_y(Allocator *a, SsaValue value, int32_t y);
void registers_release(Allocator *a, SsaValue value);
void registers_drop_x(Allocator *a, SsaValue value);
int32_t registers_free_x(Allocator *a);
int32_t registers_free_y(Allocator *a, int32_t from);
// Where the result of the current instruction goes; operands that die are released already.
CodeArg registers_choose(Allocator *a, SsaValue value);
// The register that an operand is in; a literal where one will do.
CodeArg registers_operand(Allocator *a, SsaOperand operand);
// The same, in a register at any rate.
CodeArg registers_in_register(Allocator *a, SsaOperand operand);
// How many x registers live at a point where garbage may be collected; makes all of them valid.
int64_t registers_collect(Allocator *a);
// Copies into y what lives on after the call at index `at` (what it destroys), together with moves
// already pending.
void registers_save(Allocator *a, uint32_t at);
void registers_kill_x(Allocator *a);
// Moves that happen at once.
void moves_add(Allocator *a, SsaOperand operand, bool to_y, int32_t to);
void moves_add_place(Allocator *a, bool from_y, int32_t from, bool to_y, int32_t to);
// Puts the moves from index `from` on before the others.
void moves_put_first(Allocator *a, uint32_t from);
void moves_emit(Allocator *a, CodeBlock *code);

// select.c: the instruction at index a->at, and the end of the block.
void select_instruction(Allocator *a);
void select_end(Allocator *a);
// allocate.c: where values are now. Sets *count.
Place *allocator_places(Allocator *a, uint32_t *count);
CodeBlock *allocator_code(Allocator *a, const SsaBlock *block);
void select_allocate(Allocator *a);
void select_handler_start(Allocator *a);
bool select_takes_heap(const SsaInstruction *instruction);
bool select_ends_heap_run(const SsaInstruction *instruction);
// Asks for the heap of the instruction at a->at and of those after it, unless that was done.
void select_reserve_heap(Allocator *a);
// Copies every value that lives across the next call to y.
void registers_save_early(Allocator *a);

static inline CodeArg code_x(int32_t number) { return (CodeArg){.kind = ARG_X, .value = number}; }

static inline CodeArg code_y(int32_t number) { return (CodeArg){.kind = ARG_Y, .value = number}; }

#endif
