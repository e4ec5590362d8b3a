// SPDX-License-Identifier: Apache-2.0
// Flat Core to SSA: walks expressions with a destination for their values, and makes the blocks as
// it goes.

#include <assert.h>
#include <string.h>

#include "ssa_build.h"

static void evaluate_values(Builder *b, const Core *core, SsaOperand *values, uint32_t count);

// ---- blocks and ends ---------------------------------------------------------------------------

SsaValue builder_value(Builder *b) { return b->function->value_count++; }

SsaBlock *builder_block(Builder *b)
{
    SsaBlock *block = ssa_add_block(b->function);
    block->handler = b->handler;
    return block;
}

void builder_add_parameters(Builder *b, SsaBlock *block, uint32_t count)
{
    block->parameters = ARENA_ARRAY(b->function->arena, SsaValue, count + 1);
    block->parameter_count = count;
    for (uint32_t i = 0; i < count; i++)
        block->parameters[i] = builder_value(b);
}

// Ends the current block; without one the end is dropped, for nothing comes there.
SsaBlock *builder_end(Builder *b, SsaEnd end, CoreLine line, uint32_t edge_count)
{
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

void builder_jump(Builder *b, CoreLine line, SsaBlock *target, const SsaOperand *arguments)
{
    if (b->block == NULL)
        return;
    SsaBlock *block = builder_end(b, SSA_END_JUMP, line, 1);
    block->edges[0].target = target;
    size_t size = target->parameter_count * sizeof *arguments;
    block->edges[0].arguments =
        ARENA_ARRAY(b->function->arena, SsaOperand, target->parameter_count + 1);
    if (size > 0)
        memcpy(block->edges[0].arguments, arguments, size);
}

// Where code goes that cannot be reached: a block that the ordering will drop.
SsaBlock *builder_current(Builder *b)
{
    if (b->block == NULL)
        b->block = builder_block(b);
    return b->block;
}

SsaInstruction *builder_add(Builder *b, SsaOp op, CoreLine line, uint32_t count)
{
    return ssa_add_instruction(b->function, builder_current(b), op, line, count);
}

SsaOperand builder_result(Builder *b, SsaInstruction *instruction)
{
    instruction->result = builder_value(b);
    return ssa_value(instruction->result);
}

// The instruction as a test; the current block becomes the one after success.
void builder_test(Builder *b, SsaInstruction *instruction, SsaBlock *then, SsaBlock *otherwise)
{
    builder_current(b);
    SsaBlock *block = builder_end(b, SSA_END_TEST, instruction->line, 2);
    block->instruction = instruction;
    block->edges[0].target = then;
    block->edges[1].target = otherwise;
}

SsaInstruction *builder_create(Builder *b, SsaOp op, CoreLine line, uint32_t count)
{
    return ssa_create_instruction(b->function, op, line, count);
}

void builder_is(Builder *b, CoreLine line, BeamOpcode test, SsaOperand left, SsaOperand right,
                SsaBlock *then, SsaBlock *otherwise)
{
    bool one = right.literal == NULL && right.value == SSA_NONE;
    SsaInstruction *instruction = builder_create(b, SSA_IS, line, one ? 1 : 2);
    instruction->index = test;
    instruction->operands[0] = left;
    instruction->operands[1] = right;
    builder_test(b, instruction, then, otherwise);
}

// Something that raises in a body, and in a guard goes to the place for errors.
SsaOperand builder_fallible(Builder *b, SsaInstruction *instruction)
{
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

static void deliver(Builder *b, CoreLine line, Destination destination, const SsaOperand *values)
{
    if (b->block == NULL)
        return;
    if (destination.kind == DESTINATION_JOIN) {
        builder_jump(b, line, destination.join, values);
    } else {
        SsaBlock *block = builder_end(b, SSA_END_RETURN, line, 0);
        block->operand = values[0];
    }
}

// ---- exceptions --------------------------------------------------------------------------------

static void build_try(Builder *b, const Core *core, Destination destination)
{
    SsaBlock *outer = b->handler;
    SsaBlock *handler = builder_block(b);
    handler->kind = SSA_TRY_HANDLER;
    handler->tag = builder_value(b);
    builder_add_parameters(b, handler, 3);
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
        builder_build(b, core->try.body, destination);
    }
    b->block = handler;
    CoreVariable raised[] = {core->try.class, core->try.reason, core->try.trace};
    for (uint32_t i = 0; i < 3; i++)
        if (raised[i] != CORE_NO_VARIABLE)
            b->variables[raised[i]] = ssa_value(handler->parameters[i]);
    builder_build(b, core->try.handler, destination);
}

static SsaOperand evaluate_catch(Builder *b, const Core *core)
{
    SsaBlock *outer = b->handler;
    SsaBlock *handler = builder_block(b);
    handler->kind = SSA_CATCH_HANDLER;
    handler->tag = builder_value(b);
    builder_add_parameters(b, handler, 1);
    builder_current(b);
    SsaBlock *start = builder_end(b, SSA_END_TRY, core->line, 2);
    b->handler = handler;
    b->block = builder_block(b);
    start->edges[0].target = b->block;
    start->edges[1].target = handler;
    SsaOperand value = builder_evaluate(b, core->one);
    builder_jump(b, core->line, handler, &value);
    b->handler = outer;
    b->block = handler;
    SsaInstruction *end = builder_add(b, SSA_CATCH_END, core->line, 2);
    end->operands[0] = ssa_value(handler->tag);
    end->operands[1] = ssa_value(handler->parameters[0]);
    return builder_result(b, end);
}

static void build_fail(Builder *b, const Core *core)
{
    SsaInstruction *operands = builder_create(b, SSA_TUPLE, core->line, 0);
    operands->operands = builder_evaluate_list(b, core->fail.operands, core->fail.count, 0);
    operands->count = core->fail.count;
    if (b->block == NULL)
        return;
    if (core->fail.reason == FAIL_BADARG_OPERAND) {
        builder_end_with_error(b, core->line, "badarg", operands->operands[0]);
        return;
    }
    SsaBlock *block = builder_end(b, SSA_END_FAIL, core->line, 0);
    block->fail = core->fail.reason;
    block->instruction = operands;
}

static void build_raise(Builder *b, const Core *core)
{
    SsaInstruction *operands = builder_create(b, SSA_TUPLE, core->line, 2);
    operands->operands[0] = builder_evaluate(b, core->raise.trace);
    operands->operands[1] = builder_evaluate(b, core->raise.reason);
    if (b->block != NULL)
        builder_end(b, SSA_END_RAISE, core->line, 0)->instruction = operands;
}

// ---- receive -----------------------------------------------------------------------------------

static void build_timeout(Builder *b, const Core *core, Destination destination)
{
    builder_add(b, SSA_TIMEOUT, core->line, 0);
    builder_build(b, core->receive.timeout_body, destination);
}

static bool is_integer_literal(SsaOperand operand, int64_t value)
{
    return operand.literal != NULL && operand.literal->kind == LITERAL_INTEGER &&
           operand.literal->integer == value;
}

static void build_wait(Builder *b, const Core *core, SsaOperand timeout, SsaBlock *loop,
                       Destination destination)
{
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

static void build_receive(Builder *b, const Core *core, Destination destination)
{
    SsaOperand timeout =
        core->receive.timeout != NULL ? builder_evaluate(b, core->receive.timeout) : no_operand;
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
    builder_add_parameters(b, message, 1);
    SsaBlock *wait = builder_block(b);
    builder_end(b, SSA_END_RECEIVE, core->line, 2);
    loop->edges[0].target = message;
    loop->edges[1].target = wait;
    b->receive = loop;
    b->block = message;
    b->variables[core->receive.message] = ssa_value(message->parameters[0]);
    builder_build(b, core->receive.body, destination);
    b->receive = outer;
    b->block = wait;
    build_wait(b, core, timeout, loop, destination);
}

static void build_receive_next(Builder *b, const Core *core)
{
    assert(b->receive != NULL);
    if (b->block != NULL)
        builder_end(b, SSA_END_NEXT, core->line, 0)->loop = b->receive;
}

// The body of an accepted message is no longer inside its receive.
static void build_receive_accept(Builder *b, const Core *core, Destination destination)
{
    SsaBlock *loop = b->receive;
    builder_add(b, SSA_REMOVE_MESSAGE, core->line, 0);
    builder_build(b, core->one, destination);
    b->receive = loop;
}

// ---- all expressions ---------------------------------------------------------------------------

static void build_letjoin(Builder *b, const Core *core, Destination destination)
{
    SsaBlock *shared = builder_block(b);
    SsaBlock *loop = b->receive;
    builder_add_parameters(b, shared, core->letjoin.count);
    b->labels[core->letjoin.label] = shared;
    for (uint32_t i = 0; i < core->letjoin.count; i++)
        if (core->letjoin.parameters[i] != CORE_NO_VARIABLE)
            b->variables[core->letjoin.parameters[i]] = ssa_value(shared->parameters[i]);
    builder_build(b, core->letjoin.body, destination);
    b->receive = loop;
    b->block = shared;
    builder_build(b, core->letjoin.shared, destination);
}

static void build_jump(Builder *b, const Core *core)
{
    SsaOperand *arguments = builder_evaluate_list(b, core->jump.arguments, core->jump.count, 0);
    SsaBlock *target = b->labels[core->jump.label];
    assert(target != NULL && target->parameter_count == core->jump.count);
    builder_jump(b, core->line, target, arguments);
}

static void build_let(Builder *b, const Core *core, Destination destination)
{
    SsaOperand *values = ARENA_ARRAY(b->function->arena, SsaOperand, core->let.count + 1);
    evaluate_values(b, core->let.value, values, core->let.count);
    for (uint32_t i = 0; i < core->let.count; i++)
        if (core->let.variables[i] != CORE_NO_VARIABLE)
            b->variables[core->let.variables[i]] = values[i];
    builder_build(b, core->let.body, destination);
}

// Kinds with control flow of their own, whose parts deliver by themselves. False: an ordinary
// value.
static bool build_control(Builder *b, const Core *core, Destination destination)
{
    switch (core->kind) {
    case CORE_TRY: build_try(b, core, destination); return true;
    case CORE_RAISE: build_raise(b, core); return true;
    case CORE_FAIL: build_fail(b, core); return true;
    case CORE_RECEIVE: build_receive(b, core, destination); return true;
    case CORE_RECEIVE_ACCEPT: build_receive_accept(b, core, destination); return true;
    case CORE_RECEIVE_NEXT: build_receive_next(b, core); return true;
    case CORE_LETJOIN: build_letjoin(b, core, destination); return true;
    case CORE_JUMP: build_jump(b, core); return true;
    case CORE_IF: builder_build_if(b, core, destination); return true;
    case CORE_SELECT: builder_build_select(b, core, destination); return true;
    case CORE_IF_CONS: builder_build_if_cons(b, core, destination); return true;
    case CORE_IF_MAP_HAS: builder_build_if_map_has(b, core, destination); return true;
    case CORE_BINARY_START: builder_build_binary_start(b, core, destination); return true;
    case CORE_BINARY_GET: builder_build_binary_get(b, core, destination); return true;
    case CORE_BINARY_LITERAL: builder_build_binary_literal(b, core, destination); return true;
    case CORE_BINARY_END: builder_build_binary_end(b, core, destination); return true;
    default: return false;
    }
}

void builder_build(Builder *b, const Core *core, Destination destination)
{
    if (core->kind == CORE_LET) {
        build_let(b, core, destination);
    } else if (core->kind == CORE_SEQUENCE) {
        evaluate_values(b, core->sequence.first, NULL, 0);
        builder_build(b, core->sequence.second, destination);
    } else if (core->kind == CORE_VALUES) {
        SsaOperand *values = builder_evaluate_list(b, core->list.items, core->list.count, 0);
        deliver(b, core->line, destination, values);
    } else if (!build_control(b, core, destination)) {
        SsaOperand value = builder_evaluate(b, core);
        deliver(b, core->line, destination, &value);
    }
}

static bool has_control(const Core *core)
{
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
    case CORE_JUMP: return true;
    default: return core->kind >= CORE_IF && core->kind != CORE_ELEMENT;
    }
}

// The values of an expression, in the current block; count 0: it is only for its effect.
static void evaluate_values(Builder *b, const Core *core, SsaOperand *values, uint32_t count)
{
    if (core->kind == CORE_SEQUENCE) {
        evaluate_values(b, core->sequence.first, NULL, 0);
        evaluate_values(b, core->sequence.second, values, count);
        return;
    }
    if (core->kind == CORE_VALUES) {
        SsaOperand *all = builder_evaluate_list(b, core->list.items, core->list.count, 0);
        if (count > 0)
            memcpy(values, all, count * sizeof *values);
        return;
    }
    if (!has_control(core)) {
        SsaOperand value = builder_evaluate(b, core);
        if (count > 0)
            values[0] = value;
        return;
    }
    SsaBlock *join = builder_block(b);
    builder_add_parameters(b, join, count);
    SsaBlock *loop = b->receive;
    builder_current(b);
    builder_build(b, core, (Destination){DESTINATION_JOIN, join});
    b->receive = loop;
    b->block = join;
    for (uint32_t i = 0; i < count; i++)
        values[i] = ssa_value(join->parameters[i]);
}

SsaOperand builder_evaluate(Builder *b, const Core *core)
{
    switch (core->kind) {
    case CORE_LITERAL: return ssa_literal(core->literal);
    case CORE_VARIABLE: return b->variables[core->variable];
    case CORE_CALL_LOCAL: return builder_evaluate_call_local(b, core);
    case CORE_CALL_REMOTE: return builder_evaluate_call_remote(b, core);
    case CORE_CALL_FUN: return builder_evaluate_call_fun(b, core);
    case CORE_MAKE_FUN: return builder_evaluate_make_fun(b, core);
    case CORE_CONS: return builder_evaluate_cons(b, core);
    case CORE_TUPLE: return builder_evaluate_tuple(b, core);
    case CORE_TUPLE_UPDATE: return builder_evaluate_tuple_update(b, core);
    case CORE_MAP: return builder_evaluate_map(b, core);
    case CORE_BITSTRING: return builder_evaluate_bitstring(b, core);
    case CORE_ANDALSO:
    case CORE_ORELSE:
    case CORE_GUARD_ALL:
    case CORE_GUARD_ANY: return builder_evaluate_truth(b, core);
    case CORE_CATCH: return evaluate_catch(b, core);
    case CORE_ELEMENT:
        return builder_add_element(b, core->line, builder_evaluate(b, core->element.tuple),
                                   core->element.index);
    case CORE_BUILD_STACKTRACE: {
        SsaOperand raw = builder_evaluate(b, core->one);
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

SsaFunction *ssa_build(CoreModule *module, const CoreFunction *core)
{
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
    builder_add_parameters(b, function->entry, core->arity);
    for (uint32_t i = 0; i < core->arity; i++)
        b->variables[core->parameters[i]] = ssa_value(function->entry->parameters[i]);
    builder_build(b, core->body, (Destination){DESTINATION_RETURN, NULL});
    ssa_order_blocks(function);
    return function;
}
