// SPDX-License-Identifier: Apache-2.0
// Types and the signatures of -spec and -callback.
#include "parse_internal.h"

enum { PRECEDENCE_ADD = 400, PRECEDENCE_MULTIPLY = 500 };

static Node *new_type(Parser *p, Span first, int name)
{
    Node *node = parse_new(p, NODE_TYPE, first);
    node->type.name = p->compiler->names.known[name];
    return node;
}

static NodeList parse_types(Parser *p, TokenKind close, const Token *open)
{
    NodeBuilder list = {0};
    if (parse_peek(p) != close) {
        do {
            parse_append(p, &list, parse_type(p));
        } while (parse_accept(p, TOKEN_COMMA));
    }
    parse_expect_closing(p, close, open);
    return parse_list(list);
}

// `(Type, ...) -> Type` or `(...) -> Type`, as a 'fun' with two arguments.
static Node *parse_fun_type(Parser *p, Span start)
{
    const Token *open = p->at;
    Node *node = new_type(p, start, NAME_FUN);
    NodeBuilder args = {0};
    parse_expect(p, TOKEN_LEFT_PAREN);
    if (parse_accept(p, TOKEN_ELLIPSIS)) {
        Node *any = new_type(p, open->span, NAME_ANY);
        parse_expect_closing(p, TOKEN_RIGHT_PAREN, open);
        node->type.any_args = true;
        parse_append(p, &args, parse_finish(p, any));
    } else {
        Node *product = new_type(p, open->span, NAME_PRODUCT);
        product->type.args = parse_types(p, TOKEN_RIGHT_PAREN, open);
        parse_append(p, &args, parse_finish(p, product));
    }
    parse_expect(p, TOKEN_ARROW);
    parse_append(p, &args, parse_type(p));
    node->type.args = parse_list(args);
    return parse_finish(p, node);
}

// fun() and fun((...) -> ...)
static Node *parse_fun(Parser *p)
{
    const Token *word = parse_advance(p);
    const Token *open = p->at;
    parse_expect(p, TOKEN_LEFT_PAREN);
    if (parse_accept(p, TOKEN_RIGHT_PAREN)) {
        return parse_finish(p, new_type(p, word->span, NAME_FUN));
    }
    Node *node = parse_fun_type(p, word->span);
    parse_expect_closing(p, TOKEN_RIGHT_PAREN, open);
    return node;
}

static Node *parse_list_type(Parser *p)
{
    const Token *open = parse_advance(p);
    if (parse_accept(p, TOKEN_RIGHT_BRACKET)) {
        return parse_finish(p, new_type(p, open->span, NAME_NIL));
    }
    NodeBuilder args = {0};
    parse_append(p, &args, parse_type(p));
    bool nonempty = parse_accept(p, TOKEN_COMMA);
    if (nonempty) {
        parse_expect(p, TOKEN_ELLIPSIS);
    }
    parse_expect_closing(p, TOKEN_RIGHT_BRACKET, open);
    Node *node = new_type(p, open->span, nonempty ? NAME_NONEMPTY_LIST : NAME_LIST);
    node->type.args = parse_list(args);
    return parse_finish(p, node);
}

static Node *parse_map_pair(Parser *p)
{
    Node *key = parse_type(p);
    bool exact = parse_peek(p) == TOKEN_EXACT;
    if (!exact && parse_peek(p) != TOKEN_ASSOC) {
        parse_fail_expected(p, "'=>' or ':='");
    }
    parse_advance(p);
    Node *node = new_type(p, key->span, exact ? NAME_MAP_FIELD_EXACT : NAME_MAP_FIELD_ASSOC);
    NodeBuilder args = {0};
    parse_append(p, &args, key);
    parse_append(p, &args, parse_type(p));
    node->type.args = parse_list(args);
    return parse_finish(p, node);
}

static Node *parse_map_type(Parser *p, const Token *hash)
{
    const Token *open = parse_advance(p);
    Node *node = new_type(p, hash->span, NAME_MAP);
    NodeBuilder pairs = {0};
    if (parse_peek(p) != TOKEN_RIGHT_BRACE) {
        do {
            parse_append(p, &pairs, parse_map_pair(p));
        } while (parse_accept(p, TOKEN_COMMA));
    }
    parse_expect_closing(p, TOKEN_RIGHT_BRACE, open);
    node->type.args = parse_list(pairs);
    return parse_finish(p, node);
}

static Node *atom_node(Parser *p, const Token *token)
{
    Node *node = parse_new(p, NODE_ATOM, token->span);
    node->name = token->name;
    return node;
}

static Node *parse_field_type(Parser *p)
{
    const Token *name = p->at;
    NodeBuilder args = {0};
    parse_expect(p, TOKEN_ATOM);
    parse_append(p, &args, atom_node(p, name));
    parse_expect(p, TOKEN_DOUBLE_COLON);
    parse_append(p, &args, parse_type(p));
    Node *node = new_type(p, name->span, NAME_FIELD_TYPE);
    node->type.args = parse_list(args);
    return parse_finish(p, node);
}

// #name{field :: type, ...}
static Node *parse_record_type(Parser *p, const Token *hash)
{
    const Token *name = p->at;
    Node *node = new_type(p, hash->span, NAME_RECORD);
    NodeBuilder args = {0};
    parse_expect(p, TOKEN_ATOM);
    parse_append(p, &args, atom_node(p, name));
    const Token *open = p->at;
    parse_expect(p, TOKEN_LEFT_BRACE);
    if (parse_peek(p) != TOKEN_RIGHT_BRACE) {
        do {
            parse_append(p, &args, parse_field_type(p));
        } while (parse_accept(p, TOKEN_COMMA));
    }
    parse_expect_closing(p, TOKEN_RIGHT_BRACE, open);
    node->type.args = parse_list(args);
    return parse_finish(p, node);
}

static bool accept_anonymous(Parser *p)
{
    if (parse_peek(p) == TOKEN_VAR && p->at->name == COMPILER_NAME(p->compiler, ANONYMOUS)) {
        parse_advance(p);
        return true;
    }
    return false;
}

static Node *zero_node(Parser *p, Span span) { return parse_new(p, NODE_INTEGER, span); }

// <<>>, <<_:M>>, <<_:_*N>> and <<_:M, _:_*N>>, as {type,_,binary,[M,N]}
static Node *parse_binary_type(Parser *p)
{
    const Token *open = parse_advance(p);
    Node *base = zero_node(p, open->span);
    Node *unit = zero_node(p, open->span);
    bool more = parse_peek(p) != TOKEN_RIGHT_BINARY;
    for (int i = 0; more && i < 2; i++) {
        if (!accept_anonymous(p)) {
            parse_fail_expected(p, "'_:'");
        }
        parse_expect(p, TOKEN_COLON);
        if (accept_anonymous(p)) {
            parse_expect(p, TOKEN_STAR);
            unit = parse_type(p);
            break;
        }
        base = parse_type(p);
        more = i == 0 && parse_accept(p, TOKEN_COMMA);
    }
    parse_expect_closing(p, TOKEN_RIGHT_BINARY, open);
    Node *node = new_type(p, open->span, NAME_BINARY);
    NodeBuilder args = {0};
    parse_append(p, &args, base);
    parse_append(p, &args, unit);
    node->type.args = parse_list(args);
    return parse_finish(p, node);
}

// An atom, or a type by name: name(...) or module:name(...)
static Node *parse_named_type(Parser *p)
{
    const Token *name = parse_advance(p);
    Name *module = NULL;
    if (parse_accept(p, TOKEN_COLON)) {
        module = name->name;
        const Token *local = p->at;
        parse_expect(p, TOKEN_ATOM);
        if (p->failed) {
            return zero_node(p, name->span);
        }
        Span start = name->span;
        name = local;
        if (parse_peek(p) != TOKEN_LEFT_PAREN) {
            parse_fail_expected(p, "'('");
            return zero_node(p, start);
        }
    } else if (parse_peek(p) != TOKEN_LEFT_PAREN) {
        return atom_node(p, name);
    }
    const Token *open = parse_advance(p);
    Node *node = parse_new(p, module != NULL ? NODE_REMOTE_TYPE : NODE_TYPE, name->span);
    node->type.name = name->name;
    node->type.module = module;
    node->type.named = true;
    node->type.args = parse_types(p, TOKEN_RIGHT_PAREN, open);
    // tuple() and map() are "any tuple" and "any map".
    bool is_container = name->name == COMPILER_NAME(p->compiler, TUPLE) ||
                        name->name == COMPILER_NAME(p->compiler, MAP);
    node->type.any_args = module == NULL && is_container && node->type.args.count == 0;
    return parse_finish(p, node);
}

static Node *parse_primary(Parser *p)
{
    const Token *token = p->at;
    switch (token->kind) {
    case TOKEN_LEFT_PAREN: {
        parse_advance(p);
        Node *node = parse_type(p);
        parse_expect_closing(p, TOKEN_RIGHT_PAREN, token);
        return node;
    }
    case TOKEN_VAR: {
        parse_advance(p);
        Node *node = parse_new(p, NODE_VAR, token->span);
        node->name = token->name;
        return node;
    }
    case TOKEN_ATOM: return parse_named_type(p);
    case TOKEN_INTEGER:
    case TOKEN_CHAR: return parse_literal(p);
    case TOKEN_LEFT_BRACKET: return parse_list_type(p);
    case TOKEN_LEFT_BRACE: {
        parse_advance(p);
        Node *node = new_type(p, token->span, NAME_TUPLE);
        node->type.args = parse_types(p, TOKEN_RIGHT_BRACE, token);
        return parse_finish(p, node);
    }
    case TOKEN_HASH:
        parse_advance(p);
        return parse_peek(p) == TOKEN_LEFT_BRACE ? parse_map_type(p, token)
                                                 : parse_record_type(p, token);
    case TOKEN_LEFT_BINARY: return parse_binary_type(p);
    case TOKEN_FUN: return parse_fun(p);
    default: parse_fail_expected(p, "a type"); return zero_node(p, token->span);
    }
}

static Node *parse_prefixed(Parser *p)
{
    const Token *token = p->at;
    TokenKind kind = token->kind;
    if (kind != TOKEN_MINUS && kind != TOKEN_PLUS && kind != TOKEN_BNOT && kind != TOKEN_NOT) {
        return parse_primary(p);
    }
    if (!parse_enter(p)) {
        return zero_node(p, token->span);
    }
    parse_advance(p);
    Node *node = parse_new(p, NODE_UNARY, token->span);
    node->op.op = kind == TOKEN_MINUS  ? OP_SUBTRACT
                  : kind == TOKEN_PLUS ? OP_ADD
                  : kind == TOKEN_NOT  ? OP_NOT
                                       : OP_BNOT;
    node->op.right = parse_prefixed(p);
    parse_leave(p);
    return parse_finish(p, node);
}

// Constant arithmetic, as in 0..1 bsl 32 - 1.
static Node *parse_arithmetic(Parser *p, int least)
{
    Node *left = parse_prefixed(p);
    for (;;) {
        Operator op;
        int precedence;
        bool is_operator = parse_binary_operator(parse_peek(p), &op, &precedence);
        bool is_arithmetic = precedence == PRECEDENCE_ADD || precedence == PRECEDENCE_MULTIPLY;
        if (!is_operator || !is_arithmetic || precedence < least) {
            return left;
        }
        parse_advance(p);
        Node *node = parse_new(p, NODE_BINARY_OP, left->span);
        node->op.op = op;
        node->op.left = left;
        node->op.right = parse_arithmetic(p, precedence + 1);
        left = parse_finish(p, node);
    }
}

static Node *parse_range(Parser *p)
{
    Node *low = parse_arithmetic(p, PRECEDENCE_ADD);
    if (!parse_accept(p, TOKEN_RANGE)) {
        return low;
    }
    Node *node = new_type(p, low->span, NAME_RANGE);
    NodeBuilder args = {0};
    parse_append(p, &args, low);
    parse_append(p, &args, parse_arithmetic(p, PRECEDENCE_ADD));
    node->type.args = parse_list(args);
    return parse_finish(p, node);
}

static Node *parse_union(Parser *p)
{
    Node *first = parse_range(p);
    if (parse_peek(p) != TOKEN_BAR) {
        return first;
    }
    Node *node = new_type(p, first->span, NAME_UNION);
    NodeBuilder args = {0};
    parse_append(p, &args, first);
    while (parse_accept(p, TOKEN_BAR)) {
        bool annotated = parse_peek(p) == TOKEN_VAR && parse_peek_at(p, 1) == TOKEN_DOUBLE_COLON;
        parse_append(p, &args, annotated ? parse_type(p) : parse_range(p));
    }
    node->type.args = parse_list(args);
    return parse_finish(p, node);
}

Node *parse_type(Parser *p)
{
    const Token *token = p->at;
    if (!parse_enter(p)) {
        return zero_node(p, token->span);
    }
    Node *node;
    if (token->kind == TOKEN_VAR && parse_peek_at(p, 1) == TOKEN_DOUBLE_COLON) {
        node = parse_new(p, NODE_ANNOTATED_TYPE, token->span);
        node->pair.left = parse_primary(p);
        parse_advance(p);
        node->pair.right = parse_type(p);
        node = parse_finish(p, node);
    } else {
        node = parse_union(p);
    }
    parse_leave(p);
    return node;
}

// `Var :: Type` or `is_subtype(Var, Type)`
static Node *parse_constraint(Parser *p)
{
    Span start = p->at->span;
    NodeBuilder args = {0};
    if (parse_peek(p) == TOKEN_ATOM) {
        const Token *name = parse_advance(p);
        const Token *open = p->at;
        if (name->name != COMPILER_NAME(p->compiler, IS_SUBTYPE)) {
            parse_fail_at(p, name->span, "a constraint is written Variable :: type()");
        }
        parse_expect(p, TOKEN_LEFT_PAREN);
        parse_append(p, &args, parse_type(p));
        parse_expect(p, TOKEN_COMMA);
        parse_append(p, &args, parse_type(p));
        parse_expect_closing(p, TOKEN_RIGHT_PAREN, open);
    } else {
        if (parse_peek(p) != TOKEN_VAR) {
            parse_fail_expected(p, "a type variable");
        }
        parse_append(p, &args, parse_primary(p));
        parse_expect(p, TOKEN_DOUBLE_COLON);
        parse_append(p, &args, parse_type(p));
    }
    Node *node = new_type(p, start, NAME_CONSTRAINT);
    node->type.args = parse_list(args);
    return parse_finish(p, node);
}

static Node *parse_signature(Parser *p)
{
    Span start = p->at->span;
    Node *type = parse_fun_type(p, start);
    if (!parse_accept(p, TOKEN_WHEN)) {
        return type;
    }
    NodeBuilder args = {0};
    parse_append(p, &args, type);
    do {
        parse_append(p, &args, parse_constraint(p));
    } while (parse_accept(p, TOKEN_COMMA));
    Node *node = new_type(p, start, NAME_BOUNDED_FUN);
    node->type.args = parse_list(args);
    return parse_finish(p, node);
}

NodeList parse_type_signatures(Parser *p)
{
    NodeBuilder list = {0};
    do {
        parse_append(p, &list, parse_signature(p));
    } while (parse_accept(p, TOKEN_SEMICOLON));
    return parse_list(list);
}
