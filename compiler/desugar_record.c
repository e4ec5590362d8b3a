// SPDX-License-Identifier: Apache-2.0
// Desugar: records, which are tuples with the name first.

#include <string.h>

#include "desugar_state.h"

const Form *record_find(const Desugar *d, const Name *name) { return d->records[name->id]; }

uint32_t record_field_index(const Form *record, const Name *field)
{
    uint32_t i = 0;
    while (i < record->record.field_count && record->record.fields[i].name != field)
        i++;
    return i + 1;
}

const Literal *record_index_literal(Desugar *d, const Node *node)
{
    uint32_t index = record_field_index(record_find(d, node->access.name), node->access.field);
    return literal_integer(d->literals, (int64_t)index + 1);
}

Core *desugar_record_info(Desugar *d, const Node *node)
{
    const Form *record = record_find(d, node->call.args.items[1]->name);
    CoreLine line = desugar_line(d, node->span);
    uint32_t count = record->record.field_count;
    if (node->call.args.items[0]->name == DESUGAR_NAME(d, SIZE))
        return core_integer(d->module, line, (int64_t)count + 1);
    const Literal *list = literal_nil(d->literals);
    for (uint32_t i = count; i-- > 0;)
        list = literal_cons(d->literals, desugar_atom(d, record->record.fields[i].name), list);
    return core_literal(d->module, line, list);
}

Core *desugar_is_record(Desugar *d, CoreLine line, Core *value, const Form *record)
{
    Core *name = desugar_atom_core(d, line, record->record.name);
    Core *size = core_integer(d->module, line, (int64_t)record->record.field_count + 1);
    return core_bif(d->module, line, "is_record", value, name, size);
}

static Node *field_find(NodeList fields, const Name *name)
{
    for (uint32_t i = 0; i < fields.count; i++)
        if (fields.items[i]->field.name == name)
            return fields.items[i]->field.value;
    return NULL;
}

// What each field of a record expression or pattern is given, in the order of the definition; NULL:
// nothing.
static Node **record_field_nodes(Desugar *d, const Form *record, NodeList fields,
                                 bool with_defaults)
{
    Node **nodes = ARENA_ARRAY(d->arena, Node *, record->record.field_count);
    Node *others = field_find(fields, DESUGAR_NAME(d, ANONYMOUS));
    for (uint32_t i = 0; i < record->record.field_count; i++) {
        const RecordField *field = &record->record.fields[i];
        nodes[i] = field_find(fields, field->name);
        if (nodes[i] == NULL)
            nodes[i] = others != NULL ? others : with_defaults ? field->value : NULL;
    }
    return nodes;
}

static Core *record_tuple(Desugar *d, CoreLine line, const Form *record, Core **fields)
{
    uint32_t count = record->record.field_count;
    Core **values = ARENA_ARRAY(d->arena, Core *, count + 1);
    values[0] = desugar_atom_core(d, line, record->record.name);
    for (uint32_t i = 0; i < count; i++)
        values[i + 1] = fields[i] != NULL ? fields[i] : core_atom(d->module, line, "undefined");
    return desugar_make_tuple(d, line, values, count + 1);
}

Core *desugar_record_new(Desugar *d, Block *block, const Node *node)
{
    const Form *record = record_find(d, node->record.name);
    Node **nodes = record_field_nodes(d, record, node->record.fields, true);
    Core **values = desugar_operands(d, block, nodes, record->record.field_count);
    return record_tuple(d, desugar_line(d, node->span), record, values);
}

Core *desugar_record_guard(Desugar *d, const Node *node)
{
    const Form *record = record_find(d, node->record.name);
    uint32_t count = record->record.field_count;
    Node **nodes = record_field_nodes(d, record, node->record.fields, true);
    Core **values = ARENA_ARRAY(d->arena, Core *, count);
    for (uint32_t i = 0; i < count; i++)
        values[i] = nodes[i] != NULL ? desugar_guard_expr(d, nodes[i]) : NULL;
    return record_tuple(d, desugar_line(d, node->span), record, values);
}

static CorePattern *record_pattern_of_any(Desugar *d, CoreLine line, const Form *record)
{
    uint32_t count = record->record.field_count;
    CorePattern *pattern = core_pattern(d->module, PATTERN_TUPLE, line);
    pattern->tuple.arity = count + 1;
    pattern->tuple.elements = ARENA_ARRAY(d->arena, CorePattern *, count + 1);
    pattern->tuple.elements[0] = pattern_literal(d, line, desugar_atom(d, record->record.name));
    for (uint32_t i = 1; i <= count; i++)
        pattern->tuple.elements[i] = pattern_any(d, line);
    return pattern;
}

CorePattern *desugar_record_pattern(Desugar *d, PatternScope *scope, const Node *node)
{
    const Form *record = record_find(d, node->record.name);
    Node **nodes = record_field_nodes(d, record, node->record.fields, false);
    CorePattern *pattern = record_pattern_of_any(d, desugar_line(d, node->span), record);
    for (uint32_t i = 0; i < record->record.field_count; i++)
        if (nodes[i] != NULL)
            pattern->tuple.elements[i + 1] = desugar_pattern(d, scope, nodes[i]);
    return pattern;
}

// case Value of <pattern of the record> -> body; _ -> {badrecord, Value}
static Core *record_checked(Desugar *d, CoreLine line, Core *value, CorePattern *pattern,
                            Core *body)
{
    CoreClause *clauses = desugar_clauses_allocate(d, 2);
    CorePattern **patterns = ARENA_ARRAY(d->arena, CorePattern *, 2);
    Core **subjects = ARENA_NEW(d->arena, Core *);
    patterns[0] = pattern;
    patterns[1] = pattern_any(d, line);
    subjects[0] = value;
    Core *failure = core_fail_value(d->module, line, FAIL_BADRECORD, core_again(d, value));
    clauses[0] = (CoreClause){.patterns = &patterns[0], .body = body, .line = line};
    clauses[1] = (CoreClause){.patterns = &patterns[1], .body = failure, .line = line};
    return core_case(d->module, line, subjects, 1, clauses, 2);
}

Core *desugar_record_access(Desugar *d, Block *block, const Node *node)
{
    const Form *record = record_find(d, node->access.name);
    CoreLine line = desugar_line(d, node->span);
    Core *value = block_atomic(d, block, desugar_expr(d, block, node->access.base));
    CorePattern *pattern = record_pattern_of_any(d, line, record);
    CoreVariable field = binding_new_variable(d, NULL);
    pattern->tuple.elements[record_field_index(record, node->access.field)] =
        pattern_variable(d, line, field);
    return record_checked(d, line, value, pattern, core_variable(d->module, line, field));
}

// The new values are computed before the record is looked at.
static Core *record_updated(Desugar *d, const Node *node, const Form *record, Core **values,
                            Core *tuple)
{
    NodeList fields = node->record.fields;
    uint32_t *indices = ARENA_ARRAY(d->arena, uint32_t, fields.count);
    Core **sorted = ARENA_ARRAY(d->arena, Core *, fields.count);
    uint32_t count = 0;
    for (uint32_t i = 0; i < record->record.field_count; i++) {
        for (uint32_t k = 0; k < fields.count; k++) {
            if (fields.items[k]->field.name != record->record.fields[i].name)
                continue;
            indices[count] = i + 1;
            sorted[count++] = values[k];
            break;
        }
    }
    Core *update = core_new(d->module, CORE_TUPLE_UPDATE, tuple->line);
    update->tuple_update.tuple = tuple;
    update->tuple_update.arity = record->record.field_count + 1;
    update->tuple_update.indices = indices;
    update->tuple_update.values = sorted;
    update->tuple_update.count = count;
    return update;
}

Core *desugar_record_update(Desugar *d, Block *block, const Node *node)
{
    const Form *record = record_find(d, node->record.name);
    CoreLine line = desugar_line(d, node->span);
    uint32_t count = node->record.fields.count;
    Node **nodes = ARENA_ARRAY(d->arena, Node *, count + 1);
    for (uint32_t i = 0; i < count; i++)
        nodes[i] = node->record.fields.items[i]->field.value;
    nodes[count] = node->record.base;
    Core **values = desugar_operands(d, block, nodes, count + 1);
    for (uint32_t i = 0; i <= count; i++)
        values[i] = block_atomic(d, block, values[i]);
    Core *again = core_again(d, values[count]);
    Core *body = count == 0 ? again : record_updated(d, node, record, values, again);
    return record_checked(d, line, values[count], record_pattern_of_any(d, line, record), body);
}
