// SPDX-License-Identifier: Apache-2.0
// Expressions that begin with a reserved word: begin, if, case, receive, try, maybe and fun;
// clauses and guards.
#include "parse_internal.h"

typedef struct ClauseBuilder {
    Clause **items;
    uint32_t count;
    uint32_t capacity;
} ClauseBuilder;

static void append_clause(Parser *p, ClauseBuilder *builder, Clause *clause)
{
    ARENA_APPEND(&p->compiler->arena, builder->items, builder->count, builder->capacity, clause);
}

static ClauseList clause_list(ClauseBuilder builder)
{
    return (ClauseList){builder.items, builder.count};
}

GuardList parse_guard(Parser *p)
{
    GuardList guard = {0};
    uint32_t capacity = 0;
    if (!parse_accept(p, TOKEN_WHEN)) {
        return guard;
    }
    do {
        NodeList tests = parse_expr_list(p);
        ARENA_APPEND(&p->compiler->arena, guard.items, guard.count, capacity, tests);
    } while (parse_accept(p, TOKEN_SEMICOLON));
    return guard;
}

NodeList parse_body(Parser *p)
{
    parse_expect(p, TOKEN_ARROW);
    return parse_expr_list(p);
}

Clause *parse_new_clause(Parser *p)
{
    Clause *clause = ARENA_NEW(&p->compiler->arena, Clause);
    clause->span = p->at->span;
    return clause;
}

// Guard and body, after the patterns.
static Clause *finish_clause(Parser *p, Clause *clause)
{
    clause->head = parse_span_from(p, clause->span);
    clause->guard = parse_guard(p);
    clause->body = parse_body(p);
    clause->span = parse_span_from(p, clause->span);
    return clause;
}

// `Pattern when Guard -> Body`
static Clause *parse_case_clause(Parser *p)
{
    Clause *clause = parse_new_clause(p);
    NodeBuilder patterns = {0};
    parse_append(p, &patterns, parse_expr(p));
    clause->patterns = parse_list(patterns);
    return finish_clause(p, clause);
}

static ClauseList parse_case_clauses(Parser *p)
{
    ClauseBuilder clauses = {0};
    do {
        append_clause(p, &clauses, parse_case_clause(p));
    } while (parse_accept(p, TOKEN_SEMICOLON));
    return clause_list(clauses);
}

static Node *parse_begin(Parser *p)
{
    const Token *word = parse_advance(p);
    Node *node = parse_new(p, NODE_BLOCK, word->span);
    node->list = parse_expr_list(p);
    parse_expect_closing(p, TOKEN_END, word);
    return parse_finish(p, node);
}

static Node *parse_if(Parser *p)
{
    const Token *word = parse_advance(p);
    Node *node = parse_new(p, NODE_IF, word->span);
    ClauseBuilder clauses = {0};
    do {
        Clause *clause = parse_new_clause(p);
        uint32_t capacity = 0;
        do {
            NodeList tests = parse_expr_list(p);
            ARENA_APPEND(&p->compiler->arena, clause->guard.items, clause->guard.count, capacity,
                         tests);
        } while (parse_accept(p, TOKEN_SEMICOLON));
        clause->head = parse_span_from(p, clause->span);
        clause->body = parse_body(p);
        clause->span = parse_span_from(p, clause->span);
        append_clause(p, &clauses, clause);
    } while (parse_accept(p, TOKEN_SEMICOLON));
    node->cases.clauses = clause_list(clauses);
    parse_expect_closing(p, TOKEN_END, word);
    return parse_finish(p, node);
}

static Node *parse_case(Parser *p)
{
    const Token *word = parse_advance(p);
    Node *node = parse_new(p, NODE_CASE, word->span);
    node->cases.subject = parse_expr(p);
    parse_expect(p, TOKEN_OF);
    node->cases.clauses = parse_case_clauses(p);
    parse_expect_closing(p, TOKEN_END, word);
    return parse_finish(p, node);
}

static Node *parse_receive(Parser *p)
{
    const Token *word = parse_advance(p);
    Node *node = parse_new(p, NODE_RECEIVE, word->span);
    if (parse_peek(p) != TOKEN_AFTER) {
        node->receive.clauses = parse_case_clauses(p);
    }
    if (parse_accept(p, TOKEN_AFTER)) {
        node->receive.timeout = parse_expr(p);
        node->receive.timeout_body = parse_body(p);
    }
    parse_expect_closing(p, TOKEN_END, word);
    return parse_finish(p, node);
}

static Node *name_node(Parser *p, NodeKind kind, Span span, Name *name)
{
    Node *node = parse_new(p, kind, span);
    node->name = name;
    return node;
}

// `Class:Pattern:Stacktrace when Guard -> Body`, where class and stack trace may be left out.
static Clause *parse_catch_clause(Parser *p)
{
    Clause *clause = parse_new_clause(p);
    NodeBuilder patterns = {0};
    Span start = p->at->span;
    bool has_class = (parse_peek(p) == TOKEN_ATOM || parse_peek(p) == TOKEN_VAR) &&
                     parse_peek_at(p, 1) == TOKEN_COLON;
    if (has_class) {
        const Token *class = parse_advance(p);
        NodeKind kind = class->kind == TOKEN_ATOM ? NODE_ATOM : NODE_VAR;
        parse_append(p, &patterns, name_node(p, kind, class->span, class->name));
        parse_advance(p);
    } else {
        parse_append(p, &patterns,
                     name_node(p, NODE_ATOM, start, COMPILER_NAME(p->compiler, THROW)));
    }
    Node *reason = parse_expr(p);
    Node *stack = name_node(p, NODE_VAR, start, COMPILER_NAME(p->compiler, ANONYMOUS));
    Node **remote = &reason;
    while ((*remote)->kind == NODE_MATCH) {
        remote = &(*remote)->pair.right;
    }
    if (has_class && (*remote)->kind == NODE_REMOTE) {
        // `Reason:Stacktrace` reads like a qualified name.
        stack = (*remote)->pair.right;
        *remote = (*remote)->pair.left;
        if (stack->kind != NODE_VAR && !p->failed) {
            parse_fail_at(p, stack->span, "the stack trace must be a variable");
        }
    } else if (has_class && parse_accept(p, TOKEN_COLON)) {
        const Token *variable = p->at;
        parse_expect(p, TOKEN_VAR);
        if (!p->failed) {
            stack = name_node(p, NODE_VAR, variable->span, variable->name);
        }
    }
    parse_append(p, &patterns, reason);
    parse_append(p, &patterns, stack);
    clause->patterns = parse_list(patterns);
    return finish_clause(p, clause);
}

static Node *parse_try(Parser *p)
{
    const Token *word = parse_advance(p);
    Node *node = parse_new(p, NODE_TRY, word->span);
    Try *try = ARENA_NEW(&p->compiler->arena, Try);
    node->try = try;
    try->body = parse_expr_list(p);
    if (parse_accept(p, TOKEN_OF)) {
        try->of_clauses = parse_case_clauses(p);
    }
    bool complete = false;
    if (parse_accept(p, TOKEN_CATCH)) {
        ClauseBuilder clauses = {0};
        do {
            append_clause(p, &clauses, parse_catch_clause(p));
        } while (parse_accept(p, TOKEN_SEMICOLON));
        try->catch_clauses = clause_list(clauses);
        complete = true;
    }
    if (parse_accept(p, TOKEN_AFTER)) {
        try->after = parse_expr_list(p);
        complete = true;
    }
    if (!complete) {
        parse_fail_expected(p, "'catch' or 'after'");
    }
    parse_expect_closing(p, TOKEN_END, word);
    return parse_finish(p, node);
}

static Node *parse_maybe(Parser *p)
{
    const Token *word = parse_advance(p);
    Node *node = parse_new(p, NODE_MAYBE, word->span);
    NodeBuilder body = {0};
    do {
        Node *expr = parse_expr(p);
        if (parse_accept(p, TOKEN_MAYBE_MATCH)) {
            Node *match = parse_new(p, NODE_MAYBE_MATCH, expr->span);
            match->pair.left = expr;
            match->pair.right = parse_expr(p);
            expr = parse_finish(p, match);
        }
        parse_append(p, &body, expr);
    } while (parse_accept(p, TOKEN_COMMA));
    node->maybe.body = parse_list(body);
    if (parse_accept(p, TOKEN_ELSE)) {
        node->maybe.else_clauses = parse_case_clauses(p);
    }
    parse_expect_closing(p, TOKEN_END, word);
    return parse_finish(p, node);
}

// `Name:Name/Arity`, each part an atom (the arity an integer) or a variable.
static Node *parse_fun_part(Parser *p, TokenKind literal, const char *expected)
{
    if (parse_peek(p) != literal && parse_peek(p) != TOKEN_VAR) {
        parse_fail_expected(p, expected);
        return parse_new(p, NODE_NIL, p->at->span);
    }
    return parse_expr_max(p);
}

static Node *parse_fun_name(Parser *p, const Token *word)
{
    if (parse_peek_at(p, 1) == TOKEN_COLON) {
        Node *node = parse_new(p, NODE_FUN_REMOTE, word->span);
        node->fun_remote.module = parse_fun_part(p, TOKEN_ATOM, "the name of a module");
        parse_expect(p, TOKEN_COLON);
        node->fun_remote.function = parse_fun_part(p, TOKEN_ATOM, "the name of a function");
        parse_expect(p, TOKEN_SLASH);
        node->fun_remote.arity = parse_fun_part(p, TOKEN_INTEGER, "an arity");
        return parse_finish(p, node);
    }
    Node *node = parse_new(p, NODE_FUN_LOCAL, word->span);
    const Token *name = p->at;
    parse_expect(p, TOKEN_ATOM);
    parse_expect(p, TOKEN_SLASH);
    const Token *arity = p->at;
    parse_expect(p, TOKEN_INTEGER);
    if (!p->failed) {
        node->fun_local.name = name->name;
        node->fun_local.arity = parse_arity(p, arity);
    }
    return parse_finish(p, node);
}

static void check_fun_clause(Parser *p, const Clause *first, const Clause *clause, const Name *name,
                             const Token *own_name)
{
    if (p->failed) {
        return;
    }
    if (clause->patterns.count != first->patterns.count) {
        parse_fail_at(p, clause->head,
                      "all clauses of a fun must have the same number of parameters");
    } else if (own_name == NULL ? name != NULL : own_name->name != name) {
        parse_fail_at(p, clause->head, "all clauses of a fun must have the same name");
    }
}

static Node *parse_fun_clauses(Parser *p, const Token *word)
{
    Node *node = parse_new(p, NODE_FUN, word->span);
    ClauseBuilder clauses = {0};
    Name *name = parse_peek(p) == TOKEN_VAR ? p->at->name : NULL;
    do {
        Clause *clause = parse_new_clause(p);
        const Token *own_name = parse_peek(p) == TOKEN_VAR ? p->at : NULL;
        if (own_name != NULL) {
            parse_advance(p);
        }
        clause->patterns = parse_arguments(p);
        append_clause(p, &clauses, finish_clause(p, clause));
        check_fun_clause(p, clauses.items[0], clause, name, own_name);
    } while (parse_accept(p, TOKEN_SEMICOLON));
    node->fun.clauses = clause_list(clauses);
    node->fun.name = name == COMPILER_NAME(p->compiler, ANONYMOUS) ? NULL : name;
    parse_expect_closing(p, TOKEN_END, word);
    return parse_finish(p, node);
}

static Node *parse_fun(Parser *p)
{
    const Token *word = parse_advance(p);
    bool is_name = parse_peek(p) == TOKEN_ATOM ||
                   (parse_peek(p) == TOKEN_VAR && parse_peek_at(p, 1) != TOKEN_LEFT_PAREN);
    if (is_name) {
        return parse_fun_name(p, word);
    }
    if (parse_peek(p) != TOKEN_LEFT_PAREN && parse_peek(p) != TOKEN_VAR) {
        parse_fail_expected(p, "'(' or the name of a function");
    }
    return parse_fun_clauses(p, word);
}

Node *parse_control(Parser *p)
{
    switch (parse_peek(p)) {
    case TOKEN_BEGIN: return parse_begin(p);
    case TOKEN_IF: return parse_if(p);
    case TOKEN_CASE: return parse_case(p);
    case TOKEN_RECEIVE: return parse_receive(p);
    case TOKEN_TRY: return parse_try(p);
    case TOKEN_MAYBE: return parse_maybe(p);
    case TOKEN_FUN: return parse_fun(p);
    default: parse_fail_expected(p, "an expression"); return parse_new(p, NODE_NIL, p->at->span);
    }
}
