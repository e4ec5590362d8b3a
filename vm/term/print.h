// SPDX-License-Identifier: Apache-2.0
// Terms as text, the way ~w writes them: for erlang:display, crash reports and debugging. Depth is
// no limit.
#ifndef ERLITE_PRINT_H
#define ERLITE_PRINT_H

#include "term/atom.h"
#include "term/byte_buffer.h"

// Appends `t` in UTF-8. Broken words (headers, stack words) are shown as such, so that it serves
// debugging.
void term_print(ByteBuffer *buffer, const AtomTable *atoms, Term t);
// The same, ending in ... when more than `limit` bytes would be written.
void term_print_limited(ByteBuffer *buffer, const AtomTable *atoms, Term t, size_t limit);
// An atom with quotes where Erlang needs them.
void atom_print(ByteBuffer *buffer, const AtomTable *atoms, Term atom);
// True when an atom of this text has to be written in quotes.
bool atom_needs_quotes(const char *text, size_t size);
// Writes `t` and a line end to a stdio stream; for a debugger.
void term_dump(const AtomTable *atoms, Term t);

#endif
