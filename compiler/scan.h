// SPDX-License-Identifier: Apache-2.0
// Source bytes to tokens. One form at a time is enough for the preprocessor, so tokens are made on
// demand.
#ifndef COMPILER_SCAN_H
#define COMPILER_SCAN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "compiler.h"

// X(KIND, text in messages). The reserved words stand together and first, so that a Name can hold
// its kind in a byte.
#define TOKEN_WORDS(X)    \
    X(AFTER, "after")     \
    X(AND, "and")         \
    X(ANDALSO, "andalso") \
    X(BAND, "band")       \
    X(BEGIN, "begin")     \
    X(BNOT, "bnot")       \
    X(BOR, "bor")         \
    X(BSL, "bsl")         \
    X(BSR, "bsr")         \
    X(BXOR, "bxor")       \
    X(CASE, "case")       \
    X(CATCH, "catch")     \
    X(COND, "cond")       \
    X(DIV, "div")         \
    X(ELSE, "else")       \
    X(END, "end")         \
    X(FUN, "fun")         \
    X(IF, "if")           \
    X(LET, "let")         \
    X(MAYBE, "maybe")     \
    X(NOT, "not")         \
    X(OF, "of")           \
    X(OR, "or")           \
    X(ORELSE, "orelse")   \
    X(RECEIVE, "receive") \
    X(REM, "rem")         \
    X(TRY, "try")         \
    X(WHEN, "when")       \
    X(XOR, "xor")

#define TOKEN_MARKS(X)            \
    X(DOT, ".")                   \
    X(PERIOD, ".")                \
    X(RANGE, "..")                \
    X(ELLIPSIS, "...")            \
    X(LEFT_PAREN, "(")            \
    X(RIGHT_PAREN, ")")           \
    X(LEFT_BRACE, "{")            \
    X(RIGHT_BRACE, "}")           \
    X(LEFT_BRACKET, "[")          \
    X(RIGHT_BRACKET, "]")         \
    X(LEFT_BINARY, "<<")          \
    X(RIGHT_BINARY, ">>")         \
    X(COMMA, ",")                 \
    X(SEMICOLON, ";")             \
    X(COLON, ":")                 \
    X(DOUBLE_COLON, "::")         \
    X(BAR, "|")                   \
    X(DOUBLE_BAR, "||")           \
    X(DOUBLE_AMPERSAND, "&&")     \
    X(ARROW, "->")                \
    X(LEFT_ARROW, "<-")           \
    X(STRICT_LEFT_ARROW, "<:-")   \
    X(BINARY_ARROW, "<=")         \
    X(STRICT_BINARY_ARROW, "<:=") \
    X(ASSOC, "=>")                \
    X(EXACT, ":=")                \
    X(MATCH, "=")                 \
    X(MAYBE_MATCH, "?=")          \
    X(PLUS, "+")                  \
    X(MINUS, "-")                 \
    X(STAR, "*")                  \
    X(SLASH, "/")                 \
    X(APPEND, "++")               \
    X(REMOVE, "--")               \
    X(EQUAL, "==")                \
    X(NOT_EQUAL, "/=")            \
    X(LESS_EQUAL, "=<")           \
    X(LESS, "<")                  \
    X(GREATER_EQUAL, ">=")        \
    X(GREATER, ">")               \
    X(EXACT_EQUAL, "=:=")         \
    X(EXACT_NOT_EQUAL, "=/=")     \
    X(SEND, "!")                  \
    X(HASH, "#")                  \
    X(QUESTION, "?")              \
    X(ATOM, "atom")               \
    X(VAR, "variable")            \
    X(INTEGER, "integer")         \
    X(CHAR, "character")          \
    X(FLOAT, "float")             \
    X(STRING, "string")           \
    X(SIGIL, "sigil")             \
    X(ERROR, "error")             \
    X(EOF, "end of file")

typedef enum TokenKind {
    TOKEN_NONE,
#define TOKEN_ENUM(kind, text) TOKEN_##kind,
    TOKEN_WORDS(TOKEN_ENUM) TOKEN_MARKS(TOKEN_ENUM)
#undef TOKEN_ENUM
        TOKEN_KIND_COUNT
} TokenKind;

typedef struct Token {
    uint8_t kind;  // TokenKind
    bool adjacent; // no white space before it
    Span span;
    union {
        Name *name; // ATOM, VAR and reserved words
        struct {
            int64_t small;
            BigInteger *big; // or NULL
        } integer;           // INTEGER, CHAR
        double real;
        struct {
            uint32_t *code_points;
            uint32_t count;
        } string; // STRING, SIGIL (a UTF-8 binary)
    };
} Token;

typedef struct TokenList {
    Token *items;
    uint32_t count;
    uint32_t capacity;
} TokenList;

typedef struct Scanner {
    Compiler *compiler;
    const uint8_t *at;
    const uint8_t *begin;
    const uint8_t *end;
    const uint8_t *line_start;
    uint32_t line;       // as reported, after any -file
    uint32_t wide_bytes; // bytes of this line that are no column of their own
    uint16_t file;       // index for spans
    bool latin1;
    bool quiet;             // report nothing: text left out by -ifdef
    bool bad_encoding;      // reported once
    bool after_string;      // the last token was a string literal
    uint32_t unclosed[4];   // set of delimiters known not to occur in the rest of the file
    size_t unclosed_quotes; // the same for runs of at least so many quotes; 0: none
    uint32_t *buffer;       // the text of the token being scanned
    uint32_t buffer_count;
    uint32_t buffer_capacity;
} Scanner;

// Starts on a file that diagnostics know as `file`. Skips a byte order mark and a `#!` line, and
// looks for an encoding comment.
void scan_start(Scanner *scanner, Compiler *compiler, uint16_t file);

// The next token; TOKEN_EOF at the end, again and again; TOKEN_ERROR after an error, which has been
// reported.
void scan_token(Scanner *scanner, Token *token);

// Marks the reserved words among the names. `maybe` and `else` count while the feature maybe_expr
// is enabled.
void scan_define_keywords(Names *names, bool maybe_enabled);

const char *scan_kind_text(TokenKind kind);

// What a token is called in a message: "'end'", "variable X", "atom foo", "string", ...
const char *scan_describe(Compiler *compiler, const Token *token);

// Appends a code point in UTF-8 to `out`, which has room for four bytes; returns the bytes written.
size_t scan_encode_utf8(uint32_t code_point, char *out);

#endif
