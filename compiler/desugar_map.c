// SPDX-License-Identifier: Apache-2.0
// Desugar: maps. Each MAP node of Core gets keys that are certainly distinct and all `=>` or all
// `:=`.

#include "desugar_state.h"

// #{} after the base, or a run of fields: what one MAP node does.
static bool pair_joins(const CoreMapPair *pairs, uint32_t count, const CoreMapPair *next)
{
    if (next->key->kind != CORE_LITERAL || next->exact != pairs[0].exact)
        return false;
    for (uint32_t i = 0; i < count; i++)
        if (pairs[i].key->kind != CORE_LITERAL || pairs[i].key->literal == next->key->literal)
            return false;
    return true;
}

static uint32_t group_length(const CoreMapPair *pairs, uint32_t count)
{
    uint32_t length = 1;
    while (length < count && pair_joins(pairs, length, &pairs[length]))
        length++;
    return length;
}

static Core *map_node(Desugar *d, CoreLine line, Core *base, CoreMapPair *pairs, uint32_t count)
{
    Core *core = core_new(d->module, CORE_MAP, line);
    core->map.base = base;
    core->map.pairs = pairs;
    core->map.count = count;
    return core;
}

static Core *map_nodes(Desugar *d, CoreLine line, Core *base, CoreMapPair *pairs, uint32_t count)
{
    for (uint32_t done = 0; done < count;) {
        uint32_t length = group_length(pairs + done, count - done);
        base = map_node(d, line, base, pairs + done, length);
        done += length;
    }
    return base;
}

static CoreMapPair *map_pairs(Desugar *d, const Node *node, Core **keys_and_values)
{
    NodeList fields = node->map.fields;
    CoreMapPair *pairs = ARENA_ARRAY(d->arena, CoreMapPair, fields.count);
    for (uint32_t i = 0; i < fields.count; i++) {
        pairs[i].key = keys_and_values[2 * i];
        pairs[i].value = keys_and_values[2 * i + 1];
        pairs[i].exact = fields.items[i]->kind == NODE_MAP_FIELD_EXACT;
        pairs[i].line = desugar_line(d, fields.items[i]->span);
    }
    return pairs;
}

static const Literal *map_literal(Desugar *d, const CoreMapPair *pairs, uint32_t count)
{
    LiteralPair *literals = ARENA_ARRAY(d->arena, LiteralPair, count);
    for (uint32_t i = 0; i < count; i++) {
        if (pairs[i].key->kind != CORE_LITERAL || pairs[i].value->kind != CORE_LITERAL)
            return NULL;
        literals[i] = (LiteralPair){pairs[i].key->literal, pairs[i].value->literal};
    }
    return literal_map(d->literals, literals, count);
}

// M#{}: M if it is a map.
static Core *map_unchanged(Desugar *d, CoreLine line, Core *base)
{
    CoreClause *clauses = desugar_clauses_allocate(d, 2);
    CorePattern **patterns = ARENA_ARRAY(d->arena, CorePattern *, 2);
    Core **subjects = ARENA_NEW(d->arena, Core *);
    patterns[0] = core_pattern(d->module, PATTERN_MAP, line);
    patterns[1] = pattern_any(d, line);
    subjects[0] = base;
    clauses[0] = (CoreClause){.patterns = &patterns[0], .body = core_again(d, base), .line = line};
    clauses[1] = (CoreClause){.patterns = &patterns[1], .line = line};
    clauses[1].body = desugar_error_pair(d, line, "badmap", core_again(d, base));
    return core_case(d->module, line, subjects, 1, clauses, 2);
}

Core *desugar_map(Desugar *d, Block *block, const Node *node)
{
    NodeList fields = node->map.fields;
    CoreLine line = desugar_line(d, node->span);
    Node **nodes = ARENA_ARRAY(d->arena, Node *, fields.count * 2 + 1);
    nodes[0] = node->map.base;
    for (uint32_t i = 0; i < fields.count; i++) {
        nodes[1 + 2 * i] = fields.items[i]->pair.left;
        nodes[2 + 2 * i] = fields.items[i]->pair.right;
    }
    Core **values = desugar_operands(d, block, nodes, fields.count * 2 + 1);
    CoreMapPair *pairs = map_pairs(d, node, values + 1);
    if (values[0] == NULL) {
        const Literal *literal = map_literal(d, pairs, fields.count);
        if (literal != NULL)
            return core_literal(d->module, line, literal);
    } else if (fields.count == 0) {
        return map_unchanged(d, line, block_atomic(d, block, values[0]));
    }
    if (group_length(pairs, fields.count) < fields.count) {
        if (values[0] != NULL)
            values[0] = block_atomic(d, block, values[0]);
        for (uint32_t i = 0; i < fields.count; i++) {
            pairs[i].key = block_atomic(d, block, pairs[i].key);
            pairs[i].value = block_atomic(d, block, pairs[i].value);
        }
    }
    return map_nodes(d, line, values[0], pairs, fields.count);
}

Core *desugar_map_guard(Desugar *d, const Node *node)
{
    NodeList fields = node->map.fields;
    CoreLine line = desugar_line(d, node->span);
    Core **values = ARENA_ARRAY(d->arena, Core *, fields.count * 2);
    for (uint32_t i = 0; i < fields.count; i++) {
        values[2 * i] = desugar_guard_expr(d, fields.items[i]->pair.left);
        values[2 * i + 1] = desugar_guard_expr(d, fields.items[i]->pair.right);
    }
    Core *base = node->map.base != NULL ? desugar_guard_expr(d, node->map.base) : NULL;
    CoreMapPair *pairs = map_pairs(d, node, values);
    if (fields.count == 0)
        return base != NULL ? base
                            : core_literal(d->module, line, literal_map(d->literals, NULL, 0));
    return map_nodes(d, line, base, pairs, fields.count);
}

CorePattern *desugar_map_pattern(Desugar *d, PatternScope *scope, const Node *node)
{
    NodeList fields = node->map.fields;
    CorePattern *pattern = core_pattern(d->module, PATTERN_MAP, desugar_line(d, node->span));
    pattern->map.pairs = ARENA_ARRAY(d->arena, CorePatternPair, fields.count);
    pattern->map.size = fields.count;
    for (uint32_t i = 0; i < fields.count; i++) {
        pattern->map.pairs[i].key = desugar_pattern_expr(d, scope, fields.items[i]->pair.left);
        pattern->map.pairs[i].value = desugar_pattern(d, scope, fields.items[i]->pair.right);
    }
    return pattern;
}
