// SPDX-License-Identifier: Apache-2.0
// Fuzz target: any bytes as source text. Scanner, preprocessor, parser and lint must end, with a
// tree or with errors that can be printed.
#include <stdlib.h>
#include <string.h>

#include "compiler.h"

enum { MEMORY_LIMIT = 256 << 20 };

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

typedef struct {
    const uint8_t *bytes;
    size_t size;
} Source;

static void parse(Compiler *compiler, void *argument)
{
    const Source *source = argument;
    compiler_parse(compiler, "fuzz.erl", source->bytes, source->size);
    size_t length;
    const char *text = diagnostics_render(&compiler->diagnostics, (DiagnosticStyle){0}, &length);
    if (strlen(text) != length) {
        abort();
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    CompilerOptions options = {.memory_limit = MEMORY_LIMIT};
    Compiler compiler;
    Source source = {data, size};
    compiler_init(&compiler, &options);
    // Running out of memory is an answer too: it is recorded as an error.
    (void)compiler_guard(&compiler, parse, &source);
    compiler_destroy(&compiler);
    return 0;
}
