// SPDX-License-Identifier: Apache-2.0
// Source files: from a path to a compiled module in memory, with everything said about it on
// standard error. For the commands that compile. Shows nothing of the compiler, whose names are not
// those of the machine.
#ifndef ERLITE_TOOLS_SOURCE_H
#define ERLITE_TOOLS_SOURCE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// What all files of one command line share.
typedef struct SourceOptions SourceOptions;

// `limit`: how many directories and macros will be added at most. NULL without memory.
SourceOptions *source_options_create(int limit);
void source_options_destroy(SourceOptions *options);
void source_options_include(SourceOptions *options, const char *directory);
// NAME or NAME=VALUE; the text is changed and must stay. False when NAME is no name of a macro,
// which is reported.
bool source_options_define(SourceOptions *options, char *text);

typedef struct Source {
    const uint8_t *bytes; // the BEAM file
    size_t size;
    const char *module; // its name in UTF-8
    void *compilation;  // what holds all that
} Source;

// Compiles the file. A script may lack -module and -export. The result is an exit code: EXIT_FINE,
// EXIT_FAILED after errors in the source, EXIT_USAGE when it cannot be read. source_close is due in
// any case.
int source_compile(Source *source, const SourceOptions *options, const char *path, bool is_script);
void source_close(Source *source);

#endif
