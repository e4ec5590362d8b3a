// SPDX-License-Identifier: Apache-2.0
// The part of the scanner that reads text in quotes: characters, strings, triple-quoted strings,
// sigils, quoted atoms.
#include <string.h>

#include "number.h"
#include "scan_internal.h"

enum { BAD_ESCAPE = 0x7FFFFFFF };

static void push(Scanner *s, uint32_t c)
{
    ARENA_APPEND(&s->compiler->arena, s->buffer, s->buffer_count, s->buffer_capacity, c);
}

// The next character, whatever it is; keeps count of lines and columns.
static uint32_t next_character(Scanner *s)
{
    if (*s->at >= 0x80) {
        return scan_next_wide(s);
    }
    uint32_t c = *s->at++;
    if (c == '\n') {
        scan_new_line(s);
    }
    return c;
}

static bool is_code_point(uint32_t c) { return c < 0xD800 || (c > 0xDFFF && c <= 0x10FFFF); }

// After `\x`.
static uint32_t scan_hex_escape(Scanner *s)
{
    uint32_t value = 0;
    if (s->at < s->end && *s->at == '{') {
        s->at++;
        const uint8_t *first = s->at;
        while (s->at < s->end && number_digit_value(*s->at) < 16) {
            value = value > 0x10FFFF ? value : value * 16 + number_digit_value(*s->at);
            s->at++;
        }
        if (s->at == first || s->at == s->end || *s->at != '}') {
            return BAD_ESCAPE;
        }
        s->at++;
        return is_code_point(value) ? value : BAD_ESCAPE;
    }
    for (int i = 0; i < 2; i++) {
        if (s->at == s->end || number_digit_value(*s->at) > 15) {
            return BAD_ESCAPE;
        }
        value = value * 16 + number_digit_value(*s->at++);
    }
    return value;
}

static uint32_t scan_octal_escape(Scanner *s)
{
    uint32_t value = 0;
    for (int i = 0; i < 3 && s->at < s->end && *s->at >= '0' && *s->at <= '7'; i++) {
        value = value * 8 + (*s->at++ - '0');
    }
    return value;
}

// After a backslash, not at the end of the text. BAD_ESCAPE if it is malformed.
static uint32_t scan_escape(Scanner *s)
{
    if (*s->at >= '0' && *s->at <= '7') {
        return scan_octal_escape(s);
    }
    uint32_t c = next_character(s);
    switch (c) {
    case 'n': return '\n';
    case 'r': return '\r';
    case 't': return '\t';
    case 'v': return '\v';
    case 'b': return '\b';
    case 'f': return '\f';
    case 'e': return 27;
    case 's': return ' ';
    case 'd': return 127;
    case 'x': return scan_hex_escape(s);
    case '^':
        if (s->at == s->end || *s->at < '?' || *s->at > 'z') {
            return BAD_ESCAPE;
        }
        return *s->at == '?' ? (s->at++, 127) : *s->at++ & 31u;
    default: return c;
    }
}

static void report_escape(Scanner *s, Span span)
{
    scan_end_span(s, &span);
    if (!s->quiet) {
        Diagnostic *error = compiler_error(s->compiler, span, "this escape sequence is not valid");
        compiler_help(
            s->compiler, error,
            "\\xHH, \\x{H...} up to 10FFFF, \\^A and \\NNN (octal) are; \\\\ is a backslash");
    }
}

// Text up to `close`, which is consumed, into the buffer. False at the end of the file.
static bool scan_until(Scanner *s, uint8_t close, bool escapes, bool *valid)
{
    s->buffer_count = 0;
    if ((s->unclosed[close / 32] >> close % 32 & 1) != 0) {
        return false; // or a file of opening quotes would take quadratic time
    }
    while (s->at < s->end) {
        uint8_t c = *s->at;
        if (c == close) {
            s->at++;
            return true;
        }
        if (c == '\\' && escapes) {
            Span span = scan_span_here(s);
            s->at++;
            if (s->at == s->end) {
                return false;
            }
            uint32_t value = scan_escape(s);
            if (value == BAD_ESCAPE) {
                report_escape(s, span);
                *valid = false;
                value = '?';
            }
            push(s, value);
        } else if (c >= ' ' && c < 0x80) {
            s->at++;
            push(s, c);
        } else {
            push(s, next_character(s));
        }
    }
    return false;
}

// The quote that opens at the token's position is never closed: what follows it cannot be told from
// its contents, so scanning goes on behind the line where it begins.
static void report_unterminated(Scanner *s, Token *token, const Scanner *opening,
                                const char *message)
{
    const uint8_t *newline = memchr(opening->at, '\n', (size_t)(opening->end - opening->at));
    bool bad_encoding = s->bad_encoding;
    uint32_t *buffer = s->buffer;
    uint32_t capacity = s->buffer_capacity;
    *s = *opening;
    s->buffer = buffer;
    s->buffer_capacity = capacity;
    s->bad_encoding = bad_encoding;
    s->at = newline != NULL ? newline : s->end;
    token->span.end_line = token->span.line;
    token->span.end_column = (uint16_t)(token->span.column + 1);
    scan_error(s, token, message);
}

static void remember_unclosed(Scanner *s, uint8_t close)
{
    s->unclosed[close / 32] |= (uint32_t)1 << close % 32;
}

static void finish_string(Scanner *s, Token *token, TokenKind kind, bool valid)
{
    scan_end_span(s, &token->span);
    token->kind = (uint8_t)(valid ? kind : TOKEN_ERROR);
    token->string.count = s->buffer_count;
    token->string.code_points = ARENA_ARRAY(&s->compiler->arena, uint32_t, s->buffer_count);
    if (s->buffer_count != 0) {
        memcpy(token->string.code_points, s->buffer, s->buffer_count * sizeof *s->buffer);
    }
}

static void scan_quoted_atom(Scanner *s, Token *token)
{
    Scanner opening = *s;
    bool valid = true;
    s->at++;
    if (!scan_until(s, '\'', true, &valid)) {
        report_unterminated(s, token, &opening, "this quoted atom is not closed");
        remember_unclosed(s, '\'');
        return;
    }
    char *text = arena_alloc(&s->compiler->scratch, (size_t)s->buffer_count * 4 + 1);
    size_t length = 0;
    for (uint32_t i = 0; i < s->buffer_count; i++) {
        length += scan_encode_utf8(s->buffer[i], text + length);
    }
    scan_finish_name(s, token, TOKEN_ATOM, names_intern(&s->compiler->names, text, length));
    if (!valid) {
        token->kind = TOKEN_ERROR;
    }
}

static void scan_character(Scanner *s, Token *token)
{
    Span escape = scan_span_here(s);
    s->at++;
    if (s->at == s->end || (*s->at == '\\' && s->end - s->at == 1)) {
        s->at = s->end;
        scan_end_span(s, &token->span);
        scan_error(s, token, "a character must follow the $");
        return;
    }
    uint32_t value;
    if (*s->at == '\\') {
        s->at++;
        value = scan_escape(s);
    } else {
        value = next_character(s);
    }
    scan_end_span(s, &token->span);
    token->kind = TOKEN_CHAR;
    token->integer.small = value;
    token->integer.big = NULL;
    if (value == BAD_ESCAPE) {
        report_escape(s, escape);
        token->kind = TOKEN_ERROR;
    }
}

static size_t count_quotes(const Scanner *s)
{
    const uint8_t *at = s->at;
    while (at < s->end && *at == '"') {
        at++;
    }
    return (size_t)(at - s->at);
}

// If the line at `at` closes a string of `quotes` quotes, the position of the first of them;
// otherwise NULL.
static const uint8_t *closing_quotes(const Scanner *s, const uint8_t *at, size_t quotes)
{
    while (at < s->end && (*at == ' ' || *at == '\t')) {
        at++;
    }
    if ((size_t)(s->end - at) < quotes) {
        return NULL;
    }
    for (size_t i = 0; i < quotes; i++) {
        if (at[i] != '"') {
            return NULL;
        }
    }
    return at;
}

// The line that closes the string: its white space is the indentation of all lines.
static const uint8_t *find_closing_line(const Scanner *s, size_t quotes, size_t *indentation)
{
    const uint8_t *line = s->at;
    while (line < s->end) {
        const uint8_t *close = closing_quotes(s, line, quotes);
        if (close != NULL) {
            *indentation = (size_t)(close - line);
            return line;
        }
        const uint8_t *newline = memchr(line, '\n', (size_t)(s->end - line));
        if (newline == NULL) {
            break;
        }
        line = newline + 1;
    }
    return NULL;
}

// Skips the indentation of a line; false (reported) if the line is indented less.
static bool skip_indentation(Scanner *s, const uint8_t *indentation, size_t size)
{
    size_t i = 0;
    while (i < size && s->at < s->end && *s->at == indentation[i]) {
        s->at++;
        i++;
    }
    if (i == size || (s->at < s->end && (*s->at == '\n' || *s->at == '\r'))) {
        return true;
    }
    if (!s->quiet) {
        Span span = scan_span_here(s);
        span.end_column++;
        compiler_error(
            s->compiler, span,
            "this line must be indented at least as much as the closing quotes of the string");
    }
    return false;
}

// The lines up to `last`, without indentation and without the last line feed, into the buffer.
static bool scan_indented_lines(Scanner *s, const uint8_t *last, size_t indentation, bool escapes)
{
    bool valid = true;
    while (s->at < last) {
        valid = skip_indentation(s, last, indentation) && valid;
        bool line_ended = false;
        while (!line_ended && s->at < last) {
            line_ended = *s->at == '\n';
            if (*s->at == '\\' && escapes) {
                Span span = scan_span_here(s);
                s->at++;
                line_ended = *s->at == '\n';
                uint32_t value = scan_escape(s);
                valid = valid && value != BAD_ESCAPE;
                if (value == BAD_ESCAPE) {
                    report_escape(s, span);
                    continue;
                }
                push(s, value);
            } else {
                push(s, next_character(s));
            }
        }
    }
    if (s->buffer_count > 0 && s->buffer[s->buffer_count - 1] == '\n') {
        s->buffer_count--;
        if (s->buffer_count > 0 && s->buffer[s->buffer_count - 1] == '\r') {
            s->buffer_count--;
        }
    }
    return valid;
}

// A string in three or more quotes; the scanner is at the first of them.
static void scan_triple_quoted(Scanner *s, Token *token, size_t quotes, bool escapes,
                               TokenKind kind)
{
    Scanner opening = *s;
    s->at += quotes;
    s->buffer_count = 0;
    while (s->at < s->end && (*s->at == ' ' || *s->at == '\t' || *s->at == '\r')) {
        s->at++;
    }
    if (s->at == s->end || *s->at != '\n') {
        report_unterminated(s, token, &opening,
                            "the opening quotes of a triple-quoted string must end their line");
        return;
    }
    s->at++;
    scan_new_line(s);
    size_t indentation = 0;
    bool hopeless = s->unclosed_quotes != 0 && quotes >= s->unclosed_quotes;
    const uint8_t *last = hopeless ? NULL : find_closing_line(s, quotes, &indentation);
    if (last == NULL) {
        opening.unclosed_quotes = hopeless ? s->unclosed_quotes : quotes;
        report_unterminated(s, token, &opening, "this triple-quoted string is not closed");
        return;
    }
    bool valid = scan_indented_lines(s, last, indentation, escapes);
    if (s->at < last + indentation + quotes) {
        s->at = last + indentation + quotes;
    }
    finish_string(s, token, kind, valid);
}

static void scan_string(Scanner *s, Token *token)
{
    size_t quotes = count_quotes(s);
    if (quotes >= 3) {
        scan_triple_quoted(s, token, quotes, false, TOKEN_STRING);
        return;
    }
    Scanner opening = *s;
    bool valid = true;
    s->at++;
    if (!scan_until(s, '"', true, &valid)) {
        report_unterminated(s, token, &opening, "this string is not closed");
        remember_unclosed(s, '"');
        return;
    }
    finish_string(s, token, TOKEN_STRING, valid);
}

// The delimiter that closes what `open` opens, or 0.
static uint8_t closing_delimiter(uint8_t open)
{
    static const char pairs[] = "()[]{}<>";
    static const char same[] = "/|'\"`#";
    const char *pair = memchr(pairs, open, sizeof pairs - 1);
    if (pair != NULL && (pair - pairs) % 2 == 0) {
        return (uint8_t)pair[1];
    }
    return memchr(same, open, sizeof same - 1) != NULL ? open : 0;
}

static bool is_name_byte(uint8_t c)
{
    return number_digit_value(c) < 36 || c == '_' || c == '@' || c >= 0x80;
}

static void scan_sigil(Scanner *s, Token *token)
{
    s->at++;
    const uint8_t *prefix = s->at;
    while (s->at < s->end && is_name_byte(*s->at)) {
        s->at++;
    }
    size_t prefix_length = (size_t)(s->at - prefix);
    uint8_t type = prefix_length == 0 ? 0 : *prefix;
    if (prefix_length > 1 || (type != 0 && strchr("sSbB", type) == NULL)) {
        scan_end_span(s, &token->span);
        Diagnostic *error = scan_error(s, token, "there is no such sigil");
        if (error != NULL) {
            compiler_help(s->compiler, error,
                          "the sigils are ~, ~b, ~B (binaries), ~s and ~S (strings)");
        }
        return;
    }
    uint8_t close = s->at < s->end ? closing_delimiter(*s->at) : 0;
    if (close == 0) {
        scan_end_span(s, &token->span);
        scan_error(s, token, "a sigil must be followed by text in quotes or brackets");
        return;
    }
    TokenKind kind = type == 's' || type == 'S' ? TOKEN_STRING : TOKEN_SIGIL;
    size_t quotes = count_quotes(s);
    if (quotes >= 3) {
        scan_triple_quoted(s, token, quotes, type == 's' || type == 'b', kind);
    } else {
        Scanner opening = *s;
        bool valid = true;
        s->at++;
        if (!scan_until(s, close, type != 'S' && type != 'B', &valid)) {
            report_unterminated(s, token, &opening, "this sigil is not closed");
            remember_unclosed(s, close);
            return;
        }
        finish_string(s, token, kind, valid);
    }
    if (s->at < s->end && is_name_byte(*s->at) && token->kind != TOKEN_ERROR) {
        scan_error(s, token, "white space must follow a sigil");
    }
}

void scan_text_token(Scanner *s, Token *token)
{
    switch (*s->at) {
    case '"': scan_string(s, token); break;
    case '\'': scan_quoted_atom(s, token); break;
    case '$': scan_character(s, token); break;
    default: scan_sigil(s, token); break;
    }
}
