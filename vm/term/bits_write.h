// SPDX-License-Identifier: Apache-2.0
// Writing what bit syntax builds: integers, floats and characters that start at any bit. Bits
// around them are kept.
#ifndef ERLITE_BITS_WRITE_H
#define ERLITE_BITS_WRITE_H

#include "memory.h"
#include "term/term.h"

// The low `size` bits of `value`, size up to 64, the highest first.
static inline void bits_write_word(uint8_t *to, size_t offset, Word value, size_t size)
{
    to += offset >> 3;
    unsigned used = offset & 7;
    while (size > 0) {
        unsigned take = size < 8 - used ? (unsigned)size : 8 - used;
        unsigned shift = 8 - used - take, mask = ((1u << take) - 1) << shift;
        size -= take;
        *to = (uint8_t)((*to & ~mask) | ((unsigned)(value >> size) << shift & mask));
        to++;
        used = 0;
    }
}
// The low `size` bits of any integer in two's complement. False: no memory for bytes while it
// works.
MUST_CHECK bool bits_write_integer(Memory *memory, uint8_t *to, size_t offset, Term integer,
                                   size_t size, bool little);

// The bits of a float of 16, 32 or 64 bits, infinity when the value is beyond its range. False for
// another size.
MUST_CHECK bool float_to_bits(double value, size_t size, Word *bits);
// Writes what float_to_bits has made.
void bits_write_float(uint8_t *to, size_t offset, Word bits, size_t size, bool little);

// Bits that the valid code point `code` takes.
static inline size_t utf16_bits(uint32_t code) { return code < 0x10000 ? 16 : 32; }
// Each writes the valid code point `code`.
void bits_write_utf8(uint8_t *to, size_t offset, uint32_t code);
void bits_write_utf16(uint8_t *to, size_t offset, uint32_t code, bool little);
void bits_write_utf32(uint8_t *to, size_t offset, uint32_t code, bool little);

#endif
