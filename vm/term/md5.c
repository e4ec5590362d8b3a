// SPDX-License-Identifier: Apache-2.0
// MD5, written from RFC 1321.
#include "term/md5.h"

#include <string.h>

#define BLOCK_BYTES 64

// The integer parts of 2^32 * |sin(i + 1)|.
static const uint32_t sines[64] = {
    0xd76aa478, 0xe8c7b756, 0x242070db, 0xc1bdceee, 0xf57c0faf, 0x4787c62a, 0xa8304613, 0xfd469501,
    0x698098d8, 0x8b44f7af, 0xffff5bb1, 0x895cd7be, 0x6b901122, 0xfd987193, 0xa679438e, 0x49b40821,
    0xf61e2562, 0xc040b340, 0x265e5a51, 0xe9b6c7aa, 0xd62f105d, 0x02441453, 0xd8a1e681, 0xe7d3fbc8,
    0x21e1cde6, 0xc33707d6, 0xf4d50d87, 0x455a14ed, 0xa9e3e905, 0xfcefa3f8, 0x676f02d9, 0x8d2a4c8a,
    0xfffa3942, 0x8771f681, 0x6d9d6122, 0xfde5380c, 0xa4beea44, 0x4bdecfa9, 0xf6bb4b60, 0xbebfbc70,
    0x289b7ec6, 0xeaa127fa, 0xd4ef3085, 0x04881d05, 0xd9d4d039, 0xe6db99e5, 0x1fa27cf8, 0xc4ac5665,
    0xf4292244, 0x432aff97, 0xab9423a7, 0xfc93a039, 0x655b59c3, 0x8f0ccc92, 0xffeff47d, 0x85845dd1,
    0x6fa87e4f, 0xfe2ce6e0, 0xa3014314, 0x4e0811a1, 0xf7537e82, 0xbd3af235, 0x2ad7d2bb, 0xeb86d391,
};

// How far step i of round i / 16 rotates.
static const uint8_t rotations[4][4] = {
    {7, 12, 17, 22}, {5, 9, 14, 20}, {4, 11, 16, 23}, {6, 10, 15, 21}};

static uint32_t rotate(uint32_t x, unsigned bits) { return x << bits | x >> (32 - bits); }

static uint32_t load(const uint8_t *at)
{
    return (uint32_t)at[0] | (uint32_t)at[1] << 8 | (uint32_t)at[2] << 16 | (uint32_t)at[3] << 24;
}

static void store(uint8_t *at, uint64_t value, unsigned bytes)
{
    for (unsigned i = 0; i < bytes; i++, value >>= 8)
        at[i] = (uint8_t)value;
}

static uint32_t mix(unsigned round, uint32_t b, uint32_t c, uint32_t d)
{
    switch (round) {
    case 0: return (b & c) | (~b & d);
    case 1: return (b & d) | (c & ~d);
    case 2: return b ^ c ^ d;
    default: return c ^ (b | ~d);
    }
}

// Which word of the block step i takes.
static unsigned word_of_step(unsigned round, unsigned i)
{
    switch (round) {
    case 0: return i;
    case 1: return (5 * i + 1) % 16;
    case 2: return (3 * i + 5) % 16;
    default: return 7 * i % 16;
    }
}

static void take_block(uint32_t words[4], const uint8_t *block)
{
    uint32_t a = words[0], b = words[1], c = words[2], d = words[3];
    for (unsigned i = 0; i < 64; i++) {
        unsigned round = i / 16;
        uint32_t sum =
            a + mix(round, b, c, d) + sines[i] + load(block + 4 * word_of_step(round, i));
        a = d;
        d = c;
        c = b;
        b += rotate(sum, rotations[round][i % 4]);
    }
    words[0] += a;
    words[1] += b;
    words[2] += c;
    words[3] += d;
}

void md5_init(Md5 *state)
{
    *state = (Md5){.words = {0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476}};
}

void md5_update(Md5 *state, const uint8_t *bytes, size_t size)
{
    size_t filled = state->length % BLOCK_BYTES;
    state->length += size;
    if (filled) {
        size_t part = size < BLOCK_BYTES - filled ? size : BLOCK_BYTES - filled;
        memcpy(state->block + filled, bytes, part);
        bytes += part;
        size -= part;
        if (filled + part < BLOCK_BYTES)
            return;
        take_block(state->words, state->block);
    }
    for (; size >= BLOCK_BYTES; bytes += BLOCK_BYTES, size -= BLOCK_BYTES)
        take_block(state->words, bytes);
    if (size)
        memcpy(state->block, bytes, size);
}

void md5_final(Md5 *state, uint8_t digest[MD5_BYTES])
{
    static const uint8_t padding[BLOCK_BYTES] = {0x80};
    uint8_t length[8];
    store(length, state->length * 8, sizeof length);
    size_t filled = state->length % BLOCK_BYTES;
    md5_update(state, padding, (filled < 56 ? 56 : 120) - filled);
    md5_update(state, length, sizeof length);
    for (unsigned i = 0; i < 4; i++)
        store(digest + 4 * i, state->words[i], 4);
}

void md5_digest(const uint8_t *bytes, size_t size, uint8_t digest[MD5_BYTES])
{
    Md5 state;
    md5_init(&state);
    md5_update(&state, bytes, size);
    md5_final(&state, digest);
}
