// SPDX-License-Identifier: Apache-2.0
// Source positions and the errors and warnings found at them. Apart so that every stage reports in
// one way and only one place knows how a message looks.
#ifndef COMPILER_DIAGNOSTICS_H
#define COMPILER_DIAGNOSTICS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "arena.h"

// A stretch of source text. Lines and columns count from 1, columns in code points; the end is
// exclusive. line == 0 means "no position". Columns above 65535 are kept as 65535.
typedef struct Span {
    uint32_t line;
    uint32_t end_line;
    uint16_t column;
    uint16_t end_column;
    uint16_t file;       // index into Diagnostics.files
    uint16_t from_macro; // 1: stands in a macro's expansion; the span is that of the macro call
} Span;

// One source text under one name. A `-file` attribute makes another entry for the same bytes.
typedef struct SourceFile {
    const char *name;
    const uint8_t *bytes;
    size_t size;
    int64_t line_offset;   // line in spans minus physical line
    bool latin1;           // bytes are ISO 8859-1 rather than UTF-8
    uint32_t *line_starts; // made on first use: byte offset of each physical line
    uint32_t line_count;
} SourceFile;

typedef enum Severity { SEVERITY_ERROR, SEVERITY_WARNING } Severity;

typedef struct Diagnostic {
    Severity severity;
    Span span;
    const char *message; // one sentence without the final full stop
    const char *help;    // or NULL
    uint32_t order;      // order of reporting, breaks ties of position
} Diagnostic;

typedef struct Diagnostics {
    Arena *arena;
    SourceFile *files;
    uint32_t file_count;
    uint32_t file_capacity;
    Diagnostic *items;
    uint32_t count;
    uint32_t capacity;
    uint32_t error_count;
    uint32_t warning_count;
} Diagnostics;

typedef struct DiagnosticStyle {
    bool colour;        // ANSI colours
    uint32_t max_count; // print at most this many, then a line that says how many more; 0 means all
    bool no_excerpt;    // only the first line of each
} DiagnosticStyle;

void diagnostics_init(Diagnostics *diagnostics, Arena *arena);

// Registers a source text; returns its index for Span.file. The bytes must live as long as the
// arena.
uint16_t diagnostics_add_file(Diagnostics *diagnostics, SourceFile file);

// Adds an error or warning. Returns it so that the caller can attach help. Errors beyond the first
// 10 000 are dropped.
Diagnostic *diagnostics_error(Diagnostics *diagnostics, Span span, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
Diagnostic *diagnostics_warning(Diagnostics *diagnostics, Span span, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
void diagnostics_help(Diagnostics *diagnostics, Diagnostic *diagnostic, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

// Sorts by file, line and column.
void diagnostics_sort(Diagnostics *diagnostics);

// All messages as text (arena-allocated, UTF-8, zero-terminated), sorted. *length may be NULL.
const char *diagnostics_render(Diagnostics *diagnostics, DiagnosticStyle style, size_t *length);

// From the start of `first` to the end of `last`.
Span span_join(Span first, Span last);

// The candidate closest to `wanted` if close enough to be a likely slip, otherwise NULL. Call once
// for each candidate with the best so far.
typedef struct Suggestion {
    const char *wanted;
    const char *best;
    unsigned best_distance;
} Suggestion;
void suggestion_consider(Suggestion *suggestion, const char *candidate);

#endif
