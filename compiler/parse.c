// SPDX-License-Identifier: Apache-2.0
// Forms: functions and attributes; and what all parts of the parser use.
#include "parse.h"

#include <stdlib.h>
#include <string.h>

#include "parse_internal.h"

enum { MAX_NESTING = 1500, MAX_ARITY = 255 };

Diagnostic *parse_fail_at(Parser *p, Span span, const char *message)
{
    if (p->failed) {
        return &p->ignored;
    }
    p->failed = true;
    p->at = p->last;
    return compiler_error(p->compiler, span, "%s", message);
}

// A function head in the first column, somewhere before the token: most likely the form before it
// lacks its full stop.
static const Token *find_swallowed_function(const Parser *p, const Token *found)
{
    for (const Token *token = found; token > p->first; token--) {
        if (token->kind == TOKEN_ATOM && token->span.column == 1 &&
            token[1].kind == TOKEN_LEFT_PAREN && token[-1].span.end_line < token->span.line &&
            !token->span.from_macro) {
            return token;
        }
    }
    return NULL;
}

static void add_help(Parser *p, Diagnostic *error, const Token *found)
{
    Compiler *compiler = p->compiler;
    const Token *function = found->kind == TOKEN_DOT ? NULL : find_swallowed_function(p, found);
    if (function != NULL &&
        (found->kind == TOKEN_ARROW || found->kind == TOKEN_WHEN || found == function)) {
        compiler_help(compiler, error, "is the full stop missing before %s on line %u?",
                      function->name->text, function->span.line);
    } else if (found->kind != TOKEN_NONE && found->kind <= TOKEN_XOR && found->kind != TOKEN_END) {
        compiler_help(compiler, error, "%s is a reserved word; as an atom it is written '%s'",
                      scan_kind_text(found->kind), scan_kind_text(found->kind));
    }
}

void parse_fail_expected(Parser *p, const char *expected)
{
    if (p->failed) {
        return;
    }
    const Token *found = p->at;
    const char *message = arena_printf(&p->compiler->arena, "expected %s, found %s", expected,
                                       scan_describe(p->compiler, found));
    Diagnostic *error = parse_fail_at(p, found->span, message);
    add_help(p, error, found);
}

void parse_expect(Parser *p, TokenKind kind)
{
    if (p->at->kind == kind && p->at != p->last) {
        p->at++;
    } else if (!p->failed) {
        bool is_word = kind == TOKEN_ATOM || kind == TOKEN_VAR || kind == TOKEN_INTEGER;
        const char *text = scan_kind_text(kind);
        const char *article = kind == TOKEN_VAR ? "a" : "an";
        parse_fail_expected(
            p, arena_printf(&p->compiler->arena, is_word ? "%s %s" : "%.0s'%s'", article, text));
    }
}

void parse_expect_closing(Parser *p, TokenKind kind, const Token *opening)
{
    if (parse_accept(p, kind) || p->failed) {
        return;
    }
    const Token *found = p->at;
    Arena *arena = &p->compiler->arena;
    const char *opened = scan_kind_text(opening->kind);
    const char *message =
        opening->span.line == found->span.line
            ? arena_printf(arena, "expected '%s' to close '%s', found %s", scan_kind_text(kind),
                           opened, scan_describe(p->compiler, found))
            : arena_printf(arena, "expected '%s' to close '%s' on line %u, found %s",
                           scan_kind_text(kind), opened, opening->span.line,
                           scan_describe(p->compiler, found));
    Diagnostic *error = parse_fail_at(p, found->span, message);
    add_help(p, error, found);
}

bool parse_enter(Parser *p)
{
    if (p->depth >= MAX_NESTING) {
        parse_fail_at(p, p->at->span, "this is nested too deeply");
        return false;
    }
    if (p->failed) {
        return false;
    }
    p->depth++;
    return true;
}

Node *parse_new(Parser *p, NodeKind kind, Span first)
{
    Node *node = ARENA_NEW(&p->compiler->arena, Node);
    node->kind = kind;
    node->span = first;
    return node;
}

Span parse_span_from(const Parser *p, Span first)
{
    return p->at > p->first ? span_join(first, p->at[-1].span) : first;
}

static void take_depth(void *context, Node *child)
{
    uint32_t *depth = context;
    if (child->depth >= *depth) {
        *depth = child->depth + 1;
    }
}

Node *parse_finish(Parser *p, Node *node)
{
    if (p->failed) {
        return node;
    }
    node->span = parse_span_from(p, node->span);
    if (node->kind == NODE_CONS) {
        // Tails are walked in loops: they add nothing.
        const Node *head = node->pair.left;
        const Node *tail = node->pair.right;
        node->depth = head->depth + 1 > tail->depth ? head->depth + 1 : tail->depth;
    } else {
        ast_each_child(node, take_depth, &node->depth);
    }
    if (node->depth > AST_MAX_DEPTH) {
        parse_fail_at(p, node->span, "this expression is nested too deeply");
    }
    return node;
}

void parse_append(Parser *p, NodeBuilder *builder, Node *node)
{
    ARENA_APPEND(&p->compiler->arena, builder->items, builder->count, builder->capacity, node);
}

uint32_t parse_arity(Parser *p, const Token *token)
{
    if (token->integer.big != NULL || token->integer.small > MAX_ARITY) {
        parse_fail_at(p, token->span, "a function has at most 255 parameters");
        return 0;
    }
    return (uint32_t)token->integer.small;
}

static Form *new_form(Parser *p, FormKind kind)
{
    Form *form = ARENA_NEW(&p->compiler->arena, Form);
    form->kind = kind;
    form->span = p->first->span;
    return form;
}

// Functions

static Clause *parse_function_clause(Parser *p, Form *form)
{
    Clause *clause = parse_new_clause(p);
    const Token *name = p->at;
    parse_expect(p, TOKEN_ATOM);
    clause->patterns = parse_arguments(p);
    if (form->function.clauses.count == 0) {
        form->function.arity = clause->patterns.count;
    }
    if (!p->failed &&
        (name->name != form->function.name || clause->patterns.count != form->function.arity)) {
        Arena *arena = &p->compiler->arena;
        Names *names = &p->compiler->names;
        const char *text =
            arena_printf(arena, "this clause is of %s/%u but the function is %s/%u",
                         names_quote(names, name->name), clause->patterns.count,
                         names_quote(names, form->function.name), form->function.arity);
        Diagnostic *error = parse_fail_at(p, parse_span_from(p, name->span), text);
        compiler_help(p->compiler, error,
                      "if it is another function, end the clause before with '.' instead of ';'");
    }
    clause->head = parse_span_from(p, clause->span);
    clause->guard = parse_guard(p);
    clause->body = parse_body(p);
    clause->span = parse_span_from(p, clause->span);
    return clause;
}

static Form *parse_function(Parser *p)
{
    Form *form = new_form(p, FORM_FUNCTION);
    form->name_span = p->at->span;
    form->function.name = p->at->name;
    uint32_t capacity = 0;
    ClauseList *clauses = &form->function.clauses;
    do {
        Clause *clause = parse_function_clause(p, form);
        ARENA_APPEND(&p->compiler->arena, clauses->items, clauses->count, capacity, clause);
    } while (parse_accept(p, TOKEN_SEMICOLON));
    if (form->function.arity > MAX_ARITY) {
        parse_fail_at(p, clauses->items[0]->head, "a function has at most 255 parameters");
    }
    return form;
}

// Attributes

// `[name/1, ...]`
static FunctionNameList parse_function_names(Parser *p)
{
    FunctionNameList names = {0};
    uint32_t capacity = 0;
    const Token *open = p->at;
    parse_expect(p, TOKEN_LEFT_BRACKET);
    if (parse_accept(p, TOKEN_RIGHT_BRACKET)) {
        return names;
    }
    do {
        const Token *name = p->at;
        parse_expect(p, TOKEN_ATOM);
        parse_expect(p, TOKEN_SLASH);
        const Token *arity = p->at;
        parse_expect(p, TOKEN_INTEGER);
        if (p->failed) {
            return names;
        }
        FunctionName item = {name->name, parse_arity(p, arity), parse_span_from(p, name->span)};
        ARENA_APPEND(&p->compiler->arena, names.items, names.count, capacity, item);
    } while (parse_accept(p, TOKEN_COMMA));
    parse_expect_closing(p, TOKEN_RIGHT_BRACKET, open);
    return names;
}

static Name *parse_atom(Parser *p, Form *form)
{
    const Token *token = p->at;
    parse_expect(p, TOKEN_ATOM);
    form->name_span = token->span;
    return token->name;
}

// `name/arity` alone or in a list: -on_load takes it alone.
static FunctionNameList parse_one_function_name(Parser *p)
{
    FunctionNameList names = {0};
    const Token *name = p->at;
    parse_expect(p, TOKEN_ATOM);
    parse_expect(p, TOKEN_SLASH);
    const Token *arity = p->at;
    parse_expect(p, TOKEN_INTEGER);
    if (!p->failed) {
        names.items = ARENA_NEW(&p->compiler->arena, FunctionName);
        names.items[0] =
            (FunctionName){name->name, parse_arity(p, arity), parse_span_from(p, name->span)};
        names.count = 1;
    }
    return names;
}

// In the terms of attributes `name/1` is a pair.
static Node *convert_function_names(Parser *p, Node *node)
{
    for (Node *cell = node; cell->kind == NODE_CONS; cell = cell->pair.right) {
        cell->pair.left = convert_function_names(p, cell->pair.left);
    }
    for (uint32_t i = 0; node->kind == NODE_TUPLE && i < node->list.count; i++) {
        node->list.items[i] = convert_function_names(p, node->list.items[i]);
    }
    bool is_name = node->kind == NODE_BINARY_OP && node->op.op == OP_DIVIDE &&
                   node->op.left->kind == NODE_ATOM && node->op.right->kind == NODE_INTEGER &&
                   node->op.right->integer.big == NULL &&
                   node->op.right->integer.small <= MAX_ARITY;
    if (is_name) {
        Node *name = parse_new(p, NODE_FUNCTION_NAME, node->span);
        name->fun_local.name = node->op.left->name;
        name->fun_local.arity = (uint32_t)node->op.right->integer.small;
        return name;
    }
    return node;
}

static Node *parse_term(Parser *p)
{
    Node *node = parse_expr(p);
    return p->failed ? node : convert_function_names(p, node);
}

static RecordField parse_record_field(Parser *p)
{
    const Token *name = p->at;
    RecordField field = {.span = name->span};
    parse_expect(p, TOKEN_ATOM);
    field.name = name->name;
    if (parse_accept(p, TOKEN_MATCH)) {
        field.value = parse_expr(p);
    }
    if (parse_accept(p, TOKEN_DOUBLE_COLON)) {
        field.type = parse_type(p);
    }
    return field;
}

static void parse_record(Parser *p, Form *form)
{
    form->kind = FORM_RECORD;
    form->record.name = parse_atom(p, form);
    parse_expect(p, TOKEN_COMMA);
    const Token *open = p->at;
    uint32_t capacity = 0;
    parse_expect(p, TOKEN_LEFT_BRACE);
    if (parse_accept(p, TOKEN_RIGHT_BRACE)) {
        return;
    }
    do {
        RecordField field = parse_record_field(p);
        ARENA_APPEND(&p->compiler->arena, form->record.fields, form->record.field_count, capacity,
                     field);
    } while (parse_accept(p, TOKEN_COMMA));
    parse_expect_closing(p, TOKEN_RIGHT_BRACE, open);
}

static void parse_type_definition(Parser *p, Form *form, Name *attribute)
{
    form->kind = FORM_TYPE;
    form->type.attribute = attribute;
    form->type.name = parse_atom(p, form);
    const Token *open = p->at;
    parse_expect(p, TOKEN_LEFT_PAREN);
    NodeBuilder parameters = {0};
    if (parse_peek(p) != TOKEN_RIGHT_PAREN) {
        do {
            const Token *token = p->at;
            Node *variable = parse_new(p, NODE_VAR, token->span);
            parse_expect(p, TOKEN_VAR);
            variable->name = token->name;
            parse_append(p, &parameters, variable);
        } while (parse_accept(p, TOKEN_COMMA));
    }
    parse_expect_closing(p, TOKEN_RIGHT_PAREN, open);
    form->type.parameters = parse_list(parameters);
    parse_expect(p, TOKEN_DOUBLE_COLON);
    form->type.type = parse_type(p);
}

// The number of parameters of a signature, plain or bounded.
static uint32_t signature_arity(const Node *type, const Name *bounded)
{
    const Node *fun = type->type.name == bounded ? type->type.args.items[0] : type;
    return fun->type.args.items[0]->type.args.count;
}

static void parse_spec(Parser *p, Form *form, Name *attribute)
{
    form->kind = FORM_SPEC;
    form->spec.attribute = attribute;
    form->spec.name = parse_atom(p, form);
    if (parse_accept(p, TOKEN_COLON)) {
        form->spec.module = form->spec.name;
        form->spec.name = parse_atom(p, form);
    }
    form->spec.types = parse_type_signatures(p);
    if (p->failed) {
        return;
    }
    const Name *bounded = COMPILER_NAME(p->compiler, BOUNDED_FUN);
    form->spec.arity = signature_arity(form->spec.types.items[0], bounded);
    for (uint32_t i = 1; i < form->spec.types.count; i++) {
        if (signature_arity(form->spec.types.items[i], bounded) != form->spec.arity) {
            parse_fail_at(p, form->spec.types.items[i]->span,
                          "all signatures of a function must have the same arity");
        }
    }
}

static void parse_import(Parser *p, Form *form)
{
    form->kind = FORM_IMPORT;
    form->import.module = parse_atom(p, form);
    parse_expect(p, TOKEN_COMMA);
    form->import.names = parse_function_names(p);
}

static void parse_doc(Parser *p, Form *form, Name *attribute)
{
    form->kind = FORM_DOC;
    form->doc.attribute = attribute;
    form->doc.term = parse_term(p);
}

static void parse_feature(Parser *p, Form *form)
{
    form->kind = FORM_FEATURE;
    Node *tuple = parse_new(p, NODE_TUPLE, p->at->span);
    NodeBuilder items = {0};
    for (int i = 0; i < 2; i++) {
        if (parse_peek(p) != TOKEN_ATOM) {
            parse_fail_expected(p, "an atom");
            return;
        }
        parse_append(p, &items, parse_literal(p));
        if (i == 0) {
            parse_expect(p, TOKEN_COMMA);
        }
    }
    tuple->list = parse_list(items);
    form->term = parse_finish(p, tuple);
    const char *action = items.items[1]->kind == NODE_ATOM ? items.items[1]->name->text : "";
    if (!p->failed && strcmp(items.items[0]->name->text, "maybe_expr") != 0) {
        parse_fail_at(p, items.items[0]->span, "there is no such feature");
    } else if (!p->failed && strcmp(action, "enable") != 0 && strcmp(action, "disable") != 0) {
        parse_fail_at(p, items.items[1]->span,
                      "a feature can be enabled or disabled, nothing else");
    }
}

static void parse_other_attribute(Parser *p, Form *form, Name *name)
{
    form->kind = FORM_ATTRIBUTE;
    form->attribute.name = name;
    form->attribute.term = parse_term(p);
}

static void parse_attribute_value(Parser *p, Form *form, Name *name)
{
    const Compiler *c = p->compiler;
    if (name == COMPILER_NAME(c, MODULE)) {
        form->kind = FORM_MODULE;
        form->name = parse_atom(p, form);
    } else if (name == COMPILER_NAME(c, EXPORT) || name == COMPILER_NAME(c, EXPORT_TYPE) ||
               name == COMPILER_NAME(c, OPTIONAL_CALLBACKS)) {
        form->kind = name == COMPILER_NAME(c, EXPORT)        ? FORM_EXPORT
                     : name == COMPILER_NAME(c, EXPORT_TYPE) ? FORM_EXPORT_TYPE
                                                             : FORM_OPTIONAL_CALLBACKS;
        form->names = parse_function_names(p);
    } else if (name == COMPILER_NAME(c, IMPORT)) {
        parse_import(p, form);
    } else if (name == COMPILER_NAME(c, RECORD)) {
        parse_record(p, form);
    } else if (name == COMPILER_NAME(c, TYPE) || name == COMPILER_NAME(c, OPAQUE) ||
               name == COMPILER_NAME(c, NOMINAL)) {
        parse_type_definition(p, form, name);
    } else if (name == COMPILER_NAME(c, SPEC) || name == COMPILER_NAME(c, CALLBACK)) {
        parse_spec(p, form, name);
    } else if (name == COMPILER_NAME(c, BEHAVIOUR) || name == COMPILER_NAME(c, BEHAVIOR)) {
        form->kind = FORM_BEHAVIOUR;
        form->name = parse_atom(p, form);
    } else if (name == COMPILER_NAME(c, COMPILE)) {
        form->kind = FORM_COMPILE;
        form->term = parse_term(p);
    } else if (name == COMPILER_NAME(c, ON_LOAD)) {
        form->kind = FORM_ON_LOAD;
        form->names = parse_one_function_name(p);
    } else if (name == COMPILER_NAME(c, FEATURE)) {
        parse_feature(p, form);
    } else if (name == COMPILER_NAME(c, DOC) || name == COMPILER_NAME(c, MODULEDOC)) {
        parse_doc(p, form, name);
    } else {
        parse_other_attribute(p, form, name);
    }
}

static Form *parse_attribute(Parser *p)
{
    Form *form = new_form(p, FORM_ATTRIBUTE);
    parse_advance(p);
    const Token *name = p->at;
    if (name->kind != TOKEN_ATOM) {
        parse_fail_expected(p, "the name of an attribute");
        return form;
    }
    parse_advance(p);
    form->name_span = name->span;
    const Token *open = parse_peek(p) == TOKEN_LEFT_PAREN ? parse_advance(p) : NULL;
    parse_attribute_value(p, form, name->name);
    if (open != NULL) {
        parse_expect_closing(p, TOKEN_RIGHT_PAREN, open);
    }
    return form;
}

static void start(Parser *p, Compiler *compiler, const TokenList *tokens)
{
    *p = (Parser){.compiler = compiler,
                  .first = tokens->items,
                  .at = tokens->items,
                  .last = tokens->items + tokens->count - 1};
}

// Nothing may be left but the dot.
static void finish(Parser *p)
{
    if (!p->failed && p->at != p->last) {
        parse_fail_expected(p, "an operator, ',', ';' or '.'");
    }
}

Form *parse_form(Compiler *compiler, const TokenList *tokens)
{
    Parser parser;
    Parser *p = &parser;
    start(p, compiler, tokens);
    Form *form = NULL;
    if (parse_peek(p) == TOKEN_MINUS) {
        form = parse_attribute(p);
    } else if (parse_peek(p) == TOKEN_ATOM && parse_peek_at(p, 1) == TOKEN_LEFT_PAREN) {
        form = parse_function(p);
    } else {
        parse_fail_expected(p, "a function or an attribute");
    }
    finish(p);
    if (p->failed) {
        return NULL;
    }
    form->span = parse_span_from(p, p->first->span);
    return form;
}

Node *parse_expression(Compiler *compiler, const TokenList *tokens)
{
    Parser parser;
    Parser *p = &parser;
    start(p, compiler, tokens);
    Node *block = parse_new(p, NODE_BLOCK, p->at->span);
    block->list = parse_expr_list(p);
    parse_finish(p, block);
    finish(p);
    if (p->failed) {
        return NULL;
    }
    return block->list.count == 1 ? block->list.items[0] : block;
}
