// SPDX-License-Identifier: Apache-2.0
// Integers of any size as magnitudes: what number.c and number_text.c share, and nobody else needs.
#ifndef ERLITE_BIG_H
#define ERLITE_BIG_H

#include <gmp.h>

#include "term/number.h"

_Static_assert(sizeof(mp_limb_t) == sizeof(Word), "limbs are words");
_Static_assert(GMP_NUMB_BITS == 64, "limbs have no nails");
#define LIMB_BITS 64

// An integer's magnitude without leading zeros, and its sign. Zero has no limbs. Points into itself
// for a small one, so it is not to be copied.
typedef struct Magnitude {
    const mp_limb_t *limbs;
    size_t size;
    bool negative;
    mp_limb_t small;
} Magnitude;

static inline void magnitude_load(Magnitude *m, Term integer)
{
    if (term_is_small(integer)) {
        SignedWord value = small_value(integer);
        m->negative = value < 0;
        m->small = m->negative ? -(Word)value : (Word)value;
        m->limbs = &m->small;
        m->size = m->small != 0;
    } else {
        m->negative = big_is_negative(integer);
        m->limbs = (const mp_limb_t *)big_limbs(integer);
        m->size = big_size(integer);
    }
}

// A big integer that is being made: `capacity` limbs to be written, then big_finish.
typedef struct BigDraft {
    Term *start;
    size_t capacity;
    mp_limb_t *limbs;
} BigDraft;

// False when there is no memory, or when no big integer is that large (which *error tells).
MUST_CHECK bool big_start(BigDraft *draft, Room *room, size_t capacity, NumberError *error);
// The integer of the first `size` limbs: a small one when it fits. Gives the rest of the room back.
MUST_CHECK Term big_finish(BigDraft *draft, Room *room, bool negative, size_t size,
                           NumberError *error);

// The slow paths for two integers.
MUST_CHECK Term big_add(Room *room, Term a, Term b, bool subtract, NumberError *error);
MUST_CHECK Term big_multiply(Room *room, Term a, Term b, NumberError *error);
MUST_CHECK Term big_div(Room *room, Term a, Term b, NumberError *error); // b is not 0
MUST_CHECK Term big_rem(Room *room, Term a, Term b, NumberError *error); // b is not 0
typedef enum BitOperation { BIT_AND, BIT_OR, BIT_XOR } BitOperation;
MUST_CHECK Term big_bitwise(Room *room, Term a, Term b, BitOperation operation, NumberError *error);
MUST_CHECK Term big_shift_left(Room *room, Term a, size_t bits, NumberError *error);
MUST_CHECK Term big_shift_right(Room *room, Term a, size_t bits, NumberError *error);
MUST_CHECK Term big_negate(Room *room, Term a, NumberError *error);
int big_compare(Term a, Term b);
bool big_to_double(Term a, double *value);
int big_compare_double(Term a, double d);

#endif
