// SPDX-License-Identifier: Apache-2.0
// Flat Core to SSA: decisions, steps of binary matching, guards.

#include "ssa_build.h"

// ---- decisions ---------------------------------------------------------------------------------

void builder_build_if(Builder *b, const Core *core, Destination destination)
{
    SsaBlock *then = builder_block(b);
    SsaBlock *otherwise = builder_block(b);
    builder_current(b);
    builder_branch(b, core->branch.test, then, otherwise, otherwise);
    b->block = then;
    builder_build(b, core->branch.then, destination);
    b->block = otherwise;
    builder_build(b, core->branch.otherwise, destination);
}

void builder_build_if_cons(Builder *b, const Core *core, Destination destination)
{
    SsaOperand subject = builder_evaluate(b, core->if_cons.subject);
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
    builder_build(b, core->if_cons.then, destination);
    b->block = otherwise;
    builder_build(b, core->if_cons.otherwise, destination);
}

void builder_build_if_map_has(Builder *b, const Core *core, Destination destination)
{
    SsaOperand subject = builder_evaluate(b, core->if_map_has.subject);
    SsaBlock *otherwise = builder_block(b);
    for (uint32_t i = 0; i < core->if_map_has.count; i++) {
        SsaBlock *fail = b->fail;
        b->fail = otherwise; // a key is a guard expression
        SsaOperand key = builder_evaluate(b, core->if_map_has.keys[i]);
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
    builder_build(b, core->if_map_has.then, destination);
    b->block = otherwise;
    builder_build(b, core->if_map_has.otherwise, destination);
}

// What select_val can have in its list.
static bool is_switch_value(const Literal *value)
{
    return value->kind == LITERAL_ATOM ||
           (value->kind == LITERAL_INTEGER && value->integer < (INT64_C(1) << 59) &&
            value->integer >= -(INT64_C(1) << 59));
}

static void add_switch(Builder *b, const Core *core, SsaOperand subject, LiteralKind kind,
                       SsaBlock *const *bodies)
{
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

void builder_build_select(Builder *b, const Core *core, Destination destination)
{
    SsaOperand subject = builder_evaluate(b, core->select.subject);
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
    builder_build(b, core->select.otherwise, destination);
    for (uint32_t i = 0; i < count; i++) {
        b->block = bodies[i];
        builder_build(b, core->select.alternatives[i].body, destination);
    }
}

// ---- binaries ----------------------------------------------------------------------------------

// The end of a step on a match context: both ways on.
static void build_step(Builder *b, SsaInstruction *step, const Core *then, const Core *otherwise,
                       CoreVariable next, Destination destination)
{
    SsaBlock *yes = builder_block(b);
    SsaBlock *no = builder_block(b);
    if (next != CORE_NO_VARIABLE) {
        step->next = builder_value(b);
        b->variables[next] = ssa_value(step->next);
    }
    builder_test(b, step, yes, no);
    b->block = yes;
    builder_build(b, then, destination);
    b->block = no;
    builder_build(b, otherwise, destination);
}

void builder_build_binary_start(Builder *b, const Core *core, Destination destination)
{
    SsaInstruction *start = builder_create(b, SSA_BINARY_START, core->line, 1);
    start->operands[0] = builder_evaluate(b, core->binary_start.subject);
    b->variables[core->binary_start.context] = builder_result(b, start);
    build_step(b, start, core->binary_start.then, core->binary_start.otherwise, CORE_NO_VARIABLE,
               destination);
}

// All the rest: no step that moves the context, but a check of its length.
static void build_binary_rest(Builder *b, const Core *core, SsaOperand context,
                              Destination destination)
{
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
    builder_build(b, core->binary_get.then, destination);
    b->block = otherwise;
    builder_build(b, core->binary_get.otherwise, destination);
}

void builder_build_binary_get(Builder *b, const Core *core, Destination destination)
{
    const CoreSegmentSpec *spec = &core->binary_get.spec;
    SsaOperand context = b->variables[core->binary_get.context];
    if (spec->type == CORE_SEGMENT_BINARY && spec->size == NULL) {
        build_binary_rest(b, core, context, destination);
        return;
    }
    bool skip = core->binary_get.value == CORE_NO_VARIABLE && spec->type != CORE_SEGMENT_FLOAT;
    SsaOperand size = spec->size != NULL ? builder_evaluate(b, spec->size) : no_operand;
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

void builder_build_binary_literal(Builder *b, const Core *core, Destination destination)
{
    SsaInstruction *step = builder_create(b, SSA_BINARY_LITERAL, core->line, 2);
    step->operands[0] = b->variables[core->binary_literal.context];
    step->operands[1] = ssa_literal(core->binary_literal.bits);
    build_step(b, step, core->binary_literal.then, core->binary_literal.otherwise,
               core->binary_literal.next, destination);
}

void builder_build_binary_end(Builder *b, const Core *core, Destination destination)
{
    SsaInstruction *step = builder_create(b, SSA_BINARY_AT_END, core->line, 1);
    step->operands[0] = b->variables[core->binary_end.context];
    build_step(b, step, core->binary_end.then, core->binary_end.otherwise, CORE_NO_VARIABLE,
               destination);
}

// ---- guards ------------------------------------------------------------------------------------

static void branch_value(Builder *b, CoreLine line, SsaOperand value, SsaBlock *then,
                         SsaBlock *otherwise, SsaBlock *error)
{
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

static void branch_record(Builder *b, const Core *core, SsaBlock *then, SsaBlock *otherwise)
{
    Core *const *arguments = core->call_remote.arguments;
    SsaOperand subject = builder_evaluate(b, arguments[0]);
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

static bool is_boolean_test(const Builder *b, const Core *core)
{
    if (!builder_is_erlang_call(b, core))
        return false;
    const BifInfo *info = bif_find(core->call_remote.function->literal, core->call_remote.count);
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
                            SsaBlock *error)
{
    const Literal *name = core->call_remote.function->literal;
    Core *const *arguments = core->call_remote.arguments;
    uint32_t count = core->call_remote.count;
    if (count == 1 && literal_is_atom(name, "not")) {
        builder_branch(b, arguments[0], otherwise, then, error);
        return true;
    }
    bool both = count == 2 && literal_is_atom(name, "and");
    if (!both && !(count == 2 && literal_is_atom(name, "or")))
        return false;
    if (!is_boolean_test(b, arguments[0]) || !is_boolean_test(b, arguments[1]))
        return false;
    SsaBlock *second = builder_block(b);
    builder_branch(b, arguments[0], both ? second : then, both ? otherwise : second, error);
    b->block = second;
    builder_branch(b, arguments[1], then, otherwise, error);
    return true;
}

// A call in a guard that some instruction tests for true. False: it is none.
static bool branch_bif(Builder *b, const Core *core, SsaBlock *then, SsaBlock *otherwise,
                       SsaBlock *error)
{
    uint32_t count = core->call_remote.count;
    const BifInfo *info = bif_find(core->call_remote.function->literal, count);
    if (info == NULL || info->test == 0 || (!info->total && error != otherwise))
        return false;
    SsaOperand operands[2] = {no_operand, no_operand};
    builder_evaluate_all(b, core->call_remote.arguments, count, operands);
    if (info->swap) {
        SsaOperand first = operands[0];
        operands[0] = operands[1];
        operands[1] = first;
    }
    builder_is(b, core->line, (BeamOpcode)info->test, operands[0], operands[1], then, otherwise);
    return true;
}

static void branch_list(Builder *b, const Core *test, SsaBlock *then, SsaBlock *otherwise)
{
    bool all = test->kind == CORE_GUARD_ALL;
    for (uint32_t i = 0; i < test->list.count; i++) {
        SsaBlock *next = builder_block(b);
        SsaBlock *fail = all ? otherwise : next;
        builder_branch(b, test->list.items[i], all ? next : then, fail, fail);
        b->block = next;
    }
    builder_jump(b, test->line, all ? then : otherwise, NULL);
}

static void branch_call(Builder *b, const Core *test, SsaBlock *then, SsaBlock *otherwise,
                        SsaBlock *error)
{
    if (builder_is_record_test(b, test))
        branch_record(b, test, then, otherwise);
    else if (!builder_is_erlang_call(b, test) ||
             (!branch_operator(b, test, then, otherwise, error) &&
              !branch_bif(b, test, then, otherwise, error)))
        branch_value(b, test->line, builder_evaluate(b, test), then, otherwise, error);
}

// Goes to `then` if the test gives true, to `otherwise` if false, to `error` if it fails or gives
// something else.
void builder_branch(Builder *b, const Core *test, SsaBlock *then, SsaBlock *otherwise,
                    SsaBlock *error)
{
    SsaBlock *outer = b->fail;
    b->fail = error;
    builder_current(b);
    switch (test->kind) {
    case CORE_GUARD_ALL:
    case CORE_GUARD_ANY: branch_list(b, test, then, otherwise); break;
    case CORE_ANDALSO:
    case CORE_ORELSE: {
        bool both = test->kind == CORE_ANDALSO;
        SsaBlock *second = builder_block(b);
        builder_branch(b, test->pair.left, both ? second : then, both ? otherwise : second, error);
        b->block = second;
        builder_branch(b, test->pair.right, then, otherwise, error);
        break;
    }
    case CORE_CALL_REMOTE: branch_call(b, test, then, otherwise, error); break;
    default: branch_value(b, test->line, builder_evaluate(b, test), then, otherwise, error); break;
    }
    b->fail = outer;
}
