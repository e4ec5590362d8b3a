// SPDX-License-Identifier: Apache-2.0
// From files to the tokens of forms: includes, conditions, macro definitions and calls.
#ifndef COMPILER_PREPROCESS_H
#define COMPILER_PREPROCESS_H

#include "compiler.h"
#include "macros.h"
#include "scan.h"

typedef struct Condition Condition;
typedef struct InputFile InputFile;

typedef struct Preprocessor {
    Compiler *compiler;
    MacroTable macros;
    InputFile *input;      // the innermost file being read
    Condition *conditions; // the innermost -ifdef, -ifndef or -if
    uint32_t include_depth;
    const char *path;  // of the file that is compiled
    bool file_changed; // a FILE event is due
    Module *module;    // learns which forms are lost
} Preprocessor;

typedef enum PreprocessEvent {
    PREPROCESS_FORM, // the tokens of a form, ending with TOKEN_DOT
    PREPROCESS_FILE, // what follows belongs to another file or line: *file and *line are set
    PREPROCESS_END
} PreprocessEvent;

// Starts on source text that is already in memory.
void preprocess_start(Preprocessor *p, Compiler *compiler, Module *module, const char *path,
                      const uint8_t *bytes, size_t size);

// Notes that a form could not be used after an error, so that what it defines is not reported as
// undefined.
void preprocess_note_lost(Preprocessor *p, const TokenList *form);

// The next form or change of file. The tokens live in the scratch arena until the next call.
PreprocessEvent preprocess_next(Preprocessor *p, TokenList *form, Form *file);

// The value of a condition of -if and -elif: whether it is `true`. `tokens` are expanded and end
// with TOKEN_DOT. Errors are reported; their value is false.
bool condition_evaluate(Compiler *compiler, const MacroTable *macros, const TokenList *tokens);

#endif
