// SPDX-License-Identifier: Apache-2.0
// What the files of heap/ share and nobody else sees: segments, fragments, shared bits as the
// collector knows them.
#ifndef ERLITE_HEAP_INTERNAL_H
#define ERLITE_HEAP_INTERNAL_H

#include "heap/heap.h"
#include "heap/literal_pool.h"
#include "term/shared_bytes.h"

// A piece of the old generation: terms in [start, top). Nothing in it moves before the next full
// collection.
struct OldSegment {
    OldSegment *next;
    Term *start;
    Term *top;
    Term *end;
    bool is_adopted; // it was a process's block: may hold words that were taken and never filled
};

struct Fragment {
    Room room;      // what is still free
    Fragment *next; // in the heap's list, or more of the same terms
    Memory *memory;
    Term *start;
    size_t words; // capacity
};

// Words of a shared bits object that the collector knows.
enum { SHARED_BITS_OWNER = 2, SHARED_BITS_NEXT = 3 };
#define SHARED_LIST_END TERM_LITERAL(0)

static inline bool shared_list_is_end(Term list) { return term_word(list) == 0; }
static inline SharedBytes *shared_bits_owner(const Term *object)
{
    return (SharedBytes *)(uintptr_t)term_word(object[SHARED_BITS_OWNER]);
}
// Drops the references of all shared bits in the list.
void shared_list_release(Term list);
// Puts all of `list` before `onto`; returns the joined list.
Term shared_list_join(Term list, Term onto);

static inline size_t words_between(const Term *start, const Term *end)
{
    return (size_t)(end - start);
}
static inline size_t heap_stack_words(const Heap *heap)
{
    return words_between(heap->room.end, heap->block_end);
}
static inline size_t heap_block_words(const Heap *heap)
{
    return words_between(heap->start, heap->block_end);
}
static inline size_t heap_young_used(const Heap *heap)
{
    return words_between(heap->start, heap->room.top);
}

// `words` words without contents, or NULL; and back.
MUST_CHECK Term *heap_take_words(Memory *memory, size_t words);
void heap_free_words(Memory *memory, Term *start, size_t words);

MUST_CHECK OldSegment *segment_create(Memory *memory, size_t words);
void segment_destroy(Memory *memory, OldSegment *segment);

// The used words of all fragments of a heap.
size_t fragments_used(const Heap *heap);
void fragments_free(Heap *heap);
Term *heap_overflow(Room *room, size_t words);

// ---- the ways to collect; each leaves the heap unchanged when it returns HEAP_NO_MEMORY

// Copies the living young terms: those that have survived before, or all of them when `promote_all`
// is set, into the old generation, the others to a new block.
MUST_CHECK HeapStatus collect_minor(Heap *heap, size_t need, const RootRange *ranges,
                                    size_t range_count, bool promote_all);
// Copies everything that lives into one new segment.
MUST_CHECK HeapStatus collect_full(Heap *heap, size_t need, const RootRange *ranges,
                                   size_t range_count);
// Makes the whole block a segment of the old generation, dead and alive, without looking at it.
// There must be no fragments.
MUST_CHECK HeapStatus collect_adopt(Heap *heap, size_t need);
// The size of a block that has `kept` words of terms, the stack and `need` words, and room to go
// on.
size_t heap_block_target(const Heap *heap, size_t kept, size_t need);

#endif
