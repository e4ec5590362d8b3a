// SPDX-License-Identifier: Apache-2.0
// Writing integers, floats and characters at any bit.
#include "term/bits_write.h"

#include <math.h>

#include "term/bits.h"
#include "term/bits_read.h"
#include "term/number.h"
#include "term/utf8.h"

// The low `size` bits of `value` as the word whose bytes are written highest first: the inverse of
// bits_from_little.
static Word bits_to_little(Word value, size_t size)
{
    unsigned part = size & 7;
    Word result = 0;
    for (size_t i = part; i < size; i += 8, value >>= 8)
        result = result << 8 | (value & 0xff);
    return result << part | (value & low_bits(part));
}

static void write_ordered(uint8_t *to, size_t offset, Word value, size_t size, bool little)
{
    bits_write_word(to, offset, little ? bits_to_little(value, size) : value, size);
}

bool bits_write_integer(Memory *memory, uint8_t *to, size_t offset, Term integer, size_t size,
                        bool little)
{
    if (size <= 64) {
        write_ordered(to, offset, integer_low_word(integer), size, little);
        return true;
    }
    size_t count = bits_to_bytes(size);
    unsigned pad = (8 - (size & 7)) & 7;
    if ((offset & 7) == 0 && pad == 0) {
        integer_to_bytes(integer, to + (offset >> 3), count, little);
        return true;
    }
    uint8_t few[256];
    uint8_t *scratch = count <= sizeof few ? few : memory_alloc(memory, count);
    if (!scratch)
        return false;
    integer_to_bytes(integer, scratch, count, little);
    if (little)
        scratch[count - 1] = (uint8_t)(scratch[count - 1] << pad);
    bits_copy(to, offset, scratch, little ? 0 : pad, size);
    if (scratch != few)
        memory_free(memory, scratch, count);
    return true;
}

// ---- floats

// Ties to even; what is too large is infinite. The value of a subnormal half is a multiple of
// 2^-24.
static Word half_from_single(float value)
{
    uint32_t bits;
    memcpy(&bits, &value, sizeof bits);
    uint32_t sign = bits >> 16 & 0x8000, magnitude = bits & 0x7fffffff;
    if (magnitude < 0x38800000)
        return sign | (uint32_t)rintf(fabsf(value) * 16777216.0f);
    if (magnitude >= 0x477ff000)
        return sign | 0x7c00;
    magnitude += 0xfff + (magnitude >> 13 & 1);
    return sign | (magnitude - 0x38000000) >> 13;
}

bool float_to_bits(double value, size_t size, Word *bits)
{
    if (size == 64) {
        *bits = double_to_word(value);
        return true;
    }
    if (size != 32 && size != 16)
        return false;
    float single = (float)value;
    if (size == 16) {
        *bits = half_from_single(single);
        return true;
    }
    uint32_t word;
    memcpy(&word, &single, sizeof word);
    *bits = word;
    return true;
}

void bits_write_float(uint8_t *to, size_t offset, Word bits, size_t size, bool little)
{
    write_ordered(to, offset, bits, size, little);
}

// ---- characters

void bits_write_utf8(uint8_t *to, size_t offset, uint32_t code)
{
    uint8_t bytes[UTF8_MAX_BYTES];
    unsigned length = utf8_encode(code, bytes);
    bits_copy(to, offset, bytes, 0, (size_t)length * 8);
}

void bits_write_utf16(uint8_t *to, size_t offset, uint32_t code, bool little)
{
    if (code >= 0x10000) {
        write_ordered(to, offset, 0xd800 + ((code - 0x10000) >> 10), 16, little);
        offset += 16;
        code = 0xdc00 + (code & 0x3ff);
    }
    write_ordered(to, offset, code, 16, little);
}

void bits_write_utf32(uint8_t *to, size_t offset, uint32_t code, bool little)
{
    write_ordered(to, offset, code, 32, little);
}
