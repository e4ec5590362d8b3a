// SPDX-License-Identifier: Apache-2.0
// From a checked BEAM file to a module that can run: chooses internal instructions by the rules of
// rules.def, encodes them as threaded code, and makes the module's tables.
#ifndef ERLITE_LOADER_H
#define ERLITE_LOADER_H

#include "code/code.h"

// Loads the module in `bytes` and adds it to the table, where it takes the place of one of the same
// name. NULL when the bytes are no module that can be loaded: `error` (of `error_size` bytes) says
// why.
MUST_CHECK Module *load_module(CodeTable *code, AtomTable *atoms, LiteralPool *pool,
                               const uint8_t *bytes, size_t size, char *error, size_t error_size);

#endif
