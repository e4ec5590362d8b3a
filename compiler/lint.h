// SPDX-License-Identifier: Apache-2.0
// Checks of a module that its grammar does not express: scopes, definitions, records, patterns and
// guards.
#ifndef COMPILER_LINT_H
#define COMPILER_LINT_H

#include "compiler.h"

// Reports every error and warning. The later stages may assume of a module without errors that each
// variable is bound where it is used, that each local function, record and field exists, and that
// patterns and guards are legal.
void lint_module(Compiler *compiler, Module *module);

#endif
