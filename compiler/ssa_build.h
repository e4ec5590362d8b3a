// SPDX-License-Identifier: Apache-2.0
// What the files that make SSA from Core share: ssa_build.c (blocks, control flow, exceptions,
// receive), ssa_build_value.c (calls and data), ssa_build_decide.c (decisions, binary matching,
// guards).
#ifndef COMPILER_SSA_BUILD_H
#define COMPILER_SSA_BUILD_H

#include "ssa.h"

typedef enum { DESTINATION_RETURN, DESTINATION_JOIN } DestinationKind;

// Where the value of an expression goes: out of the function, or as arguments to a block.
typedef struct {
    DestinationKind kind;
    SsaBlock *join;
} Destination;

typedef struct {
    SsaFunction *function;
    CoreModule *module;
    SsaBlock *block;   // the one that is being filled; NULL where control never comes
    SsaBlock *handler; // of new blocks
    SsaBlock *fail;    // in a guard: where errors go; NULL in a body, where they raise
    SsaBlock *receive; // loop of the innermost receive
    SsaOperand *variables;
    SsaBlock **labels;
    const Literal *erlang;
    const Literal *true_atom;
    const Literal *false_atom;
} Builder;

static const SsaOperand no_operand = {NULL, SSA_NONE};

// ssa_build.c. Ends and instructions go to the current block. An end leaves no current block; where
// there is none, what is made goes to a block that nothing leads to.
SsaValue builder_value(Builder *b);
SsaBlock *builder_block(Builder *b);
void builder_add_parameters(Builder *b, SsaBlock *block, uint32_t count);
SsaBlock *builder_end(Builder *b, SsaEnd end, CoreLine line, uint32_t edge_count);
void builder_jump(Builder *b, CoreLine line, SsaBlock *target, const SsaOperand *arguments);
SsaBlock *builder_current(Builder *b);
SsaInstruction *builder_add(Builder *b, SsaOp op, CoreLine line, uint32_t count);
SsaOperand builder_result(Builder *b, SsaInstruction *instruction);
void builder_test(Builder *b, SsaInstruction *instruction, SsaBlock *then, SsaBlock *otherwise);
SsaInstruction *builder_create(Builder *b, SsaOp op, CoreLine line, uint32_t count);
void builder_is(Builder *b, CoreLine line, BeamOpcode test, SsaOperand left, SsaOperand right,
                SsaBlock *then, SsaBlock *otherwise);
// Something that raises in a body, and in a guard goes to the place for errors.
SsaOperand builder_fallible(Builder *b, SsaInstruction *instruction);
// The values of an expression go to the destination.
void builder_build(Builder *b, const Core *core, Destination destination);
// The one value of an expression, in the current block.
SsaOperand builder_evaluate(Builder *b, const Core *core);
void builder_evaluate_all(Builder *b, Core *const *items, uint32_t count, SsaOperand *out);
SsaOperand *builder_evaluate_list(Builder *b, Core *const *items, uint32_t count, uint32_t extra);

// ssa_build_value.c
SsaOperand builder_evaluate_call_local(Builder *b, const Core *core);
SsaOperand builder_evaluate_call_fun(Builder *b, const Core *core);
void builder_end_with_error(Builder *b, CoreLine line, const char *name, SsaOperand value);
SsaOperand builder_evaluate_truth(Builder *b, const Core *core);
bool builder_is_erlang_call(const Builder *b, const Core *core);
bool builder_is_record_test(const Builder *b, const Core *core);
SsaOperand builder_evaluate_call_remote(Builder *b, const Core *core);
SsaOperand builder_evaluate_make_fun(Builder *b, const Core *core);
SsaOperand builder_evaluate_cons(Builder *b, const Core *core);
SsaOperand builder_evaluate_tuple(Builder *b, const Core *core);
SsaOperand builder_add_element(Builder *b, CoreLine line, SsaOperand tuple, uint32_t index);
SsaOperand builder_evaluate_tuple_update(Builder *b, const Core *core);
SsaOperand builder_evaluate_map(Builder *b, const Core *core);
SsaOperand builder_evaluate_bitstring(Builder *b, const Core *core);

// ssa_build_decide.c
void builder_build_if(Builder *b, const Core *core, Destination destination);
void builder_build_if_cons(Builder *b, const Core *core, Destination destination);
void builder_build_if_map_has(Builder *b, const Core *core, Destination destination);
void builder_build_select(Builder *b, const Core *core, Destination destination);
void builder_build_binary_start(Builder *b, const Core *core, Destination destination);
void builder_build_binary_get(Builder *b, const Core *core, Destination destination);
void builder_build_binary_literal(Builder *b, const Core *core, Destination destination);
void builder_build_binary_end(Builder *b, const Core *core, Destination destination);
// Goes to `then` if the test gives true, to `otherwise` if false, to `error` if it fails or gives
// something else.
void builder_branch(Builder *b, const Core *test, SsaBlock *then, SsaBlock *otherwise,
                    SsaBlock *error);

#endif
