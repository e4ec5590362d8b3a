// SPDX-License-Identifier: Apache-2.0
// Module binary: match, matches, split. A compiled pattern is {bm, Binary} or {ac, [Binary]}: the
// automaton is made anew for each call, in time linear in the patterns.
#include "bif/binary_help.h"
#include "bif/search.h"

// ---- what to look for, and where

typedef struct Search {
    Process *process;
    BytesArgument subject;
    BytesArgument only; // the pattern, when there is one
    Searcher searcher;
    size_t from; // the scope
    size_t end;
    bool is_global;
    bool trim;
    bool trim_all;
} Search;

static bool is_pattern(Term t) { return term_is_binary(t) && bits_size(t) > 0; }

static bool is_compiled(Term t)
{
    if (!term_is_tuple_of(t, 2))
        return false;
    Term tag = tuple_elements(t)[0];
    return term_same(tag, ATOM_TERM(bm)) || term_same(tag, ATOM_TERM(ac));
}

// The pattern argument as a binary or a list of them: a compiled one has it inside.
static Term open_pattern(Term t) { return is_compiled(t) ? tuple_elements(t)[1] : t; }

static bool is_pattern_list(Term list)
{
    size_t length;
    if (!list_length(list, &length) || length == 0)
        return false;
    for (; term_is_cons(list); list = cons_tail(list)) {
        if (!is_pattern(cons_head(list)))
            return false;
    }
    return true;
}

static BytesStatus add_only_pattern(Search *search, Term pattern)
{
    BytesStatus status = bytes_argument(search->process, pattern, &search->only);
    if (status != BYTES_OK)
        return status;
    bool added = searcher_add(&search->searcher, search->only.bytes, search->only.size, true);
    return added ? BYTES_OK : BYTES_NO_MEMORY;
}

static BytesStatus add_patterns(Search *search, Term list)
{
    for (; term_is_cons(list); list = cons_tail(list)) {
        BytesArgument pattern;
        BytesStatus status = bytes_argument(search->process, cons_head(list), &pattern);
        bool added = status == BYTES_OK &&
                     searcher_add(&search->searcher, pattern.bytes, pattern.size, false);
        bytes_argument_release(&pattern);
        if (!added)
            return status == BYTES_OK ? BYTES_NO_MEMORY : status;
    }
    return BYTES_OK;
}

static BytesStatus load_pattern(Search *search, Term argument)
{
    Term pattern = open_pattern(argument);
    bool is_single = is_pattern(pattern);
    if (!is_single && !is_pattern_list(pattern))
        return BYTES_NO_BINARY;
    if (!is_single && term_is_nil(cons_tail(pattern))) {
        pattern = cons_head(pattern);
        is_single = true;
    }
    BytesStatus status =
        is_single ? add_only_pattern(search, pattern) : add_patterns(search, pattern);
    if (status != BYTES_OK)
        return status;
    return searcher_prepare(&search->searcher) ? BYTES_OK : BYTES_NO_MEMORY;
}

static bool read_scope(Search *search, Term option)
{
    if (!term_is_tuple_of(option, 2))
        return false;
    const Term *pair = tuple_elements(option);
    if (!term_same(pair[0], ATOM_TERM(scope)) || !term_is_tuple_of(pair[1], 2))
        return false;
    const Term *scope = tuple_elements(pair[1]);
    size_t start, size;
    if (!binary_range(scope[0], scope[1], search->subject.size, &start, &size))
        return false;
    search->from = start;
    search->end = start + size;
    return true;
}

static bool read_options(Search *search, Term options, bool is_split)
{
    for (; term_is_cons(options); options = cons_tail(options)) {
        Term option = cons_head(options);
        if (is_split && term_same(option, ATOM_TERM(global)))
            search->is_global = true;
        else if (is_split && term_same(option, ATOM_TERM(trim)))
            search->trim = true;
        else if (is_split && term_same(option, ATOM_TERM(trim_all)))
            search->trim_all = true;
        else if (!read_scope(search, option))
            return false;
    }
    return term_is_nil(options);
}

static void search_end(Search *search)
{
    searcher_free(&search->searcher);
    bytes_argument_release(&search->subject);
    bytes_argument_release(&search->only);
}

// Reads the arguments subject, pattern and options. To be ended in any case.
static BytesStatus search_start(Search *search, Process *process, const Term *arguments,
                                Term options, bool is_split)
{
    Memory *memory = &process->vm->memory;
    *search =
        (Search){.process = process, .only = {.memory = memory}, .searcher = {.memory = memory}};
    BytesStatus status = bytes_argument(process, arguments[0], &search->subject);
    if (status != BYTES_OK)
        return status;
    search->end = search->subject.size;
    if (!read_options(search, options, is_split))
        return BYTES_NO_BINARY;
    // The pattern of a search in nothing is not looked at.
    if (search->from == search->end)
        return BYTES_OK;
    status = load_pattern(search, arguments[1]);
    process_charge(process, (search->end - search->from) / BYTES_PER_REDUCTION);
    return status;
}

static bool search_next(Search *search, SearchMatch *match)
{
    if (search->from == search->end ||
        !searcher_find(&search->searcher, search->subject.bytes, search->from, search->end, match))
        return false;
    search->from = match->start + match->size;
    return true;
}

// ---- match and matches

// {Start, Size}, or TERM_NONE without memory.
static Term match_to_term(Process *process, SearchMatch match)
{
    Term pair = room_tuple(process_room(process), 2);
    if (term_is_none(pair))
        return pair;
    tuple_elements(pair)[0] = small_make((SignedWord)match.start);
    tuple_elements(pair)[1] = small_make((SignedWord)match.size);
    return pair;
}

static Term match_first(Process *process, const Term *arguments, Term options)
{
    Search search;
    BytesStatus status = search_start(&search, process, arguments, options, false);
    SearchMatch match;
    Term result;
    if (status != BYTES_OK)
        result = bytes_fault(process, status);
    else if (search_next(&search, &match))
        result = bif_result(process, match_to_term(process, match));
    else
        result = ATOM_TERM(nomatch);
    search_end(&search);
    return result;
}

Term bif_binary_match_2(Process *process, const Term *arguments)
{
    return match_first(process, arguments, NIL);
}

Term bif_binary_match_3(Process *process, const Term *arguments)
{
    return match_first(process, arguments, arguments[2]);
}

// A list that grows at its end, cell by cell.
typedef struct GrowingList {
    Term first;
    Term *last; // the cell at the end, or NULL
} GrowingList;

static bool add_last(Room *room, GrowingList *list, Term element)
{
    Term cell = term_is_none(element) ? element : room_cons(room, element, NIL);
    if (term_is_none(cell))
        return false;
    if (list->last)
        list->last[1] = cell;
    else
        list->first = cell;
    list->last = cons_cell(cell);
    return true;
}

static Term match_all(Process *process, const Term *arguments, Term options)
{
    Search search;
    BytesStatus status = search_start(&search, process, arguments, options, false);
    GrowingList list = {NIL, NULL};
    SearchMatch match;
    while (status == BYTES_OK && search_next(&search, &match)) {
        if (!add_last(process_room(process), &list, match_to_term(process, match)))
            status = BYTES_NO_MEMORY;
    }
    search_end(&search);
    return status == BYTES_OK ? list.first : bytes_fault(process, status);
}

Term bif_binary_matches_2(Process *process, const Term *arguments)
{
    return match_all(process, arguments, NIL);
}

Term bif_binary_matches_3(Process *process, const Term *arguments)
{
    return match_all(process, arguments, arguments[2]);
}

// ---- split

// Parts that are empty are kept back until one follows that is not: so `trim` drops those at the
// end.
typedef struct Parts {
    GrowingList list;
    size_t empty; // kept back
} Parts;

static bool add_part(Search *search, Parts *parts, Term subject, size_t start, size_t end)
{
    Room *room = process_room(search->process);
    bool trims = search->trim || search->trim_all;
    if (start == end && trims) {
        parts->empty += !search->trim_all;
        return true;
    }
    for (; parts->empty; parts->empty--) {
        if (!add_last(room, &parts->list, heap_bits_make(room, 0)))
            return false;
    }
    return add_last(room, &parts->list, bits_slice(room, subject, start * 8, (end - start) * 8));
}

static Term split(Process *process, const Term *arguments, Term options)
{
    Search search;
    BytesStatus status = search_start(&search, process, arguments, options, true);
    Parts parts = {{NIL, NULL}, 0};
    size_t start = 0;
    SearchMatch match;
    while (status == BYTES_OK && search_next(&search, &match)) {
        if (!add_part(&search, &parts, arguments[0], start, match.start))
            status = BYTES_NO_MEMORY;
        start = match.start + match.size;
        if (!search.is_global)
            break;
    }
    if (status == BYTES_OK &&
        !add_part(&search, &parts, arguments[0], start, search.subject.size)) {
        status = BYTES_NO_MEMORY;
    }
    search_end(&search);
    return status == BYTES_OK ? parts.list.first : bytes_fault(process, status);
}

Term bif_binary_split_2(Process *process, const Term *arguments)
{
    return split(process, arguments, NIL);
}

Term bif_binary_split_3(Process *process, const Term *arguments)
{
    return split(process, arguments, arguments[2]);
}

// ---- compile_pattern

Term bif_binary_compile_pattern_1(Process *process, const Term *arguments)
{
    Term pattern = arguments[0];
    bool is_single = is_pattern(pattern);
    if (!is_single && !is_pattern_list(pattern))
        return fault_badarg(process);
    if (!is_single && term_is_nil(cons_tail(pattern))) {
        pattern = cons_head(pattern);
        is_single = true;
    }
    Term result = room_tuple(process_room(process), 2);
    if (term_is_none(result))
        return fault_no_memory(process);
    tuple_elements(result)[0] = is_single ? ATOM_TERM(bm) : ATOM_TERM(ac);
    tuple_elements(result)[1] = pattern;
    return result;
}
