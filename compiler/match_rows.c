// SPDX-License-Identifier: Apache-2.0
// Match: the decision tree over rows. What is special about maps and bit syntax is in match_bits.c.

#include <assert.h>
#include <string.h>

#include "match.h"

// ---- occurrences -------------------------------------------------------------------------------

Occurrence *occurrence_new(Matcher *m, CoreVariable variable)
{
    Occurrence *at = core_allocate(m->module, sizeof *at);
    at->variable = variable;
    return at;
}

Occurrence *occurrence_fresh(Matcher *m)
{
    return occurrence_new(m, core_add_variable(m->module, m->function, NULL));
}

// Its variable, fetched for everything below the decision at hand.
static CoreVariable occurrence_fetch(Matcher *m, Occurrence *at)
{
    if (at->variable == CORE_NO_VARIABLE) {
        occurrence_fetch(m, at->tuple);
        at->variable = core_add_variable(m->module, m->function, NULL);
        ARENA_APPEND(m->module->arena, m->fetched, m->fetched_count, m->fetched_capacity, at);
    }
    return at->variable;
}

Core *occurrence_use(Matcher *m, Occurrence *at, CoreLine line)
{
    return core_variable(m->module, line, occurrence_fetch(m, at));
}

// Its value where it is needed once.
static Core *occurrence_value(Matcher *m, Occurrence *at, CoreLine line)
{
    if (at->variable != CORE_NO_VARIABLE)
        return core_variable(m->module, line, at->variable);
    return core_element(m->module, line, occurrence_use(m, at->tuple, line), at->index);
}

// The decision below the fetches made for it since `mark`, which end here.
static Core *fetched_around(Matcher *m, uint32_t mark, Core *decision)
{
    while (m->fetched_count > mark) {
        Occurrence *at = m->fetched[--m->fetched_count];
        Core *tuple = core_variable(m->module, decision->line, at->tuple->variable);
        Core *element = core_element(m->module, decision->line, tuple, at->index);
        decision = core_let(m->module, decision->line, at->variable, element, decision);
        at->variable = CORE_NO_VARIABLE;
    }
    return decision;
}

// ---- rows --------------------------------------------------------------------------------------

bool pattern_is_any(const CorePattern *pattern) { return pattern->kind == PATTERN_ANY; }

Row *row_copy(Matcher *m, const Row *row)
{
    Row *copy = core_allocate(m->module, sizeof *copy);
    *copy = *row;
    copy->capacity = row->count + 4;
    copy->constraints = core_allocate(m->module, copy->capacity * sizeof *copy->constraints);
    if (row->count != 0)
        memcpy(copy->constraints, row->constraints, row->count * sizeof *copy->constraints);
    return copy;
}

Row *row_without(Matcher *m, const Row *row, uint32_t index)
{
    Row *copy = row_copy(m, row);
    copy->count--;
    memmove(&copy->constraints[index], &copy->constraints[index + 1],
            (copy->count - index) * sizeof *copy->constraints);
    return copy;
}

Constraint *row_add(Matcher *m, Row *row, ConstraintKind kind, Occurrence *at, CoreLine line)
{
    Constraint constraint = {.kind = kind, .at = at, .line = line};
    ARENA_APPEND(m->module->arena, row->constraints, row->count, row->capacity, constraint);
    return &row->constraints[row->count - 1];
}

void row_require(Matcher *m, Row *row, Occurrence *at, CorePattern *pattern)
{
    switch (pattern->kind) {
    case PATTERN_ANY: break;
    case PATTERN_VARIABLE: {
        RowBinding *binding = core_allocate(m->module, sizeof *binding);
        *binding = (RowBinding){pattern->variable, at, row->bindings};
        row->bindings = binding;
        break;
    }
    case PATTERN_ALIAS:
        row_require(m, row, at, pattern->alias.left);
        row_require(m, row, at, pattern->alias.right);
        break;
    default: row_add(m, row, CONSTRAINT_PATTERN, at, pattern->line)->pattern = pattern; break;
    }
}

uint32_t row_find(const Row *row, ConstraintKind kind, const Occurrence *at)
{
    uint32_t i = 0;
    while (i < row->count && (row->constraints[i].at != at || row->constraints[i].kind != kind))
        i++;
    return i;
}

Constraint *row_constraint(const Row *row, ConstraintKind kind, const Occurrence *at)
{
    uint32_t i = row_find(row, kind, at);
    return i < row->count ? &row->constraints[i] : NULL;
}

Occurrence *row_binding(const Row *row, CoreVariable variable)
{
    const RowBinding *binding = row->bindings;
    while (binding != NULL && binding->variable != variable)
        binding = binding->next;
    return binding != NULL ? binding->at : NULL;
}

typedef struct {
    Matcher *matcher;
    const Row *row;
} RowRename;

static Core *row_rename(void *context, const Core *variable)
{
    const RowRename *rename = context;
    Occurrence *at = row_binding(rename->row, variable->variable);
    if (at == NULL)
        return core_variable(rename->matcher->module, variable->line, variable->variable);
    return occurrence_use(rename->matcher, at, variable->line);
}

Core *row_expression(Matcher *m, const Row *row, const Core *expression)
{
    RowRename rename = {m, row};
    return core_copy_guard(m->module, expression, row_rename, &rename);
}

// ---- leaves ------------------------------------------------------------------------------------

Core *match_fail(Matcher *m, MatchFailure failure)
{
    assert(failure != NULL);
    return core_jump(m->module, (CoreLine){0, 0}, *failure, NULL, 0);
}

static Core *row_accept(Matcher *m, const Row *row)
{
    MatchClause *clause = row->clause;
    Core **arguments = core_allocate(m->module, clause->parameter_count * sizeof *arguments);
    for (uint32_t i = 0; i < clause->parameter_count; i++)
        arguments[i] = occurrence_value(m, row_binding(row, clause->parameters[i]), clause->line);
    clause->reached = true;
    return core_jump(m->module, clause->line, clause->label, arguments, clause->parameter_count);
}

static Core *match_first_row(Matcher *m, Row *const *rows, uint32_t count, MatchFailure failure)
{
    const Row *row = rows[0];
    if (row->clause->guard == NULL)
        return row_accept(m, row);
    Core *guard = row_expression(m, row, row->clause->guard);
    Core *accept = row_accept(m, row);
    return core_if(m->module, row->clause->line, guard, accept,
                   match_rows(m, rows + 1, count - 1, failure));
}

// ---- rows in two parts -------------------------------------------------------------------------

static bool row_always_matches(const Row *row)
{
    return row->count == 0 && row->clause->guard == NULL;
}

Core *match_then_rest(Matcher *m, Row *const *rows, uint32_t count, uint32_t total,
                      MatchFailure failure, MatchBuild *build, void *context)
{
    if (count == total)
        return build(m, context, failure);
    CoreLabel label = core_add_label(m->function);
    Core *first = build(m, context, &label);
    Core *rest = match_rows(m, rows + count, total - count, failure);
    return core_letjoin(m->module, rows[count]->clause->line, label, NULL, 0, rest, first);
}

// ---- constructors ------------------------------------------------------------------------------

// What a CONSTRAINT_PATTERN asks for. In the order of tests.
typedef enum {
    GROUP_CONS,
    GROUP_NIL,
    GROUP_ATOM,
    GROUP_INTEGER,
    GROUP_TUPLE,
    GROUP_EQUAL,
    GROUP_MAP,
    GROUP_BITS,
    GROUP_KINDS
} GroupKind;

// The rows that go on when the occurrence is built in one way.
typedef struct {
    GroupKind kind;
    const Literal *literal; // NIL, ATOM, INTEGER, EQUAL
    uint32_t arity;         // TUPLE
    Row **rows;
    uint32_t count;
    uint32_t capacity;
    Occurrence *first, *second; // CONS: head and tail, NULL where nobody asks
    Occurrence **elements;      // TUPLE
    Occurrence *context;        // BITS
} Group;

typedef struct {
    Matcher *matcher;
    Row *const *rows;
    uint32_t count;
    Occurrence *at;
    CoreLine line;
    Group *groups;
    uint32_t group_count;
    uint32_t group_capacity;
    uint32_t *index; // hash table of group numbers + 1
    uint32_t index_size;
    Row **others;
    uint32_t other_count;
    bool unfold_lists; // constant lists are taken apart
} Dispatch;

static bool is_constant_list(const CorePattern *pattern)
{
    return pattern->kind == PATTERN_LITERAL && pattern->literal->kind == LITERAL_CONS;
}

static GroupKind literal_group(const Dispatch *dispatch, const Literal *literal)
{
    switch (literal->kind) {
    case LITERAL_ATOM: return GROUP_ATOM;
    case LITERAL_INTEGER: return GROUP_INTEGER;
    case LITERAL_NIL: return GROUP_NIL;
    case LITERAL_CONS: return dispatch->unfold_lists ? GROUP_CONS : GROUP_EQUAL;
    default: return GROUP_EQUAL;
    }
}

static Group pattern_group(const Dispatch *dispatch, const CorePattern *pattern)
{
    Group group = {0};
    switch (pattern->kind) {
    case PATTERN_LITERAL:
        group.kind = literal_group(dispatch, pattern->literal);
        group.literal = group.kind == GROUP_CONS ? NULL : pattern->literal;
        break;
    case PATTERN_CONS: group.kind = GROUP_CONS; break;
    case PATTERN_TUPLE:
        group.kind = GROUP_TUPLE;
        group.arity = pattern->tuple.arity;
        break;
    case PATTERN_MAP: group.kind = GROUP_MAP; break;
    default:
        assert(pattern->kind == PATTERN_BITSTRING);
        group.kind = GROUP_BITS;
        break;
    }
    return group;
}

static uint32_t group_hash(const Group *group)
{
    uint32_t number = group->literal != NULL ? group->literal->number : group->arity;
    return (number * 16 + group->kind) * 2654435761u;
}

static bool group_same(const Group *left, const Group *right)
{
    return left->kind == right->kind && left->literal == right->literal &&
           left->arity == right->arity;
}

// The group that a pattern belongs to, made if need be.
static uint32_t dispatch_group(Dispatch *dispatch, const CorePattern *pattern)
{
    CoreModule *module = dispatch->matcher->module;
    Group group = pattern_group(dispatch, pattern);
    uint32_t mask = dispatch->index_size - 1, slot = group_hash(&group) & mask;
    for (; dispatch->index[slot] != 0; slot = (slot + 1) & mask)
        if (group_same(&dispatch->groups[dispatch->index[slot] - 1], &group))
            return dispatch->index[slot] - 1;
    ARENA_APPEND(module->arena, dispatch->groups, dispatch->group_count, dispatch->group_capacity,
                 group);
    dispatch->index[slot] = dispatch->group_count;
    return dispatch->group_count - 1;
}

static void group_allocate_parts(Dispatch *dispatch, Group *group)
{
    Matcher *m = dispatch->matcher;
    if (group->kind == GROUP_BITS)
        group->context = occurrence_fresh(m);
    if (group->kind != GROUP_TUPLE)
        return;
    group->elements = core_allocate(m->module, group->arity * sizeof *group->elements);
    for (uint32_t i = 0; i < group->arity; i++) {
        group->elements[i] = occurrence_new(m, CORE_NO_VARIABLE);
        group->elements[i]->tuple = dispatch->at;
        group->elements[i]->index = i;
    }
}

static CorePattern *literal_pattern(Matcher *m, CoreLine line, const Literal *literal)
{
    CorePattern *pattern = core_pattern(m->module, PATTERN_LITERAL, line);
    pattern->literal = literal;
    return pattern;
}

static void row_require_part(Matcher *m, Row *row, Occurrence **at, CorePattern *pattern)
{
    if (pattern_is_any(pattern))
        return;
    if (*at == NULL)
        *at = occurrence_fresh(m);
    row_require(m, row, *at, pattern);
}

// The row after the test that its group makes.
static Row *row_specialise(Dispatch *dispatch, Group *group, const Row *row, uint32_t index)
{
    Matcher *m = dispatch->matcher;
    CorePattern *pattern = row->constraints[index].pattern;
    Row *inner = row_without(m, row, index);
    switch (group->kind) {
    case GROUP_CONS:
        if (is_constant_list(pattern)) {
            const Literal *list = pattern->literal;
            row_require_part(m, inner, &group->first,
                             literal_pattern(m, pattern->line, list->cons.head));
            row_require_part(m, inner, &group->second,
                             literal_pattern(m, pattern->line, list->cons.tail));
        } else {
            row_require_part(m, inner, &group->first, pattern->cons.head);
            row_require_part(m, inner, &group->second, pattern->cons.tail);
        }
        break;
    case GROUP_TUPLE:
        for (uint32_t i = 0; i < group->arity; i++)
            row_require(m, inner, group->elements[i], pattern->tuple.elements[i]);
        break;
    case GROUP_MAP:
        if (pattern->map.size != 0) {
            Constraint *keys = row_add(m, inner, CONSTRAINT_KEYS, dispatch->at, pattern->line);
            keys->keys.pairs = pattern->map.pairs;
            keys->keys.count = pattern->map.size;
        }
        break;
    case GROUP_BITS: {
        const BitSteps *steps = match_bit_steps(m, pattern);
        if (steps->count != 0) {
            Constraint *constraint =
                row_add(m, inner, CONSTRAINT_STEPS, group->context, pattern->line);
            constraint->steps.all = steps;
        }
        break;
    }
    default: break;
    }
    return inner;
}

static bool dispatch_unfolds_lists(const Dispatch *dispatch)
{
    const Literal *only = NULL;
    for (uint32_t i = 0; i < dispatch->count; i++) {
        const Constraint *constraint =
            row_constraint(dispatch->rows[i], CONSTRAINT_PATTERN, dispatch->at);
        if (constraint == NULL)
            continue;
        if (constraint->pattern->kind == PATTERN_CONS)
            return true;
        if (!is_constant_list(constraint->pattern))
            continue;
        if (only != NULL && only != constraint->pattern->literal)
            return true;
        only = constraint->pattern->literal;
    }
    return false;
}

static void group_add_row(Matcher *m, Group *group, Row *row)
{
    ARENA_APPEND(m->module->arena, group->rows, group->count, group->capacity, row);
}

// Sorts the rows into groups; rows that do not care go into all of them.
static void dispatch_rows(Dispatch *dispatch)
{
    Matcher *m = dispatch->matcher;
    dispatch->unfold_lists = dispatch_unfolds_lists(dispatch);
    dispatch->others = core_allocate(m->module, dispatch->count * sizeof(Row *));
    for (dispatch->index_size = 4; dispatch->index_size < dispatch->count * 2;
         dispatch->index_size *= 2) {
    }
    dispatch->index = core_allocate(m->module, dispatch->index_size * sizeof *dispatch->index);
    for (uint32_t i = 0; i < dispatch->count; i++) {
        const Constraint *constraint =
            row_constraint(dispatch->rows[i], CONSTRAINT_PATTERN, dispatch->at);
        if (constraint != NULL)
            dispatch_group(dispatch, constraint->pattern);
    }
    for (uint32_t i = 0; i < dispatch->group_count; i++)
        group_allocate_parts(dispatch, &dispatch->groups[i]);
    for (uint32_t i = 0; i < dispatch->count; i++) {
        Row *row = dispatch->rows[i];
        uint32_t index = row_find(row, CONSTRAINT_PATTERN, dispatch->at);
        if (index < row->count) {
            Group *group =
                &dispatch->groups[dispatch_group(dispatch, row->constraints[index].pattern)];
            group_add_row(m, group, row_specialise(dispatch, group, row, index));
            continue;
        }
        dispatch->others[dispatch->other_count++] = row;
        for (uint32_t k = 0; k < dispatch->group_count; k++)
            group_add_row(m, &dispatch->groups[k], row);
    }
}

// ---- tests -------------------------------------------------------------------------------------

static Core *dispatch_subject(const Dispatch *dispatch)
{
    return core_variable(dispatch->matcher->module, dispatch->line, dispatch->at->variable);
}

static CoreVariable part_variable(const Occurrence *part)
{
    return part != NULL ? part->variable : CORE_NO_VARIABLE;
}

static Core *test_cons(Dispatch *dispatch, const Group *group, Core *then, Core *otherwise)
{
    Core *core = core_new(dispatch->matcher->module, CORE_IF_CONS, dispatch->line);
    core->if_cons.subject = dispatch_subject(dispatch);
    core->if_cons.head = part_variable(group->first);
    core->if_cons.tail = part_variable(group->second);
    core->if_cons.then = then;
    core->if_cons.otherwise = otherwise;
    return core;
}

static Core *test_equal(Dispatch *dispatch, const Group *group, Core *then, Core *otherwise)
{
    CoreModule *module = dispatch->matcher->module;
    Core *literal = core_literal(module, dispatch->line, group->literal);
    Core *test = core_bif(module, dispatch->line, "=:=", dispatch_subject(dispatch), literal, NULL);
    return core_if(module, dispatch->line, test, then, otherwise);
}

static Core *test_map(Dispatch *dispatch, Core *then, Core *otherwise)
{
    CoreModule *module = dispatch->matcher->module;
    Core *test = core_bif(module, dispatch->line, "is_map", dispatch_subject(dispatch), NULL, NULL);
    return core_if(module, dispatch->line, test, then, otherwise);
}

static bool group_has_steps(const Group *group)
{
    for (uint32_t i = 0; i < group->count; i++)
        if (row_constraint(group->rows[i], CONSTRAINT_STEPS, group->context) != NULL)
            return true;
    return false;
}

static Core *test_bits(Dispatch *dispatch, const Group *group, Core *then, Core *otherwise)
{
    CoreModule *module = dispatch->matcher->module;
    if (!group_has_steps(group)) {
        Core *test = core_bif(module, dispatch->line, "is_bitstring", dispatch_subject(dispatch),
                              NULL, NULL);
        return core_if(module, dispatch->line, test, then, otherwise);
    }
    Core *core = core_new(module, CORE_BINARY_START, dispatch->line);
    core->binary_start.subject = dispatch_subject(dispatch);
    core->binary_start.context = group->context->variable;
    core->binary_start.then = then;
    core->binary_start.otherwise = otherwise;
    return core;
}

static Core *test_group(Dispatch *dispatch, const Group *group, Core *then, Core *otherwise)
{
    switch (group->kind) {
    case GROUP_CONS: return test_cons(dispatch, group, then, otherwise);
    case GROUP_MAP: return test_map(dispatch, then, otherwise);
    case GROUP_BITS: return test_bits(dispatch, group, then, otherwise);
    default: return test_equal(dispatch, group, then, otherwise);
    }
}

static Core *dispatch_select(Dispatch *dispatch, Group **groups, uint32_t count,
                             MatchFailure failure, Core *otherwise)
{
    Matcher *m = dispatch->matcher;
    bool is_tuple = groups[0]->kind == GROUP_TUPLE;
    Core *core = core_new(m->module, CORE_SELECT, dispatch->line);
    core->select.by = is_tuple ? SELECT_ARITY : SELECT_VALUE;
    core->select.subject = dispatch_subject(dispatch);
    core->select.alternatives = core_allocate(m->module, count * sizeof *core->select.alternatives);
    core->select.count = count;
    core->select.otherwise = otherwise;
    for (uint32_t i = 0; i < count; i++) {
        const Literal *value =
            is_tuple ? literal_integer(m->module->literals, groups[i]->arity) : groups[i]->literal;
        Core *body = match_rows(m, groups[i]->rows, groups[i]->count, failure);
        core->select.alternatives[i] = (CoreAlternative){value, body};
    }
    return core;
}

static Core *dispatch_kind(Dispatch *dispatch, GroupKind kind, MatchFailure failure,
                           Core *otherwise)
{
    Group **groups =
        core_allocate(dispatch->matcher->module, dispatch->group_count * sizeof *groups);
    uint32_t count = 0;
    for (uint32_t i = 0; i < dispatch->group_count; i++)
        if (dispatch->groups[i].kind == kind)
            groups[count++] = &dispatch->groups[i];
    if (count == 0)
        return otherwise;
    bool is_switch =
        kind == GROUP_TUPLE || (count > 1 && (kind == GROUP_ATOM || kind == GROUP_INTEGER));
    if (is_switch)
        return dispatch_select(dispatch, groups, count, failure, otherwise);
    for (uint32_t i = count; i-- > 0;) {
        Core *then = match_rows(dispatch->matcher, groups[i]->rows, groups[i]->count, failure);
        otherwise = test_group(dispatch, groups[i], then, otherwise);
    }
    return otherwise;
}

// Tests the occurrence for all rows at once.
static Core *match_dispatch(Matcher *m, void *context, MatchFailure failure)
{
    Dispatch *dispatch = context;
    dispatch_rows(dispatch);
    Core *decision = match_rows(m, dispatch->others, dispatch->other_count, failure);
    for (int kind = GROUP_KINDS - 1; kind >= 0; kind--)
        decision = dispatch_kind(dispatch, (GroupKind)kind, failure, decision);
    return decision;
}

// ---- which occurrence, and how many rows -------------------------------------------------------

static uint32_t prefix_length(Row *const *rows, uint32_t count, const Occurrence *at)
{
    uint32_t length = 0;
    while (length < count && row_constraint(rows[length], CONSTRAINT_PATTERN, at) != NULL)
        length++;
    return length;
}

static bool constraint_is_cheap(const Constraint *constraint)
{
    return constraint->kind == CONSTRAINT_PATTERN && constraint->pattern->kind != PATTERN_MAP &&
           constraint->pattern->kind != PATTERN_BITSTRING;
}

// Cheap tests first; among them the one that most of the next rows need as well; then from left to
// right.
static const Constraint *choose_constraint(Row *const *rows, uint32_t count)
{
    const Row *row = rows[0];
    const Constraint *best = NULL;
    uint32_t best_length = 0;
    for (uint32_t i = 0; i < row->count; i++) {
        const Constraint *constraint = &row->constraints[i];
        if (!constraint_is_cheap(constraint))
            continue;
        uint32_t length = prefix_length(rows, count, constraint->at);
        if (length > best_length) {
            best = constraint;
            best_length = length;
        }
    }
    return best != NULL ? best : &row->constraints[0];
}

static uint32_t row_weight(const Row *row)
{
    return row->count + (row->clause->guard != NULL ? 3 : 0);
}

// How many distinct constructors the rows ask for, roughly.
static uint32_t count_constructors(Row *const *rows, uint32_t count, const Occurrence *at)
{
    uint32_t constructors = 0;
    for (uint32_t i = 0; i < count; i++)
        if (row_constraint(rows[i], CONSTRAINT_PATTERN, at) != NULL)
            constructors++;
    return constructors;
}

// Rows to test together: all of them, if copying those that do not care is cheap, otherwise those
// before the first such.
static uint32_t rows_together(Matcher *m, Row *const *rows, uint32_t count, const Occurrence *at)
{
    uint32_t prefix = prefix_length(rows, count, at);
    if (prefix == count)
        return count;
    uint32_t weight = 0, constructors = count_constructors(rows, count, at);
    for (uint32_t i = prefix; i < count; i++)
        if (row_constraint(rows[i], CONSTRAINT_PATTERN, at) == NULL)
            weight += row_weight(rows[i]);
    if (weight != 0 && (uint64_t)weight * constructors > m->budget)
        return prefix;
    m->budget -= weight * constructors;
    return count;
}

static Core *match_pattern(Matcher *m, Row *const *rows, uint32_t count,
                           const Constraint *constraint, MatchFailure failure)
{
    Dispatch dispatch = {
        .matcher = m, .rows = rows, .at = constraint->at, .line = constraint->line};
    dispatch.count = rows_together(m, rows, count, constraint->at);
    return match_then_rest(m, rows, dispatch.count, count, failure, match_dispatch, &dispatch);
}

// Rows after one that always matches are never reached.
static uint32_t reachable_rows(Row *const *rows, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++)
        if (row_always_matches(rows[i]))
            return i + 1;
    return count;
}

Core *match_rows(Matcher *m, Row *const *rows, uint32_t count, MatchFailure failure)
{
    if (count == 0)
        return match_fail(m, failure);
    uint32_t mark = m->fetched_count;
    Core *decision;
    count = reachable_rows(rows, count);
    if (rows[0]->count == 0) {
        decision = match_first_row(m, rows, count, failure);
    } else {
        const Constraint *constraint = choose_constraint(rows, count);
        occurrence_use(m, constraint->at, constraint->line);
        if (constraint->kind == CONSTRAINT_PATTERN)
            decision = match_pattern(m, rows, count, constraint, failure);
        else if (constraint->kind == CONSTRAINT_KEYS)
            decision = match_keys(m, rows, count, constraint->at, failure);
        else
            decision = match_steps(m, rows, count, constraint->at, failure);
    }
    return fetched_around(m, mark, decision);
}
