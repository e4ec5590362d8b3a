// SPDX-License-Identifier: Apache-2.0
// The table of internal instructions.
#include "code/instruction.h"

const InstructionInfo instruction_info[INSTRUCTION_COUNT] = {
#define INSTRUCTION(name, operands, meaning) [INSTRUCTION_##name] = {#name, operands, meaning},
#include "code/instructions.def"
#undef INSTRUCTION
};

size_t instruction_words(enum Instruction instruction, const Word *code)
{
    size_t words = 1;
    for (const char *letter = instruction_info[instruction].operands; *letter; letter++) {
        Word count = code[words];
        switch (*letter) {
        case 'L':
        case 'Y':
        case 'T': words += 1 + count; break;
        case 'P':
        case 'V': words += 1 + 2 * count; break;
        case 'G':
        case 'M': words += 1 + SEGMENT_WORDS * count; break;
        default: words++;
        }
    }
    return words;
}
