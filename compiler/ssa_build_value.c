// SPDX-License-Identifier: Apache-2.0
// Flat Core to SSA: calls, BIFs, and the construction of data.

#include <string.h>

#include "ssa_build.h"

// ---- calls -------------------------------------------------------------------------------------

void builder_evaluate_all(Builder *b, Core *const *items, uint32_t count, SsaOperand *out)
{
    for (uint32_t i = 0; i < count; i++)
        out[i] = builder_evaluate(b, items[i]);
}

SsaOperand *builder_evaluate_list(Builder *b, Core *const *items, uint32_t count, uint32_t extra)
{
    SsaOperand *out = ARENA_ARRAY(b->function->arena, SsaOperand, count + extra + 1);
    builder_evaluate_all(b, items, count, out);
    return out;
}

static SsaOperand add_call(Builder *b, SsaOp op, CoreLine line, SsaOperand *operands,
                           uint32_t count)
{
    SsaInstruction *call = builder_add(b, op, line, 0);
    call->operands = operands;
    call->count = count;
    call->index = count;
    return builder_result(b, call);
}

SsaOperand builder_evaluate_call_local(Builder *b, const Core *core)
{
    SsaOperand *operands =
        builder_evaluate_list(b, core->call_local.arguments, core->call_local.count, 0);
    SsaOperand result = add_call(b, SSA_CALL, core->line, operands, core->call_local.count);
    b->block->instructions[b->block->count - 1]->function = core->call_local.name;
    return result;
}

SsaOperand builder_evaluate_call_fun(Builder *b, const Core *core)
{
    SsaOperand fun = builder_evaluate(b, core->call_fun.fun);
    SsaOperand *operands =
        builder_evaluate_list(b, core->call_fun.arguments, core->call_fun.count, 1);
    operands[core->call_fun.count] = fun;
    SsaOperand result = add_call(b, SSA_CALL_FUN, core->line, operands, core->call_fun.count + 1);
    b->block->instructions[b->block->count - 1]->index = core->call_fun.count;
    return result;
}

static SsaOperand evaluate_apply(Builder *b, const Core *core)
{
    uint32_t count = core->call_remote.count;
    SsaOperand module = builder_evaluate(b, core->call_remote.module);
    SsaOperand function = builder_evaluate(b, core->call_remote.function);
    SsaOperand *operands = builder_evaluate_list(b, core->call_remote.arguments, count, 2);
    operands[count] = module;
    operands[count + 1] = function;
    SsaOperand result = add_call(b, SSA_APPLY, core->line, operands, count + 2);
    b->block->instructions[b->block->count - 1]->index = count;
    return result;
}

static SsaOperand end_noreturn(Builder *b, CoreLine line)
{
    SsaBlock *block = builder_current(b);
    SsaInstruction *call = block->instructions[--block->count];
    call->result = SSA_NONE;
    builder_end(b, SSA_END_NORETURN, line, 0);
    block->instruction = call;
    return ssa_literal(b->false_atom);
}

// error({Name, Value})
void builder_end_with_error(Builder *b, CoreLine line, const char *name, SsaOperand value)
{
    SsaInstruction *pair = builder_add(b, SSA_TUPLE, line, 2);
    pair->operands[0] = ssa_literal(literal_atom(b->module->literals, name));
    pair->operands[1] = value;
    SsaInstruction *call = builder_create(b, SSA_CALL_EXTERNAL, line, 1);
    call->operands[0] = builder_result(b, pair);
    call->module = b->erlang;
    call->function = literal_atom(b->module->literals, "error");
    call->index = 1;
    builder_end(b, SSA_END_NORETURN, line, 0)->instruction = call;
}

static SsaOperand evaluate_bif(Builder *b, const Core *core, const BifInfo *info)
{
    uint32_t count = core->call_remote.count;
    SsaOperand *operands = builder_evaluate_list(b, core->call_remote.arguments, count, 0);
    if (info->kind == BIF_SEND)
        return add_call(b, SSA_SEND, core->line, operands, count);
    SsaInstruction *bif = builder_create(b, SSA_BIF, core->line, 0);
    bif->function = core->call_remote.function->literal;
    bif->operands = operands;
    bif->count = count;
    bif->index = (uint32_t)info->kind;
    if (!info->total)
        return builder_fallible(b, bif);
    ssa_insert_instruction(b->function, builder_current(b), b->block->count, bif);
    return builder_result(b, bif);
}

// The value of a test: true or false through a join.
SsaOperand builder_evaluate_truth(Builder *b, const Core *core)
{
    SsaBlock *yes = builder_block(b);
    SsaBlock *no = builder_block(b);
    SsaBlock *join = builder_block(b);
    builder_add_parameters(b, join, 1);
    builder_branch(b, core, yes, no, b->fail != NULL ? b->fail : no);
    SsaOperand truth[] = {ssa_literal(b->true_atom), ssa_literal(b->false_atom)};
    b->block = yes;
    builder_jump(b, core->line, join, &truth[0]);
    b->block = no;
    builder_jump(b, core->line, join, &truth[1]);
    b->block = join;
    return ssa_value(join->parameters[0]);
}

// is_record(Subject, ...) as a value. The subject is evaluated here, so that in a body its errors
// are raised.
static SsaOperand evaluate_record_test(Builder *b, const Core *core)
{
    CoreVariable temporary = b->function->core->variable_count; // a slot of its own
    SsaOperand subject = builder_evaluate(b, core->call_remote.arguments[0]);
    uint32_t count = core->call_remote.count;
    Core **arguments = ARENA_ARRAY(b->function->arena, Core *, count);
    memcpy(arguments, core->call_remote.arguments, count * sizeof *arguments);
    arguments[0] = core_variable(b->module, core->line, temporary);
    b->variables[temporary] = subject;
    return builder_evaluate_truth(b,
                                  core_call_remote(b->module, core->line, core->call_remote.module,
                                                   core->call_remote.function, arguments, count));
}

static bool is_known_remote(const Core *core)
{
    const Core *module = core->call_remote.module;
    const Core *function = core->call_remote.function;
    return module->kind == CORE_LITERAL && module->literal->kind == LITERAL_ATOM &&
           function->kind == CORE_LITERAL && function->literal->kind == LITERAL_ATOM;
}

bool builder_is_erlang_call(const Builder *b, const Core *core)
{
    return core->kind == CORE_CALL_REMOTE && is_known_remote(core) &&
           core->call_remote.module->literal == b->erlang;
}

// is_record(X, Tag, Size) with constants; or with a constant tag, is_record(X, Tag).
bool builder_is_record_test(const Builder *b, const Core *core)
{
    if (!builder_is_erlang_call(b, core) ||
        !literal_is_atom(core->call_remote.function->literal, "is_record"))
        return false;
    Core *const *arguments = core->call_remote.arguments;
    uint32_t count = core->call_remote.count;
    if (count < 2 || count > 3 || arguments[1]->kind != CORE_LITERAL ||
        arguments[1]->literal->kind != LITERAL_ATOM)
        return false;
    return count == 2 ||
           (arguments[2]->kind == CORE_LITERAL && arguments[2]->literal->kind == LITERAL_INTEGER &&
            arguments[2]->literal->integer > 0 && arguments[2]->literal->integer < UINT16_MAX);
}

// apply(F, [A, ...]) and apply(M, F, [A, ...]) with a list whose length shows are ordinary calls.
static bool literal_apply_arity(const Builder *b, const Core *core, uint32_t *arity)
{
    uint32_t count = core->call_remote.count;
    if (!builder_is_erlang_call(b, core) || b->fail != NULL || count < 2 || count > 3 ||
        !literal_is_atom(core->call_remote.function->literal, "apply"))
        return false;
    const Core *list = core->call_remote.arguments[count - 1];
    for (*arity = 0; list->kind == CORE_CONS; list = list->pair.right)
        (*arity)++;
    return list->kind == CORE_LITERAL && list->literal->kind == LITERAL_NIL && *arity < 200;
}

static SsaOperand evaluate_literal_apply(Builder *b, const Core *core, uint32_t arity)
{
    uint32_t last = core->call_remote.count - 1;
    Core **arguments = ARENA_ARRAY(b->function->arena, Core *, arity + 1);
    const Core *list = core->call_remote.arguments[last];
    for (uint32_t i = 0; i < arity; i++, list = list->pair.right)
        arguments[i] = list->pair.left;
    if (last == 1)
        return builder_evaluate(b, core_call_fun(b->module, core->line,
                                                 core->call_remote.arguments[0], arguments, arity));
    return builder_evaluate(b,
                            core_call_remote(b->module, core->line, core->call_remote.arguments[0],
                                             core->call_remote.arguments[1], arguments, arity));
}

SsaOperand builder_evaluate_call_remote(Builder *b, const Core *core)
{
    uint32_t arity;
    if (!is_known_remote(core))
        return evaluate_apply(b, core);
    if (builder_is_record_test(b, core))
        return evaluate_record_test(b, core);
    if (literal_apply_arity(b, core, &arity))
        return evaluate_literal_apply(b, core, arity);
    const Literal *name = core->call_remote.function->literal;
    uint32_t count = core->call_remote.count;
    const BifInfo *info = builder_is_erlang_call(b, core) ? bif_find(name, count) : NULL;
    if (info != NULL && info->kind != BIF_NORETURN)
        return evaluate_bif(b, core, info);
    SsaOperand *operands = builder_evaluate_list(b, core->call_remote.arguments, count, 0);
    SsaOperand result = add_call(b, SSA_CALL_EXTERNAL, core->line, operands, count);
    SsaInstruction *call = b->block->instructions[b->block->count - 1];
    call->module = core->call_remote.module->literal;
    call->function = name;
    return info != NULL ? end_noreturn(b, core->line) : result;
}

SsaOperand builder_evaluate_make_fun(Builder *b, const Core *core)
{
    uint32_t count = core->make_fun.free_count;
    SsaOperand *operands = builder_evaluate_list(b, core->make_fun.free, count, 0);
    SsaInstruction *make = builder_add(b, SSA_MAKE_FUN, core->line, 0);
    make->operands = operands;
    make->count = count;
    make->function = core->make_fun.name;
    make->index = core->make_fun.arity;
    return builder_result(b, make);
}

// ---- data --------------------------------------------------------------------------------------

SsaOperand builder_evaluate_cons(Builder *b, const Core *core)
{
    // Long lists are nested on the right: no recursion there.
    uint32_t count = 0;
    const Core *tail = core;
    for (; tail->kind == CORE_CONS; tail = tail->pair.right)
        count++;
    SsaOperand *heads = ARENA_ARRAY(b->function->arena, SsaOperand, count);
    const Core *cell = core;
    for (uint32_t i = 0; i < count; i++, cell = cell->pair.right)
        heads[i] = builder_evaluate(b, cell->pair.left);
    SsaOperand list = builder_evaluate(b, tail);
    for (uint32_t i = count; i-- > 0;) {
        if (heads[i].literal != NULL && list.literal != NULL) {
            list = ssa_literal(literal_cons(b->module->literals, heads[i].literal, list.literal));
            continue;
        }
        SsaInstruction *cons = builder_add(b, SSA_CONS, core->line, 2);
        cons->operands[0] = heads[i];
        cons->operands[1] = list;
        list = builder_result(b, cons);
    }
    return list;
}

SsaOperand builder_evaluate_tuple(Builder *b, const Core *core)
{
    uint32_t count = core->list.count;
    SsaOperand *elements = builder_evaluate_list(b, core->list.items, count, 0);
    bool constant = true;
    for (uint32_t i = 0; i < count; i++)
        constant = constant && elements[i].literal != NULL;
    if (constant) {
        const Literal **items = ARENA_ARRAY(b->function->arena, const Literal *, count + 1);
        for (uint32_t i = 0; i < count; i++)
            items[i] = elements[i].literal;
        return ssa_literal(literal_tuple(b->module->literals, items, count));
    }
    SsaInstruction *tuple = builder_add(b, SSA_TUPLE, core->line, 0);
    tuple->operands = elements;
    tuple->count = count;
    return builder_result(b, tuple);
}

SsaOperand builder_add_element(Builder *b, CoreLine line, SsaOperand tuple, uint32_t index)
{
    SsaInstruction *element = builder_add(b, SSA_ELEMENT, line, 1);
    element->operands[0] = tuple;
    element->index = index;
    return builder_result(b, element);
}

enum { SMALL_TUPLE = 6 }; // up to here a changed copy is made from its elements

static SsaOperand rebuild_tuple(Builder *b, const Core *core, SsaOperand tuple,
                                const SsaOperand *values)
{
    uint32_t arity = core->tuple_update.arity;
    SsaOperand *elements = ARENA_ARRAY(b->function->arena, SsaOperand, arity + 1);
    uint32_t given = 0;
    for (uint32_t i = 0; i < arity; i++) {
        bool replaced = given < core->tuple_update.count && core->tuple_update.indices[given] == i;
        elements[i] = replaced ? values[given++] : builder_add_element(b, core->line, tuple, i);
    }
    SsaInstruction *copy = builder_add(b, SSA_TUPLE, core->line, 0);
    copy->operands = elements;
    copy->count = arity;
    return builder_result(b, copy);
}

SsaOperand builder_evaluate_tuple_update(Builder *b, const Core *core)
{
    SsaOperand tuple = builder_evaluate(b, core->tuple_update.tuple);
    uint32_t count = core->tuple_update.count;
    SsaOperand *values = builder_evaluate_list(b, core->tuple_update.values, count, 0);
    if (count == 0)
        return tuple;
    if (core->tuple_update.arity <= SMALL_TUPLE || count + 3 >= core->tuple_update.arity)
        return rebuild_tuple(b, core, tuple, values);
    // The last element first: setelement/3 makes the copy, the others are written into it.
    SsaInstruction *copy = builder_add(b, SSA_CALL_EXTERNAL, core->line, 3);
    copy->module = b->erlang;
    copy->function = literal_atom(b->module->literals, "setelement");
    copy->index = 3;
    uint32_t index = core->tuple_update.indices[count - 1];
    copy->operands[0] = ssa_literal(literal_integer(b->module->literals, index + 1));
    copy->operands[1] = tuple;
    copy->operands[2] = values[count - 1];
    SsaOperand result = builder_result(b, copy);
    for (uint32_t i = count - 1; i-- > 0;) {
        SsaInstruction *set = builder_add(b, SSA_SET_ELEMENT, core->line, 2);
        set->operands[0] = result;
        set->operands[1] = values[i];
        set->index = core->tuple_update.indices[i];
    }
    return result;
}

// A run of pairs of the same exactness becomes one instruction.
static SsaOperand add_map_run(Builder *b, const Core *core, SsaOperand base,
                              const SsaOperand *operands, uint32_t from, uint32_t to)
{
    SsaInstruction *map =
        builder_create(b, SSA_MAP, core->map.pairs[from].line, 1 + 2 * (to - from));
    map->operands[0] = base;
    memcpy(map->operands + 1, operands + 2 * from, 2 * (to - from) * sizeof *operands);
    map->index = core->map.pairs[from].exact;
    return builder_fallible(b, map);
}

static const Literal *constant_map(Builder *b, const SsaOperand *operands, uint32_t count)
{
    LiteralPair *pairs = ARENA_ARRAY(b->function->arena, LiteralPair, count + 1);
    for (uint32_t i = 0; i < count; i++) {
        if (operands[2 * i].literal == NULL || operands[2 * i + 1].literal == NULL)
            return NULL;
        pairs[i] = (LiteralPair){operands[2 * i].literal, operands[2 * i + 1].literal};
    }
    return literal_map(b->module->literals, pairs, count);
}

// Would the pair at `at` repeat a key of its run? Such keys must go into separate instructions.
static bool map_key_repeats(const SsaOperand *operands, uint32_t from, uint32_t at)
{
    for (uint32_t i = from; i < at; i++)
        if (ssa_same(operands[2 * i], operands[2 * at]) || operands[2 * i].literal == NULL ||
            operands[2 * at].literal == NULL)
            return true;
    return false;
}

// Goes on only if the base of an update is a map: the instructions that update trust it.
static void check_map(Builder *b, CoreLine line, SsaOperand map)
{
    if (map.literal != NULL && map.literal->kind == LITERAL_MAP)
        return;
    SsaBlock *then = builder_block(b);
    SsaBlock *otherwise = b->fail != NULL ? b->fail : builder_block(b);
    builder_is(b, line, BEAM_OP_is_map, map, no_operand, then, otherwise);
    if (b->fail == NULL) {
        b->block = otherwise;
        builder_end_with_error(b, line, "badmap", map);
    }
    b->block = then;
}

SsaOperand builder_evaluate_map(Builder *b, const Core *core)
{
    uint32_t count = core->map.count;
    SsaOperand map = core->map.base != NULL
                         ? builder_evaluate(b, core->map.base)
                         : ssa_literal(literal_map(b->module->literals, NULL, 0));
    SsaOperand *operands = ARENA_ARRAY(b->function->arena, SsaOperand, 2 * count + 1);
    for (uint32_t i = 0; i < count; i++) {
        operands[2 * i] = builder_evaluate(b, core->map.pairs[i].key);
        operands[2 * i + 1] = builder_evaluate(b, core->map.pairs[i].value);
    }
    if (core->map.base == NULL) {
        const Literal *constant = constant_map(b, operands, count);
        if (constant != NULL)
            return ssa_literal(constant);
    }
    check_map(b, core->line, map);
    for (uint32_t from = 0, to; from < count; from = to) {
        for (to = from + 1; to < count; to++)
            if (core->map.pairs[to].exact != core->map.pairs[from].exact ||
                map_key_repeats(operands, from, to))
                break;
        map = add_map_run(b, core, map, operands, from, to);
    }
    return map;
}

static SsaOperand segment_size(Builder *b, const CoreSegmentSpec *spec)
{
    if (spec->size != NULL)
        return builder_evaluate(b, spec->size);
    if (spec->type == CORE_SEGMENT_BINARY)
        return ssa_literal(literal_atom(b->module->literals, "all"));
    return ssa_literal(literal_atom(b->module->literals, "undefined"));
}

SsaOperand builder_evaluate_bitstring(Builder *b, const Core *core)
{
    uint32_t count = core->bits.count;
    if (count == 0)
        return ssa_literal(literal_bitstring(b->module->literals, NULL, 0));
    SsaInstruction *bits = builder_create(b, SSA_BITSTRING, core->line, 2 * count);
    CoreSegmentSpec *segments = ARENA_ARRAY(b->function->arena, CoreSegmentSpec, count);
    for (uint32_t i = 0; i < count; i++) {
        const CoreSegment *segment = &core->bits.segments[i];
        bits->operands[2 * i] = builder_evaluate(b, segment->value);
        bits->operands[2 * i + 1] = segment_size(b, &segment->spec);
        segments[i] = segment->spec;
    }
    if (count == 1 && bits->operands[0].literal != NULL && segments[0].size == NULL &&
        segments[0].type == CORE_SEGMENT_BINARY && segments[0].unit == 1 &&
        bits->operands[0].literal->kind == LITERAL_BITSTRING)
        return bits->operands[0];
    bits->segments = segments;
    return builder_fallible(b, bits);
}
