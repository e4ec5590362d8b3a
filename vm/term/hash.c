// SPDX-License-Identifier: Apache-2.0
// The two hashes of terms: OTP's phash2, whose numbers programs store and send, and the one that
// our own maps use.
#include "term/hash.h"

#include <stdlib.h>

#include "term/bits.h"
#include "term/fun.h"
#include "term/map.h"
#include "term/number.h"

// ---- terms that wait to be hashed

// What a frame holds.
typedef enum Step {
    STEP_TERMS,     // `left` terms from `terms` on
    STEP_FLAT_MAP,  // the last `left` pairs of the flat map at `terms`
    STEP_CHILDREN,  // `left` children of a trie's node from `terms` on
    STEP_PAIR_DONE, // what was pushed after this was a pair of a map
    STEP_MAP_DONE,  // ... were the pairs of a map; `left` is the state before it
} Step;
typedef struct Frame {
    const Term *terms;
    size_t left;
    Step step;
} Frame;

#define FIXED_FRAMES 48
typedef struct FrameStack {
    Frame *frames;
    size_t count;
    size_t capacity;
    Frame fixed[FIXED_FRAMES];
} FrameStack;

static inline void stack_init(FrameStack *stack)
{
    stack->frames = stack->fixed;
    stack->count = 0;
    stack->capacity = FIXED_FRAMES;
}

static void stack_free(FrameStack *stack)
{
    if (stack->frames != stack->fixed)
        free(stack->frames);
}

// As in compare.c: transient, only for deep terms, and without a way to report that memory is
// short.
static NO_INLINE void stack_grow(FrameStack *stack)
{
    size_t bytes = stack->capacity * sizeof(Frame);
    Frame *frames = realloc(stack->frames == stack->fixed ? NULL : stack->frames, bytes * 2);
    if (!frames)
        abort();
    if (stack->frames == stack->fixed)
        memcpy(frames, stack->fixed, bytes);
    stack->frames = frames;
    stack->capacity *= 2;
}

static inline void stack_push(FrameStack *stack, Step step, const Term *terms, size_t left)
{
    if (step <= STEP_CHILDREN && left == 0)
        return;
    if (unlikely(stack->count == stack->capacity))
        stack_grow(stack);
    stack->frames[stack->count++] = (Frame){terms, left, step};
}

// ---- phash2

typedef struct Phash2 {
    const AtomTable *atoms;
    uint32_t hash;
    uint32_t pairs; // of the map being hashed: combined so that their order does not matter
    FrameStack stack;
} Phash2;

#define GOLDEN 0x9e3779b9u
// Each kind of term mixes with a constant of its own.
enum Phash2Kind {
    PHASH2_SMALL = 1,
    PHASH2_NIL = 2,
    PHASH2_ATOM = 3,
    PHASH2_STRING = 4,
    PHASH2_PID = 5,
    PHASH2_PORT = 6,
    PHASH2_REF = 7,
    PHASH2_TUPLE = 9,
    PHASH2_NEGATIVE = 10,
    PHASH2_POSITIVE = 11,
    PHASH2_FLOAT = 12,
    PHASH2_BINARY = 13,
    PHASH2_EXPORT = 14,
    PHASH2_BITS = 15,
    PHASH2_MAP = 16,
    PHASH2_MAP_END = 19,
};
#define PHASH2_NIL_ALONE 3468870702u
#define PHASH2_NIL_VALUE 2u

// Bob Jenkins' mix of 1996.
static inline uint32_t jenkins_mix(uint32_t *pa, uint32_t *pb, uint32_t c)
{
    uint32_t a = *pa, b = *pb;
    a = (a - b - c) ^ c >> 13;
    b = (b - c - a) ^ a << 8;
    c = (c - a - b) ^ b >> 13;
    a = (a - b - c) ^ c >> 12;
    b = (b - c - a) ^ a << 16;
    c = (c - a - b) ^ b >> 5;
    a = (a - b - c) ^ c >> 3;
    b = (b - c - a) ^ a << 10;
    c = (c - a - b) ^ b >> 15;
    *pa = a;
    *pb = b;
    return c;
}

static void phash2_mix(Phash2 *state, uint32_t first, uint32_t second, enum Phash2Kind kind)
{
    uint32_t a = GOLDEN * kind + first, b = GOLDEN * kind + second;
    state->hash = jenkins_mix(&a, &b, state->hash);
}

static uint32_t little32(const uint8_t *bytes)
{
    return bytes[0] | (uint32_t)bytes[1] << 8 | (uint32_t)bytes[2] << 16 | (uint32_t)bytes[3] << 24;
}

static void load_block(BitsView view, size_t at, size_t count, uint8_t block[12])
{
    memset(block, 0, 12);
    for (size_t i = 0; i < count; i++)
        block[i] = bits_byte(view, at + i);
}

// Jenkins' hash of the whole bytes of a view: blocks of twelve, and at the end the size in the
// lowest byte of the third word.
static uint32_t jenkins_bytes(BitsView view, size_t size, uint32_t seed)
{
    uint32_t a = GOLDEN, b = GOLDEN, c = seed;
    uint8_t block[12];
    size_t at = 0;
    for (; size - at >= 12; at += 12) {
        const uint8_t *bytes = view.bytes + at;
        if (view.offset) {
            load_block(view, at, 12, block);
            bytes = block;
        }
        a += little32(bytes);
        b += little32(bytes + 4);
        c += little32(bytes + 8);
        c = jenkins_mix(&a, &b, c);
    }
    load_block(view, at, size - at, block);
    a += little32(block);
    b += little32(block + 4);
    c += (uint32_t)size + (little32(block + 8) << 8);
    return jenkins_mix(&a, &b, c);
}

static void phash2_bits(Phash2 *state, Term t)
{
    BitsView view = bits_view(t);
    uint32_t seed = GOLDEN * PHASH2_BINARY + state->hash;
    if (view.size == 0) {
        state->hash = seed;
        return;
    }
    size_t size = (view.size >> 3) & 0xffffffff;
    unsigned rest = view.size & 7;
    state->hash = jenkins_bytes(view, size, seed);
    if (rest)
        phash2_mix(state, rest, bits_byte(view, view.size >> 3) >> (8 - rest), PHASH2_BITS);
}

static void phash2_integer(Phash2 *state, Term t)
{
    if (term_is_small(t)) {
        SignedWord n = small_value(t);
        Word magnitude = n < 0 ? -(Word)n : (Word)n;
        if (n >= -(1 << 27) && n < 1 << 27) {
            if (n < 0)
                phash2_mix(state, (uint32_t)magnitude, 0, PHASH2_SMALL);
            phash2_mix(state, (uint32_t)n, 0, PHASH2_SMALL);
        } else {
            phash2_mix(state, (uint32_t)magnitude, (uint32_t)(magnitude >> 32),
                       n < 0 ? PHASH2_NEGATIVE : PHASH2_POSITIVE);
        }
        return;
    }
    const Word *limbs = big_limbs(t);
    for (size_t i = 0; i < big_size(t); i++) {
        phash2_mix(state, (uint32_t)limbs[i], (uint32_t)(limbs[i] >> 32),
                   big_is_negative(t) ? PHASH2_NEGATIVE : PHASH2_POSITIVE);
    }
}

static void phash2_float(Phash2 *state, double d)
{
    Word bits = double_to_word(d == 0 ? 0.0 : d);
    phash2_mix(state, (uint32_t)(bits >> 32), (uint32_t)bits, PHASH2_FLOAT);
}

static bool is_byte(Term t)
{
    return term_is_small(t) && term_word(t) <= term_word(small_make(255));
}

// Runs of bytes in lists count four at a time; the rest of the list waits.
static void phash2_list(Phash2 *state, Term t)
{
    uint32_t word = 0;
    unsigned count = 0;
    const Term *cell = cons_cell(t);
    bool ended = false;
    while (!ended && is_byte(cell[0])) {
        word = word << 8 | (uint32_t)small_value(cell[0]);
        if (++count == 4) {
            phash2_mix(state, word, 0, PHASH2_STRING);
            word = count = 0;
        }
        ended = !term_is_cons(cell[1]);
        if (!ended)
            cell = cons_cell(cell[1]);
    }
    if (count > 0)
        phash2_mix(state, word, 0, PHASH2_STRING);
    if (ended) {
        stack_push(&state->stack, STEP_TERMS, cell + 1, 1);
    } else {
        stack_push(&state->stack, STEP_TERMS, cell, 2);
    }
}

static void phash2_map(Phash2 *state, Term t)
{
    size_t size = map_size(t);
    phash2_mix(state, (uint32_t)size, 0, PHASH2_MAP);
    if (size == 0)
        return;
    stack_push(&state->stack, STEP_MAP_DONE, NULL, (size_t)state->hash << 32 | state->pairs);
    state->hash = state->pairs = 0;
    const Term *object = boxed_address(t);
    if (map_is_flat(t)) {
        stack_push(&state->stack, STEP_FLAT_MAP, object, size);
    } else {
        stack_push(&state->stack, STEP_CHILDREN, object + 3, header_size(object[0]) - 2);
    }
}

static void phash2_fun(Phash2 *state, Term t)
{
    if (boxed_kind(t) == KIND_EXPORT_FUN) {
        const Export *export = fun_export(t);
        phash2_mix(state, export->arity, atom_text(state->atoms, export->module).hash,
                   PHASH2_SMALL);
        phash2_mix(state, atom_text(state->atoms, export->function).hash, 0, PHASH2_EXPORT);
        return;
    }
    const FunEntry *entry = fun_entry(t);
    uint32_t free_count = (uint32_t)fun_free_count(t);
    phash2_mix(state, free_count, atom_text(state->atoms, entry->module_name).hash, PHASH2_SMALL);
    phash2_mix(state, entry->index, entry->old_unique, PHASH2_SMALL);
    stack_push(&state->stack, STEP_TERMS, fun_free_variables(t), free_count);
}

static void phash2_boxed(Phash2 *state, Term t)
{
    const Term *object = boxed_address(t);
    switch (header_kind(object[0])) {
    case KIND_TUPLE:
        phash2_mix(state, (uint32_t)tuple_arity(t), 0, PHASH2_TUPLE);
        stack_push(&state->stack, STEP_TERMS, tuple_elements(t), tuple_arity(t));
        break;
    case KIND_FLAT_MAP:
    case KIND_HASH_MAP: phash2_map(state, t); break;
    case KIND_FUN:
    case KIND_EXPORT_FUN: phash2_fun(state, t); break;
    case KIND_BIG_POSITIVE:
    case KIND_BIG_NEGATIVE: phash2_integer(state, t); break;
    case KIND_FLOAT: phash2_float(state, float_value(t)); break;
    case KIND_REF: phash2_mix(state, (uint32_t)term_word(object[1]), 0, PHASH2_REF); break;
    case KIND_EXTERNAL_REF:
        phash2_mix(state, (uint32_t)small_value(object[3]), 0, PHASH2_REF);
        break;
    case KIND_EXTERNAL_PID:
        phash2_mix(state, (uint32_t)small_value(object[3]), 0, PHASH2_PID);
        break;
    case KIND_EXTERNAL_PORT:
        phash2_mix(state, (uint32_t)small_value(object[3]), 0, PHASH2_PORT);
        break;
    default: phash2_bits(state, t); break;
    }
}

static void phash2_immediate(Phash2 *state, Term t)
{
    if (term_is_atom(t)) {
        uint32_t hash = atom_text(state->atoms, t).hash;
        // An atom that comes first is its own hash.
        if (state->hash == 0) {
            state->hash = hash;
        } else {
            phash2_mix(state, hash, 0, PHASH2_ATOM);
        }
    } else if (term_is_nil(t)) {
        if (state->hash == 0) {
            state->hash = PHASH2_NIL_ALONE;
        } else {
            phash2_mix(state, PHASH2_NIL_VALUE, 0, PHASH2_NIL);
        }
    } else if (term_is_local_pid(t)) {
        phash2_mix(state, (uint32_t)immediate_payload(t), 0, PHASH2_PID);
    } else if (term_is_local_port(t)) {
        phash2_mix(state, (uint32_t)immediate_payload(t), (uint32_t)(immediate_payload(t) >> 32),
                   PHASH2_PORT);
    } else {
        phash2_float(state, float_value(t));
    }
}

static void phash2_term(Phash2 *state, Term t)
{
    switch (term_tag(t)) {
    case TAG_SMALL: phash2_integer(state, t); break;
    case TAG_CONS: phash2_list(state, t); break;
    case TAG_BOXED: phash2_boxed(state, t); break;
    case TAG_IMMEDIATE: phash2_immediate(state, t); break;
    default: phash2_float(state, float_value(t)); break;
    }
}

// Takes one thing off the stack. The frames of a pair are pushed in the order opposite to that in
// which they are done.
static void phash2_step(Phash2 *state)
{
    FrameStack *stack = &state->stack;
    Frame *frame = &stack->frames[stack->count - 1];
    const Term *terms = frame->terms;
    Step step = frame->step;
    size_t left = frame->left;
    if (step >= STEP_PAIR_DONE || --frame->left == 0)
        stack->count--;
    switch (step) {
    case STEP_TERMS:
        frame->terms++;
        phash2_term(state, *terms);
        break;
    case STEP_FLAT_MAP:
        stack_push(stack, STEP_PAIR_DONE, NULL, 0);
        stack_push(stack, STEP_TERMS, terms + 1 + left, 1);
        stack_push(stack, STEP_TERMS, tuple_elements(terms[1]) + left - 1, 1);
        break;
    case STEP_CHILDREN:
        frame->terms++;
        if (term_is_cons(*terms)) {
            stack_push(stack, STEP_PAIR_DONE, NULL, 0);
            stack_push(stack, STEP_TERMS, cons_cell(*terms), 2);
        } else {
            stack_push(stack, STEP_CHILDREN, boxed_address(*terms) + 2, boxed_size(*terms) - 1);
        }
        break;
    case STEP_PAIR_DONE:
        state->pairs ^= state->hash;
        state->hash = 0;
        break;
    case STEP_MAP_DONE:
        state->hash = (uint32_t)(left >> 32);
        phash2_mix(state, state->pairs, 0, PHASH2_MAP_END);
        state->pairs = (uint32_t)left;
        break;
    }
}

uint32_t term_phash2(const AtomTable *atoms, Term t)
{
    Phash2 state = {.atoms = atoms};
    stack_init(&state.stack);
    phash2_term(&state, t);
    while (state.stack.count > 0)
        phash2_step(&state);
    stack_free(&state.stack);
    return state.hash;
}

// ---- the internal hash

static inline uint64_t fold(uint64_t hash, uint64_t value)
{
    return hash_mix(hash * UINT64_C(0x9fb21c651e98df25) + value);
}

static uint64_t hash_bits(uint64_t hash, BitsView view)
{
    hash = fold(hash, view.size);
    size_t bytes = bits_to_bytes(view.size), i = 0;
    if (view.offset == 0) {
        for (; i + 8 <= view.size >> 3; i += 8) {
            Word word;
            memcpy(&word, view.bytes + i, 8);
            hash = fold(hash, word);
        }
    }
    for (; i < bytes; i += 8) {
        uint8_t block[8] = {0};
        for (size_t k = 0; k < 8 && i + k < bytes; k++)
            block[k] = bits_byte(view, i + k);
        Word word;
        memcpy(&word, block, 8);
        hash = fold(hash, word);
    }
    return hash;
}

static uint64_t hash_words(uint64_t hash, const Term *words, size_t count)
{
    for (size_t i = 0; i < count; i++)
        hash = fold(hash, term_word(words[i]));
    return hash;
}

static uint64_t hash_local_fun(uint64_t hash, const FunEntry *entry)
{
    Word unique[2];
    memcpy(unique, entry->unique, sizeof unique);
    hash = fold(hash, term_word(entry->module_name));
    return fold(fold(hash, entry->index), unique[0]);
}

// Everything of the object that can tell it from another goes into the hash, or waits on the stack.
static uint64_t hash_boxed(FrameStack *stack, uint64_t hash, Term t)
{
    const Term *object = boxed_address(t);
    if (term_is_bits(t))
        return hash_bits(hash, bits_view(t));
    size_t size = header_size(object[0]);
    hash = fold(hash, term_word(object[0]));
    switch (header_kind(object[0])) {
    case KIND_TUPLE: stack_push(stack, STEP_TERMS, object + 1, size); return hash;
    case KIND_FLAT_MAP:
        stack_push(stack, STEP_TERMS, object + 2, size - 1);
        stack_push(stack, STEP_TERMS, flat_map_keys(t), size - 1);
        return hash;
    case KIND_HASH_MAP:
        stack_push(stack, STEP_CHILDREN, object + 3, size - 2);
        return fold(hash, term_word(object[1]));
    case KIND_FUN:
        stack_push(stack, STEP_TERMS, fun_free_variables(t), fun_free_count(t));
        return hash_local_fun(hash, fun_entry(t));
    default: return hash_words(hash, object + 1, size);
    }
}

#define HASH_OF_CONS UINT64_C(0x3c79ac492ba7b653)

static uint64_t hash_term(FrameStack *stack, uint64_t hash, Term t)
{
    if (term_is_cons(t)) {
        stack_push(stack, STEP_TERMS, cons_cell(t), 2);
        return fold(hash, HASH_OF_CONS);
    }
    return term_is_boxed(t) ? hash_boxed(stack, hash, t) : fold(hash, term_word(t));
}

// A child of a node is a pair or a node: pairs count in the trie's order, which is the same for
// equal maps.
static void push_child(FrameStack *stack, Term child)
{
    if (term_is_cons(child)) {
        stack_push(stack, STEP_TERMS, cons_cell(child), 2);
    } else {
        stack_push(stack, STEP_CHILDREN, boxed_address(child) + 2, boxed_size(child) - 1);
    }
}

uint64_t term_hash_slow(Term t)
{
    FrameStack stack;
    stack_init(&stack);
    uint64_t hash = hash_term(&stack, 0, t);
    while (stack.count > 0) {
        Frame *frame = &stack.frames[stack.count - 1];
        const Term *term = frame->terms++;
        Step step = frame->step;
        if (--frame->left == 0)
            stack.count--;
        if (step == STEP_TERMS) {
            hash = hash_term(&stack, hash, *term);
        } else {
            push_child(&stack, *term);
        }
    }
    stack_free(&stack);
    return hash;
}
