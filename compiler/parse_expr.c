// SPDX-License-Identifier: Apache-2.0
// Expressions (patterns are expressions here; lint tells which ones are legal): operators, calls,
// data and comprehensions.
#include <string.h>

#include "parse_internal.h"

// Precedence of operators, as in the reference manual; higher binds tighter.
enum {
    PRECEDENCE_LOWEST = 0,
    PRECEDENCE_MATCH = 100,
    PRECEDENCE_ORELSE = 150,
    PRECEDENCE_ANDALSO = 160,
    PRECEDENCE_COMPARE = 200,
    PRECEDENCE_LIST = 300,
    PRECEDENCE_ADD = 400,
    PRECEDENCE_MULTIPLY = 500
};

typedef struct OperatorInfo {
    uint16_t precedence; // 0: not a binary operator
    uint8_t op;
} OperatorInfo;

static const OperatorInfo operators[TOKEN_KIND_COUNT] = {
    [TOKEN_MATCH] = {PRECEDENCE_MATCH, OPERATOR_COUNT},
    [TOKEN_SEND] = {PRECEDENCE_MATCH, OP_SEND},
    [TOKEN_ORELSE] = {PRECEDENCE_ORELSE, OP_ORELSE},
    [TOKEN_ANDALSO] = {PRECEDENCE_ANDALSO, OP_ANDALSO},
    [TOKEN_EQUAL] = {PRECEDENCE_COMPARE, OP_EQUAL},
    [TOKEN_NOT_EQUAL] = {PRECEDENCE_COMPARE, OP_NOT_EQUAL},
    [TOKEN_LESS_EQUAL] = {PRECEDENCE_COMPARE, OP_LESS_EQUAL},
    [TOKEN_LESS] = {PRECEDENCE_COMPARE, OP_LESS},
    [TOKEN_GREATER_EQUAL] = {PRECEDENCE_COMPARE, OP_GREATER_EQUAL},
    [TOKEN_GREATER] = {PRECEDENCE_COMPARE, OP_GREATER},
    [TOKEN_EXACT_EQUAL] = {PRECEDENCE_COMPARE, OP_EXACT_EQUAL},
    [TOKEN_EXACT_NOT_EQUAL] = {PRECEDENCE_COMPARE, OP_EXACT_NOT_EQUAL},
    [TOKEN_APPEND] = {PRECEDENCE_LIST, OP_APPEND},
    [TOKEN_REMOVE] = {PRECEDENCE_LIST, OP_REMOVE},
    [TOKEN_PLUS] = {PRECEDENCE_ADD, OP_ADD},
    [TOKEN_MINUS] = {PRECEDENCE_ADD, OP_SUBTRACT},
    [TOKEN_BOR] = {PRECEDENCE_ADD, OP_BOR},
    [TOKEN_BXOR] = {PRECEDENCE_ADD, OP_BXOR},
    [TOKEN_BSL] = {PRECEDENCE_ADD, OP_BSL},
    [TOKEN_BSR] = {PRECEDENCE_ADD, OP_BSR},
    [TOKEN_OR] = {PRECEDENCE_ADD, OP_OR},
    [TOKEN_XOR] = {PRECEDENCE_ADD, OP_XOR},
    [TOKEN_STAR] = {PRECEDENCE_MULTIPLY, OP_MULTIPLY},
    [TOKEN_SLASH] = {PRECEDENCE_MULTIPLY, OP_DIVIDE},
    [TOKEN_DIV] = {PRECEDENCE_MULTIPLY, OP_DIV},
    [TOKEN_REM] = {PRECEDENCE_MULTIPLY, OP_REM},
    [TOKEN_BAND] = {PRECEDENCE_MULTIPLY, OP_BAND},
    [TOKEN_AND] = {PRECEDENCE_MULTIPLY, OP_AND},
};

bool parse_binary_operator(TokenKind kind, Operator *op, int *precedence)
{
    *op = operators[kind].op;
    *precedence = operators[kind].precedence;
    return *precedence != 0;
}

static bool is_right_associative(int precedence)
{
    return precedence == PRECEDENCE_MATCH || precedence == PRECEDENCE_LIST ||
           precedence == PRECEDENCE_ORELSE || precedence == PRECEDENCE_ANDALSO;
}

static Node *parse_binary(Parser *p, int least);

NodeList parse_expr_list(Parser *p)
{
    NodeBuilder list = {0};
    do {
        parse_append(p, &list, parse_expr(p));
    } while (parse_accept(p, TOKEN_COMMA));
    return parse_list(list);
}

NodeList parse_arguments(Parser *p)
{
    const Token *open = p->at;
    parse_expect(p, TOKEN_LEFT_PAREN);
    if (parse_accept(p, TOKEN_RIGHT_PAREN)) {
        return (NodeList){0};
    }
    NodeList list = parse_expr_list(p);
    parse_expect_closing(p, TOKEN_RIGHT_PAREN, open);
    return list;
}

// One string, or several one after the other, which make one.
static Node *parse_strings(Parser *p)
{
    const Token *first = parse_advance(p);
    Node *node = parse_new(p, NODE_STRING, first->span);
    node->string.code_points = first->string.code_points;
    node->string.count = first->string.count;
    uint32_t total = first->string.count, parts = 1;
    for (const Token *token = p->at; token->kind == TOKEN_STRING; token++) {
        total += token->string.count;
        parts++;
    }
    if (parts > 1) {
        uint32_t *all = ARENA_ARRAY(&p->compiler->arena, uint32_t, total);
        uint32_t count = 0;
        for (const Token *token = first; token->kind == TOKEN_STRING; token++) {
            if (token->string.count != 0) {
                memcpy(all + count, token->string.code_points, token->string.count * sizeof *all);
            }
            count += token->string.count;
        }
        p->at = first + parts;
        node->string.code_points = all;
        node->string.count = total;
    }
    return parse_finish(p, node);
}

// ~"text" is <<"text"/utf8>>.
static Node *parse_sigil(Parser *p)
{
    const Token *token = parse_advance(p);
    Node *string = parse_new(p, NODE_STRING, token->span);
    string->string.code_points = token->string.code_points;
    string->string.count = token->string.count;
    Node *segment = parse_new(p, NODE_BIN_ELEMENT, token->span);
    segment->segment.value = string;
    segment->segment.type = SEGMENT_UTF8;
    NodeBuilder segments = {0};
    parse_append(p, &segments, parse_finish(p, segment));
    Node *node = parse_new(p, NODE_BIN, token->span);
    node->list = parse_list(segments);
    return parse_finish(p, node);
}

Node *parse_literal(Parser *p)
{
    const Token *token = p->at;
    NodeKind kind;
    switch (token->kind) {
    case TOKEN_ATOM: kind = NODE_ATOM; break;
    case TOKEN_INTEGER: kind = NODE_INTEGER; break;
    case TOKEN_CHAR: kind = NODE_CHAR; break;
    case TOKEN_FLOAT: kind = NODE_FLOAT; break;
    case TOKEN_STRING: return parse_strings(p);
    case TOKEN_SIGIL: return parse_sigil(p);
    default:
        parse_fail_expected(p, "a literal");
        kind = NODE_NIL;
        break;
    }
    parse_advance(p);
    Node *node = parse_new(p, kind, token->span);
    if (kind == NODE_ATOM) {
        node->name = token->name;
    } else if (kind == NODE_FLOAT) {
        node->real = token->real;
    } else {
        node->integer.small = token->integer.small;
        node->integer.big = token->integer.big;
    }
    return node;
}

static Node *parse_generator(Parser *p, Node *pattern)
{
    NodeKind kind;
    bool strict = false;
    switch (parse_peek(p)) {
    case TOKEN_STRICT_LEFT_ARROW:
        strict = true;
        // fallthrough
    case TOKEN_LEFT_ARROW:
        kind = pattern->kind == NODE_MAP_FIELD_EXACT ? NODE_MAP_GENERATE : NODE_GENERATE;
        break;
    case TOKEN_STRICT_BINARY_ARROW:
        strict = true;
        // fallthrough
    case TOKEN_BINARY_ARROW: kind = NODE_BINARY_GENERATE; break;
    default:
        if (pattern->kind == NODE_MAP_FIELD_EXACT) {
            parse_fail_expected(p, "'<-'");
        }
        return pattern;
    }
    if (kind == NODE_BINARY_GENERATE && pattern->kind == NODE_MAP_FIELD_EXACT) {
        parse_fail_expected(p, "'<-'");
    }
    parse_advance(p);
    Node *node = parse_new(p, kind, pattern->span);
    node->generate.pattern = pattern;
    node->generate.source = parse_expr(p);
    node->generate.strict = strict;
    return parse_finish(p, node);
}

// A generator or a filter.
static Node *parse_qualifier(Parser *p)
{
    Node *expr = parse_expr(p);
    if (parse_accept(p, TOKEN_EXACT)) {
        Node *field = parse_new(p, NODE_MAP_FIELD_EXACT, expr->span);
        field->pair.left = expr;
        field->pair.right = parse_expr(p);
        expr = parse_finish(p, field);
    }
    return parse_generator(p, expr);
}

static bool is_generator(const Node *node)
{
    return node->kind == NODE_GENERATE || node->kind == NODE_BINARY_GENERATE ||
           node->kind == NODE_MAP_GENERATE;
}

static NodeList parse_qualifiers(Parser *p)
{
    NodeBuilder list = {0};
    do {
        Node *qualifier = parse_qualifier(p);
        if (parse_peek(p) == TOKEN_DOUBLE_AMPERSAND) {
            Node *zip = parse_new(p, NODE_ZIP, qualifier->span);
            NodeBuilder generators = {0};
            parse_append(p, &generators, qualifier);
            while (parse_accept(p, TOKEN_DOUBLE_AMPERSAND)) {
                parse_append(p, &generators, parse_qualifier(p));
            }
            for (uint32_t i = 0; i < generators.count && !p->failed; i++) {
                if (!is_generator(generators.items[i])) {
                    parse_fail_at(p, generators.items[i]->span,
                                  "only generators can be joined by &&");
                }
            }
            zip->list = parse_list(generators);
            qualifier = parse_finish(p, zip);
        }
        parse_append(p, &list, qualifier);
    } while (parse_accept(p, TOKEN_COMMA));
    return parse_list(list);
}

// `|| ...` and the closing token, after the template.
static Node *parse_comprehension(Parser *p, NodeKind kind, const Token *open, TokenKind close,
                                 Node *template)
{
    Node *node = parse_new(p, kind, open->span);
    parse_expect(p, TOKEN_DOUBLE_BAR);
    node->comprehension.template = template;
    node->comprehension.qualifiers = parse_qualifiers(p);
    parse_expect_closing(p, close, open);
    return parse_finish(p, node);
}

// Cells for the elements, from the last to the first; each spans from its element to the end of the
// list.
static Node *build_list(Parser *p, const Token *open, NodeBuilder elements, Node *tail)
{
    for (uint32_t i = elements.count; i-- > 0;) {
        Node *cell = parse_new(p, NODE_CONS, i == 0 ? open->span : elements.items[i]->span);
        cell->pair.left = elements.items[i];
        cell->pair.right = tail;
        tail = parse_finish(p, cell);
    }
    return tail;
}

static Node *parse_list_or_comprehension(Parser *p)
{
    const Token *open = parse_advance(p);
    if (parse_accept(p, TOKEN_RIGHT_BRACKET)) {
        return parse_finish(p, parse_new(p, NODE_NIL, open->span));
    }
    NodeBuilder elements = {0};
    parse_append(p, &elements, parse_expr(p));
    if (parse_peek(p) == TOKEN_DOUBLE_BAR) {
        return parse_comprehension(p, NODE_LIST_COMPREHENSION, open, TOKEN_RIGHT_BRACKET,
                                   elements.items[0]);
    }
    while (parse_accept(p, TOKEN_COMMA)) {
        parse_append(p, &elements, parse_expr(p));
    }
    Node *tail = NULL;
    if (parse_accept(p, TOKEN_BAR)) {
        tail = parse_expr(p);
    }
    const Token *close = p->at;
    parse_expect_closing(p, TOKEN_RIGHT_BRACKET, open);
    if (tail == NULL) {
        tail = parse_new(p, NODE_NIL, close->span);
    }
    return build_list(p, open, elements, tail);
}

static Node *parse_tuple(Parser *p)
{
    const Token *open = parse_advance(p);
    Node *node = parse_new(p, NODE_TUPLE, open->span);
    if (!parse_accept(p, TOKEN_RIGHT_BRACE)) {
        node->list = parse_expr_list(p);
        parse_expect_closing(p, TOKEN_RIGHT_BRACE, open);
    }
    return parse_finish(p, node);
}

// The two atoms of a group such as signed and unsigned may not both be given.
static bool set_once(Parser *p, const Token *token, bool already)
{
    if (already && !p->failed) {
        parse_fail_at(p, token->span, "this contradicts an earlier type of the segment");
    }
    return !already;
}

static bool set_segment_type(Parser *p, Node *segment, const Token *token)
{
    static const struct {
        uint8_t name;
        uint8_t type;
    } types[] = {
        {NAME_INTEGER, SEGMENT_INTEGER},     {NAME_FLOAT, SEGMENT_FLOAT},
        {NAME_BINARY, SEGMENT_BINARY},       {NAME_BYTES, SEGMENT_BINARY},
        {NAME_BITSTRING, SEGMENT_BITSTRING}, {NAME_BITS, SEGMENT_BITSTRING},
        {NAME_UTF8, SEGMENT_UTF8},           {NAME_UTF16, SEGMENT_UTF16},
        {NAME_UTF32, SEGMENT_UTF32},
    };
    for (size_t i = 0; i < sizeof types / sizeof *types; i++) {
        if (token->name != p->compiler->names.known[types[i].name]) {
            continue;
        }
        SegmentType type = types[i].type;
        if (set_once(p, token,
                     segment->segment.type != SEGMENT_DEFAULT && segment->segment.type != type)) {
            segment->segment.type = type;
        }
        return true;
    }
    return false;
}

static bool set_segment_flag(Parser *p, Node *segment, const Token *token)
{
    static const struct {
        uint8_t name;
        bool is_sign;
        uint8_t value;
    } flags[] = {
        {NAME_SIGNED, true, SIGN_SIGNED},    {NAME_UNSIGNED, true, SIGN_UNSIGNED},
        {NAME_BIG, false, ENDIAN_BIG},       {NAME_LITTLE, false, ENDIAN_LITTLE},
        {NAME_NATIVE, false, ENDIAN_NATIVE},
    };
    for (size_t i = 0; i < sizeof flags / sizeof *flags; i++) {
        if (token->name != p->compiler->names.known[flags[i].name]) {
            continue;
        }
        uint8_t *field = flags[i].is_sign ? &segment->segment.sign : &segment->segment.endian;
        if (set_once(p, token, *field != 0 && *field != flags[i].value)) {
            *field = flags[i].value;
        }
        return true;
    }
    return false;
}

static void parse_unit(Parser *p, Node *segment)
{
    parse_expect(p, TOKEN_COLON);
    const Token *token = p->at;
    parse_expect(p, TOKEN_INTEGER);
    if (p->failed) {
        return;
    }
    if (token->integer.big != NULL || token->integer.small < 1 || token->integer.small > 256) {
        parse_fail_at(p, token->span, "a unit is from 1 to 256");
        return;
    }
    if (set_once(p, token,
                 segment->segment.unit != 0 && segment->segment.unit != token->integer.small)) {
        segment->segment.unit = (uint16_t)token->integer.small;
    }
}

// `/ type - type - ...`
static void parse_segment_types(Parser *p, Node *segment)
{
    do {
        const Token *token = p->at;
        parse_expect(p, TOKEN_ATOM);
        if (p->failed) {
            return;
        }
        if (token->name == COMPILER_NAME(p->compiler, UNIT)) {
            parse_unit(p, segment);
        } else if (!set_segment_type(p, segment, token) && !set_segment_flag(p, segment, token)) {
            Diagnostic *error =
                parse_fail_at(p, token->span,
                              arena_printf(&p->compiler->arena, "%s is not a type of a segment",
                                           token->name->text));
            compiler_help(
                p->compiler, error,
                "the types are integer, float, binary, bytes, bitstring, bits, utf8, utf16, utf32, "
                "signed, unsigned, big, little, native and unit:N");
        }
    } while (parse_accept(p, TOKEN_MINUS));
}

static Node *parse_segment(Parser *p)
{
    Node *node = parse_new(p, NODE_BIN_ELEMENT, p->at->span);
    TokenKind kind = parse_peek(p);
    if (kind == TOKEN_MINUS || kind == TOKEN_PLUS || kind == TOKEN_BNOT || kind == TOKEN_NOT) {
        const Token *op = parse_advance(p);
        Node *unary = parse_new(p, NODE_UNARY, op->span);
        unary->op.op = kind == TOKEN_MINUS  ? OP_SUBTRACT
                       : kind == TOKEN_PLUS ? OP_ADD
                       : kind == TOKEN_NOT  ? OP_NOT
                                            : OP_BNOT;
        unary->op.right = parse_expr_max(p);
        node->segment.value = parse_finish(p, unary);
    } else {
        node->segment.value = parse_expr_max(p);
    }
    if (parse_accept(p, TOKEN_COLON)) {
        node->segment.size = parse_expr_max(p);
    }
    if (parse_accept(p, TOKEN_SLASH)) {
        parse_segment_types(p, node);
    }
    return parse_finish(p, node);
}

static Node *parse_binary_or_comprehension(Parser *p)
{
    const Token *open = parse_advance(p);
    Node *node = parse_new(p, NODE_BIN, open->span);
    if (parse_accept(p, TOKEN_RIGHT_BINARY)) {
        return parse_finish(p, node);
    }
    NodeBuilder segments = {0};
    Node *segment = parse_segment(p);
    if (parse_peek(p) == TOKEN_DOUBLE_BAR) {
        return parse_comprehension(p, NODE_BINARY_COMPREHENSION, open, TOKEN_RIGHT_BINARY,
                                   segment->segment.value);
    }
    parse_append(p, &segments, segment);
    while (parse_accept(p, TOKEN_COMMA)) {
        parse_append(p, &segments, parse_segment(p));
    }
    parse_expect_closing(p, TOKEN_RIGHT_BINARY, open);
    node->list = parse_list(segments);
    return parse_finish(p, node);
}

static Node *parse_map_field(Parser *p)
{
    Node *key = parse_expr(p);
    NodeKind kind = parse_peek(p) == TOKEN_EXACT ? NODE_MAP_FIELD_EXACT : NODE_MAP_FIELD_ASSOC;
    if (parse_peek(p) != TOKEN_EXACT && parse_peek(p) != TOKEN_ASSOC) {
        parse_fail_expected(p, "'=>' or ':='");
    }
    parse_advance(p);
    Node *field = parse_new(p, kind, key->span);
    field->pair.left = key;
    field->pair.right = parse_expr(p);
    return parse_finish(p, field);
}

// `{ Key => Value, ... }`, after the `#`, or a map comprehension.
static Node *parse_map(Parser *p, Span start, Node *base)
{
    const Token *open = parse_advance(p);
    Node *node = parse_new(p, NODE_MAP, start);
    node->map.base = base;
    if (parse_accept(p, TOKEN_RIGHT_BRACE)) {
        return parse_finish(p, node);
    }
    NodeBuilder fields = {0};
    parse_append(p, &fields, parse_map_field(p));
    if (base == NULL && parse_peek(p) == TOKEN_DOUBLE_BAR) {
        if (fields.items[0]->kind != NODE_MAP_FIELD_ASSOC) {
            parse_fail_at(p, fields.items[0]->span, "a map comprehension is written with =>");
        }
        return parse_comprehension(p, NODE_MAP_COMPREHENSION, open, TOKEN_RIGHT_BRACE,
                                   fields.items[0]);
    }
    while (parse_accept(p, TOKEN_COMMA)) {
        parse_append(p, &fields, parse_map_field(p));
    }
    parse_expect_closing(p, TOKEN_RIGHT_BRACE, open);
    node->map.fields = parse_list(fields);
    return parse_finish(p, node);
}

static Node *parse_record_field(Parser *p)
{
    const Token *name = p->at;
    Node *field = parse_new(p, NODE_RECORD_FIELD, name->span);
    if (name->kind != TOKEN_ATOM &&
        !(name->kind == TOKEN_VAR && name->name == COMPILER_NAME(p->compiler, ANONYMOUS))) {
        parse_fail_expected(p, "the name of a record field");
    } else {
        field->field.name = name->name;
        parse_advance(p);
    }
    parse_expect(p, TOKEN_MATCH);
    field->field.value = parse_expr(p);
    return parse_finish(p, field);
}

// `name{...}` or `name.field`, after the `#`.
static Node *parse_record(Parser *p, Span start, Node *base)
{
    Name *name = p->at->name;
    parse_advance(p);
    if (parse_accept(p, TOKEN_PERIOD)) {
        const Token *field = p->at;
        Node *node = parse_new(p, base == NULL ? NODE_RECORD_INDEX : NODE_RECORD_ACCESS, start);
        node->access.base = base;
        node->access.name = name;
        parse_expect(p, TOKEN_ATOM);
        node->access.field = field->name;
        return parse_finish(p, node);
    }
    const Token *open = p->at;
    Node *node = parse_new(p, NODE_RECORD, start);
    node->record.base = base;
    node->record.name = name;
    parse_expect(p, TOKEN_LEFT_BRACE);
    if (parse_accept(p, TOKEN_RIGHT_BRACE)) {
        return parse_finish(p, node);
    }
    NodeBuilder fields = {0};
    do {
        parse_append(p, &fields, parse_record_field(p));
    } while (parse_accept(p, TOKEN_COMMA));
    parse_expect_closing(p, TOKEN_RIGHT_BRACE, open);
    node->record.fields = parse_list(fields);
    return parse_finish(p, node);
}

// `#...` after an expression or at the start of one (base NULL).
static Node *parse_hash(Parser *p, Node *base)
{
    Span start = base != NULL ? base->span : p->at->span;
    parse_expect(p, TOKEN_HASH);
    if (parse_peek(p) == TOKEN_LEFT_BRACE) {
        return parse_map(p, start, base);
    }
    if (parse_peek(p) == TOKEN_ATOM) {
        return parse_record(p, start, base);
    }
    parse_fail_expected(p, "'{' or the name of a record");
    return parse_new(p, NODE_NIL, start);
}

static Node *parse_parentheses(Parser *p)
{
    const Token *open = parse_advance(p);
    Node *node = parse_expr(p);
    parse_expect_closing(p, TOKEN_RIGHT_PAREN, open);
    return node;
}

// An expression that begins with a bracket or a reserved word: the ones that nest.
static Node *parse_bracketed(Parser *p)
{
    switch (parse_peek(p)) {
    case TOKEN_LEFT_PAREN: return parse_parentheses(p);
    case TOKEN_LEFT_BRACKET: return parse_list_or_comprehension(p);
    case TOKEN_LEFT_BRACE: return parse_tuple(p);
    case TOKEN_LEFT_BINARY: return parse_binary_or_comprehension(p);
    default: return parse_control(p);
    }
}

Node *parse_expr_max(Parser *p)
{
    const Token *token = p->at;
    switch (token->kind) {
    case TOKEN_VAR: {
        parse_advance(p);
        Node *node = parse_new(p, NODE_VAR, token->span);
        node->name = token->name;
        return node;
    }
    case TOKEN_ATOM:
    case TOKEN_INTEGER:
    case TOKEN_CHAR:
    case TOKEN_FLOAT:
    case TOKEN_STRING:
    case TOKEN_SIGIL: return parse_literal(p);
    default: {
        if (!parse_enter(p)) {
            return parse_new(p, NODE_NIL, token->span);
        }
        Node *node = parse_bracketed(p);
        parse_leave(p);
        return node;
    }
    }
}

static Node *parse_call(Parser *p, Node *function)
{
    Node *node = parse_new(p, NODE_CALL, function->span);
    node->call.function = function;
    node->call.args = parse_arguments(p);
    return parse_finish(p, node);
}

// An operand: an expression with what may follow it directly (call, remote call, record and map
// parts).
static Node *parse_operand(Parser *p)
{
    Node *node = parse_peek(p) == TOKEN_HASH ? parse_hash(p, NULL) : parse_expr_max(p);
    if (parse_peek(p) == TOKEN_HASH) {
        while (parse_peek(p) == TOKEN_HASH) {
            node = parse_hash(p, node);
        }
        return node;
    }
    if (parse_accept(p, TOKEN_COLON)) {
        Node *remote = parse_new(p, NODE_REMOTE, node->span);
        remote->pair.left = node;
        remote->pair.right = parse_expr_max(p);
        node = parse_finish(p, remote);
    }
    if (parse_peek(p) == TOKEN_LEFT_PAREN && node->kind != NODE_RECORD) {
        node = parse_call(p, node);
    }
    return node;
}

static Node *parse_unary(Parser *p)
{
    const Token *token = p->at;
    Operator op;
    switch (token->kind) {
    case TOKEN_MINUS: op = OP_SUBTRACT; break;
    case TOKEN_PLUS: op = OP_ADD; break;
    case TOKEN_BNOT: op = OP_BNOT; break;
    case TOKEN_NOT: op = OP_NOT; break;
    case TOKEN_CATCH: {
        parse_advance(p);
        Node *node = parse_new(p, NODE_CATCH, token->span);
        node->operand = parse_binary(p, PRECEDENCE_LOWEST);
        return parse_finish(p, node);
    }
    default: return parse_operand(p);
    }
    if (!parse_enter(p)) {
        return parse_new(p, NODE_NIL, token->span);
    }
    parse_advance(p);
    Node *node = parse_new(p, NODE_UNARY, token->span);
    node->op.op = op;
    node->op.right = parse_unary(p);
    parse_leave(p);
    return parse_finish(p, node);
}

static Node *build_binary(Parser *p, OperatorInfo info, Node *left, Node *right)
{
    Node *node = parse_new(p, info.op == OPERATOR_COUNT ? NODE_MATCH : NODE_BINARY_OP, left->span);
    if (node->kind == NODE_MATCH) {
        node->pair.left = left;
        node->pair.right = right;
    } else {
        node->op.op = info.op;
        node->op.left = left;
        node->op.right = right;
    }
    return parse_finish(p, node);
}

static Node *parse_binary(Parser *p, int least)
{
    if (!parse_enter(p)) {
        return parse_new(p, NODE_NIL, p->at->span);
    }
    Node *left = parse_unary(p);
    for (;;) {
        OperatorInfo info = operators[parse_peek(p)];
        if (info.precedence == 0 || info.precedence < least) {
            break;
        }
        parse_advance(p);
        bool right_associative = is_right_associative(info.precedence);
        Node *right = parse_binary(p, right_associative ? info.precedence : info.precedence + 1);
        left = build_binary(p, info, left, right);
        if (info.precedence == PRECEDENCE_COMPARE &&
            operators[parse_peek(p)].precedence == PRECEDENCE_COMPARE && !p->failed) {
            Diagnostic *error = parse_fail_at(p, p->at->span, "comparisons cannot be chained");
            compiler_help(p->compiler, error,
                          "use parentheses, or andalso between two comparisons");
        }
    }
    parse_leave(p);
    return left;
}

Node *parse_expr(Parser *p) { return parse_binary(p, PRECEDENCE_LOWEST); }
