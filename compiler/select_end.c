// SPDX-License-Identifier: Apache-2.0
// From the end of an SSA block to BEAM instructions: tests, jump tables, errors, exception
// handlers, receive.

#include <assert.h>
#include <string.h>

#include "select.h"

CodeBlock *allocator_code(Allocator *a, const SsaBlock *block)
{
    return a->blocks[block->number].code;
}

static void go_on_at(Allocator *a, const SsaBlock *block)
{
    a->info->code->next = allocator_code(a, block);
}

// ---- tests -------------------------------------------------------------------------------------

static bool commutes(uint32_t opcode)
{
    return opcode == BEAM_OP_is_eq_exact || opcode == BEAM_OP_is_ne_exact ||
           opcode == BEAM_OP_is_eq || opcode == BEAM_OP_is_ne;
}

static void select_is(Allocator *a, const SsaInstruction *test, CodeArg fail)
{
    SsaOperand left = test->operands[0];
    BeamOpcode opcode = (BeamOpcode)test->index;
    if (test->count == 1) {
        CodeArg subject = registers_in_register(a, left);
        CodeOp *op = select_add_op(a, opcode, 2);
        op->args[0] = fail;
        op->args[1] = subject;
        return;
    }
    SsaOperand right = test->operands[1];
    if (commutes(opcode) && left.literal != NULL) {
        SsaOperand swapped = left;
        left = right;
        right = swapped;
    }
    CodeArg first = opcode == BEAM_OP_is_function2 || left.literal == NULL
                        ? registers_in_register(a, left)
                        : registers_operand(a, left);
    bool is_nil = opcode == BEAM_OP_is_eq_exact && right.literal != NULL &&
                  right.literal->kind == LITERAL_NIL;
    CodeOp *op = select_add_op(a, is_nil ? BEAM_OP_is_nil : opcode, is_nil ? 2 : 3);
    op->args[0] = fail;
    op->args[1] = first;
    if (!is_nil)
        op->args[2] = registers_operand(a, right);
}

static void select_tuple_test(Allocator *a, const SsaInstruction *test, CodeArg fail)
{
    CodeArg subject = registers_in_register(a, test->operands[0]);
    bool tagged = test->op == SSA_IS_TAGGED;
    CodeOp *op =
        select_add_op(a, tagged ? BEAM_OP_is_tagged_tuple : BEAM_OP_test_arity, tagged ? 4 : 3);
    op->args[0] = fail;
    op->args[1] = subject;
    op->args[2] = code_unsigned(test->index);
    if (tagged)
        op->args[3] = registers_operand(a, test->operands[1]);
}

static void select_map_get(Allocator *a, const SsaInstruction *get, CodeArg fail)
{
    CodeArg map = registers_in_register(a, get->operands[0]);
    CodeArg key = registers_operand(a, get->operands[1]);
    bool wanted = get->result != SSA_NONE;
    CodeArg result = {0};
    if (wanted)
        result = select_test_result(a, get);
    CodeOp *op = select_add_op(a, wanted ? BEAM_OP_get_map_elements : BEAM_OP_has_map_fields,
                               wanted ? 5 : 4);
    op->args[0] = fail;
    op->args[1] = map;
    op->args[2] = (CodeArg){.kind = ARG_LIST, .value = wanted ? 2 : 1};
    op->args[3] = key;
    if (wanted)
        op->args[4] = result;
}

static int64_t flag_bits(uint32_t flags)
{
    return (flags & CORE_SEGMENT_LITTLE ? 2 : 0) | (flags & CORE_SEGMENT_SIGNED ? 4 : 0) |
           (flags & CORE_SEGMENT_NATIVE ? 16 : 0);
}

static void select_binary_get(Allocator *a, const SsaInstruction *get, CodeArg fail)
{
    static const BeamOpcode opcodes[] = {BEAM_OP_bs_get_integer2, BEAM_OP_bs_get_float2,
                                         BEAM_OP_bs_get_binary2,  BEAM_OP_bs_get_utf8,
                                         BEAM_OP_bs_get_utf16,    BEAM_OP_bs_get_utf32};
    bool utf = get->spec.type >= CORE_SEGMENT_UTF8;
    CodeOp *op = code_create(a->arena, opcodes[get->spec.type], utf ? 5 : 7);
    uint32_t at = 0;
    op->args[at++] = fail;
    op->args[at++] = registers_operand(a, get->operands[0]);
    op->args[at++] = code_unsigned(registers_collect(a));
    if (!utf) {
        op->args[at++] = registers_operand(a, get->operands[1]);
        op->args[at++] = code_unsigned(get->spec.unit);
    }
    op->args[at++] = code_unsigned(flag_bits(get->spec.flags));
    op->args[at] = select_test_result(a, get);
    code_insert(a->arena, a->info->code, a->info->code->count, op);
}

static void select_binary_skip(Allocator *a, const SsaInstruction *skip, CodeArg fail)
{
    static const BeamOpcode utf_opcodes[] = {BEAM_OP_bs_skip_utf8, BEAM_OP_bs_skip_utf16,
                                             BEAM_OP_bs_skip_utf32};
    bool utf = skip->spec.type >= CORE_SEGMENT_UTF8;
    CodeOp *op = code_create(
        a->arena, utf ? utf_opcodes[skip->spec.type - CORE_SEGMENT_UTF8] : BEAM_OP_bs_skip_bits2,
        utf ? 4 : 5);
    op->args[0] = fail;
    op->args[1] = registers_operand(a, skip->operands[0]);
    if (utf) {
        op->args[2] = code_unsigned(registers_collect(a));
        op->args[3] = code_unsigned(flag_bits(skip->spec.flags));
    } else {
        op->args[2] = registers_operand(a, skip->operands[1]);
        op->args[3] = code_unsigned(skip->spec.unit);
        op->args[4] = code_unsigned(flag_bits(skip->spec.flags));
    }
    code_insert(a->arena, a->info->code, a->info->code->count, op);
}

static void select_binary_test(Allocator *a, const SsaInstruction *test, CodeArg fail)
{
    bool literal = test->op == SSA_BINARY_LITERAL;
    BeamOpcode opcode = literal                         ? BEAM_OP_bs_match_string
                        : test->op == SSA_BINARY_AT_END ? BEAM_OP_bs_test_tail2
                                                        : BEAM_OP_bs_test_unit;
    CodeOp *op = select_add_op(a, opcode, literal ? 4 : 3);
    op->args[0] = fail;
    op->args[1] = registers_operand(a, test->operands[0]);
    if (literal) {
        const Literal *bits = test->operands[1].literal;
        op->args[2] = code_unsigned((int64_t)bits->bits.bit_length);
        op->args[3] = (CodeArg){.kind = ARG_STRING, .literal = bits};
    } else {
        op->args[2] = code_unsigned(test->op == SSA_BINARY_AT_END ? 0 : test->index);
    }
}

static bool is_live_in(const Allocator *a, const SsaBlock *block, SsaValue value)
{
    const BlockInfo *info = &a->blocks[block->number];
    for (uint32_t i = 0; i < info->live_count; i++)
        if (info->live[i] == value)
            return true;
    return false;
}

// The context may take the register of a term that is needed only if that cannot be matched.
static void release_refused(Allocator *a, SsaOperand term)
{
    SsaBlock *block = a->info->block;
    if (term.literal != NULL || a->x_of[term.value] == NO_REGISTER || block->handler != NULL ||
        a->y_of[term.value] != NO_REGISTER || is_live_in(a, block->edges[0].target, term.value))
        return;
    a->info->failure_exit = allocator_places(a, &a->info->failure_exit_count);
    registers_release(a, term.value);
}

static void select_binary_start(Allocator *a, const SsaInstruction *start, CodeArg fail)
{
    CodeArg subject = registers_in_register(a, start->operands[0]);
    int64_t live = registers_collect(a);
    if (subject.kind == ARG_X && subject.value >= live)
        live = subject.value + 1; // a constant in a scratch register
    release_refused(a, start->operands[0]);
    CodeArg result = select_test_result(a, start);
    CodeOp *op = select_add_op(a, BEAM_OP_bs_start_match3, 4);
    op->args[0] = fail;
    op->args[1] = subject;
    op->args[2] = code_unsigned(live);
    op->args[3] = result;
}

static void select_test(Allocator *a)
{
    const SsaBlock *block = a->info->block;
    const SsaInstruction *test = block->instruction;
    const SsaBlock *failure = block->edges[1].target;
    CodeArg fail = select_fail_arg(a, failure);
    go_on_at(a, block->edges[0].target);
    switch (test->op) {
    case SSA_IS: select_is(a, test, fail); break;
    case SSA_HAS_ARITY:
    case SSA_IS_TAGGED: select_tuple_test(a, test, fail); break;
    case SSA_MAP_GET: select_map_get(a, test, fail); break;
    case SSA_BINARY_START: select_binary_start(a, test, fail); break;
    case SSA_BINARY_GET: select_binary_get(a, test, fail); break;
    case SSA_BINARY_SKIP: select_binary_skip(a, test, fail); break;
    case SSA_BINARY_LITERAL:
    case SSA_BINARY_AT_END:
    case SSA_BINARY_UNIT: select_binary_test(a, test, fail); break;
    case SSA_BIF: select_bif(a, test, failure); break;
    case SSA_MAP: select_map(a, test, failure); break;
    default: select_bitstring(a, test, failure); break;
    }
}

// ---- jump tables -------------------------------------------------------------------------------

static void select_single(Allocator *a, CodeArg subject)
{
    const SsaBlock *block = a->info->block;
    bool arity = block->end == SSA_END_ARITY;
    CodeOp *op = select_add_op(a, arity ? BEAM_OP_test_arity : BEAM_OP_is_eq_exact, 3);
    op->args[0] = select_fail_arg(a, block->edges[1].target);
    op->args[1] = subject;
    op->args[2] =
        arity ? code_unsigned(block->edges[0].value->integer) : code_literal(block->edges[0].value);
    go_on_at(a, block->edges[0].target);
}

static void select_switch(Allocator *a)
{
    const SsaBlock *block = a->info->block;
    uint32_t cases = block->edge_count - 1;
    if (cases == 0) {
        go_on_at(a, block->edges[0].target);
        return;
    }
    CodeArg subject = registers_in_register(a, block->operand);
    if (cases == 1) {
        select_single(a, subject);
        return;
    }
    bool arity = block->end == SSA_END_ARITY;
    CodeOp *op =
        select_add_op(a, arity ? BEAM_OP_select_tuple_arity : BEAM_OP_select_val, 3 + 2 * cases);
    op->args[0] = subject;
    op->args[1] = select_fail_arg(a, block->edges[cases].target);
    op->args[2] = (CodeArg){.kind = ARG_LIST, .value = 2 * cases};
    for (uint32_t i = 0; i < cases; i++) {
        op->args[3 + 2 * i] = arity ? code_unsigned(block->edges[i].value->integer)
                                    : code_literal(block->edges[i].value);
        op->args[4 + 2 * i] = select_fail_arg(a, block->edges[i].target);
    }
}

// ---- errors ------------------------------------------------------------------------------------

static void deallocate(Allocator *a)
{
    if (a->framed)
        select_add_op(a, BEAM_OP_deallocate, 1)->args[0] = (CodeArg){.kind = ARG_FRAME};
}

static void select_function_clause(Allocator *a)
{
    select_argument_moves(a, a->info->block->instruction);
    moves_emit(a, a->info->code);
    deallocate(a);
    CodeOp *jump = select_add_op(a, BEAM_OP_jump, 1);
    jump->args[0] = (CodeArg){.kind = ARG_FAIL, .value = 1};
}

static void select_fail(Allocator *a)
{
    static const BeamOpcode opcodes[] = {
        [FAIL_CASE_CLAUSE] = BEAM_OP_case_end,    [FAIL_BADMATCH] = BEAM_OP_badmatch,
        [FAIL_TRY_CLAUSE] = BEAM_OP_try_case_end, [FAIL_BADRECORD] = BEAM_OP_badrecord,
        [FAIL_IF_CLAUSE] = BEAM_OP_if_end,
    };
    const SsaBlock *block = a->info->block;
    if (block->fail == FAIL_FUNCTION_CLAUSE) {
        select_function_clause(a);
        return;
    }
    bool has_value = block->fail != FAIL_IF_CLAUSE;
    CodeArg value = {0};
    if (has_value)
        value = registers_operand(a, block->instruction->operands[0]);
    select_add_line(a, block->line);
    CodeOp *op = select_add_op(a, opcodes[block->fail], has_value ? 1 : 0);
    if (has_value)
        op->args[0] = value;
}

static void select_raise(Allocator *a)
{
    const SsaInstruction *raise = a->info->block->instruction;
    CodeOp *op = select_add_op(a, BEAM_OP_raise, 2);
    op->args[0] = registers_operand(a, raise->operands[0]);
    op->args[1] = registers_operand(a, raise->operands[1]);
}

// ---- exception handlers ------------------------------------------------------------------------

// The runtime looks for handlers from y0 on: an inner tag needs a lower y register than the tags
// around it, which is a higher one as long as they are counted from the bottom of the frame.
static int32_t free_tag(Allocator *a)
{
    int32_t from = 0;
    for (int32_t y = 0; y < a->y_top; y++)
        if (a->y_owner[y] != SSA_NONE && a->is_tag[a->y_owner[y]])
            from = y + 1;
    return registers_free_y(a, from);
}

static void select_try(Allocator *a)
{
    const SsaBlock *block = a->info->block;
    const SsaBlock *handler = block->edges[1].target;
    const BlockInfo *info = &a->blocks[handler->number];
    for (uint32_t i = 0; i < info->live_count; i++) {
        SsaValue value = info->live[i];
        if (value == handler->tag || a->y_of[value] != NO_REGISTER)
            continue;
        int32_t y = registers_free_y(a, 0);
        moves_add(a, ssa_value(value), true, y);
        registers_put_y(a, value, y);
    }
    moves_emit(a, a->info->code);
    int32_t tag = free_tag(a);
    a->is_tag[handler->tag] = true;
    registers_put_y(a, handler->tag, tag);
    CodeOp *op =
        select_add_op(a, handler->kind == SSA_CATCH_HANDLER ? BEAM_OP_catch : BEAM_OP_try, 2);
    op->args[0] = code_y(tag);
    op->args[0].written = true;
    op->args[1] = select_fail_arg(a, handler);
    go_on_at(a, block->edges[0].target);
}

void select_handler_start(Allocator *a)
{
    const SsaBlock *block = a->info->block;
    if (block->kind == SSA_TRY_HANDLER) {
        select_add_op(a, BEAM_OP_try_case, 1)->args[0] = code_y(a->y_of[block->tag]);
        registers_release(a, block->tag);
        for (int32_t i = 0; i < 3; i++) {
            register_add(&a->valid, i);
            if (is_used_here(a, block->parameters[i]))
                registers_put_x(a, block->parameters[i], i);
        }
    } else if (block->kind == SSA_MESSAGE) {
        register_add(&a->valid, 0);
        if (is_used_here(a, block->parameters[0]))
            registers_put_x(a, block->parameters[0], 0);
    }
}

// ---- frames ------------------------------------------------------------------------------------

void select_allocate(Allocator *a)
{
    int64_t live = registers_collect(a);
    CodeOp *op = select_add_op(a, BEAM_OP_allocate, 2);
    op->args[0] = (CodeArg){.kind = ARG_FRAME};
    op->args[1] = code_unsigned(live);
    a->framed = true;
}

// ---- all ends ----------------------------------------------------------------------------------

static void select_return(Allocator *a)
{
    moves_add(a, a->info->block->operand, false, 0);
    moves_emit(a, a->info->code);
    deallocate(a);
    select_add_op(a, BEAM_OP_return, 0);
}

static void select_receive(Allocator *a)
{
    const SsaBlock *block = a->info->block;
    CodeOp *op = select_add_op(a, BEAM_OP_loop_rec, 2);
    op->args[0] = select_fail_arg(a, block->edges[1].target);
    op->args[1] = code_x(0);
    op->args[1].written = true;
    go_on_at(a, block->edges[0].target);
}

static void select_wait(Allocator *a)
{
    const SsaBlock *block = a->info->block;
    bool timed = block->edge_count > 0;
    CodeArg timeout = {0};
    if (timed)
        timeout = registers_operand(a, block->operand);
    // Nothing may come between the label and this: loaders look at the pair.
    CodeOp *op = select_add_op(a, timed ? BEAM_OP_wait_timeout : BEAM_OP_wait, timed ? 2 : 1);
    op->args[0] = select_fail_arg(a, block->loop);
    if (timed) {
        op->args[1] = timeout;
        go_on_at(a, block->edges[0].target);
    }
}

void select_end(Allocator *a)
{
    const SsaBlock *block = a->info->block;
    switch (block->end) {
    case SSA_END_JUMP: go_on_at(a, block->edges[0].target); break;
    case SSA_END_TEST: select_test(a); break;
    case SSA_END_SWITCH:
    case SSA_END_ARITY: select_switch(a); break;
    case SSA_END_RETURN: select_return(a); break;
    case SSA_END_CALL:
    case SSA_END_NORETURN: select_end_call(a); break;
    case SSA_END_FAIL: select_fail(a); break;
    case SSA_END_RAISE: select_raise(a); break;
    case SSA_END_TRY: select_try(a); break;
    case SSA_END_RECEIVE: select_receive(a); break;
    case SSA_END_WAIT: select_wait(a); break;
    default:
        select_add_op(a, BEAM_OP_loop_rec_end, 1)->args[0] = select_fail_arg(a, block->loop);
        break;
    }
}
