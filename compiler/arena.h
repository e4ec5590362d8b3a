// SPDX-License-Identifier: Apache-2.0
// A bump arena: everything one compilation allocates, freed in one go. Apart because every stage
// uses it.
#ifndef COMPILER_ARENA_H
#define COMPILER_ARENA_H

#include <setjmp.h>
#include <stdalign.h>
#include <stddef.h>
#include <stdint.h>

typedef struct ArenaBlock ArenaBlock;

typedef struct Arena {
    ArenaBlock *blocks; // newest first
    char *next;         // first free byte of the newest block
    char *end;          // one past the last byte of the newest block
    size_t total;       // bytes obtained from the C library so far
    size_t limit;       // never obtain more than this; 0 means no limit
    jmp_buf *exhausted; // where to go when memory runs out; set by the entry point of a compilation
} Arena;

// An empty arena; allocates nothing yet.
void arena_init(Arena *arena, size_t limit);

// Frees every block. The arena is empty and usable again afterwards.
void arena_destroy(Arena *arena);

// Empties the arena but keeps one block of ordinary size for the next use.
void arena_reset(Arena *arena);

// `size` zeroed bytes, aligned for any type. Never returns NULL: when memory runs out it does
// longjmp(*exhausted, 1), the only longjmp in the compiler. Without an `exhausted` target it
// aborts.
void *arena_alloc(Arena *arena, size_t size);

// Grows an array that came from this arena to `new_size` bytes, in place where it is the newest
// allocation; otherwise copies. The old memory stays valid but is no longer the array.
void *arena_grow(Arena *arena, void *old, size_t old_size, size_t new_size);

// A copy of `size` bytes, followed by one zero byte.
char *arena_copy(Arena *arena, const void *bytes, size_t size);

// printf into the arena.
char *arena_printf(Arena *arena, const char *format, ...) __attribute__((format(printf, 2, 3)));

#define ARENA_NEW(arena, Type) ((Type *)arena_alloc((arena), sizeof(Type)))
#define ARENA_ARRAY(arena, Type, count) \
    ((Type *)arena_alloc((arena), sizeof(Type) * (size_t)(count)))

// Appends to an arena-allocated array kept as pointer, count and capacity (three lvalues).
#define ARENA_APPEND(arena, items, count, capacity, value)                               \
    do {                                                                                 \
        if ((count) == (capacity)) {                                                     \
            size_t arena_wanted_ = (capacity) != 0 ? (size_t)(capacity)*2 : 4;           \
            (items) = arena_grow((arena), (items), (size_t)(capacity) * sizeof *(items), \
                                 arena_wanted_ * sizeof *(items));                       \
            (capacity) = (uint32_t)arena_wanted_;                                        \
        }                                                                                \
        (items)[(count)++] = (value);                                                    \
    } while (0)

#endif
