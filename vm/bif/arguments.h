// SPDX-License-Identifier: Apache-2.0
// What C functions of Erlang modules do all the time: read sizes and lists from arguments, hand on
// results.
#ifndef ERLITE_BIF_ARGUMENTS_H
#define ERLITE_BIF_ARGUMENTS_H

#include "bif/bif.h"

// List elements, or bytes, that a C function handles for one reduction.
#define ELEMENTS_PER_REDUCTION 16
#define BYTES_PER_REDUCTION    256

// The result of a function of term/ that is TERM_NONE only for lack of memory.
static inline Term bif_result(Process *process, Term t)
{
    return unlikely(term_is_none(t)) ? fault_no_memory(process) : t;
}

// A small integer of 0 and above.
static inline bool term_to_size(Term t, size_t *size)
{
    if (!term_is_small(t) || small_value(t) < 0)
        return false;
    *size = (size_t)small_value(t);
    return true;
}

// The length of a proper list; false for everything else.
static inline bool list_length(Term list, size_t *length)
{
    size_t count = 0;
    for (; term_is_cons(list); list = cons_tail(list))
        count++;
    *length = count;
    return term_is_nil(list);
}

// Builds a list in order: cells that the caller has taken with room_take, two words an element.
typedef struct ListWriter {
    Term *cell;
} ListWriter;
static inline void list_write(ListWriter *writer, Term element)
{
    writer->cell[0] = element;
    writer->cell[1] = cons_make(writer->cell + 2);
    writer->cell += 2;
}
// Ends the list that began at `start`; it may be empty.
static inline Term list_finish(ListWriter *writer, Term *start, Term tail)
{
    if (writer->cell == start)
        return tail;
    writer->cell[-1] = tail;
    return cons_make(start);
}

#endif
