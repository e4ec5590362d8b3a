// SPDX-License-Identifier: Apache-2.0
// Where new terms are built: a bump allocator that the process heap (or a literal area, or a
// message fragment) embeds. It lives here so that term/ can build terms without knowing of heaps.
// Taking room never moves an existing term: what does not fit is put into a fragment that a later
// collection absorbs.
#ifndef ERLITE_ROOM_H
#define ERLITE_ROOM_H

#include "term/term.h"

struct SharedBytes;
typedef struct Room Room;

struct Room {
    Term *top; // first free word
    Term *end; // one past the last free word; for a process heap its stack pointer
    // the shared bits built in this room, linked through their last word (raw: NULL or boxed term)
    Term shared_list;
    size_t shared_bytes; // bytes that the shared bits built since the last collection keep alive
    // Returns `words` words elsewhere when they do not fit, or NULL when there is no memory.
    Term *(*overflow)(Room *room, size_t words);
};

// Returns `words` consecutive words to be filled at once with well-formed terms, or NULL when there
// is no memory. The memory is not initialised.
MUST_CHECK static inline Term *room_take(Room *room, size_t words)
{
    if (likely((size_t)(room->end - room->top) > words)) {
        Term *start = room->top;
        room->top = start + words;
        return start;
    }
    return room->overflow(room, words);
}

// Gives back the unused end of the words that were taken last: `start` + `taken` words, of which
// `used` stay. What is given back inside a fragment is filled so that walkers can step over it.
static inline void room_give_back(Room *room, Term *start, size_t taken, size_t used)
{
    if (room->top == start + taken) {
        room->top = start + used;
    } else if (taken > used) {
        start[used] = header_make(KIND_HEAP_BITS, taken - used - 1);
    }
}

// [head | tail], or TERM_NONE when there is no memory. The room takes 2 words.
MUST_CHECK static inline Term room_cons(Room *room, Term head, Term tail)
{
    Term *cell = room_take(room, 2);
    if (unlikely(!cell))
        return TERM_NONE;
    cell[0] = head;
    cell[1] = tail;
    return cons_make(cell);
}

// A tuple of `arity` elements to be filled in by the caller through tuple_elements, or TERM_NONE.
MUST_CHECK static inline Term room_tuple(Room *room, size_t arity)
{
    Term *start = room_take(room, arity + 1);
    if (unlikely(!start))
        return TERM_NONE;
    start[0] = header_make(KIND_TUPLE, arity);
    return boxed_make(start);
}

#endif
