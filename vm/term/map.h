// SPDX-License-Identifier: Apache-2.0
// Maps: up to MAP_FLAT_MAX pairs a flat map, sorted by key (term_compare_exact), above that a trie
// over a hash of the keys. The two forms never hold the same number of pairs, so equal maps have
// the same form.
//
// The trie: 60 bits of hash, four a level, so at most 15 levels. A hash node has a bitmap of 16
// bits and a child for each bit set. A node below the last level, with bitmap 0, has as children
// all pairs whose hashes are the same.
#ifndef ERLITE_MAP_H
#define ERLITE_MAP_H

#include "memory.h"
#include "term/atom.h"
#include "term/room.h"

// ---- reading

static inline bool map_is_flat(Term map) { return boxed_kind(map) == KIND_FLAT_MAP; }
static inline size_t flat_map_size(Term map) { return boxed_size(map) - 1; }
static inline Term flat_map_keys_tuple(Term map) { return boxed_address(map)[1]; }
static inline const Term *flat_map_keys(Term map)
{
    return tuple_elements(flat_map_keys_tuple(map));
}
static inline const Term *flat_map_values(Term map) { return boxed_address(map) + 2; }
// The number of pairs.
static inline size_t map_size(Term map)
{
    return map_is_flat(map) ? flat_map_size(map) : (size_t)small_value(boxed_address(map)[1]);
}

// Where the value of `key` is, or NULL.
const Term *map_get_address(Term map, Term key);
// The value of `key`, or TERM_NONE.
Term map_get_slow(Term map, Term key);
// The same for a key that is equal only to the same word.
static inline Term flat_map_get_immediate(Term map, Term key)
{
    const Term *keys = flat_map_keys(map);
    size_t size = flat_map_size(map);
    for (size_t i = 0; i < size; i++) {
        if (term_same(keys[i], key))
            return flat_map_values(map)[i];
    }
    return TERM_NONE;
}
static inline Term map_get(Term map, Term key)
{
    if (likely(map_is_flat(map))) {
        Term value = flat_map_get_immediate(map, key);
        if (!term_is_none(value) || !term_is_pointer(key))
            return value;
    }
    return map_get_slow(map, key);
}

// Visits the pairs of a map, in the map's own order, which is the same each time. Start with
// map_cursor_start; each call of map_cursor_next that returns true has set key and value.
#define MAP_LEVELS 15
typedef struct MapCursor {
    Term key;
    Term value;
    Term map;
    size_t index; // flat map: the next pair
    int depth;
    struct {
        const Term *next;
        const Term *end;
    } levels[MAP_LEVELS + 1];
} MapCursor;
void map_cursor_start(MapCursor *cursor, Term map);
bool map_cursor_next(MapCursor *cursor);

// ---- building: each returns TERM_NONE when there is no memory, and never changes an existing map

#define MAP_EMPTY_WORDS 3
MUST_CHECK Term map_empty(Room *room);
// A flat map of `keys`, which are sorted by term_compare_exact and all different, at most
// MAP_FLAT_MAX.
MUST_CHECK Term map_from_sorted(Room *room, const Term *keys, const Term *values, size_t count);
// The same in MAP_EMPTY_WORDS + 2 * count words that are there already.
void flat_map_fill(Term *start, const Term *keys, const Term *values, size_t count);
// A map of `count` pairs key, value, key, value ...; of equal keys the last one counts.
MUST_CHECK Term map_from_pairs(Room *room, Memory *memory, const AtomTable *atoms,
                               const Term *pairs, size_t count);

// With `key` associated to `value`.
MUST_CHECK Term map_put(Room *room, const AtomTable *atoms, Term map, Term key, Term value);
// The same for a key that the map must have; *found is false (and the map is returned as it is)
// when it has not.
MUST_CHECK Term map_update(Room *room, Term map, Term key, Term value, bool *found);
// Without `key`. When the map has not got it, the map itself with *value TERM_NONE; else *value is
// what it had.
MUST_CHECK Term map_take(Room *room, const AtomTable *atoms, Term map, Term key, Term *value);
// put_map_assoc and put_map_exact: `count` pairs key, value, ... in order. With `exact` each key
// has to be there: when one is not, returns TERM_NONE with *missing_key set (TERM_NONE in it means
// no memory).
MUST_CHECK Term map_put_many(Room *room, const AtomTable *atoms, Term map, const Term *pairs,
                             size_t count, bool exact, Term *missing_key);
// All pairs of both; of equal keys that of `second` counts.
MUST_CHECK Term map_merge(Room *room, const AtomTable *atoms, Term first, Term second);

// ---- walking in steps

// Hash maps: calls visit for each pair from position `from` (0 at the start) until at least `count`
// pairs were visited. Returns the position to go on from, or MAP_END. Any small integer is a safe
// position.
#define MAP_END ((Word)1 << 60)
Word hash_map_visit(Term map, Word from, size_t count,
                    void (*visit)(void *data, Term key, Term value), void *data);

#endif
