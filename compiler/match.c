// SPDX-License-Identifier: Apache-2.0
// Match: finds every case and receive of a module, sets up their rows, and puts the clauses' bodies
// below the decisions.

#include "match.h"

#include <assert.h>

typedef struct {
    CoreModule *module;
    CoreFunction *function;
} MatchStage;

static void stage_visit(void *context, Core **place);

// ---- variables of patterns ---------------------------------------------------------------------

static void parameter_add(CoreModule *module, MatchClause *clause, uint32_t *capacity,
                          CoreVariable variable)
{
    ARENA_APPEND(module->arena, clause->parameters, clause->parameter_count, *capacity, variable);
}

static void pattern_collect(CoreModule *module, MatchClause *clause, uint32_t *capacity,
                            const CorePattern *pattern)
{
    for (; pattern->kind == PATTERN_CONS; pattern = pattern->cons.tail)
        pattern_collect(module, clause, capacity, pattern->cons.head);
    switch (pattern->kind) {
    case PATTERN_VARIABLE: parameter_add(module, clause, capacity, pattern->variable); break;
    case PATTERN_ALIAS:
        pattern_collect(module, clause, capacity, pattern->alias.left);
        pattern_collect(module, clause, capacity, pattern->alias.right);
        break;
    case PATTERN_TUPLE:
        for (uint32_t i = 0; i < pattern->tuple.arity; i++)
            pattern_collect(module, clause, capacity, pattern->tuple.elements[i]);
        break;
    case PATTERN_MAP:
        for (uint32_t i = 0; i < pattern->map.size; i++)
            pattern_collect(module, clause, capacity, pattern->map.pairs[i].value);
        break;
    case PATTERN_BITSTRING:
        for (uint32_t i = 0; i < pattern->bits.count; i++)
            pattern_collect(module, clause, capacity, pattern->bits.segments[i].value);
        break;
    default: break;
    }
}

// ---- clauses -----------------------------------------------------------------------------------

// A guard without tests that are always met; NULL if that is all of it.
static Core *guard_simplify(Core *guard)
{
    if (guard == NULL)
        return NULL;
    if (guard->kind == CORE_LITERAL && literal_is_atom(guard->literal, "true"))
        return NULL;
    if (guard->kind != CORE_GUARD_ALL)
        return guard;
    uint32_t kept = 0;
    for (uint32_t i = 0; i < guard->list.count; i++) {
        Core *test = guard_simplify(guard->list.items[i]);
        if (test != NULL)
            guard->list.items[kept++] = test;
    }
    guard->list.count = kept;
    return kept == 0 ? NULL : guard;
}

static Row *clause_row(Matcher *m, const CoreClause *source, MatchClause *clause,
                       Occurrence **subjects, uint32_t count)
{
    uint32_t capacity = 0;
    clause->guard = guard_simplify(source->guard);
    clause->body = source->body;
    clause->line = source->line;
    clause->label = core_add_label(m->function);
    Row *row = core_allocate(m->module, sizeof *row);
    row->clause = clause;
    for (uint32_t i = 0; i < count; i++) {
        pattern_collect(m->module, clause, &capacity, source->patterns[i]);
        row_require(m, row, subjects[i], source->patterns[i]);
    }
    return row;
}

// The decisions, below the clauses that they reach.
static Core *clauses_around(Matcher *m, MatchClause *clauses, uint32_t count, Core *decisions)
{
    for (uint32_t i = 0; i < count; i++) {
        MatchClause *clause = &clauses[i];
        if (clause->reached)
            decisions = core_letjoin(m->module, clause->line, clause->label, clause->parameters,
                                     clause->parameter_count, clause->body, decisions);
    }
    return decisions;
}

static uint32_t copies_allowed(uint32_t clauses)
{
    return 24 + (clauses < 200 ? clauses * 3 : 600);
}

static Core *match_clauses(MatchStage *stage, const CoreClause *sources, uint32_t count,
                           Occurrence **subjects, uint32_t subject_count)
{
    Matcher m = {
        .module = stage->module, .function = stage->function, .budget = copies_allowed(count)};
    MatchClause *clauses = core_allocate(m.module, count * sizeof *clauses);
    Row **rows = core_allocate(m.module, count * sizeof *rows);
    for (uint32_t i = 0; i < count; i++)
        rows[i] = clause_row(&m, &sources[i], &clauses[i], subjects, subject_count);
    Core *decisions = match_rows(&m, rows, count, NULL);
    for (uint32_t i = 0; i < count; i++)
        if (clauses[i].reached)
            stage_visit(stage, &clauses[i].body);
    return clauses_around(&m, clauses, count, decisions);
}

// ---- case and receive --------------------------------------------------------------------------

static Core *match_case(MatchStage *stage, const Core *core)
{
    CoreModule *module = stage->module;
    uint32_t count = core->cases.subject_count;
    Occurrence *occurrences = core_allocate(module, count * sizeof *occurrences);
    Occurrence **subjects = core_allocate(module, count * sizeof *subjects);
    for (uint32_t i = 0; i < count; i++) {
        Core *subject = core->cases.subjects[i];
        bool is_variable = subject->kind == CORE_VARIABLE;
        occurrences[i].variable =
            is_variable ? subject->variable : core_add_variable(module, stage->function, NULL);
        subjects[i] = &occurrences[i];
    }
    Core *decisions = match_clauses(stage, core->cases.clauses, core->cases.count, subjects, count);
    for (uint32_t i = count; i-- > 0;) {
        Core *subject = core->cases.subjects[i];
        if (subject->kind == CORE_VARIABLE)
            continue;
        stage_visit(stage, &subject);
        decisions = core_let(module, core->line, occurrences[i].variable, subject, decisions);
    }
    return decisions;
}

static void match_receive(MatchStage *stage, Core *core)
{
    CoreModule *module = stage->module;
    uint32_t count = core->receive.count;
    if (core->receive.timeout_body != NULL)
        stage_visit(stage, &core->receive.timeout_body);
    core->receive.count = 0;
    if (count == 0)
        return;
    CoreClause *clauses = core_allocate(module, (count + 1) * sizeof *clauses);
    for (uint32_t i = 0; i < count; i++) {
        clauses[i] = core->receive.clauses[i];
        clauses[i].body = core_one(module, CORE_RECEIVE_ACCEPT, clauses[i].line, clauses[i].body);
    }
    CorePattern *any = core_pattern(module, PATTERN_ANY, core->line);
    clauses[count].patterns = &any;
    clauses[count].line = core->line;
    clauses[count].body = core_new(module, CORE_RECEIVE_NEXT, core->line);
    core->receive.message = core_add_variable(module, stage->function, NULL);
    Occurrence message = {.variable = core->receive.message};
    Occurrence *subjects[1] = {&message};
    core->receive.body = match_clauses(stage, clauses, count + 1, subjects, 1);
    core->receive.clauses = NULL;
}

static void stage_visit(void *context, Core **place)
{
    MatchStage *stage = context;
    for (; place != NULL; place = core_chain_child(*place)) {
        if ((*place)->kind == CORE_CASE) {
            *place = match_case(stage, *place);
            return;
        }
        if ((*place)->kind == CORE_RECEIVE)
            match_receive(stage, *place);
        else
            core_visit_others(*place, stage_visit, stage);
    }
}

void match_compile(CoreModule *module)
{
    for (CoreFunction *function = module->functions; function != NULL; function = function->next) {
        MatchStage stage = {module, function};
        stage_visit(&stage, &function->body);
        core_inline_joins(module, function);
    }
}
