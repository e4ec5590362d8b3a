// SPDX-License-Identifier: Apache-2.0
// Arithmetic on any two terms: the slow paths behind the engine's fast ones, and what the number
// functions of `erlang` are made of. Big integers are GMP's mpn limbs on the heap itself.
#ifndef ERLITE_NUMBER_H
#define ERLITE_NUMBER_H

#include "term/room.h"

// The largest big integer, as in OTP 27 and later (4 194 240 bits).
#define BIG_LIMBS_MAX ((size_t)65535)

typedef enum NumberError {
    NUMBER_OK,
    NUMBER_BAD_ARITHMETIC, // an operand that is no number, division by zero, a float beyond range
    NUMBER_SYSTEM_LIMIT,   // an integer beyond BIG_LIMBS_MAX
    NUMBER_NO_MEMORY,
} NumberError;

// Where a function takes `error`, it returns TERM_NONE after setting it, and leaves it alone when
// all is well.

// ---- making numbers

// A float that is finite (the caller has checked). TERM_NONE: no memory.
MUST_CHECK static inline Term float_make(Room *room, double d)
{
    Term t = float_to_immediate(d);
    if (likely(!term_is_none(t)))
        return t;
    Term *start = room_take(room, FLOAT_WORDS);
    if (unlikely(!start))
        return TERM_NONE;
    start[0] = header_make(KIND_FLOAT, 1);
    start[1] = term_from_word(double_to_word(d));
    return boxed_make(start);
}
// TERM_NONE: no memory.
MUST_CHECK Term integer_from_i64(Room *room, int64_t value);
MUST_CHECK Term integer_from_u64(Room *room, uint64_t value);
// The integer of `count` limbs, least significant first (leading zeros allowed). TERM_NONE: no
// memory, or too large.
MUST_CHECK Term integer_from_limbs(Room *room, bool negative, const Word *limbs, size_t count);
// The integer that `size` bytes say, least or most significant first, two's complement when
// is_signed.
MUST_CHECK Term integer_from_bytes(Room *room, const uint8_t *bytes, size_t size, bool little,
                                   bool is_signed);
// Words that INTEGER of one limb may need.
#define INTEGER64_WORDS 2

// ---- reading numbers

// False when `t` is no integer of that range.
bool integer_to_i64(Term t, int64_t *value);
bool integer_to_u64(Term t, uint64_t *value);
// The low 64 bits of any integer in two's complement.
Word integer_low_word(Term t);
// Writes the low `size` bytes of any integer in two's complement, least or most significant first.
void integer_to_bytes(Term t, uint8_t *bytes, size_t size, bool little);
// The double that stands for it; false when `t` is no number or too large.
bool number_to_double(Term t, double *value);
static inline bool integer_is_negative(Term t)
{
    return term_is_small(t) ? small_value(t) < 0 : big_is_negative(t);
}
// Compares two numbers by exact value: below 0, 0, above 0.
int number_compare(Term a, Term b);
// Bits of the magnitude: 0 for 0, 1 for 1 and -1.
size_t integer_bit_length(Term t);

// ---- arithmetic

MUST_CHECK Term number_add(Room *room, Term a, Term b, NumberError *error);
MUST_CHECK Term number_subtract(Room *room, Term a, Term b, NumberError *error);
MUST_CHECK Term number_multiply(Room *room, Term a, Term b, NumberError *error);
MUST_CHECK Term number_divide(Room *room, Term a, Term b, NumberError *error); // `/`
MUST_CHECK Term number_div(Room *room, Term a, Term b, NumberError *error);
MUST_CHECK Term number_rem(Room *room, Term a, Term b, NumberError *error);
MUST_CHECK Term number_band(Room *room, Term a, Term b, NumberError *error);
MUST_CHECK Term number_bor(Room *room, Term a, Term b, NumberError *error);
MUST_CHECK Term number_bxor(Room *room, Term a, Term b, NumberError *error);
MUST_CHECK Term number_bsl(Room *room, Term a, Term b, NumberError *error);
MUST_CHECK Term number_bsr(Room *room, Term a, Term b, NumberError *error);
MUST_CHECK Term number_bnot(Room *room, Term a, NumberError *error);
MUST_CHECK Term number_negate(Room *room, Term a, NumberError *error);
MUST_CHECK Term number_abs(Room *room, Term a, NumberError *error);

// ---- floats to integers: `d` is finite; TERM_NONE: no memory

MUST_CHECK Term integer_from_double(Room *room, double d); // towards zero

#endif
