// SPDX-License-Identifier: Apache-2.0
// The atom table of a VM: text to index and back. Atoms are never removed. Looking up the text of
// an atom takes no lock; adding one does.
#ifndef ERLITE_ATOM_H
#define ERLITE_ATOM_H

#include "memory.h"
#include "term/term.h"

#define ATOM_MAX_CHARACTERS 255
#define ATOM_MAX_BYTES      (ATOM_MAX_CHARACTERS * 4)
#define ATOM_DEFAULT_LIMIT  ((size_t)1048576)

typedef struct AtomTable AtomTable;

// One atom's text: UTF-8, not terminated.
typedef struct AtomText {
    const char *bytes;
    uint16_t size;       // bytes
    uint16_t characters; // code points
    bool is_latin1;      // all code points below 256
    uint32_t hash;       // the hash of OTP's phash2 for this atom
} AtomText;

// A table that has the predefined atoms of atoms.def at their fixed indices, or NULL without
// memory.
MUST_CHECK AtomTable *atom_table_create(Memory *memory, size_t limit);
void atom_table_destroy(AtomTable *table);

// The atom with this UTF-8 text. TERM_NONE when the text is no valid UTF-8, longer than
// ATOM_MAX_CHARACTERS, or when the table is full or memory is short; `atom_table_is_full` tells
// these apart.
Term atom_intern(AtomTable *table, const char *bytes, size_t size);
// The same for text in Latin-1.
Term atom_intern_latin1(AtomTable *table, const char *bytes, size_t size);
// The atom if it exists already, else TERM_NONE.
Term atom_find(AtomTable *table, const char *bytes, size_t size);
// The text of an atom of this table; valid as long as the table.
AtomText atom_text(const AtomTable *table, Term atom);
size_t atom_table_count(const AtomTable *table);
bool atom_table_is_full(const AtomTable *table);

// Predefined atoms: ATOM_true is the term, ATOM_INDEX_true its index.
enum AtomIndex {
#define ATOM(name, text) ATOM_INDEX_##name,
#include "term/atoms.def"
#undef ATOM
    ATOM_PREDEFINED_COUNT
};
#define ATOM_TERM(name) TERM_LITERAL(IMMEDIATE_WORD(IMMEDIATE_ATOM, ATOM_INDEX_##name))

static inline Term term_from_bool(bool value) { return value ? ATOM_TERM(true) : ATOM_TERM(false); }

#endif
