// SPDX-License-Identifier: Apache-2.0
// The stage from syntax tree to Core: everything that is only notation goes away. Apart from its
// implementation files so that the rest of the compiler sees one function.
#ifndef COMPILER_DESUGAR_H
#define COMPILER_DESUGAR_H

#include "ast.h"
#include "compiler.h"
#include "core.h"
#include "literals.h"

// Deep Core of a module that the lint stage has passed. Runs inside compiler_guard. What this
// release cannot translate is reported as an error in compiler->diagnostics.
CoreModule *desugar_module(Compiler *compiler, const Module *module, LiteralTable *literals);

#endif
