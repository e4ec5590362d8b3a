// SPDX-License-Identifier: Apache-2.0
// For the tests of desugar and match: source text in, Core out, and the rules of core.h checked.
#ifndef TESTS_CORE_HELPER_H
#define TESTS_CORE_HELPER_H

#include "compiler.h"
#include "core.h"

typedef struct {
    Compiler compiler;
    CoreModule *module; // NULL: there were errors
} CoreSource;

// Desugars `text`; with `flat` its patterns are compiled too.
void core_source_open(CoreSource *source, const char *text, bool flat);
void core_source_close(CoreSource *source);

// The dump of the module after its name, with white space made single spaces and without lines.
const char *core_source_text(CoreSource *source);

// What is wrong with a function of flat Core by the rules of core.h, or NULL.
const char *core_check(CoreSource *source, CoreFunction *function);

#endif
