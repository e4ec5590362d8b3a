// SPDX-License-Identifier: Apache-2.0
// What tests of terms have in common: an atom table, a room that never moves terms, and terms
// written as Erlang text.
#ifndef TERM_FIXTURE_H
#define TERM_FIXTURE_H

#include <check.h>
#include <stdlib.h>

#include "term/atom.h"
#include "term/room.h"

typedef struct TermFixture {
    Memory memory;
    AtomTable *atoms;
    Room room;
    struct Chunk *chunks;
    size_t fail_after; // takings of room until there is none; 0 for no limit
} TermFixture;

extern TermFixture fixture;

void fixture_set_up(void);
void fixture_tear_down(void);
// Drops all terms.
void fixture_clear(void);

// The term that `text` says, in Erlang's syntax without variables, strings and funs.
Term term_of(const char *text);
// Checks that `t` is printed as `text`.
void check_printed(Term t, const char *text);
// Runs the tests of a case; the result is that of main.
int run_case(TCase *tests, const char *name);

#endif
