// SPDX-License-Identifier: Apache-2.0
// Source files: from a path to a compiled module in memory, with everything said about it on standard error. For the
// commands that compile.
#ifndef ERLITE_TOOLS_SOURCE_H
#define ERLITE_TOOLS_SOURCE_H

#include "compile.h"

// Options that all files of one command line share.
typedef struct SourceOptions {
    const char **include_dirs;
    CompilerDefine *defines;
    char **library_dirs;  // for -include_lib, ends with NULL
    CompilerOptions compiler;
} SourceOptions;

// `limit`: how many of each kind will be added at most. False without memory.
bool source_options_init(SourceOptions *options, int limit);
void source_options_free(SourceOptions *options);
void source_options_include(SourceOptions *options, const char *directory);
// NAME or NAME=VALUE; the text is changed and must stay. False when NAME is no name of a macro, which is reported.
bool source_options_define(SourceOptions *options, char *text);

typedef struct Source {
    Compiler compiler;
    uint8_t *text;
    CompileResult result;
} Source;

// Compiles the file. A script may lack -module and -export. The result is an exit code: EXIT_FINE with source->result set,
// EXIT_FAILED after errors in the source, EXIT_USAGE when it cannot be read. source_close is due in any case.
int source_compile(Source *source, const SourceOptions *options, const char *path, bool is_script);
void source_close(Source *source);

#endif
