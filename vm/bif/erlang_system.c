// SPDX-License-Identifier: Apache-2.0
// Module erlang: raising exceptions, the process dictionary, identities. Time is in erlang_time.c.
#include "bif/arguments.h"
#include "term/compare.h"
#include "term/map.h"

// ---- raising

Term bif_erlang_error_1(Process *process, const Term *arguments)
{
    return fault_error(process, arguments[0]);
}

// What is no list takes no place in the trace.
Term bif_erlang_error_2(Process *process, const Term *arguments)
{
    (void)fault_error(process, arguments[0]);
    size_t length;
    if (list_length(arguments[1], &length))
        process->fault.arguments = arguments[1];
    return TERM_NONE;
}

// The options only say who can explain the error; without a shell nobody asks.
Term bif_erlang_error_3(Process *process, const Term *arguments)
{
    return bif_erlang_error_2(process, arguments);
}

Term bif_erlang_nif_error_1(Process *process, const Term *arguments)
{
    return fault_error(process, arguments[0]);
}

Term bif_erlang_nif_error_2(Process *process, const Term *arguments)
{
    return fault_error(process, arguments[0]);
}

Term bif_erlang_exit_1(Process *process, const Term *arguments)
{
    return fault_exit(process, arguments[0]);
}

Term bif_erlang_throw_1(Process *process, const Term *arguments)
{
    return fault_throw(process, arguments[0]);
}

// {Module, Function, ArityOrArguments} or {Fun, Arguments}, with or without a list of location at
// the end.
static bool is_trace_entry(Term entry)
{
    if (!term_is_tuple(entry))
        return false;
    size_t arity = tuple_arity(entry);
    const Term *elements = tuple_elements(entry);
    if (arity == 2 || (arity == 3 && term_is_fun(elements[0])))
        return term_is_fun(elements[0]);
    if (arity != 3 && arity != 4)
        return false;
    if (arity == 4 && !term_is_list(elements[3]))
        return false;
    return term_is_atom(elements[0]) && term_is_atom(elements[1]);
}

static bool is_trace(Term list, size_t *length)
{
    if (!list_length(list, length))
        return false;
    for (; term_is_cons(list); list = cons_tail(list)) {
        if (!is_trace_entry(cons_head(list)))
            return false;
    }
    return true;
}

static bool has_location(Term entry)
{
    return tuple_arity(entry) == (term_is_fun(tuple_elements(entry)[0]) ? 3 : 4);
}

// The entry with a location, [] when it has none. TERM_NONE: no memory.
static Term complete_entry(Room *room, Term entry)
{
    if (has_location(entry))
        return entry;
    size_t arity = tuple_arity(entry);
    Term longer = room_tuple(room, arity + 1);
    if (term_is_none(longer))
        return longer;
    for (size_t i = 0; i < arity; i++)
        tuple_elements(longer)[i] = tuple_elements(entry)[i];
    tuple_elements(longer)[arity] = NIL;
    return longer;
}

static Term complete_trace(Room *room, Term trace, size_t length)
{
    if (length == 0)
        return trace;
    Term *cells = room_take(room, length * 2);
    if (!cells)
        return TERM_NONE;
    ListWriter writer = {cells};
    bool is_ok = true;
    for (; term_is_cons(trace); trace = cons_tail(trace)) {
        Term entry = complete_entry(room, cons_head(trace));
        is_ok &= !term_is_none(entry);
        list_write(&writer, is_ok ? entry : NIL);
    }
    Term list = list_finish(&writer, cells, NIL);
    return is_ok ? list : TERM_NONE;
}

// Returns `badarg` when it cannot raise.
Term bif_erlang_raise_3(Process *process, const Term *arguments)
{
    size_t length;
    if (!is_trace(arguments[2], &length))
        return ATOM_TERM(badarg);
    Term trace = complete_trace(process_room(process), arguments[2], length);
    if (term_is_none(trace))
        return fault_no_memory(process);
    if (term_same(arguments[0], ATOM_TERM(error)))
        (void)fault_error(process, arguments[1]);
    else if (term_same(arguments[0], ATOM_TERM(exit)))
        (void)fault_exit(process, arguments[1]);
    else if (term_same(arguments[0], ATOM_TERM(throw)))
        (void)fault_throw(process, arguments[1]);
    else
        return ATOM_TERM(badarg);
    process->fault.trace = trace;
    return TERM_NONE;
}

// ---- the process dictionary: a map, so that access takes constant time and a snapshot costs
// nothing

static bool is_empty(const Process *process) { return term_is_nil(process->dictionary); }

static Term or_undefined(Term value) { return term_is_none(value) ? ATOM_TERM(undefined) : value; }

Term bif_erlang_get_1(Process *process, const Term *arguments)
{
    return is_empty(process) ? ATOM_TERM(undefined)
                             : or_undefined(map_get(process->dictionary, arguments[0]));
}

Term bif_erlang_put_2(Process *process, const Term *arguments)
{
    Room *room = process_room(process);
    Term dictionary = is_empty(process) ? map_empty(room) : process->dictionary;
    if (term_is_none(dictionary))
        return fault_no_memory(process);
    Term before = map_get(dictionary, arguments[0]);
    dictionary = map_put(room, process_atoms(process), dictionary, arguments[0], arguments[1]);
    if (term_is_none(dictionary))
        return fault_no_memory(process);
    process->dictionary = dictionary;
    return or_undefined(before);
}

Term bif_erlang_erase_1(Process *process, const Term *arguments)
{
    if (is_empty(process))
        return ATOM_TERM(undefined);
    Term value;
    Term rest = map_take(process_room(process), process_atoms(process), process->dictionary,
                         arguments[0], &value);
    if (term_is_none(rest))
        return fault_no_memory(process);
    process->dictionary = rest;
    return or_undefined(value);
}

typedef enum Wanted { WANT_PAIRS, WANT_KEYS } Wanted;

// The pairs or keys of the dictionary; with a `value`, only those that have it.
static Term list_dictionary(Process *process, Wanted wanted, Term value)
{
    if (is_empty(process))
        return NIL;
    Room *room = process_room(process);
    Term list = NIL;
    MapCursor cursor;
    map_cursor_start(&cursor, process->dictionary);
    while (map_cursor_next(&cursor)) {
        if (!term_is_none(value) && !term_exact_equal(value, cursor.value))
            continue;
        Term element = cursor.key;
        if (wanted == WANT_PAIRS) {
            element = room_tuple(room, 2);
            if (term_is_none(element))
                return fault_no_memory(process);
            tuple_elements(element)[0] = cursor.key;
            tuple_elements(element)[1] = cursor.value;
        }
        list = room_cons(room, element, list);
        if (term_is_none(list))
            return fault_no_memory(process);
    }
    return list;
}

Term bif_erlang_get_0(Process *process, const Term *arguments)
{
    (void)arguments;
    return list_dictionary(process, WANT_PAIRS, TERM_NONE);
}

Term bif_erlang_get_keys_0(Process *process, const Term *arguments)
{
    (void)arguments;
    return list_dictionary(process, WANT_KEYS, TERM_NONE);
}

Term bif_erlang_get_keys_1(Process *process, const Term *arguments)
{
    return list_dictionary(process, WANT_KEYS, arguments[0]);
}

Term bif_erlang_erase_0(Process *process, const Term *arguments)
{
    (void)arguments;
    Term pairs = list_dictionary(process, WANT_PAIRS, TERM_NONE);
    if (!term_is_none(pairs))
        process->dictionary = NIL;
    return pairs;
}

// ---- identities

Term bif_erlang_self_0(Process *process, const Term *arguments)
{
    (void)arguments;
    return pid_make(process->number);
}

Term bif_erlang_node_0(Process *process, const Term *arguments)
{
    (void)process;
    (void)arguments;
    return ATOM_TERM(nonode_nohost);
}

Term bif_erlang_node_1(Process *process, const Term *arguments)
{
    Term t = arguments[0];
    if (!term_is_pid(t) && !term_is_port(t) && !term_is_ref(t))
        return fault_badarg(process);
    bool is_external = term_is_boxed(t) && boxed_kind(t) != KIND_REF;
    return is_external ? boxed_address(t)[1] : ATOM_TERM(nonode_nohost);
}

Term bif_erlang_is_alive_0(Process *process, const Term *arguments)
{
    (void)process;
    (void)arguments;
    return ATOM_TERM(false);
}

Term bif_erlang_nodes_0(Process *process, const Term *arguments)
{
    (void)process;
    (void)arguments;
    return NIL;
}

// One counter serves all modifiers: its values are positive and grow.
static Term unique_integer(Process *process)
{
    Word number = atomic_fetch_add_explicit(&process->vm->next_unique, 1, memory_order_relaxed);
    return small_make((SignedWord)number + 1);
}

Term bif_erlang_unique_integer_0(Process *process, const Term *arguments)
{
    (void)arguments;
    return unique_integer(process);
}

Term bif_erlang_unique_integer_1(Process *process, const Term *arguments)
{
    Term list = arguments[0];
    for (; term_is_cons(list); list = cons_tail(list)) {
        Term modifier = cons_head(list);
        bool is_known =
            term_same(modifier, ATOM_TERM(positive)) || term_same(modifier, ATOM_TERM(monotonic));
        if (!is_known)
            return fault_badarg(process);
    }
    return term_is_nil(list) ? unique_integer(process) : fault_badarg(process);
}
