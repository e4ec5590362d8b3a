// SPDX-License-Identifier: Apache-2.0
// Collects errors and warnings and renders them with the source line and a mark under the exact
// span.
#include "diagnostics.h"

#include <assert.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MAX_KEPT = 10000, MAX_EXCERPT = 160, MAX_SUGGESTION_LENGTH = 64 };

void diagnostics_init(Diagnostics *diagnostics, Arena *arena)
{
    *diagnostics = (Diagnostics){.arena = arena};
}

uint16_t diagnostics_add_file(Diagnostics *diagnostics, SourceFile file)
{
    // Beyond the last index everything is reported in the last file: a wrong file name is better
    // than no message.
    if (diagnostics->file_count == UINT16_MAX) {
        return UINT16_MAX - 1;
    }
    ARENA_APPEND(diagnostics->arena, diagnostics->files, diagnostics->file_count,
                 diagnostics->file_capacity, file);
    return (uint16_t)(diagnostics->file_count - 1);
}

static char *format_text(Arena *arena, const char *format, va_list arguments)
{
    va_list again;
    va_copy(again, arguments);
    assert(format != NULL);
    int length = vsnprintf(NULL, 0, format, arguments);
    assert(length >= 0);
    char *text = arena_alloc(arena, (size_t)length + 1);
    vsnprintf(text, (size_t)length + 1, format, again);
    va_end(again);
    return text;
}

static Diagnostic *add(Diagnostics *diagnostics, Severity severity, Span span, const char *format,
                       va_list arguments)
{
    if (severity == SEVERITY_ERROR) {
        diagnostics->error_count++;
    } else {
        diagnostics->warning_count++;
    }
    if (diagnostics->count == MAX_KEPT) {
        return &diagnostics->items[MAX_KEPT - 1];
    }
    Diagnostic item = {.severity = severity,
                       .span = span,
                       .message = format_text(diagnostics->arena, format, arguments),
                       .order = diagnostics->count};
    ARENA_APPEND(diagnostics->arena, diagnostics->items, diagnostics->count, diagnostics->capacity,
                 item);
    return &diagnostics->items[diagnostics->count - 1];
}

Diagnostic *diagnostics_error(Diagnostics *diagnostics, Span span, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    Diagnostic *result = add(diagnostics, SEVERITY_ERROR, span, format, arguments);
    va_end(arguments);
    return result;
}

Diagnostic *diagnostics_warning(Diagnostics *diagnostics, Span span, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    Diagnostic *result = add(diagnostics, SEVERITY_WARNING, span, format, arguments);
    va_end(arguments);
    return result;
}

void diagnostics_help(Diagnostics *diagnostics, Diagnostic *diagnostic, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    diagnostic->help = format_text(diagnostics->arena, format, arguments);
    va_end(arguments);
}

static int compare(const void *left, const void *right)
{
    const Diagnostic *a = left;
    const Diagnostic *b = right;
    if (a->span.file != b->span.file) {
        return a->span.file < b->span.file ? -1 : 1;
    }
    if (a->span.line != b->span.line) {
        return a->span.line < b->span.line ? -1 : 1;
    }
    if (a->span.column != b->span.column) {
        return a->span.column < b->span.column ? -1 : 1;
    }
    return a->order < b->order ? -1 : a->order > b->order;
}

void diagnostics_sort(Diagnostics *diagnostics)
{
    if (diagnostics->count > 1) {
        qsort(diagnostics->items, diagnostics->count, sizeof *diagnostics->items, compare);
    }
}

Span span_join(Span first, Span last)
{
    if (first.file != last.file || first.from_macro || first.line == 0) {
        return first;
    }
    first.end_line = last.end_line;
    first.end_column = last.end_column;
    return first;
}

// A growing text in the arena.
typedef struct Output {
    Arena *arena;
    char *text;
    uint32_t count;
    uint32_t capacity;
} Output;

static void put_bytes(Output *out, const char *bytes, size_t size)
{
    if (size == 0)
        return; // `text` may still be NULL
    if (out->count + size > out->capacity) {
        uint32_t capacity = (uint32_t)(out->count + size) * 2;
        out->text = arena_grow(out->arena, out->text, out->capacity, capacity);
        out->capacity = capacity;
    }
    memcpy(out->text + out->count, bytes, size);
    out->count += (uint32_t)size;
}

static void put(Output *out, const char *text) { put_bytes(out, text, strlen(text)); }

static void put_repeated(Output *out, char c, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++) {
        put_bytes(out, &c, 1);
    }
}

static void find_lines(Diagnostics *diagnostics, SourceFile *file)
{
    uint32_t capacity = 0;
    file->line_count = 0;
    ARENA_APPEND(diagnostics->arena, file->line_starts, file->line_count, capacity, 0);
    for (size_t i = 0; i < file->size; i++) {
        if (file->bytes[i] == '\n') {
            ARENA_APPEND(diagnostics->arena, file->line_starts, file->line_count, capacity,
                         (uint32_t)i + 1);
        }
    }
}

// Bytes of the UTF-8 character at `at`, 1 for anything that is not one.
static size_t character_size(const uint8_t *at, const uint8_t *end)
{
    size_t size = *at < 0xC2 ? 1 : *at < 0xE0 ? 2 : *at < 0xF0 ? 3 : *at < 0xF5 ? 4 : 1;
    if (size > (size_t)(end - at)) {
        return 1;
    }
    for (size_t i = 1; i < size; i++) {
        if ((at[i] & 0xC0) != 0x80) {
            return 1;
        }
    }
    return size;
}

static void put_character(Output *out, const uint8_t *at, size_t size, bool latin1)
{
    if (*at == '\t' || *at == '\r') {
        put(out, " ");
    } else if (*at < ' ' || *at == 127) {
        put(out, "?");
    } else if (*at < 128 || (size > 1 && !latin1)) {
        put_bytes(out, (const char *)at, size);
    } else if (latin1) {
        char two[2] = {(char)(0xC0 | *at >> 6), (char)(0x80 | (*at & 0x3F))};
        put_bytes(out, two, 2);
    } else {
        put(out, "\xEF\xBF\xBD");
    }
}

// The source line and the line of marks below it.
static void put_excerpt(Diagnostics *diagnostics, Output *out, Span span, const char *mark_on,
                        const char *off)
{
    SourceFile *file = &diagnostics->files[span.file];
    if (file->bytes == NULL) {
        return;
    }
    if (file->line_starts == NULL) {
        find_lines(diagnostics, file);
    }
    int64_t physical = (int64_t)span.line - file->line_offset;
    if (physical < 1 || physical > file->line_count) {
        return;
    }
    const uint8_t *at = file->bytes + file->line_starts[physical - 1];
    const uint8_t *end = file->bytes + file->size;
    char gutter[32];
    int width = snprintf(gutter, sizeof gutter, "%5u | ", span.line);
    put(out, gutter);
    // A long line is shown from shortly before the mark.
    uint32_t first = span.column > MAX_EXCERPT - 40 ? span.column - 40u : 1;
    uint32_t column = 1;
    for (; at < end && *at != '\n' && column < first + MAX_EXCERPT; column++) {
        size_t size = file->latin1 ? 1 : character_size(at, end);
        if (column >= first) {
            put_character(out, at, size, file->latin1);
        }
        at += size;
    }
    uint32_t stop =
        span.end_line == span.line && span.end_column > span.column ? span.end_column : column;
    stop = stop > column ? column : stop;
    put(out, "\n");
    put_repeated(out, ' ', (uint32_t)width - 2);
    put(out, "| ");
    put_repeated(out, ' ', span.column - first);
    put(out, mark_on);
    put(out, "^");
    put_repeated(out, '~', stop > span.column + 1u ? stop - span.column - 1u : 0);
    put(out, off);
    put(out, "\n");
}

static void put_one(Diagnostics *diagnostics, Output *out, const Diagnostic *item,
                    DiagnosticStyle style)
{
    const bool is_error = item->severity == SEVERITY_ERROR;
    const char *off = style.colour ? "\033[0m" : "";
    const char *bold = style.colour ? "\033[1m" : "";
    const char *tint = !style.colour ? "" : is_error ? "\033[1;31m" : "\033[1;35m";
    char position[64];
    put(out, bold);
    if (item->span.file < diagnostics->file_count) {
        put(out, diagnostics->files[item->span.file].name);
        put(out, ":");
    }
    if (item->span.line != 0) {
        snprintf(position, sizeof position, "%u:%u:", item->span.line, item->span.column);
        put(out, position);
    }
    put(out, off);
    put(out, " ");
    put(out, tint);
    put(out, is_error ? "error: " : "warning: ");
    put(out, off);
    put(out, item->message);
    put(out, "\n");
    if (!style.no_excerpt && item->span.line != 0 && item->span.file < diagnostics->file_count) {
        put_excerpt(diagnostics, out, item->span, tint, off);
    }
    if (item->help != NULL) {
        put(out, "  help: ");
        put(out, item->help);
        put(out, "\n");
    }
}

const char *diagnostics_render(Diagnostics *diagnostics, DiagnosticStyle style, size_t *length)
{
    Output out = {.arena = diagnostics->arena};
    diagnostics_sort(diagnostics);
    uint32_t shown = diagnostics->count;
    if (style.max_count != 0 && shown > style.max_count) {
        shown = style.max_count;
    }
    for (uint32_t i = 0; i < shown; i++) {
        put_one(diagnostics, &out, &diagnostics->items[i], style);
    }
    uint32_t all = diagnostics->error_count + diagnostics->warning_count;
    if (shown < all) {
        char text[64];
        snprintf(text, sizeof text, "... and %u more\n", all - shown);
        put(&out, text);
    }
    if (length != NULL) {
        *length = out.count;
    }
    put_bytes(&out, "", 1);
    return out.text;
}

static unsigned smallest(unsigned a, unsigned b, unsigned c)
{
    unsigned least = a < b ? a : b;
    return least < c ? least : c;
}

// Edits (insert, delete, replace, swap neighbours) from one text to the other.
static unsigned edit_distance(const char *a, size_t a_length, const char *b, size_t b_length)
{
    unsigned rows[3][MAX_SUGGESTION_LENGTH + 1];
    unsigned *before = rows[0], *above = rows[1], *row = rows[2];
    for (size_t j = 0; j <= b_length; j++) {
        above[j] = before[j] = (unsigned)j;
    }
    for (size_t i = 1; i <= a_length; i++) {
        row[0] = (unsigned)i;
        for (size_t j = 1; j <= b_length; j++) {
            unsigned replace = above[j - 1] + (a[i - 1] != b[j - 1]);
            row[j] = smallest(above[j] + 1, row[j - 1] + 1, replace);
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] &&
                before[j - 2] + 1 < row[j]) {
                row[j] = before[j - 2] + 1;
            }
        }
        unsigned *free_row = before;
        before = above;
        above = row;
        row = free_row;
    }
    return above[b_length];
}

void suggestion_consider(Suggestion *suggestion, const char *candidate)
{
    size_t wanted = strlen(suggestion->wanted);
    size_t length = strlen(candidate);
    if (wanted > MAX_SUGGESTION_LENGTH || length > MAX_SUGGESTION_LENGTH || wanted < 2 ||
        strcmp(suggestion->wanted, candidate) == 0) {
        return;
    }
    unsigned distance = edit_distance(suggestion->wanted, wanted, candidate, length);
    unsigned allowed = wanted < 4 ? 1 : wanted < 9 ? 2 : 3;
    if (distance <= allowed && (suggestion->best == NULL || distance < suggestion->best_distance)) {
        suggestion->best = candidate;
        suggestion->best_distance = distance;
    }
}
