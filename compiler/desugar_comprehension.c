// SPDX-License-Identifier: Apache-2.0
// Desugar: list, binary and map comprehensions. Each generator, or zip of generators, becomes a
// function that calls itself with what is left of its input:
//
//     lc([Pattern | Rest]) when Filters -> [Template | lc(Rest)];
//     lc([_ | Rest]) -> lc(Rest);
//     lc([]) -> [];
//     lc(Other) -> error({bad_generator, Other}).
//
// A further generator is a function within it, which ends by calling the outer one. For a binary
// comprehension the bits so far are a parameter more, and the result.

#include <string.h>

#include "desugar_state.h"

// What an enclosing generator's function is called with to go on, or (callee == NULL) an atomic
// value.
typedef struct {
    Context *callee;
    CoreVariable *rests; // the inputs that are left, variables of callee
    Context *owner;      // of value
    Core *value;
} More;

typedef enum { BUILD_LIST, BUILD_NOTHING, BUILD_BINARY } BuildKind;

typedef struct {
    BuildKind kind;
    const Node *template;
    NodeList qualifiers;
} Comprehension;

// The generators of one function.
typedef struct {
    Node *const *items;
    uint32_t count;
    CoreLine line;
    Context *context;
    Core **subjects;     // what the clauses look at
    CoreVariable *rests; // of the clause at hand
} Generators;

static Core *comprehension_rest(Desugar *d, const Comprehension *c, uint32_t index,
                                const More *more);

// ---- going on ----------------------------------------------------------------------------------

static Core *owned_value(Desugar *d, Context *owner, const Core *value, CoreLine line)
{
    if (value->kind == CORE_VARIABLE)
        return binding_use_variable(d, line, owner, value->variable);
    return core_again(d, value);
}

// The next step after an element: of a binary comprehension that is the bits so far.
static Core *more_make(Desugar *d, const More *more, CoreLine line)
{
    if (more->callee == NULL)
        return owned_value(d, more->owner, more->value, line);
    uint32_t count = more->callee->parameter_count;
    Core **arguments = ARENA_ARRAY(d->arena, Core *, count);
    for (uint32_t i = 0; i < count; i++)
        arguments[i] = binding_use_variable(d, line, more->callee, more->rests[i]);
    return context_call(d, more->callee, line, arguments, count);
}

// ---- the template ------------------------------------------------------------------------------

static Core *template_value(Desugar *d, Block *block, const Node *template)
{
    if (template->kind != NODE_MAP_FIELD_ASSOC)
        return desugar_expr(d, block, template);
    Core **values =
        desugar_operands(d, block, (Node *[]){template->pair.left, template->pair.right}, 2);
    return desugar_make_tuple(d, desugar_line(d, template->span), values, 2);
}

static Core *template_bits(Desugar *d, Block *block, const Node *template, const More *more,
                           CoreLine line)
{
    Core *bits = more_make(d, more, line);
    if (template->kind == NODE_BIN)
        return desugar_binary_onto(d, block, bits, template);
    CoreSegment *segments = ARENA_ARRAY(d->arena, CoreSegment, 2);
    CoreSegmentSpec all = {.type = CORE_SEGMENT_BINARY, .unit = 1};
    segments[0] = (CoreSegment){.spec = all, .value = bits, .line = line};
    segments[1] =
        (CoreSegment){.spec = all, .value = desugar_expr(d, block, template), .line = line};
    Core *core = core_new(d->module, CORE_BITSTRING, line);
    core->bits.segments = segments;
    core->bits.count = 2;
    return core;
}

static Core *comprehension_template(Desugar *d, const Comprehension *c, const More *more)
{
    Block block = {0};
    CoreLine line = desugar_line(d, c->template->span);
    Core *result;
    if (c->kind == BUILD_LIST) {
        Core *value = template_value(d, &block, c->template);
        result = core_cons(d->module, line, value, more_make(d, more, line));
    } else if (c->kind == BUILD_NOTHING) {
        desugar_effect(d, &block, c->template);
        result = more_make(d, more, line);
    } else {
        result = template_bits(d, &block, c->template, more, line);
    }
    return block_close(d, &block, line, result);
}

// ---- filters -----------------------------------------------------------------------------------

static bool is_generator(const Node *node)
{
    return node->kind == NODE_GENERATE || node->kind == NODE_BINARY_GENERATE ||
           node->kind == NODE_MAP_GENERATE || node->kind == NODE_ZIP;
}

static uint32_t count_guard_tests(const Desugar *d, const Comprehension *c, uint32_t index)
{
    uint32_t count = 0;
    while (index + count < c->qualifiers.count &&
           !is_generator(c->qualifiers.items[index + count]) &&
           desugar_is_guard_test(d, c->qualifiers.items[index + count]))
        count++;
    return count;
}

static Core *filter_of_guard(Desugar *d, const Comprehension *c, uint32_t index, uint32_t count,
                             const More *more)
{
    CoreLine line = desugar_line(d, c->qualifiers.items[index]->span);
    CoreClause *clauses = desugar_clauses_allocate(d, 2);
    clauses[0].line = clauses[1].line = line;
    clauses[0].guard = desugar_guard_tests(d, line, c->qualifiers.items + index, count);
    clauses[0].body = comprehension_rest(d, c, index + count, more);
    clauses[1].body = more_make(d, more, line);
    return core_case(d->module, line, NULL, 0, clauses, 2);
}

static Core *filter_of_expression(Desugar *d, const Comprehension *c, uint32_t index,
                                  const More *more)
{
    const Node *filter = c->qualifiers.items[index];
    CoreLine line = desugar_line(d, filter->span);
    CoreLabel keep = core_add_label(d->context->function),
              skip = core_add_label(d->context->function);
    Condition condition = {.on_true = keep, .on_false = skip, .error_tag = "bad_filter"};
    Block block = {0};
    uint32_t mark = binding_mark(d);
    Core *test = desugar_condition(d, &block, filter, &condition);
    Core *rest = comprehension_rest(d, c, index + 1, more);
    binding_pop(d, mark);
    test = core_letjoin(d->module, line, keep, NULL, 0, rest, test);
    test = core_letjoin(d->module, line, skip, NULL, 0, more_make(d, more, line), test);
    return block_close(d, &block, line, test);
}

// ---- patterns of a generator -------------------------------------------------------------------

static CorePattern *pattern_pair(Desugar *d, CoreLine line, CorePattern *head, CorePattern *tail)
{
    CorePattern *pattern = core_pattern(d->module, PATTERN_CONS, line);
    pattern->cons.head = head;
    pattern->cons.tail = tail;
    return pattern;
}

static CorePattern *pattern_triple(Desugar *d, CoreLine line, CorePattern *key, CorePattern *value,
                                   CorePattern *rest)
{
    CorePattern *pattern = core_pattern(d->module, PATTERN_TUPLE, line);
    pattern->tuple.arity = 3;
    pattern->tuple.elements = ARENA_ARRAY(d->arena, CorePattern *, 3);
    pattern->tuple.elements[0] = key;
    pattern->tuple.elements[1] = value;
    pattern->tuple.elements[2] = rest;
    return pattern;
}

// The bits of `pattern` and the rest.
static CorePattern *pattern_prefix(Desugar *d, CorePattern *pattern, CorePattern *rest)
{
    uint32_t count = pattern->bits.count;
    CorePatternSegment *segments = ARENA_ARRAY(d->arena, CorePatternSegment, count + 1);
    if (count > 0)
        for (uint32_t i = 0; i < count; i++)
            segments[i] = pattern->bits.segments[i];
    segments[count].spec = (CoreSegmentSpec){.type = CORE_SEGMENT_BINARY, .unit = 1};
    segments[count].value = rest;
    pattern->bits.segments = segments;
    pattern->bits.count = count + 1;
    return pattern;
}

static CorePattern *pattern_of_all_bits(Desugar *d, CoreLine line)
{
    CorePattern *pattern = core_pattern(d->module, PATTERN_BITSTRING, line);
    return pattern_prefix(d, pattern, pattern_any(d, line));
}

// An element that matches, and the rest of the input.
static CorePattern *generator_pattern(Desugar *d, PatternScope *scope, const Node *node,
                                      CorePattern *rest)
{
    const Node *source = node->generate.pattern;
    CoreLine line = desugar_line(d, node->span);
    if (node->kind == NODE_GENERATE)
        return pattern_pair(d, line, desugar_pattern(d, scope, source), rest);
    if (node->kind == NODE_MAP_GENERATE) {
        CorePattern *key = desugar_pattern(d, scope, source->pair.left);
        return pattern_triple(d, line, key, desugar_pattern(d, scope, source->pair.right), rest);
    }
    return pattern_prefix(d, desugar_pattern(d, scope, source), rest);
}

// Any element. Of a binary one the variables stay, because sizes may need them; constants match
// anything.
static CorePattern *generator_skip_pattern(Desugar *d, const Node *node, CorePattern *rest)
{
    CoreLine line = desugar_line(d, node->span);
    if (node->kind == NODE_GENERATE)
        return pattern_pair(d, line, pattern_any(d, line), rest);
    if (node->kind == NODE_MAP_GENERATE)
        return pattern_triple(d, line, pattern_any(d, line), pattern_any(d, line), rest);
    PatternScope scope = {.visible = binding_mark(d)};
    CorePattern *pattern = desugar_pattern(d, &scope, node->generate.pattern);
    for (uint32_t i = 0; i < pattern->bits.count; i++)
        if (pattern->bits.segments[i].value->kind == PATTERN_LITERAL)
            pattern->bits.segments[i].value = pattern_any(d, line);
    return pattern_prefix(d, pattern, rest);
}

static CorePattern *generator_end_pattern(Desugar *d, const Node *node)
{
    CoreLine line = desugar_line(d, node->span);
    if (node->kind == NODE_GENERATE)
        return pattern_literal(d, line, literal_nil(d->literals));
    if (node->kind == NODE_MAP_GENERATE)
        return pattern_literal(d, line, literal_atom(d->literals, "none"));
    return node->generate.strict ? core_pattern(d->module, PATTERN_BITSTRING, line)
                                 : pattern_of_all_bits(d, line);
}

// ---- clauses of a generator's function ---------------------------------------------------------

static CorePattern *rest_pattern(Desugar *d, Generators *g, uint32_t i)
{
    g->rests[i] = binding_new_variable(d, NULL);
    return pattern_variable(d, g->line, g->rests[i]);
}

static Core *parameter(Desugar *d, const Generators *g, uint32_t i)
{
    return core_variable(d->module, g->line, g->context->parameters[i]);
}

// Calls the function again with the rests of this clause and, for a binary, the bits so far.
static Core *generators_again(Desugar *d, const Generators *g, Core *bits)
{
    uint32_t count = g->context->parameter_count;
    Core **arguments = ARENA_ARRAY(d->arena, Core *, count);
    for (uint32_t i = 0; i < g->count; i++)
        arguments[i] = core_variable(d->module, g->line, g->rests[i]);
    if (count > g->count)
        arguments[g->count] = bits;
    return context_call(d, g->context, g->line, arguments, count);
}

static Core *bits_so_far(Desugar *d, const Comprehension *c, const Generators *g)
{
    return c->kind == BUILD_BINARY ? parameter(d, g, g->count) : NULL;
}

static bool any_strict(const Generators *g)
{
    for (uint32_t i = 0; i < g->count; i++)
        if (g->items[i]->generate.strict)
            return true;
    return false;
}

// The clause for elements that match.
static void clause_accept(Desugar *d, const Comprehension *c, uint32_t next, Generators *g,
                          CoreClause *clause)
{
    uint32_t mark = binding_mark(d);
    PatternScope scope = {.visible = mark};
    for (uint32_t i = 0; i < g->count; i++) {
        CorePattern *rest = rest_pattern(d, g, i);
        clause->patterns[i] = generator_pattern(d, &scope, g->items[i], rest);
    }
    uint32_t tests = any_strict(g) ? 0 : count_guard_tests(d, c, next);
    Core *guard = NULL;
    if (tests > 0)
        guard = desugar_guard_tests(d, g->line, c->qualifiers.items + next, tests);
    clause->guard = desugar_conjunction(d, g->line, scope.tests, scope.test_count, guard);
    if (c->kind == BUILD_BINARY) {
        More more = {.owner = g->context, .value = parameter(d, g, g->count)};
        clause->body = generators_again(d, g, comprehension_rest(d, c, next + tests, &more));
    } else {
        CoreVariable *rests = ARENA_ARRAY(d->arena, CoreVariable, g->count);
        memcpy(rests, g->rests, g->count * sizeof *rests);
        More more = {.callee = g->context, .rests = rests};
        clause->body = comprehension_rest(d, c, next + tests, &more);
    }
    binding_pop(d, mark);
}

// The clause for elements that only relaxed generators refuse.
static void clause_skip(Desugar *d, const Comprehension *c, Generators *g, CoreClause *clause)
{
    uint32_t mark = binding_mark(d);
    PatternScope scope = {.visible = mark};
    for (uint32_t i = 0; i < g->count; i++) {
        CorePattern *rest = rest_pattern(d, g, i);
        clause->patterns[i] = g->items[i]->generate.strict
                                  ? generator_pattern(d, &scope, g->items[i], rest)
                                  : generator_skip_pattern(d, g->items[i], rest);
    }
    clause->guard = desugar_conjunction(d, g->line, scope.tests, scope.test_count, NULL);
    clause->body = generators_again(d, g, bits_so_far(d, c, g));
    binding_pop(d, mark);
}

// The element that a strict generator refuses, and a pattern that finds it.
static CorePattern *refused_pattern(Desugar *d, const Generators *g, uint32_t i, Core **element)
{
    const Node *node = g->items[i];
    if (node->kind == NODE_BINARY_GENERATE) {
        *element = core_again(d, g->subjects[i]);
        return pattern_of_all_bits(d, g->line);
    }
    CoreVariable first = binding_new_variable(d, NULL);
    *element = core_variable(d->module, g->line, first);
    if (node->kind == NODE_GENERATE)
        return pattern_pair(d, g->line, pattern_variable(d, g->line, first),
                            pattern_any(d, g->line));
    CoreVariable second = binding_new_variable(d, NULL);
    *element = desugar_pair_tuple(d, g->line, *element, core_variable(d->module, g->line, second));
    return pattern_triple(d, g->line, pattern_variable(d, g->line, first),
                          pattern_variable(d, g->line, second), pattern_any(d, g->line));
}

static void clause_refuse(Desugar *d, Generators *g, CoreClause *clause)
{
    Core **elements = ARENA_ARRAY(d->arena, Core *, g->count);
    for (uint32_t i = 0; i < g->count; i++)
        clause->patterns[i] = refused_pattern(d, g, i, &elements[i]);
    Core *value = g->count == 1 ? elements[0] : core_tuple(d->module, g->line, elements, g->count);
    clause->body = desugar_error_pair(d, g->line, "badmatch", value);
}

static void clause_end(Desugar *d, const Comprehension *c, Generators *g, const More *more,
                       CoreClause *clause)
{
    for (uint32_t i = 0; i < g->count; i++)
        clause->patterns[i] = generator_end_pattern(d, g->items[i]);
    clause->body = c->kind == BUILD_BINARY ? bits_so_far(d, c, g) : more_make(d, more, g->line);
}

static void clause_bad(Desugar *d, Generators *g, CoreClause *clause)
{
    Core **values = ARENA_ARRAY(d->arena, Core *, g->count);
    for (uint32_t i = 0; i < g->count; i++) {
        clause->patterns[i] = pattern_any(d, g->line);
        values[i] = core_again(d, g->subjects[i]);
    }
    Core *value = g->count == 1 ? values[0] : core_tuple(d->module, g->line, values, g->count);
    clause->body =
        desugar_error_pair(d, g->line, g->count == 1 ? "bad_generator" : "bad_generators", value);
}

static Core *generators_clauses(Desugar *d, const Comprehension *c, uint32_t next, Generators *g,
                                const More *more)
{
    CoreClause *clauses = desugar_clauses_allocate(d, 5);
    uint32_t count = 0;
    for (uint32_t i = 0; i < 5; i++) {
        clauses[i].line = g->line;
        clauses[i].patterns = ARENA_ARRAY(d->arena, CorePattern *, g->count);
    }
    bool strict = any_strict(g);
    clause_accept(d, c, next, g, &clauses[count++]);
    if (!strict || g->count > 1)
        clause_skip(d, c, g, &clauses[count++]);
    clause_end(d, c, g, more, &clauses[count++]);
    if (strict)
        clause_refuse(d, g, &clauses[count++]);
    clause_bad(d, g, &clauses[count++]);
    return core_case(d->module, g->line, g->subjects, g->count, clauses, count);
}

// ---- the function of a generator ---------------------------------------------------------------

// What a map generator goes through: an iterator.
static Core *map_iterator(Desugar *d, Core *source, CoreLine line)
{
    enum { CLAUSES = 5 };
    CoreClause *clauses = desugar_clauses_allocate(d, CLAUSES);
    CorePattern **patterns = ARENA_ARRAY(d->arena, CorePattern *, CLAUSES);
    Core **arguments = ARENA_NEW(d->arena, Core *), **subjects = ARENA_NEW(d->arena, Core *);
    arguments[0] = core_again(d, source);
    subjects[0] = source;
    patterns[0] = core_pattern(d->module, PATTERN_MAP, line);
    patterns[1] =
        pattern_triple(d, line, pattern_any(d, line), pattern_any(d, line), pattern_any(d, line));
    patterns[2] = pattern_pair(d, line, pattern_any(d, line), pattern_any(d, line));
    patterns[3] = pattern_literal(d, line, literal_atom(d->literals, "none"));
    patterns[4] = pattern_any(d, line);
    for (uint32_t i = 0; i < CLAUSES; i++)
        clauses[i] =
            (CoreClause){.patterns = &patterns[i], .body = core_again(d, source), .line = line};
    clauses[0].body = core_call_remote(d->module, line, core_atom(d->module, line, "maps"),
                                       core_atom(d->module, line, "iterator"), arguments, 1);
    clauses[4].body = desugar_error_pair(d, line, "bad_generator", core_again(d, source));
    return core_case(d->module, line, subjects, 1, clauses, CLAUSES);
}

static Core *generator_subject(Desugar *d, Block *block, const Generators *g, uint32_t i)
{
    if (g->items[i]->kind != NODE_MAP_GENERATE)
        return parameter(d, g, i);
    Core **arguments = ARENA_NEW(d->arena, Core *);
    arguments[0] = parameter(d, g, i);
    return block_atomic(d, block,
                        core_call_remote(d->module, g->line, core_atom(d->module, g->line, "maps"),
                                         core_atom(d->module, g->line, "next"), arguments, 1));
}

static Core *generators_function(Desugar *d, const Comprehension *c, uint32_t next, Generators *g,
                                 const More *more)
{
    Block block = {0};
    g->subjects = ARENA_ARRAY(d->arena, Core *, g->count);
    g->rests = ARENA_ARRAY(d->arena, CoreVariable, g->count);
    for (uint32_t i = 0; i < g->count; i++)
        g->subjects[i] = generator_subject(d, &block, g, i);
    return block_close(d, &block, g->line, generators_clauses(d, c, next, g, more));
}

static Core **generator_sources(Desugar *d, Block *block, Node *const *items, uint32_t count,
                                CoreLine line)
{
    Node **sources = ARENA_ARRAY(d->arena, Node *, count);
    for (uint32_t i = 0; i < count; i++)
        sources[i] = items[i]->generate.source;
    Core **values = desugar_operands(d, block, sources, count);
    for (uint32_t i = 0; i < count; i++)
        if (items[i]->kind == NODE_MAP_GENERATE)
            values[i] = map_iterator(d, block_atomic(d, block, values[i]), line);
    return values;
}

static Core *comprehension_generator(Desugar *d, const Comprehension *c, uint32_t index,
                                     const More *more)
{
    Node *node = c->qualifiers.items[index];
    Generators g = {
        .items = &c->qualifiers.items[index], .count = 1, .line = desugar_line(d, node->span)};
    if (node->kind == NODE_ZIP) {
        g.items = node->list.items;
        g.count = node->list.count;
    }
    bool is_binary = c->kind == BUILD_BINARY;
    Block block = {0};
    uint32_t mark = binding_mark(d), count = g.count + (is_binary ? 1 : 0);
    Core **arguments = ARENA_ARRAY(d->arena, Core *, count);
    memcpy(arguments, generator_sources(d, &block, g.items, g.count, g.line),
           g.count * sizeof *arguments);
    if (is_binary)
        arguments[g.count] = more_make(d, more, g.line);
    g.context = context_open(d, count, g.line);
    Core *body = generators_function(d, c, index + 1, &g, more);
    context_close(d, g.context, body, is_binary ? "lbc" : "lc", false);
    Core *call = context_call(d, g.context, g.line, arguments, count);
    binding_pop(d, mark);
    return block_close(d, &block, g.line, call);
}

// The qualifiers from `index` on, and the template.
static Core *comprehension_rest(Desugar *d, const Comprehension *c, uint32_t index,
                                const More *more)
{
    if (index == c->qualifiers.count)
        return comprehension_template(d, c, more);
    if (is_generator(c->qualifiers.items[index]))
        return comprehension_generator(d, c, index, more);
    uint32_t tests = count_guard_tests(d, c, index);
    if (tests > 0)
        return filter_of_guard(d, c, index, tests, more);
    return filter_of_expression(d, c, index, more);
}

static Core *comprehension(Desugar *d, const Node *node, BuildKind kind, Core *value)
{
    Comprehension c = {kind, node->comprehension.template, node->comprehension.qualifiers};
    More more = {.owner = d->context, .value = value};
    uint32_t mark = binding_mark(d);
    Core *core = comprehension_rest(d, &c, 0, &more);
    binding_pop(d, mark);
    return core;
}

static Core *nil(Desugar *d, const Node *node)
{
    return core_literal(d->module, desugar_line(d, node->span), literal_nil(d->literals));
}

Core *desugar_list_comprehension(Desugar *d, const Node *node, Core *more)
{
    return comprehension(d, node, BUILD_LIST, more != NULL ? more : nil(d, node));
}

void desugar_comprehension_effect(Desugar *d, Block *block, const Node *node)
{
    block_effect(d, block, comprehension(d, node, BUILD_NOTHING, nil(d, node)));
}

Core *desugar_binary_comprehension(Desugar *d, const Node *node)
{
    const Literal *empty = literal_bitstring(d->literals, NULL, 0);
    return comprehension(d, node, BUILD_BINARY,
                         core_literal(d->module, desugar_line(d, node->span), empty));
}

Core *desugar_map_comprehension(Desugar *d, const Node *node)
{
    CoreLine line = desugar_line(d, node->span);
    Core **arguments = ARENA_NEW(d->arena, Core *);
    arguments[0] = comprehension(d, node, BUILD_LIST, nil(d, node));
    return core_call_remote(d->module, line, core_atom(d->module, line, "maps"),
                            core_atom(d->module, line, "from_list"), arguments, 1);
}
