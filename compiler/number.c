// SPDX-License-Identifier: Apache-2.0
// Number literals, on GMP's mpn layer.
#include "number.h"

#include <assert.h>
#include <gmp.h>
#include <math.h>
#include <string.h>

enum { MAX_DIGITS = 2400 };

_Static_assert(sizeof(mp_limb_t) == 8 && GMP_NAIL_BITS == 0, "limbs are plain 64-bit words");

unsigned number_digit_value(unsigned c)
{
    if (c >= '0' && c <= '9') {
        return c - '0';
    }
    if (c >= 'a' && c <= 'z') {
        return c - 'a' + 10;
    }
    if (c >= 'A' && c <= 'Z') {
        return c - 'A' + 10;
    }
    return 99;
}

// Enough limbs for `count` digits in any base up to `base`, with one to spare.
static size_t limbs_needed(size_t count, unsigned base)
{
    unsigned bits = 1;
    while (1u << bits < base) {
        bits++;
    }
    return count * bits / 64 + 2;
}

// Magnitude of the digits; returns the number of limbs without leading zeros.
static mp_size_t parse_limbs(Arena *arena, const char *digits, size_t count, unsigned base,
                             mp_limb_t *limbs)
{
    unsigned char *values = arena_alloc(arena, count + 1);
    for (size_t i = 0; i < count; i++) {
        values[i] = (unsigned char)number_digit_value((unsigned char)digits[i]);
    }
    mp_size_t size = mpn_set_str(limbs, values, count, (int)base);
    while (size > 0 && limbs[size - 1] == 0) {
        size--;
    }
    return size;
}

void number_parse_integer(Arena *arena, const char *digits, size_t count, unsigned base,
                          int64_t *small, BigInteger **big)
{
    while (count > 1 && *digits == '0') {
        digits++;
        count--;
    }
    *small = 0;
    *big = NULL;
    if (count <= 12) {
        for (size_t i = 0; i < count; i++) {
            *small = *small * (int64_t)base + (int64_t)number_digit_value((unsigned char)digits[i]);
        }
        return;
    }
    BigInteger *result =
        arena_alloc(arena, sizeof *result + limbs_needed(count, base) * sizeof(uint64_t));
    mp_size_t size = parse_limbs(arena, digits, count, base, (mp_limb_t *)result->limbs);
    result->limb_count = (uint32_t)size;
    if (size <= 1 && result->limbs[0] <= INT64_MAX) {
        *small = size == 0 ? 0 : (int64_t)result->limbs[0];
    } else {
        *big = result;
    }
}

typedef struct Magnitude {
    mp_limb_t *limbs;
    mp_size_t size;
} Magnitude;

static int64_t bit_length(Magnitude m)
{
    return m.size == 0 ? 0 : (int64_t)m.size * 64 - __builtin_clzll(m.limbs[m.size - 1]);
}

static Magnitude shift_left(Arena *arena, Magnitude m, int64_t bits)
{
    mp_size_t words = (mp_size_t)(bits / 64);
    unsigned rest = (unsigned)(bits % 64);
    mp_limb_t *limbs = ARENA_ARRAY(arena, mp_limb_t, m.size + words + 1);
    if (rest != 0) {
        limbs[m.size + words] = mpn_lshift(limbs + words, m.limbs, m.size, rest);
    } else {
        memcpy(limbs + words, m.limbs, (size_t)m.size * sizeof *limbs);
    }
    mp_size_t size = m.size + words + 1;
    while (size > 0 && limbs[size - 1] == 0) {
        size--;
    }
    return (Magnitude){limbs, size};
}

static Magnitude power(Arena *arena, unsigned base, int64_t exponent)
{
    mp_limb_t *limbs = ARENA_ARRAY(arena, mp_limb_t, limbs_needed((size_t)exponent, base) + 1);
    limbs[0] = 1;
    mp_size_t size = 1;
    for (int64_t i = 0; i < exponent; i++) {
        mp_limb_t carry = mpn_mul_1(limbs, limbs, size, base);
        if (carry != 0) {
            limbs[size++] = carry;
        }
    }
    return (Magnitude){limbs, size};
}

static Magnitude multiply(Arena *arena, Magnitude a, Magnitude b)
{
    mp_limb_t *limbs = ARENA_ARRAY(arena, mp_limb_t, a.size + b.size);
    if (a.size >= b.size) {
        mpn_mul(limbs, a.limbs, a.size, b.limbs, b.size);
    } else {
        mpn_mul(limbs, b.limbs, b.size, a.limbs, a.size);
    }
    mp_size_t size = a.size + b.size;
    while (size > 0 && limbs[size - 1] == 0) {
        size--;
    }
    return (Magnitude){limbs, size};
}

// Rounds mantissa * 2^exponent, plus less than one unit if `sticky`, to a double.
static double round_to_double(uint64_t mantissa, int64_t exponent, bool sticky)
{
    int64_t bits = 64 - __builtin_clzll(mantissa);
    int64_t drop = bits - 53;
    if (exponent + drop < -1074) {
        drop = -1074 - exponent; // a subnormal has fewer bits
    }
    if (drop > 64) {
        return 0.0;
    }
    uint64_t kept = drop == 64 ? 0 : mantissa >> drop;
    uint64_t half = (uint64_t)1 << (drop - 1);
    bool round_bit = (mantissa & half) != 0;
    bool below = (mantissa & (half - 1)) != 0 || sticky;
    if (round_bit && (below || (kept & 1) != 0)) {
        kept++;
    }
    return ldexp((double)kept, (int)(exponent + drop));
}

// numerator / denominator, rounded correctly.
static double divide_to_double(Arena *arena, Magnitude numerator, Magnitude denominator)
{
    // Scale so that the quotient has 63 or 64 bits: more than the 53 wanted, and it fits a word.
    int64_t shift = 63 - (bit_length(numerator) - bit_length(denominator));
    if (shift > 0) {
        numerator = shift_left(arena, numerator, shift);
    } else {
        denominator = shift_left(arena, denominator, -shift);
    }
    mp_limb_t *quotient = ARENA_ARRAY(arena, mp_limb_t, numerator.size - denominator.size + 2);
    mp_limb_t *remainder = ARENA_ARRAY(arena, mp_limb_t, denominator.size);
    mpn_tdiv_qr(quotient, remainder, 0, numerator.limbs, numerator.size, denominator.limbs,
                denominator.size);
    assert(numerator.size == denominator.size || quotient[1] == 0);
    return round_to_double(quotient[0], -shift, !mpn_zero_p(remainder, denominator.size));
}

// Digits that fit 53 bits with a small power of ten are exact operands of one rounding operation.
static bool parse_exactly(const char *digits, size_t count, unsigned base, int64_t exponent,
                          double *result)
{
    static const double powers[] = {1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,
                                    1e8,  1e9,  1e10, 1e11, 1e12, 1e13, 1e14, 1e15,
                                    1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22};
    if (base != 10 || count > 15 || exponent < -22 || exponent > 22) {
        return false;
    }
    int64_t value = 0;
    for (size_t i = 0; i < count; i++) {
        value = value * 10 + (digits[i] - '0');
    }
    *result = exponent < 0 ? (double)value / powers[-exponent] : (double)value * powers[exponent];
    return true;
}

bool number_parse_float(Arena *scratch, const char *digits, size_t count, unsigned base,
                        int64_t exponent, double *result)
{
    while (count > 0 && *digits == '0') {
        digits++;
        count--;
    }
    *result = 0.0;
    // Every base up to 36 has less than 5.2 bits a digit: outside these bounds the answer is known.
    if (count == 0 || (int64_t)count + exponent < -1100) {
        return true;
    }
    if ((int64_t)count + exponent > 1100) {
        return false;
    }
    if (parse_exactly(digits, count, base, exponent, result)) {
        return true;
    }
    if (count > MAX_DIGITS) {
        // What lies beyond can only decide a tie: one digit that is not zero stands for all of it.
        char *shorter = arena_copy(scratch, digits, MAX_DIGITS + 1);
        shorter[MAX_DIGITS] = '1';
        exponent += (int64_t)count - (MAX_DIGITS + 1);
        digits = shorter;
        count = MAX_DIGITS + 1;
    }
    Magnitude numerator = {ARENA_ARRAY(scratch, mp_limb_t, limbs_needed(count, base)), 0};
    numerator.size = parse_limbs(scratch, digits, count, base, numerator.limbs);
    Magnitude denominator = power(scratch, base, exponent < 0 ? -exponent : 0);
    if (exponent > 0) {
        numerator = multiply(scratch, numerator, power(scratch, base, exponent));
    }
    *result = divide_to_double(scratch, numerator, denominator);
    return isfinite(*result);
}
