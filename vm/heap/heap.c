// SPDX-License-Identifier: Apache-2.0
// A process's heap: its pieces of memory, and the policy of when to collect how, and how large the
// block should be. The collector itself is in collect.c.
//
// The policy in short: what survives twice is promoted. Where most of the young terms survive,
// ageing would only copy them once more: then all of them are promoted, and while that goes on,
// most full blocks simply become part of the old generation as they are, without a look. The block
// grows with what survives and, more slowly, with the number of collections; it never gets much
// smaller than the stack, so that scanning a deep stack stays cheap per word allocated.
#include "heap/heap_internal.h"

// The block's free words: grown to by survival, and by many collections alone.
#define YOUNG_MAX_WORDS            ((size_t)1 << 20)
#define YOUNG_CACHE_WORDS          ((size_t)1 << 13)
#define YOUNG_WORDS_PER_COLLECTION 64
// A block is adopted only from this size on, and only so often between two looks.
#define ADOPT_MIN_WORDS      ((size_t)1 << 12)
#define ADOPT_SURVIVAL       80
#define ADOPT_IN_A_ROW       3
#define PROMOTE_SURVIVAL     50
#define OLD_MIN_LIMIT_WORDS  ((size_t)1 << 12)
#define OLD_SHARED_MIN_LIMIT ((size_t)1 << 20)
#define FULLSWEEP_AFTER      65535
// No request beyond this can be met; sums of a few of them do not overflow.
#define NEED_MAX_WORDS (SIZE_MAX / 64)

// ---- words, segments, lists of shared bits

Term *heap_take_words(Memory *memory, size_t words)
{
    if (words > NEED_MAX_WORDS * 4)
        return NULL;
    return memory_alloc(memory, words * sizeof(Term));
}

void heap_free_words(Memory *memory, Term *start, size_t words)
{
#ifndef NDEBUG
    // A stale pointer should find no object: nothing is valid with this in its place.
    if (start)
        memset(start, 0xf7, words * sizeof(Term));
#endif
    memory_free(memory, start, words * sizeof(Term));
}

OldSegment *segment_create(Memory *memory, size_t words)
{
    OldSegment *segment = memory_alloc(memory, sizeof *segment);
    if (!segment)
        return NULL;
    Term *start = heap_take_words(memory, words);
    if (!start) {
        memory_free(memory, segment, sizeof *segment);
        return NULL;
    }
    *segment = (OldSegment){NULL, start, start, start + words, false};
    return segment;
}

void segment_destroy(Memory *memory, OldSegment *segment)
{
    if (!segment)
        return;
    heap_free_words(memory, segment->start, words_between(segment->start, segment->end));
    memory_free(memory, segment, sizeof *segment);
}

void shared_list_release(Term list)
{
    while (!shared_list_is_end(list)) {
        const Term *object = boxed_address(list);
        list = object[SHARED_BITS_NEXT];
        shared_bytes_release(shared_bits_owner(object));
    }
}

Term shared_list_join(Term list, Term onto)
{
    if (shared_list_is_end(list))
        return onto;
    Term *last = boxed_address(list);
    while (!shared_list_is_end(last[SHARED_BITS_NEXT]))
        last = boxed_address(last[SHARED_BITS_NEXT]);
    last[SHARED_BITS_NEXT] = onto;
    return list;
}

// ---- the heap

HeapStatus heap_init(Heap *heap, Memory *memory, const LiteralPool *literals, size_t min_words)
{
    size_t words = min_words > STACK_RESERVE * 4 ? min_words : STACK_RESERVE * 4;
    Term *start = heap_take_words(memory, words);
    if (!start)
        return HEAP_NO_MEMORY;
    *heap = (Heap){
        .room = {start, start + words, SHARED_LIST_END, 0, heap_overflow},
        .start = start,
        .block_end = start + words,
        .high_water = start,
        .old_shared_list = SHARED_LIST_END,
        .old_limit = OLD_MIN_LIMIT_WORDS,
        .old_shared_limit = OLD_SHARED_MIN_LIMIT,
        .min_words = words,
        .fullsweep_after = FULLSWEEP_AFTER,
        .young_words = words,
        .memory = memory,
        .literals = literals,
    };
    return HEAP_OK;
}

void heap_destroy(Heap *heap)
{
    shared_list_release(heap->room.shared_list);
    shared_list_release(heap->old_shared_list);
    fragments_free(heap);
    while (heap->old) {
        OldSegment *segment = heap->old;
        heap->old = segment->next;
        segment_destroy(heap->memory, segment);
    }
    heap_free_words(heap->memory, heap->start, heap_block_words(heap));
    heap->start = NULL;
}

size_t heap_used_words(const Heap *heap)
{
    return heap_young_used(heap) + heap_stack_words(heap) + heap->old_words + fragments_used(heap);
}

size_t heap_total_words(const Heap *heap)
{
    size_t words = heap_block_words(heap);
    for (const OldSegment *s = heap->old; s; s = s->next)
        words += words_between(s->start, s->end);
    for (const Fragment *f = heap->fragments; f; f = f->next)
        words += f->words;
    return words;
}

// ---- policy

size_t heap_block_target(const Heap *heap, size_t kept, size_t need)
{
    size_t stack = heap_stack_words(heap);
    size_t room = heap->young_words > stack ? heap->young_words : stack;
    size_t words = stack + need + STACK_RESERVE + (kept > room ? kept : room);
    return words > heap->min_words ? words : heap->min_words;
}

// After a look at the young terms: the next block's size follows what survived, and how often we
// are called.
static void adapt_young_size(Heap *heap)
{
    size_t wanted = heap->young_words;
    if (heap->survival >= ADOPT_SURVIVAL)
        wanted *= 4;
    else if (heap->survival >= 25)
        wanted *= 2;
    else if (heap->survival < 5 && wanted > YOUNG_CACHE_WORDS * 4)
        wanted /= 2;
    size_t busy = heap->collections * YOUNG_WORDS_PER_COLLECTION;
    if (busy > YOUNG_CACHE_WORDS)
        busy = YOUNG_CACHE_WORDS;
    if (wanted < busy)
        wanted = busy;
    heap->young_words = wanted < YOUNG_MAX_WORDS ? wanted : YOUNG_MAX_WORDS;
}

static bool wants_full(const Heap *heap)
{
    return heap->force_full || heap->minor_count >= heap->fullsweep_after ||
           heap->old_words > heap->old_limit || heap->old_shared_bytes > heap->old_shared_limit;
}

static bool may_adopt(const Heap *heap)
{
    return heap->survival >= ADOPT_SURVIVAL && heap->adoptions < ADOPT_IN_A_ROW &&
           !heap->fragments && !heap->max_words && heap_young_used(heap) >= ADOPT_MIN_WORDS &&
           heap_young_used(heap) >= heap_block_words(heap) / 2;
}

static HeapStatus adopt(Heap *heap, size_t need)
{
    size_t before = heap->young_words;
    heap->young_words = before * 2 < YOUNG_MAX_WORDS ? before * 2 : YOUNG_MAX_WORDS;
    HeapStatus status = collect_adopt(heap, need);
    if (status == HEAP_OK)
        heap->adoptions++;
    else
        heap->young_words = before;
    return status;
}

static HeapStatus minor(Heap *heap, size_t need, const RootRange *ranges, size_t range_count)
{
    // A block that is far larger than what is now wanted can only be left when nothing stays in it.
    bool too_large = heap_block_words(heap) / 4 > heap_block_target(heap, 0, need);
    bool promote_all = heap->survival >= PROMOTE_SURVIVAL || too_large;
    // What survives says little where a collection came long before the block was full.
    bool is_filled = heap_young_used(heap) + fragments_used(heap) >= heap->young_words / 4;
    HeapStatus status = collect_minor(heap, need, ranges, range_count, promote_all);
    if (status != HEAP_OK)
        return status;
    heap->minor_count++;
    heap->adoptions = 0;
    if (is_filled)
        adapt_young_size(heap);
    return HEAP_OK;
}

// A full collection, and another one into a segment that fits when nearly all was garbage.
static HeapStatus full(Heap *heap, size_t need, const RootRange *ranges, size_t range_count)
{
    size_t before = heap->old_words + heap_young_used(heap);
    HeapStatus status = collect_full(heap, need, ranges, range_count);
    if (status != HEAP_OK)
        return status;
    size_t live = heap->old_words;
    if (before > OLD_MIN_LIMIT_WORDS && live < before / 4) {
        // Without memory for it the large segment stays, which is no loss of anything but room.
        (void)!collect_full(heap, need, ranges, range_count);
    }
    heap->minor_count = 0;
    heap->force_full = false;
    bool is_growing = live >= before / 4 * 3;
    heap->old_limit = live * (is_growing ? 4 : 2) + OLD_MIN_LIMIT_WORDS;
    heap->old_shared_limit = heap->old_shared_bytes * 2 + OLD_SHARED_MIN_LIMIT;
    return HEAP_OK;
}

static HeapStatus check_limit(Heap *heap, size_t need, const RootRange *ranges, size_t range_count)
{
    if (!heap->max_words || heap_used_words(heap) + need <= heap->max_words)
        return HEAP_OK;
    if (heap->minor_count) {
        HeapStatus status = full(heap, need, ranges, range_count);
        if (status != HEAP_OK)
            return status;
    }
    return heap_used_words(heap) + need <= heap->max_words ? HEAP_OK : HEAP_LIMIT_REACHED;
}

static HeapStatus collect(Heap *heap, size_t need, const RootRange *ranges, size_t range_count,
                          bool is_full)
{
    HeapStatus status = HEAP_NO_MEMORY;
    if (need > NEED_MAX_WORDS)
        return status;
    if (heap->max_words && need > heap->max_words)
        return HEAP_LIMIT_REACHED;
    size_t before = heap_used_words(heap);
    if (is_full)
        status = full(heap, need, ranges, range_count);
    else if (may_adopt(heap))
        status = adopt(heap, need);
    if (status == HEAP_NO_MEMORY)
        status = minor(heap, need, ranges, range_count);
    if (status != HEAP_OK)
        return status;
    heap->collections++;
    heap->room.shared_bytes = 0;
    size_t after = heap_used_words(heap);
    if (after < before)
        heap->words_reclaimed += before - after;
    return check_limit(heap, need, ranges, range_count);
}

HeapStatus heap_collect(Heap *heap, size_t need, const RootRange *ranges, size_t range_count)
{
    return collect(heap, need, ranges, range_count, wants_full(heap));
}

HeapStatus heap_collect_full(Heap *heap, size_t need, const RootRange *ranges, size_t range_count)
{
    heap->young_words = heap->min_words;
    heap->survival = 0;
    return collect(heap, need, ranges, range_count, true);
}
