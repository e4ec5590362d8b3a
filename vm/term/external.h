// SPDX-License-Identifier: Apache-2.0
// The external term format: reading (every tag of term_to_binary and of literal chunks) and writing
// (OTP's bytes). Reading trusts nothing: sizes are checked against the bytes that are there before
// memory is taken, and depth is no limit.
#ifndef ERLITE_EXTERNAL_H
#define ERLITE_EXTERNAL_H

#include "term/atom.h"
#include "term/byte_buffer.h"
#include "term/fun.h"
#include "term/room.h"

typedef enum ExternalStatus {
    EXTERNAL_OK,
    EXTERNAL_BAD,   // not a well-formed term, or an atom or fun that `safe` forbids
    EXTERNAL_LIMIT, // the atom table is full
    EXTERNAL_NO_MEMORY,
} ExternalStatus;

typedef struct ExternalReader {
    Memory *memory;
    AtomTable *atoms;
    bool safe; // make no new atoms and exports
    // The entry of `fun M:F/A`, and of a fun made by a module's code; NULL when there is none.
    // Either may be NULL.
    const Export *(*find_export)(void *data, Term module, Term function, uint32_t arity);
    const FunEntry *(*find_fun)(void *data, Term module, uint32_t index, const uint8_t unique[16],
                                uint32_t arity);
    void *data;
    // Set by external_measure:
    size_t words;      // heap words the term needs, at most
    size_t map_count;  // maps in the term
    size_t used;       // bytes the term takes, compressed as it may be
    uint8_t *inflated; // what a compressed term was inflated to
    size_t inflated_size;
} ExternalReader;

// Checks the bytes (from the version byte 131 on) and counts words; then external_build may be
// called. On any result, external_release ends it.
MUST_CHECK ExternalStatus external_measure(ExternalReader *reader, const uint8_t *bytes,
                                           size_t size);
// Builds the term that was measured. The room must have, or be able to take, reader->words words.
MUST_CHECK ExternalStatus external_build(ExternalReader *reader, Room *room, const uint8_t *bytes,
                                         size_t size, Term *result);
void external_release(ExternalReader *reader);
// All three steps.
MUST_CHECK ExternalStatus external_read(ExternalReader *reader, Room *room, const uint8_t *bytes,
                                        size_t size, Term *result);

typedef struct ExternalOptions {
    unsigned compression;   // zlib level, 0 for none
    unsigned minor_version; // 0: floats as text; 1; 2: atoms always in UTF-8
} ExternalOptions;

// Appends the external form of `t`, version byte included. False without memory (buffer->failed).
MUST_CHECK bool external_write(ByteBuffer *buffer, const AtomTable *atoms, Term t,
                               const ExternalOptions *options);

#endif
