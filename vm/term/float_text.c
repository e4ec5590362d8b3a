// SPDX-License-Identifier: Apache-2.0
// Floats as text: the shortest form that reads back as the same float, fixed numbers of decimals,
// and reading.
#include <locale.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "term/big.h"
#include "term/number_text.h"

// ---- the shortest digits
//
// The free-format algorithm of Burger and Dybvig ("Printing Floating-Point Numbers Quickly and
// Accurately", 1996), on numbers of a fixed size: the largest that occur are a double's 53 bits
// shifted by its exponent, or times a power of ten.

#define WIDE_LIMBS      20
#define SHORTEST_DIGITS 17

typedef struct Wide {
    mp_limb_t limbs[WIDE_LIMBS];
} Wide;

typedef struct Digits {
    uint8_t digits[SHORTEST_DIGITS + 1];
    int count;
    int point; // the value is 0.DIGITS times ten to the power of this
} Digits;

// The float is r/s; the numbers that read back as it lie between (r - below)/s and (r + above)/s.
typedef struct Fraction {
    Wide r, s, above, below;
    mp_size_t size; // limbs of each in use
    bool inclusive; // the ends of the interval read back as the float too
} Fraction;

static void wide_set(Wide *wide, Word value, unsigned shift)
{
    memset(wide, 0, sizeof *wide);
    wide->limbs[shift / 64] = value << shift % 64;
    if (shift % 64 && shift / 64 + 1 < WIDE_LIMBS)
        wide->limbs[shift / 64 + 1] = value >> (64 - shift % 64);
}

static void wide_multiply(Wide *wide, mp_size_t size, mp_limb_t factor)
{
    mp_limb_t carry = mpn_mul_1(wide->limbs, wide->limbs, size, factor);
    assert(carry == 0);
    (void)carry;
}

static void wide_multiply_power(Wide *wide, mp_size_t size, int power)
{
    for (; power >= 19; power -= 19)
        wide_multiply(wide, size, UINT64_C(10000000000000000000));
    mp_limb_t factor = 1;
    while (power-- > 0)
        factor *= 10;
    wide_multiply(wide, size, factor);
}

// Sets up r/s for f times 2 to the power of e.
static void fraction_set(Fraction *x, Word f, int e)
{
    bool at_edge = f == (Word)1 << 52 && e > -1074; // the float below is only half as far away
    unsigned up = e > 0 ? (unsigned)e : 0, down = e < 0 ? (unsigned)-e : 0;
    wide_set(&x->r, f, up + 1 + at_edge);
    wide_set(&x->s, 1, down + 1 + at_edge);
    wide_set(&x->above, 1, up + at_edge);
    wide_set(&x->below, 1, up);
    x->inclusive = (f & 1) == 0;
}

static void fraction_scale(Fraction *x, int power)
{
    if (power >= 0) {
        wide_multiply_power(&x->s, x->size, power);
    } else {
        wide_multiply_power(&x->r, x->size, -power);
        wide_multiply_power(&x->above, x->size, -power);
        wide_multiply_power(&x->below, x->size, -power);
    }
}

static bool reaches_high(const Fraction *x)
{
    Wide sum;
    mpn_add_n(sum.limbs, x->r.limbs, x->above.limbs, x->size);
    int order = mpn_cmp(sum.limbs, x->s.limbs, x->size);
    return order > 0 || (order == 0 && x->inclusive);
}

static bool reaches_low(const Fraction *x)
{
    int order = mpn_cmp(x->r.limbs, x->below.limbs, x->size);
    return order < 0 || (order == 0 && x->inclusive);
}

// Takes the whole part of r/s off it.
static uint8_t take_digit(Fraction *x)
{
    uint8_t digit = 0;
    while (mpn_cmp(x->r.limbs, x->s.limbs, x->size) >= 0) {
        mpn_sub_n(x->r.limbs, x->r.limbs, x->s.limbs, x->size);
        digit++;
    }
    return digit;
}

// Whether the last digit has to go up: the rest is more than a half, or a half after an odd digit.
static bool rounds_up(const Fraction *x, uint8_t digit)
{
    Wide twice;
    mpn_lshift(twice.limbs, x->r.limbs, x->size, 1);
    int order = mpn_cmp(twice.limbs, x->s.limbs, x->size);
    return order > 0 || (order == 0 && (digit & 1));
}

static void generate(Fraction *x, Digits *out)
{
    out->count = 0;
    for (;;) {
        wide_multiply(&x->r, x->size, 10);
        wide_multiply(&x->above, x->size, 10);
        wide_multiply(&x->below, x->size, 10);
        uint8_t digit = take_digit(x);
        bool low = reaches_low(x), high = reaches_high(x);
        assert(out->count <= SHORTEST_DIGITS);
        if (low && high)
            high = rounds_up(x, digit);
        out->digits[out->count++] = (uint8_t)(digit + high);
        if (low || high)
            return;
    }
}

static void shortest_digits(double d, Digits *out)
{
    Word bits = double_to_word(d), mantissa = bits & (((Word)1 << 52) - 1);
    int biased = (int)(bits >> 52 & 0x7ff);
    Word f = biased ? mantissa | (Word)1 << 52 : mantissa;
    int e = biased ? biased - 1075 : -1074;
    int point = (int)ceil(log10(fabs(d)) - 1e-10);
    Fraction x;
    fraction_set(&x, f, e);
    // The larger of r and s has about this many bits once scaled; eight more leave room for a
    // factor of ten and a sum.
    int r_bits = 56 + (e > 0 ? e : 0) + (point < 0 ? (int)(-point * 3.33) : 0);
    int s_bits = 4 + (e < 0 ? -e : 0) + (point > 0 ? (int)(point * 3.33) : 0);
    x.size = ((r_bits > s_bits ? r_bits : s_bits) + 8) / 64 + 1;
    assert(x.size <= WIDE_LIMBS);
    fraction_scale(&x, point);
    if (reaches_high(&x)) {
        point++;
        wide_multiply(&x.s, x.size, 10);
    }
    out->point = point;
    generate(&x, out);
}

// ---- the shortest text

static char *put_digits(char *to, const Digits *digits, int from, int end)
{
    for (int i = from; i < end; i++)
        *to++ = i < digits->count ? (char)('0' + digits->digits[i]) : '0';
    return to;
}

static char *put_decimal(char *to, const Digits *digits)
{
    int point = digits->point;
    if (point <= 0) {
        *to++ = '0';
        *to++ = '.';
        for (int i = point; i < 0; i++)
            *to++ = '0';
        return put_digits(to, digits, 0, digits->count);
    }
    to = put_digits(to, digits, 0, point);
    *to++ = '.';
    return put_digits(to, digits, point, digits->count > point ? digits->count : point + 1);
}

static char *put_scientific(char *to, const Digits *digits)
{
    to = put_digits(to, digits, 0, 1);
    *to++ = '.';
    to = put_digits(to, digits, 1, digits->count > 1 ? digits->count : 2);
    return to + sprintf(to, "e%d", digits->point - 1);
}

static int decimal_size(const Digits *digits)
{
    if (digits->point <= 0)
        return 2 - digits->point + digits->count;
    return digits->count > digits->point ? digits->count + 1 : digits->point + 2;
}

static int scientific_size(const Digits *digits)
{
    int exponent = digits->point - 1, size = (digits->count > 1 ? digits->count : 2) + 2;
    if (exponent < 0) {
        exponent = -exponent;
        size++;
    }
    return size + (exponent < 10 ? 1 : exponent < 100 ? 2 : 3);
}

size_t float_print_short(double d, char text[FLOAT_SHORT_MAX])
{
    assert(isfinite(d));
    char *to = text;
    if (signbit(d))
        *to++ = '-';
    if (d == 0) {
        memcpy(to, "0.0", 3);
        return (size_t)(to + 3 - text);
    }
    Digits digits;
    shortest_digits(d, &digits);
    // From 2^53 on not every integer is a float, and writing all its digits would pretend so.
    bool decimal = fabs(d) < 0x1p53 && decimal_size(&digits) <= scientific_size(&digits);
    to = decimal ? put_decimal(to, &digits) : put_scientific(to, &digits);
    return (size_t)(to - text);
}

// ---- fixed numbers of decimals

// The C library writes the point of the host's locale: puts a point in its place. Returns the new
// size.
static size_t with_point(char *text, size_t size)
{
    const char *point = localeconv()->decimal_point;
    size_t point_size = strlen(point);
    char *found = point_size ? strstr(text, point) : NULL;
    if (!found || (point_size == 1 && *point == '.'))
        return size;
    *found = '.';
    memmove(found + 1, found + point_size, size - (size_t)(found - text) - point_size + 1);
    return size - point_size + 1;
}

#define FIXED_TEXT_MAX 700

void float_print_scientific(ByteBuffer *buffer, double d, unsigned decimals)
{
    char text[FIXED_TEXT_MAX];
    int size = snprintf(text, sizeof text, "%.*e", (int)decimals, d);
    byte_buffer_add(buffer, text, with_point(text, (size_t)size));
}

// Up to here OTP scales the fraction by a power of ten and rounds halves away from zero, in
// floating point; beyond, it prints exactly.
#define SCALED_DECIMALS_MAX 18

static int print_scaled(char *text, double d, unsigned decimals)
{
    double magnitude = fabs(d), whole = floor(magnitude), power = 1;
    for (unsigned i = 0; i < decimals; i++)
        power *= 10;
    double scaled = (magnitude - whole) * power;
    uint64_t integer = (uint64_t)whole, fraction = (uint64_t)scaled;
    if (scaled - (double)fraction >= 0.5)
        fraction++;
    if (fraction >= (uint64_t)power) {
        fraction -= (uint64_t)power;
        integer++;
    }
    int size = sprintf(text, "%s%llu", signbit(d) ? "-" : "", (unsigned long long)integer);
    if (decimals > 0)
        size += sprintf(text + size, ".%0*llu", (int)decimals, (unsigned long long)fraction);
    return size;
}

bool float_print_decimals(ByteBuffer *buffer, double d, unsigned decimals, bool compact)
{
    char text[FIXED_TEXT_MAX];
    size_t size;
    if (decimals <= SCALED_DECIMALS_MAX && fabs(d) < 0x1p63) {
        size = (size_t)print_scaled(text, d, decimals);
    } else {
        size = with_point(text, (size_t)snprintf(text, sizeof text, "%.*f", (int)decimals, d));
    }
    // OTP's own buffer has 256 bytes.
    if (size > 255)
        return false;
    if (compact && decimals > 0) {
        while (text[size - 1] == '0' && text[size - 2] != '.')
            size--;
    }
    byte_buffer_add(buffer, text, size);
    return true;
}

// ---- reading

// The parts of a float's text.
typedef struct FloatText {
    const char *whole, *fraction;
    size_t whole_size, fraction_size;
    bool negative;
    long exponent;
} FloatText;

static size_t span_digits(const char *text, size_t size)
{
    size_t count = 0;
    while (count < size && text[count] >= '0' && text[count] <= '9')
        count++;
    return count;
}

#define EXPONENT_MAX 100000

static bool split_exponent(FloatText *parts, const char *text, size_t size)
{
    bool negative = size > 0 && text[0] == '-';
    if (negative || (size > 0 && text[0] == '+')) {
        text++;
        size--;
    }
    if (size == 0 || span_digits(text, size) != size)
        return false;
    for (size_t i = 0; i < size; i++) {
        parts->exponent = parts->exponent * 10 + (text[i] - '0');
        if (parts->exponent > EXPONENT_MAX)
            parts->exponent = EXPONENT_MAX;
    }
    if (negative)
        parts->exponent = -parts->exponent;
    return true;
}

static bool split_float(FloatText *parts, const char *text, size_t size)
{
    *parts = (FloatText){.negative = size > 0 && text[0] == '-'};
    if (parts->negative || (size > 0 && text[0] == '+')) {
        text++;
        size--;
    }
    parts->whole = text;
    parts->whole_size = span_digits(text, size);
    text += parts->whole_size;
    size -= parts->whole_size;
    if (parts->whole_size == 0 || size == 0 || text[0] != '.')
        return false;
    parts->fraction = text + 1;
    parts->fraction_size = span_digits(text + 1, size - 1);
    text += parts->fraction_size + 1;
    size -= parts->fraction_size + 1;
    if (parts->fraction_size == 0)
        return false;
    if (size == 0)
        return true;
    return (text[0] == 'e' || text[0] == 'E') && split_exponent(parts, text + 1, size - 1);
}

// No double needs more digits to be told from its neighbours: of those beyond, only whether there
// are any counts.
#define SIGNIFICANT_DIGITS 800

typedef struct Significant {
    char text[SIGNIFICANT_DIGITS + 32];
    size_t size;
    long dropped;
    bool rest;
} Significant;

static void add_significant(Significant *out, const char *digits, size_t size)
{
    for (size_t i = 0; i < size; i++) {
        if (out->size == 0 && digits[i] == '0')
            continue;
        if (out->size < SIGNIFICANT_DIGITS) {
            out->text[out->size++] = digits[i];
        } else {
            out->dropped++;
            out->rest = out->rest || digits[i] != '0';
        }
    }
}

NumberTextStatus float_parse(const char *text, size_t size, double *result)
{
    FloatText parts;
    if (!split_float(&parts, text, size))
        return TEXT_BAD;
    Significant digits = {.size = 0};
    add_significant(&digits, parts.whole, parts.whole_size);
    add_significant(&digits, parts.fraction, parts.fraction_size);
    double value = 0;
    if (digits.size > 0) {
        long exponent = parts.exponent + digits.dropped - (long)parts.fraction_size;
        if (digits.rest) {
            digits.text[digits.size++] = '1';
            exponent--;
        }
        // Without a point the text means the same in every locale.
        sprintf(digits.text + digits.size, "e%ld", exponent);
        value = strtod(digits.text, NULL);
    }
    if (!isfinite(value))
        return TEXT_BAD;
    *result = parts.negative ? -value : value;
    return TEXT_OK;
}
