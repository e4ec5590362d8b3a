// SPDX-License-Identifier: Apache-2.0
// Functions of module erlang on processes: making, ending, linking, naming and sending. What is
// known of them is in erlang_process_info.c, timers in erlang_timer.c.
#include "bif/arguments.h"
#include "bif/process_options.h"
#include "proc/scheduler.h"
#include "proc/signals.h"
#include "term/fun.h"

#define ARITY_MAX 255

static Term make_tuple(Process *process, size_t arity, const Term *elements)
{
    Term tuple = room_tuple(process_room(process), arity);
    if (term_is_none(tuple))
        return fault_no_memory(process);
    memcpy(tuple_elements(tuple), elements, arity * sizeof *elements);
    return tuple;
}

static bool is_this_node(Term node) { return term_same(node, ATOM_TERM(nonode_nohost)); }

// ---- what to call

typedef struct SpawnCall {
    const Export *function;
    Term arguments[ARITY_MAX];
    size_t count;
} SpawnCall;

// A fun without arguments runs as erlang:apply(Fun, []).
static bool call_of_fun(Process *process, Term fun, SpawnCall *call)
{
    if (!term_is_fun(fun))
        return false;
    Term apply = ATOM_TERM(apply);
    call->function = code_export(process->vm->code, ATOM_TERM(erlang), apply, 2);
    call->arguments[0] = fun;
    call->arguments[1] = NIL;
    call->count = 2;
    return call->function != NULL;
}

static bool call_of_mfa(Process *process, const Term *mfa, SpawnCall *call)
{
    if (!term_is_atom(mfa[0]) || !term_is_atom(mfa[1]))
        return false;
    Term list = mfa[2];
    for (call->count = 0; term_is_cons(list); list = cons_tail(list)) {
        if (call->count == ARITY_MAX)
            return false;
        call->arguments[call->count++] = cons_head(list);
    }
    if (!term_is_nil(list))
        return false;
    call->function = code_export(process->vm->code, mfa[0], mfa[1], (uint32_t)call->count);
    return call->function != NULL;
}

// ---- spawning

typedef struct Spawned {
    Process *child; // NULL: too many processes, or no memory
    Term ref;       // of the monitor, or TERM_NONE
} Spawned;

static Spawned spawn_child(Process *process, const SpawnCall *call, const ProcessOptions *options)
{
    SpawnOptions spawn_options = {.min_heap_words = options->min_heap_words,
                                  .settings = &options->settings,
                                  .fullsweep_after = options->fullsweep_after};
    Spawned spawned = {NULL, TERM_NONE};
    Process *child = scheduler_spawn(process->vm, process, call->function, call->arguments,
                                     call->count, spawn_options);
    if (!child)
        return spawned;
    bool ok = !options->link || signal_link(process, child);
    if (ok && options->monitor) {
        spawned.ref = signal_monitor(process, child, pid_make(child->number), options->monitoring);
        ok = !term_is_none(spawned.ref);
    }
    if (ok) {
        spawned.child = child;
        return spawned;
    }
    signal_unlink(process, pid_make(child->number));
    signal_end(child, ATOM_TERM(killed));
    return spawned;
}

// The pid, or {Pid, Ref} with a monitor.
static Term spawn(Process *process, const SpawnCall *call, const ProcessOptions *options)
{
    Spawned spawned = spawn_child(process, call, options);
    if (!spawned.child)
        return fault_system_limit(process);
    const Term pair[] = {pid_make(spawned.child->number), spawned.ref};
    return options->monitor ? make_tuple(process, 2, pair) : pair[0];
}

static Term spawn_fun(Process *process, Term fun, const ProcessOptions *options)
{
    SpawnCall call;
    if (!call_of_fun(process, fun, &call))
        return fault_badarg(process);
    return spawn(process, &call, options);
}

static Term spawn_mfa(Process *process, const Term *mfa, const ProcessOptions *options)
{
    SpawnCall call;
    if (!call_of_mfa(process, mfa, &call))
        return fault_badarg(process);
    return spawn(process, &call, options);
}

static ProcessOptions options_with(bool link, bool monitor)
{
    ProcessOptions options = process_options_default();
    options.link = link;
    options.monitor = monitor;
    return options;
}

// The four ways to name what to call, for each of spawn, spawn_link, spawn_monitor. Other nodes
// there are none.
#define SPAWN_FUNCTIONS(name, link, monitor)                                                     \
    Term bif_erlang_##name##_1(Process *process, const Term *a)                                  \
    {                                                                                            \
        ProcessOptions options = options_with(link, monitor);                                    \
        return spawn_fun(process, a[0], &options);                                               \
    }                                                                                            \
    Term bif_erlang_##name##_2(Process *process, const Term *a)                                  \
    {                                                                                            \
        ProcessOptions options = options_with(link, monitor);                                    \
        return is_this_node(a[0]) ? spawn_fun(process, a[1], &options) : fault_badarg(process);  \
    }                                                                                            \
    Term bif_erlang_##name##_3(Process *process, const Term *a)                                  \
    {                                                                                            \
        ProcessOptions options = options_with(link, monitor);                                    \
        return spawn_mfa(process, a, &options);                                                  \
    }                                                                                            \
    Term bif_erlang_##name##_4(Process *process, const Term *a)                                  \
    {                                                                                            \
        ProcessOptions options = options_with(link, monitor);                                    \
        return is_this_node(a[0]) ? spawn_mfa(process, a + 1, &options) : fault_badarg(process); \
    }
SPAWN_FUNCTIONS(spawn, false, false)
SPAWN_FUNCTIONS(spawn_link, true, false)
SPAWN_FUNCTIONS(spawn_monitor, false, true)

Term bif_erlang_spawn_opt_2(Process *process, const Term *a)
{
    ProcessOptions options;
    if (!process_options_read(a[1], &options))
        return fault_badarg(process);
    return spawn_fun(process, a[0], &options);
}
Term bif_erlang_spawn_opt_3(Process *process, const Term *a)
{
    return is_this_node(a[0]) ? bif_erlang_spawn_opt_2(process, a + 1) : fault_badarg(process);
}
Term bif_erlang_spawn_opt_4(Process *process, const Term *a)
{
    ProcessOptions options;
    if (!process_options_read(a[3], &options))
        return fault_badarg(process);
    return spawn_mfa(process, a, &options);
}
Term bif_erlang_spawn_opt_5(Process *process, const Term *a)
{
    return is_this_node(a[0]) ? bif_erlang_spawn_opt_4(process, a + 1) : fault_badarg(process);
}

// ---- spawn_request

// {Tag, Ref, ok, Pid} or {Tag, Ref, error, Reason} to the caller itself.
static bool reply_to_request(Process *process, Term tag, Term ref, Term status, Term result)
{
    const Term elements[] = {tag, ref, status, result};
    Term message = make_tuple(process, 4, elements);
    if (term_is_none(message))
        return false;
    signal_deliver(process, message);
    return true;
}

static Term spawn_request(Process *process, const SpawnCall *call, Term list)
{
    ProcessOptions options;
    if (!process_options_read_request(list, &options))
        return fault_badarg(process);
    Spawned spawned = spawn_child(process, call, &options);
    Term ref = spawned.ref;
    if (term_is_none(ref))
        ref = relation_ref(process_room(process),
                           (RelationKey){{atomic_fetch_add(&process->vm->next_ref, 1), 0}});
    if (term_is_none(ref))
        return fault_no_memory(process);
    Term tag = options.reply_tag;
    if (spawned.child ? !options.reply_success : !options.reply_error)
        return ref;
    bool ok =
        spawned.child
            ? reply_to_request(process, tag, ref, ATOM_TERM(ok), pid_make(spawned.child->number))
            : reply_to_request(process, tag, ref, ATOM_TERM(error), ATOM_TERM(system_limit));
    return ok ? ref : TERM_NONE;
}

static Term request_fun(Process *process, Term fun, Term list)
{
    SpawnCall call;
    if (!call_of_fun(process, fun, &call))
        return fault_badarg(process);
    return spawn_request(process, &call, list);
}

static Term request_mfa(Process *process, const Term *mfa, Term list)
{
    SpawnCall call;
    if (!call_of_mfa(process, mfa, &call))
        return fault_badarg(process);
    return spawn_request(process, &call, list);
}

Term bif_erlang_spawn_request_1(Process *process, const Term *a)
{
    return request_fun(process, a[0], NIL);
}
Term bif_erlang_spawn_request_2(Process *process, const Term *a)
{
    return is_this_node(a[0]) ? request_fun(process, a[1], NIL) : request_fun(process, a[0], a[1]);
}
Term bif_erlang_spawn_request_3(Process *process, const Term *a)
{
    return is_this_node(a[0]) && term_is_fun(a[1]) ? request_fun(process, a[1], a[2])
                                                   : request_mfa(process, a, NIL);
}
Term bif_erlang_spawn_request_4(Process *process, const Term *a)
{
    return is_this_node(a[0]) && term_is_atom(a[2]) ? request_mfa(process, a + 1, NIL)
                                                    : request_mfa(process, a, a[3]);
}
Term bif_erlang_spawn_request_5(Process *process, const Term *a)
{
    return is_this_node(a[0]) ? request_mfa(process, a + 1, a[4]) : fault_badarg(process);
}

// ---- exits, links

Term bif_erlang_exit_2(Process *process, const Term *a)
{
    if (!term_is_pid(a[0]))
        return fault_badarg(process);
    Process *other = scheduler_find(process->vm, a[0]);
    if (other)
        signal_exit(process, other, a[1]);
    return process->fault.kind == FAULT_EXITED ? TERM_NONE : ATOM_TERM(true);
}

Term bif_erlang_link_1(Process *process, const Term *a)
{
    if (!term_is_local_pid(a[0]))
        return fault_badarg(process);
    Process *other = scheduler_find(process->vm, a[0]);
    if (other)
        return signal_link(process, other) ? ATOM_TERM(true) : fault_no_memory(process);
    if (!process->trap_exit)
        return fault_error(process, ATOM_TERM(noproc));
    signal_link_failed(process, a[0]);
    return process->fault.kind == FAULT_EXITED ? TERM_NONE : ATOM_TERM(true);
}

Term bif_erlang_unlink_1(Process *process, const Term *a)
{
    if (!term_is_pid(a[0]))
        return fault_badarg(process);
    if (term_is_local_pid(a[0]))
        signal_unlink(process, a[0]);
    return ATOM_TERM(true);
}

// ---- monitors, aliases

// A pid, a name, or {Name, Node} of this node. *name is what the message will have.
static bool read_monitored(Process *process, Term target, Process **other, Term *name)
{
    if (term_is_tuple_of(target, 2) && is_this_node(tuple_elements(target)[1]))
        target = tuple_elements(target)[0];
    *name = target;
    if (term_is_atom(target))
        *other = scheduler_whereis(process->vm, target);
    else if (term_is_local_pid(target))
        *other = scheduler_find(process->vm, target);
    else
        return false;
    return true;
}

static Term monitor(Process *process, const Term *a, MonitorOptions options)
{
    Process *other = NULL;
    Term name;
    if (term_same(a[0], ATOM_TERM(time_offset)) && term_same(a[1], ATOM_TERM(clock_service))) {
        // The offset never changes.
        return bif_result(process, signal_monitor(process, process, NIL, options));
    }
    if (!term_same(a[0], ATOM_TERM(process)) || !read_monitored(process, a[1], &other, &name))
        return fault_badarg(process);
    return bif_result(process, signal_monitor(process, other, name, options));
}

Term bif_erlang_monitor_2(Process *process, const Term *a)
{
    return monitor(process, a, (MonitorOptions){0});
}

Term bif_erlang_monitor_3(Process *process, const Term *a)
{
    MonitorOptions options = {0};
    if (!monitor_options_read(a[2], &options))
        return fault_badarg(process);
    return monitor(process, a, options);
}

Term bif_erlang_demonitor_1(Process *process, const Term *a)
{
    if (!term_is_ref(a[0]))
        return fault_badarg(process);
    (void)signal_demonitor(process, a[0]);
    return ATOM_TERM(true);
}

Term bif_erlang_demonitor_2(Process *process, const Term *a)
{
    bool flush = false, info = false;
    if (!term_is_ref(a[0]))
        return fault_badarg(process);
    Term list = a[1];
    for (; term_is_cons(list); list = cons_tail(list)) {
        if (term_same(cons_head(list), ATOM_TERM(flush)))
            flush = true;
        else if (term_same(cons_head(list), ATOM_TERM(info)))
            info = true;
        else
            return fault_badarg(process);
    }
    if (!term_is_nil(list))
        return fault_badarg(process);
    bool removed = signal_demonitor(process, a[0]);
    if (flush && !removed)
        signal_flush_down(process, a[0]);
    return info ? term_from_bool(removed) : ATOM_TERM(true);
}

Term bif_erlang_alias_0(Process *process, const Term *a)
{
    (void)a;
    return bif_result(process, signal_alias(process, ALIAS_UNALIAS));
}

Term bif_erlang_alias_1(Process *process, const Term *a)
{
    AliasEnd end = ALIAS_UNALIAS;
    Term list = a[0];
    for (; term_is_cons(list); list = cons_tail(list)) {
        if (term_same(cons_head(list), ATOM_TERM(reply)))
            end = ALIAS_REPLY;
        else if (term_same(cons_head(list), ATOM_TERM(explicit_unalias)))
            end = ALIAS_UNALIAS;
        else
            return fault_badarg(process);
    }
    if (!term_is_nil(list))
        return fault_badarg(process);
    return bif_result(process, signal_alias(process, end));
}

Term bif_erlang_unalias_1(Process *process, const Term *a)
{
    return term_is_ref(a[0]) ? term_from_bool(signal_unalias(process, a[0]))
                             : fault_badarg(process);
}

// ---- names

Term bif_erlang_register_2(Process *process, const Term *a)
{
    Process *named = scheduler_find(process->vm, a[1]);
    if (!term_is_atom(a[0]) || term_same(a[0], ATOM_TERM(undefined)) || !named)
        return fault_badarg(process);
    return scheduler_register(process->vm, a[0], named) ? ATOM_TERM(true) : fault_badarg(process);
}
Term bif_erlang_unregister_1(Process *process, const Term *a)
{
    if (!term_is_atom(a[0]) || !scheduler_unregister(process->vm, a[0]))
        return fault_badarg(process);
    return ATOM_TERM(true);
}
Term bif_erlang_whereis_1(Process *process, const Term *a)
{
    if (!term_is_atom(a[0]))
        return fault_badarg(process);
    Process *named = scheduler_whereis(process->vm, a[0]);
    return named ? pid_make(named->number) : ATOM_TERM(undefined);
}

typedef struct Collected {
    Process *process;
    Term list;
} Collected;

static void collect_name(Term name, void *data)
{
    Collected *collected = data;
    if (!term_is_none(collected->list))
        collected->list = room_cons(process_room(collected->process), name, collected->list);
}

Term bif_erlang_registered_0(Process *process, const Term *a)
{
    (void)a;
    Collected collected = {process, NIL};
    scheduler_each_name(process->vm, collect_name, &collected);
    return bif_result(process, collected.list);
}

// ---- group leader

Term bif_erlang_group_leader_0(Process *process, const Term *a)
{
    (void)a;
    return process->group_leader;
}
Term bif_erlang_group_leader_2(Process *process, const Term *a)
{
    Process *other = scheduler_find(process->vm, a[1]);
    if (!term_is_local_pid(a[0]) || !other)
        return fault_badarg(process);
    other->group_leader = a[0];
    return ATOM_TERM(true);
}

// ---- running and not

// The arguments are the only live registers while a C function runs that was called by a call
// instruction, and these hold no terms of their own.
static Term collect_garbage(Process *process, Process *other)
{
    other->heap.force_full = true;
    HeapStatus status = process_collect(other, 0, 0);
    if (status == HEAP_NO_MEMORY)
        return fault_no_memory(process);
    if (status == HEAP_LIMIT_REACHED)
        signal_exit(process, other, ATOM_TERM(kill));
    return process->fault.kind == FAULT_EXITED ? TERM_NONE : ATOM_TERM(true);
}

Term bif_erlang_garbage_collect_0(Process *process, const Term *a)
{
    (void)a;
    return collect_garbage(process, process);
}
Term bif_erlang_garbage_collect_1(Process *process, const Term *a)
{
    if (!term_is_local_pid(a[0]))
        return fault_badarg(process);
    Process *other = scheduler_find(process->vm, a[0]);
    return other ? collect_garbage(process, other) : ATOM_TERM(false);
}

Term bif_erlang_yield_0(Process *process, const Term *a)
{
    (void)a;
    process->reductions = 0;
    return ATOM_TERM(true);
}

static Term suspend(Process *process, Term pid, bool unless_suspending)
{
    Process *other = scheduler_find(process->vm, pid);
    if (!other || other == process)
        return fault_badarg(process);
    if (unless_suspending &&
        relations_find(process, RELATION_SUSPENDS, relation_key_of_process(other->number)))
        return ATOM_TERM(false);
    return signal_suspend(process, other) ? ATOM_TERM(true) : fault_no_memory(process);
}

Term bif_erlang_suspend_process_1(Process *process, const Term *a)
{
    return suspend(process, a[0], false);
}

// {asynchronous, ReplyTag} has its answer at once: the process is suspended already.
Term bif_erlang_suspend_process_2(Process *process, const Term *a)
{
    bool unless_suspending = false;
    Term list = a[1];
    for (; term_is_cons(list); list = cons_tail(list)) {
        if (term_same(cons_head(list), ATOM_TERM(unless_suspending)))
            unless_suspending = true;
        else if (!term_same(cons_head(list), ATOM_TERM(asynchronous)))
            return fault_badarg(process);
    }
    return term_is_nil(list) ? suspend(process, a[0], unless_suspending) : fault_badarg(process);
}

Term bif_erlang_resume_process_1(Process *process, const Term *a)
{
    Process *other = scheduler_find(process->vm, a[0]);
    return other && signal_resume(process, other) ? ATOM_TERM(true) : fault_badarg(process);
}

// ---- sending

Term bif_erlang_send_2(Process *process, const Term *a) { return signal_send(process, a[0], a[1]); }
Term bif_erlang_send_function_2(Process *process, const Term *a)
{
    return signal_send(process, a[0], a[1]);
}

// Nothing here ever suspends the sender or connects.
static bool are_send_options(Term list)
{
    for (; term_is_cons(list); list = cons_tail(list)) {
        Term option = cons_head(list);
        if (!term_same(option, ATOM_TERM(nosuspend)) && !term_same(option, ATOM_TERM(noconnect)))
            return false;
    }
    return term_is_nil(list);
}

Term bif_erlang_send_3(Process *process, const Term *a)
{
    if (!are_send_options(a[2]))
        return fault_badarg(process);
    return term_is_none(signal_send(process, a[0], a[1])) ? TERM_NONE : ATOM_TERM(ok);
}
Term bif_erlang_send_nosuspend_2(Process *process, const Term *a)
{
    return term_is_none(signal_send(process, a[0], a[1])) ? TERM_NONE : ATOM_TERM(true);
}
Term bif_erlang_send_nosuspend_3(Process *process, const Term *a)
{
    return are_send_options(a[2]) ? bif_erlang_send_nosuspend_2(process, a) : fault_badarg(process);
}
