// SPDX-License-Identifier: Apache-2.0
// The memory of one process: a block in which the heap grows up and the stack grows down, an old
// generation, and fragments; and the collector over them.
//
//   start         high_water      top ->            <- stack top          block_end
//     | survivors     | new terms   |    free words     | stack frames        |
//
// Who may touch it: only the process itself, on the scheduler that runs it. No C function collects
// while it holds terms: room_take spills into fragments instead, and heap_collect is called only
// where all live terms are in the given roots.
#ifndef ERLITE_HEAP_H
#define ERLITE_HEAP_H

#include "memory.h"
#include "term/room.h"

// Words that are always free between heap and stack, so that a call may push its return address
// without a check.
#define STACK_RESERVE 2

typedef struct Fragment Fragment;
typedef struct OldSegment OldSegment;
typedef struct LiteralPool LiteralPool;

typedef struct Heap {
    Room room;               // room.top: first free word; room.end: top of the stack
    Term *start;             // the block
    Term *block_end;         // bottom of the stack
    Term *high_water;        // terms below have survived once and move to the old generation next
    OldSegment *old;         // old generation: segments, the one being filled first
    Term old_shared_list;    // shared bits in the old generation
    size_t old_shared_bytes; // bytes that they keep alive
    size_t old_shared_limit; // when passed, the next collection is a full one
    size_t old_words;        // used words of all segments
    size_t old_limit;        // when old_words passes it, the next collection is a full one
    Fragment *fragments; // terms beyond the block, and messages; the next collection absorbs them
    size_t fragment_words;
    size_t min_words;   // the block never shrinks below
    size_t max_words;   // max_heap_size in words, 0 for none
    size_t minor_count; // collections since the last full one
    size_t fullsweep_after;
    size_t collections; // all of them, for statistics
    size_t words_reclaimed;
    bool force_full;
    size_t young_words; // free words that a collection aims at; see the policy in heap.c
    uint8_t survival;   // percentage of young words that the last minor collection found alive
    uint8_t adoptions;  // blocks that became old without being looked at, since then
    Memory *memory;
    const LiteralPool *literals; // terms inside are never moved
} Heap;

// A row of terms that the collector updates in place.
typedef struct RootRange {
    Term *start;
    size_t count;
    bool is_old; // all in the old generation or constant: a minor collection passes over them
} RootRange;

typedef enum HeapStatus {
    HEAP_OK,
    HEAP_NO_MEMORY,     // the VM's limit or the machine's; the heap is unchanged
    HEAP_LIMIT_REACHED, // larger than max_words allows; the collection was made
} HeapStatus;

// An empty heap with a block of at least `min_words` words.
MUST_CHECK HeapStatus heap_init(Heap *heap, Memory *memory, const LiteralPool *literals,
                                size_t min_words);
// Gives back everything, and drops the references to shared bytes.
void heap_destroy(Heap *heap);

// Collects so that afterwards at least `need` words (+ STACK_RESERVE) are free between heap and
// stack. The stack from room.end to block_end is a root by itself (return addresses and catch words
// in it are left alone); further roots are `ranges`. Fragments are absorbed.
MUST_CHECK HeapStatus heap_collect(Heap *heap, size_t need, const RootRange *ranges,
                                   size_t range_count);
// The same, always a full collection, that also fits the block's size to what survived.
MUST_CHECK HeapStatus heap_collect_full(Heap *heap, size_t need, const RootRange *ranges,
                                        size_t range_count);

// True when the terms built beyond the block have grown so much that the next instruction that can
// should collect.
static inline bool heap_wants_collection(const Heap *heap)
{
    return heap->fragment_words > (size_t)(heap->block_end - heap->start) ||
           heap->room.shared_bytes > ((size_t)(heap->block_end - heap->start + 8192) << 5);
}

// Words in use: block, old generation, fragments.
size_t heap_used_words(const Heap *heap);
// Words taken from memory for the process.
size_t heap_total_words(const Heap *heap);

// Debug: walks the roots and all words of block and old generation; asserts that each is well
// formed and points to an object of this heap or a literal. Only right after a collection. Returns
// the number of words seen.
size_t heap_verify(const Heap *heap, const RootRange *ranges, size_t range_count);

// ---- fragments: terms outside a block, made to be sent or kept

// A fragment with room for `words` words; the room is filled through fragment_room (and grows when
// that is not enough), then the fragment is attached, or destroyed.
MUST_CHECK Fragment *fragment_create(Memory *memory, size_t words);
Room *fragment_room(Fragment *fragment);
void fragment_destroy(Fragment *fragment);
// The heap owns the fragment and its terms from now on.
void heap_attach_fragment(Heap *heap, Fragment *fragment);

#endif
