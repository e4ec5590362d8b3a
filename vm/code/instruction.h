// SPDX-License-Identifier: Apache-2.0
// The table of internal instructions, and how their operands are encoded in words of code.
#ifndef ERLITE_INSTRUCTION_H
#define ERLITE_INSTRUCTION_H

#include "term/term.h"

enum Instruction {
#define INSTRUCTION(name, operands, meaning) INSTRUCTION_##name,
#include "code/instructions.def"
#undef INSTRUCTION
    INSTRUCTION_COUNT
};

typedef struct InstructionInfo {
    const char *name;
    const char *operands;
    const char *meaning;
} InstructionInfo;
extern const InstructionInfo instruction_info[INSTRUCTION_COUNT];

// A source operand is a term, or a register in the two tags that no term has.
#define SOURCE_X TAG_HEADER
#define SOURCE_Y TAG_RETURN
static inline Word source_x(Word number) { return number << 3 | SOURCE_X; }
static inline Word source_y(Word number) { return number << 3 | SOURCE_Y; }

// The x register that instructions write what nobody reads.
#define X_SCRATCH 1023

// Words that a binary segment takes in bs_create_bin (kind, unit, flags, value, size, and its bits
// when they are constant), and a command in bs_match (kind, flags, size, unit, destination,
// unused).
#define SEGMENT_WORDS 6

// Kinds of segments to build, and of match commands.
enum SegmentKind {
    SEGMENT_INTEGER,
    SEGMENT_FLOAT,
    SEGMENT_BINARY,
    SEGMENT_APPEND,
    SEGMENT_PRIVATE_APPEND,
    SEGMENT_STRING, // value: address of the bytes; size: how many bytes, a term
    SEGMENT_UTF8,
    SEGMENT_UTF16,
    SEGMENT_UTF32,
    SEGMENT_KIND_COUNT,
};
enum MatchKind {
    MATCH_ENSURE_AT_LEAST, // size bits, and what is left after is a multiple of unit
    MATCH_ENSURE_EXACTLY,  // size bits
    MATCH_INTEGER,
    MATCH_BINARY,
    MATCH_EQUAL, // size bits, at most 64, are the word in `destination`
    MATCH_SKIP,
    MATCH_GET_TAIL,
    MATCH_TEST_UNIT,
};

// Flags of a segment, as BEAM's.
enum SegmentFlag { SEGMENT_LITTLE = 2, SEGMENT_SIGNED = 4, SEGMENT_NATIVE = 16 };

// Words of the instruction at `code`, its own included.
size_t instruction_words(enum Instruction instruction, const Word *code);

#endif
