// SPDX-License-Identifier: Apache-2.0
// For the tests of the compiler's front end: source text in, readable text out.
#ifndef TESTS_SOURCE_HELPER_H
#define TESTS_SOURCE_HELPER_H

#include "compiler.h"

typedef struct Source {
    Compiler compiler;
    Module *module;
} Source;

// Scans, preprocesses, parses and lints `text` as "test.erl". `files` may be NULL.
void source_open(Source *source, const char *text, const CompilerOptions *options);
void source_close(Source *source);

// All messages, one a line: "3:5 error: text" followed by " [help]" where there is some.
const char *source_messages(Source *source);

// The expressions of the body of the first function, as text with all structure shown.
const char *source_first_body(Source *source);

// Any form as such text.
const char *source_form(Source *source, const Form *form);

// The tokens of `text` separated by spaces, strings as "text", errors as <error>.
const char *source_tokens(Source *source, const char *text, size_t size);

#endif
