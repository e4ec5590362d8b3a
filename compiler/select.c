// SPDX-License-Identifier: Apache-2.0
// From an SSA instruction, or the end of a block, to BEAM instructions on registers.

#include <assert.h>
#include <string.h>

#include "select.h"

CodeOp *select_add_op(Allocator *a, BeamOpcode opcode, uint32_t count)
{
    return code_add(a->arena, a->info->code, opcode, count);
}

static const CodeArg no_fail = {.kind = ARG_FAIL};

void select_add_line(Allocator *a, CoreLine line)
{
    select_add_op(a, BEAM_OP_line, 0)->line = line;
}

// Calls give up their operands' registers where these are not used any more.
void select_release_operands(Allocator *a, const SsaInstruction *instruction)
{
    for (uint32_t i = 0; i < instruction->count; i++) {
        SsaOperand operand = instruction->operands[i];
        if (operand.literal != NULL || last_use(a, operand.value) > a->at)
            continue;
        if (a->y_of[operand.value] != NO_REGISTER)
            register_add(&a->read_y, a->y_of[operand.value]);
        registers_release(a, operand.value);
    }
}

// The register for a result; one that nobody reads afterwards is free again at once.
CodeArg select_result(Allocator *a, SsaValue value)
{
    CodeArg arg = registers_choose(a, value);
    if (last_use(a, value) <= a->at)
        registers_release(a, value);
    return arg;
}

// The result of the test at the end of a block is set on success only: its register is no valid
// term after a failure, unless it was one before.
CodeArg select_test_result(Allocator *a, const SsaInstruction *test)
{
    select_release_operands(a, test);
    RegisterSet before = a->valid;
    CodeArg result = select_result(a, test->result);
    if (test == a->info->block->instruction && result.kind == ARG_X &&
        !register_has(&before, (int32_t)result.value))
        a->info->invalid_on_failure = (int32_t)result.value;
    return result;
}

CodeArg select_fail_arg(Allocator *a, const SsaBlock *failure)
{
    return failure == NULL ? no_fail : code_block(allocator_code(a, failure));
}

// ---- heap --------------------------------------------------------------------------------------

static void count_heap(const SsaInstruction *instruction, int64_t *words, uint32_t *funs)
{
    switch (instruction->op) {
    case SSA_CONS: *words += 2; break;
    case SSA_TUPLE: *words += instruction->count + 1; break;
    case SSA_MAKE_FUN:
        *words += instruction->count;
        *funs += 1;
        break;
    default: break;
    }
}

bool select_ends_heap_run(const SsaInstruction *instruction)
{
    return (ssa_op_flags[instruction->op] & (SSA_CLOBBER | SSA_GC)) ||
           (instruction->op == SSA_BIF && instruction->index == BIF_GC);
}

bool select_takes_heap(const SsaInstruction *instruction)
{
    return instruction->op == SSA_CONS || instruction->op == SSA_TUPLE ||
           instruction->op == SSA_MAKE_FUN;
}

// Asks for the heap of this instruction and all that follow up to the next that may collect
// garbage.
void select_reserve_heap(Allocator *a)
{
    const SsaBlock *block = a->info->block;
    if (a->at < a->heap_end)
        return;
    CodeArg need = {.kind = ARG_ALLOC};
    uint32_t i = a->at;
    uint32_t end = a->frame_at > i && a->frame_at < block->count ? a->frame_at : block->count;
    for (; i < end && !select_ends_heap_run(block->instructions[i]); i++)
        count_heap(block->instructions[i], &need.value, &need.extra);
    a->heap_end = i;
    int64_t live = registers_collect(a);
    CodeOp *test = select_add_op(a, BEAM_OP_test_heap, 2);
    test->args[0] = need;
    test->args[1] = code_unsigned(live);
}

static void select_cons(Allocator *a, const SsaInstruction *instruction)
{
    select_reserve_heap(a);
    CodeArg head = registers_operand(a, instruction->operands[0]);
    CodeArg tail = registers_operand(a, instruction->operands[1]);
    select_release_operands(a, instruction);
    CodeArg result = select_result(a, instruction->result);
    CodeOp *put = select_add_op(a, BEAM_OP_put_list, 3);
    put->args[0] = head;
    put->args[1] = tail;
    put->args[2] = result;
}

// Operands as a list at the end of an instruction's arguments, read before the result is chosen.
static void put_list_operands(Allocator *a, CodeArg *args, const SsaInstruction *instruction)
{
    args[0] = (CodeArg){.kind = ARG_LIST, .value = instruction->count};
    for (uint32_t i = 0; i < instruction->count; i++)
        args[i + 1] = registers_operand(a, instruction->operands[i]);
}

static void select_tuple(Allocator *a, const SsaInstruction *instruction)
{
    select_reserve_heap(a);
    CodeOp *put = code_create(a->arena, BEAM_OP_put_tuple2, instruction->count + 2);
    put_list_operands(a, put->args + 1, instruction);
    select_release_operands(a, instruction);
    put->args[0] = select_result(a, instruction->result);
    code_insert(a->arena, a->info->code, a->info->code->count, put);
}

static void select_make_fun(Allocator *a, const SsaInstruction *instruction)
{
    select_reserve_heap(a);
    CodeOp *make = code_create(a->arena, BEAM_OP_make_fun3, instruction->count + 3);
    make->args[0] = (CodeArg){.kind = ARG_LAMBDA,
                              .literal = instruction->function,
                              .value = instruction->index,
                              .extra = instruction->count};
    put_list_operands(a, make->args + 2, instruction);
    select_release_operands(a, instruction);
    make->args[1] = select_result(a, instruction->result);
    code_insert(a->arena, a->info->code, a->info->code->count, make);
}

// ---- calls -------------------------------------------------------------------------------------

void select_argument_moves(Allocator *a, const SsaInstruction *call)
{
    for (uint32_t i = 0; i < call->count; i++)
        moves_add(a, call->operands[i], false, (int32_t)i);
}

static CodeArg call_target(const SsaInstruction *call)
{
    if (call->op == SSA_CALL)
        return (CodeArg){.kind = ARG_CALLEE, .literal = call->function, .value = call->count};
    return (CodeArg){.kind = ARG_IMPORT,
                     .module = call->module,
                     .literal = call->function,
                     .value = call->count};
}

static void add_call_op(Allocator *a, const SsaInstruction *call)
{
    switch (call->op) {
    case SSA_CALL:
    case SSA_CALL_EXTERNAL: {
        CodeOp *op = select_add_op(a, call->op == SSA_CALL ? BEAM_OP_call : BEAM_OP_call_ext, 2);
        op->args[0] = code_unsigned(call->count);
        op->args[1] = call_target(call);
        break;
    }
    case SSA_CALL_FUN:
        select_add_op(a, BEAM_OP_call_fun, 1)->args[0] = code_unsigned(call->index);
        break;
    case SSA_APPLY: select_add_op(a, BEAM_OP_apply, 1)->args[0] = code_unsigned(call->index); break;
    case SSA_SEND: select_add_op(a, BEAM_OP_send, 0); break;
    default: select_add_op(a, BEAM_OP_build_stacktrace, 0); break;
    }
}

static void select_call(Allocator *a, const SsaInstruction *call)
{
    select_argument_moves(a, call);
    uint32_t arguments = a->move_count;
    registers_save(a, a->at);
    moves_put_first(a, arguments);
    moves_emit(a, a->info->code);
    if (call->op != SSA_BUILD_STACKTRACE)
        select_add_line(a, call->line);
    add_call_op(a, call);
    select_release_operands(a, call);
    registers_kill_x(a);
    if (call->result != SSA_NONE && last_use(a, call->result) > a->at)
        registers_put_x(a, call->result, 0);
    register_add(&a->valid, 0);
}

static void add_tail_call(Allocator *a, const SsaInstruction *call)
{
    bool local = call->op == SSA_CALL;
    BeamOpcode opcode = a->framed ? (local ? BEAM_OP_call_last : BEAM_OP_call_ext_last)
                                  : (local ? BEAM_OP_call_only : BEAM_OP_call_ext_only);
    CodeOp *op = select_add_op(a, opcode, a->framed ? 3 : 2);
    op->args[0] = code_unsigned(call->count);
    op->args[1] = call_target(call);
    if (a->framed)
        op->args[2] = (CodeArg){.kind = ARG_FRAME};
}

void select_end_call(Allocator *a)
{
    const SsaBlock *block = a->info->block;
    const SsaInstruction *call = block->instruction;
    select_argument_moves(a, call);
    moves_emit(a, a->info->code);
    if (call->op != SSA_CALL)
        select_add_line(a, call->line);
    if (call->op == SSA_APPLY) {
        CodeOp *op = select_add_op(a, BEAM_OP_apply_last, 2);
        op->args[0] = code_unsigned(call->index);
        op->args[1] = (CodeArg){.kind = ARG_FRAME};
    } else if (block->end == SSA_END_NORETURN && block->handler != NULL) {
        add_call_op(a, call);
    } else {
        add_tail_call(a, call);
    }
}

// ---- BIFs --------------------------------------------------------------------------------------

// `failure` is where a failing BIF in a guard goes, or NULL in a body.
void select_bif(Allocator *a, const SsaInstruction *bif, const SsaBlock *failure)
{
    static const BeamOpcode plain[] = {BEAM_OP_bif0, BEAM_OP_bif1, BEAM_OP_bif2};
    static const BeamOpcode collecting[] = {BEAM_OP_none, BEAM_OP_gc_bif1, BEAM_OP_gc_bif2,
                                            BEAM_OP_gc_bif3};
    bool gc = bif->index == BIF_GC;
    CodeArg args[3];
    for (uint32_t i = 0; i < bif->count; i++)
        args[i] = registers_operand(a, bif->operands[i]);
    int64_t live = gc ? registers_collect(a) : 0;
    CodeArg result = select_test_result(a, bif);
    bool total = bif->index == BIF_COMPARE || bif->index == BIF_TYPE || bif->count == 0;
    if (failure == NULL && !total)
        select_add_line(a, bif->line);
    uint32_t extra = bif->count == 0 ? 2 : gc ? 4 : 3;
    CodeOp *op =
        select_add_op(a, gc ? collecting[bif->count] : plain[bif->count], bif->count + extra);
    uint32_t at = 0;
    if (bif->count > 0)
        op->args[at++] = select_fail_arg(a, failure);
    if (gc)
        op->args[at++] = code_unsigned(live);
    op->args[at++] = (CodeArg){.kind = ARG_IMPORT,
                               .module = literal_atom(a->module->literals, "erlang"),
                               .literal = bif->function,
                               .value = bif->count};
    for (uint32_t i = 0; i < bif->count; i++)
        op->args[at++] = args[i];
    op->args[at] = result;
}

void select_map(Allocator *a, const SsaInstruction *map, const SsaBlock *failure)
{
    uint32_t pairs = map->count - 1;
    CodeOp *put = code_create(a->arena, map->index ? BEAM_OP_put_map_exact : BEAM_OP_put_map_assoc,
                              pairs + 5);
    put->args[0] = select_fail_arg(a, failure);
    put->args[1] = registers_operand(a, map->operands[0]);
    put->args[4] = (CodeArg){.kind = ARG_LIST, .value = pairs};
    for (uint32_t i = 0; i < pairs; i++)
        put->args[5 + i] = registers_operand(a, map->operands[i + 1]);
    put->args[3] = code_unsigned(registers_collect(a));
    put->args[2] = select_test_result(a, map);
    if (failure == NULL)
        select_add_line(a, map->line);
    code_insert(a->arena, a->info->code, a->info->code->count, put);
}

// ---- construction of bitstrings ----------------------------------------------------------------

static const Literal *segment_flags(Allocator *a, uint32_t flags)
{
    LiteralTable *table = a->module->literals;
    const Literal *list = literal_nil(table);
    if (flags & CORE_SEGMENT_SIGNED)
        list = literal_cons(table, literal_atom(table, "signed"), list);
    if (flags & CORE_SEGMENT_LITTLE)
        list = literal_cons(table, literal_atom(table, "little"), list);
    if (flags & CORE_SEGMENT_NATIVE)
        list = literal_cons(table, literal_atom(table, "native"), list);
    return list;
}

static bool is_byte_string(SsaOperand value, const CoreSegmentSpec *spec)
{
    return spec->type == CORE_SEGMENT_BINARY && spec->size == NULL && value.literal != NULL &&
           value.literal->kind == LITERAL_BITSTRING && value.literal->bits.bit_length % 8 == 0 &&
           value.literal->bits.bit_length > 0;
}

// Six arguments: type, number of the segment, unit, flags, value, size.
static void put_segment(Allocator *a, CodeArg *args, const SsaInstruction *bits, uint32_t index)
{
    static const char *const types[] = {"integer", "float", "binary", "utf8", "utf16", "utf32"};
    const CoreSegmentSpec *spec = &bits->segments[index];
    SsaOperand value = bits->operands[2 * index];
    SsaOperand size = bits->operands[2 * index + 1];
    LiteralTable *table = a->module->literals;
    const char *type = types[spec->type];
    bool utf = spec->type >= CORE_SEGMENT_UTF8;
    args[1] = code_unsigned(index + 1);
    args[2] = code_unsigned(utf ? 0 : spec->unit);
    args[3] = code_literal(segment_flags(a, spec->flags));
    args[4] = registers_operand(a, value);
    args[5] = registers_operand(a, size);
    if (is_byte_string(value, spec)) {
        type = "string";
        args[1] = code_unsigned(0);
        args[2] = code_unsigned(8);
        args[3] = code_literal(literal_nil(table));
        args[4] = (CodeArg){.kind = ARG_STRING, .literal = value.literal};
        int64_t length = (int64_t)(value.literal->bits.bit_length / 8);
        args[5] = code_literal(literal_integer(table, length));
    } else if (index == 0 && spec->type == CORE_SEGMENT_BINARY && spec->size == NULL &&
               value.literal == NULL) {
        type = "append";
    }
    args[0] = code_literal(literal_atom(table, type));
}

void select_bitstring(Allocator *a, const SsaInstruction *bits, const SsaBlock *failure)
{
    uint32_t count = bits->count / 2;
    CodeOp *create = code_create(a->arena, BEAM_OP_bs_create_bin, 6 + 6 * count);
    create->args[0] = select_fail_arg(a, failure);
    create->args[1] = (CodeArg){.kind = ARG_ALLOC};
    create->args[5] = (CodeArg){.kind = ARG_LIST, .value = 6 * count};
    for (uint32_t i = 0; i < count; i++)
        put_segment(a, create->args + 6 + 6 * i, bits, i);
    bool append = literal_is_atom(create->args[6].literal, "append");
    create->args[3] = code_unsigned(append ? bits->segments[0].unit : 1);
    create->args[2] = code_unsigned(registers_collect(a));
    create->args[4] = select_test_result(a, bits);
    if (failure == NULL)
        select_add_line(a, bits->line);
    code_insert(a->arena, a->info->code, a->info->code->count, create);
}

// ---- other instructions ------------------------------------------------------------------------

static bool wanted_in_x(const Allocator *a, SsaValue value)
{
    return a->hint[value] != NO_REGISTER &&
           (a->next_clobber == UINT32_MAX || last_use(a, value) <= a->next_clobber);
}

// Head and tail of the same list are fetched at once, so that either may replace the list. False if
// the next instruction is not the other half.
static bool select_list(Allocator *a, const SsaInstruction *first)
{
    const SsaBlock *block = a->info->block;
    if (a->at + 1 >= block->count || a->at + 1 == a->frame_at)
        return false;
    const SsaInstruction *second = block->instructions[a->at + 1];
    if (first->op + second->op != SSA_HEAD + SSA_TAIL || first->op == second->op ||
        first->operands[0].literal != NULL || !ssa_same(first->operands[0], second->operands[0]) ||
        (first->op != SSA_HEAD && first->op != SSA_TAIL))
        return false;
    const SsaInstruction *head = first->op == SSA_HEAD ? first : second;
    const SsaInstruction *tail = first->op == SSA_HEAD ? second : first;
    CodeArg list = registers_operand(a, first->operands[0]);
    a->at++;
    select_release_operands(a, first);
    CodeOp *get = code_create(a->arena, BEAM_OP_get_list, 3);
    get->args[0] = list;
    int32_t hint = wanted_in_x(a, tail->result) ? a->hint[tail->result] : NO_REGISTER;
    bool head_first = hint == NO_REGISTER || (hint < a->x_top && a->x_owner[hint] != SSA_NONE);
    SsaValue pinned = (head_first ? head : tail)->result;
    get->args[head_first ? 1 : 2] = registers_choose(a, pinned);
    a->pinned = pinned;
    get->args[head_first ? 2 : 1] = registers_choose(a, (head_first ? tail : head)->result);
    a->pinned = SSA_NONE;
    code_insert(a->arena, a->info->code, a->info->code->count, get);
    return true;
}

static bool is_element_of(const SsaInstruction *part, SsaOperand tuple)
{
    return part->op == SSA_ELEMENT && ssa_same(part->operands[0], tuple);
}

// Of several elements of a tuple that dies with the last of them, the one that is wanted in the
// tuple's register comes last.
static void order_elements(Allocator *a, SsaOperand tuple)
{
    const SsaBlock *block = a->info->block;
    uint32_t end = a->at;
    uint32_t chosen = UINT32_MAX;
    if (tuple.literal != NULL || a->x_of[tuple.value] == NO_REGISTER)
        return;
    for (; end < block->count && end != a->frame_at; end++) {
        const SsaInstruction *part = block->instructions[end];
        if (!is_element_of(part, tuple))
            break;
        if (wanted_in_x(a, part->result) && a->hint[part->result] == a->x_of[tuple.value])
            chosen = end;
    }
    if (chosen == UINT32_MAX || chosen + 1 >= end || last_use(a, tuple.value) >= end)
        return;
    SsaInstruction *last = block->instructions[chosen];
    memmove(block->instructions + chosen, block->instructions + chosen + 1,
            (end - chosen - 1) * sizeof *block->instructions);
    block->instructions[end - 1] = last;
}

static void select_part(Allocator *a, const SsaInstruction *part)
{
    CodeArg whole = registers_in_register(a, part->operands[0]);
    select_release_operands(a, part);
    CodeArg result = select_result(a, part->result);
    bool is_element = part->op == SSA_ELEMENT;
    BeamOpcode opcode = is_element             ? BEAM_OP_get_tuple_element
                        : part->op == SSA_HEAD ? BEAM_OP_get_hd
                                               : BEAM_OP_get_tl;
    CodeOp *get = select_add_op(a, opcode, is_element ? 3 : 2);
    get->args[0] = whole;
    if (is_element)
        get->args[1] = code_unsigned(part->index);
    get->args[is_element ? 2 : 1] = result;
}

static void select_set_element(Allocator *a, const SsaInstruction *set)
{
    CodeOp *op = code_create(a->arena, BEAM_OP_set_tuple_element, 3);
    op->args[0] = registers_operand(a, set->operands[1]);
    op->args[1] = registers_operand(a, set->operands[0]);
    op->args[2] = code_unsigned(set->index);
    code_insert(a->arena, a->info->code, a->info->code->count, op);
    select_release_operands(a, set);
}

static void select_from_context(Allocator *a, const SsaInstruction *get)
{
    CodeArg context = registers_operand(a, get->operands[0]);
    int64_t live = registers_collect(a);
    select_release_operands(a, get);
    CodeArg result = select_result(a, get->result);
    CodeOp *op = select_add_op(
        a, get->op == SSA_BINARY_TAIL ? BEAM_OP_bs_get_tail : BEAM_OP_bs_get_position, 3);
    op->args[0] = context;
    op->args[1] = result;
    op->args[2] = code_unsigned(live);
}

static void select_set_position(Allocator *a, const SsaInstruction *set)
{
    CodeOp *op = select_add_op(a, BEAM_OP_bs_set_position, 2);
    op->args[0] = registers_operand(a, set->operands[0]);
    op->args[1] = registers_operand(a, set->operands[1]);
    select_release_operands(a, set);
}

static void select_try_end(Allocator *a, const SsaInstruction *end)
{
    bool is_catch = end->op == SSA_CATCH_END;
    CodeOp *op = select_add_op(a, is_catch ? BEAM_OP_catch_end : BEAM_OP_try_end, 1);
    op->args[0] = registers_operand(a, end->operands[0]);
    registers_release(a, end->operands[0].value);
    if (is_catch) {
        registers_release(a, end->operands[1].value);
        if (last_use(a, end->result) > a->at)
            registers_put_x(a, end->result, 0);
    }
}

void select_instruction(Allocator *a)
{
    const SsaBlock *block = a->info->block;
    SsaInstruction *instruction = block->instructions[a->at];
    memset(&a->read_y, 0, sizeof a->read_y);
    switch (instruction->op) {
    case SSA_BIF: select_bif(a, instruction, NULL); break;
    case SSA_CALL:
    case SSA_CALL_EXTERNAL:
    case SSA_CALL_FUN:
    case SSA_APPLY:
    case SSA_SEND:
    case SSA_BUILD_STACKTRACE: select_call(a, instruction); break;
    case SSA_MAKE_FUN: select_make_fun(a, instruction); break;
    case SSA_CONS: select_cons(a, instruction); break;
    case SSA_TUPLE: select_tuple(a, instruction); break;
    case SSA_SET_ELEMENT: select_set_element(a, instruction); break;
    case SSA_MAP: select_map(a, instruction, NULL); break;
    case SSA_BITSTRING: select_bitstring(a, instruction, NULL); break;
    case SSA_HEAD:
    case SSA_TAIL:
        if (!select_list(a, instruction))
            select_part(a, instruction);
        break;
    case SSA_ELEMENT:
        order_elements(a, instruction->operands[0]);
        select_part(a, block->instructions[a->at]);
        break;
    case SSA_BINARY_TAIL:
    case SSA_BINARY_POSITION: select_from_context(a, instruction); break;
    case SSA_BINARY_SET_POSITION: select_set_position(a, instruction); break;
    case SSA_TRY_END:
    case SSA_CATCH_END: select_try_end(a, instruction); break;
    case SSA_REMOVE_MESSAGE: select_add_op(a, BEAM_OP_remove_message, 0); break;
    case SSA_TIMEOUT: select_add_op(a, BEAM_OP_timeout, 0); break;
    default: assert(!"an instruction that is only a test"); break;
    }
}
