// SPDX-License-Identifier: Apache-2.0
// The numbers behind erlang:phash, which dictionaries and sets of OTP's library still order by. A
// separate, older algorithm than that of phash2: multiply by a prime that tells the kind, add the
// next part.
#include <stdlib.h>

#include "term/atom.h"
#include "term/big.h"
#include "term/bits.h"
#include "term/fun.h"
#include "term/hash.h"
#include "term/map.h"
#include "term/number.h"

enum Prime {
    PRIME_BYTES = 268440163,
    PRIME_INTEGER = 268439161,
    PRIME_POSITIVE = 268435459,
    PRIME_NEGATIVE = 268436141,
    PRIME_FLOAT = 268437017,
    PRIME_LIST = 268437511,
    PRIME_TUPLE = 268439627,
    PRIME_FUN = 268440479,
    PRIME_EXPORT = 268440577,
    PRIME_BITS = 268440581,
    PRIME_MAP = 268440593,
    MAP_START = 268440611,
};

// Terms that are still to come; when none is left, the hash is multiplied and `add` is added.
typedef struct Part {
    const Term *terms;
    size_t left;
    bool is_list; // cells of a list, of which terms[0] is the next
    uint32_t factor;
    uint32_t add;
} Part;

#define FIXED_PARTS 32

typedef struct PortableHash {
    const AtomTable *atoms;
    uint32_t hash;
    size_t count;
    size_t capacity;
    Part *parts;
    Part fixed[FIXED_PARTS];
} PortableHash;

static inline void mix(PortableHash *state, uint32_t factor, uint32_t add)
{
    state->hash = state->hash * factor + add;
}

// Deeper than memory goes, terms do not count: equal terms still have equal hashes.
static void push(PortableHash *state, Part part)
{
    if (state->count == state->capacity) {
        size_t bytes = state->capacity * sizeof(Part);
        Part *parts = realloc(state->parts == state->fixed ? NULL : state->parts, bytes * 2);
        if (!parts)
            return;
        if (state->parts == state->fixed)
            memcpy(parts, state->fixed, bytes);
        state->parts = parts;
        state->capacity *= 2;
    }
    state->parts[state->count++] = part;
}

static void add_word(PortableHash *state, Word word, unsigned bytes)
{
    for (unsigned i = 0; i < bytes; i++)
        mix(state, PRIME_INTEGER, (uint32_t)(word >> (8 * i)) & 0xff);
}

static void add_integer(PortableHash *state, Term t)
{
    if (term_is_small(t)) {
        SignedWord n = small_value(t);
        Word magnitude = n < 0 ? -(Word)n : (Word)n;
        add_word(state, magnitude, magnitude >> 32 ? 8 : 4);
        mix(state, n < 0 ? PRIME_NEGATIVE : PRIME_POSITIVE, 0);
        return;
    }
    const Word *limbs = big_limbs(t);
    size_t last = big_size(t) - 1;
    for (size_t i = 0; i < last; i++)
        add_word(state, limbs[i], 8);
    add_word(state, limbs[last], limbs[last] >> 32 ? 8 : 4);
    mix(state, big_is_negative(t) ? PRIME_NEGATIVE : PRIME_POSITIVE, 0);
}

static void add_float(PortableHash *state, double d)
{
    Word word = double_to_word(d == 0 ? 0.0 : d);
    mix(state, PRIME_FLOAT, (uint32_t)(word ^ word >> 32));
}

static void add_bits(PortableHash *state, Term t)
{
    BitsView view = bits_view(t);
    size_t size = view.size >> 3;
    unsigned rest = view.size & 7;
    for (size_t i = 0; i < size; i++)
        mix(state, PRIME_BYTES, bits_byte(view, i));
    if (rest) {
        mix(state, PRIME_BYTES, (uint32_t)bits_byte(view, size) >> (8 - rest));
        mix(state, PRIME_BITS, rest);
    }
    mix(state, PRIME_NEGATIVE, (uint32_t)size);
}

static void add_fun(PortableHash *state, Term t)
{
    if (boxed_kind(t) == KIND_EXPORT_FUN) {
        const Export *export = fun_export(t);
        mix(state, PRIME_EXPORT, export->arity);
        mix(state, PRIME_BYTES, atom_text(state->atoms, export->module).hash);
        mix(state, PRIME_BYTES, atom_text(state->atoms, export->function).hash);
        return;
    }
    const FunEntry *entry = fun_entry(t);
    size_t free_count = fun_free_count(t);
    mix(state, PRIME_FUN, (uint32_t)free_count);
    mix(state, PRIME_BYTES, atom_text(state->atoms, entry->module_name).hash);
    mix(state, PRIME_INTEGER, entry->index);
    mix(state, PRIME_INTEGER, entry->old_unique);
    if (free_count > 0)
        push(state, (Part){fun_free_variables(t), free_count, false, 1, 0});
}

static void add_boxed(PortableHash *state, Term t)
{
    if (term_is_tuple(t)) {
        size_t arity = tuple_arity(t);
        push(state, (Part){tuple_elements(t), arity, false, PRIME_TUPLE, (uint32_t)arity});
    } else if (term_is_integer(t)) {
        add_integer(state, t);
    } else if (term_is_float(t)) {
        add_float(state, float_value(t));
    } else if (term_is_bits(t)) {
        add_bits(state, t);
    } else if (term_is_map(t)) {
        mix(state, PRIME_MAP, MAP_START + term_phash2(state->atoms, t));
    } else if (term_is_fun(t)) {
        add_fun(state, t);
    } else {
        mix(state, PRIME_BYTES, term_phash2(state->atoms, t));
    }
}

static void add_immediate(PortableHash *state, Term t)
{
    if (term_is_atom(t)) {
        mix(state, PRIME_BYTES, atom_text(state->atoms, t).hash);
    } else if (term_is_nil(t)) {
        mix(state, PRIME_POSITIVE, 1);
    } else if (term_is_float(t)) {
        add_float(state, float_value(t));
    } else {
        mix(state, PRIME_BYTES, term_phash2(state->atoms, t));
    }
}

static void add_term(PortableHash *state, Term t)
{
    switch (term_tag(t)) {
    case TAG_SMALL: add_integer(state, t); break;
    case TAG_CONS: push(state, (Part){cons_cell(t), 1, true, PRIME_LIST, 0}); break;
    case TAG_BOXED: add_boxed(state, t); break;
    default: add_immediate(state, t); break;
    }
}

// The next cell of a list. Bytes in it count as themselves.
static void step_list(PortableHash *state, Part *part)
{
    const Term *cell = part->terms;
    if (term_is_cons(cell[1])) {
        part->terms = cons_cell(cell[1]);
    } else {
        part->is_list = false;
        part->terms = cell + 1;
    }
    Term head = cell[0];
    if (term_is_small(head) && small_value(head) >= 0 && small_value(head) < 256) {
        mix(state, PRIME_INTEGER, (uint32_t)small_value(head));
    } else {
        add_term(state, head);
    }
}

static void step(PortableHash *state)
{
    Part *part = &state->parts[state->count - 1];
    if (part->left == 0) {
        mix(state, part->factor, part->add);
        state->count--;
    } else if (part->is_list) {
        step_list(state, part);
    } else {
        part->left--;
        add_term(state, *part->terms++);
    }
}

uint32_t term_portable_hash(const AtomTable *atoms, Term t)
{
    PortableHash state = {.atoms = atoms, .capacity = FIXED_PARTS};
    state.parts = state.fixed;
    add_term(&state, t);
    while (state.count > 0)
        step(&state);
    if (state.parts != state.fixed)
        free(state.parts);
    return state.hash;
}
