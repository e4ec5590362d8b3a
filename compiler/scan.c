// SPDX-License-Identifier: Apache-2.0
// The scanner: white space, names, numbers and punctuation. Strings, sigils and quoted atoms are in
// scan_text.c.
#include "scan.h"

#include <string.h>

#include "number.h"
#include "scan_internal.h"

// What a byte can begin or continue.
enum { CLASS_SPACE = 1, CLASS_LOWER = 2, CLASS_UPPER = 4, CLASS_DIGIT = 8, CLASS_NAME = 16 };

static inline unsigned byte_class(uint8_t c)
{
    if (c >= 'a' && c <= 'z') {
        return CLASS_LOWER | CLASS_NAME;
    }
    if ((c >= 'A' && c <= 'Z') || c == '_') {
        return CLASS_UPPER | CLASS_NAME;
    }
    if (c >= '0' && c <= '9') {
        return CLASS_DIGIT | CLASS_NAME;
    }
    if (c <= ' ') {
        return CLASS_SPACE;
    }
    return c == '@' ? CLASS_NAME : 0;
}

// The same for code points beyond ASCII: only Latin-1 letters may stand in plain names.
static unsigned wide_class(uint32_t c)
{
    if (c >= 0x80 && c <= 0xA0) {
        return CLASS_SPACE;
    }
    if (c >= 0xDF && c <= 0xFF && c != 0xF7) {
        return CLASS_LOWER | CLASS_NAME;
    }
    if (c >= 0xC0 && c <= 0xDE && c != 0xD7) {
        return CLASS_UPPER | CLASS_NAME;
    }
    return 0;
}

size_t scan_encode_utf8(uint32_t c, char *out)
{
    if (c < 0x80) {
        out[0] = (char)c;
        return 1;
    }
    if (c < 0x800) {
        out[0] = (char)(0xC0 | c >> 6);
        out[1] = (char)(0x80 | (c & 0x3F));
        return 2;
    }
    if (c < 0x10000) {
        out[0] = (char)(0xE0 | c >> 12);
        out[1] = (char)(0x80 | (c >> 6 & 0x3F));
        out[2] = (char)(0x80 | (c & 0x3F));
        return 3;
    }
    out[0] = (char)(0xF0 | c >> 18);
    out[1] = (char)(0x80 | (c >> 12 & 0x3F));
    out[2] = (char)(0x80 | (c >> 6 & 0x3F));
    out[3] = (char)(0x80 | (c & 0x3F));
    return 4;
}

static uint16_t column_at(const Scanner *s)
{
    size_t column = (size_t)(s->at - s->line_start) - s->wide_bytes + 1;
    return column > UINT16_MAX ? UINT16_MAX : (uint16_t)column;
}

Span scan_span_here(const Scanner *s)
{
    uint16_t column = column_at(s);
    return (Span){.line = s->line,
                  .end_line = s->line,
                  .column = column,
                  .end_column = column,
                  .file = s->file};
}

void scan_end_span(const Scanner *s, Span *span)
{
    span->end_line = s->line;
    span->end_column = column_at(s);
}

void scan_new_line(Scanner *s)
{
    s->line++;
    s->line_start = s->at;
    s->wide_bytes = 0;
}

// The code point encoded at `at` and its size in bytes, or size 0 if the bytes are not UTF-8.
static uint32_t decode_utf8(const uint8_t *at, const uint8_t *end, size_t *size)
{
    static const uint32_t least[] = {0, 0, 0x80, 0x800, 0x10000};
    size_t length = *at >= 0xF0 ? 4 : *at >= 0xE0 ? 3 : 2;
    *size = 0;
    if (*at < 0xC2 || *at > 0xF4 || (size_t)(end - at) < length) {
        return 0;
    }
    uint32_t c = *at & (0x7Fu >> length);
    for (size_t i = 1; i < length; i++) {
        if ((at[i] & 0xC0) != 0x80) {
            return 0;
        }
        c = c << 6 | (at[i] & 0x3F);
    }
    if (c < least[length] || c > 0x10FFFF || (c >= 0xD800 && c <= 0xDFFF)) {
        return 0;
    }
    *size = length;
    return c;
}

uint32_t scan_next_wide(Scanner *s)
{
    uint8_t c = *s->at;
    if (s->latin1) {
        s->at++;
        return c;
    }
    size_t size;
    uint32_t code_point = decode_utf8(s->at, s->end, &size);
    if (size == 0) {
        if (!s->bad_encoding && !s->quiet) {
            Span span = scan_span_here(s);
            span.end_column++;
            Diagnostic *error =
                compiler_error(s->compiler, span, "this byte (%u) is not valid UTF-8", c);
            compiler_help(s->compiler, error,
                          "for ISO 8859-1 the first line must be %%%% coding: latin-1");
            s->bad_encoding = true;
        }
        s->at++;
        return c;
    }
    s->at += size;
    s->wide_bytes += (uint32_t)size - 1;
    return code_point;
}

Diagnostic *scan_error(Scanner *s, Token *token, const char *message)
{
    token->kind = TOKEN_ERROR;
    return s->quiet ? NULL : compiler_error(s->compiler, token->span, "%s", message);
}

static void skip_comment(Scanner *s)
{
    const uint8_t *newline = memchr(s->at, '\n', (size_t)(s->end - s->at));
    s->at = newline != NULL ? newline : s->end;
}

static void skip_space(Scanner *s)
{
    while (s->at < s->end) {
        uint8_t c = *s->at;
        if (c == '\n') {
            s->at++;
            scan_new_line(s);
        } else if (c <= ' ') {
            s->at++;
        } else if (c == '%') {
            skip_comment(s);
        } else if (c >= 0x80) {
            Scanner before = *s;
            if (wide_class(scan_next_wide(s)) != CLASS_SPACE) {
                bool bad_encoding = s->bad_encoding;
                *s = before;
                s->bad_encoding = bad_encoding;
                return;
            }
        } else {
            return;
        }
    }
}

// A name whose first character has been looked at but not consumed; with Latin-1 letters, it is
// copied as UTF-8.
static Name *scan_wide_name(Scanner *s, const uint8_t *begin)
{
    size_t ascii = (size_t)(s->at - begin);
    char *text = arena_alloc(&s->compiler->scratch,
                             (size_t)(s->end - begin > 1024 ? 1024 : s->end - begin) * 2 + 8);
    memcpy(text, begin, ascii);
    size_t length = ascii;
    while (s->at < s->end && length < 1024) {
        Scanner before = *s;
        uint32_t c = *s->at < 0x80 ? *s->at++ : scan_next_wide(s);
        if (((c < 0x80 ? byte_class((uint8_t)c) : wide_class(c)) & CLASS_NAME) == 0) {
            *s = before;
            break;
        }
        length += scan_encode_utf8(c, text + length);
    }
    return names_intern(&s->compiler->names, text, length);
}

static size_t name_characters(const Name *name)
{
    size_t count = 0;
    for (uint32_t i = 0; i < name->length; i++) {
        count += ((uint8_t)name->text[i] & 0xC0) != 0x80;
    }
    return count;
}

void scan_finish_name(Scanner *s, Token *token, TokenKind kind, Name *name)
{
    token->kind = (uint8_t)kind;
    token->name = name;
    scan_end_span(s, &token->span);
    if (name->length > 255 && name_characters(name) > 255) {
        scan_error(s, token,
                   kind == TOKEN_ATOM ? "an atom has at most 255 characters"
                                      : "a variable name has at most 255 characters");
    }
}

static void scan_name(Scanner *s, Token *token, bool is_variable)
{
    const uint8_t *begin = s->at;
    while (s->at < s->end && (byte_class(*s->at) & CLASS_NAME) != 0) {
        s->at++;
    }
    Name *name;
    if ((s->at < s->end && *s->at >= 0x80) || s->at - begin > 1000) {
        s->at = s->at - begin > 1000 ? begin + 1000 : s->at;
        name = scan_wide_name(s, begin);
    } else {
        name = names_intern(&s->compiler->names, (const char *)begin, (size_t)(s->at - begin));
    }
    if (!is_variable && name->keyword != 0) {
        token->kind = name->keyword;
        token->name = name;
        scan_end_span(s, &token->span);
        return;
    }
    scan_finish_name(s, token, is_variable ? TOKEN_VAR : TOKEN_ATOM, name);
}

// Appends the digits of `base` that follow, with single underscores between them, to `digits`;
// returns how many.
static size_t collect_digits(Scanner *s, unsigned base, char *digits)
{
    size_t count = 0;
    while (s->at < s->end) {
        if (number_digit_value(*s->at) < base) {
            digits[count++] = (char)*s->at++;
        } else if (count > 0 && *s->at == '_' && s->end - s->at > 1 &&
                   number_digit_value(s->at[1]) < base) {
            s->at++;
        } else {
            break;
        }
    }
    return count;
}

// The exponent after `e`, clamped; false if there are no digits.
static bool scan_exponent(Scanner *s, int64_t *exponent)
{
    bool negative = false;
    if (s->at < s->end && (*s->at == '-' || *s->at == '+')) {
        negative = *s->at++ == '-';
    }
    if (s->at == s->end || number_digit_value(*s->at) > 9) {
        return false;
    }
    int64_t value = 0;
    while (s->at < s->end && (number_digit_value(*s->at) <= 9 || *s->at == '_')) {
        if (*s->at != '_' && value < INT32_MAX) {
            value = value * 10 + (*s->at - '0');
        }
        s->at++;
    }
    *exponent = negative ? -value : value;
    return true;
}

// The fraction and exponent of a float, after its integral digits; s->at is at the point.
static void scan_fraction(Scanner *s, Token *token, char *digits, size_t count, unsigned base)
{
    int64_t exponent = 0;
    bool well_formed = true;
    s->at++;
    size_t fraction = collect_digits(s, base, digits + count);
    if (base == 10 && s->at < s->end && (*s->at | 0x20) == 'e') {
        s->at++;
        well_formed = scan_exponent(s, &exponent);
    } else if (base != 10 && s->end - s->at > 1 && s->at[0] == '#' && (s->at[1] | 0x20) == 'e') {
        s->at += 2;
        well_formed = scan_exponent(s, &exponent);
    }
    scan_end_span(s, &token->span);
    token->kind = TOKEN_FLOAT;
    if (!well_formed) {
        scan_error(s, token, "the exponent of this float has no digits");
    } else if (!number_parse_float(&s->compiler->scratch, digits, count + fraction, base,
                                   exponent - (int64_t)fraction, &token->real)) {
        scan_error(s, token, "this float is too large");
    }
}

static bool fraction_follows(const Scanner *s, unsigned base)
{
    return s->end - s->at > 1 && s->at[0] == '.' && number_digit_value(s->at[1]) < base;
}

static void finish_number(Scanner *s, Token *token, char *digits, size_t count, unsigned base)
{
    if (fraction_follows(s, base)) {
        scan_fraction(s, token, digits, count, base);
        return;
    }
    token->kind = TOKEN_INTEGER;
    scan_end_span(s, &token->span);
    number_parse_integer(&s->compiler->arena, digits, count, base, &token->integer.small,
                         &token->integer.big);
}

// The bytes from here on that can belong to one number: room for its digits.
static size_t number_extent(const Scanner *s)
{
    const uint8_t *at = s->at;
    int points = 0, hashes = 0;
    for (; at < s->end && points < 2 && hashes < 3; at++) {
        points += *at == '.';
        hashes += *at == '#';
        if (number_digit_value(*at) > 35 && *at != '_' && *at != '#' && *at != '.') {
            break;
        }
    }
    return (size_t)(at - s->at);
}

static void scan_number(Scanner *s, Token *token)
{
    char few[64];
    size_t extent = number_extent(s);
    char *digits = extent <= sizeof few ? few : arena_alloc(&s->compiler->scratch, extent);
    size_t count = collect_digits(s, 10, digits);
    if (s->at == s->end || *s->at != '#') {
        finish_number(s, token, digits, count, 10);
        return;
    }
    int64_t base;
    BigInteger *big;
    number_parse_integer(&s->compiler->scratch, digits, count, 10, &base, &big);
    s->at++;
    if (big != NULL || base < 2 || base > 36) {
        collect_digits(s, 36, digits);
        scan_end_span(s, &token->span);
        scan_error(s, token, "the base of an integer is from 2 to 36");
        return;
    }
    count = collect_digits(s, (unsigned)base, digits);
    if (count == 0) {
        collect_digits(s, 36, digits);
        scan_end_span(s, &token->span);
        scan_error(s, token, "after the # of this integer there must be a digit of its base");
        return;
    }
    finish_number(s, token, digits, count, (unsigned)base);
}

typedef struct Mark {
    char text[4];
    uint8_t kind;
} Mark;

// Longer marks before their prefixes.
static const Mark marks[] = {
    {"...", TOKEN_ELLIPSIS},
    {"..", TOKEN_RANGE},
    {"<<", TOKEN_LEFT_BINARY},
    {"<:-", TOKEN_STRICT_LEFT_ARROW},
    {"<:=", TOKEN_STRICT_BINARY_ARROW},
    {"<-", TOKEN_LEFT_ARROW},
    {"<=", TOKEN_BINARY_ARROW},
    {"<", TOKEN_LESS},
    {">>", TOKEN_RIGHT_BINARY},
    {">=", TOKEN_GREATER_EQUAL},
    {">", TOKEN_GREATER},
    {"::", TOKEN_DOUBLE_COLON},
    {":=", TOKEN_EXACT},
    {":", TOKEN_COLON},
    {"||", TOKEN_DOUBLE_BAR},
    {"|", TOKEN_BAR},
    {"&&", TOKEN_DOUBLE_AMPERSAND},
    {"->", TOKEN_ARROW},
    {"--", TOKEN_REMOVE},
    {"-", TOKEN_MINUS},
    {"++", TOKEN_APPEND},
    {"+", TOKEN_PLUS},
    {"=:=", TOKEN_EXACT_EQUAL},
    {"=/=", TOKEN_EXACT_NOT_EQUAL},
    {"==", TOKEN_EQUAL},
    {"=>", TOKEN_ASSOC},
    {"=<", TOKEN_LESS_EQUAL},
    {"=", TOKEN_MATCH},
    {"?=", TOKEN_MAYBE_MATCH},
    {"?", TOKEN_QUESTION},
    {"/=", TOKEN_NOT_EQUAL},
    {"/", TOKEN_SLASH},
};

static const Mark *find_mark(const Scanner *s)
{
    size_t left = (size_t)(s->end - s->at);
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
        if (marks[i].text[0] != (char)*s->at) {
            continue;
        }
        size_t length = strlen(marks[i].text);
        if (length <= left && memcmp(marks[i].text, s->at, length) == 0) {
            return &marks[i];
        }
    }
    return NULL;
}

// A point ends the form when white space, a comment or the end follows.
static bool is_dot(const Scanner *s)
{
    if (*s->at != '.') {
        return false;
    }
    return s->end - s->at == 1 || s->at[1] <= ' ' || s->at[1] == '%' ||
           (s->latin1 && s->at[1] == 0xA0);
}

// The marks that begin no longer one, and are most of all.
static TokenKind single_mark(uint8_t c)
{
    switch (c) {
    case '(': return TOKEN_LEFT_PAREN;
    case ')': return TOKEN_RIGHT_PAREN;
    case '{': return TOKEN_LEFT_BRACE;
    case '}': return TOKEN_RIGHT_BRACE;
    case '[': return TOKEN_LEFT_BRACKET;
    case ']': return TOKEN_RIGHT_BRACKET;
    case ',': return TOKEN_COMMA;
    case ';': return TOKEN_SEMICOLON;
    case '*': return TOKEN_STAR;
    case '!': return TOKEN_SEND;
    case '#': return TOKEN_HASH;
    default: return TOKEN_NONE;
    }
}

static void scan_mark(Scanner *s, Token *token)
{
    TokenKind single = single_mark(*s->at);
    if (single != TOKEN_NONE) {
        token->kind = (uint8_t)single;
        s->at++;
        scan_end_span(s, &token->span);
        return;
    }
    const Mark *mark = find_mark(s);
    if (is_dot(s)) {
        token->kind = TOKEN_DOT;
        s->at++;
    } else if (mark != NULL) {
        token->kind = mark->kind;
        s->at += strlen(mark->text);
    } else if (*s->at == '.') {
        token->kind = TOKEN_PERIOD;
        s->at++;
    } else {
        uint32_t c = *s->at < 0x80 ? *s->at++ : scan_next_wide(s);
        scan_end_span(s, &token->span);
        if (s->quiet || s->bad_encoding) {
            token->kind = TOKEN_ERROR;
            return;
        }
        char text[8] = {0};
        scan_encode_utf8(c, text);
        Diagnostic *error =
            scan_error(s, token,
                       c < 128 ? "this character has no meaning in Erlang"
                               : "this character can only stand in quotes or comments");
        if (c >= 128) {
            compiler_help(s->compiler, error, "it is U+%04X; an atom with it is written '%s...'", c,
                          text);
        }
        return;
    }
    scan_end_span(s, &token->span);
}

static void scan_wide_token(Scanner *s, Token *token)
{
    Scanner before = *s;
    unsigned class = wide_class(scan_next_wide(s));
    bool bad_encoding = s->bad_encoding;
    *s = before;
    s->bad_encoding = bad_encoding;
    if ((class & CLASS_NAME) != 0) {
        scan_name(s, token, (class & CLASS_UPPER) != 0);
    } else {
        scan_mark(s, token);
    }
}

void scan_token(Scanner *s, Token *token)
{
    const uint8_t *before = s->at;
    skip_space(s);
    token->adjacent = s->at == before;
    token->span = scan_span_here(s);
    bool string_touches = s->after_string && token->adjacent;
    s->after_string = false;
    if (s->at == s->end) {
        token->kind = TOKEN_EOF;
        return;
    }
    unsigned class = byte_class(*s->at);
    if ((class & CLASS_LOWER) != 0) {
        scan_name(s, token, false);
    } else if ((class & CLASS_UPPER) != 0) {
        scan_name(s, token, true);
    } else if ((class & CLASS_DIGIT) != 0) {
        scan_number(s, token);
    } else if (*s->at == '"' || *s->at == '\'' || *s->at == '$' || *s->at == '~') {
        bool is_string = *s->at == '"';
        scan_text_token(s, token);
        if (is_string && string_touches && token->kind == TOKEN_STRING) {
            Diagnostic *error =
                scan_error(s, token, "there must be white space between two strings");
            if (error != NULL) {
                compiler_help(s->compiler, error, "write \\\" for a quote inside a string");
            }
        }
        s->after_string = is_string;
    } else if (*s->at >= 0x80) {
        scan_wide_token(s, token);
    } else {
        scan_mark(s, token);
    }
}

// Where `text` begins in a line, or NULL.
static const uint8_t *find_text(const uint8_t *line, const uint8_t *end, const char *text)
{
    size_t length = strlen(text);
    for (; (size_t)(end - line) >= length; line++) {
        if (memcmp(line, text, length) == 0) {
            return line;
        }
    }
    return NULL;
}

// Whether the line is a comment that says "coding: latin-1", in one of the forms that Emacs and OTP
// know.
static bool says_latin1(const uint8_t *line, const uint8_t *end)
{
    while (line < end && (*line == ' ' || *line == '\t')) {
        line++;
    }
    if (line == end || *line != '%') {
        return false;
    }
    const uint8_t *at = find_text(line, end, "coding");
    if (at == NULL) {
        return false;
    }
    at += strlen("coding");
    while (at < end && *at == ' ') {
        at++;
    }
    if (at == end || (*at != ':' && *at != '=')) {
        return false;
    }
    at++;
    while (at < end && *at == ' ') {
        at++;
    }
    char word[8] = {0};
    for (size_t i = 0; i + 1 < sizeof word && at < end; i++) {
        word[i] = (char)(*at >= 'A' && *at <= 'Z' ? *at + 32 : *at);
        at++;
    }
    return memcmp(word, "latin-1", 7) == 0;
}

static void find_encoding(Scanner *s)
{
    const uint8_t *line = s->at;
    for (int i = 0; i < 2 && line < s->end; i++) {
        const uint8_t *newline = memchr(line, '\n', (size_t)(s->end - line));
        const uint8_t *line_end = newline != NULL ? newline : s->end;
        s->latin1 = s->latin1 || says_latin1(line, line_end);
        line = line_end < s->end ? line_end + 1 : line_end;
    }
}

void scan_start(Scanner *s, Compiler *compiler, uint16_t file)
{
    SourceFile *source = &compiler->diagnostics.files[file];
    static const uint8_t nothing[1];
    const uint8_t *bytes = source->size == 0 ? nothing : source->bytes;
    *s = (Scanner){.compiler = compiler,
                   .begin = bytes,
                   .at = bytes,
                   .end = bytes + source->size,
                   .line_start = bytes,
                   .line = 1,
                   .file = file};
    if (source->size >= 3 && memcmp(bytes, "\xEF\xBB\xBF", 3) == 0) {
        s->at += 3;
        s->wide_bytes = 3;
    }
    if (s->end - s->at >= 2 && s->at[0] == '#' && s->at[1] == '!') {
        skip_comment(s);
        if (s->at < s->end) {
            s->at++;
            scan_new_line(s);
        }
    }
    find_encoding(s);
    source->latin1 = s->latin1;
}

void scan_define_keywords(Names *names, bool maybe_enabled)
{
    static const char *const words[] = {
#define TOKEN_TEXT(kind, text) text,
        TOKEN_WORDS(TOKEN_TEXT)};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        Name *name = names_intern_cstring(names, words[i]);
        bool optional = i + 1 == TOKEN_MAYBE || i + 1 == TOKEN_ELSE;
        name->keyword = optional && !maybe_enabled ? 0 : (uint8_t)(i + 1);
    }
}

const char *scan_kind_text(TokenKind kind)
{
    static const char *const texts[] = {"", TOKEN_WORDS(TOKEN_TEXT) TOKEN_MARKS(TOKEN_TEXT)
#undef TOKEN_TEXT
    };
    return texts[kind];
}

const char *scan_describe(Compiler *compiler, const Token *token)
{
    Arena *arena = &compiler->arena;
    switch (token->kind) {
    case TOKEN_ATOM:
        return arena_printf(arena, "atom %s", names_quote(&compiler->names, token->name));
    case TOKEN_VAR: return arena_printf(arena, "variable %s", token->name->text);
    case TOKEN_INTEGER:
        if (token->integer.big == NULL) {
            return arena_printf(arena, "integer %lld", (long long)token->integer.small);
        }
        return "integer";
    case TOKEN_CHAR:
    case TOKEN_FLOAT:
    case TOKEN_STRING:
    case TOKEN_SIGIL:
    case TOKEN_EOF: return scan_kind_text(token->kind);
    case TOKEN_DOT: return "the end of the form";
    default: return arena_printf(arena, "'%s'", scan_kind_text(token->kind));
    }
}
