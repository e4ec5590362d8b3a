// SPDX-License-Identifier: Apache-2.0
// Improvements that look at neighbouring instructions of the finished sequence.

#include <string.h>

#include "layout.h"

static bool is_unused_label(const CodeOp *op)
{
    return op->opcode == BEAM_OP_label && op->args[0].block->references == 0;
}

// get_hd S H; get_tl S T -> get_list S H T, in either order.
static CodeOp *join_list(CodeFunction *function, const CodeOp *first, const CodeOp *second)
{
    bool head_first = first->opcode == BEAM_OP_get_hd && second->opcode == BEAM_OP_get_tl;
    bool tail_first = first->opcode == BEAM_OP_get_tl && second->opcode == BEAM_OP_get_hd;
    if (!head_first && !tail_first)
        return NULL;
    if (!code_same_register(&first->args[0], &second->args[0]) ||
        code_same_register(&first->args[0], &first->args[1]))
        return NULL;
    CodeOp *op = code_create(function->arena, BEAM_OP_get_list, 3);
    op->args[0] = first->args[0];
    op->args[1] = head_first ? first->args[1] : second->args[1];
    op->args[2] = head_first ? second->args[1] : first->args[1];
    return op;
}

static bool same_target(const CodeArg *left, const CodeArg *right)
{
    return left->kind == right->kind && left->value == right->value && left->block == right->block;
}

static bool writes_map_register(const CodeOp *op)
{
    for (uint32_t i = 3; i < op->count; i++)
        if (op->args[i].written && code_same_register(&op->args[i], &op->args[1]))
            return true;
    return false;
}

// An instruction with several keys has constant ones only, and each once.
static bool keys_may_join(const CodeOp *first, const CodeOp *second)
{
    uint32_t step = first->opcode == BEAM_OP_get_map_elements ? 2 : 1;
    for (uint32_t k = 3; k < second->count; k += step)
        for (uint32_t i = 3; i < first->count; i += step)
            if (second->args[k].kind != ARG_LITERAL || first->args[i].kind != ARG_LITERAL ||
                second->args[k].literal == first->args[i].literal)
                return false;
    return true;
}

// A second value may not go where the first went, which is then nowhere.
static bool writes_same_register(const CodeOp *first, const CodeOp *second)
{
    for (uint32_t i = 3; i < first->count; i++)
        for (uint32_t k = 3; k < second->count; k++)
            if (first->args[i].written && code_same_register(&first->args[i], &second->args[k]))
                return true;
    return false;
}

// Two look-ups of keys in the same map that go to the same place on failure.
static CodeOp *join_map_access(CodeFunction *function, const CodeOp *first, const CodeOp *second)
{
    if (first->opcode != second->opcode ||
        (first->opcode != BEAM_OP_get_map_elements && first->opcode != BEAM_OP_has_map_fields))
        return NULL;
    if (!same_target(&first->args[0], &second->args[0]) ||
        !code_same_register(&first->args[1], &second->args[1]) || writes_map_register(first) ||
        !keys_may_join(first, second) || writes_same_register(first, second))
        return NULL;
    uint32_t extra = second->count - 3;
    CodeOp *op = code_create(function->arena, first->opcode, first->count + extra);
    memcpy(op->args, first->args, first->count * sizeof *op->args);
    memcpy(op->args + first->count, second->args + 3, extra * sizeof *op->args);
    op->args[2].value += extra;
    if (first->args[0].kind == ARG_BLOCK)
        first->args[0].block->references--;
    return op;
}

static CodeOp *join(CodeFunction *function, const CodeOp *first, const CodeOp *second)
{
    CodeOp *op = join_list(function, first, second);
    if (op == NULL)
        op = join_map_access(function, first, second);
    return op;
}

// A line holds for all instructions up to the next one.
static bool is_current_line(const CodeOp *op, CoreLine current)
{
    return op->opcode == BEAM_OP_line && op->line.file == current.file &&
           op->line.line == current.line;
}

void peephole_improve(CodeFunction *function, CodeBlock *list)
{
    uint32_t kept = 0;
    CoreLine current = function->core->line;
    for (uint32_t i = 0; i < list->count; i++) {
        CodeOp *op = list->ops[i];
        if (is_unused_label(op) || is_current_line(op, current))
            continue;
        if (op->opcode == BEAM_OP_line)
            current = op->line;
        CodeOp *joined = kept > 0 ? join(function, list->ops[kept - 1], op) : NULL;
        if (joined != NULL)
            list->ops[kept - 1] = joined;
        else if (kept > 0 && op->opcode == BEAM_OP_line &&
                 list->ops[kept - 1]->opcode == BEAM_OP_line)
            list->ops[kept - 1] = op;
        else
            list->ops[kept++] = op;
    }
    list->count = kept;
}
