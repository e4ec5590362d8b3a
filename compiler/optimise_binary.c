// SPDX-License-Identifier: Apache-2.0
// Match contexts across calls. In
//     f(<<X, Rest/binary>>, A) -> f(Rest, A + X);
// the rest need not become a binary: f starts by matching it, and a match that starts on a match
// context goes on where it is. So a parameter that is only matched accepts contexts, and the rest
// that goes there and nowhere else is not made.

#include "optimise.h"

#include <string.h>

// The parameters of a function that accept a context.
typedef struct {
    SsaFunction *function;
    SsaBlock **dominators;
    SsaBlock **start; // by parameter: the block that starts to match it; NULL: accepts none
    bool *given;      // by parameter: some call gives it a context
} Callee;

typedef struct {
    Callee *callees;
    uint32_t count;
} Binary;

static bool uses_value(SsaOperand operand, SsaValue value)
{
    return operand.literal == NULL && operand.value == value;
}

static bool instruction_uses(const SsaInstruction *instruction, SsaValue value)
{
    for (uint32_t i = 0; instruction != NULL && i < instruction->count; i++)
        if (uses_value(instruction->operands[i], value))
            return true;
    return false;
}

static bool edges_use(const SsaBlock *block, SsaValue value)
{
    for (uint32_t i = 0; i < block->edge_count; i++)
        for (uint32_t k = 0; k < block->edges[i].target->parameter_count; k++)
            if (block->edges[i].arguments != NULL &&
                uses_value(block->edges[i].arguments[k], value))
                return true;
    return false;
}

static bool body_uses(const SsaBlock *block, SsaValue value, uint32_t from)
{
    for (uint32_t i = from; i < block->count; i++)
        if (instruction_uses(block->instructions[i], value))
            return true;
    return edges_use(block, value) ||
           ((block->operand.literal != NULL || block->operand.value != SSA_NONE) &&
            uses_value(block->operand, value));
}

// ---- parameters that accept contexts -----------------------------------------------------------

static bool dominates(SsaBlock *const *dominators, const SsaBlock *above, const SsaBlock *block)
{
    while (block != NULL && block->number > above->number)
        block = dominators[block->number];
    return block == above;
}

static SsaBlock *find_start(const SsaFunction *function, SsaValue parameter)
{
    for (uint32_t i = 0; i < function->block_count; i++) {
        SsaBlock *block = function->blocks[i];
        if (block->end == SSA_END_TEST && block->instruction->op == SSA_BINARY_START &&
            uses_value(block->instruction->operands[0], parameter))
            return block;
    }
    return NULL;
}

static bool is_own_edge(const SsaBlock *target) { return target->predecessor_count == 1; }

static bool is_clause_error(const SsaBlock *block)
{
    return block->end == SSA_END_FAIL && block->fail == FAIL_FUNCTION_CLAUSE;
}

// Where matching could not start the parameter is no context, and may be used in any way; where it
// could, only an error that shows the arguments may use it, and gets it back as a binary.
static bool accepts_context(const Callee *callee, const SsaBlock *start, SsaValue parameter)
{
    const SsaFunction *function = callee->function;
    const SsaBlock *matched = start->edges[0].target;
    const SsaBlock *refused = start->edges[1].target;
    if (!is_own_edge(matched))
        return false;
    for (uint32_t i = 0; i < function->block_count; i++) {
        const SsaBlock *block = function->blocks[i];
        bool in_end = block != start && instruction_uses(block->instruction, parameter);
        if (!in_end && !body_uses(block, parameter, 0))
            continue;
        if (is_own_edge(refused) && dominates(callee->dominators, refused, block))
            continue;
        if (body_uses(block, parameter, 0) || !is_clause_error(block) ||
            !dominates(callee->dominators, matched, block))
            return false;
    }
    return true;
}

static void analyse_function(Callee *callee, SsaFunction *function)
{
    const SsaBlock *entry = function->entry;
    callee->function = function;
    callee->dominators = ssa_find_dominators(function);
    callee->start = ARENA_ARRAY(function->arena, SsaBlock *, entry->parameter_count + 1);
    callee->given = ARENA_ARRAY(function->arena, bool, entry->parameter_count + 1);
    for (uint32_t i = 0; i < entry->parameter_count; i++) {
        SsaBlock *start = find_start(function, entry->parameters[i]);
        if (start != NULL && accepts_context(callee, start, entry->parameters[i]))
            callee->start[i] = start;
    }
}

// ---- errors that show the arguments ------------------------------------------------------------

static void give_binary_back(Callee *callee, SsaBlock *block, SsaValue parameter, SsaValue context,
                             SsaValue position)
{
    SsaFunction *function = callee->function;
    SsaInstruction *set =
        ssa_add_instruction(function, block, SSA_BINARY_SET_POSITION, block->line, 2);
    set->operands[0] = ssa_value(context);
    set->operands[1] = ssa_value(position);
    SsaInstruction *tail = ssa_add_instruction(function, block, SSA_BINARY_TAIL, block->line, 1);
    tail->operands[0] = ssa_value(context);
    tail->result = function->value_count++;
    for (uint32_t i = 0; i < block->instruction->count; i++)
        if (uses_value(block->instruction->operands[i], parameter))
            block->instruction->operands[i] = ssa_value(tail->result);
}

// The position in which matching starts: saved there, if it is not already.
static SsaValue start_position(Callee *callee, const SsaBlock *start)
{
    SsaBlock *matched = start->edges[0].target;
    SsaValue context = start->instruction->result;
    if (matched->count > 0 && matched->instructions[0]->op == SSA_BINARY_POSITION &&
        uses_value(matched->instructions[0]->operands[0], context))
        return matched->instructions[0]->result;
    SsaInstruction *save =
        ssa_create_instruction(callee->function, SSA_BINARY_POSITION, start->line, 1);
    save->operands[0] = ssa_value(context);
    save->result = callee->function->value_count++;
    ssa_insert_instruction(callee->function, matched, 0, save);
    return save->result;
}

static void restore_arguments(Callee *callee, uint32_t index)
{
    SsaFunction *function = callee->function;
    SsaValue parameter = function->entry->parameters[index];
    const SsaBlock *start = callee->start[index];
    for (uint32_t i = 0; i < function->block_count; i++) {
        SsaBlock *block = function->blocks[i];
        if (!is_clause_error(block) || !instruction_uses(block->instruction, parameter) ||
            !dominates(callee->dominators, start->edges[0].target, block))
            continue;
        SsaValue position = start_position(callee, start);
        give_binary_back(callee, block, parameter, start->instruction->result, position);
    }
}

// ---- calls -------------------------------------------------------------------------------------

static Callee *find_callee(const Binary *binary, const SsaInstruction *call)
{
    for (uint32_t i = 0; i < binary->count; i++) {
        const CoreFunction *core = binary->callees[i].function->core;
        if (core->name == call->function && core->arity == call->count)
            return &binary->callees[i];
    }
    return NULL;
}

// Is the value used in a block that control can come to from this one, or in this one from
// instruction `from` on?
static bool used_after(SsaFunction *function, const SsaBlock *block, uint32_t from, SsaValue value)
{
    if (body_uses(block, value, from) || instruction_uses(block->instruction, value))
        return true;
    bool *reached = ARENA_ARRAY(function->arena, bool, function->block_count);
    reached[block->number] = true;
    for (uint32_t i = block->number; i < function->block_count; i++) {
        const SsaBlock *here = function->blocks[i];
        if (!reached[i])
            continue;
        if (here != block &&
            (body_uses(here, value, 0) || instruction_uses(here->instruction, value)))
            return true;
        for (uint32_t k = 0; k < here->edge_count; k++)
            reached[here->edges[k].target->number] = true;
        if (here->handler != NULL)
            reached[here->handler->number] = true;
    }
    return false;
}

// Is the context left alone on the way from the instruction that makes the rest to the call?
static bool untouched_between(SsaBlock *const *dominators, const SsaBlock *tail_block,
                              uint32_t tail_at, const SsaBlock *call_block, uint32_t call_at,
                              SsaValue context)
{
    const SsaBlock *block = call_block;
    uint32_t end = call_at;
    for (;;) {
        uint32_t from = block == tail_block ? tail_at + 1 : 0;
        for (uint32_t i = from; i < end; i++)
            if (instruction_uses(block->instructions[i], context))
                return false;
        if (block == tail_block)
            return true;
        if (block->predecessor_count != 1)
            return false;
        block = dominators[block->number];
        end = block->count;
        if (block == NULL || instruction_uses(block->instruction, context))
            return false;
    }
}

typedef struct {
    SsaValue value;
    uint32_t count;
} UseCount;

static void count_use(void *context, SsaOperand *operand)
{
    UseCount *uses = context;
    uses->count += uses_value(*operand, uses->value);
}

static uint32_t count_uses(SsaFunction *function, SsaValue value)
{
    UseCount uses = {value, 0};
    for (uint32_t i = 0; i < function->block_count; i++)
        ssa_visit_uses(function->blocks[i], count_use, &uses);
    return uses.count;
}

typedef struct {
    SsaBlock *block;
    uint32_t at;
    uint32_t argument;
} CallSite;

static bool find_call_site(const SsaFunction *function, SsaValue value, CallSite *site)
{
    for (uint32_t i = 0; i < function->block_count; i++) {
        SsaBlock *block = function->blocks[i];
        for (uint32_t k = 0; k < block->count; k++) {
            const SsaInstruction *call = block->instructions[k];
            for (uint32_t n = 0; call->op == SSA_CALL && n < call->count; n++)
                if (uses_value(call->operands[n], value)) {
                    *site = (CallSite){block, k, n};
                    return true;
                }
        }
    }
    return false;
}

// Passes the context instead of the rest, if all is well. True if the rest is not needed any more.
static bool pass_context(Binary *binary, const Callee *caller, SsaBlock *block, uint32_t at)
{
    SsaFunction *function = caller->function;
    const SsaInstruction *tail = block->instructions[at];
    SsaValue context = tail->operands[0].value;
    CallSite site;
    if (count_uses(function, tail->result) != 1 || !find_call_site(function, tail->result, &site))
        return false;
    SsaInstruction *call = site.block->instructions[site.at];
    const Callee *callee = find_callee(binary, call);
    if (callee == NULL || callee->start[site.argument] == NULL || instruction_uses(call, context) ||
        !untouched_between(caller->dominators, block, at, site.block, site.at, context) ||
        used_after(function, site.block, site.at + 1, context))
        return false;
    call->operands[site.argument] = ssa_value(context);
    callee->given[site.argument] = true;
    return true;
}

// ---- rests that meet at a join ------------------------------------------------------------------

// The context whose rest a block passes on, made with nothing done to the context since; SSA_NONE
// otherwise. *at: where.
static SsaValue rest_passed_on(SsaFunction *function, const SsaBlock *block, SsaOperand argument,
                               uint32_t *at)
{
    if (argument.literal != NULL)
        return SSA_NONE;
    for (uint32_t i = block->count; i-- > 0;) {
        const SsaInstruction *tail = block->instructions[i];
        if (tail->op != SSA_BINARY_TAIL || tail->result != argument.value)
            continue;
        SsaValue context = tail->operands[0].value;
        *at = i;
        bool alone = !body_uses(block, context, i + 1) && count_uses(function, tail->result) == 1;
        return alone ? context : SSA_NONE;
    }
    return SSA_NONE;
}

static void remove_instruction(SsaBlock *block, uint32_t at)
{
    memmove(block->instructions + at, block->instructions + at + 1,
            (block->count - at - 1) * sizeof *block->instructions);
    block->count--;
}

// Every way into the block brings the rest of the same context as this parameter: it is made there
// instead.
static void sink_rest(SsaFunction *function, SsaBlock *join, uint32_t index)
{
    SsaValue context = SSA_NONE;
    for (int round = 0; round < 2; round++) { // look first, change then
        for (uint32_t i = 0; i < function->block_count; i++) {
            SsaBlock *block = function->blocks[i];
            if (block->edge_count != 1 || block->edges[0].target != join)
                continue;
            uint32_t at = 0;
            SsaOperand argument = block->edges[0].arguments[index];
            SsaValue here = rest_passed_on(function, block, argument, &at);
            if (here == SSA_NONE || (context != SSA_NONE && here != context))
                return;
            context = here;
            if (round == 0)
                continue;
            remove_instruction(block, at);
            for (uint32_t k = index; k + 1 < join->parameter_count; k++)
                block->edges[0].arguments[k] = block->edges[0].arguments[k + 1];
        }
        if (context == SSA_NONE)
            return;
    }
    SsaInstruction *tail = ssa_create_instruction(function, SSA_BINARY_TAIL, join->line, 1);
    tail->operands[0] = ssa_value(context);
    tail->result = join->parameters[index];
    ssa_insert_instruction(function, join, 0, tail);
    for (uint32_t k = index; k + 1 < join->parameter_count; k++)
        join->parameters[k] = join->parameters[k + 1];
    join->parameter_count--;
}

static bool all_ways_jump(const SsaFunction *function, const SsaBlock *join)
{
    for (uint32_t i = 0; i < function->block_count; i++)
        for (uint32_t k = 0; k < function->blocks[i]->edge_count; k++)
            if (function->blocks[i]->edges[k].target == join &&
                function->blocks[i]->end != SSA_END_JUMP)
                return false;
    return true;
}

static void sink_rests(SsaFunction *function)
{
    for (uint32_t i = function->block_count; i-- > 1;) {
        SsaBlock *block = function->blocks[i];
        if (block->kind != SSA_PLAIN || block->parameter_count == 0 ||
            !all_ways_jump(function, block))
            continue;
        for (uint32_t k = block->parameter_count; k-- > 0;)
            sink_rest(function, block, k);
    }
}

static void pass_contexts(Binary *binary, const Callee *caller)
{
    SsaFunction *function = caller->function;
    for (uint32_t i = 0; i < function->block_count; i++) {
        SsaBlock *block = function->blocks[i];
        for (uint32_t k = 0; k < block->count; k++) {
            if (block->instructions[k]->op != SSA_BINARY_TAIL ||
                !pass_context(binary, caller, block, k))
                continue;
            remove_instruction(block, k);
            k--;
        }
    }
}

static bool has_binary_start(const SsaFunction *function)
{
    for (uint32_t i = 0; i < function->block_count; i++)
        if (function->blocks[i]->end == SSA_END_TEST &&
            function->blocks[i]->instruction->op == SSA_BINARY_START)
            return true;
    return false;
}

void optimise_binary(CoreModule *module, SsaFunction *const *functions, uint32_t count)
{
    Binary binary = {ARENA_ARRAY(module->arena, Callee, count + 1), 0};
    for (uint32_t i = 0; i < count; i++)
        if (has_binary_start(functions[i]))
            analyse_function(&binary.callees[binary.count++], functions[i]);
    for (uint32_t i = 0; i < binary.count; i++)
        sink_rests(binary.callees[i].function);
    for (uint32_t i = 0; i < binary.count; i++)
        pass_contexts(&binary, &binary.callees[i]);
    for (uint32_t i = 0; i < binary.count; i++) {
        Callee *callee = &binary.callees[i];
        for (uint32_t k = 0; k < callee->function->entry->parameter_count; k++)
            if (callee->given[k])
                restore_arguments(callee, k);
    }
}
