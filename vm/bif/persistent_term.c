// SPDX-License-Identifier: Apache-2.0
// Module persistent_term.
#include "store/persistent_term.h"
#include "bif/arguments.h"

static PersistentTerms *terms_of(Process *process) { return &process->vm->persistent_terms; }

static Term list_add_entry(Room *room, const PersistentEntry *entry, Term list)
{
    Term pair = room_tuple(room, 2);
    if (term_is_none(pair))
        return pair;
    tuple_elements(pair)[0] = entry->key;
    tuple_elements(pair)[1] = entry->value;
    return room_cons(room, pair, list);
}

Term bif_persistent_term_get_0(Process *process, const Term *arguments)
{
    (void)arguments;
    Term list = NIL;
    for (size_t i = 0; i < PERSISTENT_BUCKET_COUNT; i++) {
        const PersistentEntry *entry = terms_of(process)->buckets[i];
        for (; entry && !term_is_none(list); entry = entry->next) {
            list = list_add_entry(process_room(process), entry, list);
        }
        if (term_is_none(list))
            return fault_no_memory(process);
    }
    process_charge(process, terms_of(process)->count / ELEMENTS_PER_REDUCTION);
    return list;
}

Term bif_persistent_term_get_1(Process *process, const Term *arguments)
{
    Term value = persistent_term_get(terms_of(process), arguments[0]);
    return term_is_none(value) ? fault_badarg(process) : value;
}

Term bif_persistent_term_get_2(Process *process, const Term *arguments)
{
    Term value = persistent_term_get(terms_of(process), arguments[0]);
    return term_is_none(value) ? arguments[1] : value;
}

Term bif_persistent_term_put_2(Process *process, const Term *arguments)
{
    bool is_stored =
        persistent_term_put(terms_of(process), process->vm->literals, arguments[0], arguments[1]);
    return is_stored ? ATOM_TERM(ok) : fault_no_memory(process);
}

Term bif_persistent_term_erase_1(Process *process, const Term *arguments)
{
    return term_from_bool(persistent_term_erase(terms_of(process), arguments[0]));
}
