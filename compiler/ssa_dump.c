// SPDX-License-Identifier: Apache-2.0
// SSA as text, for people and tests.

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "ssa.h"

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

static void dump_operand(ByteBuffer *out, SsaOperand operand)
{
    if (operand.literal != NULL)
        literal_print(out, operand.literal);
    else
        dump_text(out, "%%%u", operand.value);
}

static void dump_operands(ByteBuffer *out, const SsaOperand *operands, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++) {
        dump_text(out, i > 0 ? ", " : " ");
        dump_operand(out, operands[i]);
    }
}

static void dump_instruction(ByteBuffer *out, const SsaInstruction *instruction)
{
    static const char *const names[] = {
#define X(name, flags) #name,
        SSA_OPS(X)
#undef X
    };
    if (instruction->result != SSA_NONE)
        dump_text(out, "%%%u = ", instruction->result);
    if (instruction->next != SSA_NONE)
        dump_text(out, "(next %%%u) ", instruction->next);
    dump_text(out, "%s ", names[instruction->op]);
    if (instruction->op == SSA_IS)
        dump_text(out, "%s", beam_opcode_name((BeamOpcode)instruction->index));
    else if (instruction->index != 0)
        dump_text(out, "#%u", instruction->index);
    if (instruction->module != NULL) {
        literal_print(out, instruction->module);
        dump_text(out, ":");
    }
    if (instruction->function != NULL)
        literal_print(out, instruction->function);
    dump_operands(out, instruction->operands, instruction->count);
}

static void dump_edge(ByteBuffer *out, const SsaEdge *edge)
{
    dump_text(out, " ");
    if (edge->value != NULL) {
        literal_print(out, edge->value);
        dump_text(out, ":");
    }
    dump_text(out, "b%u", edge->target->number);
    if (edge->arguments != NULL && edge->target->parameter_count > 0) {
        dump_text(out, "(");
        dump_operands(out, edge->arguments, edge->target->parameter_count);
        dump_text(out, ")");
    }
}

static void dump_end(ByteBuffer *out, const SsaBlock *block)
{
    static const char *const names[] = {"none",   "jump",    "test",     "switch", "arity",
                                        "return", "call",    "noreturn", "fail",   "raise",
                                        "try",    "receive", "wait",     "next"};
    dump_text(out, "    %s ", names[block->end]);
    if (block->instruction != NULL)
        dump_instruction(out, block->instruction);
    if (block->operand.literal != NULL || block->operand.value != SSA_NONE)
        dump_operand(out, block->operand);
    if (block->tag != SSA_NONE)
        dump_text(out, "tag %%%u", block->tag);
    for (uint32_t i = 0; i < block->edge_count; i++)
        dump_edge(out, &block->edges[i]);
    dump_text(out, "\n");
}

void ssa_dump(ByteBuffer *out, const SsaFunction *function)
{
    literal_print(out, function->core->name);
    dump_text(out, "/%u\n", function->core->arity);
    for (uint32_t i = 0; i < function->block_count; i++) {
        const SsaBlock *block = function->blocks[i];
        dump_text(out, "  b%u", block->number);
        for (uint32_t k = 0; k < block->parameter_count; k++)
            dump_text(out, " %%%u", block->parameters[k]);
        if (block->handler != NULL)
            dump_text(out, " (handler b%u)", block->handler->number);
        dump_text(out, "\n");
        for (uint32_t k = 0; k < block->count; k++) {
            dump_text(out, "    ");
            dump_instruction(out, block->instructions[k]);
            dump_text(out, "\n");
        }
        dump_end(out, block);
    }
    dump_text(out, "\n");
}
