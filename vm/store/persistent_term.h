// SPDX-License-Identifier: Apache-2.0
// Persistent terms: values that every process reads without a copy. They lie among the literals, so
// that the collector leaves them alone.
#ifndef ERLITE_PERSISTENT_TERM_H
#define ERLITE_PERSISTENT_TERM_H

#include "heap/literal_pool.h"

// Key and value of one entry, in a literal area that is theirs.
typedef struct PersistentEntry {
    Term key;
    Term value;
    struct PersistentEntry *next;  // of the bucket
    struct PersistentEntry *older; // of all that were made
    LiteralArea area;
} PersistentEntry;

#define PERSISTENT_BUCKET_COUNT 64

// Entries that were replaced or erased stay until the VM ends: any heap may still refer to them.
typedef struct PersistentTerms {
    PersistentEntry *buckets[PERSISTENT_BUCKET_COUNT];
    PersistentEntry *newest;
    size_t count; // in the buckets
} PersistentTerms;

// The value of the key, or TERM_NONE.
Term persistent_term_get(const PersistentTerms *terms, Term key);
// Copies both terms. Storing an equal value again changes nothing. False without memory.
MUST_CHECK bool persistent_term_put(PersistentTerms *terms, LiteralPool *pool, Term key,
                                    Term value);
// False when there is no such key.
bool persistent_term_erase(PersistentTerms *terms, Term key);
void persistent_terms_destroy(PersistentTerms *terms, LiteralPool *pool);

#endif
