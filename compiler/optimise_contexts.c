// SPDX-License-Identifier: Apache-2.0
// Match contexts from values to objects. In SSA each step of a binary match has a context of its
// own; the machine has one context that steps change. All contexts that come from one BINARY_START
// are a family and become its result; where a step starts from an older state than the one the
// object is in, its position was saved and is restored.

#include "optimise.h"

typedef struct {
    SsaFunction *function;
    SsaValue *root;     // by value: the BINARY_START it comes from, or SSA_NONE
    SsaValue *position; // by value: its saved position, or SSA_NONE
    SsaValue *state;    // by block: state of the current family at its start
    SsaValue *families;
    uint32_t family_count;
    uint32_t family_capacity;
    SsaValue family;
} Contexts;

enum { STATE_UNKNOWN = 0xfffffffe };

static void find_families(Contexts *c)
{
    for (uint32_t i = 0; i < c->function->block_count; i++) {
        const SsaInstruction *test = c->function->blocks[i]->instruction;
        if (c->function->blocks[i]->end != SSA_END_TEST)
            continue;
        if (test->op == SSA_BINARY_START) {
            c->root[test->result] = test->result;
            ARENA_APPEND(c->function->arena, c->families, c->family_count, c->family_capacity,
                         test->result);
        } else if (test->next != SSA_NONE) {
            c->root[test->next] = c->root[test->operands[0].value];
        }
    }
}

static bool in_family(const Contexts *c, const SsaInstruction *instruction)
{
    return instruction->count > 0 && instruction->operands[0].literal == NULL &&
           c->root[instruction->operands[0].value] == c->family &&
           instruction->op != SSA_BINARY_SET_POSITION;
}

static void flow(Contexts *c, const SsaBlock *target, SsaValue state)
{
    SsaValue *at = &c->state[target->number];
    if (*at == SSA_NONE)
        *at = state;
    else if (*at != state)
        *at = STATE_UNKNOWN;
}

// Makes the object be in the state that an instruction wants. Returns how many instructions that
// took.
static uint32_t restore(Contexts *c, SsaBlock *block, uint32_t at, SsaValue wanted,
                        SsaValue current)
{
    if (wanted == current)
        return 0;
    if (c->position[wanted] == SSA_NONE)
        c->position[wanted] = c->function->value_count++;
    SsaInstruction *set =
        ssa_create_instruction(c->function, SSA_BINARY_SET_POSITION, block->line, 2);
    set->operands[0] = ssa_value(c->family);
    set->operands[1] = ssa_value(c->position[wanted]);
    ssa_insert_instruction(c->function, block, at, set);
    return 1;
}

static void thread_block(Contexts *c, SsaBlock *block)
{
    SsaValue current = c->state[block->number];
    for (uint32_t i = 0; i < block->count; i++) {
        const SsaInstruction *instruction = block->instructions[i];
        if (!in_family(c, instruction))
            continue;
        SsaValue wanted = instruction->operands[0].value;
        i += restore(c, block, i, wanted, current);
        current = wanted;
    }
    SsaValue success = current;
    if (block->end == SSA_END_TEST) {
        const SsaInstruction *test = block->instruction;
        if (in_family(c, test) && test->op != SSA_BINARY_START) {
            SsaValue wanted = test->operands[0].value;
            restore(c, block, block->count, wanted, current);
            current = wanted;
            success = test->next != SSA_NONE ? test->next : wanted;
        } else if (test->op == SSA_BINARY_START && test->result == c->family) {
            success = test->result;
        }
    }
    for (uint32_t i = 0; i < block->edge_count; i++)
        if (current != SSA_NONE || success != SSA_NONE)
            flow(c, block->edges[i].target, i == 0 ? success : current);
}

// Where a state begins, saves its position if somebody restores it.
static void save_positions(Contexts *c)
{
    for (uint32_t i = 0; i < c->function->block_count; i++) {
        SsaBlock *block = c->function->blocks[i];
        if (block->end != SSA_END_TEST)
            continue;
        const SsaInstruction *test = block->instruction;
        SsaValue begun = test->op == SSA_BINARY_START ? test->result : test->next;
        if (begun == SSA_NONE || c->position[begun] == SSA_NONE)
            continue;
        SsaInstruction *save =
            ssa_create_instruction(c->function, SSA_BINARY_POSITION, test->line, 1);
        save->operands[0] = ssa_value(c->root[begun]);
        save->result = c->position[begun];
        ssa_insert_instruction(c->function, block->edges[0].target, 0, save);
    }
}

static void rename_context(void *context, SsaOperand *operand)
{
    Contexts *c = context;
    if (operand->literal == NULL && operand->value < c->function->value_count &&
        c->root[operand->value] != SSA_NONE)
        operand->value = c->root[operand->value];
}

void optimise_contexts(SsaFunction *function)
{
    uint32_t values = function->value_count;
    Contexts c = {.function = function};
    c.root = ARENA_ARRAY(function->arena, SsaValue, 2 * values + 1); // room for positions
    c.position = ARENA_ARRAY(function->arena, SsaValue, 2 * values + 1);
    for (uint32_t i = 0; i < 2 * values; i++)
        c.root[i] = c.position[i] = SSA_NONE;
    find_families(&c);
    if (c.family_count == 0)
        return;
    c.state = ARENA_ARRAY(function->arena, SsaValue, function->block_count);
    for (uint32_t i = 0; i < c.family_count; i++) {
        c.family = c.families[i];
        for (uint32_t k = 0; k < function->block_count; k++)
            c.state[k] = SSA_NONE;
        for (uint32_t k = 0; k < function->block_count; k++)
            thread_block(&c, function->blocks[k]);
    }
    save_positions(&c);
    for (uint32_t i = 0; i < function->block_count; i++) {
        ssa_visit_uses(function->blocks[i], rename_context, &c);
        if (function->blocks[i]->instruction != NULL)
            function->blocks[i]->instruction->next = SSA_NONE;
    }
}
