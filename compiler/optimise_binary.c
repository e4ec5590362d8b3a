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

// A call of a function of the module that a value goes to.
typedef struct {
    SsaBlock *block;
    uint32_t at;
    uint32_t argument;
} CallSite;

// Where a value is used.
typedef struct {
    uint32_t count;
    CallSite *sites;
    uint32_t site_count;
    uint32_t site_capacity;
} Uses;

typedef struct Predecessor {
    SsaBlock *block;
    struct Predecessor *next;
} Predecessor;

// A function whose rests are looked at.
typedef struct {
    const Callee *callee;
    Uses *uses;                 // by value
    Predecessor **predecessors; // by block: one for each edge
    uint32_t *reached;          // by block: the last search that came there
    uint32_t round;
    SsaBlock **stack;
} Caller;

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

// ---- callers -----------------------------------------------------------------------------------

static void count_use(void *context, SsaOperand *operand)
{
    Caller *caller = context;
    if (operand->literal == NULL && operand->value != SSA_NONE)
        caller->uses[operand->value].count++;
}

static void note_call_sites(Caller *caller, SsaBlock *block)
{
    Arena *arena = caller->callee->function->arena;
    for (uint32_t k = 0; k < block->count; k++) {
        const SsaInstruction *call = block->instructions[k];
        for (uint32_t n = 0; call->op == SSA_CALL && n < call->count; n++) {
            if (call->operands[n].literal != NULL)
                continue;
            Uses *uses = &caller->uses[call->operands[n].value];
            CallSite site = {block, k, n};
            ARENA_APPEND(arena, uses->sites, uses->site_count, uses->site_capacity, site);
        }
    }
}

static void analyse_caller(Caller *caller, const Callee *callee)
{
    SsaFunction *function = callee->function;
    Arena *arena = function->arena;
    uint32_t blocks = function->block_count;
    *caller = (Caller){.callee = callee};
    caller->uses = ARENA_ARRAY(arena, Uses, function->value_count + 1);
    caller->predecessors = ARENA_ARRAY(arena, Predecessor *, blocks);
    caller->reached = ARENA_ARRAY(arena, uint32_t, blocks);
    caller->stack = ARENA_ARRAY(arena, SsaBlock *, blocks);
    for (uint32_t i = 0; i < blocks; i++) {
        SsaBlock *block = function->blocks[i];
        ssa_visit_uses(block, count_use, caller);
        note_call_sites(caller, block);
        for (uint32_t k = 0; k < block->edge_count; k++) {
            Predecessor *predecessor = ARENA_NEW(arena, Predecessor);
            Predecessor **list = &caller->predecessors[block->edges[k].target->number];
            *predecessor = (Predecessor){block, *list};
            *list = predecessor;
        }
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

static void push_block(Caller *caller, SsaBlock *block, uint32_t *depth)
{
    if (block == NULL || caller->reached[block->number] == caller->round)
        return;
    caller->reached[block->number] = caller->round;
    caller->stack[(*depth)++] = block;
}

// Is one of the two values used in a block that control can come to from this one, or in this one
// from instruction `from` on?
static bool used_after(Caller *caller, SsaBlock *block, uint32_t from, SsaValue first,
                       SsaValue second)
{
    uint32_t depth = 0;
    caller->round++;
    push_block(caller, block, &depth);
    while (depth > 0) {
        const SsaBlock *here = caller->stack[--depth];
        uint32_t start = here == block ? from : 0;
        if (body_uses(here, first, start) || instruction_uses(here->instruction, first) ||
            body_uses(here, second, start) || instruction_uses(here->instruction, second))
            return true;
        for (uint32_t k = 0; k < here->edge_count; k++)
            push_block(caller, here->edges[k].target, &depth);
        push_block(caller, here->handler, &depth);
    }
    return false;
}

static bool touches(const SsaBlock *block, uint32_t from, uint32_t to, SsaValue context)
{
    for (uint32_t i = from; i < to; i++)
        if (instruction_uses(block->instructions[i], context))
            return true;
    return false;
}

// Is the context left alone on all ways from the instruction that makes the rest to the call?
static bool untouched_between(Caller *caller, const SsaBlock *tail_block, uint32_t tail_at,
                              const CallSite *site, SsaValue context)
{
    if (site->block == tail_block)
        return !touches(tail_block, tail_at + 1, site->at, context);
    if (touches(site->block, 0, site->at, context))
        return false;
    uint32_t depth = 0;
    caller->round++;
    push_block(caller, site->block, &depth);
    while (depth > 0) {
        const SsaBlock *block = caller->stack[--depth];
        const Predecessor *list = caller->predecessors[block->number];
        if (list == NULL || block->kind != SSA_PLAIN) // not all ways into a handler are edges
            return false;
        for (const Predecessor *from = list; from != NULL; from = from->next) {
            const SsaBlock *before = from->block;
            bool is_tail = before == tail_block;
            if (instruction_uses(before->instruction, context) ||
                touches(before, is_tail ? tail_at + 1 : 0, before->count, context))
                return false;
            if (!is_tail)
                push_block(caller, from->block, &depth);
        }
    }
    return true;
}

static bool may_pass(const Binary *binary, Caller *caller, SsaBlock *block, uint32_t at,
                     const CallSite *site)
{
    const SsaInstruction *tail = block->instructions[at];
    const SsaInstruction *call = site->block->instructions[site->at];
    SsaValue context = tail->operands[0].value;
    const Callee *callee = find_callee(binary, call);
    uint32_t same = 0;
    for (uint32_t i = 0; i < call->count; i++)
        same += uses_value(call->operands[i], tail->result);
    return same == 1 && callee != NULL && callee->start[site->argument] != NULL &&
           !instruction_uses(call, context) &&
           untouched_between(caller, block, at, site, context) &&
           !used_after(caller, site->block, site->at + 1, context, tail->result);
}

// Passes the context instead of the rest, if all is well in all calls that the rest goes to, and it
// goes nowhere else.
static void pass_context(const Binary *binary, Caller *caller, SsaBlock *block, uint32_t at)
{
    const SsaInstruction *tail = block->instructions[at];
    Uses *uses = &caller->uses[tail->result];
    if (uses->count != uses->site_count)
        return;
    for (uint32_t i = 0; i < uses->site_count; i++)
        if (!may_pass(binary, caller, block, at, &uses->sites[i]))
            return;
    uses->count = 0;
    for (uint32_t i = 0; i < uses->site_count; i++) {
        const CallSite *site = &uses->sites[i];
        SsaInstruction *call = site->block->instructions[site->at];
        call->operands[site->argument] = tail->operands[0];
        find_callee(binary, call)->given[site->argument] = true;
    }
}

// ---- rests that meet at a join ------------------------------------------------------------------

// The context whose rest a block passes on, made with nothing done to the context since; SSA_NONE
// otherwise. *at: where.
static SsaValue rest_passed_on(const Caller *caller, const SsaBlock *block, SsaOperand argument,
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
        bool alone = !body_uses(block, context, i + 1) && caller->uses[tail->result].count == 1;
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

static void remove_parameter(const Caller *caller, SsaBlock *join, uint32_t index)
{
    join->parameter_count--;
    for (uint32_t k = index; k < join->parameter_count; k++)
        join->parameters[k] = join->parameters[k + 1];
    const Predecessor *list = caller->predecessors[join->number];
    for (const Predecessor *from = list; from != NULL; from = from->next)
        for (uint32_t k = index; k < join->parameter_count; k++)
            from->block->edges[0].arguments[k] = from->block->edges[0].arguments[k + 1];
}

// Every way into the block brings the rest of the same context as this parameter: it is made there
// instead.
static void sink_rest(const Caller *caller, SsaBlock *join, uint32_t index)
{
    SsaFunction *function = caller->callee->function;
    const Predecessor *list = caller->predecessors[join->number];
    SsaValue context = SSA_NONE;
    uint32_t at = 0;
    for (const Predecessor *from = list; from != NULL; from = from->next) {
        SsaOperand argument = from->block->edges[0].arguments[index];
        SsaValue here = rest_passed_on(caller, from->block, argument, &at);
        if (here == SSA_NONE || (context != SSA_NONE && here != context))
            return;
        context = here;
    }
    if (context == SSA_NONE)
        return;
    for (const Predecessor *from = list; from != NULL; from = from->next) {
        rest_passed_on(caller, from->block, from->block->edges[0].arguments[index], &at);
        remove_instruction(from->block, at);
    }
    SsaInstruction *tail = ssa_create_instruction(function, SSA_BINARY_TAIL, join->line, 1);
    tail->operands[0] = ssa_value(context);
    tail->result = join->parameters[index];
    ssa_insert_instruction(function, join, 0, tail);
    remove_parameter(caller, join, index);
}

static bool all_ways_jump(const Caller *caller, const SsaBlock *join)
{
    const Predecessor *list = caller->predecessors[join->number];
    for (const Predecessor *from = list; from != NULL; from = from->next)
        if (from->block->end != SSA_END_JUMP)
            return false;
    return true;
}

static void sink_rests(const Callee *callee)
{
    Caller caller;
    analyse_caller(&caller, callee);
    const SsaFunction *function = callee->function;
    for (uint32_t i = function->block_count; i-- > 1;) {
        SsaBlock *block = function->blocks[i];
        if (block->kind != SSA_PLAIN || block->parameter_count == 0 ||
            !all_ways_jump(&caller, block))
            continue;
        for (uint32_t k = block->parameter_count; k-- > 0;)
            sink_rest(&caller, block, k);
    }
}

static void remove_unused_rests(const Caller *caller, SsaBlock *block)
{
    for (uint32_t k = block->count; k-- > 0;)
        if (block->instructions[k]->op == SSA_BINARY_TAIL &&
            caller->uses[block->instructions[k]->result].count == 0)
            remove_instruction(block, k);
}

static void pass_contexts(Binary *binary, const Callee *callee)
{
    Caller caller;
    analyse_caller(&caller, callee);
    SsaFunction *function = callee->function;
    for (uint32_t i = 0; i < function->block_count; i++) {
        SsaBlock *block = function->blocks[i];
        for (uint32_t k = block->count; k-- > 0;)
            if (block->instructions[k]->op == SSA_BINARY_TAIL)
                pass_context(binary, &caller, block, k);
    }
    for (uint32_t i = 0; i < function->block_count; i++)
        remove_unused_rests(&caller, function->blocks[i]);
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
        sink_rests(&binary.callees[i]);
    for (uint32_t i = 0; i < binary.count; i++)
        pass_contexts(&binary, &binary.callees[i]);
    for (uint32_t i = 0; i < binary.count; i++) {
        Callee *callee = &binary.callees[i];
        for (uint32_t k = 0; k < callee->function->entry->parameter_count; k++)
            if (callee->given[k])
                restore_arguments(callee, k);
    }
}
