// SPDX-License-Identifier: Apache-2.0
// Literals lie in one range of addresses, reserved when the VM is made and backed with memory as it
// is used. Areas are handed out from its low end; freed ones are kept in a list, by address, in
// their own first words.
#include "heap/literal_pool.h"

#include <pthread.h>
#include <sys/mman.h>

#include "heap/heap_internal.h"

#define RESERVE_BYTES     ((size_t)1 << 30)
#define RESERVE_MIN_BYTES ((size_t)1 << 22)
#define COMMIT_BYTES      ((size_t)1 << 17)

typedef struct FreeArea {
    struct FreeArea *next; // at a higher address
    size_t words;
} FreeArea;
#define AREA_MIN_WORDS (sizeof(FreeArea) / sizeof(Term))

struct LiteralPoolState {
    pthread_mutex_t lock;
    Term *top;       // never handed out from here on
    Term *committed; // backed with memory up to here
    FreeArea *free;
};

static void *reserve_addresses(size_t *size)
{
    for (*size = RESERVE_BYTES; *size >= RESERVE_MIN_BYTES; *size /= 2) {
        void *start =
            mmap(NULL, *size, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
        if (start != MAP_FAILED)
            return start;
    }
    return NULL;
}

LiteralPool *literal_pool_create(Memory *memory)
{
    LiteralPool *pool = memory_alloc(memory, sizeof *pool);
    struct LiteralPoolState *state = memory_alloc(memory, sizeof *state);
    size_t size = 0;
    Term *start = pool && state ? reserve_addresses(&size) : NULL;
    if (!start) {
        memory_free(memory, pool, sizeof *pool);
        memory_free(memory, state, sizeof *state);
        return NULL;
    }
    *pool = (LiteralPool){start, start + size / sizeof(Term), memory, state};
    pthread_mutex_init(&state->lock, NULL);
    state->top = start;
    state->committed = start;
    state->free = NULL;
    return pool;
}

void literal_pool_destroy(LiteralPool *pool)
{
    if (!pool)
        return;
    Memory *memory = pool->memory;
    memory_discharge(memory, words_between(pool->start, pool->state->committed) * sizeof(Term));
    munmap(pool->start, words_between(pool->start, pool->end) * sizeof(Term));
    pthread_mutex_destroy(&pool->state->lock);
    memory_free(memory, pool->state, sizeof *pool->state);
    memory_free(memory, pool, sizeof *pool);
}

// Takes the first free area that is large enough; what it has beyond `words` stays free.
static Term *take_free(struct LiteralPoolState *state, size_t words)
{
    for (FreeArea **link = &state->free; *link; link = &(*link)->next) {
        FreeArea *area = *link;
        if (area->words < words || (area->words > words && area->words < words + AREA_MIN_WORDS))
            continue;
        if (area->words == words) {
            *link = area->next;
        } else {
            FreeArea *rest = (FreeArea *)((Term *)area + words);
            *rest = (FreeArea){area->next, area->words - words};
            *link = rest;
        }
        return (Term *)area;
    }
    return NULL;
}

static bool commit(LiteralPool *pool, const Term *end)
{
    struct LiteralPoolState *state = pool->state;
    if (end <= state->committed)
        return true;
    size_t bytes = words_between(state->committed, end) * sizeof(Term);
    bytes = (bytes + COMMIT_BYTES - 1) / COMMIT_BYTES * COMMIT_BYTES;
    if (!memory_charge(pool->memory, bytes))
        return false;
    if (mprotect(state->committed, bytes, PROT_READ | PROT_WRITE) != 0) {
        memory_discharge(pool->memory, bytes);
        return false;
    }
    state->committed += bytes / sizeof(Term);
    return true;
}
_Static_assert(RESERVE_MIN_BYTES % COMMIT_BYTES == 0,
               "the last piece to commit ends with the range");

static Term *take_new(LiteralPool *pool, size_t words)
{
    struct LiteralPoolState *state = pool->state;
    if (words > words_between(state->top, pool->end) || !commit(pool, state->top + words))
        return NULL;
    Term *start = state->top;
    state->top += words;
    return start;
}

static Term *area_is_full(Room *room, size_t words)
{
    (void)room;
    (void)words;
    return NULL;
}

bool literal_area_create(LiteralPool *pool, size_t words, LiteralArea *area)
{
    if (words > RESERVE_BYTES / sizeof(Term))
        return false;
    // One word more than asked for, since a room is full when one word is left.
    size_t size = words + 1 > AREA_MIN_WORDS ? words + 1 : AREA_MIN_WORDS;
    pthread_mutex_lock(&pool->state->lock);
    Term *start = take_free(pool->state, size);
    if (!start)
        start = take_new(pool, size);
    pthread_mutex_unlock(&pool->state->lock);
    if (!start)
        return false;
    *area =
        (LiteralArea){start, start + size, {start, start + size, SHARED_LIST_END, 0, area_is_full}};
    return true;
}

// Puts a free area in its place by address and joins it with its neighbours.
static void insert_free(struct LiteralPoolState *state, FreeArea *area)
{
    FreeArea *before = NULL;
    FreeArea *after = state->free;
    while (after && after < area) {
        before = after;
        after = after->next;
    }
    area->next = after;
    if (before)
        before->next = area;
    else
        state->free = area;
    if (after && (Term *)area + area->words == (Term *)after) {
        area->words += after->words;
        area->next = after->next;
    }
    if (before && (Term *)before + before->words == (Term *)area) {
        before->words += area->words;
        before->next = area->next;
    }
}

void literal_area_destroy(LiteralPool *pool, LiteralArea *area)
{
    if (!area->start)
        return;
    shared_list_release(area->room.shared_list);
    size_t words = words_between(area->start, area->end);
    pthread_mutex_lock(&pool->state->lock);
    FreeArea *freed = (FreeArea *)area->start;
    freed->words = words;
    insert_free(pool->state, freed);
    pthread_mutex_unlock(&pool->state->lock);
    *area = (LiteralArea){0};
}
