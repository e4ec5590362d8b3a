// SPDX-License-Identifier: Apache-2.0
// Macro definitions and their expansion. Apart from preprocess.c, which knows about files and
// conditions.
#ifndef COMPILER_MACROS_H
#define COMPILER_MACROS_H

#include "compiler.h"
#include "scan.h"

enum { MACRO_CONSTANT = -1 }; // the arity of a macro without parentheses

typedef enum MacroSource {
    MACRO_DEFINED,  // by -define
    MACRO_GIVEN,    // by the options; cannot be redefined but undefined
    MACRO_BUILT_IN, // a fixed value known from the start
    MACRO_MODULE,   // the rest have values that depend on the place of use
    MACRO_MODULE_STRING,
    MACRO_FILE,
    MACRO_LINE,
    MACRO_FUNCTION_NAME,
    MACRO_FUNCTION_ARITY,
    MACRO_FEATURE_AVAILABLE,
    MACRO_FEATURE_ENABLED
} MacroSource;

typedef struct MacroUse {
    Name *name;
    int arity;
} MacroUse;

typedef struct Macro {
    Name *name;
    int arity;
    MacroSource source;
    Name **parameters;
    Token *body;
    uint32_t body_count;
    MacroUse *uses; // macros that the body calls
    uint32_t use_count;
    uint32_t checked;   // the table version in which no cycle was found from here
    bool visiting;      // by the search for cycles
    struct Macro *next; // the same name with another arity
} Macro;

typedef struct MacroTable {
    Compiler *compiler;
    Macro **by_name; // indexed by Name.id
    uint32_t capacity;
    uint32_t version;    // changes with every definition
    Name *module;        // for ?MODULE; NULL before -module
    Name *function_name; // of the form being expanded, or NULL
    int function_arity;  // or -1
    bool maybe_enabled;
    uint32_t depth;  // of constants being expanded inside each other
    uint32_t budget; // tokens that the form may still expand to
} MacroTable;

// An empty table plus what is predefined.
void macros_init(MacroTable *table, Compiler *compiler);

// The definition of exactly this arity, or NULL.
Macro *macros_find(const MacroTable *table, const Name *name, int arity);
bool macros_is_defined(const MacroTable *table, const Name *name);

// Defines or, when `-define` comes a second time, reports. `parameters` and `body` are copied.
void macros_define(MacroTable *table, Span span, Name *name, int arity, Name *const *parameters,
                   const Token *body, uint32_t body_count, MacroSource source);
void macros_undefine(MacroTable *table, const Name *name);

// Appends the expansion of `tokens` to `out`. False after an error, which has been reported.
bool macros_expand(MacroTable *table, const Token *tokens, uint32_t count, TokenList *out);

// Reserved words may name macros as atoms and variables do. NULL for other tokens.
Name *macros_token_name(const Token *token);

#endif
