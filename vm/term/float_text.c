// SPDX-License-Identifier: Apache-2.0
// Floats as text: the shortest form that reads back as the same float, fixed numbers of decimals,
// and reading.
#include <locale.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "term/float_shortest.h"
#include "term/number_text.h"

// ---- the shortest text

#define SHORTEST_DIGITS 17

typedef struct Digits {
    char text[SHORTEST_DIGITS]; // with zeros in front
    const char *first;          // of the digits, in `text`
    int count;
    int point; // the value is 0.DIGITS times ten to the power of this
} Digits;

// The eight digits of a number, all at once: halves of four, two and one digits part within a word,
// the higher half in the lower place.
static void put_eight(char *to, uint32_t number)
{
    uint64_t fours = number / 10000 | (uint64_t)(number % 10000) << 32;
    uint64_t high_twos = fours * 10486 >> 20 & UINT64_C(0x0000007f0000007f); // by 100
    uint64_t twos = high_twos | (fours - high_twos * 100) << 16;
    uint64_t high_ones = twos * 103 >> 10 & UINT64_C(0x000f000f000f000f); // by 10
    uint64_t ones = high_ones | (twos - high_ones * 10) << 8;
    uint64_t text = ones | UINT64_C(0x3030303030303030);
    memcpy(to, &text, sizeof text);
}

static void digits_load(Digits *digits, double d)
{
    ShortestDecimal decimal = float_shortest(fabs(d));
    uint64_t low = decimal.digits % 100000000, high = decimal.digits / 100000000;
    digits->text[0] = (char)('0' + high / 100000000);
    put_eight(digits->text + 1, (uint32_t)(high % 100000000));
    put_eight(digits->text + 9, (uint32_t)low);
    digits->first = digits->text;
    while (*digits->first == '0')
        digits->first++;
    digits->count = (int)(digits->text + SHORTEST_DIGITS - digits->first);
    digits->point = decimal.exponent + digits->count;
}

static char *put_zeros(char *to, int count)
{
    for (int i = 0; i < count; i++)
        *to++ = '0';
    return to;
}

// Digits `from` up to `end`, zeros for those that there are not.
static char *put_digits(char *to, const Digits *digits, int from, int end)
{
    int known = (end < digits->count ? end : digits->count) - from;
    if (known < 0)
        known = 0;
    memcpy(to, digits->first + from, (size_t)known);
    return put_zeros(to + known, end - from - known);
}

static char *put_decimal(char *to, const Digits *digits)
{
    int point = digits->point;
    if (point <= 0) {
        *to++ = '0';
        *to++ = '.';
        return put_digits(put_zeros(to, -point), digits, 0, digits->count);
    }
    to = put_digits(to, digits, 0, point);
    *to++ = '.';
    int end = digits->count > point ? digits->count : point + 1;
    return put_digits(to, digits, point, end);
}

static char *put_exponent(char *to, int exponent)
{
    unsigned size = exponent < 0 ? (unsigned)-exponent : (unsigned)exponent;
    *to++ = 'e';
    if (exponent < 0)
        *to++ = '-';
    if (size >= 100)
        *to++ = (char)('0' + size / 100);
    if (size >= 10)
        *to++ = (char)('0' + size / 10 % 10);
    *to++ = (char)('0' + size % 10);
    return to;
}

static char *put_scientific(char *to, const Digits *digits)
{
    to = put_digits(to, digits, 0, 1);
    *to++ = '.';
    to = put_digits(to, digits, 1, digits->count > 1 ? digits->count : 2);
    return put_exponent(to, digits->point - 1);
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
    digits_load(&digits, d);
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
