// SPDX-License-Identifier: Apache-2.0
// Module maps: the functions that work on the maps' own form, and the one behind its iterators.
#include "bif/arguments.h"
#include "term/compare.h"
#include "term/map.h"

static Term bad_map(Process *process, Term t)
{
    return fault_error_with(process, ATOM_TERM(badmap), t);
}

static Term bad_key(Process *process, Term key)
{
    return fault_error_with(process, ATOM_TERM(badkey), key);
}

// ---- one key

Term bif_maps_get_2(Process *process, const Term *arguments)
{
    if (!term_is_map(arguments[1]))
        return bad_map(process, arguments[1]);
    Term value = map_get(arguments[1], arguments[0]);
    return term_is_none(value) ? bad_key(process, arguments[0]) : value;
}

Term bif_maps_find_2(Process *process, const Term *arguments)
{
    if (!term_is_map(arguments[1]))
        return bad_map(process, arguments[1]);
    Term value = map_get(arguments[1], arguments[0]);
    if (term_is_none(value))
        return ATOM_TERM(error);
    Term pair = room_tuple(process_room(process), 2);
    if (term_is_none(pair))
        return fault_no_memory(process);
    tuple_elements(pair)[0] = ATOM_TERM(ok);
    tuple_elements(pair)[1] = value;
    return pair;
}

Term bif_maps_is_key_2(Process *process, const Term *arguments)
{
    if (!term_is_map(arguments[1]))
        return bad_map(process, arguments[1]);
    return term_from_bool(!term_is_none(map_get(arguments[1], arguments[0])));
}

Term bif_maps_put_3(Process *process, const Term *arguments)
{
    if (!term_is_map(arguments[2]))
        return bad_map(process, arguments[2]);
    return bif_result(process, map_put(process_room(process), process_atoms(process), arguments[2],
                                       arguments[0], arguments[1]));
}

Term bif_maps_update_3(Process *process, const Term *arguments)
{
    if (!term_is_map(arguments[2]))
        return bad_map(process, arguments[2]);
    bool found;
    Term map = map_update(process_room(process), arguments[2], arguments[0], arguments[1], &found);
    return found ? bif_result(process, map) : bad_key(process, arguments[0]);
}

Term bif_maps_remove_2(Process *process, const Term *arguments)
{
    if (!term_is_map(arguments[1]))
        return bad_map(process, arguments[1]);
    Term value;
    return bif_result(process, map_take(process_room(process), process_atoms(process), arguments[1],
                                        arguments[0], &value));
}

Term bif_maps_take_2(Process *process, const Term *arguments)
{
    if (!term_is_map(arguments[1]))
        return bad_map(process, arguments[1]);
    Term value, map = map_take(process_room(process), process_atoms(process), arguments[1],
                               arguments[0], &value);
    if (term_is_none(value))
        return ATOM_TERM(error);
    Term pair = term_is_none(map) ? map : room_tuple(process_room(process), 2);
    if (term_is_none(pair))
        return fault_no_memory(process);
    tuple_elements(pair)[0] = value;
    tuple_elements(pair)[1] = map;
    return pair;
}

// ---- many keys

// A map of `count` pairs that the caller has laid out in memory of its own.
static Term map_of_pairs(Process *process, Term *pairs, size_t count)
{
    process_charge(process, count / ELEMENTS_PER_REDUCTION);
    return bif_result(process, map_from_pairs(process_room(process), &process->vm->memory,
                                              process_atoms(process), pairs, count));
}

// False when an element is no pair.
static bool load_pairs(Term list, Term *pairs)
{
    for (; term_is_cons(list); list = cons_tail(list), pairs += 2) {
        if (!term_is_tuple_of(cons_head(list), 2))
            return false;
        memcpy(pairs, tuple_elements(cons_head(list)), 2 * sizeof(Term));
    }
    return true;
}

Term bif_maps_from_list_1(Process *process, const Term *arguments)
{
    size_t count;
    if (!list_length(arguments[0], &count))
        return fault_badarg(process);
    Memory *memory = &process->vm->memory;
    size_t bytes = (count + 1) * 2 * sizeof(Term);
    Term *pairs = memory_alloc(memory, bytes);
    if (!pairs)
        return fault_no_memory(process);
    bool good = load_pairs(arguments[0], pairs);
    Term map = good ? map_of_pairs(process, pairs, count) : fault_badarg(process);
    memory_free(memory, pairs, bytes);
    return map;
}

Term bif_maps_from_keys_2(Process *process, const Term *arguments)
{
    size_t count;
    if (!list_length(arguments[0], &count))
        return fault_badarg(process);
    Memory *memory = &process->vm->memory;
    size_t bytes = (count + 1) * 2 * sizeof(Term);
    Term *pairs = memory_alloc(memory, bytes), list = arguments[0];
    if (!pairs)
        return fault_no_memory(process);
    for (size_t i = 0; i < count; i++, list = cons_tail(list)) {
        pairs[2 * i] = cons_head(list);
        pairs[2 * i + 1] = arguments[1];
    }
    Term map = map_of_pairs(process, pairs, count);
    memory_free(memory, pairs, bytes);
    return map;
}

Term bif_maps_merge_2(Process *process, const Term *arguments)
{
    if (!term_is_map(arguments[0]))
        return bad_map(process, arguments[0]);
    if (!term_is_map(arguments[1]))
        return bad_map(process, arguments[1]);
    process_charge(process, map_size(arguments[1]) / ELEMENTS_PER_REDUCTION);
    return bif_result(process, map_merge(process_room(process), process_atoms(process),
                                         arguments[0], arguments[1]));
}

// The list of what `element` takes from each pair, before `tail`.
typedef enum PairPart { PART_KEY, PART_VALUE, PART_PAIR } PairPart;

static Term pair_part(Process *process, const MapCursor *cursor, PairPart part)
{
    if (part != PART_PAIR)
        return part == PART_KEY ? cursor->key : cursor->value;
    Term pair = room_tuple(process_room(process), 2);
    if (!term_is_none(pair)) {
        tuple_elements(pair)[0] = cursor->key;
        tuple_elements(pair)[1] = cursor->value;
    }
    return pair;
}

static Term list_of_map(Process *process, Term map, PairPart part, Term tail)
{
    Term list = tail, *end = &list;
    MapCursor cursor;
    process_charge(process, map_size(map) / ELEMENTS_PER_REDUCTION);
    map_cursor_start(&cursor, map);
    while (map_cursor_next(&cursor)) {
        Term element = pair_part(process, &cursor, part);
        Term cell =
            term_is_none(element) ? element : room_cons(process_room(process), element, tail);
        if (term_is_none(cell))
            return fault_no_memory(process);
        *end = cell;
        end = cons_cell(cell) + 1;
    }
    return list;
}

Term bif_maps_keys_1(Process *process, const Term *arguments)
{
    if (!term_is_map(arguments[0]))
        return bad_map(process, arguments[0]);
    return list_of_map(process, arguments[0], PART_KEY, NIL);
}

Term bif_maps_values_1(Process *process, const Term *arguments)
{
    if (!term_is_map(arguments[0]))
        return bad_map(process, arguments[0]);
    return list_of_map(process, arguments[0], PART_VALUE, NIL);
}

// ---- iterators

// Pairs that become {Key, Value, {Key, Value, ... Next}}.
typedef struct Chain {
    Room *room;
    Term first;
    Term *end; // where the next triple goes
    bool failed;
} Chain;

static void chain_add(void *data, Term key, Term value)
{
    Chain *chain = data;
    Term triple = chain->failed ? TERM_NONE : room_tuple(chain->room, 3);
    if (term_is_none(triple)) {
        chain->failed = true;
        return;
    }
    Term *elements = tuple_elements(triple);
    elements[0] = key;
    elements[1] = value;
    elements[2] = NIL;
    *chain->end = triple;
    chain->end = elements + 2;
}

// Pairs that an iterator takes from a trie at once.
#define ITERATOR_PAIRS 32

static Term next_of_trie(Process *process, Term map, Word position)
{
    Chain chain = {.room = process_room(process)};
    chain.end = &chain.first;
    Word next = hash_map_visit(map, position, ITERATOR_PAIRS, chain_add, &chain);
    Term rest = ATOM_TERM(none);
    if (next != MAP_END)
        rest = room_cons(chain.room, small_make((SignedWord)next), map);
    if (chain.failed || term_is_none(rest))
        return fault_no_memory(process);
    *chain.end = rest;
    return chain.first;
}

static Term next_of_flat(Process *process, Term map)
{
    Chain chain = {.room = process_room(process)};
    chain.end = &chain.first;
    for (size_t i = 0; i < flat_map_size(map); i++)
        chain_add(&chain, flat_map_keys(map)[i], flat_map_values(map)[i]);
    if (chain.failed)
        return fault_no_memory(process);
    *chain.end = ATOM_TERM(none);
    return chain.first;
}

// An iterator in an order of its own: the keys that are left.
static Term next_of_keys(Process *process, Term keys, Term map)
{
    if (term_is_nil(keys))
        return ATOM_TERM(none);
    Term value = map_get(map, cons_head(keys));
    if (term_is_none(value))
        return fault_badarg(process);
    Chain chain = {.room = process_room(process)};
    chain.end = &chain.first;
    chain_add(&chain, cons_head(keys), value);
    Term rest = room_cons(chain.room, cons_tail(keys), map);
    if (chain.failed || term_is_none(rest))
        return fault_no_memory(process);
    *chain.end = rest;
    return chain.first;
}

// map_next(Path, Map, iterator) gives the next pairs of an iterator [Path | Map]; map_next(0, Map,
// List) puts all pairs in front of the list.
Term bif_erts_internal_map_next_3(Process *process, const Term *arguments)
{
    Term path = arguments[0], map = arguments[1];
    if (!term_is_map(map))
        return fault_badarg(process);
    if (term_is_list(path) && term_same(arguments[2], ATOM_TERM(iterator)))
        return next_of_keys(process, path, map);
    if (!term_is_small(path) || small_value(path) < 0)
        return fault_badarg(process);
    if (term_is_list(arguments[2]))
        return list_of_map(process, map, PART_PAIR, arguments[2]);
    if (!term_same(arguments[2], ATOM_TERM(iterator)))
        return fault_badarg(process);
    return map_is_flat(map) ? next_of_flat(process, map)
                            : next_of_trie(process, map, (Word)small_value(path));
}
