// SPDX-License-Identifier: Apache-2.0
// Flat Core to SSA: walks expressions with a destination for their values, and makes the blocks as it goes.

#include <assert.h>
#include <string.h>

#include "ssa.h"

typedef enum { DESTINATION_RETURN, DESTINATION_JOIN } DestinationKind;

// Where the value of an expression goes: out of the function, or as arguments to a block.
typedef struct {
    DestinationKind kind;
    SsaBlock *join;
} Destination;

typedef struct {
    SsaFunction *function;
    CoreModule *module;
    SsaBlock *block;     // the one that is being filled; NULL where control never comes
    SsaBlock *handler;   // of new blocks
    SsaBlock *fail;      // in a guard: where errors go; NULL in a body, where they raise
    SsaBlock *receive;   // loop of the innermost receive
    SsaOperand *variables;
    SsaBlock **labels;
    const Literal *erlang;
    const Literal *true_atom;
    const Literal *false_atom;
} Builder;

static void build(Builder *b, const Core *core, Destination destination);
static SsaOperand evaluate(Builder *b, const Core *core);
static void evaluate_values(Builder *b, const Core *core, SsaOperand *values, uint32_t count);
static void branch(Builder *b, const Core *test, SsaBlock *then, SsaBlock *otherwise,
                   SsaBlock *error);

// ---- blocks and ends ---------------------------------------------------------------------------

static SsaValue builder_value(Builder *b) {
    return b->function->value_count++;
}

static SsaBlock *builder_block(Builder *b) {
    SsaBlock *block = ssa_add_block(b->function);
    block->handler = b->handler;
    return block;
}

static void block_add_parameters(Builder *b, SsaBlock *block, uint32_t count) {
    block->parameters = ARENA_ARRAY(b->function->arena, SsaValue, count + 1);
    block->parameter_count = count;
    for (uint32_t i = 0; i < count; i++)
        block->parameters[i] = builder_value(b);
}

// Ends the current block; without one the end is dropped, for nothing comes there.
static SsaBlock *builder_end(Builder *b, SsaEnd end, CoreLine line, uint32_t edge_count) {
    SsaBlock *block = b->block;
    if (block == NULL)
        block = builder_block(b);
    block->end = end;
    block->line = line;
    block->edges = ARENA_ARRAY(b->function->arena, SsaEdge, edge_count + 1);
    block->edge_count = edge_count;
    b->block = NULL;
    return block;
}

static void builder_jump(Builder *b, CoreLine line, SsaBlock *target, const SsaOperand *arguments) {
    if (b->block == NULL)
        return;
    SsaBlock *block = builder_end(b, SSA_END_JUMP, line, 1);
    block->edges[0].target = target;
    size_t size = target->parameter_count * sizeof *arguments;
    block->edges[0].arguments = ARENA_ARRAY(b->function->arena, SsaOperand,
                                            target->parameter_count + 1);
    if (size > 0)
        memcpy(block->edges[0].arguments, arguments, size);
}

// Where code goes that cannot be reached: a block that the ordering will drop.
static SsaBlock *builder_current(Builder *b) {
    if (b->block == NULL)
        b->block = builder_block(b);
    return b->block;
}

static SsaInstruction *builder_add(Builder *b, SsaOp op, CoreLine line, uint32_t count) {
    return ssa_add_instruction(b->function, builder_current(b), op, line, count);
}

static SsaOperand builder_result(Builder *b, SsaInstruction *instruction) {
    instruction->result = builder_value(b);
    return ssa_value(instruction->result);
}

// The instruction as a test; the current block becomes the one after success.
static void builder_test(Builder *b, SsaInstruction *instruction, SsaBlock *then,
                         SsaBlock *otherwise) {
    builder_current(b);
    SsaBlock *block = builder_end(b, SSA_END_TEST, instruction->line, 2);
    block->instruction = instruction;
    block->edges[0].target = then;
    block->edges[1].target = otherwise;
}

static SsaInstruction *builder_create(Builder *b, SsaOp op, CoreLine line, uint32_t count) {
    return ssa_create_instruction(b->function, op, line, count);
}

static void builder_is(Builder *b, CoreLine line, BeamOpcode test, SsaOperand left,
                       SsaOperand right, SsaBlock *then, SsaBlock *otherwise) {
    bool one = right.literal == NULL && right.value == SSA_NONE;
    SsaInstruction *instruction = builder_create(b, SSA_IS, line, one ? 1 : 2);
    instruction->index = test;
    instruction->operands[0] = left;
    instruction->operands[1] = right;
    builder_test(b, instruction, then, otherwise);
}

static const SsaOperand no_operand = {NULL, SSA_NONE};

// Something that raises in a body, and in a guard goes to the place for errors.
static SsaOperand builder_fallible(Builder *b, SsaInstruction *instruction) {
    SsaOperand result = builder_result(b, instruction);
    if (b->fail == NULL) {
        ssa_insert_instruction(b->function, builder_current(b), b->block->count, instruction);
        return result;
    }
    SsaBlock *next = builder_block(b);
    builder_test(b, instruction, next, b->fail);
    b->block = next;
    return result;
}

static void deliver(Builder *b, CoreLine line, Destination destination, const SsaOperand *values) {
    if (b->block == NULL)
        return;
    if (destination.kind == DESTINATION_JOIN) {
        builder_jump(b, line, destination.join, values);
    } else {
        SsaBlock *block = builder_end(b, SSA_END_RETURN, line, 0);
        block->operand = values[0];
    }
}

// ---- calls -------------------------------------------------------------------------------------

static void evaluate_all(Builder *b, Core *const *items, uint32_t count, SsaOperand *out) {
    for (uint32_t i = 0; i < count; i++)
        out[i] = evaluate(b, items[i]);
}

static SsaOperand *evaluate_list(Builder *b, Core *const *items, uint32_t count, uint32_t extra) {
    SsaOperand *out = ARENA_ARRAY(b->function->arena, SsaOperand, count + extra + 1);
    evaluate_all(b, items, count, out);
    return out;
}

static SsaOperand add_call(Builder *b, SsaOp op, CoreLine line, SsaOperand *operands,
                           uint32_t count) {
    SsaInstruction *call = builder_add(b, op, line, 0);
    call->operands = operands;
    call->count = count;
    call->index = count;
    return builder_result(b, call);
}

static SsaOperand evaluate_call_local(Builder *b, const Core *core) {
    SsaOperand *operands =
        evaluate_list(b, core->call_local.arguments, core->call_local.count, 0);
    SsaOperand result = add_call(b, SSA_CALL, core->line, operands, core->call_local.count);
    b->block->instructions[b->block->count - 1]->function = core->call_local.name;
    return result;
}

static SsaOperand evaluate_call_fun(Builder *b, const Core *core) {
    SsaOperand fun = evaluate(b, core->call_fun.fun);
    SsaOperand *operands = evaluate_list(b, core->call_fun.arguments, core->call_fun.count, 1);
    operands[core->call_fun.count] = fun;
    SsaOperand result = add_call(b, SSA_CALL_FUN, core->line, operands, core->call_fun.count + 1);
    b->block->instructions[b->block->count - 1]->index = core->call_fun.count;
    return result;
}

static SsaOperand evaluate_apply(Builder *b, const Core *core) {
    uint32_t count = core->call_remote.count;
    SsaOperand module = evaluate(b, core->call_remote.module);
    SsaOperand function = evaluate(b, core->call_remote.function);
    SsaOperand *operands = evaluate_list(b, core->call_remote.arguments, count, 2);
    operands[count] = module;
    operands[count + 1] = function;
    SsaOperand result = add_call(b, SSA_APPLY, core->line, operands, count + 2);
    b->block->instructions[b->block->count - 1]->index = count;
    return result;
}

static SsaOperand end_noreturn(Builder *b, CoreLine line) {
    SsaBlock *block = builder_current(b);
    SsaInstruction *call = block->instructions[--block->count];
    call->result = SSA_NONE;
    builder_end(b, SSA_END_NORETURN, line, 0);
    block->instruction = call;
    return ssa_literal(b->false_atom);
}

// error({Name, Value})
static void end_with_error(Builder *b, CoreLine line, const char *name, SsaOperand value) {
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

static SsaOperand evaluate_bif(Builder *b, const Core *core, const BifInfo *info) {
    uint32_t count = core->call_remote.count;
    SsaOperand *operands = evaluate_list(b, core->call_remote.arguments, count, 0);
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
static SsaOperand evaluate_truth(Builder *b, const Core *core) {
    SsaBlock *yes = builder_block(b);
    SsaBlock *no = builder_block(b);
    SsaBlock *join = builder_block(b);
    block_add_parameters(b, join, 1);
    branch(b, core, yes, no, b->fail != NULL ? b->fail : no);
    SsaOperand truth[] = {ssa_literal(b->true_atom), ssa_literal(b->false_atom)};
    b->block = yes;
    builder_jump(b, core->line, join, &truth[0]);
    b->block = no;
    builder_jump(b, core->line, join, &truth[1]);
    b->block = join;
    return ssa_value(join->parameters[0]);
}

// is_record(Subject, ...) as a value. The subject is evaluated here, so that in a body its errors are raised.
static SsaOperand evaluate_record_test(Builder *b, const Core *core) {
    CoreVariable temporary = b->function->core->variable_count; // a slot of its own
    SsaOperand subject = evaluate(b, core->call_remote.arguments[0]);
    uint32_t count = core->call_remote.count;
    Core **arguments = ARENA_ARRAY(b->function->arena, Core *, count);
    memcpy(arguments, core->call_remote.arguments, count * sizeof *arguments);
    arguments[0] = core_variable(b->module, core->line, temporary);
    b->variables[temporary] = subject;
    return evaluate_truth(b, core_call_remote(b->module, core->line, core->call_remote.module,
                                              core->call_remote.function, arguments, count));
}

static bool is_known_remote(const Core *core) {
    const Core *module = core->call_remote.module;
    const Core *function = core->call_remote.function;
    return module->kind == CORE_LITERAL && module->literal->kind == LITERAL_ATOM &&
           function->kind == CORE_LITERAL && function->literal->kind == LITERAL_ATOM;
}

static bool is_erlang_call(const Builder *b, const Core *core) {
    return core->kind == CORE_CALL_REMOTE && is_known_remote(core) &&
           core->call_remote.module->literal == b->erlang;
}

// is_record(X, Tag, Size) with constants; or with a constant tag, is_record(X, Tag).
static bool is_record_test(const Builder *b, const Core *core) {
    if (!is_erlang_call(b, core) ||
        !literal_is_atom(core->call_remote.function->literal, "is_record"))
        return false;
    Core *const *arguments = core->call_remote.arguments;
    uint32_t count = core->call_remote.count;
    if (count < 2 || count > 3 || arguments[1]->kind != CORE_LITERAL ||
        arguments[1]->literal->kind != LITERAL_ATOM)
        return false;
    return count == 2 || (arguments[2]->kind == CORE_LITERAL &&
                          arguments[2]->literal->kind == LITERAL_INTEGER &&
                          arguments[2]->literal->integer > 0 &&
                          arguments[2]->literal->integer < UINT16_MAX);
}

// apply(F, [A, ...]) and apply(M, F, [A, ...]) with a list whose length shows are ordinary calls.
static bool literal_apply_arity(const Builder *b, const Core *core, uint32_t *arity) {
    uint32_t count = core->call_remote.count;
    if (!is_erlang_call(b, core) || b->fail != NULL || count < 2 || count > 3 ||
        !literal_is_atom(core->call_remote.function->literal, "apply"))
        return false;
    const Core *list = core->call_remote.arguments[count - 1];
    for (*arity = 0; list->kind == CORE_CONS; list = list->pair.right)
        (*arity)++;
    return list->kind == CORE_LITERAL && list->literal->kind == LITERAL_NIL && *arity < 200;
}

static SsaOperand evaluate_literal_apply(Builder *b, const Core *core, uint32_t arity) {
    uint32_t last = core->call_remote.count - 1;
    Core **arguments = ARENA_ARRAY(b->function->arena, Core *, arity + 1);
    const Core *list = core->call_remote.arguments[last];
    for (uint32_t i = 0; i < arity; i++, list = list->pair.right)
        arguments[i] = list->pair.left;
    if (last == 1)
        return evaluate(b, core_call_fun(b->module, core->line, core->call_remote.arguments[0],
                                         arguments, arity));
    return evaluate(b, core_call_remote(b->module, core->line, core->call_remote.arguments[0],
                                        core->call_remote.arguments[1], arguments, arity));
}

static SsaOperand evaluate_call_remote(Builder *b, const Core *core) {
    uint32_t arity;
    if (!is_known_remote(core))
        return evaluate_apply(b, core);
    if (is_record_test(b, core))
        return evaluate_record_test(b, core);
    if (literal_apply_arity(b, core, &arity))
        return evaluate_literal_apply(b, core, arity);
    const Literal *name = core->call_remote.function->literal;
    uint32_t count = core->call_remote.count;
    const BifInfo *info = is_erlang_call(b, core) ? bif_find(name, count) : NULL;
    if (info != NULL && info->kind != BIF_NORETURN)
        return evaluate_bif(b, core, info);
    SsaOperand *operands = evaluate_list(b, core->call_remote.arguments, count, 0);
    SsaOperand result = add_call(b, SSA_CALL_EXTERNAL, core->line, operands, count);
    SsaInstruction *call = b->block->instructions[b->block->count - 1];
    call->module = core->call_remote.module->literal;
    call->function = name;
    return info != NULL ? end_noreturn(b, core->line) : result;
}

static SsaOperand evaluate_make_fun(Builder *b, const Core *core) {
    uint32_t count = core->make_fun.free_count;
    SsaOperand *operands = evaluate_list(b, core->make_fun.free, count, 0);
    SsaInstruction *make = builder_add(b, SSA_MAKE_FUN, core->line, 0);
    make->operands = operands;
    make->count = count;
    make->function = core->make_fun.name;
    make->index = core->make_fun.arity;
    return builder_result(b, make);
}

// ---- data --------------------------------------------------------------------------------------

static SsaOperand evaluate_cons(Builder *b, const Core *core) {
    // Long lists are nested on the right: no recursion there.
    uint32_t count = 0;
    const Core *tail = core;
    for (; tail->kind == CORE_CONS; tail = tail->pair.right)
        count++;
    SsaOperand *heads = ARENA_ARRAY(b->function->arena, SsaOperand, count);
    const Core *cell = core;
    for (uint32_t i = 0; i < count; i++, cell = cell->pair.right)
        heads[i] = evaluate(b, cell->pair.left);
    SsaOperand list = evaluate(b, tail);
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

static SsaOperand evaluate_tuple(Builder *b, const Core *core) {
    uint32_t count = core->list.count;
    SsaOperand *elements = evaluate_list(b, core->list.items, count, 0);
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

static SsaOperand add_element(Builder *b, CoreLine line, SsaOperand tuple, uint32_t index) {
    SsaInstruction *element = builder_add(b, SSA_ELEMENT, line, 1);
    element->operands[0] = tuple;
    element->index = index;
    return builder_result(b, element);
}

enum { SMALL_TUPLE = 6 }; // up to here a changed copy is made from its elements

static SsaOperand rebuild_tuple(Builder *b, const Core *core, SsaOperand tuple,
                                const SsaOperand *values) {
    uint32_t arity = core->tuple_update.arity;
    SsaOperand *elements = ARENA_ARRAY(b->function->arena, SsaOperand, arity + 1);
    uint32_t given = 0;
    for (uint32_t i = 0; i < arity; i++) {
        bool replaced =
            given < core->tuple_update.count && core->tuple_update.indices[given] == i;
        elements[i] = replaced ? values[given++] : add_element(b, core->line, tuple, i);
    }
    SsaInstruction *copy = builder_add(b, SSA_TUPLE, core->line, 0);
    copy->operands = elements;
    copy->count = arity;
    return builder_result(b, copy);
}

static SsaOperand evaluate_tuple_update(Builder *b, const Core *core) {
    SsaOperand tuple = evaluate(b, core->tuple_update.tuple);
    uint32_t count = core->tuple_update.count;
    SsaOperand *values = evaluate_list(b, core->tuple_update.values, count, 0);
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
                              const SsaOperand *operands, uint32_t from, uint32_t to) {
    SsaInstruction *map =
        builder_create(b, SSA_MAP, core->map.pairs[from].line, 1 + 2 * (to - from));
    map->operands[0] = base;
    memcpy(map->operands + 1, operands + 2 * from, 2 * (to - from) * sizeof *operands);
    map->index = core->map.pairs[from].exact;
    return builder_fallible(b, map);
}

static const Literal *constant_map(Builder *b, const SsaOperand *operands, uint32_t count) {
    LiteralPair *pairs = ARENA_ARRAY(b->function->arena, LiteralPair, count + 1);
    for (uint32_t i = 0; i < count; i++) {
        if (operands[2 * i].literal == NULL || operands[2 * i + 1].literal == NULL)
            return NULL;
        pairs[i] = (LiteralPair){operands[2 * i].literal, operands[2 * i + 1].literal};
    }
    return literal_map(b->module->literals, pairs, count);
}

// Would the pair at `at` repeat a key of its run? Such keys must go into separate instructions.
static bool map_key_repeats(const SsaOperand *operands, uint32_t from, uint32_t at) {
    for (uint32_t i = from; i < at; i++)
        if (ssa_same(operands[2 * i], operands[2 * at]) || operands[2 * i].literal == NULL ||
            operands[2 * at].literal == NULL)
            return true;
    return false;
}

// Goes on only if the base of an update is a map: the instructions that update trust it.
static void check_map(Builder *b, CoreLine line, SsaOperand map) {
    if (map.literal != NULL && map.literal->kind == LITERAL_MAP)
        return;
    SsaBlock *then = builder_block(b);
    SsaBlock *otherwise = b->fail != NULL ? b->fail : builder_block(b);
    builder_is(b, line, BEAM_OP_is_map, map, no_operand, then, otherwise);
    if (b->fail == NULL) {
        b->block = otherwise;
        end_with_error(b, line, "badmap", map);
    }
    b->block = then;
}

static SsaOperand evaluate_map(Builder *b, const Core *core) {
    uint32_t count = core->map.count;
    SsaOperand map = core->map.base != NULL
                         ? evaluate(b, core->map.base)
                         : ssa_literal(literal_map(b->module->literals, NULL, 0));
    SsaOperand *operands = ARENA_ARRAY(b->function->arena, SsaOperand, 2 * count + 1);
    for (uint32_t i = 0; i < count; i++) {
        operands[2 * i] = evaluate(b, core->map.pairs[i].key);
        operands[2 * i + 1] = evaluate(b, core->map.pairs[i].value);
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

static SsaOperand segment_size(Builder *b, const CoreSegmentSpec *spec) {
    if (spec->size != NULL)
        return evaluate(b, spec->size);
    if (spec->type == CORE_SEGMENT_BINARY)
        return ssa_literal(literal_atom(b->module->literals, "all"));
    return ssa_literal(literal_atom(b->module->literals, "undefined"));
}

static SsaOperand evaluate_bitstring(Builder *b, const Core *core) {
    uint32_t count = core->bits.count;
    if (count == 0)
        return ssa_literal(literal_bitstring(b->module->literals, NULL, 0));
    SsaInstruction *bits = builder_create(b, SSA_BITSTRING, core->line, 2 * count);
    CoreSegmentSpec *segments = ARENA_ARRAY(b->function->arena, CoreSegmentSpec, count);
    for (uint32_t i = 0; i < count; i++) {
        const CoreSegment *segment = &core->bits.segments[i];
        bits->operands[2 * i] = evaluate(b, segment->value);
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

// ---- exceptions --------------------------------------------------------------------------------

static void build_try(Builder *b, const Core *core, Destination destination) {
    SsaBlock *outer = b->handler;
    SsaBlock *handler = builder_block(b);
    handler->kind = SSA_TRY_HANDLER;
    handler->tag = builder_value(b);
    block_add_parameters(b, handler, 3);
    builder_current(b);
    SsaBlock *start = builder_end(b, SSA_END_TRY, core->line, 2);
    b->handler = handler;
    b->block = builder_block(b);
    start->edges[0].target = b->block;
    start->edges[1].target = handler;
    SsaOperand *values = ARENA_ARRAY(b->function->arena, SsaOperand, core->try.count + 1);
    evaluate_values(b, core->try.value, values, core->try.count);
    b->handler = outer;
    if (b->block != NULL) {
        builder_add(b, SSA_TRY_END, core->line, 1)->operands[0] = ssa_value(handler->tag);
        SsaBlock *after = builder_block(b);
        builder_jump(b, core->line, after, NULL);
        b->block = after;
        for (uint32_t i = 0; i < core->try.count; i++)
            if (core->try.variables[i] != CORE_NO_VARIABLE)
                b->variables[core->try.variables[i]] = values[i];
        build(b, core->try.body, destination);
    }
    b->block = handler;
    CoreVariable raised[] = {core->try.class, core->try.reason, core->try.trace};
    for (uint32_t i = 0; i < 3; i++)
        if (raised[i] != CORE_NO_VARIABLE)
            b->variables[raised[i]] = ssa_value(handler->parameters[i]);
    build(b, core->try.handler, destination);
}

static SsaOperand evaluate_catch(Builder *b, const Core *core) {
    SsaBlock *outer = b->handler;
    SsaBlock *handler = builder_block(b);
    handler->kind = SSA_CATCH_HANDLER;
    handler->tag = builder_value(b);
    block_add_parameters(b, handler, 1);
    builder_current(b);
    SsaBlock *start = builder_end(b, SSA_END_TRY, core->line, 2);
    b->handler = handler;
    b->block = builder_block(b);
    start->edges[0].target = b->block;
    start->edges[1].target = handler;
    SsaOperand value = evaluate(b, core->one);
    builder_jump(b, core->line, handler, &value);
    b->handler = outer;
    b->block = handler;
    SsaInstruction *end = builder_add(b, SSA_CATCH_END, core->line, 2);
    end->operands[0] = ssa_value(handler->tag);
    end->operands[1] = ssa_value(handler->parameters[0]);
    return builder_result(b, end);
}

static void build_fail(Builder *b, const Core *core) {
    SsaInstruction *operands = builder_create(b, SSA_TUPLE, core->line, 0);
    operands->operands = evaluate_list(b, core->fail.operands, core->fail.count, 0);
    operands->count = core->fail.count;
    if (b->block == NULL)
        return;
    if (core->fail.reason == FAIL_BADARG_OPERAND) {
        end_with_error(b, core->line, "badarg", operands->operands[0]);
        return;
    }
    SsaBlock *block = builder_end(b, SSA_END_FAIL, core->line, 0);
    block->fail = core->fail.reason;
    block->instruction = operands;
}

static void build_raise(Builder *b, const Core *core) {
    SsaInstruction *operands = builder_create(b, SSA_TUPLE, core->line, 2);
    operands->operands[0] = evaluate(b, core->raise.trace);
    operands->operands[1] = evaluate(b, core->raise.reason);
    if (b->block != NULL)
        builder_end(b, SSA_END_RAISE, core->line, 0)->instruction = operands;
}

// ---- receive -----------------------------------------------------------------------------------

static void build_timeout(Builder *b, const Core *core, Destination destination) {
    builder_add(b, SSA_TIMEOUT, core->line, 0);
    build(b, core->receive.timeout_body, destination);
}

static bool is_integer_literal(SsaOperand operand, int64_t value) {
    return operand.literal != NULL && operand.literal->kind == LITERAL_INTEGER &&
           operand.literal->integer == value;
}

static void build_wait(Builder *b, const Core *core, SsaOperand timeout, SsaBlock *loop,
                       Destination destination) {
    if (is_integer_literal(timeout, 0)) {
        build_timeout(b, core, destination);
        return;
    }
    bool infinite = timeout.literal == NULL && timeout.value == SSA_NONE;
    SsaBlock *wait = builder_end(b, SSA_END_WAIT, core->line, infinite ? 0 : 1);
    wait->loop = loop;
    wait->operand = timeout;
    if (!infinite) {
        b->block = wait->edges[0].target = builder_block(b);
        build_timeout(b, core, destination);
    }
}

static void build_receive(Builder *b, const Core *core, Destination destination) {
    SsaOperand timeout =
        core->receive.timeout != NULL ? evaluate(b, core->receive.timeout) : no_operand;
    if (timeout.literal != NULL && literal_is_atom(timeout.literal, "infinity"))
        timeout = no_operand;
    SsaBlock *loop = builder_block(b);
    loop->kind = SSA_RECEIVE_LOOP;
    builder_jump(b, core->line, loop, NULL);
    b->block = loop;
    SsaBlock *outer = b->receive;
    if (core->receive.body == NULL || core->receive.body->kind == CORE_RECEIVE_NEXT) {
        build_wait(b, core, timeout, loop, destination);
        return;
    }
    SsaBlock *message = builder_block(b);
    message->kind = SSA_MESSAGE;
    block_add_parameters(b, message, 1);
    SsaBlock *wait = builder_block(b);
    builder_end(b, SSA_END_RECEIVE, core->line, 2);
    loop->edges[0].target = message;
    loop->edges[1].target = wait;
    b->receive = loop;
    b->block = message;
    b->variables[core->receive.message] = ssa_value(message->parameters[0]);
    build(b, core->receive.body, destination);
    b->receive = outer;
    b->block = wait;
    build_wait(b, core, timeout, loop, destination);
}

static void build_receive_next(Builder *b, const Core *core) {
    assert(b->receive != NULL);
    if (b->block != NULL)
        builder_end(b, SSA_END_NEXT, core->line, 0)->loop = b->receive;
}

// The body of an accepted message is no longer inside its receive.
static void build_receive_accept(Builder *b, const Core *core, Destination destination) {
    SsaBlock *loop = b->receive;
    builder_add(b, SSA_REMOVE_MESSAGE, core->line, 0);
    build(b, core->one, destination);
    b->receive = loop;
}

// ---- decisions ---------------------------------------------------------------------------------

static void build_if(Builder *b, const Core *core, Destination destination) {
    SsaBlock *then = builder_block(b);
    SsaBlock *otherwise = builder_block(b);
    builder_current(b);
    branch(b, core->branch.test, then, otherwise, otherwise);
    b->block = then;
    build(b, core->branch.then, destination);
    b->block = otherwise;
    build(b, core->branch.otherwise, destination);
}

static void build_if_cons(Builder *b, const Core *core, Destination destination) {
    SsaOperand subject = evaluate(b, core->if_cons.subject);
    SsaBlock *then = builder_block(b);
    SsaBlock *otherwise = builder_block(b);
    builder_is(b, core->line, BEAM_OP_is_nonempty_list, subject, no_operand, then, otherwise);
    b->block = then;
    CoreVariable parts[] = {core->if_cons.head, core->if_cons.tail};
    for (int i = 0; i < 2; i++) {
        if (parts[i] == CORE_NO_VARIABLE)
            continue;
        SsaInstruction *part = builder_add(b, i == 0 ? SSA_HEAD : SSA_TAIL, core->line, 1);
        part->operands[0] = subject;
        b->variables[parts[i]] = builder_result(b, part);
    }
    build(b, core->if_cons.then, destination);
    b->block = otherwise;
    build(b, core->if_cons.otherwise, destination);
}

static void build_if_map_has(Builder *b, const Core *core, Destination destination) {
    SsaOperand subject = evaluate(b, core->if_map_has.subject);
    SsaBlock *otherwise = builder_block(b);
    for (uint32_t i = 0; i < core->if_map_has.count; i++) {
        SsaBlock *fail = b->fail;
        b->fail = otherwise; // a key is a guard expression
        SsaOperand key = evaluate(b, core->if_map_has.keys[i]);
        b->fail = fail;
        SsaInstruction *get = builder_create(b, SSA_MAP_GET, core->line, 2);
        get->operands[0] = subject;
        get->operands[1] = key;
        if (core->if_map_has.variables[i] != CORE_NO_VARIABLE)
            b->variables[core->if_map_has.variables[i]] = builder_result(b, get);
        SsaBlock *then = builder_block(b);
        builder_test(b, get, then, otherwise);
        b->block = then;
    }
    build(b, core->if_map_has.then, destination);
    b->block = otherwise;
    build(b, core->if_map_has.otherwise, destination);
}

// What select_val can have in its list.
static bool is_switch_value(const Literal *value) {
    return value->kind == LITERAL_ATOM ||
           (value->kind == LITERAL_INTEGER && value->integer < (INT64_C(1) << 59) &&
            value->integer >= -(INT64_C(1) << 59));
}

static void add_switch(Builder *b, const Core *core, SsaOperand subject, LiteralKind kind,
                       SsaBlock *const *bodies) {
    uint32_t count = 0;
    for (uint32_t i = 0; i < core->select.count; i++) {
        const Literal *value = core->select.alternatives[i].value;
        count += is_switch_value(value) && value->kind == kind;
    }
    if (count == 0)
        return;
    SsaBlock *block = builder_end(
        b, core->select.by == SELECT_ARITY ? SSA_END_ARITY : SSA_END_SWITCH, core->line, count + 1);
    block->operand = subject;
    uint32_t edge = 0;
    for (uint32_t i = 0; i < core->select.count; i++) {
        const Literal *value = core->select.alternatives[i].value;
        if (is_switch_value(value) && value->kind == kind) {
            block->edges[edge].value = value;
            block->edges[edge++].target = bodies[i];
        }
    }
    block->edges[edge].target = b->block = builder_block(b);
}

static void build_select(Builder *b, const Core *core, Destination destination) {
    SsaOperand subject = evaluate(b, core->select.subject);
    uint32_t count = core->select.count;
    SsaBlock **bodies = ARENA_ARRAY(b->function->arena, SsaBlock *, count + 1);
    builder_current(b);
    for (uint32_t i = 0; i < count; i++) {
        bodies[i] = builder_block(b);
        const Literal *value = core->select.alternatives[i].value;
        if (is_switch_value(value))
            continue;
        SsaBlock *next = builder_block(b);
        if (value->kind == LITERAL_NIL)
            builder_is(b, core->line, BEAM_OP_is_nil, subject, no_operand, bodies[i], next);
        else
            builder_is(b, core->line, BEAM_OP_is_eq_exact, subject, ssa_literal(value), bodies[i],
                       next);
        b->block = next;
    }
    if (core->select.by == SELECT_ARITY) {
        SsaBlock *tuple = builder_block(b);
        SsaBlock *otherwise = builder_block(b);
        builder_is(b, core->line, BEAM_OP_is_tuple, subject, no_operand, tuple, otherwise);
        b->block = tuple;
        add_switch(b, core, subject, LITERAL_INTEGER, bodies);
        builder_jump(b, core->line, otherwise, NULL);
        b->block = otherwise;
    } else {
        add_switch(b, core, subject, LITERAL_ATOM, bodies);
        add_switch(b, core, subject, LITERAL_INTEGER, bodies);
    }
    build(b, core->select.otherwise, destination);
    for (uint32_t i = 0; i < count; i++) {
        b->block = bodies[i];
        build(b, core->select.alternatives[i].body, destination);
    }
}

// ---- binaries ----------------------------------------------------------------------------------

// The end of a step on a match context: both ways on.
static void build_step(Builder *b, SsaInstruction *step, const Core *then, const Core *otherwise,
                       CoreVariable next, Destination destination) {
    SsaBlock *yes = builder_block(b);
    SsaBlock *no = builder_block(b);
    if (next != CORE_NO_VARIABLE) {
        step->next = builder_value(b);
        b->variables[next] = ssa_value(step->next);
    }
    builder_test(b, step, yes, no);
    b->block = yes;
    build(b, then, destination);
    b->block = no;
    build(b, otherwise, destination);
}

static void build_binary_start(Builder *b, const Core *core, Destination destination) {
    SsaInstruction *start = builder_create(b, SSA_BINARY_START, core->line, 1);
    start->operands[0] = evaluate(b, core->binary_start.subject);
    b->variables[core->binary_start.context] = builder_result(b, start);
    build_step(b, start, core->binary_start.then, core->binary_start.otherwise, CORE_NO_VARIABLE,
               destination);
}

// All the rest: no step that moves the context, but a check of its length.
static void build_binary_rest(Builder *b, const Core *core, SsaOperand context,
                              Destination destination) {
    b->variables[core->binary_get.next] = context;
    SsaBlock *then = builder_block(b);
    SsaBlock *otherwise = builder_block(b);
    SsaInstruction *unit = builder_create(b, SSA_BINARY_UNIT, core->line, 1);
    unit->operands[0] = context;
    unit->index = core->binary_get.spec.unit;
    if (unit->index > 1)
        builder_test(b, unit, then, otherwise);
    else
        builder_jump(b, core->line, then, NULL);
    b->block = then;
    if (core->binary_get.value != CORE_NO_VARIABLE) {
        SsaInstruction *tail = builder_add(b, SSA_BINARY_TAIL, core->line, 1);
        tail->operands[0] = context;
        b->variables[core->binary_get.value] = builder_result(b, tail);
    }
    build(b, core->binary_get.then, destination);
    b->block = otherwise;
    build(b, core->binary_get.otherwise, destination);
}

static void build_binary_get(Builder *b, const Core *core, Destination destination) {
    const CoreSegmentSpec *spec = &core->binary_get.spec;
    SsaOperand context = b->variables[core->binary_get.context];
    if (spec->type == CORE_SEGMENT_BINARY && spec->size == NULL) {
        build_binary_rest(b, core, context, destination);
        return;
    }
    bool skip = core->binary_get.value == CORE_NO_VARIABLE && spec->type != CORE_SEGMENT_FLOAT;
    SsaOperand size = spec->size != NULL ? evaluate(b, spec->size) : no_operand;
    SsaInstruction *get = builder_create(b, skip ? SSA_BINARY_SKIP : SSA_BINARY_GET, core->line,
                                         spec->size != NULL ? 2 : 1);
    get->operands[0] = context;
    get->operands[1] = size;
    get->spec = *spec;
    if (!skip) {
        SsaOperand value = builder_result(b, get);
        if (core->binary_get.value != CORE_NO_VARIABLE)
            b->variables[core->binary_get.value] = value;
    }
    build_step(b, get, core->binary_get.then, core->binary_get.otherwise, core->binary_get.next,
               destination);
}

static void build_binary_literal(Builder *b, const Core *core, Destination destination) {
    SsaInstruction *step = builder_create(b, SSA_BINARY_LITERAL, core->line, 2);
    step->operands[0] = b->variables[core->binary_literal.context];
    step->operands[1] = ssa_literal(core->binary_literal.bits);
    build_step(b, step, core->binary_literal.then, core->binary_literal.otherwise,
               core->binary_literal.next, destination);
}

static void build_binary_end(Builder *b, const Core *core, Destination destination) {
    SsaInstruction *step = builder_create(b, SSA_BINARY_AT_END, core->line, 1);
    step->operands[0] = b->variables[core->binary_end.context];
    build_step(b, step, core->binary_end.then, core->binary_end.otherwise, CORE_NO_VARIABLE,
               destination);
}

// ---- guards ------------------------------------------------------------------------------------

static void branch_value(Builder *b, CoreLine line, SsaOperand value, SsaBlock *then,
                         SsaBlock *otherwise, SsaBlock *error) {
    if (value.literal == b->true_atom) {
        builder_jump(b, line, then, NULL);
    } else if (value.literal != NULL) {
        builder_jump(b, line, value.literal == b->false_atom ? otherwise : error, NULL);
    } else if (error == otherwise) {
        builder_is(b, line, BEAM_OP_is_eq_exact, value, ssa_literal(b->true_atom), then, otherwise);
    } else {
        builder_current(b);
        SsaBlock *block = builder_end(b, SSA_END_SWITCH, line, 3);
        block->operand = value;
        block->edges[0] = (SsaEdge){then, NULL, b->true_atom};
        block->edges[1] = (SsaEdge){otherwise, NULL, b->false_atom};
        block->edges[2] = (SsaEdge){error, NULL, NULL};
    }
}

static void branch_record(Builder *b, const Core *core, SsaBlock *then, SsaBlock *otherwise) {
    Core *const *arguments = core->call_remote.arguments;
    SsaOperand subject = evaluate(b, arguments[0]);
    SsaOperand tag = ssa_literal(arguments[1]->literal);
    if (core->call_remote.count == 3) {
        SsaInstruction *test = builder_create(b, SSA_IS_TAGGED, core->line, 2);
        test->operands[0] = subject;
        test->operands[1] = tag;
        test->index = (uint32_t)arguments[2]->literal->integer;
        builder_test(b, test, then, otherwise);
        return;
    }
    SsaInstruction *first = builder_create(b, SSA_BIF, core->line, 2);
    first->function = literal_atom(b->module->literals, "element");
    first->index = BIF_PLAIN;
    first->operands[0] = ssa_literal(literal_integer(b->module->literals, 1));
    first->operands[1] = subject;
    SsaOperand element = builder_result(b, first);
    SsaBlock *next = builder_block(b);
    builder_test(b, first, next, otherwise);
    b->block = next;
    builder_is(b, core->line, BEAM_OP_is_eq_exact, element, tag, then, otherwise);
}

static bool is_boolean_test(const Builder *b, const Core *core) {
    if (!is_erlang_call(b, core))
        return false;
    const BifInfo *info =
        bif_find(core->call_remote.function->literal, core->call_remote.count);
    if (info == NULL || !info->total || info->test == 0)
        return false;
    for (uint32_t i = 0; i < core->call_remote.count; i++) {
        CoreKind kind = core->call_remote.arguments[i]->kind;
        if (kind != CORE_VARIABLE && kind != CORE_LITERAL)
            return false;
    }
    return true;
}

// The operators that are control flow in a guard. False: not one of them.
static bool branch_operator(Builder *b, const Core *core, SsaBlock *then, SsaBlock *otherwise,
                            SsaBlock *error) {
    const Literal *name = core->call_remote.function->literal;
    Core *const *arguments = core->call_remote.arguments;
    uint32_t count = core->call_remote.count;
    if (count == 1 && literal_is_atom(name, "not")) {
        branch(b, arguments[0], otherwise, then, error);
        return true;
    }
    bool both = count == 2 && literal_is_atom(name, "and");
    if (!both && !(count == 2 && literal_is_atom(name, "or")))
        return false;
    if (!is_boolean_test(b, arguments[0]) || !is_boolean_test(b, arguments[1]))
        return false;
    SsaBlock *second = builder_block(b);
    branch(b, arguments[0], both ? second : then, both ? otherwise : second, error);
    b->block = second;
    branch(b, arguments[1], then, otherwise, error);
    return true;
}

// A call in a guard that some instruction tests for true. False: it is none.
static bool branch_bif(Builder *b, const Core *core, SsaBlock *then, SsaBlock *otherwise,
                       SsaBlock *error) {
    uint32_t count = core->call_remote.count;
    const BifInfo *info = bif_find(core->call_remote.function->literal, count);
    if (info == NULL || info->test == 0 || (!info->total && error != otherwise))
        return false;
    SsaOperand operands[2] = {no_operand, no_operand};
    evaluate_all(b, core->call_remote.arguments, count, operands);
    if (info->swap) {
        SsaOperand first = operands[0];
        operands[0] = operands[1];
        operands[1] = first;
    }
    builder_is(b, core->line, (BeamOpcode)info->test, operands[0], operands[1], then, otherwise);
    return true;
}

static void branch_list(Builder *b, const Core *test, SsaBlock *then, SsaBlock *otherwise) {
    bool all = test->kind == CORE_GUARD_ALL;
    for (uint32_t i = 0; i < test->list.count; i++) {
        SsaBlock *next = builder_block(b);
        SsaBlock *fail = all ? otherwise : next;
        branch(b, test->list.items[i], all ? next : then, fail, fail);
        b->block = next;
    }
    builder_jump(b, test->line, all ? then : otherwise, NULL);
}

static void branch_call(Builder *b, const Core *test, SsaBlock *then, SsaBlock *otherwise,
                        SsaBlock *error) {
    if (is_record_test(b, test))
        branch_record(b, test, then, otherwise);
    else if (!is_erlang_call(b, test) || (!branch_operator(b, test, then, otherwise, error) &&
                                          !branch_bif(b, test, then, otherwise, error)))
        branch_value(b, test->line, evaluate(b, test), then, otherwise, error);
}

// Goes to `then` if the test gives true, to `otherwise` if false, to `error` if it fails or gives something else.
static void branch(Builder *b, const Core *test, SsaBlock *then, SsaBlock *otherwise,
                   SsaBlock *error) {
    SsaBlock *outer = b->fail;
    b->fail = error;
    builder_current(b);
    switch (test->kind) {
    case CORE_GUARD_ALL:
    case CORE_GUARD_ANY:
        branch_list(b, test, then, otherwise);
        break;
    case CORE_ANDALSO:
    case CORE_ORELSE: {
        bool both = test->kind == CORE_ANDALSO;
        SsaBlock *second = builder_block(b);
        branch(b, test->pair.left, both ? second : then, both ? otherwise : second, error);
        b->block = second;
        branch(b, test->pair.right, then, otherwise, error);
        break;
    }
    case CORE_CALL_REMOTE:
        branch_call(b, test, then, otherwise, error);
        break;
    default:
        branch_value(b, test->line, evaluate(b, test), then, otherwise, error);
        break;
    }
    b->fail = outer;
}

// ---- all expressions ---------------------------------------------------------------------------

static void build_letjoin(Builder *b, const Core *core, Destination destination) {
    SsaBlock *shared = builder_block(b);
    SsaBlock *loop = b->receive;
    block_add_parameters(b, shared, core->letjoin.count);
    b->labels[core->letjoin.label] = shared;
    for (uint32_t i = 0; i < core->letjoin.count; i++)
        if (core->letjoin.parameters[i] != CORE_NO_VARIABLE)
            b->variables[core->letjoin.parameters[i]] = ssa_value(shared->parameters[i]);
    build(b, core->letjoin.body, destination);
    b->receive = loop;
    b->block = shared;
    build(b, core->letjoin.shared, destination);
}

static void build_jump(Builder *b, const Core *core) {
    SsaOperand *arguments = evaluate_list(b, core->jump.arguments, core->jump.count, 0);
    SsaBlock *target = b->labels[core->jump.label];
    assert(target != NULL && target->parameter_count == core->jump.count);
    builder_jump(b, core->line, target, arguments);
}

static void build_let(Builder *b, const Core *core, Destination destination) {
    SsaOperand *values = ARENA_ARRAY(b->function->arena, SsaOperand, core->let.count + 1);
    evaluate_values(b, core->let.value, values, core->let.count);
    for (uint32_t i = 0; i < core->let.count; i++)
        if (core->let.variables[i] != CORE_NO_VARIABLE)
            b->variables[core->let.variables[i]] = values[i];
    build(b, core->let.body, destination);
}

// Kinds with control flow of their own, whose parts deliver by themselves. False: an ordinary value.
static bool build_control(Builder *b, const Core *core, Destination destination) {
    switch (core->kind) {
    case CORE_TRY:
        build_try(b, core, destination);
        return true;
    case CORE_RAISE:
        build_raise(b, core);
        return true;
    case CORE_FAIL:
        build_fail(b, core);
        return true;
    case CORE_RECEIVE:
        build_receive(b, core, destination);
        return true;
    case CORE_RECEIVE_ACCEPT:
        build_receive_accept(b, core, destination);
        return true;
    case CORE_RECEIVE_NEXT:
        build_receive_next(b, core);
        return true;
    case CORE_LETJOIN:
        build_letjoin(b, core, destination);
        return true;
    case CORE_JUMP:
        build_jump(b, core);
        return true;
    case CORE_IF:
        build_if(b, core, destination);
        return true;
    case CORE_SELECT:
        build_select(b, core, destination);
        return true;
    case CORE_IF_CONS:
        build_if_cons(b, core, destination);
        return true;
    case CORE_IF_MAP_HAS:
        build_if_map_has(b, core, destination);
        return true;
    case CORE_BINARY_START:
        build_binary_start(b, core, destination);
        return true;
    case CORE_BINARY_GET:
        build_binary_get(b, core, destination);
        return true;
    case CORE_BINARY_LITERAL:
        build_binary_literal(b, core, destination);
        return true;
    case CORE_BINARY_END:
        build_binary_end(b, core, destination);
        return true;
    default:
        return false;
    }
}

static void build(Builder *b, const Core *core, Destination destination) {
    if (core->kind == CORE_LET) {
        build_let(b, core, destination);
    } else if (core->kind == CORE_SEQUENCE) {
        evaluate_values(b, core->sequence.first, NULL, 0);
        build(b, core->sequence.second, destination);
    } else if (core->kind == CORE_VALUES) {
        SsaOperand *values = evaluate_list(b, core->list.items, core->list.count, 0);
        deliver(b, core->line, destination, values);
    } else if (!build_control(b, core, destination)) {
        SsaOperand value = evaluate(b, core);
        deliver(b, core->line, destination, &value);
    }
}

static bool has_control(const Core *core) {
    switch (core->kind) {
    case CORE_LET:
    case CORE_SEQUENCE:
    case CORE_TRY:
    case CORE_RAISE:
    case CORE_FAIL:
    case CORE_RECEIVE:
    case CORE_RECEIVE_ACCEPT:
    case CORE_RECEIVE_NEXT:
    case CORE_LETJOIN:
    case CORE_JUMP:
        return true;
    default:
        return core->kind >= CORE_IF && core->kind != CORE_ELEMENT;
    }
}

// The values of an expression, in the current block; count 0: it is only for its effect.
static void evaluate_values(Builder *b, const Core *core, SsaOperand *values, uint32_t count) {
    if (core->kind == CORE_SEQUENCE) {
        evaluate_values(b, core->sequence.first, NULL, 0);
        evaluate_values(b, core->sequence.second, values, count);
        return;
    }
    if (core->kind == CORE_VALUES) {
        SsaOperand *all = evaluate_list(b, core->list.items, core->list.count, 0);
        if (count > 0)
            memcpy(values, all, count * sizeof *values);
        return;
    }
    if (!has_control(core)) {
        SsaOperand value = evaluate(b, core);
        if (count > 0)
            values[0] = value;
        return;
    }
    SsaBlock *join = builder_block(b);
    block_add_parameters(b, join, count);
    SsaBlock *loop = b->receive;
    builder_current(b);
    build(b, core, (Destination){DESTINATION_JOIN, join});
    b->receive = loop;
    b->block = join;
    for (uint32_t i = 0; i < count; i++)
        values[i] = ssa_value(join->parameters[i]);
}

static SsaOperand evaluate(Builder *b, const Core *core) {
    switch (core->kind) {
    case CORE_LITERAL:
        return ssa_literal(core->literal);
    case CORE_VARIABLE:
        return b->variables[core->variable];
    case CORE_CALL_LOCAL:
        return evaluate_call_local(b, core);
    case CORE_CALL_REMOTE:
        return evaluate_call_remote(b, core);
    case CORE_CALL_FUN:
        return evaluate_call_fun(b, core);
    case CORE_MAKE_FUN:
        return evaluate_make_fun(b, core);
    case CORE_CONS:
        return evaluate_cons(b, core);
    case CORE_TUPLE:
        return evaluate_tuple(b, core);
    case CORE_TUPLE_UPDATE:
        return evaluate_tuple_update(b, core);
    case CORE_MAP:
        return evaluate_map(b, core);
    case CORE_BITSTRING:
        return evaluate_bitstring(b, core);
    case CORE_ANDALSO:
    case CORE_ORELSE:
    case CORE_GUARD_ALL:
    case CORE_GUARD_ANY:
        return evaluate_truth(b, core);
    case CORE_CATCH:
        return evaluate_catch(b, core);
    case CORE_ELEMENT:
        return add_element(b, core->line, evaluate(b, core->element.tuple), core->element.index);
    case CORE_BUILD_STACKTRACE: {
        SsaOperand raw = evaluate(b, core->one);
        SsaInstruction *trace = builder_add(b, SSA_BUILD_STACKTRACE, core->line, 1);
        trace->operands[0] = raw;
        return builder_result(b, trace);
    }
    default: {
        SsaOperand value;
        evaluate_values(b, core, &value, 1);
        return value;
    }
    }
}

SsaFunction *ssa_build(CoreModule *module, const CoreFunction *core) {
    SsaFunction *function = ARENA_NEW(module->arena, SsaFunction);
    function->module = module;
    function->arena = module->arena;
    function->core = core;
    Builder builder = {.function = function, .module = module};
    Builder *b = &builder;
    b->variables = ARENA_ARRAY(module->arena, SsaOperand, core->variable_count + 1);
    b->labels = ARENA_ARRAY(module->arena, SsaBlock *, core->label_count + 1);
    b->erlang = literal_atom(module->literals, "erlang");
    b->true_atom = literal_atom(module->literals, "true");
    b->false_atom = literal_atom(module->literals, "false");
    for (uint32_t i = 0; i < core->variable_count; i++)
        b->variables[i] = ssa_literal(b->false_atom);
    function->entry = b->block = builder_block(b);
    block_add_parameters(b, function->entry, core->arity);
    for (uint32_t i = 0; i < core->arity; i++)
        b->variables[core->parameters[i]] = ssa_value(function->entry->parameters[i]);
    build(b, core->body, (Destination){DESTINATION_RETURN, NULL});
    ssa_order_blocks(function);
    return function;
}
