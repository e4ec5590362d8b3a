// SPDX-License-Identifier: Apache-2.0
// What the files of the loader share: the code being written, and functions that write one word of
// it.
#ifndef ERLITE_LOADER_INTERNAL_H
#define ERLITE_LOADER_INTERNAL_H

#include "code/beam_file.h"
#include "code/instruction.h"

// Pseudo instructions, behind the generic ones.
enum PseudoOperation {
    PSEUDO_FIRST = GENERIC_LIMIT - 1,
#define BIF_INSTRUCTION(function, arity, name) GENERIC_##name,
#include "code/bif_instructions.def"
#undef BIF_INSTRUCTION
    PSEUDO_LIMIT
};

// A word of code that gets a label's address once all code is written.
typedef struct Fixup {
    size_t at;
    uint32_t label;
} Fixup;

#define NO_PLACE SIZE_MAX

typedef struct Loader {
    BeamFile *file;
    CodeTable *table;
    Module *module;
    const Word *operations; // addresses of the instructions' bodies
    Export **imports;
    Word *code;
    size_t code_words, code_capacity;
    Fixup *fixups;
    size_t fixup_count, fixup_capacity;
    size_t *labels;      // place of each label, NO_PLACE before it is met
    size_t *line_places; // for each entry of module->lines
    size_t line_capacity;
    size_t *function_places;
    size_t function_count;
    uint32_t pending_line;             // line that starts with the next instruction
    uint16_t first_rule[PSEUDO_LIMIT]; // 1 + index of the first rule of each operation, 0 for none
    bool failed;                       // out of memory
} Loader;

// Appends a word.
void emit_word(Loader *loader, Word word);
void emit_instruction(Loader *loader, enum Instruction instruction);
// Operands in the encodings of instructions.def.
void emit_source(Loader *loader, Operand operand);
void emit_destination(Loader *loader, Operand operand);
void emit_label(Loader *loader, Operand operand);

// In loader_special.c: instructions with lists, and those whose form depends on more than their
// operands' kinds. False when this instruction has no such function. `operands` are its own, with
// those of the list behind.
bool emit_special(Loader *loader, uint16_t operation, const Operand *operands, size_t count);

#endif
