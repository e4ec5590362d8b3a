// SPDX-License-Identifier: Apache-2.0
// SSA: control flow as basic blocks, data flow as values that are assigned once. Made from flat
// Core by ssa.c, improved by the optimise*.c files, turned into BEAM instructions by allocate.c.
//
// - Join points are block parameters; an edge carries an argument for each parameter of its target.
// - The graph has no cycles but those of receive loops, whose back edges (from SSA_END_NEXT and
//   SSA_END_WAIT to block->loop) are not edges here and carry nothing.
// - In a block with a handler anything that raises goes on there. That is no edge either;
//   SSA_END_TRY has one to the handler. Parameters of a handler are set by the runtime (x0, x1,
//   x2), as is the message of SSA_END_RECEIVE.
#ifndef COMPILER_SSA_H
#define COMPILER_SSA_H

#include "beamfile.h"
#include "core.h"

typedef uint32_t SsaValue;
#define SSA_NONE UINT32_MAX

// A constant, or a value when literal is NULL.
typedef struct {
    const Literal *literal;
    SsaValue value;
} SsaOperand;

enum {
    SSA_PURE = 1,    // may go when the result is not used
    SSA_CLOBBER = 2, // destroys all x registers but the result in x0
    SSA_GC = 4,      // may collect garbage
    SSA_RAISE = 8,   // may raise an exception when not the test of a block
    SSA_TEST = 16,   // only at the end of a block, as what SSA_END_TEST asks
};

// X(name, flags): operands; meaning of `index`
#define SSA_OPS(X)                                                                                 \
    X(BIF, SSA_RAISE)                /* function; or the test of a block: does it succeed? */      \
    X(CALL, SSA_CLOBBER | SSA_RAISE) /* function; index: its arity */                              \
    X(CALL_EXTERNAL, SSA_CLOBBER | SSA_RAISE) /* module, function */                               \
    X(CALL_FUN, SSA_CLOBBER | SSA_RAISE)      /* arguments, fun */                                 \
    X(APPLY, SSA_CLOBBER | SSA_RAISE)         /* arguments, module, function */                    \
    X(SEND, SSA_CLOBBER | SSA_RAISE)          /* receiver, message */                              \
    X(BUILD_STACKTRACE, SSA_CLOBBER)          /* raw trace */                                      \
    X(MAKE_FUN, SSA_PURE)                     /* free values; function, index: its arity */        \
    X(CONS, SSA_PURE)                                                                              \
    X(TUPLE, SSA_PURE)                                                                             \
    X(SET_ELEMENT, 0)                /* tuple, value; index. Only just after the tuple was made */ \
    X(MAP, SSA_GC | SSA_RAISE)       /* base, key, value, ...; index: 1 for := */                  \
    X(BITSTRING, SSA_GC | SSA_RAISE) /* value, size of each of `segments`; may be a test */        \
    X(HEAD, SSA_PURE)                                                                              \
    X(TAIL, SSA_PURE)                                                                              \
    X(ELEMENT, SSA_PURE)                  /* index from 0 */                                       \
    X(BINARY_TAIL, SSA_GC | SSA_PURE)     /* context */                                            \
    X(BINARY_POSITION, SSA_GC | SSA_PURE) /* context: get it */                                    \
    X(BINARY_SET_POSITION, 0)             /* context, position */                                  \
    X(TRY_END, 0)                         /* tag */                                                \
    X(CATCH_END, 0)                       /* tag, value in x0; result in x0 */                     \
    X(REMOVE_MESSAGE, 0)                                                                           \
    X(TIMEOUT, 0)                                                                                  \
    X(IS, SSA_TEST)                    /* index: BeamOpcode of a type test or comparison */        \
    X(HAS_ARITY, SSA_TEST)             /* a tuple; index */                                        \
    X(IS_TAGGED, SSA_TEST)             /* any term, tag; index: arity */                           \
    X(MAP_GET, SSA_TEST)               /* a map, key: has it the key? result: the value */         \
    X(BINARY_START, SSA_TEST | SSA_GC) /* any term; result: context */                             \
    X(BINARY_GET, SSA_TEST | SSA_GC)   /* context, size unless utf; spec */                        \
    X(BINARY_SKIP, SSA_TEST | SSA_GC)  /* context, size unless utf; spec */                        \
    X(BINARY_LITERAL, SSA_TEST)        /* context, bits */                                         \
    X(BINARY_AT_END, SSA_TEST)         /* context */                                               \
    X(BINARY_UNIT, SSA_TEST)           /* context; index: what the rest is a multiple of */

typedef enum {
#define X(name, flags) SSA_##name,
    SSA_OPS(X)
#undef X
        SSA_OP_COUNT,
} SsaOp;

typedef struct SsaInstruction {
    SsaOp op;
    CoreLine line;
    SsaValue result; // SSA_NONE: none
    uint32_t index;
    uint32_t count;
    SsaOperand *operands;
    const Literal *module;
    const Literal *function;
    CoreSegmentSpec spec;            // BINARY_GET, BINARY_SKIP; size is not used
    const CoreSegmentSpec *segments; // BITSTRING, half as many as operands
    SsaValue next; // BINARY_GET, _SKIP, _LITERAL: the context after it, until contexts are threaded
} SsaInstruction;

typedef struct SsaBlock SsaBlock;

typedef struct {
    SsaBlock *target;
    SsaOperand *arguments; // as many as target has parameters; none into a handler from SSA_END_TRY
    const Literal *value;  // SSA_END_SWITCH: the case; NULL in the last edge, the default
} SsaEdge;

typedef enum {
    SSA_END_NONE,     // under construction
    SSA_END_JUMP,     // edges: 1
    SSA_END_TEST,     // instruction; edges: true, false
    SSA_END_SWITCH,   // operand; edges: cases, default
    SSA_END_ARITY,    // operand (a tuple); the same by size
    SSA_END_RETURN,   // operand
    SSA_END_CALL,     // instruction, in tail position
    SSA_END_NORETURN, // instruction: a call that always raises
    SSA_END_FAIL,     // fail, instruction's operands
    SSA_END_RAISE,    // instruction's operands: raw trace, reason
    SSA_END_TRY,      // edges: body, handler; defines the tag of the handler
    SSA_END_RECEIVE,  // edges: block of the message (its parameter), block that waits
    // operand: timeout unless value is SSA_NONE and literal NULL; edges: timed out, or none
    SSA_END_WAIT,
    SSA_END_NEXT, // on to the next message
} SsaEnd;

typedef enum {
    SSA_PLAIN,
    SSA_TRY_HANDLER,
    SSA_CATCH_HANDLER,
    SSA_RECEIVE_LOOP,
    SSA_MESSAGE
} SsaBlockKind;

struct SsaBlock {
    uint32_t number; // position in function->blocks
    SsaBlockKind kind;
    SsaEnd end;
    CoreFailKind fail;
    CoreLine line; // of the end
    SsaValue *parameters;
    uint32_t parameter_count;
    SsaInstruction **instructions;
    uint32_t count;
    uint32_t capacity;
    SsaInstruction *instruction; // of the end
    SsaOperand operand;          // of the end
    SsaValue tag; // of a handler: the value that marks its frame while the try is active
    SsaEdge *edges;
    uint32_t edge_count;
    SsaBlock *handler;          // of what is raised here, or NULL
    SsaBlock *loop;             // END_NEXT, END_WAIT: the block with SSA_END_RECEIVE
    uint32_t predecessor_count; // edges that come here; kept by ssa_order_blocks
    uint32_t mark;              // scratch of passes
    void *scratch;              // scratch of passes
};

typedef struct {
    CoreModule *module;
    Arena *arena;
    const CoreFunction *core;
    SsaBlock *entry;   // its parameters are the function's
    SsaBlock **blocks; // in reverse postorder (handlers after the blocks they protect)
    uint32_t block_count;
    uint32_t value_count;
} SsaFunction;

static inline SsaOperand ssa_value(SsaValue value) { return (SsaOperand){NULL, value}; }

static inline SsaOperand ssa_literal(const Literal *literal)
{
    return (SsaOperand){literal, SSA_NONE};
}

static inline bool ssa_is_value(SsaOperand operand)
{
    return operand.literal == NULL && operand.value != SSA_NONE;
}

static inline bool ssa_same(SsaOperand left, SsaOperand right)
{
    return left.literal == right.literal && left.value == right.value;
}

extern const uint8_t ssa_op_flags[SSA_OP_COUNT];

// Flat Core of a function to SSA, not yet improved.
SsaFunction *ssa_build(CoreModule *module, const CoreFunction *function);

// Removes blocks that cannot be reached, numbers the others in reverse postorder, counts
// predecessors.
void ssa_order_blocks(SsaFunction *function);

// The nearest block that every way to a block goes through, by number of block; NULL for the entry.
SsaBlock **ssa_find_dominators(SsaFunction *function);

SsaBlock *ssa_add_block(SsaFunction *function);
SsaInstruction *ssa_add_instruction(SsaFunction *function, SsaBlock *block, SsaOp op, CoreLine line,
                                    uint32_t operand_count);
SsaInstruction *ssa_create_instruction(SsaFunction *function, SsaOp op, CoreLine line,
                                       uint32_t operand_count);
void ssa_insert_instruction(SsaFunction *function, SsaBlock *block, uint32_t at,
                            SsaInstruction *instruction);

// Calls visit for every operand that a block uses, in order: instructions, end, edges.
void ssa_visit_uses(SsaBlock *block, void (*visit)(void *context, SsaOperand *operand),
                    void *context);

// What kind of thing erlang:Name/Arity is.
typedef enum {
    BIF_NONE,     // an ordinary function
    BIF_PLAIN,    // bif instruction
    BIF_GC,       // gc_bif instruction
    BIF_COMPARE,  // bif instruction, or test when asked for truth
    BIF_TYPE,     // the same, one operand
    BIF_SEND,     // !
    BIF_NORETURN, // error, exit, throw
} BifKind;

typedef struct {
    const char *name;
    uint8_t arity;
    uint8_t kind; // BifKind
    uint8_t test; // BeamOpcode that tests for true
    bool swap;    // operands in the other order for that opcode
    bool total;   // cannot fail, whatever the operands are
    bool boolean; // gives true or false
} BifInfo;

// NULL if erlang:Name/Arity is BIF_NONE.
const BifInfo *bif_find(const Literal *name, uint32_t arity);

void ssa_dump(ByteBuffer *out, const SsaFunction *function);

// ---- the stages after this one ---------------------------------------------------------------

// optimise.c: all improvements of a module's functions, in place.
void optimise_module(CoreModule *module, SsaFunction *const *functions, uint32_t count);

#endif
