// SPDX-License-Identifier: Apache-2.0
// Match: bit syntax and map patterns, whose tests go from left to right through segments or keys.

#include <string.h>

#include "match.h"

// ---- steps of a binary pattern -----------------------------------------------------------------

typedef struct {
    Matcher *matcher;
    BitSteps *steps;
    uint32_t capacity;
    uint32_t byte_capacity; // of the last step
} StepBuilder;

static BitStep *step_add(StepBuilder *builder, BitStepKind kind)
{
    BitStep step = {.kind = kind};
    ARENA_APPEND(builder->matcher->module->arena, builder->steps->steps, builder->steps->count,
                 builder->capacity, step);
    builder->byte_capacity = 0;
    return &builder->steps->steps[builder->steps->count - 1];
}

static void step_add_byte(StepBuilder *builder, uint8_t byte)
{
    BitSteps *steps = builder->steps;
    BitStep *step = steps->count != 0 ? &steps->steps[steps->count - 1] : NULL;
    if (step == NULL || step->kind != STEP_BITS)
        step = step_add(builder, STEP_BITS);
    ARENA_APPEND(builder->matcher->module->arena, step->bytes, step->byte_count,
                 builder->byte_capacity, byte);
}

static void step_add_utf8(StepBuilder *builder, uint32_t code)
{
    if (code < 0x80) {
        step_add_byte(builder, (uint8_t)code);
        return;
    }
    uint32_t extra = code < 0x800 ? 1 : code < 0x10000 ? 2 : 3;
    step_add_byte(builder, (uint8_t)(0xff00 >> (extra + 1) | code >> (6 * extra)));
    for (uint32_t i = extra; i-- > 0;)
        step_add_byte(builder, (uint8_t)(0x80 | (code >> (6 * i) & 0x3f)));
}

static bool spec_is_byte(const CoreSegmentSpec *spec)
{
    return spec->type == CORE_SEGMENT_INTEGER && spec->unit == 1 &&
           spec->size->kind == CORE_LITERAL && spec->size->literal->kind == LITERAL_INTEGER &&
           spec->size->literal->integer == 8;
}

static bool spec_is_plain_byte(const CoreSegmentSpec *spec)
{
    return spec_is_byte(spec) && (spec->flags & CORE_SEGMENT_SIGNED) == 0;
}

// Constant bytes; false if the segment is not of that kind.
static bool step_add_constant(StepBuilder *builder, const CorePatternSegment *segment)
{
    if (segment->value->kind != PATTERN_LITERAL || segment->value->literal->kind != LITERAL_INTEGER)
        return false;
    int64_t value = segment->value->literal->integer;
    if (segment->spec.type == CORE_SEGMENT_UTF8) {
        if (value < 0 || value > 0x10ffff || (value >= 0xd800 && value <= 0xdfff))
            return false;
        step_add_utf8(builder, (uint32_t)value);
        return true;
    }
    bool is_signed = (segment->spec.flags & CORE_SEGMENT_SIGNED) != 0;
    int64_t least = is_signed ? -128 : 0;
    if (!spec_is_byte(&segment->spec) || value < least || value > least + 255)
        return false;
    step_add_byte(builder, (uint8_t)value);
    return true;
}

const BitSteps *match_bit_steps(Matcher *m, const CorePattern *pattern)
{
    StepBuilder builder = {.matcher = m, .steps = core_allocate(m->module, sizeof(BitSteps))};
    bool takes_all = false;
    for (uint32_t i = 0; i < pattern->bits.count; i++) {
        const CorePatternSegment *segment = &pattern->bits.segments[i];
        if (step_add_constant(&builder, segment))
            continue;
        takes_all = segment->spec.type == CORE_SEGMENT_BINARY && segment->spec.size == NULL;
        if (takes_all && segment->spec.unit == 1 && pattern_is_any(segment->value))
            break;
        BitStep *step = step_add(&builder, STEP_GET);
        step->spec = segment->spec;
        step->value = segment->value;
    }
    if (!takes_all)
        step_add(&builder, STEP_END);
    return builder.steps;
}

// ---- what rows have in common ------------------------------------------------------------------

static const BitStep *row_step(const Row *row, const Occurrence *at, uint32_t *done)
{
    const Constraint *constraint = row_constraint(row, CONSTRAINT_STEPS, at);
    if (constraint == NULL)
        return NULL;
    if (done != NULL)
        *done = constraint->steps.done;
    return &constraint->steps.all->steps[constraint->steps.next];
}

static bool same_expression(const Row *left_row, const Core *left, const Row *right_row,
                            const Core *right)
{
    if (left == NULL || right == NULL)
        return left == right;
    if (left->kind != right->kind)
        return false;
    if (left->kind == CORE_LITERAL)
        return left->literal == right->literal;
    if (left->kind != CORE_VARIABLE)
        return false;
    const Occurrence *left_at = row_binding(left_row, left->variable);
    const Occurrence *right_at = row_binding(right_row, right->variable);
    return left_at == right_at && (left_at != NULL || left->variable == right->variable);
}

static bool same_spec(const Row *left_row, const CoreSegmentSpec *left, const Row *right_row,
                      const CoreSegmentSpec *right)
{
    return left->type == right->type && left->flags == right->flags && left->unit == right->unit &&
           same_expression(left_row, left->size, right_row, right->size);
}

// The rows that begin with a byte, known or not.
static uint32_t count_byte_rows(Row *const *rows, uint32_t count, const Occurrence *at)
{
    uint32_t i = 0;
    for (; i < count; i++) {
        const BitStep *step = row_step(rows[i], at, NULL);
        if (step == NULL || !(step->kind == STEP_BITS ||
                              (step->kind == STEP_GET && spec_is_plain_byte(&step->spec))))
            break;
    }
    return i;
}

// The number of constant bytes that the first `count` rows begin with; 0 if not all are constant.
static uint32_t common_bytes(Row *const *rows, uint32_t count, const Occurrence *at)
{
    uint32_t done = 0, other_done = 0;
    const BitStep *first = row_step(rows[0], at, &done);
    uint32_t common = first->kind == STEP_BITS ? first->byte_count - done : 0;
    for (uint32_t i = 1; i < count && common > 0; i++) {
        const BitStep *step = row_step(rows[i], at, &other_done);
        uint32_t length = 0;
        while (step->kind == STEP_BITS && length < common &&
               other_done + length < step->byte_count &&
               step->bytes[other_done + length] == first->bytes[done + length])
            length++;
        common = length;
    }
    return common;
}

static uint32_t count_end_rows(Row *const *rows, uint32_t count, const Occurrence *at)
{
    uint32_t i = 0;
    for (; i < count; i++) {
        const BitStep *step = row_step(rows[i], at, NULL);
        if (step == NULL || step->kind != STEP_END)
            break;
    }
    return i;
}

static uint32_t count_same_gets(Row *const *rows, uint32_t count, const Occurrence *at)
{
    const BitStep *first = row_step(rows[0], at, NULL);
    uint32_t i = 1;
    for (; i < count; i++) {
        const BitStep *step = row_step(rows[i], at, NULL);
        if (step == NULL || step->kind != STEP_GET ||
            !same_spec(rows[0], &first->spec, rows[i], &step->spec))
            break;
    }
    return i;
}

// ---- decisions on a match context --------------------------------------------------------------

typedef struct {
    Row *const *rows;
    uint32_t count;
    Occurrence *at;
    CoreLine line;
    uint32_t bytes; // how many constant ones to match
} StepBuild;

static Row **rows_allocate(Matcher *m, uint32_t count)
{
    return core_allocate(m->module, count * sizeof(Row *));
}

// The row after `bytes` constant bytes, or after one other step (bytes == 0), at context `next`.
static Row *row_advance(Matcher *m, const Row *row, const Occurrence *at, Occurrence *next,
                        uint32_t bytes)
{
    uint32_t index = row_find(row, CONSTRAINT_STEPS, at);
    Row *copy = row_copy(m, row);
    Constraint *constraint = &copy->constraints[index];
    constraint->at = next;
    constraint->steps.done += bytes;
    const BitStep *step = &constraint->steps.all->steps[constraint->steps.next];
    if (bytes == 0 || constraint->steps.done == step->byte_count) {
        constraint->steps.next++;
        constraint->steps.done = 0;
    }
    return constraint->steps.next == constraint->steps.all->count ? row_without(m, copy, index)
                                                                  : copy;
}

static Core *build_end(Matcher *m, void *context, MatchFailure failure)
{
    const StepBuild *build = context;
    Row **rows = rows_allocate(m, build->count);
    for (uint32_t i = 0; i < build->count; i++)
        rows[i] = row_advance(m, build->rows[i], build->at, NULL, 0);
    Core *core = core_new(m->module, CORE_BINARY_END, build->line);
    core->binary_end.context = build->at->variable;
    core->binary_end.then = match_rows(m, rows, build->count, failure);
    core->binary_end.otherwise = match_fail(m, failure);
    return core;
}

static Core *build_bytes(Matcher *m, void *context, MatchFailure failure)
{
    const StepBuild *build = context;
    Row **rows = rows_allocate(m, build->count);
    Occurrence *next = occurrence_fresh(m);
    uint32_t done = 0;
    const BitStep *step = row_step(build->rows[0], build->at, &done);
    for (uint32_t i = 0; i < build->count; i++)
        rows[i] = row_advance(m, build->rows[i], build->at, next, build->bytes);
    Core *core = core_new(m->module, CORE_BINARY_LITERAL, build->line);
    core->binary_literal.context = build->at->variable;
    core->binary_literal.bits =
        literal_bitstring(m->module->literals, step->bytes + done, (size_t)build->bytes * 8);
    core->binary_literal.next = next->variable;
    core->binary_literal.then = match_rows(m, rows, build->count, failure);
    core->binary_literal.otherwise = match_fail(m, failure);
    return core;
}

static CorePattern *step_value(Matcher *m, const BitStep *step, uint32_t done, CoreLine line)
{
    if (step->kind == STEP_GET)
        return step->value;
    CorePattern *pattern = core_pattern(m->module, PATTERN_LITERAL, line);
    pattern->literal = literal_integer(m->module->literals, step->bytes[done]);
    return pattern;
}

static CoreSegmentSpec step_spec(Matcher *m, const Row *row, const BitStep *step, CoreLine line)
{
    if (step->kind == STEP_BITS)
        return (CoreSegmentSpec){CORE_SEGMENT_INTEGER, 0, 1, core_integer(m->module, line, 8)};
    CoreSegmentSpec spec = step->spec;
    if (spec.size != NULL)
        spec.size = row_expression(m, row, spec.size);
    return spec;
}

// One segment that all the rows want next; for the constant bytes of some rows it is a byte.
static Core *build_get(Matcher *m, void *context, MatchFailure failure)
{
    const StepBuild *build = context;
    Row **rows = rows_allocate(m, build->count);
    Occurrence *next = occurrence_fresh(m), *value = NULL;
    for (uint32_t i = 0; i < build->count; i++) {
        uint32_t done = 0;
        const BitStep *step = row_step(build->rows[i], build->at, &done);
        CorePattern *pattern = step_value(m, step, done, build->line);
        rows[i] = row_advance(m, build->rows[i], build->at, next, step->kind == STEP_BITS ? 1 : 0);
        if (pattern_is_any(pattern))
            continue;
        if (value == NULL)
            value = occurrence_fresh(m);
        row_require(m, rows[i], value, pattern);
    }
    Core *core = core_new(m->module, CORE_BINARY_GET, build->line);
    core->binary_get.context = build->at->variable;
    core->binary_get.spec =
        step_spec(m, build->rows[0], row_step(build->rows[0], build->at, NULL), build->line);
    core->binary_get.value = value != NULL ? value->variable : CORE_NO_VARIABLE;
    core->binary_get.next = next->variable;
    core->binary_get.then = match_rows(m, rows, build->count, failure);
    core->binary_get.otherwise = match_fail(m, failure);
    return core;
}

Core *match_steps(Matcher *m, Row *const *rows, uint32_t count, Occurrence *at,
                  MatchFailure failure)
{
    const Constraint *constraint = row_constraint(rows[0], CONSTRAINT_STEPS, at);
    StepBuild build = {.rows = rows, .at = at, .line = constraint->line};
    MatchBuild *function = build_get;
    const BitStep *step = row_step(rows[0], at, NULL);
    if (step->kind == STEP_END) {
        build.count = count_end_rows(rows, count, at);
        function = build_end;
    } else {
        build.count = count_byte_rows(rows, count, at);
        build.bytes = build.count > 0 ? common_bytes(rows, build.count, at) : 0;
        if (build.bytes > 0)
            function = build_bytes;
        else if (build.count == 0)
            build.count = count_same_gets(rows, count, at);
    }
    return match_then_rest(m, rows, build.count, count, failure, function, &build);
}

// ---- keys of a map -----------------------------------------------------------------------------

typedef struct {
    Row *const *rows;
    uint32_t count;
    Occurrence *at;
    const Constraint *first; // of the first row
    const bool *together;    // by key of the first row: every row wants it
} KeyBuild;

static bool row_wants_key(const Row *row, const Constraint *keys, const Row *first, const Core *key)
{
    for (uint32_t i = 0; i < keys->keys.count; i++)
        if (same_expression(row, keys->keys.pairs[i].key, first, key))
            return true;
    return false;
}

static uint32_t count_rows_with_key(Row *const *rows, uint32_t count, const Occurrence *at,
                                    const Core *key)
{
    uint32_t i = 1;
    for (; i < count; i++) {
        const Constraint *keys = row_constraint(rows[i], CONSTRAINT_KEYS, at);
        if (keys == NULL || !row_wants_key(rows[i], keys, rows[0], key))
            break;
    }
    return i;
}

static bool *keys_together(Matcher *m, Row *const *rows, uint32_t count, const Occurrence *at,
                           const Constraint *first)
{
    bool *together = core_allocate(m->module, first->keys.count * sizeof *together);
    for (uint32_t i = 0; i < first->keys.count; i++)
        together[i] =
            i == 0 || count_rows_with_key(rows, count, at, first->keys.pairs[i].key) == count;
    return together;
}

// The row without the keys that are tested now; their values are required of values[].
static Row *row_take_keys(Matcher *m, const KeyBuild *build, const Row *row, Occurrence **values)
{
    uint32_t index = row_find(row, CONSTRAINT_KEYS, build->at);
    Row *copy = row_copy(m, row);
    Constraint keys = copy->constraints[index];
    CorePatternPair *kept = core_allocate(m->module, keys.keys.count * sizeof *kept);
    uint32_t kept_count = 0;
    for (uint32_t i = 0; i < keys.keys.count; i++) {
        CorePatternPair pair = keys.keys.pairs[i];
        uint32_t k = 0;
        while (k < build->first->keys.count &&
               !(build->together[k] &&
                 (pair.key == build->first->keys.pairs[k].key ||
                  same_expression(row, pair.key, build->rows[0], build->first->keys.pairs[k].key))))
            k++;
        if (k == build->first->keys.count) {
            kept[kept_count++] = pair;
        } else if (!pattern_is_any(pair.value)) {
            if (values[k] == NULL)
                values[k] = occurrence_fresh(m);
            row_require(m, copy, values[k], pair.value);
        }
    }
    copy->constraints[index].keys.pairs = kept;
    copy->constraints[index].keys.count = kept_count;
    return kept_count == 0 ? row_without(m, copy, index) : copy;
}

static Core *build_keys(Matcher *m, void *context, MatchFailure failure)
{
    const KeyBuild *build = context;
    uint32_t key_count = build->first->keys.count, count = 0;
    Row **rows = rows_allocate(m, build->count);
    Occurrence **values = core_allocate(m->module, key_count * sizeof *values);
    for (uint32_t i = 0; i < build->count; i++)
        rows[i] = row_take_keys(m, build, build->rows[i], values);
    Core *core = core_new(m->module, CORE_IF_MAP_HAS, build->first->line);
    core->if_map_has.subject = core_variable(m->module, core->line, build->at->variable);
    core->if_map_has.keys = core_allocate(m->module, key_count * sizeof(Core *));
    core->if_map_has.variables = core_allocate(m->module, key_count * sizeof(CoreVariable));
    for (uint32_t i = 0; i < key_count; i++) {
        if (!build->together[i])
            continue;
        core->if_map_has.keys[count] =
            row_expression(m, build->rows[0], build->first->keys.pairs[i].key);
        core->if_map_has.variables[count++] =
            values[i] != NULL ? values[i]->variable : CORE_NO_VARIABLE;
    }
    core->if_map_has.count = count;
    core->if_map_has.then = match_rows(m, rows, build->count, failure);
    core->if_map_has.otherwise = match_fail(m, failure);
    return core;
}

Core *match_keys(Matcher *m, Row *const *rows, uint32_t count, Occurrence *at, MatchFailure failure)
{
    KeyBuild build = {
        .rows = rows, .at = at, .first = row_constraint(rows[0], CONSTRAINT_KEYS, at)};
    build.count = count_rows_with_key(rows, count, at, build.first->keys.pairs[0].key);
    build.together = keys_together(m, rows, build.count, at, build.first);
    return match_then_rest(m, rows, build.count, count, failure, build_keys, &build);
}
