// SPDX-License-Identifier: Apache-2.0
// Bytes outside all heaps, shared by every binary that refers to them: counted references, and room
// at the end that lets a binary be appended to in place.
//
// Bits below `used` never change once a term shows them. Whoever moves `used` from the end of his
// own bits to a larger value owns the bits between; everyone else who wants to append at that end
// has to copy. So `<<Acc/binary, X>>` in a loop costs amortised constant time, and no binary has to
// be marked as writable.
#ifndef ERLITE_SHARED_BYTES_H
#define ERLITE_SHARED_BYTES_H

#include <assert.h>

#include "memory.h"

typedef struct SharedBytes {
    _Atomic size_t references;
    size_t capacity;     // bytes in `data`
    _Atomic size_t used; // bits of `data` that some term may show
    Memory *memory;      // where it was taken from
    uint8_t data[];
} SharedBytes;

// Bytes with one reference, the caller's: room for `capacity`, of which the first `used` are the
// caller's to fill. NULL without memory.
MUST_CHECK SharedBytes *shared_bytes_create(Memory *memory, size_t used, size_t capacity);
// Gives the bytes back; only for the last reference (shared_bytes_release does it).
void shared_bytes_free(SharedBytes *shared);

static inline void shared_bytes_retain(SharedBytes *shared)
{
    atomic_fetch_add_explicit(&shared->references, 1, memory_order_relaxed);
}
static inline void shared_bytes_release(SharedBytes *shared)
{
    if (atomic_fetch_sub_explicit(&shared->references, 1, memory_order_acq_rel) == 1)
        shared_bytes_free(shared);
}
// Makes the bits from `end` to `new_end` the caller's. False when someone else has appended at
// `end`, or when there is no room.
MUST_CHECK static inline bool shared_bytes_extend_bits(SharedBytes *shared, size_t end,
                                                       size_t new_end)
{
    if (new_end > shared->capacity << 3)
        return false;
    return atomic_compare_exchange_strong_explicit(&shared->used, &end, new_end,
                                                   memory_order_acq_rel, memory_order_relaxed);
}
// The same, counted in bytes.
MUST_CHECK static inline bool shared_bytes_extend(SharedBytes *shared, size_t end, size_t new_end)
{
    if (new_end > shared->capacity)
        return false;
    return shared_bytes_extend_bits(shared, end << 3, new_end << 3);
}

#endif
