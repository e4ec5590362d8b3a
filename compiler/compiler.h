// SPDX-License-Identifier: Apache-2.0
// The context of one compilation: memory, names, diagnostics and options, which every stage takes
// as its first argument; and the entry points of the stages. The compiler has no other state.
#ifndef COMPILER_COMPILER_H
#define COMPILER_COMPILER_H

#include <setjmp.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "arena.h"
#include "ast.h"
#include "diagnostics.h"
#include "names.h"

// How the compiler reaches files. All memory comes from the arena; NULL members mean "no access".
typedef struct FileAccess {
    void *context;
    // Reads a whole file; false if it cannot be read.
    bool (*read)(void *context, Arena *arena, const char *path, const uint8_t **bytes,
                 size_t *size);
    // The directory of an application ("kernel" -> ".../kernel-8.5.3") for -include_lib, or NULL.
    const char *(*find_library)(void *context, Arena *arena, const char *application);
} FileAccess;

// A macro given from outside: -D NAME or -D NAME=VALUE, the value being source text (NULL means
// `true`).
typedef struct CompilerDefine {
    const char *name;
    const char *value;
} CompilerDefine;

typedef struct CompilerOptions {
    const char *const *include_dirs;
    size_t include_dir_count;
    const CompilerDefine *defines;
    size_t define_count;
    FileAccess files;
    bool escript; // main/1 is exported, -module is optional
    bool no_warnings;
    bool export_all;
    size_t memory_limit; // bytes one compilation may take; 0 means no limit
} CompilerOptions;

typedef struct Compiler {
    Arena arena;
    Arena scratch; // emptied after each form and each stage; not for anything that is kept
    Names names;
    Diagnostics diagnostics;
    CompilerOptions options;
    uint32_t next_unique; // for names that later stages make up
} Compiler;

// The Name of a NAME_ constant.
#define COMPILER_NAME(compiler, identifier) ((compiler)->names.known[NAME_##identifier])

// Fills `compiler` in; options are copied, what they point to must outlive it. Allocates nothing
// yet.
void compiler_init(Compiler *compiler, const CompilerOptions *options);

// Frees everything of the compilation: nodes, names and diagnostics.
void compiler_destroy(Compiler *compiler);

// Runs `stage(compiler, argument)`; if memory runs out it comes back here, records that as an error
// and returns false. Everything that allocates from the arena runs below this. Also interns the
// known names on first use.
bool compiler_guard(Compiler *compiler, void (*stage)(Compiler *compiler, void *argument),
                    void *argument);

// Scans, preprocesses, parses and lints source text. `path` is the file's name: for messages, for
// includes relative to it, and for the module's name where there is no -module. Returns the module
// even when there were errors, unless nothing at all could be made of it: look at
// compiler->diagnostics.error_count before going on. Must run inside compiler_guard.
Module *compiler_parse(Compiler *compiler, const char *path, const uint8_t *bytes, size_t size);

// File access through the C library; `library_dirs` (NULL-terminated) are searched for APP and
// APP-VERSION. The result refers to the array.
FileAccess compiler_host_files(const char *const *library_dirs);

// Shorthands that report at a span.
#define compiler_error(compiler, span, ...) \
    diagnostics_error(&(compiler)->diagnostics, (span), __VA_ARGS__)
#define compiler_warning(compiler, span, ...) \
    diagnostics_warning(&(compiler)->diagnostics, (span), __VA_ARGS__)
#define compiler_help(compiler, diagnostic, ...) \
    diagnostics_help(&(compiler)->diagnostics, (diagnostic), __VA_ARGS__)

#endif
