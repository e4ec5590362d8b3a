// SPDX-License-Identifier: Apache-2.0
// BEAM instructions of one function before they are encoded: what allocate makes, layout arranges
// and emit writes.
#ifndef COMPILER_CODE_H
#define COMPILER_CODE_H

#include "ssa.h"

typedef enum {
    ARG_UNSIGNED, // value
    ARG_X,
    ARG_Y,       // until layout: numbered from the bottom of the frame
    ARG_LITERAL, // literal: any constant term
    ARG_BLOCK,   // block: where a test or jump goes
    ARG_FAIL,    // label 0 (an error is raised), or the clause error of the function (value 1)
    ARG_LIST,    // value: how many of the arguments after this one belong to it
    ARG_CALLEE,  // function of this module: literal is the name, value the arity
    ARG_IMPORT,  // module, literal: function, value: arity
    ARG_LAMBDA,  // literal: name, value: arity, of a function in the fun table
    ARG_STRING,  // literal: bitstring whose bytes go into the string table
    ARG_FRAME,   // number of y registers of the frame
    ARG_ALLOC,   // value: heap words, extra: funs
} CodeArgKind;

typedef struct {
    CodeArgKind kind;
    bool written; // a register that the instruction sets
    uint32_t extra;
    int64_t value;
    const Literal *literal;
    const Literal *module;
    struct CodeBlock *block;
} CodeArg;

typedef struct CodeOp {
    BeamOpcode opcode;
    CoreLine line; // of a `line` instruction
    uint32_t count;
    CodeArg *args;
} CodeOp;

typedef struct CodeBlock {
    CodeOp **ops;
    uint32_t count;
    uint32_t capacity;
    struct CodeBlock *next;      // where control goes after the last instruction; NULL: nowhere
    struct CodeBlock *forwarded; // the block that does what this one would; set by layout
    uint32_t number;
    uint32_t label;      // 0: not needed
    uint32_t references; // from instructions and by going on
    uint32_t waiting;    // references from blocks that are not placed yet
    uint32_t frame;      // class of frames, or CODE_NO_FRAME
    bool placed;
    uint32_t handler;      // where exceptions go: a number that blocks with the same handler share
    uint64_t *initialised; // y registers at the start, until layout has initialised them
} CodeBlock;

#define CODE_NO_FRAME UINT32_MAX

typedef struct {
    const CoreFunction *core;
    Arena *arena;
    CodeBlock **blocks; // the first is the entry
    uint32_t count;
    uint32_t *frame_sizes; // by class
    uint32_t frame_count;
    CodeBlock *list; // all instructions in order; set by layout_finish
} CodeFunction;

CodeOp *code_add(Arena *arena, CodeBlock *block, BeamOpcode opcode, uint32_t count);
CodeOp *code_create(Arena *arena, BeamOpcode opcode, uint32_t count);
void code_insert(Arena *arena, CodeBlock *block, uint32_t at, CodeOp *op);

static inline CodeArg code_unsigned(int64_t value)
{
    return (CodeArg){.kind = ARG_UNSIGNED, .value = value};
}

static inline CodeArg code_literal(const Literal *literal)
{
    return (CodeArg){.kind = ARG_LITERAL, .literal = literal};
}

static inline CodeArg code_block(CodeBlock *block)
{
    return (CodeArg){.kind = ARG_BLOCK, .block = block};
}

static inline bool code_same_register(const CodeArg *left, const CodeArg *right)
{
    return left->kind == right->kind && left->value == right->value &&
           (left->kind == ARG_X || left->kind == ARG_Y);
}

// Ways to allocate registers; which one gives less code is seen afterwards.
enum {
    ALLOCATE_LATE_FRAMES = 1, // a frame is made as late as its block allows
    ALLOCATE_LONG_HINTS = 2,  // operands are wanted where the results made of them are
    ALLOCATE_WAYS = 4,
};

// SSA to instructions with registers. NULL if the function needs more registers than there are.
CodeFunction *allocate_function(SsaFunction *function, unsigned way);

// choose.c: the shortest code of all ways, laid out. NULL as above.
CodeFunction *code_generate(SsaFunction *function);

// layout.c: final y registers, the order of blocks, peephole improvements.
void layout_finish(CodeFunction *function);

// All functions of a module as a BEAM file. Returns an atom that is too long for one, or NULL.
const Literal *emit_module(ByteBuffer *out, CoreModule *module, CodeFunction *const *functions,
                           uint32_t count);

// Text of the finished list for people and tests, near to what erlc -S gives.
void code_dump(ByteBuffer *out, const CodeFunction *function);

#endif
