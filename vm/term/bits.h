// SPDX-License-Identifier: Apache-2.0
// Bit strings: one view of heap bits, shared bits, slices and match contexts; making them; runs of
// bits at any offset. Bit 0 of a run is the highest bit of its first byte.
#ifndef ERLITE_BITS_H
#define ERLITE_BITS_H

#include "memory.h"
#include "term/room.h"
#include "term/shared_bytes.h"

// `size` bits, the first of which is bit `offset` (below 8) of bytes[0].
typedef struct BitsView {
    const uint8_t *bytes;
    size_t offset;
    size_t size;
    Term owner; // the heap or shared bits that hold the bytes
} BitsView;

static inline size_t bits_to_bytes(size_t bits) { return (bits >> 3) + ((bits & 7) != 0); }
static inline size_t heap_bits_words(size_t bits) { return 2 + (bits_to_bytes(bits) + 7) / 8; }
static inline uint8_t *heap_bits_bytes(Term t) { return (uint8_t *)(boxed_address(t) + 2); }
static inline struct SharedBytes *shared_bits_bytes(Term t)
{
    return (struct SharedBytes *)(uintptr_t)term_word(boxed_address(t)[2]);
}
#define SHARED_BITS_WORDS 4
#define SLICE_WORDS       4

// The size in bits of a bit string (no match context).
size_t bits_size(Term bits);
static inline bool term_is_binary(Term t) { return term_is_bits(t) && (bits_size(t) & 7) == 0; }
// What a bit string, or a match context from its position on, shows.
BitsView bits_view(Term bits);
// The bytes of a binary: a pointer to them when they start at a byte, else (or when `t` is no
// binary) NULL.
const uint8_t *binary_bytes(Term t, size_t *size);

// Heap bits of `size` bits, at most HEAP_BITS_MAX bytes; all bytes zero, to be filled in.
// TERM_NONE: no memory.
MUST_CHECK Term heap_bits_make(Room *room, size_t size);
// Bits of any size, heap or shared; *bytes is where to write bits_to_bytes(size) bytes (unused bits
// of the last one zero). TERM_NONE: no memory.
MUST_CHECK Term bits_make(Room *room, Memory *memory, size_t size, uint8_t **bytes);
// A binary with these bytes.
MUST_CHECK Term binary_make(Room *room, Memory *memory, const void *bytes, size_t size);
// `size` bits of `bits` (any bit string or match context) from bit `offset` of its view on: a copy
// when small, a slice when large, `bits` itself when it is all of it. The part must lie inside.
// TERM_NONE: no memory.
MUST_CHECK Term bits_slice(Room *room, Term bits, size_t offset, size_t size);
// The same for a part of the owner's own bits.
MUST_CHECK Term bits_slice_of_owner(Room *room, Term owner, size_t offset, size_t size);

// Copies `size` bits between any two offsets; the runs do not overlap. Bits of the destination
// around it are kept.
void bits_copy(uint8_t *to, size_t to_offset, const uint8_t *from, size_t from_offset, size_t size);
// The view as bytes that start at a byte: its own, or copied to `scratch` (bits_to_bytes(size)
// bytes, the unused bits of the last one zero).
const uint8_t *bits_aligned(BitsView view, uint8_t *scratch);
// Byte `index` of a view, zero padded behind its end.
static inline uint8_t bits_byte(BitsView view, size_t index)
{
    size_t left = view.size - index * 8;
    unsigned high = (unsigned)view.bytes[index] << view.offset;
    if (view.offset && left > 8 - view.offset)
        high |= (unsigned)view.bytes[index + 1] >> (8 - view.offset);
    unsigned mask = left >= 8 ? 0xff : 0xff00u >> left;
    return (uint8_t)(high & mask);
}
// Order of bit strings: byte by byte, then the shorter one first.
int bits_compare(BitsView a, BitsView b);
bool bits_equal(BitsView a, BitsView b);

#endif
