// SPDX-License-Identifier: Apache-2.0
// Code of a function. Registers and frames can be allocated in several ways, none of which is the
// best for all functions: all are tried and the shortest result stays.

#include "code.h"

enum { MANY_BLOCKS = 300 };

// Of what the instruction takes to run, in thirds of a move.
static uint32_t cost_of(const CodeOp *op)
{
    switch (op->opcode) {
    case BEAM_OP_label:
    case BEAM_OP_line:
    case BEAM_OP_trim: return 0;
    case BEAM_OP_swap: return 4;
    case BEAM_OP_init_yregs: return op->args[0].value > 2 ? 5 : 4;
    default: return 3;
    }
}

static uint32_t cost_of_function(const CodeFunction *function)
{
    uint32_t cost = 0;
    for (uint32_t i = 0; i < function->list->count; i++)
        cost += cost_of(function->list->ops[i]);
    return cost;
}

CodeFunction *code_generate(SsaFunction *function)
{
    CodeFunction *best = NULL;
    uint32_t best_cost = UINT32_MAX;
    unsigned ways = function->block_count > MANY_BLOCKS ? 1 : ALLOCATE_WAYS;
    for (unsigned way = 0; way < ways; way++) {
        CodeFunction *code = allocate_function(function, way);
        if (code == NULL)
            continue;
        if (code->frame_count == 0)
            way |= ALLOCATE_LATE_FRAMES; // the next way would give the same
        layout_finish(code);
        uint32_t cost = cost_of_function(code);
        if (cost >= best_cost)
            continue;
        best = code;
        best_cost = cost;
    }
    return best;
}
