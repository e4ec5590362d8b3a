// SPDX-License-Identifier: Apache-2.0
// Expressions: the flow of bindings through them, and calls.
#include "lint_state.h"

void lint_body(Lint *l, NodeList body)
{
    for (uint32_t i = 0; i < body.count; i++) {
        lint_expr(l, body.items[i]);
    }
}

// Parts that are evaluated apart from each other: none sees what another binds.
typedef struct Arguments {
    Lint *l;
    Bindings bindings;
} Arguments;

static void check_argument(Arguments *arguments, Node *node)
{
    uint32_t mark = scope_mark(arguments->l);
    lint_expr(arguments->l, node);
    if (scope_mark(arguments->l) != mark) {
        scope_take(arguments->l, &arguments->bindings, mark);
    }
}

static void check_argument_list(Arguments *arguments, NodeList list)
{
    for (uint32_t i = 0; i < list.count; i++) {
        check_argument(arguments, list.items[i]);
    }
}

static void finish_arguments(const Arguments *arguments)
{
    if (arguments->bindings.count != 0) {
        scope_join_arguments(arguments->l, &arguments->bindings);
    }
}

static void check_list(Lint *l, NodeList list)
{
    Arguments arguments = {.l = l};
    check_argument_list(&arguments, list);
    finish_arguments(&arguments);
}

static void check_pair(Lint *l, Node *first, Node *second)
{
    Arguments arguments = {.l = l};
    check_argument(&arguments, first);
    check_argument(&arguments, second);
    finish_arguments(&arguments);
}

// Clauses

static void check_patterns(Lint *l, NodeList patterns, const char *shadows)
{
    PatternMode mode = lint_new_pattern(l, shadows);
    for (uint32_t i = 0; i < patterns.count; i++) {
        lint_pattern(l, mode, patterns.items[i]);
    }
}

static void check_clause(Lint *l, const Clause *clause)
{
    check_patterns(l, clause->patterns, NULL);
    lint_guard(l, clause->guard);
    lint_body(l, clause->body);
}

static void check_branches(Lint *l, ClauseList clauses, Bindings *bindings)
{
    for (uint32_t i = 0; i < clauses.count; i++) {
        uint32_t mark = scope_mark(l);
        check_clause(l, clauses.items[i]);
        scope_take(l, bindings, mark);
    }
}

static void check_clauses(Lint *l, ClauseList clauses, const char *construct, Span span)
{
    Bindings bindings = {0};
    check_branches(l, clauses, &bindings);
    scope_join_branches(l, &bindings, construct, span);
}

static void check_receive(Lint *l, const Node *node)
{
    Bindings before = {0}, branches = {0};
    uint32_t mark = scope_mark(l);
    if (node->receive.timeout != NULL) {
        // The clauses do not see what the timeout binds.
        lint_expr(l, node->receive.timeout);
        scope_take(l, &before, mark);
        lint_body(l, node->receive.timeout_body);
        scope_take(l, &branches, mark);
    }
    check_branches(l, node->receive.clauses, &branches);
    scope_join_branches(l, &branches, "receive", node->span);
    scope_join_arguments(l, &before);
}

// The stack trace must be new, and its guard must not use it.
static Variable *bind_stack_trace(Lint *l, const Node *node)
{
    if (node->name == COMPILER_NAME(l->compiler, ANONYMOUS)) {
        return NULL;
    }
    if (lint_name(l, node->name)->variable != NULL) {
        compiler_error(l->compiler, node->span, "the stack trace %s is already bound",
                       node->name->text);
        return NULL;
    }
    Variable *variable = scope_new_variable(l, node->name, node->span);
    variable->state = VARIABLE_STACKTRACE;
    scope_bind(l, variable);
    return variable;
}

static void check_catch_clause(Lint *l, const Clause *clause)
{
    PatternMode mode = lint_new_pattern(l, NULL);
    lint_pattern(l, mode, clause->patterns.items[0]);
    lint_pattern(l, mode, clause->patterns.items[1]);
    Variable *stack = bind_stack_trace(l, clause->patterns.items[2]);
    lint_guard(l, clause->guard);
    if (stack != NULL) {
        stack->state = VARIABLE_BOUND;
    }
    lint_body(l, clause->body);
}

static void check_try(Lint *l, const Node *node)
{
    const Try *try = node->try;
    uint32_t mark = scope_mark(l);
    Bindings branches = {0};
    lint_body(l, try->body);
    uint32_t inner = scope_mark(l);
    check_branches(l, try->of_clauses, &branches);
    scope_make_unsafe(l, mark, "try", node->span);
    for (uint32_t i = 0; i < try->catch_clauses.count; i++) {
        check_catch_clause(l, try->catch_clauses.items[i]);
        scope_take(l, &branches, inner);
    }
    scope_join_branches(l, &branches, "try", node->span);
    scope_make_unsafe(l, mark, "try", node->span);
    lint_body(l, try->after);
    scope_make_unsafe(l, mark, "try", node->span);
}

static void check_maybe(Lint *l, const Node *node)
{
    uint32_t mark = scope_mark(l);
    lint_body(l, node->maybe.body);
    scope_make_unsafe(l, mark, "maybe", node->span);
    uint32_t inner = scope_mark(l);
    check_clauses(l, node->maybe.else_clauses, "else", node->span);
    scope_make_unsafe(l, inner, "else", node->span);
}

// Funs and comprehensions: scopes of their own

static void check_fun(Lint *l, const Node *node)
{
    bool record_default = l->record_default;
    uint32_t outer = scope_mark(l);
    l->record_default = false;
    if (node->fun.name != NULL) {
        PatternMode mode = lint_new_pattern(l, "fun");
        lint_pattern_variable(l, mode, node->fun.name, node->fun.clauses.items[0]->span, 0);
    }
    for (uint32_t i = 0; i < node->fun.clauses.count; i++) {
        const Clause *clause = node->fun.clauses.items[i];
        uint32_t mark = scope_mark(l);
        check_patterns(l, clause->patterns, "fun");
        lint_guard(l, clause->guard);
        lint_body(l, clause->body);
        scope_undo(l, mark);
    }
    scope_undo(l, outer);
    l->record_default = record_default;
}

static void check_source(Lint *l, const Node *generator)
{
    uint32_t mark = scope_mark(l);
    lint_expr(l, generator->generate.source);
    scope_undo(l, mark);
}

static void check_generator_pattern(Lint *l, const Node *generator)
{
    PatternMode mode = lint_new_pattern(l, "generator");
    Node *pattern = generator->generate.pattern;
    if (generator->kind == NODE_MAP_GENERATE) {
        lint_pattern(l, mode, pattern->pair.left);
        lint_pattern(l, mode, pattern->pair.right);
        return;
    }
    lint_pattern(l, mode, pattern);
    if (generator->kind != NODE_BINARY_GENERATE) {
        return;
    }
    const Node *last = pattern->kind == NODE_BIN && pattern->list.count > 0
                           ? pattern->list.items[pattern->list.count - 1]
                           : NULL;
    if (pattern->kind != NODE_BIN) {
        compiler_error(l->compiler, pattern->span,
                       "the pattern of a binary generator must be a binary pattern");
    } else if (last != NULL && last->segment.size == NULL &&
               (last->segment.type == SEGMENT_BINARY || last->segment.type == SEGMENT_BITSTRING)) {
        compiler_error(l->compiler, last->span,
                       "a binary generator needs a size here: without it all would match at once");
    }
}

static bool is_generator(const Node *node)
{
    return node->kind == NODE_GENERATE || node->kind == NODE_BINARY_GENERATE ||
           node->kind == NODE_MAP_GENERATE;
}

static void check_qualifier(Lint *l, Node *node)
{
    if (is_generator(node)) {
        check_source(l, node);
        check_generator_pattern(l, node);
    } else if (node->kind == NODE_ZIP) {
        for (uint32_t i = 0; i < node->list.count; i++) {
            check_source(l, node->list.items[i]);
        }
        for (uint32_t i = 0; i < node->list.count; i++) {
            check_generator_pattern(l, node->list.items[i]);
        }
    } else {
        lint_expr(l, node);
    }
}

static void check_comprehension(Lint *l, const Node *node)
{
    bool record_default = l->record_default;
    uint32_t mark = scope_mark(l);
    l->record_default = false;
    for (uint32_t i = 0; i < node->comprehension.qualifiers.count; i++) {
        check_qualifier(l, node->comprehension.qualifiers.items[i]);
    }
    Node *template = node->comprehension.template;
    if (node->kind == NODE_MAP_COMPREHENSION) {
        check_pair(l, template->pair.left, template->pair.right);
    } else {
        lint_expr(l, template);
    }
    scope_undo(l, mark);
    l->record_default = record_default;
}

// Calls

static void add_call(Lint *l, Function *callee)
{
    if (l->current == NULL) {
        callee->keep = true; // from the default value of a record field
        return;
    }
    if (callee == l->current) {
        return;
    }
    ARENA_APPEND(&l->compiler->scratch, l->current->calls, l->current->call_count,
                 l->current->call_capacity, callee);
}

static void report_undefined(Lint *l, const Name *name, uint32_t arity, Span span)
{
    Diagnostic *error = compiler_error(l->compiler, span, "function %s/%u is not defined",
                                       lint_quote(l, name), arity);
    if (!lint_may_suggest(l)) {
        return;
    }
    for (const Function *other = lint_name(l, name)->functions; other != NULL;
         other = other->same_name) {
        if (other->form != NULL || other->import != NULL) {
            compiler_help(l->compiler, error, "did you mean %s/%u?", lint_quote(l, name),
                          other->arity);
            return;
        }
    }
    Suggestion suggestion = {.wanted = name->text};
    for (const Function *other = l->functions; other != NULL; other = other->next) {
        if (other->arity == arity && (other->form != NULL || other->import != NULL)) {
            suggestion_consider(&suggestion, other->name->text);
        }
    }
    lint_suggest_auto_imports(&suggestion, arity);
    if (suggestion.best != NULL) {
        compiler_help(l->compiler, error, "did you mean %s/%u?", suggestion.best, arity);
    }
}

// A call of a function of this module that has the name of an auto-imported one.
static void check_clash(Lint *l, const Function *function, Span span)
{
    bool suppressed = l->no_auto_import_all || function->no_auto_import;
    if (suppressed || !l->enabled[WARN_BIF_CLASH] ||
        !lint_is_auto_import(function->name, function->arity)) {
        return;
    }
    const char *name = function->name->text;
    const char *format = "it is not clear whether this means %s/%u of this module or erlang:%s/%u";
    Diagnostic *item = lint_is_old_auto_import(function->name, function->arity)
                           ? compiler_error(l->compiler, span, format, name, function->arity, name,
                                            function->arity)
                           : compiler_warning(l->compiler, span, format, name, function->arity,
                                              name, function->arity);
    compiler_help(l->compiler, item, "write erlang:%s, or -compile({no_auto_import, [%s/%u]}).",
                  name, name, function->arity);
}

// Only a call can be mistaken for that of an auto-imported function: `fun f/1` always prefers the
// module's own.
static void check_reference(Lint *l, const Name *name, uint32_t arity, Span span, bool is_call)
{
    Function *function = lint_find_function(l, name, arity);
    if (function != NULL && function->form != NULL) {
        if (is_call && function != l->current) {
            check_clash(l, function, span);
        }
        add_call(l, function);
        return;
    }
    if (function != NULL && function->import != NULL) {
        function->reached = true;
        return;
    }
    bool suppressed = l->no_auto_import_all || (function != NULL && function->no_auto_import);
    if (!suppressed && lint_is_auto_import(name, arity)) {
        return;
    }
    if (name == COMPILER_NAME(l->compiler, MODULE_INFO) && arity <= 1) {
        return;
    }
    if (!l->module->incomplete && !lint_name(l, name)->lost) {
        report_undefined(l, name, arity, span);
    }
}

void lint_check_local_call(Lint *l, const Name *name, uint32_t arity, Span span)
{
    check_reference(l, name, arity, span, true);
}

static void check_record_info(Lint *l, const Node *node)
{
    const NodeList args = node->call.args;
    const Node *what = args.items[0];
    bool legal = what->kind == NODE_ATOM && args.items[1]->kind == NODE_ATOM &&
                 (what->name == COMPILER_NAME(l->compiler, SIZE) ||
                  what->name == COMPILER_NAME(l->compiler, FIELDS));
    if (!legal) {
        compiler_error(l->compiler, node->span,
                       "record_info is called with size or fields and the name of a record");
        check_list(l, args);
    } else {
        lint_use_record(l, args.items[1]->name, args.items[1]->span);
    }
}

static void check_arguments(Lint *l, Node *first, Node *second, NodeList list)
{
    Arguments arguments = {.l = l};
    if (first != NULL) {
        check_argument(&arguments, first);
    }
    if (second != NULL) {
        check_argument(&arguments, second);
    }
    check_argument_list(&arguments, list);
    finish_arguments(&arguments);
}

static bool is_data(const Node *node)
{
    switch (node->kind) {
    case NODE_INTEGER:
    case NODE_CHAR:
    case NODE_FLOAT:
    case NODE_STRING:
    case NODE_CONS:
    case NODE_NIL:
    case NODE_LIST_COMPREHENSION:
    case NODE_TUPLE: return true;
    default: return false;
    }
}

static void check_call(Lint *l, const Node *node)
{
    Node *function = node->call.function;
    const NodeList args = node->call.args;
    if (args.count > 255) {
        compiler_error(l->compiler, node->span, "a call has at most 255 arguments");
    }
    if (function->kind == NODE_REMOTE) {
        bool is_record = args.count == 2 && function->pair.right->kind == NODE_ATOM &&
                         function->pair.right->name == COMPILER_NAME(l->compiler, IS_RECORD) &&
                         function->pair.left->kind == NODE_ATOM &&
                         function->pair.left->name == COMPILER_NAME(l->compiler, ERLANG);
        if (is_record && args.items[1]->kind == NODE_ATOM) {
            lint_use_record(l, args.items[1]->name, args.items[1]->span);
        }
        check_arguments(l, function->pair.left, function->pair.right, args);
        return;
    }
    if (function->kind != NODE_ATOM) {
        if (is_data(function)) {
            compiler_warning(l->compiler, function->span, "this %s cannot be called",
                             ast_kind_text(function->kind));
        }
        check_arguments(l, function, NULL, args);
        return;
    }
    if (function->name == COMPILER_NAME(l->compiler, RECORD_INFO) && args.count == 2 &&
        lint_find_function(l, function->name, 2) == NULL) {
        check_record_info(l, node);
        return;
    }
    check_arguments(l, NULL, NULL, args);
    bool is_record = function->name == COMPILER_NAME(l->compiler, IS_RECORD) && args.count == 2 &&
                     args.items[1]->kind == NODE_ATOM;
    if (is_record) {
        lint_use_record(l, args.items[1]->name, args.items[1]->span);
    }
    lint_check_local_call(l, function->name, args.count, function->span);
}

static void check_fun_local(Lint *l, const Node *node)
{
    if (node->fun_local.name == COMPILER_NAME(l->compiler, RECORD_INFO) &&
        node->fun_local.arity == 2) {
        compiler_error(l->compiler, node->span,
                       "record_info can only be called, with size or fields and a record");
        return;
    }
    check_reference(l, node->fun_local.name, node->fun_local.arity, node->span, false);
}

// Data

static void check_cons(Lint *l, const Node *node)
{
    Arguments arguments = {.l = l};
    for (; node->kind == NODE_CONS; node = node->pair.right) {
        check_argument(&arguments, node->pair.left);
    }
    check_argument(&arguments, (Node *)node);
    finish_arguments(&arguments);
}

static void check_map(Lint *l, const Node *node)
{
    Arguments arguments = {.l = l};
    if (node->map.base != NULL) {
        check_argument(&arguments, node->map.base);
    }
    for (uint32_t i = 0; i < node->map.fields.count; i++) {
        const Node *field = node->map.fields.items[i];
        if (node->map.base == NULL && field->kind == NODE_MAP_FIELD_EXACT) {
            Diagnostic *error =
                compiler_error(l->compiler, field->span, "a new map is built with =>");
            compiler_help(l->compiler, error,
                          ":= is for updating a key that exists, and for patterns");
        }
        check_argument(&arguments, field->pair.left);
        check_argument(&arguments, field->pair.right);
    }
    finish_arguments(&arguments);
}

static void check_record(Lint *l, const Node *node)
{
    Arguments arguments = {.l = l};
    lint_check_fields(l, node, node->record.base != NULL ? FIELDS_UPDATE : FIELDS_BUILD);
    if (node->record.base != NULL) {
        check_argument(&arguments, node->record.base);
    }
    for (uint32_t i = 0; i < node->record.fields.count; i++) {
        check_argument(&arguments, node->record.fields.items[i]->field.value);
    }
    finish_arguments(&arguments);
}

static void check_access(Lint *l, const Node *node)
{
    if (node->access.base != NULL) {
        lint_expr(l, node->access.base);
    }
    const Form *record = lint_use_record(l, node->access.name, node->span);
    if (record != NULL) {
        lint_check_field(l, record, node->access.field, node->span);
    }
}

static void check_bits(Lint *l, const Node *node)
{
    Arguments arguments = {.l = l};
    for (uint32_t i = 0; i < node->list.count; i++) {
        const Node *segment = node->list.items[i];
        lint_check_segment(l, segment, false, true);
        check_argument(&arguments, segment->segment.value);
        if (segment->segment.size != NULL) {
            check_argument(&arguments, segment->segment.size);
        }
    }
    finish_arguments(&arguments);
}

static void check_operator(Lint *l, const Node *node)
{
    if (node->op.op != OP_ANDALSO && node->op.op != OP_ORELSE) {
        check_pair(l, node->op.left, node->op.right);
        return;
    }
    lint_expr(l, node->op.left);
    uint32_t mark = scope_mark(l);
    lint_expr(l, node->op.right);
    scope_make_unsafe(l, mark, ast_operator_text(node->op.op), node->span);
}

static void check_match(Lint *l, const Node *node)
{
    Node *pattern = node->pair.left;
    lint_expr(l, node->pair.right);
    lint_pattern(l, lint_new_pattern(l, NULL), pattern);
    // P1 = P2 = Expression: the patterns are joined, too.
    for (const Node *right = node->pair.right; right->kind == NODE_MATCH;
         right = right->pair.right) {
        lint_check_aliases(l, pattern, right->pair.left);
    }
}

static void check_control(Lint *l, Node *node)
{
    switch (node->kind) {
    case NODE_IF: check_clauses(l, node->cases.clauses, "if", node->span); break;
    case NODE_CASE:
        lint_expr(l, node->cases.subject);
        check_clauses(l, node->cases.clauses, "case", node->span);
        break;
    case NODE_RECEIVE: check_receive(l, node); break;
    case NODE_TRY: check_try(l, node); break;
    case NODE_MAYBE: check_maybe(l, node); break;
    case NODE_CATCH: {
        uint32_t mark = scope_mark(l);
        lint_expr(l, node->operand);
        scope_make_unsafe(l, mark, "catch", node->span);
        break;
    }
    default:
        compiler_error(l->compiler, node->span, "this %s cannot stand here",
                       ast_kind_text(node->kind));
        break;
    }
}

void lint_expr(Lint *l, Node *node)
{
    switch (node->kind) {
    case NODE_ATOM:
    case NODE_INTEGER:
    case NODE_CHAR:
    case NODE_FLOAT:
    case NODE_STRING:
    case NODE_NIL: break;
    case NODE_VAR: scope_use(l, node->name, node->span); break;
    case NODE_MATCH:
    case NODE_MAYBE_MATCH: check_match(l, node); break;
    case NODE_UNARY: lint_expr(l, node->op.right); break;
    case NODE_BINARY_OP: check_operator(l, node); break;
    case NODE_CONS: check_cons(l, node); break;
    case NODE_TUPLE: check_list(l, node->list); break;
    case NODE_BIN: check_bits(l, node); break;
    case NODE_MAP: check_map(l, node); break;
    case NODE_RECORD: check_record(l, node); break;
    case NODE_RECORD_INDEX:
    case NODE_RECORD_ACCESS: check_access(l, node); break;
    case NODE_CALL: check_call(l, node); break;
    case NODE_BLOCK: lint_body(l, node->list); break;
    case NODE_FUN: check_fun(l, node); break;
    case NODE_FUN_LOCAL: check_fun_local(l, node); break;
    case NODE_FUN_REMOTE:
        check_arguments(l, node->fun_remote.module, node->fun_remote.function,
                        (NodeList){&node->fun_remote.arity, 1});
        break;
    case NODE_LIST_COMPREHENSION:
    case NODE_BINARY_COMPREHENSION:
    case NODE_MAP_COMPREHENSION: check_comprehension(l, node); break;
    case NODE_REMOTE:
        compiler_error(l->compiler, node->span,
                       "module:function must be called: the arguments are missing");
        break;
    default: check_control(l, node); break;
    }
}
