// SPDX-License-Identifier: Apache-2.0
// Arithmetic on any two terms. Everything here is a slow path: the engine has done small integers
// and floats itself.
#include "term/number.h"

#include <math.h>

#include "term/big.h"

static Term fail(NumberError *error, NumberError reason)
{
    *error = reason;
    return TERM_NONE;
}

// ---- making and reading

static Term make_one_limb(Room *room, bool negative, Word limb)
{
    Term *start = room_take(room, INTEGER64_WORDS);
    if (!start)
        return TERM_NONE;
    start[0] = header_make(negative ? KIND_BIG_NEGATIVE : KIND_BIG_POSITIVE, 1);
    start[1] = term_from_word(limb);
    return boxed_make(start);
}

Term integer_from_i64(Room *room, int64_t value)
{
    if (likely(small_fits(value)))
        return small_make(value);
    return make_one_limb(room, value < 0, value < 0 ? -(Word)value : (Word)value);
}

Term integer_from_u64(Room *room, uint64_t value)
{
    if (likely(value <= (uint64_t)SMALL_MAX))
        return small_make((SignedWord)value);
    return make_one_limb(room, false, value);
}

Term integer_from_limbs(Room *room, bool negative, const Word *limbs, size_t count)
{
    while (count > 0 && limbs[count - 1] == 0)
        count--;
    NumberError error = NUMBER_OK;
    BigDraft draft;
    if (!big_start(&draft, room, count, &error))
        return TERM_NONE;
    memcpy(draft.limbs, limbs, count * sizeof *limbs);
    return big_finish(&draft, room, negative, count, &error);
}

static Word word_from_bytes(const uint8_t *bytes, size_t size, bool little, Word sign_fill)
{
    Word value = sign_fill;
    for (size_t i = 0; i < size; i++)
        value = value << 8 | bytes[little ? size - 1 - i : i];
    return value;
}

Term integer_from_bytes(Room *room, const uint8_t *bytes, size_t size, bool little, bool is_signed)
{
    if (size == 0)
        return small_make(0);
    bool negative = is_signed && bytes[little ? size - 1 : 0] >= 0x80;
    if (size <= 8) {
        Word value = word_from_bytes(bytes, size, little, negative ? ~(Word)0 : 0);
        return is_signed ? integer_from_i64(room, (int64_t)value) : integer_from_u64(room, value);
    }
    NumberError error = NUMBER_OK;
    BigDraft draft;
    size_t count = (size + 7) / 8;
    if (!big_start(&draft, room, count, &error))
        return TERM_NONE;
    for (size_t i = 0; i < count; i++) {
        size_t low = i * 8, part = size - low < 8 ? size - low : 8;
        const uint8_t *from = little ? bytes + low : bytes + size - low - part;
        draft.limbs[i] = word_from_bytes(from, part, little, negative ? ~(Word)0 : 0);
    }
    if (negative)
        mpn_neg(draft.limbs, draft.limbs, (mp_size_t)count);
    return big_finish(&draft, room, negative, count, &error);
}

bool integer_to_i64(Term t, int64_t *value)
{
    if (term_is_small(t)) {
        *value = small_value(t);
        return true;
    }
    if (!term_is_big(t) || big_size(t) != 1)
        return false;
    Word limb = big_limbs(t)[0];
    bool negative = big_is_negative(t);
    if (limb > (Word)INT64_MAX + negative)
        return false;
    *value = (int64_t)(negative ? -limb : limb);
    return true;
}

bool integer_to_u64(Term t, uint64_t *value)
{
    if (term_is_small(t)) {
        *value = (uint64_t)small_value(t);
        return small_value(t) >= 0;
    }
    if (!term_is_big(t) || big_size(t) != 1 || big_is_negative(t))
        return false;
    *value = big_limbs(t)[0];
    return true;
}

Word integer_low_word(Term t)
{
    if (term_is_small(t))
        return (Word)small_value(t);
    return big_is_negative(t) ? -big_limbs(t)[0] : big_limbs(t)[0];
}

void integer_to_bytes(Term t, uint8_t *bytes, size_t size, bool little)
{
    Magnitude m;
    magnitude_load(&m, t);
    Word carry = 1;
    for (size_t i = 0; i < size; i++) {
        Word limb = i / 8 < m.size ? m.limbs[i / 8] : 0;
        Word byte = limb >> i % 8 * 8 & 0xff;
        if (m.negative) {
            byte = (~byte & 0xff) + carry;
            carry = byte >> 8;
        }
        bytes[little ? i : size - 1 - i] = (uint8_t)byte;
    }
}

bool number_to_double(Term t, double *value)
{
    if (term_is_small(t)) {
        *value = (double)small_value(t);
        return true;
    }
    if (term_is_float(t)) {
        *value = float_value(t);
        return true;
    }
    return term_is_big(t) && big_to_double(t, value);
}

Term integer_from_double(Room *room, double d)
{
    assert(isfinite(d));
    if (fabs(d) < 0x1p60)
        return small_make((SignedWord)d);
    int exponent;
    Word mantissa = (Word)ldexp(frexp(fabs(d), &exponent), 53);
    Word limbs[17] = {0};
    size_t shift = (size_t)exponent - 53, at = shift / 64, rest = shift % 64;
    limbs[at] = mantissa << rest;
    if (rest)
        limbs[at + 1] = mantissa >> (64 - rest);
    return integer_from_limbs(room, d<0, limbs, at + 2> 17 ? 17 : at + 2);
}

// ---- comparing

static int compare_small_double(SignedWord n, double d)
{
    if (n >= -((SignedWord)1 << 53) && n <= (SignedWord)1 << 53) {
        double other = (double)n;
        return (other > d) - (other < d);
    }
    if (fabs(d) >= 0x1p61)
        return d > 0 ? -1 : 1;
    // |n| is above 2^53: when d is as large it has no fraction, and when it is not the fraction
    // does not matter.
    SignedWord whole = (SignedWord)d;
    return (n > whole) - (n < whole);
}

static int compare_integer_double(Term integer, double d)
{
    return term_is_small(integer) ? compare_small_double(small_value(integer), d)
                                  : big_compare_double(integer, d);
}

int number_compare(Term a, Term b)
{
    bool a_is_integer = term_is_integer(a), b_is_integer = term_is_integer(b);
    if (a_is_integer && b_is_integer) {
        if (!term_both_small(a, b))
            return big_compare(a, b);
        return (small_value(a) > small_value(b)) - (small_value(a) < small_value(b));
    }
    if (a_is_integer)
        return compare_integer_double(a, float_value(b));
    if (b_is_integer)
        return -compare_integer_double(b, float_value(a));
    double x = float_value(a), y = float_value(b);
    return (x > y) - (x < y);
}

// ---- arithmetic

static Term finish_float(Room *room, double d, NumberError *error)
{
    if (unlikely(!isfinite(d)))
        return fail(error, NUMBER_BAD_ARITHMETIC);
    Term t = float_make(room, d);
    return term_is_none(t) ? fail(error, NUMBER_NO_MEMORY) : t;
}

static Term finish_i64(Room *room, int64_t value, NumberError *error)
{
    Term t = integer_from_i64(room, value);
    return term_is_none(t) ? fail(error, NUMBER_NO_MEMORY) : t;
}

Term number_add(Room *room, Term a, Term b, NumberError *error)
{
    // The sum of two 61-bit integers always fits 64 bits.
    if (term_both_small(a, b))
        return finish_i64(room, small_value(a) + small_value(b), error);
    if (term_is_integer(a) && term_is_integer(b))
        return big_add(room, a, b, false, error);
    double x, y;
    if (!number_to_double(a, &x) || !number_to_double(b, &y))
        return fail(error, NUMBER_BAD_ARITHMETIC);
    return finish_float(room, x + y, error);
}

Term number_subtract(Room *room, Term a, Term b, NumberError *error)
{
    if (term_both_small(a, b))
        return finish_i64(room, small_value(a) - small_value(b), error);
    if (term_is_integer(a) && term_is_integer(b))
        return big_add(room, a, b, true, error);
    double x, y;
    if (!number_to_double(a, &x) || !number_to_double(b, &y))
        return fail(error, NUMBER_BAD_ARITHMETIC);
    return finish_float(room, x - y, error);
}

Term number_multiply(Room *room, Term a, Term b, NumberError *error)
{
    if (term_is_integer(a) && term_is_integer(b)) {
        SignedWord product;
        if (term_both_small(a, b) &&
            !__builtin_mul_overflow(small_value(a), small_value(b), &product)) {
            return finish_i64(room, product, error);
        }
        return big_multiply(room, a, b, error);
    }
    double x, y;
    if (!number_to_double(a, &x) || !number_to_double(b, &y))
        return fail(error, NUMBER_BAD_ARITHMETIC);
    return finish_float(room, x * y, error);
}

Term number_divide(Room *room, Term a, Term b, NumberError *error)
{
    double x, y;
    if (!number_to_double(a, &x) || !number_to_double(b, &y) || y == 0) {
        return fail(error, NUMBER_BAD_ARITHMETIC);
    }
    return finish_float(room, x / y, error);
}

static bool are_integers(Term a, Term b) { return term_is_integer(a) && term_is_integer(b); }

Term number_div(Room *room, Term a, Term b, NumberError *error)
{
    if (!are_integers(a, b) || term_same(b, small_make(0)))
        return fail(error, NUMBER_BAD_ARITHMETIC);
    if (term_both_small(a, b))
        return finish_i64(room, small_value(a) / small_value(b), error);
    return big_div(room, a, b, error);
}

Term number_rem(Room *room, Term a, Term b, NumberError *error)
{
    if (!are_integers(a, b) || term_same(b, small_make(0)))
        return fail(error, NUMBER_BAD_ARITHMETIC);
    if (term_both_small(a, b))
        return small_make(small_value(a) % small_value(b));
    return big_rem(room, a, b, error);
}

static Term bitwise(Room *room, Term a, Term b, BitOperation operation, NumberError *error)
{
    if (!are_integers(a, b))
        return fail(error, NUMBER_BAD_ARITHMETIC);
    return big_bitwise(room, a, b, operation, error);
}

Term number_band(Room *room, Term a, Term b, NumberError *error)
{
    if (term_both_small(a, b))
        return small_make(small_value(a) & small_value(b));
    return bitwise(room, a, b, BIT_AND, error);
}

Term number_bor(Room *room, Term a, Term b, NumberError *error)
{
    if (term_both_small(a, b))
        return small_make(small_value(a) | small_value(b));
    return bitwise(room, a, b, BIT_OR, error);
}

Term number_bxor(Room *room, Term a, Term b, NumberError *error)
{
    if (term_both_small(a, b))
        return small_make(small_value(a) ^ small_value(b));
    return bitwise(room, a, b, BIT_XOR, error);
}

static Term shift_left(Room *room, Term a, Word bits, NumberError *error)
{
    if (term_same(a, small_make(0)))
        return a;
    if (bits > BIG_LIMBS_MAX * LIMB_BITS)
        return fail(error, NUMBER_SYSTEM_LIMIT);
    if (term_is_small(a) && bits < 60) {
        SignedWord value = small_value(a), shifted = (SignedWord)((Word)value << bits);
        if (shifted >> bits == value)
            return finish_i64(room, shifted, error);
    }
    return big_shift_left(room, a, bits, error);
}

static Term shift_right(Room *room, Term a, Word bits, NumberError *error)
{
    if (term_is_small(a))
        return small_make(small_value(a) >> (bits > 63 ? 63 : bits));
    return big_shift_right(room, a, bits, error);
}

static Term shift(Room *room, Term a, Term b, bool left, NumberError *error)
{
    if (!are_integers(a, b))
        return fail(error, NUMBER_BAD_ARITHMETIC);
    if (integer_is_negative(b))
        left = !left;
    Word bits = SIZE_MAX; // more than any integer has
    if (term_is_small(b))
        bits = small_value(b) < 0 ? -(Word)small_value(b) : (Word)small_value(b);
    return left ? shift_left(room, a, bits, error) : shift_right(room, a, bits, error);
}

Term number_bsl(Room *room, Term a, Term b, NumberError *error)
{
    return shift(room, a, b, true, error);
}
Term number_bsr(Room *room, Term a, Term b, NumberError *error)
{
    return shift(room, a, b, false, error);
}

Term number_bnot(Room *room, Term a, NumberError *error)
{
    if (term_is_small(a))
        return small_make(~small_value(a));
    if (!term_is_big(a))
        return fail(error, NUMBER_BAD_ARITHMETIC);
    return big_add(room, small_make(-1), a, true, error);
}

Term number_negate(Room *room, Term a, NumberError *error)
{
    if (term_is_small(a))
        return finish_i64(room, -small_value(a), error);
    if (term_is_float(a))
        return finish_float(room, -float_value(a), error);
    if (!term_is_big(a))
        return fail(error, NUMBER_BAD_ARITHMETIC);
    return big_negate(room, a, error);
}

Term number_abs(Room *room, Term a, NumberError *error)
{
    if (term_is_float(a))
        return finish_float(room, fabs(float_value(a)), error);
    if (!term_is_integer(a))
        return fail(error, NUMBER_BAD_ARITHMETIC);
    return integer_is_negative(a) ? number_negate(room, a, error) : a;
}
