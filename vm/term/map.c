// SPDX-License-Identifier: Apache-2.0
// Maps of both forms: flat maps here, tries in hash_map.c, and the step between them at
// MAP_FLAT_MAX pairs.
#include "term/map.h"

#include "term/compare.h"
#include "term/hash_map.h"

// ---- reading

// The index of `key` in a flat map, or its size.
static size_t flat_find(Term map, Term key)
{
    const Term *keys = flat_map_keys(map);
    size_t size = flat_map_size(map);
    for (size_t i = 0; i < size; i++) {
        if (term_same(keys[i], key))
            return i;
    }
    if (!term_is_pointer(key))
        return size;
    for (size_t i = 0; i < size; i++) {
        if (term_exact_equal(keys[i], key))
            return i;
    }
    return size;
}

const Term *map_get_address(Term map, Term key)
{
    if (!map_is_flat(map))
        return hash_map_get_address(map, key);
    size_t index = flat_find(map, key);
    return index < flat_map_size(map) ? flat_map_values(map) + index : NULL;
}

Term map_get_slow(Term map, Term key)
{
    const Term *address = map_get_address(map, key);
    return address ? *address : TERM_NONE;
}

void map_cursor_start(MapCursor *cursor, Term map)
{
    cursor->map = map;
    cursor->index = 0;
    cursor->depth = -1;
    if (map_is_flat(map))
        return;
    const Term *object = boxed_address(map);
    cursor->depth = 0;
    cursor->levels[0].next = object + 3;
    cursor->levels[0].end = object + 1 + header_size(object[0]);
}

static bool next_of_trie(MapCursor *cursor)
{
    while (cursor->depth >= 0) {
        if (cursor->levels[cursor->depth].next == cursor->levels[cursor->depth].end) {
            cursor->depth--;
            continue;
        }
        Term child = *cursor->levels[cursor->depth].next++;
        if (term_is_cons(child)) {
            cursor->key = cons_head(child);
            cursor->value = cons_tail(child);
            return true;
        }
        const Term *node = boxed_address(child);
        cursor->depth++;
        cursor->levels[cursor->depth].next = node + 2;
        cursor->levels[cursor->depth].end = node + 1 + header_size(node[0]);
    }
    return false;
}

bool map_cursor_next(MapCursor *cursor)
{
    if (!map_is_flat(cursor->map))
        return next_of_trie(cursor);
    if (cursor->index == flat_map_size(cursor->map))
        return false;
    cursor->key = flat_map_keys(cursor->map)[cursor->index];
    cursor->value = flat_map_values(cursor->map)[cursor->index++];
    return true;
}

// ---- flat maps

Term map_empty(Room *room) { return map_from_sorted(room, NULL, NULL, 0); }

void flat_map_fill(Term *start, const Term *keys, const Term *values, size_t count)
{
    assert(count <= MAP_FLAT_MAX);
    Term *tuple = start + 2 + count;
    start[0] = header_make(KIND_FLAT_MAP, 1 + count);
    start[1] = boxed_make(tuple);
    tuple[0] = header_make(KIND_TUPLE, count);
    if (count > 0) {
        memcpy(start + 2, values, count * sizeof(Term));
        memcpy(tuple + 1, keys, count * sizeof(Term));
    }
}

Term map_from_sorted(Room *room, const Term *keys, const Term *values, size_t count)
{
    Term *start = room_take(room, MAP_EMPTY_WORDS + 2 * count);
    if (!start)
        return TERM_NONE;
    flat_map_fill(start, keys, values, count);
    return boxed_make(start);
}

// Pairs of a flat map that is being made, in order.
typedef struct FlatDraft {
    size_t count;
    Term keys[MAP_FLAT_MAX + 1];
    Term values[MAP_FLAT_MAX + 1];
} FlatDraft;

static void draft_load(FlatDraft *draft, Term map)
{
    draft->count = flat_map_size(map);
    memcpy(draft->keys, flat_map_keys(map), draft->count * sizeof(Term));
    memcpy(draft->values, flat_map_values(map), draft->count * sizeof(Term));
}

// Puts a pair where it belongs. Keys often come in order, so the search begins at the end.
static void draft_put(FlatDraft *draft, const AtomTable *atoms, Term key, Term value)
{
    size_t at = draft->count;
    while (at > 0) {
        int order = term_compare_exact(atoms, draft->keys[at - 1], key);
        if (order == 0) {
            draft->values[at - 1] = value;
            return;
        }
        if (order < 0)
            break;
        at--;
    }
    assert(draft->count <= MAP_FLAT_MAX);
    memmove(draft->keys + at + 1, draft->keys + at, (draft->count - at) * sizeof(Term));
    memmove(draft->values + at + 1, draft->values + at, (draft->count - at) * sizeof(Term));
    draft->keys[at] = key;
    draft->values[at] = value;
    draft->count++;
}

// The map of a draft: a trie when it holds one pair more than a flat map may.
static Term draft_finish(FlatDraft *draft, Room *room, const AtomTable *atoms)
{
    if (draft->count <= MAP_FLAT_MAX)
        return map_from_sorted(room, draft->keys, draft->values, draft->count);
    TrieEntry entries[MAP_FLAT_MAX + 1], scratch[MAP_FLAT_MAX + 1];
    for (size_t i = 0; i < draft->count; i++) {
        entries[i] = (TrieEntry){trie_hash(draft->keys[i]),
                                 room_cons(room, draft->keys[i], draft->values[i])};
        if (term_is_none(entries[i].pair))
            return TERM_NONE;
    }
    return hash_map_build(room, atoms, entries, scratch, draft->count);
}

// A flat map with the same keys and one other value.
static Term flat_replace(Room *room, Term map, size_t index, Term value)
{
    size_t words = boxed_size(map) + 1;
    if (term_same(flat_map_values(map)[index], value))
        return map;
    Term *start = room_take(room, words);
    if (!start)
        return TERM_NONE;
    memcpy(start, boxed_address(map), words * sizeof(Term));
    start[2 + index] = value;
    return boxed_make(start);
}

// A trie that has become too small, but for `except`, as a flat map.
static Term flatten(Room *room, const AtomTable *atoms, Term map, Term except)
{
    FlatDraft draft = {.count = 0};
    MapCursor cursor;
    map_cursor_start(&cursor, map);
    while (map_cursor_next(&cursor)) {
        if (term_is_none(except) || !term_exact_equal(cursor.key, except)) {
            draft_put(&draft, atoms, cursor.key, cursor.value);
        }
    }
    return draft_finish(&draft, room, atoms);
}

// ---- new versions of a map

Term map_put(Room *room, const AtomTable *atoms, Term map, Term key, Term value)
{
    if (!map_is_flat(map))
        return hash_map_put(room, atoms, map, key, value);
    size_t index = flat_find(map, key);
    if (index < flat_map_size(map))
        return flat_replace(room, map, index, value);
    FlatDraft draft;
    draft_load(&draft, map);
    draft_put(&draft, atoms, key, value);
    return draft_finish(&draft, room, atoms);
}

Term map_update(Room *room, Term map, Term key, Term value, bool *found)
{
    if (map_is_flat(map)) {
        size_t index = flat_find(map, key);
        *found = index < flat_map_size(map);
        return *found ? flat_replace(room, map, index, value) : map;
    }
    *found = hash_map_get_address(map, key) != NULL;
    // The atoms are needed only for new keys.
    return *found ? hash_map_put(room, NULL, map, key, value) : map;
}

static Term flat_without(Room *room, Term map, size_t index)
{
    FlatDraft draft;
    draft_load(&draft, map);
    size_t after = draft.count - index - 1;
    memmove(draft.keys + index, draft.keys + index + 1, after * sizeof(Term));
    memmove(draft.values + index, draft.values + index + 1, after * sizeof(Term));
    return map_from_sorted(room, draft.keys, draft.values, draft.count - 1);
}

Term map_take(Room *room, const AtomTable *atoms, Term map, Term key, Term *value)
{
    const Term *address = map_get_address(map, key);
    *value = address ? *address : TERM_NONE;
    if (!address)
        return map;
    if (map_is_flat(map))
        return flat_without(room, map, (size_t)(address - flat_map_values(map)));
    if (map_size(map) == MAP_FLAT_MAX + 1)
        return flatten(room, atoms, map, key);
    return hash_map_remove(room, map, key);
}

// ---- many pairs at once

// All keys are there: a copy with the new values. TERM_NONE with *missing_key when one is not.
static Term flat_update_many(Room *room, Term map, const Term *pairs, size_t count,
                             Term *missing_key)
{
    size_t words = boxed_size(map) + 1;
    Term *start = room_take(room, words);
    if (!start)
        return TERM_NONE;
    memcpy(start, boxed_address(map), words * sizeof(Term));
    for (size_t i = 0; i < count; i++) {
        size_t index = flat_find(map, pairs[2 * i]);
        if (index == flat_map_size(map)) {
            room_give_back(room, start, words, 0);
            *missing_key = pairs[2 * i];
            return TERM_NONE;
        }
        start[2 + index] = pairs[2 * i + 1];
    }
    return boxed_make(start);
}

static Term put_one_by_one(Room *room, const AtomTable *atoms, Term map, const Term *pairs,
                           size_t count)
{
    for (size_t i = 0; i < count && !term_is_none(map); i++)
        map = map_put(room, atoms, map, pairs[2 * i], pairs[2 * i + 1]);
    return map;
}

static Term flat_put_many(Room *room, const AtomTable *atoms, Term map, const Term *pairs,
                          size_t count)
{
    FlatDraft draft;
    draft_load(&draft, map);
    for (size_t i = 0; i < count; i++) {
        draft_put(&draft, atoms, pairs[2 * i], pairs[2 * i + 1]);
        if (draft.count <= MAP_FLAT_MAX)
            continue;
        map = draft_finish(&draft, room, atoms);
        if (term_is_none(map))
            return map;
        return put_one_by_one(room, atoms, map, pairs + 2 * (i + 1), count - i - 1);
    }
    return draft_finish(&draft, room, atoms);
}

static Term hash_update_many(Room *room, Term map, const Term *pairs, size_t count,
                             Term *missing_key)
{
    for (size_t i = 0; i < count && !term_is_none(map); i++) {
        bool found;
        map = map_update(room, map, pairs[2 * i], pairs[2 * i + 1], &found);
        if (!found) {
            *missing_key = pairs[2 * i];
            return TERM_NONE;
        }
    }
    return map;
}

Term map_put_many(Room *room, const AtomTable *atoms, Term map, const Term *pairs, size_t count,
                  bool exact, Term *missing_key)
{
    *missing_key = TERM_NONE;
    if (!map_is_flat(map)) {
        return exact ? hash_update_many(room, map, pairs, count, missing_key)
                     : put_one_by_one(room, atoms, map, pairs, count);
    }
    Term updated = TERM_NONE;
    if (exact || count <= flat_map_size(map))
        updated = flat_update_many(room, map, pairs, count, missing_key);
    if (exact || !term_is_none(updated))
        return updated;
    *missing_key = TERM_NONE;
    return flat_put_many(room, atoms, map, pairs, count);
}

static Term build_large(Room *room, const AtomTable *atoms, TrieEntry *entries, const Term *pairs,
                        size_t count)
{
    for (size_t i = 0; i < count; i++) {
        entries[i] =
            (TrieEntry){trie_hash(pairs[2 * i]), room_cons(room, pairs[2 * i], pairs[2 * i + 1])};
        if (term_is_none(entries[i].pair))
            return TERM_NONE;
    }
    Term map = hash_map_build(room, atoms, entries, entries + count, count);
    if (!term_is_none(map) && map_size(map) <= MAP_FLAT_MAX)
        return flatten(room, atoms, map, TERM_NONE);
    return map;
}

Term map_from_pairs(Room *room, Memory *memory, const AtomTable *atoms, const Term *pairs,
                    size_t count)
{
    if (count <= MAP_FLAT_MAX) {
        FlatDraft draft = {.count = 0};
        for (size_t i = 0; i < count; i++)
            draft_put(&draft, atoms, pairs[2 * i], pairs[2 * i + 1]);
        return draft_finish(&draft, room, atoms);
    }
    if (count > SIZE_MAX / (2 * sizeof(TrieEntry)))
        return TERM_NONE;
    size_t bytes = count * 2 * sizeof(TrieEntry);
    TrieEntry *entries = memory_alloc(memory, bytes);
    if (!entries)
        return TERM_NONE;
    Term map = build_large(room, atoms, entries, pairs, count);
    memory_free(memory, entries, bytes);
    return map;
}

static Term merge_flat(Room *room, const AtomTable *atoms, Term first, Term second)
{
    Term pairs[2 * MAP_FLAT_MAX];
    size_t count = flat_map_size(second);
    for (size_t i = 0; i < count; i++) {
        pairs[2 * i] = flat_map_keys(second)[i];
        pairs[2 * i + 1] = flat_map_values(second)[i];
    }
    Term missing_key;
    return map_put_many(room, atoms, first, pairs, count, false, &missing_key);
}

Term map_merge(Room *room, const AtomTable *atoms, Term first, Term second)
{
    if (map_size(first) == 0)
        return second;
    if (map_size(second) == 0)
        return first;
    if (map_is_flat(second))
        return merge_flat(room, atoms, first, second);
    if (!map_is_flat(first))
        return hash_map_merge(room, atoms, first, second);
    for (size_t i = 0; i < flat_map_size(first) && !term_is_none(second); i++) {
        Term key = flat_map_keys(first)[i];
        if (!hash_map_get_address(second, key)) {
            second = map_put(room, atoms, second, key, flat_map_values(first)[i]);
        }
    }
    return second;
}
