// SPDX-License-Identifier: Apache-2.0
// The trie behind maps with more than MAP_FLAT_MAX pairs; only for map.c. map.h says what it looks
// like. A node below the root never has a pair as its only child, so that equal maps have equal
// tries.
#ifndef ERLITE_HASH_MAP_H
#define ERLITE_HASH_MAP_H

#include "term/compare.h"
#include "term/hash.h"
#include "term/map.h"

// A pair, [Key | Value], that goes into a trie.
typedef struct TrieEntry {
    Word hash;
    Term pair;
} TrieEntry;

// 60 bits.
static inline Word trie_hash(Term key) { return term_hash(key) >> 4; }

const Term *hash_map_get_address(Term map, Term key);
// Each returns TERM_NONE without memory.
MUST_CHECK Term hash_map_put(Room *room, const AtomTable *atoms, Term map, Term key, Term value);
// The key is there, and the map has more than MAP_FLAT_MAX + 1 pairs.
MUST_CHECK Term hash_map_remove(Room *room, Term map, Term key);
MUST_CHECK Term hash_map_merge(Room *room, const AtomTable *atoms, Term first, Term second);
// Builds a trie of at least one entry; of equal keys the last counts. `scratch` is as large as
// `entries`, both are overwritten. map_size of the result may be too small for a hash map: the
// caller sees to that.
MUST_CHECK Term hash_map_build(Room *room, const AtomTable *atoms, TrieEntry *entries,
                               TrieEntry *scratch, size_t count);

#endif
