// SPDX-License-Identifier: Apache-2.0
// Walking deep lists of integers and bit strings: I/O lists and Unicode character data. Depth is no
// limit.
#ifndef ERLITE_IOLIST_H
#define ERLITE_IOLIST_H

#include "term/bits.h"

#define IOLIST_LOCAL_DEPTH 32

typedef enum IolistItem {
    IOLIST_END,
    IOLIST_INTEGER, // any integer: what is in range is for the caller to say
    IOLIST_BITS,    // a bit string
    IOLIST_BAD,     // anything else, or an integer as a tail
    IOLIST_NO_MEMORY,
} IolistItem;

// Start with iolist_cursor_start, end with iolist_cursor_end. Not to be copied.
typedef struct IolistCursor {
    Memory *memory;
    Term rest;   // what comes after the item
    Term item;   // the item
    Term cell;   // the cons whose head the item is, or NIL when it is a tail or the whole
    Term *tails; // where to go on after `rest`, the innermost last
    size_t depth;
    size_t capacity;
    Term local[IOLIST_LOCAL_DEPTH];
} IolistCursor;

void iolist_cursor_start(IolistCursor *cursor, Memory *memory, Term iolist);
void iolist_cursor_end(IolistCursor *cursor);
IolistItem iolist_next(IolistCursor *cursor);

typedef enum IolistStatus {
    IOLIST_OK,
    IOLIST_INVALID,
    IOLIST_OUT_OF_MEMORY,
} IolistStatus;

// The size in bits of an I/O list or bit string. `whole_bytes`: bit strings that are no binaries
// make it invalid. *items is the number of integers and bit strings in it, a measure of the work.
MUST_CHECK IolistStatus iolist_bit_size(Memory *memory, Term iolist, bool whole_bytes, size_t *bits,
                                        size_t *items);
// Writes an I/O list that iolist_bit_size has found valid; `bytes` has room for its bits, and is
// zeroed.
MUST_CHECK IolistStatus iolist_write(Memory *memory, Term iolist, uint8_t *bytes);

#endif
