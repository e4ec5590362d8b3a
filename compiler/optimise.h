// SPDX-License-Identifier: Apache-2.0
// The passes over SSA. Each leaves the function correct and its blocks ordered.
#ifndef COMPILER_OPTIMISE_H
#define COMPILER_OPTIMISE_H

#include "ssa.h"

// optimise_contexts.c: match contexts are values that never change until here; afterwards each is
// one object with a position, which is saved and restored where an older state is needed.
void optimise_contexts(SsaFunction *function);

// optimise_simplify.c: constants, copies, tests of known outcome, unused values, blocks in a row.
void optimise_simplify(SsaFunction *function);

// optimise_fold.c: the outcome of a test on constants, 0 or 1; -1 if it is not known.
int fold_known_test(const SsaInstruction *test);
// The value of an instruction on constants, or NULL.
const Literal *fold_known_value(LiteralTable *table, const SsaInstruction *instruction);

// optimise_types.c: what is known of values removes tests and fetches.
void optimise_types(SsaFunction *function);

// optimise_tuples.c: tests for records in one instruction.
void optimise_tuples(SsaFunction *function);

// optimise_binary.c: the rest of a binary that goes to a function which only matches it goes there
// as the match context that is at hand. Looks at all functions of a module; after lower_exits.
void optimise_binary(CoreModule *module, SsaFunction *const *functions, uint32_t count);

// lower.c: returns and errors are copied to the ends of the branches that lead there.
void lower_exits(SsaFunction *function);
// The form that allocation wants: tail calls, no critical edges.
void lower_function(SsaFunction *function);

#endif
