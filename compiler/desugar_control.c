// SPDX-License-Identifier: Apache-2.0
// Desugar: case, if, receive, maybe, andalso and orelse. Apart from other expressions because these
// have branches, whose bindings have to be brought together.

#include <string.h>

#include "desugar_state.h"

// ---- clauses -----------------------------------------------------------------------------------

static void clause_patterns(Desugar *d, Block *outer, Node *const *patterns, uint32_t count,
                            const Clause *source, CoreClause *clause)
{
    PatternScope scope = {.block = outer};
    clause->line = desugar_line(d, source->span);
    clause->patterns = ARENA_ARRAY(d->arena, CorePattern *, count);
    for (uint32_t i = 0; i < count; i++)
        clause->patterns[i] = desugar_pattern(d, &scope, patterns[i]);
    Core *guard = desugar_guard(d, clause->line, source->guard);
    clause->guard = desugar_conjunction(d, clause->line, scope.tests, scope.test_count, guard);
}

static void clause_body(Desugar *d, const Clause *source, Branch *branch, bool wants_value)
{
    branch->line = desugar_line(d, source->span);
    branch->result = desugar_body(d, &branch->block, source->body, wants_value);
}

void desugar_clause(Desugar *d, Block *outer, const Clause *source, CoreClause *clause,
                    Branch *branch, bool wants_value, CoreVariable trace)
{
    uint32_t mark = binding_mark(d), count = source->patterns.count;
    bool is_catch = trace != CORE_NO_VARIABLE;
    clause_patterns(d, outer, source->patterns.items, is_catch ? 2 : count, source, clause);
    if (is_catch && source->patterns.items[2]->name != DESUGAR_NAME(d, ANONYMOUS)) {
        Core *raw = core_variable(d->module, clause->line, trace);
        CoreVariable variable = binding_bind(d, source->patterns.items[2]->name);
        block_bind(d, &branch->block, variable,
                   core_one(d->module, CORE_BUILD_STACKTRACE, clause->line, raw));
    }
    clause_body(d, source, branch, wants_value);
    branch_end(d, branch, mark);
}

static void clause_catch_all(Desugar *d, CoreClause *clause, uint32_t subjects, CoreLine line,
                             Core *body)
{
    clause->patterns = ARENA_ARRAY(d->arena, CorePattern *, subjects);
    for (uint32_t i = 0; i < subjects; i++)
        clause->patterns[i] = pattern_any(d, line);
    clause->line = line;
    clause->body = body;
}

static void branches_close(Desugar *d, Branch *branches, CoreClause *clauses, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++) {
        Core *result = branches[i].result;
        clauses[i].body = block_close(d, &branches[i].block, branches[i].line, result);
    }
}

Core *desugar_closed_clauses(Desugar *d, Block *outer, ClauseList sources, Core **subjects,
                             uint32_t count, CoreLine line, Core *failure, CoreVariable trace)
{
    CoreClause *clauses = desugar_clauses_allocate(d, sources.count + 1);
    Branch *branches = ARENA_ARRAY(d->arena, Branch, sources.count);
    for (uint32_t i = 0; i < sources.count; i++)
        desugar_clause(d, outer, sources.items[i], &clauses[i], &branches[i], true, trace);
    branches_close(d, branches, clauses, sources.count);
    clause_catch_all(d, &clauses[sources.count], count, line, failure);
    return core_case(d->module, line, subjects, count, clauses, sources.count + 1);
}

static Export *clauses_join(Desugar *d, Branch *branches, CoreClause *clauses, uint32_t count,
                            bool wants_value)
{
    Core **bodies = ARENA_ARRAY(d->arena, Core *, count);
    Export *exports = branches_join(d, branches, count, wants_value, bodies);
    for (uint32_t i = 0; i < count; i++)
        clauses[i].body = bodies[i];
    return exports;
}

// ---- conditions --------------------------------------------------------------------------------

static Core *jump_to(Desugar *d, CoreLine line, CoreLabel label)
{
    return core_jump(d->module, line, label, NULL, 0);
}

static bool is_comparison(const char *name)
{
    static const char *const comparisons[] = {"==", "/=", "=<", "<", ">=", ">", "=:=", "=/="};
    for (size_t i = 0; i < sizeof comparisons / sizeof *comparisons; i++)
        if (strcmp(name, comparisons[i]) == 0)
            return true;
    return false;
}

// Gives true or false whatever its operands are.
static bool is_safe_test(const Core *core)
{
    if (core->kind != CORE_CALL_REMOTE || !core_is_atom(core->call_remote.module, "erlang") ||
        core->call_remote.function->kind != CORE_LITERAL)
        return false;
    const Literal *function = core->call_remote.function->literal;
    if (function->kind != LITERAL_ATOM)
        return false;
    const char *name = function->atom.text;
    switch (core->call_remote.count) {
    case 1: return desugar_is_type_test(name, 1);
    case 2: return is_comparison(name);
    case 3:
        return literal_is_atom(function, "is_record") &&
               core->call_remote.arguments[1]->kind == CORE_LITERAL &&
               core->call_remote.arguments[2]->kind == CORE_LITERAL;
    default: return false;
    }
}

static Core *condition_of_test(Desugar *d, Block *block, Core *test, const Condition *condition)
{
    for (uint32_t i = 0; i < test->call_remote.count; i++)
        test->call_remote.arguments[i] = block_atomic(d, block, test->call_remote.arguments[i]);
    return core_if(d->module, test->line, test, jump_to(d, test->line, condition->on_true),
                   jump_to(d, test->line, condition->on_false));
}

static void condition_clause(Desugar *d, CoreClause *clause, CoreLine line, const char *atom,
                             CoreLabel label)
{
    clause->patterns = ARENA_NEW(d->arena, CorePattern *);
    clause->patterns[0] = pattern_literal(d, line, literal_atom(d->literals, atom));
    clause->line = line;
    clause->body = jump_to(d, line, label);
}

static Core *condition_failure(Desugar *d, Core *value, const Condition *condition)
{
    if (condition->otherwise != NULL)
        return jump_to(d, value->line, *condition->otherwise);
    if (condition->error_tag != NULL)
        return desugar_error_pair(d, value->line, condition->error_tag, core_again(d, value));
    return core_fail_value(d->module, value->line, condition->reason, core_again(d, value));
}

static Core *condition_of_value(Desugar *d, Block *block, Core *value, const Condition *condition)
{
    CoreLine line = value->line;
    if (core_is_atom(value, "true"))
        return jump_to(d, line, condition->on_true);
    if (core_is_atom(value, "false"))
        return jump_to(d, line, condition->on_false);
    value = block_atomic(d, block, value);
    CoreClause *clauses = desugar_clauses_allocate(d, 3);
    condition_clause(d, &clauses[0], line, "true", condition->on_true);
    condition_clause(d, &clauses[1], line, "false", condition->on_false);
    clause_catch_all(d, &clauses[2], 1, line, condition_failure(d, value, condition));
    Core **subjects = ARENA_NEW(d->arena, Core *);
    subjects[0] = value;
    return core_case(d->module, line, subjects, 1, clauses, 3);
}

// The right side is a block of its own, reached by a jump from the left side.
static Core *condition_of_short_circuit(Desugar *d, Block *block, const Node *node,
                                        const Condition *condition)
{
    CoreLine line = desugar_line(d, node->span);
    Condition left = *condition;
    CoreLabel label = core_add_label(d->context->function);
    if (node->op.op == OP_ANDALSO)
        left.on_true = label;
    else
        left.on_false = label;
    left.otherwise = NULL;
    left.error_tag = NULL;
    left.reason = FAIL_BADARG_OPERAND;
    Core *first = desugar_condition(d, block, node->op.left, &left);
    uint32_t mark = binding_mark(d);
    Block right_block = {0};
    Core *right = desugar_condition(d, &right_block, node->op.right, condition);
    binding_pop(d, mark);
    right = block_close(d, &right_block, line, right);
    return core_letjoin(d->module, line, label, NULL, 0, right, first);
}

Core *desugar_condition(Desugar *d, Block *block, const Node *node, const Condition *condition)
{
    if (node->kind == NODE_BINARY_OP && (node->op.op == OP_ANDALSO || node->op.op == OP_ORELSE))
        return condition_of_short_circuit(d, block, node, condition);
    Core *value = desugar_expr(d, block, node);
    if (is_safe_test(value))
        return condition_of_test(d, block, value, condition);
    return condition_of_value(d, block, value, condition);
}

// As a value: the left side decides between the right side and a constant.
Core *desugar_short_circuit(Desugar *d, Block *block, const Node *node)
{
    CoreLine line = desugar_line(d, node->span);
    bool is_and = node->op.op == OP_ANDALSO;
    CoreLabel go_on = core_add_label(d->context->function),
              stop = core_add_label(d->context->function);
    Condition condition = {.on_true = is_and ? go_on : stop,
                           .on_false = is_and ? stop : go_on,
                           .reason = FAIL_BADARG_OPERAND};
    Core *test = desugar_condition(d, block, node->op.left, &condition);
    Core *right = desugar_closed(d, node->op.right);
    test = core_letjoin(d->module, line, go_on, NULL, 0, right, test);
    return core_letjoin(d->module, line, stop, NULL, 0,
                        core_atom(d->module, line, is_and ? "false" : "true"), test);
}

// ---- case --------------------------------------------------------------------------------------

static bool is_boolean_operator(const Node *node)
{
    if (node->kind != NODE_BINARY_OP)
        return false;
    switch (node->op.op) {
    case OP_ANDALSO:
    case OP_ORELSE:
    case OP_EQUAL:
    case OP_NOT_EQUAL:
    case OP_LESS_EQUAL:
    case OP_LESS:
    case OP_GREATER_EQUAL:
    case OP_GREATER:
    case OP_EXACT_EQUAL:
    case OP_EXACT_NOT_EQUAL: return true;
    default: return false;
    }
}

static bool is_boolean_call(const Desugar *d, const Node *node)
{
    if (node->kind != NODE_CALL || node->call.function->kind != NODE_ATOM)
        return false;
    const Name *name = node->call.function->name;
    uint32_t arity = node->call.args.count;
    return desugar_is_type_test(name->text, arity) && desugar_find_function(d, name, arity) == NULL;
}

static bool clause_is(const Clause *clause, const Name *name)
{
    NodeKind kind = name->text[0] == '_' ? NODE_VAR : NODE_ATOM;
    return clause->guard.count == 0 && clause->patterns.items[0]->kind == kind &&
           clause->patterns.items[0]->name == name;
}

// `case Condition of true -> ...; false -> ... end`, in either order; the second pattern may be
// `_`.
static bool is_boolean_case(Desugar *d, const Node *node)
{
    ClauseList clauses = node->cases.clauses;
    if (clauses.count != 2 ||
        !(is_boolean_operator(node->cases.subject) || is_boolean_call(d, node->cases.subject)))
        return false;
    const Name *true_name = DESUGAR_NAME(d, TRUE), *false_name = DESUGAR_NAME(d, FALSE);
    const Name *other;
    if (clause_is(clauses.items[0], true_name))
        other = false_name;
    else if (clause_is(clauses.items[0], false_name))
        other = true_name;
    else
        return false;
    return clause_is(clauses.items[1], other) ||
           clause_is(clauses.items[1], DESUGAR_NAME(d, ANONYMOUS));
}

static Core *desugar_boolean_case(Desugar *d, Block *block, const Node *node, bool wants_value)
{
    CoreLine line = desugar_line(d, node->span);
    ClauseList clauses = node->cases.clauses;
    CoreLabel labels[2] = {core_add_label(d->context->function),
                           core_add_label(d->context->function)};
    bool true_first = clauses.items[0]->patterns.items[0]->name == DESUGAR_NAME(d, TRUE);
    bool catches_all = clauses.items[1]->patterns.items[0]->kind == NODE_VAR;
    Condition condition = {.on_true = labels[true_first ? 0 : 1],
                           .on_false = labels[true_first ? 1 : 0],
                           .otherwise = catches_all ? &labels[1] : NULL,
                           .reason = FAIL_CASE_CLAUSE};
    Core *test = desugar_condition(d, block, node->cases.subject, &condition);
    Branch branches[2] = {0};
    for (uint32_t i = 0; i < 2; i++) {
        uint32_t mark = binding_mark(d);
        clause_body(d, clauses.items[i], &branches[i], wants_value);
        branch_end(d, &branches[i], mark);
    }
    Core *bodies[2];
    Export *exports = branches_join(d, branches, 2, wants_value, bodies);
    test = core_letjoin(d->module, line, labels[0], NULL, 0, bodies[0], test);
    test = core_letjoin(d->module, line, labels[1], NULL, 0, bodies[1], test);
    return branches_result(d, block, line, test, exports, wants_value);
}

// A case on {A, B} of which every clause takes the tuple apart needs no tuple.
static bool is_tuple_case(Desugar *d, const Node *node)
{
    const Node *subject = node->cases.subject;
    if (subject->kind != NODE_TUPLE || subject->list.count == 0)
        return false;
    for (uint32_t i = 0; i < node->cases.clauses.count; i++) {
        const Node *pattern = node->cases.clauses.items[i]->patterns.items[0];
        bool is_any = pattern->kind == NODE_VAR && pattern->name == DESUGAR_NAME(d, ANONYMOUS);
        bool is_tuple = pattern->kind == NODE_TUPLE && pattern->list.count == subject->list.count;
        if (!is_any && !is_tuple)
            return false;
    }
    return true;
}

static void tuple_clause_patterns(Desugar *d, Block *outer, const Clause *source,
                                  CoreClause *clause, uint32_t count)
{
    const Node *pattern = source->patterns.items[0];
    if (pattern->kind == NODE_TUPLE) {
        clause_patterns(d, outer, pattern->list.items, count, source, clause);
        return;
    }
    clause_catch_all(d, clause, count, desugar_line(d, source->span), NULL);
    clause->guard = desugar_guard(d, clause->line, source->guard);
}

static Core **case_subjects(Desugar *d, Block *block, const Node *subject, bool is_tuple,
                            uint32_t *count)
{
    Node *single[1] = {(Node *)subject};
    *count = is_tuple ? subject->list.count : 1;
    Core **subjects = desugar_operands(d, block, is_tuple ? subject->list.items : single, *count);
    for (uint32_t i = 0; i < *count; i++)
        subjects[i] = block_atomic(d, block, subjects[i]);
    return subjects;
}

static Core *case_failed_value(Desugar *d, Core **subjects, uint32_t count, bool is_tuple,
                               CoreLine line)
{
    Core **again = ARENA_ARRAY(d->arena, Core *, count);
    for (uint32_t i = 0; i < count; i++)
        again[i] = core_again(d, subjects[i]);
    return is_tuple ? desugar_make_tuple(d, line, again, count) : again[0];
}

Core *desugar_case(Desugar *d, Block *block, const Node *node, bool wants_value)
{
    if (is_boolean_case(d, node))
        return desugar_boolean_case(d, block, node, wants_value);
    CoreLine line = desugar_line(d, node->span);
    ClauseList sources = node->cases.clauses;
    uint32_t subject_count;
    bool is_tuple = is_tuple_case(d, node);
    Core **subjects = case_subjects(d, block, node->cases.subject, is_tuple, &subject_count);
    CoreClause *clauses = desugar_clauses_allocate(d, sources.count + 1);
    Branch *branches = ARENA_ARRAY(d->arena, Branch, sources.count);
    for (uint32_t i = 0; i < sources.count; i++) {
        uint32_t mark = binding_mark(d);
        if (is_tuple)
            tuple_clause_patterns(d, block, sources.items[i], &clauses[i], subject_count);
        else
            clause_patterns(d, block, sources.items[i]->patterns.items, 1, sources.items[i],
                            &clauses[i]);
        clause_body(d, sources.items[i], &branches[i], wants_value);
        branch_end(d, &branches[i], mark);
    }
    Export *exports = clauses_join(d, branches, clauses, sources.count, wants_value);
    Core *value = case_failed_value(d, subjects, subject_count, is_tuple, line);
    Core *failure = core_fail_value(d->module, line, FAIL_CASE_CLAUSE, value);
    clause_catch_all(d, &clauses[sources.count], subject_count, line, failure);
    Core *core = core_case(d->module, line, subjects, subject_count, clauses, sources.count + 1);
    return branches_result(d, block, line, core, exports, wants_value);
}

Core *desugar_if(Desugar *d, Block *block, const Node *node, bool wants_value)
{
    CoreLine line = desugar_line(d, node->span);
    ClauseList sources = node->cases.clauses;
    CoreClause *clauses = desugar_clauses_allocate(d, sources.count + 1);
    Branch *branches = ARENA_ARRAY(d->arena, Branch, sources.count);
    for (uint32_t i = 0; i < sources.count; i++)
        desugar_clause(d, block, sources.items[i], &clauses[i], &branches[i], wants_value,
                       CORE_NO_VARIABLE);
    Export *exports = clauses_join(d, branches, clauses, sources.count, wants_value);
    clause_catch_all(d, &clauses[sources.count], 0, line,
                     core_fail_value(d->module, line, FAIL_IF_CLAUSE, NULL));
    Core *core = core_case(d->module, line, NULL, 0, clauses, sources.count + 1);
    return branches_result(d, block, line, core, exports, wants_value);
}

// ---- receive and maybe -------------------------------------------------------------------------

Core *desugar_receive(Desugar *d, Block *block, const Node *node, bool wants_value)
{
    ClauseList sources = node->receive.clauses;
    uint32_t count = sources.count, branch_count = count;
    Core *core = core_new(d->module, CORE_RECEIVE, desugar_line(d, node->span));
    core->receive.message = CORE_NO_VARIABLE;
    if (node->receive.timeout != NULL)
        core->receive.timeout =
            block_atomic(d, block, desugar_expr(d, block, node->receive.timeout));
    CoreClause *clauses = desugar_clauses_allocate(d, count + 1);
    Branch *branches = ARENA_ARRAY(d->arena, Branch, count + 1);
    for (uint32_t i = 0; i < count; i++)
        desugar_clause(d, block, sources.items[i], &clauses[i], &branches[i], wants_value,
                       CORE_NO_VARIABLE);
    if (node->receive.timeout != NULL) {
        Branch *branch = &branches[branch_count++];
        uint32_t mark = binding_mark(d);
        branch->line = core->line;
        branch->result = desugar_body(d, &branch->block, node->receive.timeout_body, wants_value);
        branch_end(d, branch, mark);
    }
    Export *exports = clauses_join(d, branches, clauses, branch_count, wants_value);
    core->receive.clauses = clauses;
    core->receive.count = count;
    if (branch_count > count)
        core->receive.timeout_body = clauses[count].body;
    return branches_result(d, block, core->line, core, exports, wants_value);
}

static Core *maybe_else(Desugar *d, Block *block, const Node *node, CoreVariable failed,
                        CoreLine line)
{
    Core *value = core_variable(d->module, line, failed);
    if (node->maybe.else_clauses.count == 0)
        return value;
    Core **subjects = ARENA_NEW(d->arena, Core *);
    subjects[0] = value;
    Core *failure = desugar_error_pair(d, line, "else_clause", core_again(d, value));
    return desugar_closed_clauses(d, block, node->maybe.else_clauses, subjects, 1, line, failure,
                                  CORE_NO_VARIABLE);
}

static Core *maybe_expr(Desugar *d, Block *block, const Node *node, CoreLabel label,
                        bool wants_value)
{
    if (node->kind != NODE_MAYBE_MATCH)
        return desugar_wanted(d, block, node, wants_value);
    Core *value = desugar_expr(d, block, node->pair.right);
    return desugar_match(d, block, node->pair.left, value, desugar_line(d, node->span), &label,
                         wants_value);
}

// A `?=` that does not match jumps to the else part with the value.
Core *desugar_maybe(Desugar *d, Block *block, const Node *node)
{
    CoreLine line = desugar_line(d, node->span);
    CoreLabel label = core_add_label(d->context->function);
    uint32_t mark = binding_mark(d), count = node->maybe.body.count;
    Block inner = {0};
    Core *result = NULL;
    for (uint32_t i = 0; i < count; i++)
        result = maybe_expr(d, &inner, node->maybe.body.items[i], label, i + 1 == count);
    Core *body = block_close(d, &inner, line, result);
    binding_pop(d, mark);
    CoreVariable *failed = ARENA_NEW(d->arena, CoreVariable);
    *failed = binding_new_variable(d, NULL);
    return core_letjoin(d->module, line, label, failed, 1,
                        maybe_else(d, block, node, *failed, line), body);
}
