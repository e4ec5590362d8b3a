// SPDX-License-Identifier: Apache-2.0
// Arithmetic on constants at compile time. Apart because patterns, expressions and sizes all need
// it.
#ifndef COMPILER_DESUGAR_CONSTANT_H
#define COMPILER_DESUGAR_CONSTANT_H

#include "ast.h"
#include "literals.h"

// The value of `left op right` (left NULL: of `op right`), or NULL where it has none, would raise,
// or is not worth computing here.
const Literal *constant_fold(LiteralTable *literals, Operator op, const Literal *left,
                             const Literal *right);

#endif
