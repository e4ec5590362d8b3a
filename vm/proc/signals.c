// SPDX-License-Identifier: Apache-2.0
// Messages, exits, links, monitors, aliases, suspension.
#include "proc/signals.h"

#include "proc/mailbox.h"
#include "proc/scheduler_internal.h"
#include "term/copy.h"

static Memory *memory_of(const Process *process) { return &process->vm->memory; }

static Process *find_number(const Process *process, Word number)
{
    return process_table_find(&process->vm->scheduler->table, number);
}

static Term make_tuple(Room *room, size_t arity, const Term *elements)
{
    for (size_t i = 0; i < arity; i++) {
        if (term_is_none(elements[i]))
            return TERM_NONE;
    }
    Term tuple = room_tuple(room, arity);
    if (!term_is_none(tuple))
        memcpy(tuple_elements(tuple), elements, arity * sizeof *elements);
    return tuple;
}

// ---- copying between processes

static ConstantRange constants_of(const Vm *vm)
{
    return (ConstantRange){vm->literals->start, vm->literals->end};
}

static Term copy_to_fragment(Process *to, Term t, size_t words)
{
    Fragment *fragment = fragment_create(memory_of(to), words);
    if (!fragment)
        return TERM_NONE;
    Term copy = term_copy(fragment_room(fragment), t, words, constants_of(to->vm));
    if (term_is_none(copy)) {
        fragment_destroy(fragment);
        return TERM_NONE;
    }
    heap_attach_fragment(&to->heap, fragment);
    return copy;
}

// What fits goes straight into the block: nobody else runs meanwhile.
Term signal_copy(Process *to, Term t)
{
    if (!term_is_pointer(t))
        return t;
    size_t words = term_size(t, constants_of(to->vm));
    if (words == SIZE_MAX)
        return TERM_NONE;
    if (words == 0)
        return t;
    const Room *room = &to->heap.room;
    if (words + STACK_RESERVE < (size_t)(room->end - room->top))
        return term_copy(&to->heap.room, t, words, constants_of(to->vm));
    return copy_to_fragment(to, t, words);
}

// ---- messages

void signal_deliver(Process *to, Term message)
{
    if (mailbox_add(&to->mailbox, memory_of(to), message))
        scheduler_wake(to->vm->scheduler, to);
}

static Term send_to_process(Process *process, Process *to, Term message)
{
    if (!to)
        return message;
    Term copy = to == process ? message : signal_copy(to, message);
    if (term_is_none(copy))
        return fault_no_memory(process);
    signal_deliver(to, copy);
    return message;
}

static Relation *find_alias(Process *process, Term ref, Process **owner)
{
    if (!term_is_boxed_kind(ref, KIND_REF))
        return NULL;
    RelationKey key = relation_key_of_ref(ref);
    *owner = find_number(process, key.words[1]);
    return *owner ? relations_find(*owner, RELATION_ALIAS, key) : NULL;
}

// A reference that is no alias, or no longer, swallows what is sent to it.
static Term send_to_alias(Process *process, Term ref, Term message)
{
    Process *owner;
    Relation *alias = find_alias(process, ref, &owner);
    if (!alias)
        return message;
    AliasEnd end = alias->alias_end;
    if (end == ALIAS_REPLY || end == ALIAS_REPLY_DEMONITOR)
        relations_remove(owner, alias);
    if (end == ALIAS_REPLY_DEMONITOR)
        (void)signal_demonitor(owner, ref);
    return send_to_process(process, owner, message);
}

Term signal_send(Process *process, Term to, Term message)
{
    Vm *vm = process->vm;
    if (term_is_local_pid(to))
        return send_to_process(process, scheduler_find(vm, to), message);
    if (term_is_pid(to))
        return message;
    if (term_is_ref(to))
        return send_to_alias(process, to, message);
    if (term_is_tuple_of(to, 2) && term_is_atom(tuple_elements(to)[0]) &&
        term_is_atom(tuple_elements(to)[1])) {
        if (!term_same(tuple_elements(to)[1], ATOM_TERM(nonode_nohost)))
            return message;
        return send_to_process(process, scheduler_whereis(vm, tuple_elements(to)[0]), message);
    }
    Process *named = term_is_atom(to) ? scheduler_whereis(vm, to) : NULL;
    return named ? send_to_process(process, named, message) : fault_badarg(process);
}

// ---- exits

// An exit signal arrives. Linked ones with reason normal are ignored; `kill` sent by exit/2 cannot
// be trapped.
static void receive_exit(Process *to, Term from, Term reason, bool is_linked)
{
    bool is_kill = !is_linked && term_same(reason, ATOM_TERM(kill));
    if (to->trap_exit && !is_kill) {
        const Term elements[] = {ATOM_TERM(EXIT), from, signal_copy(to, reason)};
        Term message = make_tuple(&to->heap.room, 3, elements);
        if (!term_is_none(message))
            signal_deliver(to, message);
        return;
    }
    bool is_self = immediate_payload(from) == to->number;
    if (term_same(reason, ATOM_TERM(normal)) && !is_self)
        return;
    Term own = is_kill ? ATOM_TERM(killed) : signal_copy(to, reason);
    signal_end(to, term_is_none(own) ? ATOM_TERM(killed) : own);
}

static void send_down(Process *watcher, const Relation *monitor, Term object, Term reason)
{
    Room *room = &watcher->heap.room;
    if (!term_is_none(monitor->name)) {
        const Term pair[] = {monitor->name, ATOM_TERM(nonode_nohost)};
        object = make_tuple(room, 2, pair);
    }
    Term tag = term_is_none(monitor->tag) ? ATOM_TERM(DOWN) : signal_copy(watcher, monitor->tag);
    const Term elements[] = {tag, relation_ref(room, monitor->key), ATOM_TERM(process), object,
                             signal_copy(watcher, reason)};
    Term message = make_tuple(room, 5, elements);
    if (!term_is_none(message))
        signal_deliver(watcher, message);
}

// The monitor at its maker is over, and the alias made with it, if that ends with it.
static void remove_monitor(Process *watcher, Relation *monitor)
{
    AliasEnd end = monitor->alias_end;
    RelationKey key = monitor->key;
    relations_remove(watcher, monitor);
    if (end == ALIAS_DEMONITOR || end == ALIAS_REPLY_DEMONITOR)
        (void)relations_drop(watcher, RELATION_ALIAS, key);
}

static void tell_watcher(Process *process, const Relation *relation, Term reason)
{
    Process *watcher = find_number(process, relation->other);
    Relation *monitor = watcher ? relations_find(watcher, RELATION_MONITORS, relation->key) : NULL;
    if (!monitor)
        return;
    send_down(watcher, monitor, pid_make(process->number), reason);
    remove_monitor(watcher, monitor);
}

static void continue_process(Process *process)
{
    if (--process->suspended == 0 && process->state == PROCESS_SUSPENDED)
        scheduler_enqueue(process->vm->scheduler, process);
}

static void settle_relation(Process *process, const Relation *relation, Term reason)
{
    Process *other = find_number(process, relation->other);
    if (!other)
        return;
    switch (relation->kind) {
    case RELATION_LINK:
        if (relations_drop(other, RELATION_LINK, relation_key_of_process(process->number)))
            receive_exit(other, pid_make(process->number), reason, true);
        break;
    case RELATION_MONITORS: (void)relations_drop(other, RELATION_MONITORED, relation->key); break;
    case RELATION_MONITORED: tell_watcher(process, relation, reason); break;
    case RELATION_SUSPENDS:
        for (Word i = 0; i < relation->count; i++)
            continue_process(other);
        break;
    case RELATION_ALIAS: break;
    }
}

// From now on nothing reaches the process any more.
static void leave_tables(Process *process)
{
    Scheduler *scheduler = process->vm->scheduler;
    if (process->state == PROCESS_RUNNABLE)
        scheduler_unqueue(scheduler, process);
    process->state = PROCESS_EXITED;
    process_table_remove(&scheduler->table, process);
    timers_unset(scheduler->timers, &process->timer);
    if (!term_is_none(process->registered_name))
        (void)process_table_unregister(&scheduler->table, process->registered_name);
}

static void settle_relations(Process *process)
{
    while (process->relations.first) {
        settle_relation(process, process->relations.first, process->exit_reason);
        relations_remove(process, process->relations.first);
    }
}

// Those that end because this one does wait in a row until it is settled: a chain of links may be
// longer than the C stack is deep. The memory of the process that runs stays until the scheduler
// has left it.
void signal_end(Process *process, Term reason)
{
    if (process->state == PROCESS_EXITED)
        return;
    Scheduler *scheduler = process->vm->scheduler;
    leave_tables(process);
    process->exit_reason = reason;
    process->next_runnable = NULL;
    bool is_first = !scheduler->first_ending;
    if (is_first)
        scheduler->first_ending = process;
    else
        scheduler->last_ending->next_runnable = process;
    scheduler->last_ending = process;
    if (!is_first)
        return;
    while (scheduler->first_ending) {
        Process *ending = scheduler->first_ending;
        settle_relations(ending);
        scheduler->first_ending = ending->next_runnable;
        if (scheduler->vm->current != ending)
            process_destroy(ending);
    }
}

static void stop_if_ended(Process *process)
{
    if (process->state == PROCESS_EXITED)
        process->fault.kind = FAULT_EXITED;
}

void signal_exit(Process *from, Process *to, Term reason)
{
    receive_exit(to, pid_make(from->number), reason, false);
    stop_if_ended(from);
}

// ---- links

bool signal_link(Process *process, Process *other)
{
    RelationKey here = relation_key_of_process(process->number);
    RelationKey there = relation_key_of_process(other->number);
    if (process == other || relations_find(process, RELATION_LINK, there))
        return true;
    if (!relations_add(process, RELATION_LINK, other->number, there))
        return false;
    if (relations_add(other, RELATION_LINK, process->number, here))
        return true;
    (void)relations_drop(process, RELATION_LINK, there);
    return false;
}

void signal_link_failed(Process *process, Term pid)
{
    receive_exit(process, pid, ATOM_TERM(noproc), true);
    stop_if_ended(process);
}

void signal_unlink(Process *process, Term pid)
{
    Process *other = scheduler_find(process->vm, pid);
    (void)relations_drop(process, RELATION_LINK, relation_key_of_process(immediate_payload(pid)));
    if (other)
        (void)relations_drop(other, RELATION_LINK, relation_key_of_process(process->number));
}

// ---- monitors

static bool keep_tag(Process *process, Relation *monitor, Term tag)
{
    if (!term_is_pointer(tag)) {
        monitor->tag = tag;
        return true;
    }
    ConstantRange constants = constants_of(process->vm);
    size_t words = term_size(tag, constants);
    monitor->tag_holder = words == SIZE_MAX ? NULL : fragment_create(memory_of(process), words);
    if (!monitor->tag_holder)
        return false;
    monitor->tag = term_copy(fragment_room(monitor->tag_holder), tag, words, constants);
    return !term_is_none(monitor->tag);
}

// The relation at the maker, with its name, tag and alias; NULL without memory.
static Relation *add_monitor(Process *process, Word other, RelationKey key, Term target,
                             MonitorOptions options)
{
    Relation *monitor = relations_add(process, RELATION_MONITORS, other, key);
    if (!monitor)
        return NULL;
    monitor->alias_end = (uint8_t)options.alias;
    if (term_is_atom(target))
        monitor->name = target;
    bool ok = !options.has_tag || keep_tag(process, monitor, options.tag);
    if (ok && options.alias != ALIAS_NONE) {
        Relation *alias = relations_add(process, RELATION_ALIAS, process->number, key);
        ok = alias != NULL;
        if (ok)
            alias->alias_end = (uint8_t)options.alias;
    }
    if (ok)
        return monitor;
    relations_remove(process, monitor);
    return NULL;
}

// The second word of an alias says whose it is; other references have 0 there.
static RelationKey fresh_key(Process *process, AliasEnd alias)
{
    Word owner = alias == ALIAS_NONE ? 0 : process->number;
    return (RelationKey){{atomic_fetch_add(&process->vm->next_ref, 1), owner}};
}

Term signal_monitor(Process *process, Process *other, Term target, MonitorOptions options)
{
    RelationKey key = fresh_key(process, options.alias);
    Term ref = relation_ref(&process->heap.room, key);
    if (term_is_none(ref))
        return ref;
    Relation *monitor = add_monitor(process, other ? other->number : 0, key, target, options);
    if (!monitor)
        return TERM_NONE;
    if (other == process) {
        relations_remove(process, monitor);
    } else if (!other) {
        ref = relation_ref(&process->heap.room, key);
        send_down(process, monitor, target, ATOM_TERM(noproc));
        remove_monitor(process, monitor);
    } else if (!relations_add(other, RELATION_MONITORED, process->number, key)) {
        remove_monitor(process, monitor);
        return TERM_NONE;
    }
    return ref;
}

bool signal_demonitor(Process *process, Term ref)
{
    if (!term_is_boxed_kind(ref, KIND_REF))
        return false;
    RelationKey key = relation_key_of_ref(ref);
    Relation *monitor = relations_find(process, RELATION_MONITORS, key);
    if (!monitor)
        return false;
    Process *other = find_number(process, monitor->other);
    remove_monitor(process, monitor);
    if (other)
        (void)relations_drop(other, RELATION_MONITORED, key);
    return true;
}

static bool refs_same(Term a, Term b)
{
    return term_is_boxed_kind(a, KIND_REF) && term_is_boxed_kind(b, KIND_REF) &&
           term_same(boxed_address(a)[1], boxed_address(b)[1]) &&
           term_same(boxed_address(a)[2], boxed_address(b)[2]);
}

void signal_flush_down(Process *process, Term ref)
{
    Mailbox *mailbox = &process->mailbox;
    for (size_t i = mailbox->first; i < mailbox->end; i++) {
        Term message = mailbox->items[i];
        if (term_is_tuple_of(message, 5) && refs_same(tuple_elements(message)[1], ref)) {
            mailbox->save = i;
            mailbox_remove(mailbox);
            return;
        }
    }
}

// ---- aliases

Term signal_alias(Process *process, AliasEnd end)
{
    RelationKey key = fresh_key(process, end);
    Relation *alias = relations_add(process, RELATION_ALIAS, process->number, key);
    if (!alias)
        return TERM_NONE;
    alias->alias_end = (uint8_t)end;
    return relation_ref(&process->heap.room, key);
}

bool signal_unalias(Process *process, Term ref)
{
    return term_is_boxed_kind(ref, KIND_REF) &&
           relations_drop(process, RELATION_ALIAS, relation_key_of_ref(ref));
}

// ---- suspension

bool signal_suspend(Process *process, Process *other)
{
    RelationKey key = relation_key_of_process(other->number);
    Relation *suspension = relations_find(process, RELATION_SUSPENDS, key);
    if (!suspension)
        suspension = relations_add(process, RELATION_SUSPENDS, other->number, key);
    if (!suspension)
        return false;
    suspension->count++;
    other->suspended++;
    if (other->state == PROCESS_RUNNABLE) {
        scheduler_unqueue(process->vm->scheduler, other);
        other->state = PROCESS_SUSPENDED;
    }
    return true;
}

bool signal_resume(Process *process, Process *other)
{
    Relation *suspension =
        relations_find(process, RELATION_SUSPENDS, relation_key_of_process(other->number));
    if (!suspension)
        return false;
    continue_process(other);
    if (--suspension->count == 0)
        relations_remove(process, suspension);
    return true;
}
