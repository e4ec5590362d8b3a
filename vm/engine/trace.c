// SPDX-License-Identifier: Apache-2.0
// Stack traces.
#include "engine/trace.h"

#include "engine/operation.h"
#include "term/fun.h"
#include "term/map.h"

#define RAW_TRACE_FIXED 3

Term trace_list_of(Process *process, const Term *terms, size_t count)
{
    Term list = NIL;
    for (size_t i = count; i-- > 0;) {
        list = room_cons(process_room(process), terms[i], list);
        if (term_is_none(list))
            return NIL;
    }
    return list;
}

static void set_function(Process *process, Term module, Term function, Term arguments)
{
    process->fault.module = module;
    process->fault.function = function;
    process->fault.function_arguments = arguments;
}

// Functions whose purpose is to raise do not appear in the trace themselves.
static bool is_raising(const Process *process, const Export *export)
{
    if (!term_same(export->module, ATOM_TERM(erlang)))
        return false;
    if (process->fault.kind == FAULT_THROW || process->fault.kind == FAULT_EXIT)
        return true;
    return term_same(export->function, ATOM_TERM(error)) ||
           term_same(export->function, ATOM_TERM(raise));
}

void trace_note_bif(Process *process, const Export *export, const Term *arguments)
{
    if (process->fault.kind == FAULT_HALT || is_raising(process, export))
        return;
    set_function(process, export->module, export->function,
                 trace_list_of(process, arguments, export->arity));
}

Term fault_in_function(Process *process, FaultKind kind, Term reason, const char *function,
                       unsigned arity, Term first, Term second)
{
    (void)fault_error(process, reason);
    process->fault.kind = kind;
    Term name = atom_intern(process->vm->atoms, function, strlen(function));
    Term arguments[2] = {first, second};
    set_function(process, ATOM_TERM(erlang), term_is_none(name) ? ATOM_TERM(error) : name,
                 trace_list_of(process, arguments, arity));
    return TERM_NONE;
}

Term trace_fault_undefined(Process *process, const Export *export, const Term *arguments)
{
    (void)fault_error(process, ATOM_TERM(undef));
    set_function(process, export->module, export->function,
                 trace_list_of(process, arguments, export->arity));
    return TERM_NONE;
}

Term trace_fault_function_clause(Process *process, const Word *func_info, const Term *arguments)
{
    (void)fault_error(process, ATOM_TERM(function_clause));
    set_function(process, term_from_word(func_info[1]), term_from_word(func_info[2]),
                 trace_list_of(process, arguments, func_info[3]));
    return TERM_NONE;
}

Term trace_fault_bad_fun(Process *process, Term fun, const Term *arguments, size_t count)
{
    if (!term_is_fun(fun))
        return fault_error_with(process, ATOM_TERM(badfun), fun);
    Term list = trace_list_of(process, arguments, count);
    Term pair = room_tuple(process_room(process), 2);
    if (term_is_none(pair))
        return fault_no_memory(process);
    tuple_elements(pair)[0] = fun;
    tuple_elements(pair)[1] = list;
    return fault_error_with(process, ATOM_TERM(badarity), pair);
}

Term trace_fault_apply(Process *process, Term module, Term function, const Term *arguments,
                       size_t count)
{
    const Term mfa[3] = {module, function, trace_list_of(process, arguments, count)};
    (void)fault_badarg(process);
    set_function(process, ATOM_TERM(erlang), ATOM_TERM(apply), trace_list_of(process, mfa, 3));
    return TERM_NONE;
}

// ---- taking a trace

static Term class_of(FaultKind kind)
{
    return kind == FAULT_THROW  ? ATOM_TERM(throw)
           : kind == FAULT_EXIT ? ATOM_TERM(exit)
                                : ATOM_TERM(error);
}

// [{file, F}, {line, L}], or [] when the place has no line.
static Term make_location(Room *room, const CodePlace *place)
{
    if (!place->line || place->line->line == 0)
        return NIL;
    Term *start = room_take(room, 2 * 3 + 2 * 2);
    if (!start)
        return NIL;
    start[0] = header_make(KIND_TUPLE, 2);
    start[1] = ATOM_TERM(file);
    start[2] = place->module->files[place->line->file];
    start[3] = header_make(KIND_TUPLE, 2);
    start[4] = ATOM_TERM(line);
    start[5] = small_make(place->line->line);
    start[8] = boxed_make(start + 3);
    start[9] = NIL;
    start[6] = boxed_make(start);
    start[7] = cons_make(start + 8);
    return cons_make(start + 6);
}

static Term make_entry(Room *room, Term module, Term function, Term arity, Term location)
{
    Term entry = room_tuple(room, 4);
    if (term_is_none(entry))
        return entry;
    Term *elements = tuple_elements(entry);
    elements[0] = module;
    elements[1] = function;
    elements[2] = arity;
    elements[3] = location;
    return entry;
}

// [{error_info, #{module => erl_erts_errors}}]: what OTP says of errors in C functions.
static Term make_error_info(Process *process)
{
    Room *room = process_room(process);
    bool is_stdlib = !term_same(process->fault.module, ATOM_TERM(erlang));
    Term key = ATOM_TERM(module),
         value = is_stdlib ? ATOM_TERM(erl_stdlib_errors) : ATOM_TERM(erl_erts_errors);
    Term map = map_from_sorted(room, &key, &value, 1);
    Term pair = term_is_none(map) ? map : room_tuple(room, 2);
    if (term_is_none(pair))
        return NIL;
    tuple_elements(pair)[0] = ATOM_TERM(error_info);
    tuple_elements(pair)[1] = map;
    Term list = room_cons(room, pair, NIL);
    return term_is_none(list) ? NIL : list;
}

static bool has_error_info(const Process *process)
{
    const Fault *fault = &process->fault;
    return fault->kind == FAULT_ERROR && !term_same(fault->reason, ATOM_TERM(undef)) &&
           !term_same(fault->reason, ATOM_TERM(function_clause));
}

// The entry of the C function that failed, or of the function no clause of which fits; [] when the
// place itself is it.
static Term make_first_entry(Process *process, const Word *code)
{
    Fault *fault = &process->fault;
    CodePlace place;
    bool known = code_find_place(process->vm->code, code, &place);
    if (!term_is_none(fault->module)) {
        bool is_clause = term_same(fault->reason, ATOM_TERM(function_clause));
        Term location = has_error_info(process) ? make_error_info(process)
                        : is_clause && known    ? make_location(process_room(process), &place)
                                                : NIL;
        return make_entry(process_room(process), fault->module, fault->function,
                          fault->function_arguments, location);
    }
    if (!term_is_none(fault->arguments) && known) {
        return make_entry(process_room(process), place.module->name, place.function->name,
                          fault->arguments, make_location(process_room(process), &place));
    }
    return NIL;
}

// The place itself is in the trace unless the first entry already stands for it.
static bool place_counts(const Process *process)
{
    const Fault *fault = &process->fault;
    if (!term_is_none(fault->module))
        return !term_same(fault->reason, ATOM_TERM(function_clause));
    return term_is_none(fault->arguments);
}

Term trace_capture(Process *process, const Word *code)
{
    Room *room = process_room(process);
    const Fault *fault = &process->fault;
    Term addresses[TRACE_DEPTH];
    size_t count = 0;
    Term first = make_first_entry(process, code);
    if (term_is_none(first))
        return first;
    size_t depth = TRACE_DEPTH - (term_is_nil(first) ? 0 : 1);
    if (place_counts(process))
        addresses[count++] = term_from_word((Word)(uintptr_t)code);
    for (const Term *word = room->end; word < process->heap.block_end && count < depth; word++) {
        if (term_tag(*word) != TAG_RETURN)
            continue;
        // Of a recursion that returns to one place again and again, the trace has it once.
        Term address = term_from_word((Word)(uintptr_t)(address_of_return(*word) - 1));
        if (count == 0 || !term_same(addresses[count - 1], address))
            addresses[count++] = address;
    }
    Term trace = room_tuple(room, RAW_TRACE_FIXED + count);
    if (term_is_none(trace))
        return trace;
    Term *elements = tuple_elements(trace);
    elements[0] = class_of(fault->kind);
    elements[1] = first;
    elements[2] = term_is_none(fault->trace) ? ATOM_TERM(undefined) : fault->trace;
    memcpy(elements + RAW_TRACE_FIXED, addresses, count * sizeof *addresses);
    return trace;
}

// ---- reading a trace

static bool is_raw(Term trace)
{
    return term_is_tuple(trace) && tuple_arity(trace) >= RAW_TRACE_FIXED;
}

Term trace_class(Term trace) { return is_raw(trace) ? tuple_elements(trace)[0] : ATOM_TERM(error); }

static Term entry_of_address(Process *process, const Word *address)
{
    CodePlace place;
    if (!code_find_place(process->vm->code, address, &place))
        return NIL;
    Room *room = process_room(process);
    return make_entry(room, place.module->name, place.function->name,
                      small_make(place.function->arity), make_location(room, &place));
}

Term trace_to_list(Process *process, Term trace)
{
    if (!is_raw(trace))
        return trace;
    const Term *elements = tuple_elements(trace);
    if (!term_same(elements[2], ATOM_TERM(undefined)))
        return elements[2];
    Room *room = process_room(process);
    Term list = NIL;
    for (size_t i = tuple_arity(trace); i-- > RAW_TRACE_FIXED;) {
        Term entry = entry_of_address(process, (const Word *)(uintptr_t)term_word(elements[i]));
        if (term_is_nil(entry))
            continue;
        if (term_is_none(entry))
            return entry;
        list = room_cons(room, entry, list);
        if (term_is_none(list))
            return list;
    }
    return term_is_nil(elements[1]) ? list : room_cons(room, elements[1], list);
}

Term trace_of_process(Process *process, const Process *of)
{
    const Word *addresses[TRACE_DEPTH];
    size_t count = 0;
    addresses[count++] = of->code;
    for (const Term *word = of->heap.room.end; word < of->heap.block_end && count < TRACE_DEPTH;
         word++) {
        if (term_tag(*word) != TAG_RETURN)
            continue;
        const Word *address = address_of_return(*word) - 1;
        if (address != addresses[count - 1])
            addresses[count++] = address;
    }
    Term list = NIL;
    while (count > 0 && !term_is_none(list)) {
        Term entry = entry_of_address(process, addresses[--count]);
        if (term_is_none(entry))
            return entry;
        if (!term_is_nil(entry))
            list = room_cons(process_room(process), entry, list);
    }
    return list;
}
