// SPDX-License-Identifier: Apache-2.0
// What is known of values at each point: a walk over the dominator tree gathers types, sizes of
// tuples and constants from instructions and from tests passed on the way, and uses them: tests of
// known outcome become jumps, BIFs that cannot fail become simpler instructions, elements that were
// fetched already are not fetched again.

#include <string.h>

#include "optimise.h"

enum {
    TYPE_TRUE = 1,
    TYPE_FALSE = 2,
    TYPE_OTHER_ATOM = 4,
    TYPE_INTEGER = 8,
    TYPE_FLOAT = 16,
    TYPE_NIL = 32,
    TYPE_CONS = 64,
    TYPE_TUPLE = 128,
    TYPE_MAP = 256,
    TYPE_BITSTRING = 512,
    TYPE_FUN = 1024,
    TYPE_OTHER = 2048,
    TYPE_ANY = 4095,
    TYPE_BOOLEAN = TYPE_TRUE | TYPE_FALSE,
    TYPE_ATOM = TYPE_BOOLEAN | TYPE_OTHER_ATOM,
    TYPE_NUMBER = TYPE_INTEGER | TYPE_FLOAT,
    TYPE_LIST = TYPE_NIL | TYPE_CONS,
    UNKNOWN_ARITY = 0xffffffff,
};

// An element of a tuple that is in a value already.
typedef struct Fetched {
    uint32_t index;
    SsaOperand value;
    struct Fetched *next;
} Fetched;

typedef struct {
    uint32_t mask;
    uint32_t arity;       // of a tuple
    const Literal *equal; // the constant that it is
    const Literal *tag;   // the constant that the first element is
    Fetched *fetched;
} Fact;

typedef struct {
    SsaValue value;
    Fact fact;
} Undo;

typedef struct {
    SsaFunction *function;
    Fact *facts;          // by value
    SsaValue *first_of;   // by value: the tuple whose first element it is, or SSA_NONE
    SsaOperand *copy;     // by value
    bool *joined;         // by value: a parameter that some edge has given a fact
    SsaBlock **dominator; // by block; of a block with one predecessor that is the predecessor
    uint32_t *first_child;
    uint32_t *next_sibling;
    Undo *undo;
    uint32_t undo_count;
    uint32_t undo_capacity;
} Types;

// ---- facts -------------------------------------------------------------------------------------

static uint32_t literal_mask(const Literal *literal)
{
    switch (literal->kind) {
    case LITERAL_ATOM:
        return literal_is_atom(literal, "true")    ? TYPE_TRUE
               : literal_is_atom(literal, "false") ? TYPE_FALSE
                                                   : TYPE_OTHER_ATOM;
    case LITERAL_INTEGER:
    case LITERAL_BIG: return TYPE_INTEGER;
    case LITERAL_FLOAT: return TYPE_FLOAT;
    case LITERAL_NIL: return TYPE_NIL;
    case LITERAL_CONS: return TYPE_CONS;
    case LITERAL_TUPLE: return TYPE_TUPLE;
    case LITERAL_MAP: return TYPE_MAP;
    case LITERAL_BITSTRING: return TYPE_BITSTRING;
    case LITERAL_FUN: return TYPE_FUN;
    }
    return TYPE_ANY;
}

static Fact fact_of(const Types *t, SsaOperand operand)
{
    if (operand.literal == NULL)
        return t->facts[operand.value];
    const Literal *literal = operand.literal;
    Fact fact = {literal_mask(literal), UNKNOWN_ARITY, literal, NULL, NULL};
    if (literal->kind == LITERAL_TUPLE)
        fact.arity = literal->tuple.arity;
    if (literal->kind == LITERAL_TUPLE && literal->tuple.arity > 0)
        fact.tag = literal->tuple.elements[0];
    return fact;
}

static void set_fact(Types *t, SsaValue value, Fact fact)
{
    Undo undo = {value, t->facts[value]};
    ARENA_APPEND(t->function->arena, t->undo, t->undo_count, t->undo_capacity, undo);
    t->facts[value] = fact;
}

static void restrict_to(Types *t, SsaOperand operand, uint32_t mask)
{
    if (operand.literal != NULL || (t->facts[operand.value].mask & ~mask) == 0)
        return;
    Fact fact = t->facts[operand.value];
    fact.mask &= mask;
    set_fact(t, operand.value, fact);
}

static void set_arity(Types *t, SsaOperand operand, uint32_t arity)
{
    if (operand.literal != NULL)
        return;
    Fact fact = t->facts[operand.value];
    fact.mask &= TYPE_TUPLE;
    fact.arity = arity;
    set_fact(t, operand.value, fact);
}

static void set_tag(Types *t, SsaValue tuple, const Literal *tag)
{
    Fact fact = t->facts[tuple];
    fact.tag = tag;
    set_fact(t, tuple, fact);
}

// Constants whose equality a pointer decides.
static bool is_plain(const Literal *literal)
{
    return literal->kind == LITERAL_ATOM || literal->kind == LITERAL_INTEGER ||
           literal->kind == LITERAL_NIL;
}

static void set_equal(Types *t, SsaOperand operand, const Literal *literal)
{
    if (operand.literal != NULL)
        return;
    Fact fact = t->facts[operand.value];
    fact.mask &= literal_mask(literal);
    if (is_plain(literal))
        fact.equal = literal;
    if (literal->kind == LITERAL_TUPLE)
        fact.arity = literal->tuple.arity;
    set_fact(t, operand.value, fact);
    if (t->first_of[operand.value] != SSA_NONE && is_plain(literal))
        set_tag(t, t->first_of[operand.value], literal);
}

// Types of which there is one value only.
static uint32_t single_mask(const Literal *literal) { return literal_mask(literal) & TYPE_BOOLEAN; }

// ---- what tests say ----------------------------------------------------------------------------

// The types that pass a test; *exact: and all of them do.
static uint32_t test_mask(uint32_t test, bool *exact)
{
    *exact = true;
    switch (test) {
    case BEAM_OP_is_integer: return TYPE_INTEGER;
    case BEAM_OP_is_float: return TYPE_FLOAT;
    case BEAM_OP_is_number: return TYPE_NUMBER;
    case BEAM_OP_is_atom: return TYPE_ATOM;
    case BEAM_OP_is_boolean: return TYPE_BOOLEAN;
    case BEAM_OP_is_nil: return TYPE_NIL;
    case BEAM_OP_is_list: return TYPE_LIST;
    case BEAM_OP_is_nonempty_list: return TYPE_CONS;
    case BEAM_OP_is_tuple: return TYPE_TUPLE;
    case BEAM_OP_is_map: return TYPE_MAP;
    case BEAM_OP_is_bitstr: return TYPE_BITSTRING;
    case BEAM_OP_is_function: return TYPE_FUN;
    case BEAM_OP_is_binary: *exact = false; return TYPE_BITSTRING;
    case BEAM_OP_is_function2: *exact = false; return TYPE_FUN;
    default: *exact = false; return TYPE_OTHER;
    }
}

static int decide_equal(const Types *t, SsaOperand left, SsaOperand right)
{
    Fact a = fact_of(t, left);
    Fact b = fact_of(t, right);
    if (a.equal != NULL && b.equal != NULL && is_plain(a.equal) && is_plain(b.equal))
        return a.equal == b.equal;
    if ((a.mask & b.mask) == 0)
        return 0;
    bool single = (a.mask & (TYPE_BOOLEAN | TYPE_NIL)) == a.mask && (a.mask & (a.mask - 1)) == 0;
    return single && a.mask == b.mask ? 1 : -1;
}

static int decide_is(const Types *t, const SsaInstruction *test)
{
    if (test->count == 2 && test->index == BEAM_OP_is_eq_exact)
        return decide_equal(t, test->operands[0], test->operands[1]);
    if (test->count == 2 && test->index == BEAM_OP_is_ne_exact) {
        int equal = decide_equal(t, test->operands[0], test->operands[1]);
        return equal < 0 ? -1 : !equal;
    }
    if (test->count == 2 && test->index != BEAM_OP_is_function2)
        return -1;
    bool exact;
    uint32_t passing = test_mask(test->index, &exact);
    uint32_t mask = fact_of(t, test->operands[0]).mask;
    if ((mask & passing) == 0)
        return 0;
    return exact && (mask & ~passing) == 0 ? 1 : -1;
}

static int decide(const Types *t, const SsaInstruction *test)
{
    if (test->count == 0 || (test->op != SSA_IS && test->op != SSA_HAS_ARITY &&
                             test->op != SSA_IS_TAGGED && test->op != SSA_BINARY_START))
        return -1;
    Fact fact = fact_of(t, test->operands[0]);
    switch (test->op) {
    case SSA_IS: return decide_is(t, test);
    case SSA_HAS_ARITY: return fact.arity == UNKNOWN_ARITY ? -1 : fact.arity == test->index;
    case SSA_IS_TAGGED:
        if (!(fact.mask & TYPE_TUPLE))
            return 0;
        if (fact.arity != UNKNOWN_ARITY && fact.arity != test->index)
            return 0;
        if (fact.tag != NULL && is_plain(fact.tag) && fact.tag != test->operands[1].literal)
            return 0;
        return fact.mask == TYPE_TUPLE && fact.arity == test->index &&
                       fact.tag == test->operands[1].literal
                   ? 1
                   : -1;
    default: return fact.mask & TYPE_BITSTRING ? -1 : 0;
    }
}

static void learn_from_is(Types *t, const SsaInstruction *test, bool passed)
{
    bool equal = test->index == BEAM_OP_is_eq_exact;
    if (test->count == 2 && (equal || test->index == BEAM_OP_is_ne_exact)) {
        bool is_equal = equal == passed;
        for (int i = 0; i < 2; i++) {
            SsaOperand operand = test->operands[i];
            SsaOperand other = test->operands[1 - i];
            if (is_equal && other.literal != NULL)
                set_equal(t, operand, other.literal);
            else if (is_equal)
                restrict_to(t, operand, fact_of(t, other).mask);
            else if (other.literal != NULL)
                restrict_to(t, operand, ~single_mask(other.literal));
        }
        return;
    }
    if (test->count == 2 && test->index != BEAM_OP_is_function2)
        return;
    bool exact;
    uint32_t passing = test_mask(test->index, &exact);
    // That a list which is not empty is a cons cell is known to us, but not to those who verify
    // code.
    if (passed)
        restrict_to(t, test->operands[0], passing);
    else if (exact && passing != TYPE_NIL)
        restrict_to(t, test->operands[0], ~passing);
}

// ---- what instructions say ---------------------------------------------------------------------

typedef struct {
    const char *name;
    uint8_t arity;
    uint16_t result;
    uint16_t operands[2]; // what they must be for the BIF to succeed
} BifTypes;

static const BifTypes bif_types[] = {
    {"+", 2, TYPE_NUMBER, {TYPE_NUMBER, TYPE_NUMBER}},
    {"-", 2, TYPE_NUMBER, {TYPE_NUMBER, TYPE_NUMBER}},
    {"*", 2, TYPE_NUMBER, {TYPE_NUMBER, TYPE_NUMBER}},
    {"-", 1, TYPE_NUMBER, {TYPE_NUMBER, TYPE_ANY}},
    {"/", 2, TYPE_FLOAT, {TYPE_NUMBER, TYPE_NUMBER}},
    {"div", 2, TYPE_INTEGER, {TYPE_INTEGER, TYPE_INTEGER}},
    {"rem", 2, TYPE_INTEGER, {TYPE_INTEGER, TYPE_INTEGER}},
    {"band", 2, TYPE_INTEGER, {TYPE_INTEGER, TYPE_INTEGER}},
    {"bor", 2, TYPE_INTEGER, {TYPE_INTEGER, TYPE_INTEGER}},
    {"bxor", 2, TYPE_INTEGER, {TYPE_INTEGER, TYPE_INTEGER}},
    {"bsl", 2, TYPE_INTEGER, {TYPE_INTEGER, TYPE_INTEGER}},
    {"bsr", 2, TYPE_INTEGER, {TYPE_INTEGER, TYPE_INTEGER}},
    {"bnot", 1, TYPE_INTEGER, {TYPE_INTEGER, TYPE_ANY}},
    {"abs", 1, TYPE_NUMBER, {TYPE_NUMBER, TYPE_ANY}},
    {"length", 1, TYPE_INTEGER, {TYPE_LIST, TYPE_ANY}},
    {"byte_size", 1, TYPE_INTEGER, {TYPE_BITSTRING, TYPE_ANY}},
    {"bit_size", 1, TYPE_INTEGER, {TYPE_BITSTRING, TYPE_ANY}},
    {"map_size", 1, TYPE_INTEGER, {TYPE_MAP, TYPE_ANY}},
    {"tuple_size", 1, TYPE_INTEGER, {TYPE_TUPLE, TYPE_ANY}},
    {"size", 1, TYPE_INTEGER, {TYPE_TUPLE | TYPE_BITSTRING, TYPE_ANY}},
    {"round", 1, TYPE_INTEGER, {TYPE_NUMBER, TYPE_ANY}},
    {"trunc", 1, TYPE_INTEGER, {TYPE_NUMBER, TYPE_ANY}},
    {"ceil", 1, TYPE_INTEGER, {TYPE_NUMBER, TYPE_ANY}},
    {"floor", 1, TYPE_INTEGER, {TYPE_NUMBER, TYPE_ANY}},
    {"float", 1, TYPE_FLOAT, {TYPE_NUMBER, TYPE_ANY}},
    {"element", 2, TYPE_ANY, {TYPE_INTEGER, TYPE_TUPLE}},
    {"hd", 1, TYPE_ANY, {TYPE_CONS, TYPE_ANY}},
    {"tl", 1, TYPE_ANY, {TYPE_CONS, TYPE_ANY}},
    {"map_get", 2, TYPE_ANY, {TYPE_ANY, TYPE_MAP}},
    {"is_map_key", 2, TYPE_BOOLEAN, {TYPE_ANY, TYPE_MAP}},
    {"and", 2, TYPE_BOOLEAN, {TYPE_BOOLEAN, TYPE_BOOLEAN}},
    {"or", 2, TYPE_BOOLEAN, {TYPE_BOOLEAN, TYPE_BOOLEAN}},
    {"xor", 2, TYPE_BOOLEAN, {TYPE_BOOLEAN, TYPE_BOOLEAN}},
    {"not", 1, TYPE_BOOLEAN, {TYPE_BOOLEAN, TYPE_ANY}},
    {"self", 0, TYPE_OTHER, {TYPE_ANY, TYPE_ANY}},
};

static const BifTypes *find_bif_types(const SsaInstruction *bif)
{
    for (size_t i = 0; i < sizeof bif_types / sizeof *bif_types; i++)
        if (bif_types[i].arity == bif->count && literal_is_atom(bif->function, bif_types[i].name))
            return &bif_types[i];
    return NULL;
}

static uint32_t bif_result(const Types *t, const SsaInstruction *bif, const BifTypes *types)
{
    const BifInfo *info = bif_find(bif->function, bif->count);
    if (info != NULL && info->boolean)
        return TYPE_BOOLEAN;
    if (types == NULL)
        return TYPE_ANY;
    uint32_t result = types->result;
    if (result == TYPE_NUMBER && fact_of(t, bif->operands[0]).mask == TYPE_INTEGER &&
        (bif->count == 1 || fact_of(t, bif->operands[1]).mask == TYPE_INTEGER))
        result = TYPE_INTEGER;
    return result;
}

// What holds when the instruction has succeeded.
static void learn_from(Types *t, const SsaInstruction *instruction)
{
    uint32_t mask = TYPE_ANY;
    Fact fact = {TYPE_ANY, UNKNOWN_ARITY, NULL, NULL, NULL};
    switch (instruction->op) {
    case SSA_BIF: {
        const BifTypes *types = find_bif_types(instruction);
        for (uint32_t i = 0; types != NULL && i < instruction->count; i++)
            restrict_to(t, instruction->operands[i], types->operands[i]);
        mask = bif_result(t, instruction, types);
        break;
    }
    case SSA_CONS: mask = TYPE_CONS; break;
    case SSA_TUPLE:
        mask = TYPE_TUPLE;
        fact.arity = instruction->count;
        if (instruction->count > 0 && instruction->operands[0].literal != NULL)
            fact.tag = instruction->operands[0].literal;
        break;
    case SSA_CALL_EXTERNAL:
        if (literal_is_atom(instruction->module, "erlang") && instruction->count == 3 &&
            literal_is_atom(instruction->function, "setelement")) {
            mask = TYPE_TUPLE;
            fact.arity = fact_of(t, instruction->operands[1]).arity;
        }
        break;
    case SSA_MAP:
        restrict_to(t, instruction->operands[0], TYPE_MAP);
        mask = TYPE_MAP;
        break;
    case SSA_MAKE_FUN: mask = TYPE_FUN; break;
    case SSA_BITSTRING:
    case SSA_BINARY_TAIL: mask = TYPE_BITSTRING; break;
    case SSA_BINARY_GET:
        mask = instruction->spec.type == CORE_SEGMENT_FLOAT    ? TYPE_FLOAT
               : instruction->spec.type == CORE_SEGMENT_BINARY ? TYPE_BITSTRING
                                                               : TYPE_INTEGER;
        break;
    default: break;
    }
    if (instruction->result == SSA_NONE || mask == TYPE_ANY)
        return;
    fact.mask = mask;
    set_fact(t, instruction->result, fact);
}

// ---- rewriting ---------------------------------------------------------------------------------

static void resolve_use(void *context, SsaOperand *operand)
{
    const Types *t = context;
    while (operand->literal == NULL && operand->value != SSA_NONE &&
           !ssa_same(t->copy[operand->value], *operand))
        *operand = t->copy[operand->value];
}

// An element that is known already, or NULL.
static const Fetched *find_fetched(const Types *t, SsaValue tuple, uint32_t index)
{
    for (const Fetched *f = t->facts[tuple].fetched; f != NULL; f = f->next)
        if (f->index == index)
            return f;
    return NULL;
}

// True if the instruction is not needed.
static bool reuse_element(Types *t, const SsaInstruction *element)
{
    if (element->operands[0].literal != NULL)
        return false;
    SsaValue tuple = element->operands[0].value;
    Fact fact = t->facts[tuple];
    if (element->index == 0 && fact.tag != NULL) {
        t->copy[element->result] = ssa_literal(fact.tag);
        return true;
    }
    const Fetched *known = find_fetched(t, tuple, element->index);
    if (known != NULL) {
        t->copy[element->result] = known->value;
        return true;
    }
    Fetched *fetched = ARENA_NEW(t->function->arena, Fetched);
    *fetched = (Fetched){element->index, ssa_value(element->result), fact.fetched};
    fact.fetched = fetched;
    set_fact(t, tuple, fact);
    if (element->index == 0)
        t->first_of[element->result] = tuple;
    return false;
}

// element/2, hd/1, tl/1 that cannot fail are plain fetches.
static void simplify_bif(Types *t, SsaInstruction *bif)
{
    if (bif->count == 1) {
        bool is_head = literal_is_atom(bif->function, "hd");
        if ((is_head || literal_is_atom(bif->function, "tl")) && bif->operands[0].literal == NULL &&
            fact_of(t, bif->operands[0]).mask == TYPE_CONS) {
            bif->op = is_head ? SSA_HEAD : SSA_TAIL;
            bif->function = NULL;
            bif->index = 0;
        }
        return;
    }
    if (bif->count != 2 || !literal_is_atom(bif->function, "element"))
        return;
    const Literal *index = bif->operands[0].literal;
    Fact fact = fact_of(t, bif->operands[1]);
    if (index == NULL || index->kind != LITERAL_INTEGER || index->integer < 1 ||
        bif->operands[1].literal != NULL || fact.mask != TYPE_TUPLE ||
        fact.arity == UNKNOWN_ARITY || index->integer > fact.arity)
        return;
    bif->op = SSA_ELEMENT;
    bif->function = NULL;
    bif->index = (uint32_t)index->integer - 1;
    bif->operands[0] = bif->operands[1];
    bif->count = 1;
}

static void rewrite_instructions(Types *t, SsaBlock *block)
{
    uint32_t kept = 0;
    for (uint32_t i = 0; i < block->count; i++) {
        SsaInstruction *instruction = block->instructions[i];
        if (instruction->op == SSA_BIF)
            simplify_bif(t, instruction);
        for (uint32_t k = 0; k < instruction->count; k++)
            resolve_use(t, &instruction->operands[k]);
        if (instruction->op == SSA_ELEMENT && reuse_element(t, instruction))
            continue;
        if (instruction->op == SSA_SET_ELEMENT) // what was fetched before is not what is there now
            set_fact(
                t, instruction->operands[0].value,
                (Fact){TYPE_TUPLE, fact_of(t, instruction->operands[0]).arity, NULL, NULL, NULL});
        learn_from(t, instruction);
        block->instructions[kept++] = instruction;
    }
    block->count = kept;
}

static void end_with_edge(SsaBlock *block, uint32_t index)
{
    block->edges[0] = block->edges[index];
    block->edges[0].value = NULL;
    block->edge_count = 1;
    block->end = SSA_END_JUMP;
    block->instruction = NULL;
    block->operand = (SsaOperand){NULL, SSA_NONE};
}

// A BIF in a guard that cannot fail any more is an instruction before a jump.
static void rewrite_guard_bif(Types *t, SsaBlock *block)
{
    SsaInstruction *bif = block->instruction;
    simplify_bif(t, bif);
    if (bif->op == SSA_BIF)
        return;
    end_with_edge(block, 0);
    if (bif->op != SSA_ELEMENT || !reuse_element(t, bif))
        ssa_insert_instruction(t->function, block, block->count, bif);
}

static void rewrite_switch(Types *t, SsaBlock *block)
{
    Fact fact = fact_of(t, block->operand);
    uint32_t cases = block->edge_count - 1;
    bool arity = block->end == SSA_END_ARITY;
    uint32_t kept = 0;
    uint32_t left = fact.mask;
    for (uint32_t i = 0; i < cases; i++) {
        const Literal *value = block->edges[i].value;
        bool known = arity ? fact.arity != UNKNOWN_ARITY : fact.equal != NULL;
        bool hit = arity ? fact.arity == value->integer : fact.equal == value;
        if (known && hit) {
            end_with_edge(block, i);
            return;
        }
        if (known || (!arity && !(fact.mask & literal_mask(value))))
            continue;
        left &= arity ? ~0u : ~single_mask(value);
        block->edges[kept++] = block->edges[i];
    }
    if (left == 0 && kept > 0) { // the cases are all there is: the last one needs no test
        block->edges[kept - 1].value = NULL;
        block->edge_count = kept;
    } else {
        block->edges[kept] = block->edges[cases];
        block->edge_count = kept + 1;
    }
    if (block->edge_count == 1)
        end_with_edge(block, 0);
}

// X == atom is X =:= atom.
static void strengthen(SsaInstruction *test)
{
    if (test->op != SSA_IS || test->count != 2)
        return;
    for (int i = 0; i < 2; i++) {
        const Literal *literal = test->operands[i].literal;
        if (literal == NULL || (literal->kind != LITERAL_ATOM && literal->kind != LITERAL_NIL))
            continue;
        if (test->index == BEAM_OP_is_eq)
            test->index = BEAM_OP_is_eq_exact;
        else if (test->index == BEAM_OP_is_ne)
            test->index = BEAM_OP_is_ne_exact;
    }
}

static void rewrite_end(Types *t, SsaBlock *block)
{
    if (block->instruction != NULL)
        for (uint32_t k = 0; k < block->instruction->count; k++)
            resolve_use(t, &block->instruction->operands[k]);
    if (block->operand.literal != NULL || block->operand.value != SSA_NONE)
        resolve_use(t, &block->operand);
    if (block->end == SSA_END_SWITCH || block->end == SSA_END_ARITY) {
        rewrite_switch(t, block);
    } else if (block->end == SSA_END_TEST) {
        strengthen(block->instruction);
        int outcome = decide(t, block->instruction);
        if (outcome >= 0)
            end_with_edge(block, outcome ? 0 : 1);
        else if (block->instruction->op == SSA_BIF)
            rewrite_guard_bif(t, block);
    }
}

// ---- edges -------------------------------------------------------------------------------------

static void join_fact(Types *t, SsaValue parameter, Fact fact)
{
    Fact *joined = &t->facts[parameter];
    if (!t->joined[parameter]) {
        *joined = fact;
        joined->fetched = NULL;
        t->joined[parameter] = true;
        return;
    }
    joined->mask |= fact.mask;
    if (joined->arity != fact.arity)
        joined->arity = UNKNOWN_ARITY;
    if (joined->equal != fact.equal)
        joined->equal = NULL;
    if (joined->tag != fact.tag)
        joined->tag = NULL;
}

static void pass_arguments(Types *t, SsaBlock *block)
{
    for (uint32_t i = 0; i < block->edge_count; i++) {
        SsaEdge *edge = &block->edges[i];
        if (edge->arguments == NULL)
            continue;
        for (uint32_t k = 0; k < edge->target->parameter_count; k++) {
            resolve_use(t, &edge->arguments[k]);
            if (edge->target->kind == SSA_PLAIN)
                join_fact(t, edge->target->parameters[k], fact_of(t, edge->arguments[k]));
        }
    }
}

static void learn_from_case(Types *t, const SsaBlock *from, const SsaBlock *block)
{
    for (uint32_t i = 0; i < from->edge_count; i++) {
        const SsaEdge *edge = &from->edges[i];
        if (edge->target == block && edge->value != NULL && from->end == SSA_END_ARITY)
            set_arity(t, from->operand, (uint32_t)edge->value->integer);
        else if (edge->target == block && edge->value != NULL)
            set_equal(t, from->operand, edge->value);
        else if (edge->target != block && edge->value != NULL && from->end == SSA_END_SWITCH &&
                 from->edges[from->edge_count - 1].target == block)
            restrict_to(t, from->operand, ~single_mask(edge->value));
    }
}

// What the way into a block with one predecessor says.
static void learn_from_edge(Types *t, const SsaBlock *from, const SsaBlock *block)
{
    if (from->end == SSA_END_SWITCH || from->end == SSA_END_ARITY) {
        learn_from_case(t, from, block);
        return;
    }
    if (from->end != SSA_END_TEST)
        return;
    const SsaInstruction *test = from->instruction;
    bool passed = from->edges[0].target == block;
    switch (test->op) {
    case SSA_IS: learn_from_is(t, test, passed); break;
    case SSA_HAS_ARITY:
        if (passed)
            set_arity(t, test->operands[0], test->index);
        break;
    case SSA_IS_TAGGED:
        if (passed) {
            set_arity(t, test->operands[0], test->index);
            if (test->operands[0].literal == NULL)
                set_tag(t, test->operands[0].value, test->operands[1].literal);
        }
        break;
    case SSA_BINARY_START:
        restrict_to(t, test->operands[0], passed ? TYPE_BITSTRING : ~TYPE_BITSTRING);
        break;
    default:
        if (passed)
            learn_from(t, test);
        break;
    }
}

// ---- dominators --------------------------------------------------------------------------------

static void find_dominators(Types *t)
{
    SsaFunction *function = t->function;
    uint32_t count = function->block_count;
    t->dominator = ssa_find_dominators(function);
    t->first_child = ARENA_ARRAY(function->arena, uint32_t, count);
    t->next_sibling = ARENA_ARRAY(function->arena, uint32_t, count);
    for (uint32_t i = count; i-- > 1;) {
        uint32_t parent = t->dominator[i]->number;
        t->next_sibling[i] = t->first_child[parent];
        t->first_child[parent] = i;
    }
}

// ---- the walk ----------------------------------------------------------------------------------

static void enter_block(Types *t, SsaBlock *block)
{
    if (block->predecessor_count == 1)
        learn_from_edge(t, t->dominator[block->number], block);
    rewrite_instructions(t, block);
    rewrite_end(t, block);
    pass_arguments(t, block);
}

static void leave_block(Types *t, uint32_t undo_count)
{
    while (t->undo_count > undo_count) {
        const Undo *undo = &t->undo[--t->undo_count];
        t->facts[undo->value] = undo->fact;
    }
}

static void walk(Types *t)
{
    uint32_t count = t->function->block_count;
    uint32_t *stack = ARENA_ARRAY(t->function->arena, uint32_t, count + 1);
    uint32_t *marks = ARENA_ARRAY(t->function->arena, uint32_t, count + 1);
    uint32_t depth = 0;
    stack[depth] = 0;
    marks[depth++] = 0;
    enter_block(t, t->function->blocks[0]);
    while (depth > 0) {
        uint32_t child = t->first_child[stack[depth - 1]];
        if (child == 0) {
            leave_block(t, marks[--depth]);
            continue;
        }
        t->first_child[stack[depth - 1]] = t->next_sibling[child];
        stack[depth] = child;
        marks[depth++] = t->undo_count;
        enter_block(t, t->function->blocks[child]);
    }
}

void optimise_types(SsaFunction *function)
{
    uint32_t values = function->value_count + 1;
    Types t = {.function = function};
    t.facts = ARENA_ARRAY(function->arena, Fact, values);
    t.first_of = ARENA_ARRAY(function->arena, SsaValue, values);
    t.copy = ARENA_ARRAY(function->arena, SsaOperand, values);
    t.joined = ARENA_ARRAY(function->arena, bool, values);
    for (uint32_t i = 0; i < values; i++) {
        t.facts[i] = (Fact){TYPE_ANY, UNKNOWN_ARITY, NULL, NULL, NULL};
        t.first_of[i] = SSA_NONE;
        t.copy[i] = ssa_value(i);
    }
    find_dominators(&t);
    walk(&t);
    for (uint32_t i = 0; i < function->block_count; i++)
        ssa_visit_uses(function->blocks[i], resolve_use, &t);
    ssa_order_blocks(function);
}
