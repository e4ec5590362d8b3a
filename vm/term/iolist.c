// SPDX-License-Identifier: Apache-2.0
// Walking deep lists of integers and bit strings without recursion: a cursor, and measuring and
// writing I/O lists with it.
#include "term/iolist.h"

void iolist_cursor_start(IolistCursor *cursor, Memory *memory, Term iolist)
{
    cursor->memory = memory;
    cursor->rest = iolist;
    cursor->item = NIL;
    cursor->cell = NIL;
    cursor->tails = cursor->local;
    cursor->depth = 0;
    cursor->capacity = IOLIST_LOCAL_DEPTH;
}

void iolist_cursor_end(IolistCursor *cursor)
{
    if (cursor->tails == cursor->local)
        return;
    memory_free(cursor->memory, cursor->tails, cursor->capacity * sizeof(Term));
}

NO_INLINE static bool grow_tails(IolistCursor *cursor)
{
    size_t capacity = cursor->capacity * 2;
    bool is_local = cursor->tails == cursor->local;
    Term *tails = is_local
                      ? memory_alloc(cursor->memory, capacity * sizeof(Term))
                      : memory_resize(cursor->memory, cursor->tails,
                                      cursor->capacity * sizeof(Term), capacity * sizeof(Term));
    if (!tails)
        return false;
    if (is_local)
        memcpy(tails, cursor->local, sizeof cursor->local);
    cursor->tails = tails;
    cursor->capacity = capacity;
    return true;
}

static bool push_tail(IolistCursor *cursor, Term tail)
{
    if (cursor->depth == cursor->capacity && !grow_tails(cursor))
        return false;
    cursor->tails[cursor->depth++] = tail;
    return true;
}

IolistItem iolist_next(IolistCursor *cursor)
{
    for (;;) {
        Term rest = cursor->rest;
        if (term_is_cons(rest)) {
            Term head = cons_head(rest);
            if (term_is_list(head)) {
                if (!push_tail(cursor, cons_tail(rest)))
                    return IOLIST_NO_MEMORY;
                cursor->rest = head;
                continue;
            }
            cursor->cell = rest;
            cursor->item = head;
            cursor->rest = cons_tail(rest);
            if (term_is_integer(head))
                return IOLIST_INTEGER;
            return term_is_bits(head) ? IOLIST_BITS : IOLIST_BAD;
        }
        if (term_is_nil(rest)) {
            if (cursor->depth == 0)
                return IOLIST_END;
            cursor->rest = cursor->tails[--cursor->depth];
            continue;
        }
        if (!term_is_bits(rest))
            return IOLIST_BAD;
        cursor->cell = NIL;
        cursor->item = rest;
        cursor->rest = NIL;
        return IOLIST_BITS;
    }
}

static bool is_byte(Term t)
{
    return term_is_small(t) && small_value(t) >= 0 && small_value(t) <= 255;
}

IolistStatus iolist_bit_size(Memory *memory, Term iolist, bool whole_bytes, size_t *bits,
                             size_t *items)
{
    IolistCursor cursor;
    iolist_cursor_start(&cursor, memory, iolist);
    IolistStatus status = IOLIST_OK;
    *bits = 0;
    *items = 0;
    for (;; ++*items) {
        IolistItem item = iolist_next(&cursor);
        if (item == IOLIST_INTEGER && is_byte(cursor.item)) {
            *bits += 8;
        } else if (item == IOLIST_BITS) {
            size_t size = bits_size(cursor.item);
            *bits += size;
            if (!whole_bytes || (size & 7) == 0)
                continue;
            status = IOLIST_INVALID;
            break;
        } else {
            if (item == IOLIST_NO_MEMORY)
                status = IOLIST_OUT_OF_MEMORY;
            else if (item != IOLIST_END)
                status = IOLIST_INVALID;
            break;
        }
    }
    iolist_cursor_end(&cursor);
    return status;
}

IolistStatus iolist_write(Memory *memory, Term iolist, uint8_t *bytes)
{
    IolistCursor cursor;
    iolist_cursor_start(&cursor, memory, iolist);
    size_t at = 0; // in bits
    IolistItem item;
    while ((item = iolist_next(&cursor)) == IOLIST_INTEGER || item == IOLIST_BITS) {
        if (item == IOLIST_INTEGER) {
            uint8_t byte = (uint8_t)small_value(cursor.item);
            if ((at & 7) == 0)
                bytes[at >> 3] = byte;
            else
                bits_copy(bytes + (at >> 3), at & 7, &byte, 0, 8);
            at += 8;
        } else {
            BitsView view = bits_view(cursor.item);
            bits_copy(bytes + (at >> 3), at & 7, view.bytes, view.offset, view.size);
            at += view.size;
        }
    }
    iolist_cursor_end(&cursor);
    assert(item != IOLIST_BAD);
    return item == IOLIST_END ? IOLIST_OK : IOLIST_OUT_OF_MEMORY;
}
