// SPDX-License-Identifier: Apache-2.0
// Making and printing BEAM instructions that are not encoded yet.

#include "code.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

CodeOp *code_create(Arena *arena, BeamOpcode opcode, uint32_t count)
{
    CodeOp *op = ARENA_NEW(arena, CodeOp);
    op->opcode = opcode;
    op->count = count;
    op->args = ARENA_ARRAY(arena, CodeArg, count + 1);
    return op;
}

void code_insert(Arena *arena, CodeBlock *block, uint32_t at, CodeOp *op)
{
    ARENA_APPEND(arena, block->ops, block->count, block->capacity, op);
    memmove(block->ops + at + 1, block->ops + at, (block->count - 1 - at) * sizeof *block->ops);
    block->ops[at] = op;
}

CodeOp *code_add(Arena *arena, CodeBlock *block, BeamOpcode opcode, uint32_t count)
{
    CodeOp *op = code_create(arena, opcode, count);
    code_insert(arena, block, block->count, op);
    return op;
}

__attribute__((format(printf, 2, 3))) static void dump_text(ByteBuffer *out, const char *format,
                                                            ...)
{
    char text[256];
    va_list arguments;
    va_start(arguments, format);
    int length = vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    bytes_append(out, text, (size_t)(length < (int)sizeof text ? length : (int)sizeof text - 1));
}

static void dump_arg(ByteBuffer *out, const CodeArg *arg)
{
    switch (arg->kind) {
    case ARG_UNSIGNED: dump_text(out, " %lld", (long long)arg->value); break;
    case ARG_X:
    case ARG_Y:
        dump_text(out, " %s%c%lld", arg->written ? ">" : "", arg->kind == ARG_X ? 'x' : 'y',
                  (long long)arg->value);
        break;
    case ARG_BLOCK: dump_text(out, " b%u", arg->block->number); break;
    case ARG_FAIL: dump_text(out, arg->value ? " function_clause" : " -"); break;
    case ARG_LIST: dump_text(out, " [%lld]", (long long)arg->value); break;
    case ARG_FRAME: dump_text(out, " frame"); break;
    case ARG_ALLOC: dump_text(out, " words:%lld funs:%u", (long long)arg->value, arg->extra); break;
    default:
        dump_text(out, " ");
        if (arg->module != NULL) {
            literal_print(out, arg->module);
            dump_text(out, ":");
        }
        literal_print(out, arg->literal);
        if (arg->kind != ARG_LITERAL && arg->kind != ARG_STRING)
            dump_text(out, "/%lld", (long long)arg->value);
        break;
    }
}

static void dump_op(ByteBuffer *out, const CodeOp *op)
{
    if (op->opcode == BEAM_OP_label) {
        dump_text(out, "  b%u:\n", op->args[0].block->number);
        return;
    }
    dump_text(out, "    %s", beam_opcode_name(op->opcode));
    if (op->opcode == BEAM_OP_line)
        dump_text(out, " %u", op->line.line);
    for (uint32_t i = 0; i < op->count; i++)
        dump_arg(out, &op->args[i]);
    dump_text(out, "\n");
}

void code_dump(ByteBuffer *out, const CodeFunction *function)
{
    literal_print(out, function->core->name);
    dump_text(out, "/%u\n", function->core->arity);
    for (uint32_t i = 0; i < function->list->count; i++)
        dump_op(out, function->list->ops[i]);
    dump_text(out, "\n");
}
