// SPDX-License-Identifier: Apache-2.0
// What the parts of the parser share: recursive descent over an array of tokens, with precedence
// climbing for operators.
//
// After an error the parser stands on the last token, the dot, where nothing is accepted any more:
// so every loop ends and only the first error of a form is reported. Functions therefore never
// return NULL; what they return after an error is of no use, and `failed` tells so at the end.
#ifndef COMPILER_PARSE_INTERNAL_H
#define COMPILER_PARSE_INTERNAL_H

#include "parse.h"

typedef struct Parser {
    Compiler *compiler;
    const Token *first;
    const Token *at;   // the next token
    const Token *last; // TOKEN_DOT
    uint32_t depth;    // of nested calls of the parser
    bool failed;
    Diagnostic ignored; // stands for errors after the first one
} Parser;

// A list of nodes under construction.
typedef struct NodeBuilder {
    Node **items;
    uint32_t count;
    uint32_t capacity;
} NodeBuilder;

// Reports "expected ..., found ..." at the next token, once.
void parse_fail_expected(Parser *p, const char *expected);
// Reports an error at a span, once.
Diagnostic *parse_fail_at(Parser *p, Span span, const char *message);

static inline TokenKind parse_peek(const Parser *p) { return p->at->kind; }

// The kind of the token `distance` after the next one.
static inline TokenKind parse_peek_at(const Parser *p, uint32_t distance)
{
    return (uint32_t)(p->last - p->at) < distance ? TOKEN_DOT : (TokenKind)p->at[distance].kind;
}

// Consumes the next token; never the last one.
static inline const Token *parse_advance(Parser *p) { return p->at == p->last ? p->at : p->at++; }

static inline bool parse_accept(Parser *p, TokenKind kind)
{
    if (p->at->kind != kind || p->at == p->last) {
        return false;
    }
    p->at++;
    return true;
}

// Consumes a token of this kind or fails.
void parse_expect(Parser *p, TokenKind kind);

// Consumes the token that closes what `opening` opened, or fails with its position.
void parse_expect_closing(Parser *p, TokenKind kind, const Token *opening);

// Bounds recursion: false (and failed) when nested too deeply. parse_leave after success or
// failure.
bool parse_enter(Parser *p);
static inline void parse_leave(Parser *p) { p->depth--; }

// A node that begins at `first`. parse_finish ends it at the last consumed token and checks its
// depth.
Node *parse_new(Parser *p, NodeKind kind, Span first);
Node *parse_finish(Parser *p, Node *node);

// The span from `first` to the last consumed token.
Span parse_span_from(const Parser *p, Span first);

void parse_append(Parser *p, NodeBuilder *builder, Node *node);
static inline NodeList parse_list(NodeBuilder builder)
{
    return (NodeList){builder.items, builder.count};
}

// The value of an integer token as an arity; fails above 255.
uint32_t parse_arity(Parser *p, const Token *token);

// parse_expr.c
Node *parse_expr(Parser *p);
Node *parse_expr_max(Parser *p);
NodeList parse_expr_list(Parser *p); // one or more, separated by commas
NodeList parse_arguments(Parser *p); // in parentheses, none or more
Node *parse_literal(Parser *p);      // atom, number, character or strings
bool parse_binary_operator(TokenKind kind, Operator *op, int *precedence);

// parse_control.c
Node *parse_control(Parser *p);   // begin, if, case, receive, try, maybe, fun; anything else fails
GuardList parse_guard(Parser *p); // `when ...`, or nothing
NodeList parse_body(Parser *p);   // `-> ...`
Clause *parse_new_clause(Parser *p);

// parse_type.c
Node *parse_type(Parser *p);
NodeList parse_type_signatures(Parser *p); // of a -spec, after the name

#endif
