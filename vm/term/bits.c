// SPDX-License-Identifier: Apache-2.0
// Making bit strings, and runs of bits at any offset.
#include "term/bits.h"

size_t bits_size(Term bits)
{
    const Term *object = boxed_address(bits);
    switch (header_kind(object[0])) {
    case KIND_HEAP_BITS: return (size_t)term_word(object[1]);
    case KIND_SHARED_BITS: return (size_t)small_value(object[1]);
    default: assert(header_kind(object[0]) == KIND_SLICE); return (size_t)small_value(object[3]);
    }
}

static const uint8_t *owner_bytes(Term owner)
{
    return boxed_kind(owner) == KIND_HEAP_BITS ? heap_bits_bytes(owner)
                                               : shared_bits_bytes(owner)->data;
}

BitsView bits_view(Term bits)
{
    const Term *object = boxed_address(bits);
    enum BoxedKind kind = header_kind(object[0]);
    if (kind == KIND_HEAP_BITS)
        return (BitsView){heap_bits_bytes(bits), 0, (size_t)term_word(object[1]), bits};
    if (kind == KIND_SHARED_BITS) {
        return (BitsView){shared_bits_bytes(bits)->data, 0, (size_t)small_value(object[1]), bits};
    }
    assert(kind == KIND_SLICE || kind == KIND_MATCH);
    size_t offset = (size_t)small_value(object[2]), size = (size_t)small_value(object[3]);
    if (kind == KIND_MATCH)
        size -= offset;
    return (BitsView){owner_bytes(object[1]) + (offset >> 3), offset & 7, size, object[1]};
}

const uint8_t *binary_bytes(Term t, size_t *size)
{
    if (!term_is_bits(t))
        return NULL;
    BitsView view = bits_view(t);
    *size = view.size >> 3;
    return (view.size & 7) || view.offset ? NULL : view.bytes;
}

// ---- making

Term heap_bits_make(Room *room, size_t size)
{
    assert(bits_to_bytes(size) <= HEAP_BITS_MAX);
    size_t words = heap_bits_words(size);
    Term *start = room_take(room, words);
    if (!start)
        return TERM_NONE;
    start[0] = header_make(KIND_HEAP_BITS, words - 1);
    start[1] = term_from_word(size);
    memset(start + 2, 0, (words - 2) * sizeof(Term));
    return boxed_make(start);
}

static Term shared_bits_make(Room *room, Memory *memory, size_t size, uint8_t **bytes)
{
    size_t byte_count = bits_to_bytes(size);
    SharedBytes *shared = shared_bytes_create(memory, byte_count, byte_count);
    if (!shared)
        return TERM_NONE;
    Term *start = room_take(room, SHARED_BITS_WORDS);
    if (!start) {
        shared_bytes_release(shared);
        return TERM_NONE;
    }
    start[0] = header_make(KIND_SHARED_BITS, SHARED_BITS_WORDS - 1);
    start[1] = small_make((SignedWord)size);
    start[2] = term_from_word((Word)(uintptr_t)shared);
    start[3] = room->shared_list;
    room->shared_list = boxed_make(start);
    room->shared_bytes += byte_count;
    *bytes = shared->data;
    return boxed_make(start);
}

Term bits_make(Room *room, Memory *memory, size_t size, uint8_t **bytes)
{
    if (bits_to_bytes(size) > HEAP_BITS_MAX)
        return shared_bits_make(room, memory, size, bytes);
    Term bits = heap_bits_make(room, size);
    if (!term_is_none(bits))
        *bytes = heap_bits_bytes(bits);
    return bits;
}

Term binary_make(Room *room, Memory *memory, const void *bytes, size_t size)
{
    uint8_t *to;
    if (size > SIZE_MAX / 16)
        return TERM_NONE;
    Term binary = bits_make(room, memory, size * 8, &to);
    if (!term_is_none(binary) && size > 0)
        memcpy(to, bytes, size);
    return binary;
}

Term bits_slice_of_owner(Room *room, Term owner, size_t offset, size_t size)
{
    if (offset == 0 && size == bits_size(owner))
        return owner;
    if (bits_to_bytes(size) <= HEAP_BITS_MAX) {
        size_t words = heap_bits_words(size);
        Term *start = room_take(room, words);
        if (!start)
            return TERM_NONE;
        start[0] = header_make(KIND_HEAP_BITS, words - 1);
        start[words - 1] = term_from_word(0);
        start[1] = term_from_word(size);
        bits_copy((uint8_t *)(start + 2), 0, owner_bytes(owner), offset, size);
        return boxed_make(start);
    }
    Term *start = room_take(room, SLICE_WORDS);
    if (!start)
        return TERM_NONE;
    start[0] = header_make(KIND_SLICE, SLICE_WORDS - 1);
    start[1] = owner;
    start[2] = small_make((SignedWord)offset);
    start[3] = small_make((SignedWord)size);
    return boxed_make(start);
}

Term bits_slice(Room *room, Term bits, size_t offset, size_t size)
{
    const Term *object = boxed_address(bits);
    enum BoxedKind kind = header_kind(object[0]);
    if (kind == KIND_HEAP_BITS || kind == KIND_SHARED_BITS)
        return bits_slice_of_owner(room, bits, offset, size);
    if (kind == KIND_SLICE && offset == 0 && size == (size_t)small_value(object[3]))
        return bits;
    return bits_slice_of_owner(room, object[1], (size_t)small_value(object[2]) + offset, size);
}

// ---- runs of bits

// Puts the `count` (1 to 8) highest bits of `value` at bit `offset` of `to`, keeping the others.
static void put_bits(uint8_t *to, unsigned offset, unsigned value, unsigned count)
{
    unsigned mask = (0xff00u >> count & 0xff) << 8 >> offset;
    unsigned placed = (value << 8 >> offset) & mask;
    to[0] = (uint8_t)((to[0] & ~(mask >> 8)) | placed >> 8);
    if (mask & 0xff)
        to[1] = (uint8_t)((to[1] & ~mask) | (placed & 0xff));
}

void bits_copy(uint8_t *to, size_t to_offset, const uint8_t *from, size_t from_offset, size_t size)
{
    to += to_offset >> 3;
    from += from_offset >> 3;
    to_offset &= 7;
    BitsView view = {from, from_offset & 7, size, TERM_NONE};
    size_t bytes = size >> 3;
    if (to_offset == 0 && view.offset == 0) {
        memcpy(to, from, bytes);
    } else if (to_offset == 0) {
        unsigned shift = (unsigned)view.offset;
        for (size_t i = 0; i < bytes; i++)
            to[i] = (uint8_t)(from[i] << shift | from[i + 1] >> (8 - shift));
    } else {
        for (size_t i = 0; i < bytes; i++)
            put_bits(to + i, (unsigned)to_offset, bits_byte(view, i), 8);
    }
    if (size & 7)
        put_bits(to + bytes, (unsigned)to_offset, bits_byte(view, bytes), (unsigned)(size & 7));
}

const uint8_t *bits_aligned(BitsView view, uint8_t *scratch)
{
    if (view.offset == 0 && (view.size & 7) == 0)
        return view.bytes;
    if (view.size & 7)
        scratch[view.size >> 3] = 0;
    bits_copy(scratch, 0, view.bytes, view.offset, view.size);
    return scratch;
}

int bits_compare(BitsView a, BitsView b)
{
    size_t common = a.size < b.size ? a.size : b.size, i = 0;
    if (a.offset == 0 && b.offset == 0) {
        int order = memcmp(a.bytes, b.bytes, common >> 3);
        if (order)
            return order;
        i = common >> 3;
    }
    // What the shorter one has in its last byte is compared bit by bit, then its size decides.
    size_t a_size = a.size, b_size = b.size;
    a.size = b.size = common;
    for (; i < bits_to_bytes(common); i++) {
        int order = (int)bits_byte(a, i) - (int)bits_byte(b, i);
        if (order)
            return order;
    }
    return (a_size > b_size) - (a_size < b_size);
}

bool bits_equal(BitsView a, BitsView b) { return a.size == b.size && bits_compare(a, b) == 0; }
