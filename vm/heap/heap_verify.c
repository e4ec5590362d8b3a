// SPDX-License-Identifier: Apache-2.0
// Debug: the invariants of a heap made executable. Works right after a collection, when every word
// of block and old generation is one that the collector has written.
#include "heap/heap_internal.h"

static void verify(bool holds)
{
    assert(holds);
    (void)holds;
}

static bool in_words(const Term *address, const Term *start, const Term *end)
{
    return address >= start && address < end;
}

static bool heap_has(const Heap *heap, const Term *address)
{
    if (in_words(address, heap->start, heap->room.top))
        return true;
    for (const OldSegment *s = heap->old; s; s = s->next) {
        if (in_words(address, s->start, s->top))
            return true;
    }
    for (const Fragment *f = heap->fragments; f; f = f->next) {
        if (in_words(address, f->start, f->room.top))
            return true;
    }
    return heap->literals && in_words(address, heap->literals->start, heap->literals->end);
}

static void verify_immediate(Term t)
{
    enum ImmediateKind kind = (enum ImmediateKind)((term_word(t) >> 3) & 31);
    verify(kind <= IMMEDIATE_NONE);
}

// A word that a slot of an object or a root may hold.
static void verify_value(const Heap *heap, Term t)
{
    if (term_is_pointer(t)) {
        const Term *address = term_address(t);
        verify(heap_has(heap, address));
        if (term_is_boxed(t)) {
            verify(term_is_header(address[0]) && header_kind(address[0]) < KIND_FORWARD);
        } else {
            verify(!term_is_header(address[0]) && !term_is_header(address[1]));
        }
    } else if (term_tag(t) == TAG_IMMEDIATE) {
        verify_immediate(t);
    } else {
        verify(term_tag(t) != TAG_HEADER && term_tag(t) != TAG_RETURN);
    }
}

static void verify_row(const Heap *heap, const Term *start, size_t count)
{
    for (size_t i = 0; i < count; i++)
        verify_value(heap, start[i]);
}

// Nothing old may point to anything young, or a minor collection would miss it.
static void verify_old_value(const Heap *heap, Term t)
{
    verify(!term_is_pointer(t) || !in_words(term_address(t), heap->start, heap->block_end));
}

static void verify_objects(const Heap *heap, const Term *start, const Term *end, bool is_old)
{
    for (const Term *at = start; at < end;) {
        if (!term_is_header(*at)) {
            if (is_old)
                verify_old_value(heap, *at);
            verify_value(heap, *at++);
            continue;
        }
        size_t size = header_size(*at);
        verify(header_kind(*at) < KIND_FORWARD && size < words_between(at, end));
        bool is_opaque = header_is_raw(*at) || header_kind(*at) == KIND_SHARED_BITS;
        for (size_t i = 1; !is_opaque && i <= size; i++) {
            if (is_old)
                verify_old_value(heap, at[i]);
            verify_value(heap, at[i]);
        }
        at += size + 1;
    }
}

static void verify_stack(const Heap *heap)
{
    for (const Term *at = heap->room.end; at < heap->block_end; at++) {
        if (term_tag(*at) != TAG_RETURN)
            verify_value(heap, *at);
    }
}

static void verify_shared_list(const Heap *heap, Term list, bool is_old)
{
    while (!shared_list_is_end(list)) {
        verify(term_is_boxed_kind(list, KIND_SHARED_BITS));
        const Term *object = boxed_address(list);
        verify(in_words(object, heap->start, heap->room.top) != is_old);
        verify(atomic_load(&shared_bits_owner(object)->references) > 0);
        list = object[SHARED_BITS_NEXT];
    }
}

// A large old generation is only looked at now and then: it changes in full collections, and by
// what is added to it; and a mode that collects all the time has to come to an end.
#define OLD_ALWAYS_WORDS 2048
#define OLD_EVERY        64
static bool is_old_due(const Heap *heap)
{
    return heap->old_words <= OLD_ALWAYS_WORDS || heap->collections % OLD_EVERY == 0;
}

size_t heap_verify(const Heap *heap, const RootRange *ranges, size_t range_count)
{
    verify(heap->start <= heap->high_water && heap->high_water <= heap->room.top);
    verify(heap->room.top <= heap->room.end && heap->room.end <= heap->block_end);
    size_t words = heap_young_used(heap) + heap_stack_words(heap);
    verify_objects(heap, heap->start, heap->room.top, false);
    verify_stack(heap);
    for (const OldSegment *s = heap->old; s; s = s->next) {
        if (s->is_adopted || !is_old_due(heap))
            continue;
        verify_objects(heap, s->start, s->top, true);
        words += words_between(s->start, s->top);
    }
    for (size_t i = 0; i < range_count; i++) {
        verify_row(heap, ranges[i].start, ranges[i].count);
        words += ranges[i].count;
    }
    verify_shared_list(heap, heap->room.shared_list, false);
    verify_shared_list(heap, heap->old_shared_list, true);
    return words;
}
