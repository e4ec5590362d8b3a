// SPDX-License-Identifier: Apache-2.0
// The bump arena of a compilation. Blocks are large and come zeroed from calloc.
#include "arena.h"

#include <assert.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { ARENA_BLOCK_SIZE = 256 * 1024 };

struct ArenaBlock {
    ArenaBlock *older;
    size_t size; // of the payload
    alignas(max_align_t) char payload[];
};

void arena_init(Arena *arena, size_t limit) { *arena = (Arena){.limit = limit}; }

void arena_destroy(Arena *arena)
{
    ArenaBlock *block = arena->blocks;
    while (block != NULL) {
        ArenaBlock *older = block->older;
        free(block);
        block = older;
    }
    *arena = (Arena){.limit = arena->limit, .exhausted = arena->exhausted};
}

void arena_reset(Arena *arena)
{
    ArenaBlock *block = arena->blocks;
    if (block == NULL) {
        return;
    }
    if (block->older != NULL || block->size != ARENA_BLOCK_SIZE) {
        arena_destroy(arena);
        return;
    }
    memset(block->payload, 0, (size_t)(arena->next - block->payload));
    arena->next = block->payload;
}

static void fail(Arena *arena)
{
    if (arena->exhausted == NULL) {
        fputs("out of memory\n", stderr);
        abort();
    }
    longjmp(*arena->exhausted, 1);
}

static void add_block(Arena *arena, size_t needed)
{
    size_t size = needed > ARENA_BLOCK_SIZE / 4 ? needed : ARENA_BLOCK_SIZE;
    if (size > SIZE_MAX / 2 || (arena->limit != 0 && arena->total + size > arena->limit)) {
        fail(arena);
    }
    ArenaBlock *block = calloc(1, sizeof *block + size);
    if (block == NULL) {
        fail(arena);
    }
    block->size = size;
    arena->total += size;
    if (size != ARENA_BLOCK_SIZE && arena->blocks != NULL) {
        // A block for one big object goes behind the current one, which may still have room.
        block->older = arena->blocks->older;
        arena->blocks->older = block;
        return;
    }
    block->older = arena->blocks;
    arena->blocks = block;
    arena->next = block->payload;
    arena->end = block->payload + size;
}

void *arena_alloc(Arena *arena, size_t size)
{
    size = (size + 15) & ~(size_t)15;
    if ((size_t)(arena->end - arena->next) < size || arena->next == NULL) {
        ArenaBlock *newest = arena->blocks;
        add_block(arena, size);
        if (arena->blocks == newest) {
            return newest->older->payload;
        }
    }
    void *result = arena->next;
    arena->next += size;
    return result;
}

void *arena_grow(Arena *arena, void *old, size_t old_size, size_t new_size)
{
    assert(new_size >= old_size);
    size_t old_rounded = (old_size + 15) & ~(size_t)15;
    size_t new_rounded = (new_size + 15) & ~(size_t)15;
    if (old_size != 0 && (char *)old + old_rounded == arena->next &&
        (size_t)(arena->end - arena->next) >= new_rounded - old_rounded) {
        arena->next += new_rounded - old_rounded;
        return old;
    }
    void *result = arena_alloc(arena, new_size);
    if (old_size != 0) {
        memcpy(result, old, old_size);
    }
    return result;
}

char *arena_copy(Arena *arena, const void *bytes, size_t size)
{
    char *result = arena_alloc(arena, size + 1);
    if (size != 0) {
        memcpy(result, bytes, size);
    }
    return result;
}

char *arena_printf(Arena *arena, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    assert(format != NULL);
    int length = vsnprintf(NULL, 0, format, arguments);
    va_end(arguments);
    assert(length >= 0);
    char *result = arena_alloc(arena, (size_t)length + 1);
    va_start(arguments, format);
    vsnprintf(result, (size_t)length + 1, format, arguments);
    va_end(arguments);
    return result;
}
