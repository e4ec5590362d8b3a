// SPDX-License-Identifier: Apache-2.0
// Counts, limits and passes on: the implementation of the one door to memory.
#include "memory.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

// From this size on, a piece is worth the larger pages that some systems can back it with.
#define HUGE_PIECE_BYTES ((size_t)1 << 22)
#define HUGE_PAGE_BYTES  ((uintptr_t)1 << 21)

// Large pages make the first touch of a large block several times cheaper. Only advice: it may
// fail.
static void advise_large_pages(void *piece, size_t size)
{
#ifdef MADV_HUGEPAGE
    uintptr_t start = ((uintptr_t)piece + HUGE_PAGE_BYTES - 1) & ~(HUGE_PAGE_BYTES - 1);
    uintptr_t end = ((uintptr_t)piece + size) & ~(HUGE_PAGE_BYTES - 1);
    if (end > start)
        madvise((void *)start, end - start, MADV_HUGEPAGE);
#else
    (void)piece;
    (void)size;
#endif
}

static void *resize_with_libc(void *host, void *piece, size_t old_size, size_t new_size)
{
    (void)host;
    if (new_size == 0) {
        free(piece);
        return NULL;
    }
    void *moved = realloc(piece, new_size);
    if (moved && new_size >= HUGE_PIECE_BYTES && new_size > old_size)
        advise_large_pages(moved, new_size);
    return moved;
}

void memory_init(Memory *memory, MemoryResize resize, void *host, size_t limit)
{
    memory->resize = resize ? resize : resize_with_libc;
    memory->host = host;
    memory->limit = limit;
    atomic_init(&memory->in_use, 0);
    atomic_init(&memory->peak, 0);
    memory->fail_after = 0;
    atomic_init(&memory->count, 0);
}

static void raise_peak(Memory *memory, size_t in_use)
{
    size_t peak = atomic_load_explicit(&memory->peak, memory_order_relaxed);
    while (in_use > peak &&
           !atomic_compare_exchange_weak_explicit(&memory->peak, &peak, in_use,
                                                  memory_order_relaxed, memory_order_relaxed)) {
    }
}

void memory_discharge(Memory *memory, size_t size)
{
    atomic_fetch_sub_explicit(&memory->in_use, size, memory_order_relaxed);
}

// Books `size` more bytes; false when they would pass the limit. Booked before they are taken, so
// that threads that allocate at the same time cannot pass it together.
bool memory_charge(Memory *memory, size_t size)
{
    size_t before = atomic_fetch_add_explicit(&memory->in_use, size, memory_order_relaxed);
    if (size > SIZE_MAX / 2 || (memory->limit && before + size > memory->limit)) {
        memory_discharge(memory, size);
        return false;
    }
    raise_peak(memory, before + size);
    return true;
}

static bool is_told_to_fail(Memory *memory)
{
    size_t number = atomic_fetch_add_explicit(&memory->count, 1, memory_order_relaxed) + 1;
    return number == memory->fail_after;
}

void *memory_alloc(Memory *memory, size_t size)
{
    size_t wanted = size ? size : 1;
    if (unlikely(memory->fail_after != 0) && is_told_to_fail(memory))
        return NULL;
    if (!memory_charge(memory, wanted))
        return NULL;
    void *piece = memory->resize(memory->host, NULL, 0, wanted);
    if (!piece)
        memory_discharge(memory, wanted);
    return piece;
}

void *memory_alloc_zeroed(Memory *memory, size_t count, size_t size)
{
    if (size && count > SIZE_MAX / size)
        return NULL;
    void *piece = memory_alloc(memory, count * size);
    if (piece)
        memset(piece, 0, count * size);
    return piece;
}

void *memory_resize(Memory *memory, void *piece, size_t old_size, size_t new_size)
{
    if (!piece)
        return memory_alloc(memory, new_size);
    size_t from = old_size ? old_size : 1;
    size_t to = new_size ? new_size : 1;
    if (to > from && unlikely(memory->fail_after != 0) && is_told_to_fail(memory))
        return NULL;
    if (to > from && !memory_charge(memory, to - from))
        return NULL;
    void *moved = memory->resize(memory->host, piece, from, to);
    if (!moved && to > from)
        memory_discharge(memory, to - from);
    if (moved && to < from)
        memory_discharge(memory, from - to);
    return moved;
}

void memory_free(Memory *memory, void *piece, size_t size)
{
    if (!piece)
        return;
    size_t taken = size ? size : 1;
    assert(atomic_load(&memory->in_use) >= taken);
    memory->resize(memory->host, piece, taken, 0);
    memory_discharge(memory, taken);
}
