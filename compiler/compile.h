// SPDX-License-Identifier: Apache-2.0
// The whole compiler: source text in, BEAM file out.
#ifndef COMPILER_COMPILE_H
#define COMPILER_COMPILE_H

#include "compiler.h"
#include "literals.h"

// Which intermediate form to write as text instead of a BEAM file.
typedef enum {
    COMPILE_BEAM,
    COMPILE_DUMP_CORE,      // as it leaves desugar
    COMPILE_DUMP_FLAT,      // after pattern matching
    COMPILE_DUMP_SSA,       // as built
    COMPILE_DUMP_OPTIMISED, // before registers are allocated
    COMPILE_DUMP_CODE,      // instructions
} CompileOutput;

typedef struct {
    const uint8_t *bytes; // lives until compiler_destroy
    size_t size;
    const char *module; // its name, as UTF-8
} CompileResult;

// Compiles source text; compiler_init was called before. False if there were errors: they are in
// compiler->diagnostics, as warnings are in any case.
bool compile_source(Compiler *compiler, const char *path, const uint8_t *bytes, size_t size,
                    CompileOutput output, CompileResult *result);

#endif
