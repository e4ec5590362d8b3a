// SPDX-License-Identifier: Apache-2.0
// The copying collector: Cheney's scan into a new block (terms that have not survived before) and
// into the segments of the old generation at the same time. All memory that the worst case may need
// is taken before the first term moves, so that a collection either happens or leaves everything as
// it was.
//
// Terms never change once built, so nothing old points to anything young, and a minor collection
// need not look at the old generation. What has moved leaves its new place behind: a boxed object
// in its header, a cons in its tail, with a forward header as its head.
#include "heap/heap_internal.h"

#define SEGMENT_MIN_WORDS        256
#define SEGMENT_GROWTH_MAX_WORDS ((size_t)1 << 20)
#define LOCAL_RANGES             16

static inline Term forward_header(void) { return header_make(KIND_FORWARD, 0); }

typedef struct FragmentRange {
    Word start;
    Word end;
} FragmentRange;

typedef struct Collector {
    Heap *heap;
    // Where terms are taken from; all addresses as words, so that one comparison tests a range.
    Word from;
    size_t from_bytes;
    size_t mature_bytes; // of those, at the start: what goes to the old generation
    Word literals;
    size_t literal_bytes;
    FragmentRange *ranges; // sorted; the fragments
    size_t range_count;
    FragmentRange local_ranges[LOCAL_RANGES];
    bool promote_all;
    // Where they go.
    Term *top;           // of the new block
    OldSegment *segment; // being filled
    OldSegment *reserve; // for what does not fit there, or NULL
} Collector;

// ---- fragments by address

static int compare_ranges(const FragmentRange *a, const FragmentRange *b)
{
    return a->start < b->start ? -1 : a->start > b->start;
}

static void sift_down(FragmentRange *ranges, size_t at, size_t count)
{
    for (size_t child; (child = at * 2 + 1) < count; at = child) {
        if (child + 1 < count && compare_ranges(&ranges[child], &ranges[child + 1]) < 0)
            child++;
        if (compare_ranges(&ranges[at], &ranges[child]) >= 0)
            return;
        FragmentRange swapped = ranges[at];
        ranges[at] = ranges[child];
        ranges[child] = swapped;
    }
}

// Heap sort: in place, and no worse for a mailbox of a hundred thousand messages.
static void sort_ranges(FragmentRange *ranges, size_t count)
{
    for (size_t i = count / 2; i-- > 0;)
        sift_down(ranges, i, count);
    for (size_t end = count; end-- > 1;) {
        FragmentRange largest = ranges[0];
        ranges[0] = ranges[end];
        ranges[end] = largest;
        sift_down(ranges, 0, end);
    }
}

MUST_CHECK static bool index_fragments(Collector *c)
{
    const Heap *heap = c->heap;
    size_t count = 0;
    for (const Fragment *f = heap->fragments; f; f = f->next)
        count++;
    c->ranges = c->local_ranges;
    if (count > LOCAL_RANGES) {
        c->ranges = memory_alloc(heap->memory, count * sizeof *c->ranges);
        if (!c->ranges)
            return false;
    }
    c->range_count = count;
    size_t at = 0;
    for (const Fragment *f = heap->fragments; f; f = f->next) {
        c->ranges[at++] = (FragmentRange){(Word)(uintptr_t)f->start, (Word)(uintptr_t)f->room.top};
    }
    sort_ranges(c->ranges, count);
    return true;
}

static void drop_fragment_index(Collector *c)
{
    if (c->ranges && c->ranges != c->local_ranges) {
        memory_free(c->heap->memory, c->ranges, c->range_count * sizeof *c->ranges);
    }
}

static bool in_fragment(const Collector *c, Word address)
{
    size_t low = 0;
    size_t high = c->range_count;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (address >= c->ranges[middle].end)
            low = middle + 1;
        else
            high = middle;
    }
    return low < c->range_count && address >= c->ranges[low].start;
}

// ---- moving one object

NO_INLINE static void use_reserve(Collector *c)
{
    assert(c->reserve);
    c->segment = c->reserve;
    c->reserve = NULL;
}

static ALWAYS_INLINE Term *take_place(Collector *c, size_t words, bool promote)
{
    Term *place;
    if (promote) {
        if (unlikely(words_between(c->segment->top, c->segment->end) < words))
            use_reserve(c);
        place = c->segment->top;
        c->segment->top = place + words;
    } else {
        place = c->top;
        c->top = place + words;
    }
    return place;
}

static ALWAYS_INLINE Term move_cons(Collector *c, Term *cell, bool promote)
{
    if (term_same(cell[0], forward_header()))
        return cell[1];
    Term *place = take_place(c, 2, promote);
    place[0] = cell[0];
    place[1] = cell[1];
    cell[0] = forward_header();
    cell[1] = cons_make(place);
    return cell[1];
}

static ALWAYS_INLINE Term move_boxed(Collector *c, Term *object, bool promote)
{
    if (!term_is_header(object[0]))
        return object[0];
    size_t words = header_size(object[0]) + 1;
    Term *place = take_place(c, words, promote);
    for (size_t i = 0; i < words; i++)
        place[i] = object[i];
    object[0] = boxed_make(place);
    return object[0];
}

static ALWAYS_INLINE void visit(Collector *c, Term *slot, const bool is_full)
{
    Term t = *slot;
    if (!term_is_pointer(t))
        return;
    Term *object = term_address(t);
    Word address = (Word)(uintptr_t)object;
    bool promote = true;
    if (is_full) {
        if (address - c->literals < c->literal_bytes)
            return;
    } else {
        Word offset = address - c->from;
        if (likely(offset < c->from_bytes))
            promote = offset < c->mature_bytes;
        else if (likely(c->range_count == 0) || !in_fragment(c, address))
            return;
        else
            promote = c->promote_all;
    }
    *slot = term_is_cons(t) ? move_cons(c, object, promote) : move_boxed(c, object, promote);
}

// Words after this header that are no terms to follow.
static inline size_t opaque_words(Term header)
{
    if (header_is_raw(header))
        return header_size(header);
    // The list that shared bits are linked into must not keep them alive.
    return header_kind(header) == KIND_SHARED_BITS ? SHARED_BITS_NEXT : 0;
}

// Visits all words of objects from `scan` to `*top`, which moves on meanwhile. Returns `*top`.
static ALWAYS_INLINE Term *scan_objects(Collector *c, Term *scan, Term *const *top,
                                        const bool is_full)
{
    while (scan < *top) {
        if (term_is_header(*scan))
            scan += opaque_words(*scan) + 1;
        else
            visit(c, scan++, is_full);
    }
    return scan;
}

static ALWAYS_INLINE void visit_row(Collector *c, Term *start, size_t count, const bool is_full)
{
    for (size_t i = 0; i < count; i++)
        visit(c, start + i, is_full);
}

// Everything that the roots lead to. `block` is the new block's first free word, as long as nothing
// is moved.
static ALWAYS_INLINE void trace(Collector *c, Term *stack, size_t stack_words,
                                const RootRange *ranges, size_t range_count, const bool is_full)
{
    Term *block = c->top;
    OldSegment *segment = c->segment;
    Term *scan = segment ? segment->top : NULL;
    visit_row(c, stack, stack_words, is_full);
    for (size_t i = 0; i < range_count; i++) {
        if (is_full || !ranges[i].is_old)
            visit_row(c, ranges[i].start, ranges[i].count, is_full);
    }
    for (;;) {
        if (block < c->top) {
            block = scan_objects(c, block, &c->top, is_full);
        } else if (segment && scan < segment->top) {
            scan = scan_objects(c, scan, &segment->top, is_full);
        } else if (segment != c->segment) {
            segment = c->segment;
            scan = segment->start;
        } else {
            return;
        }
    }
}

NO_INLINE static void trace_minor(Collector *c, Term *stack, size_t stack_words,
                                  const RootRange *ranges, size_t range_count)
{
    trace(c, stack, stack_words, ranges, range_count, false);
}

NO_INLINE static void trace_full(Collector *c, Term *stack, size_t stack_words,
                                 const RootRange *ranges, size_t range_count)
{
    trace(c, stack, stack_words, ranges, range_count, true);
}

// ---- shared bits

// Drops the references of the dead in `list`; the others join the list of the generation that they
// are now in. The new block is [block, c->top).
static void sweep_shared(Collector *c, Term list, const Term *block)
{
    Heap *heap = c->heap;
    while (!shared_list_is_end(list)) {
        const Term *object = boxed_address(list);
        list = object[SHARED_BITS_NEXT];
        if (term_is_header(object[0])) {
            shared_bytes_release(shared_bits_owner(object));
            continue;
        }
        Term moved = object[0];
        Term *place = boxed_address(moved);
        bool is_young = place >= block && place < c->top;
        Term *survivors = is_young ? &heap->room.shared_list : &heap->old_shared_list;
        if (!is_young)
            heap->old_shared_bytes += shared_bits_owner(place)->capacity;
        place[SHARED_BITS_NEXT] = *survivors;
        *survivors = moved;
    }
}

// ---- the block and the segments around a collection

// A new block with the stack copied to its end.
static void copy_stack(const Heap *heap, Term *block, size_t block_words)
{
    size_t stack_words = heap_stack_words(heap);
    memcpy(block + block_words - stack_words, heap->room.end, stack_words * sizeof(Term));
}

// The heap goes on in `block` (which may be the one it has), its terms in [block, top).
static void enter_block(Heap *heap, Term *block, size_t block_words, Term *top)
{
    size_t stack_words = heap_stack_words(heap);
    if (block != heap->start)
        heap_free_words(heap->memory, heap->start, heap_block_words(heap));
    heap->start = block;
    heap->block_end = block + block_words;
    heap->high_water = top;
    heap->room.top = top;
    heap->room.end = heap->block_end - stack_words;
#ifndef NDEBUG
    // Words that are taken and not filled are found by heap_verify.
    size_t free_words = words_between(top, heap->room.end);
    memset(top, 0xf6, (free_words < 64 ? free_words : 64) * sizeof(Term));
#endif
}

// When nothing stays in the block: the same one when its size is right, else another. NULL without
// memory.
static Term *choose_empty_block(const Heap *heap, size_t need, size_t *words)
{
    size_t now = heap_block_words(heap);
    size_t target = heap_block_target(heap, 0, need);
    *words = now;
    bool is_enough = now >= heap_stack_words(heap) + need + STACK_RESERVE && now >= target / 2;
    if (is_enough && now / 4 <= target)
        return heap->start;
    *words = target;
    return heap_take_words(heap->memory, target);
}

static void drop_block(const Heap *heap, Term *block, size_t words)
{
    if (block != heap->start)
        heap_free_words(heap->memory, block, words);
}

// Makes sure that `words` words fit the segment that is being filled, or a second one, c->reserve.
MUST_CHECK static bool reserve_old(Collector *c, size_t words)
{
    Heap *heap = c->heap;
    OldSegment *current = heap->old;
    c->segment = current;
    if (words == 0 || (current && words_between(current->top, current->end) >= words))
        return true;
    OldSegment *spare = current ? current->next : NULL;
    if (spare && spare->top == spare->start) {
        // Left over from the last time.
        current->next = spare->next;
        if (words_between(spare->start, spare->end) >= words) {
            spare->next = NULL;
            c->reserve = spare;
            return true;
        }
        segment_destroy(heap->memory, spare);
    }
    size_t growth = heap->old_words / 2 < SEGMENT_GROWTH_MAX_WORDS ? heap->old_words / 2
                                                                   : SEGMENT_GROWTH_MAX_WORDS;
    size_t size = words > growth ? words : growth;
    c->reserve = segment_create(heap->memory, size > SEGMENT_MIN_WORDS ? size : SEGMENT_MIN_WORDS);
    if (!c->reserve)
        return false;
    if (!current)
        use_reserve(c);
    return true;
}

// Links what reserve_old has made: the segment being filled first, an unused one behind it.
static void link_segments(Collector *c)
{
    Heap *heap = c->heap;
    if (c->reserve) {
        c->reserve->next = heap->old->next;
        heap->old->next = c->reserve;
    } else if (c->segment != heap->old) {
        c->segment->next = heap->old;
        heap->old = c->segment;
    }
}

static void collector_init(Collector *c, Heap *heap)
{
    c->heap = heap;
    c->from = (Word)(uintptr_t)heap->start;
    c->from_bytes = heap_young_used(heap) * sizeof(Term);
    c->mature_bytes = c->from_bytes;
    c->literals = 0;
    c->literal_bytes = 0;
    if (heap->literals) {
        c->literals = (Word)(uintptr_t)heap->literals->start;
        c->literal_bytes = words_between(heap->literals->start, heap->literals->end) * sizeof(Term);
    }
    c->ranges = NULL;
    c->range_count = 0;
    c->promote_all = true;
    c->top = NULL;
    c->segment = NULL;
    c->reserve = NULL;
}

// Takes the young lists and fragments out of the heap, after everything has moved; `block` as in
// sweep_shared.
static void finish_young(Collector *c, const Term *block)
{
    Heap *heap = c->heap;
    Term young_list = heap->room.shared_list;
    heap->room.shared_list = SHARED_LIST_END;
    sweep_shared(c, young_list, block);
    drop_fragment_index(c);
    fragments_free(heap);
}

// ---- the three ways

static size_t segments_used(const OldSegment *segment)
{
    size_t words = 0;
    for (; segment; segment = segment->next)
        words += words_between(segment->start, segment->top);
    return words;
}

HeapStatus collect_minor(Heap *heap, size_t need, const RootRange *ranges, size_t range_count,
                         bool promote_all)
{
    Collector c;
    collector_init(&c, heap);
    size_t fragment_words = fragments_used(heap);
    size_t young = heap_young_used(heap) + fragment_words;
    size_t mature = promote_all ? young : words_between(heap->start, heap->high_water);
    c.promote_all = promote_all;
    if (!promote_all)
        c.mature_bytes = mature * sizeof(Term);
    size_t block_words = heap_block_target(heap, young - mature, need);
    Term *block = promote_all ? choose_empty_block(heap, need, &block_words)
                              : heap_take_words(heap->memory, block_words);
    if (!block)
        return HEAP_NO_MEMORY;
    if (!reserve_old(&c, mature))
        goto fail;
    if (!index_fragments(&c))
        goto fail;

    if (block != heap->start)
        copy_stack(heap, block, block_words);
    size_t stack_words = heap_stack_words(heap);
    c.top = block;
    trace_minor(&c, block + block_words - stack_words, stack_words, ranges, range_count);
    link_segments(&c);
    size_t old_words = segments_used(heap->old);
    size_t survived = old_words - heap->old_words + words_between(block, c.top);
    heap->survival = (uint8_t)(young ? survived * 100 / young : 0);
    heap->old_words = old_words;
    finish_young(&c, block);
    enter_block(heap, block, block_words, c.top);
    return HEAP_OK;

fail:
    if (c.reserve)
        segment_destroy(heap->memory, c.reserve);
    else if (c.segment != heap->old)
        segment_destroy(heap->memory, c.segment);
    drop_block(heap, block, block_words);
    return HEAP_NO_MEMORY;
}

HeapStatus collect_full(Heap *heap, size_t need, const RootRange *ranges, size_t range_count)
{
    Collector c;
    collector_init(&c, heap);
    size_t used = heap_young_used(heap) + fragments_used(heap) + heap->old_words;
    size_t block_words;
    Term *block = choose_empty_block(heap, need, &block_words);
    if (!block)
        return HEAP_NO_MEMORY;
    if (used) {
        c.segment = segment_create(heap->memory, used);
        if (!c.segment) {
            drop_block(heap, block, block_words);
            return HEAP_NO_MEMORY;
        }
    }
    if (block != heap->start)
        copy_stack(heap, block, block_words);
    size_t stack_words = heap_stack_words(heap);
    c.top = block;
    trace_full(&c, block + block_words - stack_words, stack_words, ranges, range_count);

    Term old_list = heap->old_shared_list;
    heap->old_shared_list = SHARED_LIST_END;
    heap->old_shared_bytes = 0;
    sweep_shared(&c, old_list, block);
    finish_young(&c, block);
    while (heap->old) {
        OldSegment *segment = heap->old;
        heap->old = segment->next;
        segment_destroy(heap->memory, segment);
    }
    heap->old = c.segment;
    heap->old_words = segments_used(heap->old);
    enter_block(heap, block, block_words, block);
    return HEAP_OK;
}

HeapStatus collect_adopt(Heap *heap, size_t need)
{
    assert(!heap->fragments);
    OldSegment *segment = memory_alloc(heap->memory, sizeof *segment);
    if (!segment)
        return HEAP_NO_MEMORY;
    size_t block_words = heap_block_target(heap, 0, need);
    Term *block = heap_take_words(heap->memory, block_words);
    if (!block) {
        memory_free(heap->memory, segment, sizeof *segment);
        return HEAP_NO_MEMORY;
    }
    copy_stack(heap, block, block_words);
    size_t stack_words = heap_stack_words(heap);
    *segment = (OldSegment){heap->old, heap->start, heap->room.top, heap->block_end, true};
    heap->old = segment;
    heap->old_words += words_between(segment->start, segment->top);
    Term list = heap->room.shared_list;
    for (Term t = list; !shared_list_is_end(t); t = boxed_address(t)[SHARED_BITS_NEXT]) {
        heap->old_shared_bytes += shared_bits_owner(boxed_address(t))->capacity;
    }
    heap->old_shared_list = shared_list_join(list, heap->old_shared_list);
    heap->room.shared_list = SHARED_LIST_END;
    // The block's words now belong to the segment: enter_block must not free them.
    heap->start = block;
    heap->block_end = block + block_words;
    heap->room.end = heap->block_end - stack_words;
    enter_block(heap, block, block_words, block);
    return HEAP_OK;
}
