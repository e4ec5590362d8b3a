// SPDX-License-Identifier: Apache-2.0
// Reading integers, floats and characters at any bit.
#include "term/bits_read.h"

#include <math.h>

#include "term/bits.h"
#include "term/number.h"
#include "term/utf8.h"

// ---- integers

Word bits_from_little(Word value, size_t size)
{
    unsigned part = size & 7;
    if (part == 0 && size > 0)
        return __builtin_bswap64(value) >> (64 - size);
    size_t whole = size - part;
    Word result = (value & low_bits(part)) << (whole & 63);
    value >>= part;
    for (size_t i = whole; i > 0; i -= 8, value >>= 8)
        result |= (value & 0xff) << (i - 8);
    return result;
}

static Term read_small(Room *room, const uint8_t *bytes, size_t offset, size_t size, bool little,
                       bool is_signed)
{
    if (size == 0)
        return small_make(0);
    Word value = bits_read_word(bytes, offset, size);
    if (little)
        value = bits_from_little(value, size);
    if (!is_signed)
        return integer_from_u64(room, value);
    return integer_from_i64(room, (SignedWord)(value << (64 - size)) >> (64 - size));
}

// Copies to `scratch` as whole bytes, sign extended, in the order that `little` says.
static void spread_bits(uint8_t *scratch, const uint8_t *bytes, size_t offset, size_t size,
                        bool little, bool is_signed)
{
    unsigned pad = (8 - (size & 7)) & 7;
    size_t top = little ? bits_to_bytes(size) - 1 : 0;
    scratch[top] = 0;
    bits_copy(scratch, little ? 0 : pad, bytes, offset, size);
    if (little)
        scratch[top] = (uint8_t)(scratch[top] >> pad);
    if (is_signed && scratch[top] >> (7 - pad))
        scratch[top] |= (uint8_t)(0xff00u >> pad);
}

Term bits_read_integer(Room *room, Memory *memory, const uint8_t *bytes, size_t offset, size_t size,
                       bool little, bool is_signed)
{
    if (size <= 64)
        return read_small(room, bytes, offset, size, little, is_signed);
    size_t count = bits_to_bytes(size);
    bytes += offset >> 3;
    offset &= 7;
    if (offset == 0 && (size & 7) == 0)
        return integer_from_bytes(room, bytes, count, little, is_signed);
    uint8_t few[256];
    uint8_t *scratch = count <= sizeof few ? few : memory_alloc(memory, count);
    if (!scratch)
        return TERM_NONE;
    spread_bits(scratch, bytes, offset, size, little, is_signed);
    Term result = integer_from_bytes(room, scratch, count, little, is_signed);
    if (scratch != few)
        memory_free(memory, scratch, count);
    return result;
}

// ---- floats

static double half_to_double(Word half)
{
    unsigned exponent = (unsigned)(half >> 10) & 31;
    double fraction = (double)(half & 0x3ff);
    double value = exponent == 31  ? (half & 0x3ff ? NAN : INFINITY)
                   : exponent == 0 ? ldexp(fraction, -24)
                                   : ldexp(fraction + 1024, (int)exponent - 25);
    return half & 0x8000 ? -value : value;
}

static double single_to_double(Word bits)
{
    uint32_t single = (uint32_t)bits;
    float value;
    memcpy(&value, &single, sizeof value);
    return value;
}

bool bits_read_float(const uint8_t *bytes, size_t offset, size_t size, bool little, double *value)
{
    if (size == 0) {
        *value = 0;
        return true;
    }
    if (size != 16 && size != 32 && size != 64)
        return false;
    Word bits = bits_read_word(bytes, offset, size);
    if (little)
        bits = bits_from_little(bits, size);
    *value = size == 64   ? word_to_double(bits)
             : size == 32 ? single_to_double(bits)
                          : half_to_double(bits);
    return isfinite(*value);
}

// ---- characters

size_t bits_read_utf8(const uint8_t *bytes, size_t offset, size_t left, uint32_t *code)
{
    size_t count = left >> 3 < UTF8_MAX_BYTES ? left >> 3 : UTF8_MAX_BYTES;
    if (count == 0)
        return 0;
    uint8_t scratch[UTF8_MAX_BYTES];
    bits_copy(scratch, 0, bytes, offset, count * 8);
    int length = utf8_decode(scratch, count, code);
    return length > 0 ? (size_t)length * 8 : 0;
}

static uint32_t read_unit(const uint8_t *bytes, size_t offset, size_t size, bool little)
{
    Word value = bits_read_word(bytes, offset, size);
    return (uint32_t)(little ? bits_from_little(value, size) : value);
}

size_t bits_read_utf16(const uint8_t *bytes, size_t offset, size_t left, bool little,
                       uint32_t *code)
{
    if (left < 16)
        return 0;
    uint32_t high = read_unit(bytes, offset, 16, little);
    *code = high;
    if (high < 0xd800 || high > 0xdfff)
        return 16;
    if (high > 0xdbff || left < 32)
        return 0;
    uint32_t low = read_unit(bytes, offset + 16, 16, little);
    if (low < 0xdc00 || low > 0xdfff)
        return 0;
    *code = 0x10000 + ((high - 0xd800) << 10) + (low - 0xdc00);
    return 32;
}

size_t bits_read_utf32(const uint8_t *bytes, size_t offset, size_t left, bool little,
                       uint32_t *code)
{
    if (left < 32)
        return 0;
    *code = read_unit(bytes, offset, 32, little);
    return unicode_is_code_point(*code) ? 32 : 0;
}
