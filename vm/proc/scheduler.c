// SPDX-License-Identifier: Apache-2.0
// The scheduler: run queue, process table, names, and the effects of processes on each other.
#include "proc/scheduler.h"

#include <poll.h>
#include <time.h>

#include "proc/mailbox.h"
#include "proc/relations.h"
#include "term/copy.h"

#define TABLE_MIN     256
#define PROCESS_LIMIT ((size_t)1 << 20)

typedef struct Name {
    struct Name *next;
    Term name;
    Process *process;
} Name;

struct Scheduler {
    Vm *vm;
    EngineCalls engine;
    Process **table;   // chains by process number
    size_t table_size; // a power of two
    size_t process_count;
    Word next_number;
    Process *first_runnable, *last_runnable;
    Process *first_ending,
        *last_ending;      // ended, their links and monitors not told yet; by next_runnable
    size_t deadline_count; // waiting processes with a receive timeout
    Name *names;
};

static Memory *memory_of(Scheduler *scheduler) { return &scheduler->vm->memory; }

Scheduler *scheduler_create(Vm *vm, EngineCalls engine)
{
    Scheduler *scheduler = memory_alloc_zeroed(&vm->memory, 1, sizeof *scheduler);
    if (!scheduler)
        return NULL;
    scheduler->vm = vm;
    scheduler->engine = engine;
    scheduler->next_number = 1;
    scheduler->table_size = TABLE_MIN;
    scheduler->table = memory_alloc_zeroed(&vm->memory, TABLE_MIN, sizeof *scheduler->table);
    if (!scheduler->table) {
        memory_free(&vm->memory, scheduler, sizeof *scheduler);
        return NULL;
    }
    return scheduler;
}

void scheduler_destroy(Scheduler *scheduler)
{
    for (size_t i = 0; i < scheduler->table_size; i++) {
        while (scheduler->table[i]) {
            Process *process = scheduler->table[i];
            scheduler->table[i] = process->table_next;
            process_destroy(process);
        }
    }
    while (scheduler->names) {
        Name *name = scheduler->names;
        scheduler->names = name->next;
        memory_free(memory_of(scheduler), name, sizeof *name);
    }
    memory_free(memory_of(scheduler), scheduler->table,
                scheduler->table_size * sizeof *scheduler->table);
    memory_free(memory_of(scheduler), scheduler, sizeof *scheduler);
}

// ---- the table

static Process **chain_of(Scheduler *scheduler, Word number)
{
    return &scheduler->table[number & (scheduler->table_size - 1)];
}

static Process *find_number(Scheduler *scheduler, Word number)
{
    Process *process = *chain_of(scheduler, number);
    while (process && process->number != number)
        process = process->table_next;
    return process;
}

Process *scheduler_find(Vm *vm, Term pid)
{
    return term_is_local_pid(pid) ? find_number(vm->scheduler, immediate_payload(pid)) : NULL;
}

// Without memory the chains just stay long.
static void grow_table(Scheduler *scheduler)
{
    size_t size = scheduler->table_size * 2;
    Process **table = memory_alloc_zeroed(memory_of(scheduler), size, sizeof *table);
    if (!table)
        return;
    for (size_t i = 0; i < scheduler->table_size; i++) {
        while (scheduler->table[i]) {
            Process *process = scheduler->table[i];
            scheduler->table[i] = process->table_next;
            process->table_next = table[process->number & (size - 1)];
            table[process->number & (size - 1)] = process;
        }
    }
    memory_free(memory_of(scheduler), scheduler->table, scheduler->table_size * sizeof *table);
    scheduler->table = table;
    scheduler->table_size = size;
}

static void table_add(Scheduler *scheduler, Process *process)
{
    if (scheduler->process_count >= scheduler->table_size)
        grow_table(scheduler);
    Process **chain = chain_of(scheduler, process->number);
    process->table_next = *chain;
    *chain = process;
    scheduler->process_count++;
}

static void table_remove(Scheduler *scheduler, Process *process)
{
    Process **link = chain_of(scheduler, process->number);
    while (*link != process)
        link = &(*link)->table_next;
    *link = process->table_next;
    scheduler->process_count--;
}

size_t scheduler_process_count(const Vm *vm) { return vm->scheduler->process_count; }

void scheduler_each_process(const Vm *vm, void (*visit)(Process *, void *), void *data)
{
    for (size_t i = 0; i < vm->scheduler->table_size; i++) {
        for (Process *process = vm->scheduler->table[i]; process; process = process->table_next)
            visit(process, data);
    }
}

// ---- names

static Name **find_name(Scheduler *scheduler, Term name)
{
    Name **link = &scheduler->names;
    while (*link && !term_same((*link)->name, name))
        link = &(*link)->next;
    return link;
}

Process *scheduler_whereis(Vm *vm, Term name)
{
    Name *entry = *find_name(vm->scheduler, name);
    return entry ? entry->process : NULL;
}

bool scheduler_register(Vm *vm, Term name, Process *process)
{
    Name **link = find_name(vm->scheduler, name);
    if (*link || !term_is_none(process->registered_name))
        return false;
    Name *entry = memory_alloc(&vm->memory, sizeof *entry);
    if (!entry)
        return false;
    *entry = (Name){NULL, name, process};
    *link = entry;
    process->registered_name = name;
    return true;
}

bool scheduler_unregister(Vm *vm, Term name)
{
    Name **link = find_name(vm->scheduler, name);
    if (!*link)
        return false;
    Name *entry = *link;
    *link = entry->next;
    entry->process->registered_name = TERM_NONE;
    memory_free(&vm->memory, entry, sizeof *entry);
    return true;
}

void scheduler_each_name(const Vm *vm, void (*visit)(Term, void *), void *data)
{
    for (const Name *entry = vm->scheduler->names; entry; entry = entry->next)
        visit(entry->name, data);
}

// ---- the run queue

static void enqueue(Scheduler *scheduler, Process *process)
{
    process->state = PROCESS_RUNNABLE;
    process->next_runnable = NULL;
    if (scheduler->last_runnable)
        scheduler->last_runnable->next_runnable = process;
    else
        scheduler->first_runnable = process;
    scheduler->last_runnable = process;
}

static Process *dequeue(Scheduler *scheduler)
{
    Process *process = scheduler->first_runnable;
    if (!process)
        return NULL;
    scheduler->first_runnable = process->next_runnable;
    if (!scheduler->first_runnable)
        scheduler->last_runnable = NULL;
    return process;
}

static void remove_runnable(Scheduler *scheduler, Process *process)
{
    Process *previous = NULL;
    for (Process *p = scheduler->first_runnable; p; previous = p, p = p->next_runnable) {
        if (p != process)
            continue;
        if (previous)
            previous->next_runnable = p->next_runnable;
        else
            scheduler->first_runnable = p->next_runnable;
        if (scheduler->last_runnable == p)
            scheduler->last_runnable = previous;
        return;
    }
}

static void wake(Scheduler *scheduler, Process *process)
{
    if (process->state == PROCESS_WAITING)
        enqueue(scheduler, process);
}

// ---- receive timeouts

static Word now_nanoseconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (Word)now.tv_sec * 1000000000u + (Word)now.tv_nsec;
}

#define NEVER       (~(Word)0)
#define TIMEOUT_MAX ((SignedWord)0xffffffff)

bool scheduler_set_deadline(Process *process, Term timeout)
{
    if (term_same(timeout, ATOM_TERM(infinity))) {
        process->timer_deadline = NEVER;
        return true;
    }
    if (!term_is_small(timeout) || small_value(timeout) < 0 || small_value(timeout) > TIMEOUT_MAX)
        return false;
    process->timer_deadline = now_nanoseconds() + (Word)small_value(timeout) * 1000000u;
    return true;
}

bool scheduler_deadline_passed(const Process *process)
{
    return process->timer_deadline != NEVER && now_nanoseconds() >= process->timer_deadline;
}

// Wakes those whose time has come. Returns nanoseconds to the next deadline, or NEVER.
static Word wake_expired(Scheduler *scheduler)
{
    Word now = now_nanoseconds(), next = NEVER;
    for (size_t i = 0; i < scheduler->table_size; i++) {
        for (Process *process = scheduler->table[i]; process; process = process->table_next) {
            if (process->state != PROCESS_WAITING || process->timer_deadline == 0)
                continue;
            if (process->timer_deadline == NEVER)
                continue;
            if (process->timer_deadline <= now)
                enqueue(scheduler, process);
            else if (process->timer_deadline - now < next)
                next = process->timer_deadline - now;
        }
    }
    return next;
}

static void sleep_for(Word nanoseconds)
{
    int milliseconds = nanoseconds == NEVER               ? -1
                       : nanoseconds / 1000000u > 1000000 ? 1000000
                                                          : (int)(nanoseconds / 1000000u);
    if (milliseconds > 0 || nanoseconds == NEVER) {
        (void)poll(NULL, 0, milliseconds);
        return;
    }
    struct timespec pause = {0, (long)nanoseconds};
    (void)nanosleep(&pause, NULL);
}

// ---- copying between processes

static ConstantRange constants_of(const Vm *vm)
{
    return (ConstantRange){vm->literals->start, vm->literals->end};
}

// Copies `message` into a fragment that `to` owns. TERM_NONE: no memory.
static Term copy_to(Process *to, Term message)
{
    if (!term_is_pointer(message))
        return message;
    Vm *vm = to->vm;
    size_t words = term_size(message, constants_of(vm));
    if (words == SIZE_MAX)
        return TERM_NONE;
    if (words == 0)
        return message;
    Fragment *fragment = fragment_create(&vm->memory, words);
    if (!fragment)
        return TERM_NONE;
    Term copy = term_copy(fragment_room(fragment), message, words, constants_of(vm));
    if (term_is_none(copy)) {
        fragment_destroy(fragment);
        return TERM_NONE;
    }
    heap_attach_fragment(&to->heap, fragment);
    return copy;
}

// Delivers a message that is already the receiver's.
static void deliver(Process *to, Term message)
{
    if (mailbox_add(&to->mailbox, &to->vm->memory, message))
        wake(to->vm->scheduler, to);
}

// ---- messages

static Term send_to_process(Process *process, Process *to, Term message)
{
    if (!to || to->state == PROCESS_EXITED)
        return message;
    Term copy = copy_to(to, message);
    if (term_is_none(copy))
        return fault_no_memory(process);
    deliver(to, copy);
    return message;
}

Term scheduler_send(Process *process, Term to, Term message)
{
    Vm *vm = process->vm;
    if (term_is_local_pid(to))
        return send_to_process(process, scheduler_find(vm, to), message);
    if (term_is_pid(to))
        return message;
    if (term_is_tuple_of(to, 2) && term_is_atom(tuple_elements(to)[0]) &&
        term_is_atom(tuple_elements(to)[1])) {
        if (!term_same(tuple_elements(to)[1], ATOM_TERM(nonode_nohost)))
            return message;
        return send_to_process(process, scheduler_whereis(vm, tuple_elements(to)[0]), message);
    }
    if (term_is_ref(to))
        return message;
    if (!term_is_atom(to))
        return fault_badarg(process);
    Process *named = scheduler_whereis(vm, to);
    if (!named)
        return fault_badarg(process);
    return send_to_process(process, named, message);
}

// ---- exits

static Term make_tuple(Room *room, size_t arity, const Term *elements)
{
    Term tuple = room_tuple(room, arity);
    if (!term_is_none(tuple))
        memcpy(tuple_elements(tuple), elements, arity * sizeof *elements);
    return tuple;
}

static void end_process(Process *process, Term reason);

// An exit signal arrives. `linked` ones with reason normal are ignored, `kill` sent by exit/2
// cannot be trapped.
static void receive_exit(Process *to, Term from, Term reason, bool linked)
{
    bool is_kill = !linked && term_same(reason, ATOM_TERM(kill));
    if (to->trap_exit && !is_kill) {
        Term copy = copy_to(to, reason);
        const Term elements[] = {ATOM_TERM(EXIT), from, copy};
        Term message = term_is_none(copy) ? copy : make_tuple(&to->heap.room, 3, elements);
        if (!term_is_none(message))
            deliver(to, message);
        return;
    }
    bool is_self = immediate_payload(from) == to->number;
    if (term_same(reason, ATOM_TERM(normal)) && !is_self)
        return;
    Term own = copy_to(to, is_kill ? ATOM_TERM(killed) : reason);
    end_process(to, term_is_none(own) ? ATOM_TERM(killed) : own);
}

static void send_down(Process *process, const Relation *relation, Term reason)
{
    Process *watcher = find_number(process->vm->scheduler, relation->other);
    Word other;
    if (!watcher || !relations_remove_monitor(watcher, RELATION_MONITORS, relation->ref, &other))
        return;
    Room *room = &watcher->heap.room;
    Term ref = relation_ref(room, relation->ref);
    Term copy = copy_to(watcher, reason);
    Term object = pid_make(process->number);
    if (!term_is_none(relation->name)) {
        const Term pair[] = {relation->name, ATOM_TERM(nonode_nohost)};
        object = make_tuple(room, 2, pair);
    }
    if (term_is_none(ref) || term_is_none(copy) || term_is_none(object))
        return;
    const Term elements[] = {ATOM_TERM(DOWN), ref, ATOM_TERM(process), object, copy};
    Term message = make_tuple(room, 5, elements);
    if (!term_is_none(message))
        deliver(watcher, message);
}

static void settle_relation(Process *process, const Relation *relation, Term reason)
{
    Scheduler *scheduler = process->vm->scheduler;
    Process *other = find_number(scheduler, relation->other);
    Word number;
    switch (relation->kind) {
    case RELATION_LINK:
        if (other && relations_remove_link(other, process->number)) {
            receive_exit(other, pid_make(process->number), reason, true);
        }
        break;
    case RELATION_MONITORS:
        if (other)
            (void)relations_remove_monitor(other, RELATION_MONITORED, relation->ref, &number);
        break;
    case RELATION_MONITORED: send_down(process, relation, reason); break;
    }
}

// From now on nothing reaches the process any more.
static void leave_tables(Process *process)
{
    Scheduler *scheduler = process->vm->scheduler;
    if (process->state == PROCESS_RUNNABLE)
        remove_runnable(scheduler, process);
    process->state = PROCESS_EXITED;
    table_remove(scheduler, process);
    if (!term_is_none(process->registered_name))
        (void)scheduler_unregister(process->vm, process->registered_name);
}

static void settle_relations(Process *process)
{
    Scheduler *scheduler = process->vm->scheduler;
    while (process->relations) {
        Relation *relation = process->relations;
        process->relations = relation->next;
        settle_relation(process, relation, process->exit_reason);
        memory_free(memory_of(scheduler), relation, sizeof *relation);
    }
}

// Those that end because this one does wait in a row until it is settled: a chain of links may be
// longer than the C stack is deep. The memory of the process that runs stays until the scheduler
// has left it; an exit that arrives there stops it at its next instruction that can fault.
static void end_process(Process *process, Term reason)
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

void scheduler_exit(Process *process, Term reason) { end_process(process, reason); }

void scheduler_send_exit(Process *from, Process *to, Term reason)
{
    receive_exit(to, pid_make(from->number), reason, false);
    if (from->state == PROCESS_EXITED)
        from->fault.kind = FAULT_EXITED;
}

// ---- links and monitors

bool scheduler_link(Process *process, Process *other)
{
    if (process == other)
        return true;
    return relations_add_link(process, other->number) && relations_add_link(other, process->number);
}

void scheduler_unlink(Process *process, Term pid)
{
    Process *other = scheduler_find(process->vm, pid);
    (void)relations_remove_link(process, immediate_payload(pid));
    if (other)
        (void)relations_remove_link(other, process->number);
}

static Term down_at_once(Process *process, const Word ref[2], Term target)
{
    Room *room = &process->heap.room;
    Term in_message = relation_ref(room, ref);
    Term object = target;
    if (term_is_atom(target)) {
        const Term pair[] = {target, ATOM_TERM(nonode_nohost)};
        object = make_tuple(room, 2, pair);
    }
    if (term_is_none(in_message) || term_is_none(object))
        return TERM_NONE;
    const Term elements[] = {ATOM_TERM(DOWN), in_message, ATOM_TERM(process), object,
                             ATOM_TERM(noproc)};
    Term message = make_tuple(room, 5, elements);
    if (term_is_none(message) || !mailbox_add(&process->mailbox, &process->vm->memory, message))
        return TERM_NONE;
    return relation_ref(room, ref);
}

Term scheduler_monitor(Process *process, Process *other, Term target)
{
    Vm *vm = process->vm;
    const Word ref[2] = {0, vm->next_ref++};
    if (!other)
        return down_at_once(process, ref, target);
    Term name = term_is_atom(target) ? target : TERM_NONE;
    if (process == other)
        return relation_ref(&process->heap.room, ref);
    if (!relations_add_monitor(process, RELATION_MONITORS, other->number, ref, name) ||
        !relations_add_monitor(other, RELATION_MONITORED, process->number, ref, name)) {
        return TERM_NONE;
    }
    return relation_ref(&process->heap.room, ref);
}

bool scheduler_demonitor(Process *process, Term ref)
{
    if (!term_is_boxed_kind(ref, KIND_REF))
        return false;
    const Word words[2] = {term_word(boxed_address(ref)[1]), term_word(boxed_address(ref)[2])};
    Word number;
    if (!relations_remove_monitor(process, RELATION_MONITORS, words, &number))
        return false;
    Process *other = find_number(process->vm->scheduler, number);
    if (other)
        (void)relations_remove_monitor(other, RELATION_MONITORED, words, &number);
    return true;
}

static bool refs_same(Term a, Term b)
{
    return term_is_boxed_kind(a, KIND_REF) && term_is_boxed_kind(b, KIND_REF) &&
           term_same(boxed_address(a)[1], boxed_address(b)[1]) &&
           term_same(boxed_address(a)[2], boxed_address(b)[2]);
}

void scheduler_flush_down(Process *process, Term ref)
{
    Mailbox *mailbox = &process->mailbox;
    size_t save = mailbox->save;
    for (size_t i = mailbox->first; i < mailbox->end; i++) {
        Term message = mailbox->items[i];
        if (term_is_tuple_of(message, 5) && refs_same(tuple_elements(message)[1], ref)) {
            mailbox->save = i;
            mailbox_remove(mailbox);
            return;
        }
    }
    mailbox->save = save;
}

// ---- spawning

static bool copy_arguments(Process *process, const Export *function, const Term *arguments,
                           size_t count)
{
    Term copies[256];
    for (size_t i = 0; i < count; i++) {
        copies[i] = copy_to(process, arguments[i]);
        if (term_is_none(copies[i]))
            return false;
    }
    const EngineCalls *engine = &process->vm->scheduler->engine;
    if (!engine->prepare_call(process, function, copies, count))
        return false;
    Term name[3] = {function->module, function->function, small_make((SignedWord)count)};
    process->initial_call = make_tuple(&process->heap.room, 3, name);
    return !term_is_none(process->initial_call);
}

Process *scheduler_spawn(Vm *vm, Process *parent, const Export *function, const Term *arguments,
                         size_t count, SpawnOptions options, Term *ref)
{
    Scheduler *scheduler = vm->scheduler;
    if (scheduler->process_count >= PROCESS_LIMIT)
        return NULL;
    Process *process = process_create(vm, options.min_heap_words ? options.min_heap_words
                                                                 : PROCESS_MIN_HEAP_WORDS);
    if (!process)
        return NULL;
    if (!copy_arguments(process, function, arguments, count)) {
        process_destroy(process);
        return NULL;
    }
    process->number = scheduler->next_number++;
    process->parent_number = parent ? parent->number : 0;
    process->group_leader = parent ? parent->group_leader : pid_make(process->number);
    table_add(scheduler, process);
    bool ok = !options.link || scheduler_link(parent, process);
    if (ok && options.monitor) {
        *ref = scheduler_monitor(parent, process, pid_make(process->number));
        ok = !term_is_none(*ref);
    }
    if (!ok) {
        if (options.link)
            scheduler_unlink(parent, pid_make(process->number));
        end_process(process, ATOM_TERM(killed));
        return NULL;
    }
    enqueue(scheduler, process);
    return process;
}

// ---- the loop

static void run_one(Scheduler *scheduler, Process *process)
{
    Vm *vm = scheduler->vm;
    vm->current = process;
    process->state = PROCESS_RUNNING;
    scheduler->engine.run(process);
    vm->current = NULL;
    process->total_reductions += (size_t)(REDUCTIONS_PER_SLICE - process->reductions);
    switch (process->state) {
    case PROCESS_RUNNABLE: enqueue(scheduler, process); break;
    case PROCESS_EXITED: process_destroy(process); break;
    case PROCESS_WAITING:
    case PROCESS_RUNNING: break;
    }
}

// Runs one slice, or sleeps until something can run.
static void run_step(Scheduler *scheduler, unsigned *slices)
{
    Process *process = dequeue(scheduler);
    if (process && ++*slices % 16 != 0) {
        run_one(scheduler, process);
        return;
    }
    Word next = wake_expired(scheduler);
    if (process)
        run_one(scheduler, process);
    else if (!scheduler->first_runnable)
        sleep_for(next);
}

bool scheduler_run_until_exit(Vm *vm, Word process_number)
{
    unsigned slices = 0;
    while (!vm->halted) {
        if (!find_number(vm->scheduler, process_number))
            return true;
        run_step(vm->scheduler, &slices);
    }
    return false;
}

void scheduler_run(Vm *vm)
{
    unsigned slices = 0;
    while (!vm->halted)
        run_step(vm->scheduler, &slices);
}
