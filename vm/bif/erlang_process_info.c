// SPDX-License-Identifier: Apache-2.0
// Functions of module erlang that tell about processes, and their flags.
#include <stdlib.h>

#include "bif/arguments.h"
#include "bif/process_options.h"
#include "engine/trace.h"
#include "proc/mailbox.h"
#include "proc/relations.h"
#include "proc/scheduler.h"
#include "proc/signals.h"
#include "term/map.h"

static Term make_tuple(Process *process, size_t arity, const Term *elements)
{
    for (size_t i = 0; i < arity; i++) {
        if (term_is_none(elements[i]))
            return TERM_NONE;
    }
    Term tuple = room_tuple(process_room(process), arity);
    if (term_is_none(tuple))
        return fault_no_memory(process);
    memcpy(tuple_elements(tuple), elements, arity * sizeof *elements);
    return tuple;
}

static Term make_pair(Process *process, Term first, Term second)
{
    const Term elements[] = {first, second};
    return make_tuple(process, 2, elements);
}

// [element | list]; what is TERM_NONE stays so.
static Term prepend(Process *process, Term element, Term list)
{
    if (term_is_none(element) || term_is_none(list))
        return TERM_NONE;
    return bif_result(process, room_cons(process_room(process), element, list));
}

static Term size_term(size_t size) { return small_make((SignedWord)size); }

// ---- processes/0

typedef struct NumberList {
    Word *numbers;
    size_t count, capacity;
} NumberList;

static void add_number(Process *process, void *data)
{
    NumberList *list = data;
    if (list->count < list->capacity)
        list->numbers[list->count++] = process->number;
}

static int compare_numbers(const void *a, const void *b)
{
    Word first = *(const Word *)a, second = *(const Word *)b;
    return first < second ? -1 : first > second;
}

// In the order of creation.
Term bif_erlang_processes_0(Process *process, const Term *a)
{
    (void)a;
    Memory *memory = &process->vm->memory;
    NumberList list = {NULL, 0, scheduler_process_count(process->vm)};
    list.numbers = memory_alloc(memory, list.capacity * sizeof *list.numbers);
    if (!list.numbers)
        return fault_no_memory(process);
    scheduler_each_process(process->vm, add_number, &list);
    qsort(list.numbers, list.count, sizeof *list.numbers, compare_numbers);
    Term pids = NIL;
    for (size_t i = list.count; i-- > 0;)
        pids = prepend(process, pid_make(list.numbers[i]), pids);
    memory_free(memory, list.numbers, list.capacity * sizeof *list.numbers);
    return pids;
}

Term bif_erlang_is_process_alive_1(Process *process, const Term *a)
{
    if (!term_is_local_pid(a[0]))
        return fault_badarg(process);
    return term_from_bool(scheduler_find(process->vm, a[0]) != NULL);
}

// ---- where it is

static Term first_entry(Process *process, const Process *of)
{
    Term trace = trace_of_process(process, of);
    return term_is_cons(trace) ? cons_head(trace) : trace;
}

// {M, F, A}; `undefined` where no function is known.
static Term current_function(Process *process, const Process *of)
{
    Term entry = first_entry(process, of);
    if (!term_is_tuple(entry))
        return term_is_none(entry) ? fault_no_memory(process) : ATOM_TERM(undefined);
    return make_tuple(process, 3, tuple_elements(entry));
}

static Term current_location(Process *process, const Process *of)
{
    Term entry = first_entry(process, of);
    return term_is_nil(entry) ? ATOM_TERM(undefined) : bif_result(process, entry);
}

static Term current_stacktrace(Process *process, const Process *of)
{
    return bif_result(process, trace_of_process(process, of));
}

static Term initial_call(Process *process, const Process *of)
{
    if (!term_is_tuple(of->initial_call))
        return ATOM_TERM(undefined);
    return make_tuple(process, 3, tuple_elements(of->initial_call));
}

static Term status(Process *process, const Process *of)
{
    (void)process;
    if (of->suspended)
        return ATOM_TERM(suspended);
    switch (of->state) {
    case PROCESS_RUNNING: return ATOM_TERM(running);
    case PROCESS_RUNNABLE: return ATOM_TERM(runnable);
    case PROCESS_WAITING:
    case PROCESS_SUSPENDED:
    case PROCESS_EXITED: break;
    }
    return ATOM_TERM(waiting);
}

// ---- relations

static Term monitored(Process *process, const Relation *monitor)
{
    Term object = pid_make(monitor->other);
    if (!term_is_none(monitor->name))
        object = make_pair(process, monitor->name, ATOM_TERM(nonode_nohost));
    return make_pair(process, ATOM_TERM(process), object);
}

static Term list_relations(Process *process, const Process *of, RelationKind kind)
{
    Term list = NIL;
    for (const Relation *r = of->relations.last; r; r = r->previous) {
        if (r->kind != kind)
            continue;
        Term element = pid_make(r->other);
        if (kind == RELATION_MONITORS)
            element = monitored(process, r);
        else if (kind == RELATION_SUSPENDS) {
            const Term counts[] = {element, size_term(r->count), small_make(0)};
            element = make_tuple(process, 3, counts);
        }
        list = prepend(process, element, list);
    }
    return list;
}

static Term links(Process *process, const Process *of)
{
    return list_relations(process, of, RELATION_LINK);
}
static Term monitors(Process *process, const Process *of)
{
    return list_relations(process, of, RELATION_MONITORS);
}
static Term monitored_by(Process *process, const Process *of)
{
    return list_relations(process, of, RELATION_MONITORED);
}
static Term suspending(Process *process, const Process *of)
{
    return list_relations(process, of, RELATION_SUSPENDS);
}

// ---- what it holds

// The term in the heap of the process that asks.
static Term copied(Process *process, const Process *of, Term t)
{
    return of == process ? t : bif_result(process, signal_copy(process, t));
}

static Term messages(Process *process, const Process *of)
{
    const Mailbox *mailbox = &of->mailbox;
    Term list = NIL;
    for (size_t i = of->settings.is_sensitive ? mailbox->first : mailbox->end;
         i-- > mailbox->first;) {
        if (!term_is_none(mailbox->items[i]))
            list = prepend(process, copied(process, of, mailbox->items[i]), list);
    }
    return list;
}

static Term dictionary(Process *process, const Process *of)
{
    Term list = NIL;
    if (term_is_nil(of->dictionary) || of->settings.is_sensitive)
        return list;
    MapCursor cursor;
    for (map_cursor_start(&cursor, of->dictionary); map_cursor_next(&cursor);) {
        Term key = copied(process, of, cursor.key), value = copied(process, of, cursor.value);
        list = prepend(process, make_pair(process, key, value), list);
    }
    return list;
}

static Term message_queue_len(Process *process, const Process *of)
{
    (void)process;
    return size_term(mailbox_count(&of->mailbox));
}
static Term registered_name(Process *process, const Process *of)
{
    (void)process;
    return term_is_none(of->registered_name) ? NIL : of->registered_name;
}
static Term trap_exit(Process *process, const Process *of)
{
    (void)process;
    return term_from_bool(of->trap_exit);
}
static Term error_handler(Process *process, const Process *of)
{
    (void)process;
    return of->error_handler;
}
static Term group_leader(Process *process, const Process *of)
{
    (void)process;
    return of->group_leader;
}
static Term parent(Process *process, const Process *of)
{
    (void)process;
    return of->parent_number ? pid_make(of->parent_number) : ATOM_TERM(undefined);
}
static Term label(Process *process, const Process *of)
{
    return term_is_nil(of->label) ? ATOM_TERM(undefined) : copied(process, of, of->label);
}

// ---- memory

static size_t stack_words(const Process *of)
{
    return (size_t)(of->heap.block_end - of->heap.room.end);
}
static Term total_heap_size(Process *process, const Process *of)
{
    (void)process;
    return size_term(heap_total_words(&of->heap));
}
static Term heap_size(Process *process, const Process *of)
{
    (void)process;
    return size_term((size_t)(of->heap.block_end - of->heap.start));
}
static Term stack_size(Process *process, const Process *of)
{
    (void)process;
    return size_term(stack_words(of));
}
static Term memory(Process *process, const Process *of)
{
    (void)process;
    size_t bytes = sizeof *of + heap_total_words(&of->heap) * sizeof(Word);
    bytes += of->relations.count * sizeof(Relation) + of->mailbox.capacity * sizeof(Term);
    return size_term(bytes + of->saved_capacity * sizeof(Term));
}
static Term reductions(Process *process, const Process *of)
{
    size_t now = of == process ? (size_t)(REDUCTIONS_PER_SLICE - process->reductions) : 0;
    return size_term(of->total_reductions + now);
}

static Term garbage_collection(Process *process, const Process *of)
{
    const Term names[] = {ATOM_TERM(max_heap_size), ATOM_TERM(min_bin_vheap_size),
                          ATOM_TERM(min_heap_size), ATOM_TERM(fullsweep_after)};
    Term list = prepend(
        process, make_pair(process, ATOM_TERM(minor_gcs), size_term(of->heap.minor_count)), NIL);
    for (size_t i = sizeof names / sizeof *names; i-- > 0;) {
        Term value = process_setting_value(process, of, names[i]);
        list = prepend(process, make_pair(process, names[i], value), list);
    }
    return list;
}

static Term garbage_collection_info(Process *process, const Process *of)
{
    const Heap *heap = &of->heap;
    const struct {
        Term name;
        size_t value;
    } figures[] = {
        {ATOM_TERM(old_heap_block_size), heap->old_words},
        {ATOM_TERM(heap_block_size), (size_t)(heap->block_end - heap->start)},
        {ATOM_TERM(mbuf_size), heap->fragment_words},
        {ATOM_TERM(recent_size), (size_t)(heap->high_water - heap->start)},
        {ATOM_TERM(stack_size), stack_words(of)},
        {ATOM_TERM(old_heap_size), heap->old_words},
        {ATOM_TERM(heap_size), (size_t)(heap->room.top - heap->start)},
        {ATOM_TERM(bin_vheap_size), heap->room.shared_bytes / sizeof(Word)},
        {ATOM_TERM(bin_vheap_block_size), of->settings.min_bin_vheap_words},
        {ATOM_TERM(bin_old_vheap_size), heap->old_shared_bytes / sizeof(Word)},
        {ATOM_TERM(bin_old_vheap_block_size), of->settings.min_bin_vheap_words},
    };
    Term list = NIL;
    for (size_t i = sizeof figures / sizeof *figures; i-- > 0;)
        list = prepend(process, make_pair(process, figures[i].name, size_term(figures[i].value)),
                       list);
    return list;
}

// ---- what is always the same here

static Term always_nil(Process *process, const Process *of)
{
    (void)process;
    (void)of;
    return NIL;
}
static Term always_zero(Process *process, const Process *of)
{
    (void)process;
    (void)of;
    return small_make(0);
}
static Term always_false(Process *process, const Process *of)
{
    (void)process;
    (void)of;
    return ATOM_TERM(false);
}

// ---- process_info

typedef struct Item {
    Term name;
    Term (*value)(Process *process, const Process *of);
    bool is_default; // part of process_info/1
} Item;

// In the order of process_info/1.
static const Item items[] = {
    {ATOM_TERM(registered_name), registered_name, true},
    {ATOM_TERM(current_function), current_function, true},
    {ATOM_TERM(initial_call), initial_call, true},
    {ATOM_TERM(status), status, true},
    {ATOM_TERM(message_queue_len), message_queue_len, true},
    {ATOM_TERM(links), links, true},
    {ATOM_TERM(dictionary), dictionary, true},
    {ATOM_TERM(trap_exit), trap_exit, true},
    {ATOM_TERM(error_handler), error_handler, true},
    {ATOM_TERM(priority), NULL, true},
    {ATOM_TERM(group_leader), group_leader, true},
    {ATOM_TERM(total_heap_size), total_heap_size, true},
    {ATOM_TERM(heap_size), heap_size, true},
    {ATOM_TERM(stack_size), stack_size, true},
    {ATOM_TERM(reductions), reductions, true},
    {ATOM_TERM(garbage_collection), garbage_collection, true},
    {ATOM_TERM(suspending), suspending, true},
    {ATOM_TERM(garbage_collection_info), garbage_collection_info, false},
    {ATOM_TERM(current_location), current_location, false},
    {ATOM_TERM(current_stacktrace), current_stacktrace, false},
    {ATOM_TERM(messages), messages, false},
    {ATOM_TERM(monitors), monitors, false},
    {ATOM_TERM(monitored_by), monitored_by, false},
    {ATOM_TERM(memory), memory, false},
    {ATOM_TERM(parent), parent, false},
    {ATOM_TERM(label), label, false},
    {ATOM_TERM(binary), always_nil, false},
    {ATOM_TERM(catchlevel), always_zero, false},
    {ATOM_TERM(last_calls), always_false, false},
    {ATOM_TERM(sequential_trace_token), always_nil, false},
    {ATOM_TERM(backtrace), always_nil, false},
    {ATOM_TERM(message_queue_data), NULL, false},
};
#define ITEM_COUNT (sizeof items / sizeof *items)

static const Item *find_item(Term name)
{
    for (size_t i = 0; i < ITEM_COUNT; i++) {
        if (term_same(items[i].name, name))
            return &items[i];
    }
    return NULL;
}

// Items without a function are settings, as are some that are not in the table.
static Term item_value(Process *process, const Process *of, const Item *item)
{
    return item->value ? item->value(process, of) : process_setting_value(process, of, item->name);
}

// {dictionary, Key}: the value of one key.
static Term dictionary_value(Process *process, const Process *of, Term key)
{
    Term value = ATOM_TERM(undefined);
    if (!term_is_nil(of->dictionary) && !of->settings.is_sensitive) {
        Term found = map_get(of->dictionary, key);
        if (!term_is_none(found))
            value = copied(process, of, found);
    }
    return value;
}

// {Name, Value}. TERM_NONE with a fault: no memory, or no such item.
static Term item_pair(Process *process, const Process *of, Term name)
{
    const Item *item = find_item(name);
    if (item)
        return make_pair(process, name, item_value(process, of, item));
    if (is_process_setting(name))
        return make_pair(process, name, process_setting_value(process, of, name));
    if (term_is_tuple_of(name, 2) && term_same(tuple_elements(name)[0], ATOM_TERM(dictionary)))
        return make_pair(process, name, dictionary_value(process, of, tuple_elements(name)[1]));
    return fault_badarg(process);
}

static bool is_item(Term name)
{
    if (term_is_atom(name))
        return find_item(name) || is_process_setting(name);
    return term_is_tuple_of(name, 2) && term_same(tuple_elements(name)[0], ATOM_TERM(dictionary));
}

static bool are_items(Term names)
{
    for (; term_is_cons(names); names = cons_tail(names)) {
        if (!is_item(cons_head(names)))
            return false;
    }
    return term_is_nil(names);
}

// The pairs in the order of the names.
static Term item_pairs(Process *process, const Process *of, Term names)
{
    size_t length;
    if (!list_length(names, &length))
        return fault_badarg(process);
    Term reversed = NIL, list = NIL;
    for (; term_is_cons(names) && !term_is_none(reversed); names = cons_tail(names))
        reversed = prepend(process, item_pair(process, of, cons_head(names)), reversed);
    if (term_is_none(reversed))
        return reversed;
    for (; term_is_cons(reversed); reversed = cons_tail(reversed))
        list = prepend(process, cons_head(reversed), list);
    return list;
}

Term bif_erlang_process_info_2(Process *process, const Term *a)
{
    bool is_list = term_is_list(a[1]);
    if (!term_is_local_pid(a[0]) || !(is_list ? are_items(a[1]) : is_item(a[1])))
        return fault_badarg(process);
    const Process *of = scheduler_find(process->vm, a[0]);
    if (!of)
        return ATOM_TERM(undefined);
    if (is_list)
        return item_pairs(process, of, a[1]);
    if (term_same(a[1], ATOM_TERM(registered_name)) && term_is_none(of->registered_name))
        return NIL;
    return item_pair(process, of, a[1]);
}

Term bif_erlang_process_info_1(Process *process, const Term *a)
{
    if (!term_is_local_pid(a[0]))
        return fault_badarg(process);
    const Process *of = scheduler_find(process->vm, a[0]);
    if (!of)
        return ATOM_TERM(undefined);
    Term list = NIL;
    for (size_t i = ITEM_COUNT; i-- > 0;) {
        bool is_unnamed = i == 0 && term_is_none(of->registered_name);
        if (items[i].is_default && !is_unnamed)
            list = prepend(process, item_pair(process, of, items[i].name), list);
    }
    return list;
}

// ---- flags

static bool read_flag_bool(Term value, bool *result)
{
    *result = term_same(value, ATOM_TERM(true));
    return *result || term_same(value, ATOM_TERM(false));
}

// Sets a flag that is also an option of spawn_opt.
static Term set_setting(Process *process, Term name, Term value)
{
    ProcessOptions options = process_options_default();
    options.settings = process->settings;
    options.fullsweep_after = process->heap.fullsweep_after;
    if (!process_setting_read(name, value, &options))
        return fault_badarg(process);
    Term old = process_setting_value(process, process, name);
    if (term_is_none(old))
        return old;
    process->settings = options.settings;
    Heap *heap = &process->heap;
    heap->fullsweep_after = options.fullsweep_after;
    heap->max_words = options.settings.max_heap_kill ? options.settings.max_heap_words : 0;
    if (options.min_heap_words)
        heap->min_words = options.min_heap_words;
    return old;
}

static Term set_bool(Process *process, bool *flag, Term value)
{
    bool old = *flag;
    return read_flag_bool(value, flag) ? term_from_bool(old) : fault_badarg(process);
}

Term bif_erlang_process_flag_2(Process *process, const Term *a)
{
    if (is_process_setting(a[0]))
        return set_setting(process, a[0], a[1]);
    bool probe;
    if (term_same(a[0], ATOM_TERM(trap_exit)) && read_flag_bool(a[1], &probe))
        return set_bool(process, &process->trap_exit, a[1]);
    if (term_same(a[0], ATOM_TERM(sensitive)) && read_flag_bool(a[1], &probe))
        return set_bool(process, &process->settings.is_sensitive, a[1]);
    if (term_same(a[0], ATOM_TERM(error_handler)) && term_is_atom(a[1])) {
        Term old = process->error_handler;
        process->error_handler = a[1];
        return old;
    }
    size_t count;
    if (term_same(a[0], ATOM_TERM(save_calls)) && term_to_size(a[1], &count) && count <= 10000) {
        Term old = small_make(process->settings.save_calls);
        process->settings.save_calls = (uint16_t)count;
        return old;
    }
    return fault_badarg(process);
}

// Of another process only save_calls can be set.
Term bif_erlang_process_flag_3(Process *process, const Term *a)
{
    Process *other = scheduler_find(process->vm, a[0]);
    size_t count;
    bool is_valid =
        term_same(a[1], ATOM_TERM(save_calls)) && term_to_size(a[2], &count) && count <= 10000;
    if (!other || !is_valid)
        return fault_badarg(process);
    Term old = small_make(other->settings.save_calls);
    other->settings.save_calls = (uint16_t)count;
    return old;
}
