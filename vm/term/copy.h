// SPDX-License-Identifier: Apache-2.0
// Deep copies: how terms get from one heap to another. Constant terms and shared bytes are shared.
#ifndef ERLITE_COPY_H
#define ERLITE_COPY_H

#include "term/room.h"

// The addresses [start, end) hold constant terms that are not copied.
typedef struct ConstantRange {
    const Term *start;
    const Term *end;
} ConstantRange;

// Words that a copy of `t` takes; SIZE_MAX when there is no memory to find out. Subterms that occur
// twice count twice.
size_t term_size(Term t, ConstantRange constants);
// Copies `t`, whose term_size is `words`. TERM_NONE: no memory.
MUST_CHECK Term term_copy(Room *room, Term t, size_t words, ConstantRange constants);

#endif
