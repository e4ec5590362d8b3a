// SPDX-License-Identifier: Apache-2.0
// UTF-8, one code point at a time: what atoms, bit syntax and the unicode module share.
#ifndef ERLITE_UTF8_H
#define ERLITE_UTF8_H

#include "compat.h"

#define UTF8_MAX_BYTES 4
// Results of utf8_decode beside the number of bytes.
#define UTF8_INVALID    0
#define UTF8_INCOMPLETE (-1)

// Code points that UTF-8 may encode: no surrogates.
static inline bool unicode_is_code_point(uint64_t code)
{
    return code <= 0x10ffff && (code < 0xd800 || code > 0xdfff);
}

// The number of bytes that `code`, a valid code point, takes.
static inline unsigned utf8_length(uint32_t code)
{
    return code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
}

// Writes the valid code point `code`; returns the number of bytes.
static inline unsigned utf8_encode(uint32_t code, uint8_t *bytes)
{
    unsigned length = utf8_length(code);
    if (length == 1) {
        bytes[0] = (uint8_t)code;
        return 1;
    }
    for (unsigned i = length - 1; i > 0; i--, code >>= 6)
        bytes[i] = (uint8_t)(0x80 | (code & 0x3f));
    bytes[0] = (uint8_t)(0xf00 >> length | code);
    return length;
}

// Decodes the code point at the start of `size` > 0 bytes. Returns the bytes it takes,
// UTF8_INVALID, or UTF8_INCOMPLETE when the bytes end within what could still become a valid code
// point.
static inline int utf8_decode(const uint8_t *bytes, size_t size, uint32_t *code)
{
    uint8_t first = bytes[0];
    if (likely(first < 0x80)) {
        *code = first;
        return 1;
    }
    if (first < 0xc2 || first > 0xf4)
        return UTF8_INVALID;
    int length = first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
    // The second byte alone tells overlong forms, surrogates and what is beyond the last code
    // point.
    uint8_t low = first == 0xe0 ? 0xa0 : first == 0xf0 ? 0x90 : 0x80;
    uint8_t high = first == 0xed ? 0x9f : first == 0xf4 ? 0x8f : 0xbf;
    uint32_t value = first & (0x7fu >> length);
    for (int i = 1; i < length; i++, low = 0x80, high = 0xbf) {
        if ((size_t)i == size)
            return UTF8_INCOMPLETE;
        if (bytes[i] < low || bytes[i] > high)
            return UTF8_INVALID;
        value = value << 6 | (bytes[i] & 0x3fu);
    }
    *code = value;
    return length;
}

#endif
