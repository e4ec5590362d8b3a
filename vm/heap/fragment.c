// SPDX-License-Identifier: Apache-2.0
// Fragments: terms outside the block. Messages are built in them before the receiver sees them, and
// C functions spill into them, because nothing may be moved while they run.
#include "heap/heap_internal.h"

#define OVERFLOW_MIN_WORDS 256
#define OVERFLOW_MAX_WORDS ((size_t)1 << 16)

// Terms that outgrow their fragment go on in another one behind it.
static Term *fragment_overflow(Room *room, size_t words)
{
    Fragment *first = (Fragment *)room;
    Fragment *more = first->next;
    if (!more || words_between(more->room.top, more->room.end) <= words) {
        size_t capacity = first->words > words ? first->words : words;
        more = fragment_create(first->memory,
                               capacity < OVERFLOW_MIN_WORDS ? OVERFLOW_MIN_WORDS : capacity);
        if (!more)
            return NULL;
        more->next = first->next;
        first->next = more;
    }
    Term *start = more->room.top;
    more->room.top += words;
    return start;
}

Fragment *fragment_create(Memory *memory, size_t words)
{
    if (words > SIZE_MAX / 16)
        return NULL;
    // One word more than asked for, since a room is full when one word is left.
    Fragment *fragment = memory_alloc(memory, sizeof *fragment + (words + 1) * sizeof(Term));
    if (!fragment)
        return NULL;
    Term *start = (Term *)(fragment + 1);
    *fragment = (Fragment){
        .room = {start, start + words + 1, SHARED_LIST_END, 0, fragment_overflow},
        .memory = memory,
        .start = start,
        .words = words,
    };
    return fragment;
}
_Static_assert(sizeof(Fragment) % sizeof(Term) == 0 && offsetof(Fragment, room) == 0,
               "room first, words behind");

Room *fragment_room(Fragment *fragment) { return &fragment->room; }

static void free_chain(Fragment *fragment)
{
    while (fragment) {
        Fragment *next = fragment->next;
        memory_free(fragment->memory, fragment,
                    sizeof *fragment + (fragment->words + 1) * sizeof(Term));
        fragment = next;
    }
}

void fragment_destroy(Fragment *fragment)
{
    if (!fragment)
        return;
    shared_list_release(fragment->room.shared_list);
    free_chain(fragment);
}

void heap_attach_fragment(Heap *heap, Fragment *fragment)
{
    heap->room.shared_list = shared_list_join(fragment->room.shared_list, heap->room.shared_list);
    heap->room.shared_bytes += fragment->room.shared_bytes;
    fragment->room.shared_list = SHARED_LIST_END;
    Fragment *last = fragment;
    for (;; last = last->next) {
        heap->fragment_words += words_between(last->start, last->room.top);
        if (!last->next)
            break;
    }
    last->next = heap->fragments;
    heap->fragments = fragment;
}

Term *heap_overflow(Room *room, size_t words)
{
    Heap *heap = (Heap *)room;
    Fragment *fragment = heap->fragments;
    if (!fragment || words_between(fragment->room.top, fragment->room.end) <= words) {
        size_t capacity =
            heap->fragment_words < OVERFLOW_MAX_WORDS ? heap->fragment_words : OVERFLOW_MAX_WORDS;
        if (capacity < OVERFLOW_MIN_WORDS)
            capacity = OVERFLOW_MIN_WORDS;
        fragment = fragment_create(heap->memory, capacity > words ? capacity : words);
        if (!fragment)
            return NULL;
        fragment->next = heap->fragments;
        heap->fragments = fragment;
    }
    Term *start = fragment->room.top;
    fragment->room.top += words;
    heap->fragment_words += words;
    return start;
}
_Static_assert(offsetof(Heap, room) == 0, "heap_overflow finds the heap by its room");

size_t fragments_used(const Heap *heap)
{
    size_t words = 0;
    for (const Fragment *f = heap->fragments; f; f = f->next)
        words += words_between(f->start, f->room.top);
    return words;
}

void fragments_free(Heap *heap)
{
    free_chain(heap->fragments);
    heap->fragments = NULL;
    heap->fragment_words = 0;
}
