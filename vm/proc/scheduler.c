// SPDX-License-Identifier: Apache-2.0
// The scheduler: run queues, timers, and the loop.
#include "proc/scheduler.h"

#include <poll.h>
#include <time.h>

#include "proc/scheduler_internal.h"
#include "proc/signals.h"
#include "term/copy.h"

#define PROCESS_LIMIT ((size_t)1 << 20)
// Slices that normal processes get for one of a process of low priority, when there are both.
#define NORMAL_PER_LOW 8
// Slices between two looks at the clock.
#define SLICES_PER_LOOK 8

Scheduler *scheduler_create(Vm *vm, EngineCalls engine)
{
    Scheduler *scheduler = memory_alloc_zeroed(&vm->memory, 1, sizeof *scheduler);
    if (!scheduler)
        return NULL;
    scheduler->vm = vm;
    scheduler->engine = engine;
    scheduler->next_number = 1;
    scheduler->timers = timers_create(&vm->memory);
    if (scheduler->timers && process_table_init(&scheduler->table, &vm->memory))
        return scheduler;
    timers_destroy(scheduler->timers);
    memory_free(&vm->memory, scheduler, sizeof *scheduler);
    return NULL;
}

void scheduler_destroy(Scheduler *scheduler)
{
    process_table_free(&scheduler->table);
    timers_destroy(scheduler->timers);
    memory_free(&scheduler->vm->memory, scheduler, sizeof *scheduler);
}

// ---- the table

Process *scheduler_find(Vm *vm, Term pid)
{
    return term_is_local_pid(pid)
               ? process_table_find(&vm->scheduler->table, immediate_payload(pid))
               : NULL;
}

Process *scheduler_whereis(Vm *vm, Term name)
{
    return process_table_named(&vm->scheduler->table, name);
}

bool scheduler_register(Vm *vm, Term name, Process *process)
{
    return process_table_register(&vm->scheduler->table, name, process);
}

bool scheduler_unregister(Vm *vm, Term name)
{
    return process_table_unregister(&vm->scheduler->table, name);
}

size_t scheduler_process_count(const Vm *vm) { return vm->scheduler->table.count; }

void scheduler_each_process(const Vm *vm, void (*visit)(Process *, void *), void *data)
{
    process_table_each(&vm->scheduler->table, visit, data);
}

void scheduler_each_name(const Vm *vm, void (*visit)(Term, void *), void *data)
{
    process_table_each_name(&vm->scheduler->table, visit, data);
}

// ---- the run queues

void scheduler_enqueue(Scheduler *scheduler, Process *process)
{
    if (process->suspended) {
        process->state = PROCESS_SUSPENDED;
        return;
    }
    RunQueue *queue = &scheduler->queues[process->settings.priority];
    process->state = PROCESS_RUNNABLE;
    process->next_runnable = NULL;
    process->previous_runnable = queue->last;
    if (queue->last)
        queue->last->next_runnable = process;
    else
        queue->first = process;
    queue->last = process;
}

void scheduler_unqueue(Scheduler *scheduler, Process *process)
{
    RunQueue *queue = &scheduler->queues[process->settings.priority];
    if (process->previous_runnable)
        process->previous_runnable->next_runnable = process->next_runnable;
    else
        queue->first = process->next_runnable;
    if (process->next_runnable)
        process->next_runnable->previous_runnable = process->previous_runnable;
    else
        queue->last = process->previous_runnable;
}

// Higher priorities first; normal and low share.
static Process *next_process(Scheduler *scheduler)
{
    const RunQueue *queues = scheduler->queues;
    if (queues[PRIORITY_MAX].first)
        return queues[PRIORITY_MAX].first;
    if (queues[PRIORITY_HIGH].first)
        return queues[PRIORITY_HIGH].first;
    Process *normal = queues[PRIORITY_NORMAL].first, *low = queues[PRIORITY_LOW].first;
    if (low && (!normal || ++scheduler->low_waits >= NORMAL_PER_LOW)) {
        scheduler->low_waits = 0;
        return low;
    }
    return normal;
}

static Process *dequeue(Scheduler *scheduler)
{
    Process *process = next_process(scheduler);
    if (process)
        scheduler_unqueue(scheduler, process);
    return process;
}

// ---- receive timeouts

#define NANOSECONDS_PER_MILLISECOND 1000000u
#define TIMEOUT_MAX                 ((SignedWord)0xffffffff)

bool scheduler_set_deadline(Process *process, Term timeout)
{
    if (term_same(timeout, ATOM_TERM(infinity))) {
        process->timer_deadline = TIME_NEVER;
        return true;
    }
    if (!term_is_small(timeout) || small_value(timeout) < 0 || small_value(timeout) > TIMEOUT_MAX)
        return false;
    process->timer_deadline = time_now() + (Word)small_value(timeout) * NANOSECONDS_PER_MILLISECOND;
    return true;
}

bool scheduler_deadline_passed(const Process *process)
{
    return process->timer_deadline != TIME_NEVER && time_now() >= process->timer_deadline;
}

bool scheduler_start_timeout(Process *process)
{
    return process->timer.position || process->timer_deadline == TIME_NEVER ||
           timers_set(process->vm->scheduler->timers, &process->timer, process->timer_deadline);
}

void scheduler_clear_deadline(Process *process)
{
    process->timer_deadline = 0;
    timers_unset(process->vm->scheduler->timers, &process->timer);
}

static Process *process_of_timer(Timer *timer)
{
    return (Process *)(void *)((char *)timer - offsetof(Process, timer));
}

// ---- messages sent later

#define TIMEOUT_MESSAGE_WORDS (4 + 3)

// {timeout, Ref, Message} or the message, in the timer's fragment. False without memory.
static bool fill_message(Vm *vm, MessageTimer *timer, const TimerRequest *request)
{
    timer->message = request->message;
    if (!request->with_ref && !term_is_pointer(request->message))
        return true;
    ConstantRange constants = {vm->literals->start, vm->literals->end};
    size_t words = term_size(request->message, constants);
    if (words == SIZE_MAX)
        return false;
    timer->fragment = fragment_create(&vm->memory, words + TIMEOUT_MESSAGE_WORDS);
    if (!timer->fragment)
        return false;
    Room *room = fragment_room(timer->fragment);
    timer->message = term_copy(room, request->message, words, constants);
    if (term_is_none(timer->message) || !request->with_ref)
        return !term_is_none(timer->message);
    Term ref = relation_ref(room, timer->ref);
    Term tuple = term_is_none(ref) ? ref : room_tuple(room, 3);
    if (term_is_none(tuple))
        return false;
    tuple_elements(tuple)[0] = ATOM_TERM(timeout);
    tuple_elements(tuple)[1] = ref;
    tuple_elements(tuple)[2] = timer->message;
    timer->message = tuple;
    return true;
}

Term scheduler_start_timer(Process *process, TimerRequest request)
{
    Vm *vm = process->vm;
    TimerHeap *timers = vm->scheduler->timers;
    MessageTimer *timer = memory_alloc(&vm->memory, sizeof *timer);
    if (!timer)
        return TERM_NONE;
    *timer = (MessageTimer){.timer = {.is_message = true},
                            .ref = {{atomic_fetch_add(&vm->next_ref, 1), 0}},
                            .name = request.receiver};
    if (term_is_local_pid(request.receiver))
        timer->receiver = immediate_payload(request.receiver);
    Term ref = relation_ref(&process->heap.room, timer->ref);
    if (term_is_none(ref) || !fill_message(vm, timer, &request) ||
        !timers_add_message(timers, timer)) {
        fragment_destroy(timer->fragment);
        memory_free(&vm->memory, timer, sizeof *timer);
        return TERM_NONE;
    }
    if (timers_set(timers, &timer->timer, request.deadline))
        return ref;
    timers_drop_message(timers, timer);
    return TERM_NONE;
}

static Process *timer_receiver(const Scheduler *scheduler, const MessageTimer *timer)
{
    return timer->receiver ? process_table_find(&scheduler->table, timer->receiver)
                           : process_table_named(&scheduler->table, timer->name);
}

static void send_timer_message(Scheduler *scheduler, MessageTimer *timer)
{
    Process *to = timer_receiver(scheduler, timer);
    if (to) {
        if (timer->fragment)
            heap_attach_fragment(&to->heap, timer->fragment);
        timer->fragment = NULL;
        signal_deliver(to, timer->message);
    }
    timers_drop_message(scheduler->timers, timer);
}

bool scheduler_read_timer(Vm *vm, Term ref, bool cancel, Word *left)
{
    Scheduler *scheduler = vm->scheduler;
    if (!term_is_boxed_kind(ref, KIND_REF))
        return false;
    MessageTimer *timer = timers_find_message(scheduler->timers, relation_key_of_ref(ref));
    if (!timer)
        return false;
    Word now = time_now(), deadline = timers_deadline(scheduler->timers, &timer->timer);
    *left = deadline > now ? deadline - now : 0;
    // The timer of a process ends with it.
    bool is_on = !timer->receiver || timer_receiver(scheduler, timer);
    if (cancel || !is_on)
        timers_drop_message(scheduler->timers, timer);
    return is_on;
}

// Wakes those whose time has come, and sends what is due.
static void run_timers(Scheduler *scheduler)
{
    if (timers_next(scheduler->timers) == TIME_NEVER)
        return;
    Word now = time_now();
    for (Timer *timer; (timer = timers_take(scheduler->timers, now));) {
        if (timer->is_message)
            send_timer_message(scheduler, (MessageTimer *)timer);
        else
            scheduler_wake(scheduler, process_of_timer(timer));
    }
}
_Static_assert(offsetof(MessageTimer, timer) == 0, "a timer with is_message is a MessageTimer");

static void sleep_until(Word deadline)
{
    if (deadline == TIME_NEVER) {
        (void)poll(NULL, 0, -1);
        return;
    }
    Word now = time_now();
    if (deadline <= now)
        return;
    Word left = deadline - now;
    struct timespec pause = {(time_t)(left / 1000000000u), (long)(left % 1000000000u)};
    (void)nanosleep(&pause, NULL);
}

// ---- spawning

static bool copy_arguments(Process *process, const Export *function, const Term *arguments,
                           size_t count)
{
    Term copies[256];
    for (size_t i = 0; i < count; i++) {
        copies[i] = signal_copy(process, arguments[i]);
        if (term_is_none(copies[i]))
            return false;
    }
    const EngineCalls *engine = &process->vm->scheduler->engine;
    if (!engine->prepare_call(process, function, copies, count))
        return false;
    process->initial_call = room_tuple(&process->heap.room, 3);
    if (term_is_none(process->initial_call))
        return false;
    tuple_elements(process->initial_call)[0] = function->module;
    tuple_elements(process->initial_call)[1] = function->function;
    tuple_elements(process->initial_call)[2] = small_make((SignedWord)count);
    return true;
}

static void apply_settings(Process *process, const SpawnOptions *options)
{
    if (!options->settings)
        return;
    process->settings = *options->settings;
    process->heap.fullsweep_after = options->fullsweep_after;
    process->heap.max_words =
        process->settings.max_heap_kill ? process->settings.max_heap_words : 0;
}

Process *scheduler_spawn(Vm *vm, Process *parent, const Export *function, const Term *arguments,
                         size_t count, SpawnOptions options)
{
    Scheduler *scheduler = vm->scheduler;
    if (scheduler->table.count >= PROCESS_LIMIT)
        return NULL;
    Process *process = process_create(vm, options.min_heap_words ? options.min_heap_words
                                                                 : PROCESS_MIN_HEAP_WORDS);
    if (!process)
        return NULL;
    apply_settings(process, &options);
    if (!copy_arguments(process, function, arguments, count)) {
        process_destroy(process);
        return NULL;
    }
    process->number = scheduler->next_number++;
    process->parent_number = parent ? parent->number : 0;
    process->group_leader = parent ? parent->group_leader : pid_make(process->number);
    process_table_add(&scheduler->table, process);
    scheduler_enqueue(scheduler, process);
    return process;
}

// ---- the loop

// Messages lie in fragments until somebody collects, and a process that only receives never does.
static void tidy(Process *process)
{
    if (process->state == PROCESS_WAITING && process->saved_capacity && !process->saved_count)
        process_free_registers(process);
    if (heap_wants_collection(&process->heap) &&
        process_collect(process, 0, 0) == HEAP_LIMIT_REACHED)
        signal_end(process, ATOM_TERM(killed));
}

static void run_one(Scheduler *scheduler, Process *process)
{
    Vm *vm = scheduler->vm;
    vm->current = process;
    process->state = PROCESS_RUNNING;
    scheduler->engine.run(process);
    process->total_reductions += (size_t)(REDUCTIONS_PER_SLICE - process->reductions);
    bool can_run = process->state == PROCESS_RUNNABLE;
    if (can_run)
        process->state = PROCESS_RUNNING; // it is in no queue yet
    if (can_run || process->state == PROCESS_WAITING)
        tidy(process);
    vm->current = NULL;
    if (process->state == PROCESS_EXITED)
        process_destroy(process);
    else if (can_run)
        scheduler_enqueue(scheduler, process);
}

// Runs one slice, or sleeps until something can run.
static void run_step(Scheduler *scheduler, unsigned *slices)
{
    if (++*slices % SLICES_PER_LOOK == 0)
        run_timers(scheduler);
    Process *process = dequeue(scheduler);
    if (process) {
        run_one(scheduler, process);
        return;
    }
    sleep_until(timers_next(scheduler->timers));
    run_timers(scheduler);
}

bool scheduler_run_until_exit(Vm *vm, Word process_number)
{
    unsigned slices = 0;
    while (!vm->halted) {
        if (!process_table_find(&vm->scheduler->table, process_number))
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
