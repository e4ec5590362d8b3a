// SPDX-License-Identifier: Apache-2.0
// Module lists: the functions that OTP has in C too.
#include "bif/arguments.h"
#include "term/compare.h"

Term bif_lists_reverse_2(Process *process, const Term *arguments)
{
    size_t length;
    if (!list_length(arguments[0], &length))
        return fault_badarg(process);
    if (length == 0)
        return arguments[1];
    Term *cells = room_take(process_room(process), length * 2);
    if (!cells)
        return fault_no_memory(process);
    // From the end of the room towards its start, so that the new list lies in order too.
    Term *cell = cells + length * 2;
    Term result = arguments[1];
    for (Term l = arguments[0]; term_is_cons(l); l = cons_tail(l)) {
        cell -= 2;
        cell[0] = cons_head(l);
        cell[1] = result;
        result = cons_make(cell);
    }
    process_charge(process, length / ELEMENTS_PER_REDUCTION);
    return result;
}

Term bif_lists_member_2(Process *process, const Term *arguments)
{
    Term key = arguments[0];
    Term list = arguments[1];
    // What has only one form is found by identity.
    bool by_identity = term_is_identity(key);
    size_t steps = 0;
    for (; term_is_cons(list); list = cons_tail(list), steps++) {
        Term element = cons_head(list);
        if (term_same(element, key) || (!by_identity && term_exact_equal(element, key))) {
            process_charge(process, steps / ELEMENTS_PER_REDUCTION);
            return ATOM_TERM(true);
        }
    }
    process_charge(process, steps / ELEMENTS_PER_REDUCTION);
    return term_is_nil(list) ? ATOM_TERM(false) : fault_badarg(process);
}

// The first tuple of the list whose element is equal (==) to the key; NIL when there is none,
// TERM_NONE after a badarg.
static Term find_by_key(Process *process, const Term *arguments)
{
    size_t position;
    if (!term_to_size(arguments[1], &position) || position == 0)
        return fault_badarg(process);
    Term list = arguments[2];
    size_t steps = 0;
    Term found = NIL;
    for (; term_is_cons(list); list = cons_tail(list), steps++) {
        Term tuple = cons_head(list);
        if (!term_is_tuple(tuple) || tuple_arity(tuple) < position)
            continue;
        if (!term_equal(tuple_elements(tuple)[position - 1], arguments[0]))
            continue;
        found = tuple;
        break;
    }
    process_charge(process, steps / ELEMENTS_PER_REDUCTION);
    if (term_is_nil(found) && !term_is_nil(list))
        return fault_badarg(process);
    return found;
}

Term bif_lists_keyfind_3(Process *process, const Term *arguments)
{
    Term found = find_by_key(process, arguments);
    return term_is_nil(found) ? ATOM_TERM(false) : found;
}

Term bif_lists_keymember_3(Process *process, const Term *arguments)
{
    Term found = find_by_key(process, arguments);
    return term_is_none(found) ? found : term_from_bool(!term_is_nil(found));
}

Term bif_lists_keysearch_3(Process *process, const Term *arguments)
{
    Term found = find_by_key(process, arguments);
    if (term_is_none(found))
        return found;
    if (term_is_nil(found))
        return ATOM_TERM(false);
    Term result = room_tuple(process_room(process), 2);
    if (term_is_none(result))
        return fault_no_memory(process);
    tuple_elements(result)[0] = ATOM_TERM(value);
    tuple_elements(result)[1] = found;
    return result;
}
