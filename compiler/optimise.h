// SPDX-License-Identifier: Apache-2.0
// The passes over SSA. Each leaves the function correct and its blocks ordered.
#ifndef COMPILER_OPTIMISE_H
#define COMPILER_OPTIMISE_H

#include "ssa.h"

// optimise_contexts.c: match contexts are values that never change until here; afterwards each is one object with a
// position, which is saved and restored where an older state is needed.
void optimise_contexts(SsaFunction *function);

// lower.c: the form that allocation wants: tail calls, exits in each branch of their own, no critical edges.
void lower_function(SsaFunction *function);

#endif
