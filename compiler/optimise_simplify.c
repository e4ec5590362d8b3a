// SPDX-License-Identifier: Apache-2.0
// Local simplification, repeated until nothing changes: copies and constants are propagated through
// block parameters, tests of known outcome become jumps, blocks in a row become one, what nobody
// uses goes.

#include <assert.h>
#include <string.h>

#include "optimise.h"

typedef struct {
    SsaFunction *function;
    SsaOperand *copy;            // by value: what stands for it; itself if nothing does
    uint32_t *uses;              // by value
    SsaInstruction **definition; // by value: the instruction in a block that makes it
    bool changed;
} Simplify;

static SsaOperand resolve(const Simplify *s, SsaOperand operand)
{
    while (operand.literal == NULL && operand.value != SSA_NONE &&
           !ssa_same(s->copy[operand.value], operand))
        operand = s->copy[operand.value];
    return operand;
}

static void resolve_use(void *context, SsaOperand *operand)
{
    *operand = resolve(context, *operand);
}

static void count_use(void *context, SsaOperand *operand)
{
    Simplify *s = context;
    if (operand->literal == NULL)
        s->uses[operand->value]++;
}

static void replace(Simplify *s, SsaValue value, SsaOperand by)
{
    s->copy[value] = by;
    s->changed = true;
}

// ---- block parameters --------------------------------------------------------------------------

// By block, while parameters are looked at: the only argument that each parameter gets so far.
typedef struct {
    SsaOperand *arguments;
    bool *differs;
} Incoming;

static void note_edge(Simplify *s, const SsaEdge *edge)
{
    SsaBlock *target = edge->target;
    uint32_t count = target->parameter_count;
    Incoming *incoming = target->scratch;
    bool first = incoming == NULL;
    if (count == 0 || edge->arguments == NULL)
        return;
    if (first) {
        incoming = ARENA_NEW(s->function->arena, Incoming);
        incoming->arguments = ARENA_ARRAY(s->function->arena, SsaOperand, count);
        incoming->differs = ARENA_ARRAY(s->function->arena, bool, count);
        target->scratch = incoming;
    }
    for (uint32_t i = 0; i < count; i++) {
        SsaOperand argument = resolve(s, edge->arguments[i]);
        if (first)
            incoming->arguments[i] = argument;
        else if (!ssa_same(incoming->arguments[i], argument))
            incoming->differs[i] = true;
    }
}

static void drop_arguments(SsaFunction *function, const SsaBlock *target, const bool *dropped)
{
    for (uint32_t i = 0; i < function->block_count; i++) {
        SsaBlock *block = function->blocks[i];
        for (uint32_t k = 0; k < block->edge_count; k++) {
            SsaEdge *edge = &block->edges[k];
            if (edge->target != target || edge->arguments == NULL)
                continue;
            SsaOperand *kept = ARENA_ARRAY(function->arena, SsaOperand, target->parameter_count);
            uint32_t count = 0;
            for (uint32_t n = 0; n < target->parameter_count; n++)
                if (!dropped[n])
                    kept[count++] = edge->arguments[n];
            edge->arguments = kept;
        }
    }
}

static void reduce_parameters(Simplify *s, SsaBlock *block)
{
    Incoming *incoming = block->scratch;
    if (incoming == NULL || block->kind != SSA_PLAIN || block == s->function->entry)
        return;
    bool *dropped = ARENA_ARRAY(s->function->arena, bool, block->parameter_count);
    bool any = false;
    for (uint32_t i = 0; i < block->parameter_count; i++) {
        SsaValue parameter = block->parameters[i];
        dropped[i] = s->uses[parameter] == 0 || !incoming->differs[i];
        any = any || dropped[i];
        if (dropped[i] && s->uses[parameter] > 0)
            replace(s, parameter, incoming->arguments[i]);
    }
    if (!any)
        return;
    s->changed = true;
    drop_arguments(s->function, block, dropped);
    uint32_t count = 0;
    for (uint32_t i = 0; i < block->parameter_count; i++)
        if (!dropped[i])
            block->parameters[count++] = block->parameters[i];
    block->parameter_count = count;
}

static void simplify_parameters(Simplify *s)
{
    SsaFunction *function = s->function;
    for (uint32_t i = 0; i < function->block_count; i++)
        function->blocks[i]->scratch = NULL;
    for (uint32_t i = 0; i < function->block_count; i++)
        for (uint32_t k = 0; k < function->blocks[i]->edge_count; k++)
            note_edge(s, &function->blocks[i]->edges[k]);
    for (uint32_t i = 0; i < function->block_count; i++)
        reduce_parameters(s, function->blocks[i]);
    for (uint32_t i = 0; i < function->block_count; i++)
        ssa_visit_uses(function->blocks[i], resolve_use, s);
}

// ---- ends --------------------------------------------------------------------------------------

static void end_with_jump(Simplify *s, SsaBlock *block, SsaEdge edge)
{
    edge.value = NULL;
    block->end = SSA_END_JUMP;
    block->instruction = NULL;
    block->operand = (SsaOperand){NULL, SSA_NONE};
    block->edges[0] = edge;
    block->edge_count = 1;
    s->changed = true;
}

static void fold_switch(Simplify *s, SsaBlock *block)
{
    const Literal *literal = block->operand.literal;
    uint32_t last = block->edge_count - 1;
    if (literal == NULL)
        return;
    bool arity = block->end == SSA_END_ARITY;
    if (arity && literal->kind != LITERAL_TUPLE)
        return;
    for (uint32_t i = 0; i < last; i++) {
        bool hit = arity ? block->edges[i].value->integer == literal->tuple.arity
                         : block->edges[i].value == literal;
        if (hit) {
            end_with_jump(s, block, block->edges[i]);
            return;
        }
    }
    end_with_jump(s, block, block->edges[last]);
}

static void fold_test(Simplify *s, SsaBlock *block)
{
    int outcome = fold_known_test(block->instruction);
    if (outcome >= 0)
        end_with_jump(s, block, block->edges[outcome ? 0 : 1]);
}

// The comparison behind a truth value that only this block's end looks at, if it can be the test
// itself.
static const SsaInstruction *sole_comparison(const Simplify *s, const SsaBlock *block,
                                             SsaOperand operand)
{
    if (operand.literal != NULL || operand.value == SSA_NONE || s->uses[operand.value] != 1)
        return NULL;
    const SsaInstruction *made = s->definition[operand.value];
    if (made == NULL || made->op != SSA_BIF || made->index > BIF_TYPE)
        return NULL;
    bool here = false;
    for (uint32_t i = block->count; i-- > 0 && !here;)
        here = block->instructions[i] == made;
    const BifInfo *info = bif_find(made->function, made->count);
    return here && info != NULL && info->test != 0 && info->total ? made : NULL;
}

static void remove_instruction(SsaBlock *block, const SsaInstruction *instruction)
{
    for (uint32_t i = 0; i < block->count; i++)
        if (block->instructions[i] == instruction) {
            memmove(block->instructions + i, block->instructions + i + 1,
                    (block->count - 1 - i) * sizeof *block->instructions);
            block->count--;
            return;
        }
}

static void end_with_comparison(Simplify *s, SsaBlock *block, const SsaInstruction *made,
                                SsaEdge then, SsaEdge otherwise)
{
    const BifInfo *info = bif_find(made->function, made->count);
    SsaInstruction *test = ssa_create_instruction(s->function, SSA_IS, made->line, made->count);
    test->index = info->test;
    for (uint32_t i = 0; i < made->count; i++)
        test->operands[info->swap ? made->count - 1 - i : i] = made->operands[i];
    remove_instruction(block, made);
    block->end = SSA_END_TEST;
    block->instruction = test;
    block->operand = (SsaOperand){NULL, SSA_NONE};
    SsaEdge *edges = ARENA_ARRAY(s->function->arena, SsaEdge, 2);
    edges[0] = then;
    edges[1] = otherwise;
    edges[0].value = edges[1].value = NULL;
    block->edges = edges;
    block->edge_count = 2;
    s->changed = true;
}

static const SsaEdge *edge_for(const SsaBlock *block, const char *atom)
{
    for (uint32_t i = 0; i + 1 < block->edge_count; i++)
        if (literal_is_atom(block->edges[i].value, atom))
            return &block->edges[i];
    return &block->edges[block->edge_count - 1];
}

// case X > Y of true -> ...; false -> ... end
static void test_comparison(Simplify *s, SsaBlock *block)
{
    if (block->end == SSA_END_SWITCH) {
        const SsaInstruction *made = sole_comparison(s, block, block->operand);
        if (made != NULL)
            end_with_comparison(s, block, made, *edge_for(block, "true"),
                                *edge_for(block, "false"));
        return;
    }
    const SsaInstruction *test = block->instruction;
    if (test->op != SSA_IS || test->index != BEAM_OP_is_eq_exact ||
        test->operands[1].literal == NULL)
        return;
    const SsaInstruction *made = sole_comparison(s, block, test->operands[0]);
    if (made == NULL)
        return;
    if (literal_is_atom(test->operands[1].literal, "true"))
        end_with_comparison(s, block, made, block->edges[0], block->edges[1]);
    else if (literal_is_atom(test->operands[1].literal, "false"))
        end_with_comparison(s, block, made, block->edges[1], block->edges[0]);
}

static bool same_edges(const SsaEdge *left, const SsaEdge *right)
{
    if (left->target != right->target)
        return false;
    for (uint32_t i = 0; i < left->target->parameter_count; i++)
        if (!ssa_same(left->arguments[i], right->arguments[i]))
            return false;
    return true;
}

// A test without effect whose ways all lead to the same place.
static void drop_pointless_test(Simplify *s, SsaBlock *block)
{
    for (uint32_t i = 1; i < block->edge_count; i++)
        if (!same_edges(&block->edges[0], &block->edges[i]))
            return;
    if (block->end != SSA_END_TEST || block->instruction->op == SSA_IS ||
        block->instruction->op == SSA_HAS_ARITY || block->instruction->op == SSA_IS_TAGGED)
        end_with_jump(s, block, block->edges[0]);
}

// What a jump to an empty block that only jumps on would reach.
static void skip_empty(Simplify *s, SsaEdge *edge)
{
    const SsaBlock *target = edge->target;
    if (target->count > 0 || target->end != SSA_END_JUMP || target->kind != SSA_PLAIN ||
        target->parameter_count > 0 || target->edges[0].target == target ||
        target->edges[0].target->kind != SSA_PLAIN ||
        target->edges[0].target->handler != target->handler)
        return;
    edge->arguments = target->edges[0].arguments;
    edge->target = target->edges[0].target;
    s->changed = true;
}

static void fold_end(Simplify *s, SsaBlock *block)
{
    bool decides =
        block->end == SSA_END_TEST || block->end == SSA_END_SWITCH || block->end == SSA_END_ARITY;
    if (decides || block->end == SSA_END_JUMP)
        for (uint32_t i = 0; i < block->edge_count; i++)
            skip_empty(s, &block->edges[i]);
    if (block->end == SSA_END_SWITCH || block->end == SSA_END_ARITY)
        fold_switch(s, block);
    if (block->end == SSA_END_TEST)
        fold_test(s, block);
    if (block->end == SSA_END_TEST || block->end == SSA_END_SWITCH)
        test_comparison(s, block);
    if (block->end == SSA_END_TEST || block->end == SSA_END_SWITCH || block->end == SSA_END_ARITY)
        drop_pointless_test(s, block);
}

// ---- threading ---------------------------------------------------------------------------------

// Does the block nothing but decide, on its own parameter, with its parameters used nowhere else?
static bool is_pure_decision(const Simplify *s, const SsaBlock *block)
{
    if (block->kind != SSA_PLAIN || block->count > 0 || block->parameter_count != 1)
        return false;
    SsaValue parameter = block->parameters[0];
    uint32_t own = 0;
    if (block->end == SSA_END_SWITCH) {
        own += !block->operand.literal && block->operand.value == parameter;
    } else if (block->end == SSA_END_TEST && block->instruction->op == SSA_IS) {
        for (uint32_t i = 0; i < block->instruction->count; i++)
            own += !block->instruction->operands[i].literal &&
                   block->instruction->operands[i].value == parameter;
    } else {
        return false;
    }
    for (uint32_t i = 0; i < block->edge_count; i++)
        for (uint32_t k = 0; k < block->edges[i].target->parameter_count; k++)
            own += !block->edges[i].arguments[k].literal &&
                   block->edges[i].arguments[k].value == parameter;
    return own > 0 && own == s->uses[parameter];
}

static SsaOperand instead(SsaOperand operand, SsaValue parameter, SsaOperand argument)
{
    bool is_parameter = operand.literal == NULL && operand.value == parameter;
    return is_parameter ? argument : operand;
}

// The decision is copied to the end of a block that jumps to it with something known, where it will
// fold.
static void thread_jump(Simplify *s, SsaBlock *block)
{
    if (block->end != SSA_END_JUMP || !is_pure_decision(s, block->edges[0].target))
        return;
    const SsaBlock *target = block->edges[0].target;
    SsaOperand argument = block->edges[0].arguments[0];
    if (target->handler != block->handler ||
        (argument.literal == NULL && sole_comparison(s, block, argument) == NULL))
        return;
    SsaValue parameter = target->parameters[0];
    Arena *arena = s->function->arena;
    block->end = target->end;
    block->line = target->line;
    block->operand = instead(target->operand, parameter, argument);
    if (target->instruction != NULL) {
        const SsaInstruction *test = target->instruction;
        block->instruction = ssa_create_instruction(s->function, test->op, test->line, test->count);
        block->instruction->index = test->index;
        for (uint32_t i = 0; i < test->count; i++)
            block->instruction->operands[i] = instead(test->operands[i], parameter, argument);
    }
    block->edge_count = target->edge_count;
    block->edges = ARENA_ARRAY(arena, SsaEdge, target->edge_count);
    for (uint32_t i = 0; i < target->edge_count; i++) {
        uint32_t count = target->edges[i].target->parameter_count;
        block->edges[i] = target->edges[i];
        if (target->edges[i].arguments == NULL)
            continue;
        block->edges[i].arguments = ARENA_ARRAY(arena, SsaOperand, count + 1);
        for (uint32_t k = 0; k < count; k++)
            block->edges[i].arguments[k] =
                instead(target->edges[i].arguments[k], parameter, argument);
    }
    s->changed = true;
}

// ---- instructions ------------------------------------------------------------------------------

static bool is_removable(const SsaInstruction *instruction)
{
    if (ssa_op_flags[instruction->op] & SSA_PURE)
        return true;
    if (instruction->op != SSA_BIF)
        return false;
    const BifInfo *info = bif_find(instruction->function, instruction->count);
    return info != NULL && info->total;
}

static void simplify_instructions(Simplify *s, SsaBlock *block)
{
    uint32_t kept = 0;
    for (uint32_t i = 0; i < block->count; i++) {
        SsaInstruction *instruction = block->instructions[i];
        if (instruction->result != SSA_NONE && s->uses[instruction->result] == 0 &&
            is_removable(instruction)) {
            s->changed = true;
            continue;
        }
        const Literal *constant = fold_known_value(s->function->module->literals, instruction);
        if (constant != NULL) {
            replace(s, instruction->result, ssa_literal(constant));
            continue;
        }
        block->instructions[kept++] = instruction;
    }
    block->count = kept;
}

// ---- blocks in a row ---------------------------------------------------------------------------

static void append_block(Simplify *s, SsaBlock *block)
{
    while (block->end == SSA_END_JUMP) {
        SsaBlock *next = block->edges[0].target;
        if (next->predecessor_count != 1 || next->kind != SSA_PLAIN ||
            next->handler != block->handler || next->parameter_count > 0 || next == block)
            return;
        for (uint32_t i = 0; i < next->count; i++)
            ssa_insert_instruction(s->function, block, block->count, next->instructions[i]);
        block->end = next->end;
        block->fail = next->fail;
        block->line = next->line;
        block->instruction = next->instruction;
        block->operand = next->operand;
        block->edges = next->edges;
        block->edge_count = next->edge_count;
        block->loop = next->loop;
        next->count = 0; // it is reached no more
        next->end = SSA_END_NONE;
        next->edge_count = 0;
        next->predecessor_count = 0;
        s->changed = true;
    }
}

// ---- rounds ------------------------------------------------------------------------------------

static void start_round(Simplify *s)
{
    SsaFunction *function = s->function;
    ssa_order_blocks(function);
    memset(s->uses, 0, function->value_count * sizeof *s->uses);
    for (uint32_t i = 0; i < function->block_count; i++) {
        SsaBlock *block = function->blocks[i];
        ssa_visit_uses(block, count_use, s);
        for (uint32_t k = 0; k < block->count; k++)
            if (block->instructions[k]->result != SSA_NONE)
                s->definition[block->instructions[k]->result] = block->instructions[k];
    }
    s->changed = false;
}

enum { MOST_ROUNDS = 20 };

void optimise_simplify(SsaFunction *function)
{
    uint32_t values = function->value_count + 1;
    Simplify s = {.function = function, .changed = true};
    s.copy = ARENA_ARRAY(function->arena, SsaOperand, values);
    s.uses = ARENA_ARRAY(function->arena, uint32_t, values);
    s.definition = ARENA_ARRAY(function->arena, SsaInstruction *, values);
    for (uint32_t i = 0; i < values; i++)
        s.copy[i] = ssa_value(i);
    for (uint32_t round = 0; round < MOST_ROUNDS && s.changed; round++) {
        start_round(&s);
        simplify_parameters(&s);
        for (uint32_t i = 0; i < function->block_count; i++)
            simplify_instructions(&s, function->blocks[i]);
        for (uint32_t i = 0; i < function->block_count; i++)
            ssa_visit_uses(function->blocks[i], resolve_use, &s);
        start_round(&s);
        bool changed = false;
        for (uint32_t i = 0; i < function->block_count; i++) {
            thread_jump(&s, function->blocks[i]);
            fold_end(&s, function->blocks[i]);
        }
        changed = s.changed;
        start_round(&s);
        for (uint32_t i = 0; i < function->block_count; i++)
            append_block(&s, function->blocks[i]);
        s.changed = s.changed || changed;
    }
    ssa_order_blocks(function);
}
