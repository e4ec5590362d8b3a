// SPDX-License-Identifier: Apache-2.0
// Reading what bit syntax matches: integers, floats and characters that start at any bit. `offset`
// counts bits from the highest of bytes[0]; the caller has checked that the bits are there.
#ifndef ERLITE_BITS_READ_H
#define ERLITE_BITS_READ_H

#include "memory.h"
#include "term/room.h"

// The lowest `size` bits set, size up to 64.
static inline Word low_bits(size_t size) { return size >= 64 ? ~(Word)0 : ((Word)1 << size) - 1; }

// An unsigned big-endian integer of 1 to 64 bits.
static inline Word bits_read_word(const uint8_t *bytes, size_t offset, size_t size)
{
    bytes += offset >> 3;
    size_t end = (offset & 7) + size, count = (end + 7) >> 3;
    Word value = 0;
    if (likely(count <= 8)) {
        for (size_t i = 0; i < count; i++)
            value = value << 8 | bytes[i];
        return value >> (count * 8 - end) & low_bits(size);
    }
    for (size_t i = 0; i < 8; i++)
        value = value << 8 | bytes[i];
    return (value << (end - 64) | bytes[8] >> (72 - end)) & low_bits(size);
}
// What bits_read_word has read, with its bytes in the other order: the last byte, which may be a
// part of one, is the highest.
Word bits_from_little(Word value, size_t size);

// An integer of any size. `memory` is for bytes while it works. TERM_NONE: no memory, or larger
// than an integer can be.
MUST_CHECK Term bits_read_integer(Room *room, Memory *memory, const uint8_t *bytes, size_t offset,
                                  size_t size, bool little, bool is_signed);
// A float of 16, 32 or 64 bits, or 0.0 of none; false for another size, and for what is no finite
// number.
MUST_CHECK bool bits_read_float(const uint8_t *bytes, size_t offset, size_t size, bool little,
                                double *value);

// A character, from `left` bits. Each returns how many bits it takes, 0 when there is none.
size_t bits_read_utf8(const uint8_t *bytes, size_t offset, size_t left, uint32_t *code);
size_t bits_read_utf16(const uint8_t *bytes, size_t offset, size_t left, bool little,
                       uint32_t *code);
size_t bits_read_utf32(const uint8_t *bytes, size_t offset, size_t left, bool little,
                       uint32_t *code);

#endif
