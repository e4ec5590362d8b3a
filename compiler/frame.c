// SPDX-License-Identifier: Apache-2.0
// Y registers, last step: which of them hold nothing yet when garbage may be collected, and their
// final numbers.

#include <string.h>

#include "layout.h"

// Does it look at all y registers of the frame? What ends a function or raises is expected to have
// them set, too.
static bool scans_frame(BeamOpcode opcode)
{
    switch (opcode) {
    case BEAM_OP_call:
    case BEAM_OP_call_ext:
    case BEAM_OP_call_fun:
    case BEAM_OP_apply:
    case BEAM_OP_send:
    case BEAM_OP_gc_bif1:
    case BEAM_OP_gc_bif2:
    case BEAM_OP_gc_bif3:
    case BEAM_OP_test_heap:
    case BEAM_OP_bs_start_match3:
    case BEAM_OP_bs_get_integer2:
    case BEAM_OP_bs_get_float2:
    case BEAM_OP_bs_get_binary2:
    case BEAM_OP_bs_get_utf8:
    case BEAM_OP_bs_get_utf16:
    case BEAM_OP_bs_get_utf32:
    case BEAM_OP_bs_skip_utf8:
    case BEAM_OP_bs_skip_utf16:
    case BEAM_OP_bs_skip_utf32:
    case BEAM_OP_bs_get_tail:
    case BEAM_OP_bs_get_position:
    case BEAM_OP_put_map_assoc:
    case BEAM_OP_put_map_exact:
    case BEAM_OP_bs_create_bin:
    case BEAM_OP_build_stacktrace:
    case BEAM_OP_loop_rec:
    case BEAM_OP_wait:
    case BEAM_OP_wait_timeout:
    case BEAM_OP_call_last:
    case BEAM_OP_call_ext_last:
    case BEAM_OP_apply_last:
    case BEAM_OP_badmatch:
    case BEAM_OP_case_end:
    case BEAM_OP_if_end:
    case BEAM_OP_try_case_end:
    case BEAM_OP_badrecord:
    case BEAM_OP_raise: return true;
    default: return false;
    }
}

static bool makes_frame(const CodeOp *op)
{
    return op->opcode == BEAM_OP_allocate || op->opcode == BEAM_OP_allocate_heap;
}

// An exception looks at the frame too, for handlers.
static bool may_raise(const CodeOp *op)
{
    return (op->opcode == BEAM_OP_bif1 || op->opcode == BEAM_OP_bif2) &&
           op->args[0].kind == ARG_FAIL;
}

typedef struct {
    CodeFunction *function;
    uint32_t words; // of a set of y registers
    uint64_t *set;  // those that are set at the current point
    CodeBlock *block;
    bool framed;
} Frame;

static uint32_t frame_size(const Frame *f)
{
    return f->block->frame == CODE_NO_FRAME ? 0 : f->function->frame_sizes[f->block->frame];
}

static bool is_set(const Frame *f, uint32_t y) { return f->set[y / 64] >> (y % 64) & 1; }

// What is set here is what is set at the start of the target, unless another way there has less.
static void flow_to(Frame *f, CodeBlock *target)
{
    size_t size = f->words * sizeof *f->set;
    if (target->initialised == NULL) {
        target->initialised = ARENA_ARRAY(f->function->arena, uint64_t, f->words);
        memcpy(target->initialised, f->set, size);
        return;
    }
    for (uint32_t i = 0; i < f->words; i++)
        target->initialised[i] &= f->set[i];
}

// Sets all that are not set; returns how many instructions that took.
static uint32_t initialise(Frame *f, uint32_t at)
{
    uint32_t size = frame_size(f);
    uint32_t missing = 0;
    for (uint32_t y = 0; y < size; y++)
        missing += !is_set(f, y);
    if (missing == 0)
        return 0;
    CodeOp *op = code_create(f->function->arena, BEAM_OP_init_yregs, missing + 1);
    op->args[0] = (CodeArg){.kind = ARG_LIST, .value = missing};
    uint32_t next = 1;
    for (uint32_t y = size; y-- > 0;)
        if (!is_set(f, y))
            op->args[next++] = (CodeArg){.kind = ARG_Y, .value = y, .written = true};
    if (at > 0 && f->block->ops[at - 1]->opcode == BEAM_OP_line)
        at--;
    code_insert(f->function->arena, f->block, at, op);
    for (uint32_t y = 0; y < size; y++)
        f->set[y / 64] |= UINT64_C(1) << (y % 64);
    return 1;
}

static void note_written(Frame *f, const CodeOp *op)
{
    for (uint32_t i = 0; i < op->count; i++)
        if (op->args[i].kind == ARG_Y && op->args[i].written)
            f->set[op->args[i].value / 64] |= UINT64_C(1) << (op->args[i].value % 64);
}

static void note_targets(Frame *f, const CodeOp *op)
{
    for (uint32_t i = 0; i < op->count; i++)
        if (op->args[i].kind == ARG_BLOCK)
            flow_to(f, op->args[i].block);
}

static void initialise_block(Frame *f, CodeBlock *block)
{
    f->block = block;
    if (block->initialised != NULL)
        memcpy(f->set, block->initialised, f->words * sizeof *f->set);
    for (uint32_t i = 0; i < block->count; i++) {
        const CodeOp *op = block->ops[i];
        bool is_try = op->opcode == BEAM_OP_try || op->opcode == BEAM_OP_catch;
        if (makes_frame(op))
            f->framed = true;
        if (f->framed && (scans_frame(op->opcode) || may_raise(op)))
            i += initialise(f, i);
        if (is_try)
            note_written(f, op);
        note_targets(f, op);
        note_written(f, op);
    }
    if (block->next != NULL)
        flow_to(f, block->next);
}

// Blocks come in reverse postorder: all ways into a block, but the back edges of receive, are known
// when it is reached. A block whose frame is made inside it starts with an empty set: nothing is
// set before there is a frame.
static void initialise_all(CodeFunction *function)
{
    uint32_t largest = 0;
    for (uint32_t i = 0; i < function->frame_count; i++)
        if (function->frame_sizes[i] > largest)
            largest = function->frame_sizes[i];
    Frame f = {.function = function, .words = largest / 64 + 1};
    f.set = ARENA_ARRAY(function->arena, uint64_t, f.words);
    for (uint32_t i = 0; i < function->count; i++) {
        CodeBlock *block = function->blocks[i];
        memset(f.set, 0, f.words * sizeof *f.set);
        f.framed = block->frame != CODE_NO_FRAME && block->count > 0 && !makes_frame(block->ops[0]);
        for (uint32_t k = 0; k < block->count; k++)
            if (makes_frame(block->ops[k]))
                f.framed = false;
        initialise_block(&f, block);
    }
}

// allocate S L; test_heap H L -> allocate_heap S H L.
static void take_heap_with_frame(CodeFunction *function, CodeBlock *block)
{
    for (uint32_t i = 0; i + 1 < block->count; i++) {
        const CodeOp *first = block->ops[i];
        const CodeOp *second = block->ops[i + 1];
        if (first->opcode != BEAM_OP_allocate || second->opcode != BEAM_OP_test_heap ||
            first->args[1].value != second->args[1].value)
            continue;
        CodeOp *op = code_create(function->arena, BEAM_OP_allocate_heap, 3);
        op->args[0] = first->args[0];
        op->args[1] = second->args[0];
        op->args[2] = first->args[1];
        block->ops[i] = op;
        memmove(block->ops + i + 1, block->ops + i + 2,
                (block->count - i - 2) * sizeof *block->ops);
        block->count--;
    }
}

void frame_finish(CodeFunction *function)
{
    if (function->frame_count == 0)
        return;
    for (uint32_t i = 0; i < function->count; i++)
        take_heap_with_frame(function, function->blocks[i]);
    initialise_all(function);
    for (uint32_t i = 0; i < function->count; i++) {
        CodeBlock *block = function->blocks[i];
        if (block->frame == CODE_NO_FRAME)
            continue;
        int64_t top = (int64_t)function->frame_sizes[block->frame] - 1;
        for (uint32_t k = 0; k < block->count; k++)
            for (uint32_t n = 0; n < block->ops[k]->count; n++) {
                CodeArg *arg = &block->ops[k]->args[n];
                if (arg->kind == ARG_Y)
                    arg->value = top - arg->value;
                else if (arg->kind == ARG_FRAME)
                    *arg = code_unsigned(top + 1);
            }
    }
}
