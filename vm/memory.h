// SPDX-License-Identifier: Apache-2.0
// The one door to memory: every byte that a VM owns is taken and given back here, so that a host
// can supply its allocator, set a limit, and tests can count and fail allocations.
#ifndef ERLITE_MEMORY_H
#define ERLITE_MEMORY_H

#include <stdatomic.h>

#include "compat.h"

// Resizes a piece: `old_size` 0 allocates, `new_size` 0 frees (and returns NULL). Returns NULL when
// there is no memory; the old piece is then untouched.
typedef void *(*MemoryResize)(void *host, void *piece, size_t old_size, size_t new_size);

typedef struct Memory {
    MemoryResize resize;
    void *host;            // first argument of `resize`
    size_t limit;          // bytes, 0 for none
    _Atomic size_t in_use; // bytes
    _Atomic size_t peak;   // the largest value in_use has had
    size_t fail_after;     // tests: the allocation that fails, counted from 1; 0 for none
    _Atomic size_t count;  // tests: allocations made so far
} Memory;

// Sets up `memory` with the given allocator, or with realloc/free when `resize` is NULL.
void memory_init(Memory *memory, MemoryResize resize, void *host, size_t limit);

// Returns `size` bytes aligned for any type (size 0: one byte), or NULL when the limit or the
// machine has no more.
MUST_CHECK void *memory_alloc(Memory *memory, size_t size);
// The same, all bytes zero; NULL as well when count * size overflows.
MUST_CHECK void *memory_alloc_zeroed(Memory *memory, size_t count, size_t size);
// Grows or shrinks `piece` of `old_size` bytes; NULL leaves it as it was.
MUST_CHECK void *memory_resize(Memory *memory, void *piece, size_t old_size, size_t new_size);
// Gives back `piece` (NULL is nothing) that was taken with `size` bytes.
void memory_free(Memory *memory, void *piece, size_t size);

// For address ranges that are mapped, not allocated: books `size` bytes against the limit, and
// takes them off again.
MUST_CHECK bool memory_charge(Memory *memory, size_t size);
void memory_discharge(Memory *memory, size_t size);

#endif
