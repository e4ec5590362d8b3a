// SPDX-License-Identifier: Apache-2.0
// Module erlang: type tests, tuples, lists, map guards, funs, references. The engine has
// instructions for the frequent ones; these are what a call by apply, and everything else, gets to.
#include "bif/arguments.h"
#include "term/bits.h"
#include "term/compare.h"
#include "term/fun.h"
#include "term/hash.h"
#include "term/map.h"

// ---- type tests

#define TYPE_TEST(name, test)                                           \
    Term bif_erlang_##name##_1(Process *process, const Term *arguments) \
    {                                                                   \
        (void)process;                                                  \
        return term_from_bool(test(arguments[0]));                      \
    }

static bool term_is_boolean(Term t)
{
    return term_same(t, ATOM_TERM(true)) || term_same(t, ATOM_TERM(false));
}

TYPE_TEST(is_atom, term_is_atom)
TYPE_TEST(is_binary, term_is_binary)
TYPE_TEST(is_bitstring, term_is_bits)
TYPE_TEST(is_boolean, term_is_boolean)
TYPE_TEST(is_float, term_is_float)
TYPE_TEST(is_function, term_is_fun)
TYPE_TEST(is_integer, term_is_integer)
TYPE_TEST(is_list, term_is_list)
TYPE_TEST(is_map, term_is_map)
TYPE_TEST(is_number, term_is_number)
TYPE_TEST(is_pid, term_is_pid)
TYPE_TEST(is_port, term_is_port)
TYPE_TEST(is_reference, term_is_ref)
TYPE_TEST(is_tuple, term_is_tuple)

Term bif_erlang_is_function_2(Process *process, const Term *arguments)
{
    size_t arity;
    if (term_is_big(arguments[1]) && !big_is_negative(arguments[1]))
        return ATOM_TERM(false);
    if (!term_to_size(arguments[1], &arity))
        return fault_badarg(process);
    return term_from_bool(term_is_fun(arguments[0]) && fun_arity(arguments[0]) == arity);
}

static bool is_tagged_tuple(Term t, Term tag)
{
    return term_is_tuple(t) && tuple_arity(t) > 0 && term_same(tuple_elements(t)[0], tag);
}

Term bif_erlang_is_record_2(Process *process, const Term *arguments)
{
    if (!term_is_atom(arguments[1]))
        return fault_badarg(process);
    return term_from_bool(is_tagged_tuple(arguments[0], arguments[1]));
}

Term bif_erlang_is_record_3(Process *process, const Term *arguments)
{
    if (!term_is_atom(arguments[1]) || !term_is_integer(arguments[2]))
        return fault_badarg(process);
    size_t arity;
    bool is_record = term_to_size(arguments[2], &arity) &&
                     is_tagged_tuple(arguments[0], arguments[1]) &&
                     tuple_arity(arguments[0]) == arity;
    return term_from_bool(is_record);
}

// ---- tuples

// The index below `limit` that the 1-based `position` means.
static bool position_to_index(Term position, size_t limit, size_t *index)
{
    if (!term_to_size(position, index) || *index == 0 || *index > limit)
        return false;
    --*index;
    return true;
}

Term bif_erlang_element_2(Process *process, const Term *arguments)
{
    size_t index;
    Term tuple = arguments[1];
    if (!term_is_tuple(tuple) || !position_to_index(arguments[0], tuple_arity(tuple), &index)) {
        return fault_badarg(process);
    }
    return tuple_elements(tuple)[index];
}

Term bif_erlang_tuple_size_1(Process *process, const Term *arguments)
{
    if (!term_is_tuple(arguments[0]))
        return fault_badarg(process);
    return small_make((SignedWord)tuple_arity(arguments[0]));
}

static void copy_terms(Term *to, const Term *from, size_t count)
{
    if (count)
        memcpy(to, from, count * sizeof(Term));
}

// `tuple` without the `removed` (0 or 1) elements at `index`, and with room for `added` there.
static Term splice_tuple(Process *process, Term tuple, size_t index, size_t removed, size_t added)
{
    size_t arity = tuple_arity(tuple);
    if (arity - removed + added > TUPLE_MAX_ARITY)
        return fault_badarg(process);
    Term result = room_tuple(process_room(process), arity - removed + added);
    if (term_is_none(result))
        return fault_no_memory(process);
    const Term *from = tuple_elements(tuple);
    Term *to = tuple_elements(result);
    copy_terms(to, from, index);
    copy_terms(to + index + added, from + index + removed, arity - index - removed);
    process_charge(process, arity / ELEMENTS_PER_REDUCTION);
    return result;
}

Term bif_erlang_setelement_3(Process *process, const Term *arguments)
{
    size_t index;
    Term tuple = arguments[1];
    if (!term_is_tuple(tuple) || !position_to_index(arguments[0], tuple_arity(tuple), &index)) {
        return fault_badarg(process);
    }
    Term result = splice_tuple(process, tuple, index, 1, 1);
    if (!term_is_none(result))
        tuple_elements(result)[index] = arguments[2];
    return result;
}

Term bif_erlang_append_element_2(Process *process, const Term *arguments)
{
    if (!term_is_tuple(arguments[0]))
        return fault_badarg(process);
    size_t arity = tuple_arity(arguments[0]);
    Term result = splice_tuple(process, arguments[0], arity, 0, 1);
    if (!term_is_none(result))
        tuple_elements(result)[arity] = arguments[1];
    return result;
}

Term bif_erlang_delete_element_2(Process *process, const Term *arguments)
{
    size_t index;
    Term tuple = arguments[1];
    if (!term_is_tuple(tuple) || !position_to_index(arguments[0], tuple_arity(tuple), &index)) {
        return fault_badarg(process);
    }
    return splice_tuple(process, tuple, index, 1, 0);
}

Term bif_erlang_insert_element_3(Process *process, const Term *arguments)
{
    size_t index;
    Term tuple = arguments[1];
    if (!term_is_tuple(tuple) || !position_to_index(arguments[0], tuple_arity(tuple) + 1, &index)) {
        return fault_badarg(process);
    }
    Term result = splice_tuple(process, tuple, index, 0, 1);
    if (!term_is_none(result))
        tuple_elements(result)[index] = arguments[2];
    return result;
}

static Term make_filled_tuple(Process *process, Term arity, Term value)
{
    size_t count;
    if (!term_to_size(arity, &count) || count > TUPLE_MAX_ARITY)
        return fault_badarg(process);
    Term result = room_tuple(process_room(process), count);
    if (term_is_none(result))
        return fault_no_memory(process);
    for (size_t i = 0; i < count; i++)
        tuple_elements(result)[i] = value;
    process_charge(process, count / ELEMENTS_PER_REDUCTION);
    return result;
}

Term bif_erlang_make_tuple_2(Process *process, const Term *arguments)
{
    return make_filled_tuple(process, arguments[0], arguments[1]);
}

Term bif_erlang_make_tuple_3(Process *process, const Term *arguments)
{
    Term result = make_filled_tuple(process, arguments[0], arguments[1]);
    if (term_is_none(result))
        return result;
    Term list = arguments[2];
    for (; term_is_cons(list); list = cons_tail(list)) {
        Term pair = cons_head(list);
        size_t index;
        if (!term_is_tuple_of(pair, 2))
            return fault_badarg(process);
        if (!position_to_index(tuple_elements(pair)[0], tuple_arity(result), &index))
            return fault_badarg(process);
        tuple_elements(result)[index] = tuple_elements(pair)[1];
    }
    return term_is_nil(list) ? result : fault_badarg(process);
}

// ---- lists

Term bif_erlang_hd_1(Process *process, const Term *arguments)
{
    return term_is_cons(arguments[0]) ? cons_head(arguments[0]) : fault_badarg(process);
}

Term bif_erlang_tl_1(Process *process, const Term *arguments)
{
    return term_is_cons(arguments[0]) ? cons_tail(arguments[0]) : fault_badarg(process);
}

Term bif_erlang_length_1(Process *process, const Term *arguments)
{
    size_t length;
    if (!list_length(arguments[0], &length))
        return fault_badarg(process);
    process_charge(process, length / ELEMENTS_PER_REDUCTION);
    return small_make((SignedWord)length);
}

Term bif_erlang_append_2(Process *process, const Term *arguments)
{
    size_t length;
    if (!list_length(arguments[0], &length))
        return fault_badarg(process);
    if (length == 0)
        return arguments[1];
    if (term_is_nil(arguments[1]))
        return arguments[0];
    Term *start = room_take(process_room(process), length * 2);
    if (!start)
        return fault_no_memory(process);
    ListWriter writer = {start};
    for (Term l = arguments[0]; term_is_cons(l); l = cons_tail(l))
        list_write(&writer, cons_head(l));
    process_charge(process, length / ELEMENTS_PER_REDUCTION);
    return list_finish(&writer, start, arguments[1]);
}

Term bif_erlang_append_function_2(Process *process, const Term *arguments)
{
    return bif_erlang_append_2(process, arguments);
}

// ---- `--`: the elements to take away, with how many of each are left; an open hash table, so that
// the whole takes linear time. For a few elements, a look at each is cheaper than hashing.

#define SUBTRACT_FEW 8

typedef struct Counted {
    Term element;
    size_t count; // 0 in a slot that is free; a slot whose elements are all taken keeps USED
} Counted;
#define COUNTED_USED ((size_t)1 << 63)

static Counted *find_counted(Counted *slots, size_t mask, Term element)
{
    for (size_t i = term_hash(element) & mask;; i = (i + 1) & mask) {
        if (slots[i].count == 0 || term_exact_equal(slots[i].element, element))
            return &slots[i];
    }
}

static bool take_one(Counted *slots, size_t mask, Term element)
{
    Counted *slot = find_counted(slots, mask, element);
    if ((slot->count & ~COUNTED_USED) == 0)
        return false;
    slot->count--;
    return true;
}

// Takes `element` out of the array; false when it is not there.
static bool take_one_of_few(Term *few, size_t *count, Term element)
{
    for (size_t i = 0; i < *count; i++) {
        if (!term_exact_equal(few[i], element))
            continue;
        few[i] = few[--*count];
        return true;
    }
    return false;
}

static Term subtract_few(Process *process, Term list, size_t length, Term removed)
{
    Term few[SUBTRACT_FEW];
    size_t left = 0;
    for (; term_is_cons(removed); removed = cons_tail(removed))
        few[left++] = cons_head(removed);
    Term *start = room_take(process_room(process), length * 2);
    if (!start)
        return fault_no_memory(process);
    ListWriter writer = {start};
    for (; left && term_is_cons(list); list = cons_tail(list)) {
        if (!take_one_of_few(few, &left, cons_head(list)))
            list_write(&writer, cons_head(list));
    }
    room_give_back(process_room(process), start, length * 2, (size_t)(writer.cell - start));
    // When all are found, the rest of the list is shared.
    return list_finish(&writer, start, list);
}

static Term subtract_many(Process *process, Term list, size_t length, Term removed,
                          size_t removed_length)
{
    size_t capacity = 16;
    while (capacity < removed_length * 2)
        capacity *= 2;
    Memory *memory = &process->vm->memory;
    Counted *slots = memory_alloc_zeroed(memory, capacity, sizeof *slots);
    Term *start = slots ? room_take(process_room(process), length * 2) : NULL;
    Term result = TERM_NONE;
    if (start) {
        for (; term_is_cons(removed); removed = cons_tail(removed)) {
            Counted *slot = find_counted(slots, capacity - 1, cons_head(removed));
            slot->element = cons_head(removed);
            slot->count = (slot->count | COUNTED_USED) + 1;
        }
        ListWriter writer = {start};
        for (; term_is_cons(list); list = cons_tail(list)) {
            if (!take_one(slots, capacity - 1, cons_head(list)))
                list_write(&writer, cons_head(list));
        }
        room_give_back(process_room(process), start, length * 2, (size_t)(writer.cell - start));
        result = list_finish(&writer, start, NIL);
    }
    memory_free(memory, slots, slots ? capacity * sizeof *slots : 0);
    return bif_result(process, result);
}

Term bif_erlang_subtract_2(Process *process, const Term *arguments)
{
    size_t length, removed;
    if (!list_length(arguments[0], &length) || !list_length(arguments[1], &removed))
        return fault_badarg(process);
    if (length == 0 || removed == 0)
        return arguments[0];
    process_charge(process, (length + removed) / 4);
    if (removed <= SUBTRACT_FEW)
        return subtract_few(process, arguments[0], length, arguments[1]);
    return subtract_many(process, arguments[0], length, arguments[1], removed);
}

Term bif_erlang_subtract_function_2(Process *process, const Term *arguments)
{
    return bif_erlang_subtract_2(process, arguments);
}

// ---- maps, order, sizes

Term bif_erlang_map_size_1(Process *process, const Term *arguments)
{
    if (!term_is_map(arguments[0]))
        return fault_error_with(process, ATOM_TERM(badmap), arguments[0]);
    return small_make((SignedWord)map_size(arguments[0]));
}

Term bif_erlang_is_map_key_2(Process *process, const Term *arguments)
{
    if (!term_is_map(arguments[1]))
        return fault_error_with(process, ATOM_TERM(badmap), arguments[1]);
    return term_from_bool(!term_is_none(map_get(arguments[1], arguments[0])));
}

Term bif_erlang_map_get_2(Process *process, const Term *arguments)
{
    if (!term_is_map(arguments[1]))
        return fault_error_with(process, ATOM_TERM(badmap), arguments[1]);
    Term value = map_get(arguments[1], arguments[0]);
    return term_is_none(value) ? fault_error_with(process, ATOM_TERM(badkey), arguments[0]) : value;
}

Term bif_erlang_max_2(Process *process, const Term *arguments)
{
    return term_compare(process_atoms(process), arguments[0], arguments[1]) >= 0 ? arguments[0]
                                                                                 : arguments[1];
}

Term bif_erlang_min_2(Process *process, const Term *arguments)
{
    return term_compare(process_atoms(process), arguments[0], arguments[1]) <= 0 ? arguments[0]
                                                                                 : arguments[1];
}

Term bif_erlang_size_1(Process *process, const Term *arguments)
{
    if (term_is_tuple(arguments[0]))
        return small_make((SignedWord)tuple_arity(arguments[0]));
    if (!term_is_bits(arguments[0]))
        return fault_badarg(process);
    return small_make((SignedWord)(bits_size(arguments[0]) / 8));
}

// ---- references and funs

Term bif_erlang_make_ref_0(Process *process, const Term *arguments)
{
    (void)arguments;
    Term *start = room_take(process_room(process), 3);
    if (!start)
        return fault_no_memory(process);
    start[0] = header_make(KIND_REF, 2);
    start[1] =
        term_from_word(atomic_fetch_add_explicit(&process->vm->next_ref, 1, memory_order_relaxed));
    start[2] = term_from_word(0);
    return boxed_make(start);
}

static Term free_variables_list(Room *room, Term fun)
{
    Term list = NIL;
    for (size_t i = fun_free_count(fun); i-- > 0 && !term_is_none(list);) {
        list = room_cons(room, fun_free_variables(fun)[i], list);
    }
    return list;
}

static Term local_fun_item(Process *process, Term fun, Term item)
{
    const FunEntry *entry = fun_entry(fun);
    if (term_same(item, ATOM_TERM(type)))
        return ATOM_TERM(local);
    if (term_same(item, ATOM_TERM(module)))
        return entry->module_name;
    if (term_same(item, ATOM_TERM(name)))
        return entry->function;
    if (term_same(item, ATOM_TERM(arity)))
        return small_make(entry->arity);
    if (term_same(item, ATOM_TERM(env)))
        return free_variables_list(process_room(process), fun);
    if (term_same(item, ATOM_TERM(pid)))
        return pid_make(process->number);
    if (term_same(item, ATOM_TERM(uniq)))
        return small_make(entry->old_unique);
    if (term_same(item, ATOM_TERM(new_uniq))) {
        return binary_make(process_room(process), &process->vm->memory, entry->unique,
                           sizeof entry->unique);
    }
    return small_make(entry->index);
}

static Term export_fun_item(Term fun, Term item)
{
    const Export *export = fun_export(fun);
    if (term_same(item, ATOM_TERM(type)))
        return ATOM_TERM(external);
    if (term_same(item, ATOM_TERM(module)))
        return export->module;
    if (term_same(item, ATOM_TERM(name)))
        return export->function;
    if (term_same(item, ATOM_TERM(arity)))
        return small_make(export->arity);
    return term_same(item, ATOM_TERM(env)) ? NIL : ATOM_TERM(undefined);
}

// In the order of fun_info/1, which gives the items of an export fun in another one.
#define FUN_ITEMS                                                                             \
    ATOM_TERM(pid), ATOM_TERM(module), ATOM_TERM(new_index), ATOM_TERM(new_uniq),             \
        ATOM_TERM(index), ATOM_TERM(uniq), ATOM_TERM(name), ATOM_TERM(arity), ATOM_TERM(env), \
        ATOM_TERM(type)
#define EXPORT_FUN_ITEMS \
    ATOM_TERM(module), ATOM_TERM(name), ATOM_TERM(arity), ATOM_TERM(env), ATOM_TERM(type)
#define FUN_ITEM_COUNT        10
#define EXPORT_FUN_ITEM_COUNT 5

// {Item, Value}, or TERM_NONE without memory.
static Term fun_item(Process *process, Term fun, Term item)
{
    Term value = boxed_kind(fun) == KIND_FUN ? local_fun_item(process, fun, item)
                                             : export_fun_item(fun, item);
    if (term_is_none(value))
        return TERM_NONE;
    Term pair = room_tuple(process_room(process), 2);
    if (term_is_none(pair))
        return TERM_NONE;
    tuple_elements(pair)[0] = item;
    tuple_elements(pair)[1] = value;
    return pair;
}

Term bif_erlang_fun_info_1(Process *process, const Term *arguments)
{
    if (!term_is_fun(arguments[0]))
        return fault_badarg(process);
    const Term local_items[FUN_ITEM_COUNT] = {FUN_ITEMS};
    const Term export_items[EXPORT_FUN_ITEM_COUNT] = {EXPORT_FUN_ITEMS};
    bool is_local = boxed_kind(arguments[0]) == KIND_FUN;
    const Term *items = is_local ? local_items : export_items;
    size_t count = is_local ? FUN_ITEM_COUNT : EXPORT_FUN_ITEM_COUNT;
    Term list = NIL;
    for (size_t i = count; i-- > 0;) {
        Term pair = fun_item(process, arguments[0], items[i]);
        if (!term_is_none(pair))
            list = room_cons(process_room(process), pair, list);
        if (term_is_none(pair) || term_is_none(list))
            return fault_no_memory(process);
    }
    return list;
}

Term bif_erlang_fun_info_2(Process *process, const Term *arguments)
{
    const Term items[FUN_ITEM_COUNT] = {FUN_ITEMS};
    bool is_item = false;
    for (size_t i = 0; i < FUN_ITEM_COUNT; i++)
        is_item |= term_same(items[i], arguments[1]);
    if (!term_is_fun(arguments[0]) || !is_item)
        return fault_badarg(process);
    return bif_result(process, fun_item(process, arguments[0], arguments[1]));
}

// {Module, Name, Arity}
Term bif_erlang_fun_info_mfa_1(Process *process, const Term *arguments)
{
    if (!term_is_fun(arguments[0]))
        return fault_badarg(process);
    Term tuple = room_tuple(process_room(process), 3);
    if (term_is_none(tuple))
        return fault_no_memory(process);
    bool is_local = boxed_kind(arguments[0]) == KIND_FUN;
    Term *elements = tuple_elements(tuple);
    elements[0] =
        is_local ? fun_entry(arguments[0])->module_name : fun_export(arguments[0])->module;
    elements[1] = is_local ? fun_entry(arguments[0])->function : fun_export(arguments[0])->function;
    elements[2] = small_make(fun_arity(arguments[0]));
    return tuple;
}

// fun Module:Function/Arity, for names that are only known at run time.
Term bif_erlang_make_fun_3(Process *process, const Term *arguments)
{
    size_t arity;
    if (!term_is_atom(arguments[0]) || !term_is_atom(arguments[1]))
        return fault_badarg(process);
    if (!term_to_size(arguments[2], &arity) || arity > 255)
        return fault_badarg(process);
    Export *export = code_export(process->vm->code, arguments[0], arguments[1], (uint32_t)arity);
    Term *start = export ? room_take(process_room(process), EXPORT_FUN_WORDS) : NULL;
    if (!start)
        return fault_no_memory(process);
    start[0] = header_make(KIND_EXPORT_FUN, EXPORT_FUN_WORDS - 1);
    start[1] = term_from_word((Word)(uintptr_t) export);
    return boxed_make(start);
}

// ---- what is there to call

static const Export *find_export(Process *process, const Term *mfa)
{
    size_t arity;
    if (!term_to_size(mfa[2], &arity) || arity > 255)
        return NULL;
    return code_find_export(process->vm->code, mfa[0], mfa[1], (uint32_t)arity);
}

static bool is_mfa(const Term *arguments)
{
    return term_is_atom(arguments[0]) && term_is_atom(arguments[1]) &&
           term_is_integer(arguments[2]);
}

Term bif_erlang_is_builtin_3(Process *process, const Term *arguments)
{
    if (!is_mfa(arguments))
        return fault_badarg(process);
    const Export *export = find_export(process, arguments);
    return term_from_bool(export && code_is_builtin(process->vm->code, export));
}

Term bif_erlang_function_exported_3(Process *process, const Term *arguments)
{
    if (!is_mfa(arguments))
        return fault_badarg(process);
    const Export *export = find_export(process, arguments);
    return term_from_bool(export && (export->bif || export->code != &export->stub[1]));
}
