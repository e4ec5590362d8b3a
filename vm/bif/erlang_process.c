// SPDX-License-Identifier: Apache-2.0
// Functions of module erlang on processes: making, ending, linking, naming and sending.
#include "bif/bif.h"
#include "proc/mailbox.h"
#include "proc/scheduler.h"
#include "term/fun.h"

#define ARITY_MAX 255

// ---- spawning

typedef struct SpawnCall {
    const Export *function;
    Term arguments[ARITY_MAX];
    size_t count;
} SpawnCall;

// A fun without arguments runs as erlang:apply(Fun, []).
static bool call_of_fun(Process *process, Term fun, SpawnCall *call)
{
    if (!term_is_fun(fun) || fun_arity(fun) != 0)
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

// The pid, or {Pid, Ref} with a monitor.
static Term spawn(Process *process, const SpawnCall *call, SpawnOptions options)
{
    Term ref = TERM_NONE;
    Process *child = scheduler_spawn(process->vm, process, call->function, call->arguments,
                                     call->count, options, &ref);
    if (!child)
        return fault_system_limit(process);
    Term pid = pid_make(child->number);
    if (!options.monitor)
        return pid;
    Term pair = room_tuple(process_room(process), 2);
    if (term_is_none(pair))
        return fault_no_memory(process);
    tuple_elements(pair)[0] = pid;
    tuple_elements(pair)[1] = ref;
    return pair;
}

static Term spawn_fun(Process *process, Term fun, SpawnOptions options)
{
    SpawnCall call;
    if (!call_of_fun(process, fun, &call))
        return fault_badarg(process);
    return spawn(process, &call, options);
}

static Term spawn_mfa(Process *process, const Term *mfa, SpawnOptions options)
{
    SpawnCall call;
    if (!call_of_mfa(process, mfa, &call))
        return fault_badarg(process);
    return spawn(process, &call, options);
}

Term bif_erlang_spawn_1(Process *process, const Term *a)
{
    return spawn_fun(process, a[0], (SpawnOptions){0});
}
Term bif_erlang_spawn_3(Process *process, const Term *a)
{
    return spawn_mfa(process, a, (SpawnOptions){0});
}
Term bif_erlang_spawn_link_1(Process *process, const Term *a)
{
    return spawn_fun(process, a[0], (SpawnOptions){.link = true});
}
Term bif_erlang_spawn_link_3(Process *process, const Term *a)
{
    return spawn_mfa(process, a, (SpawnOptions){.link = true});
}
Term bif_erlang_spawn_monitor_1(Process *process, const Term *a)
{
    return spawn_fun(process, a[0], (SpawnOptions){.monitor = true});
}
Term bif_erlang_spawn_monitor_3(Process *process, const Term *a)
{
    return spawn_mfa(process, a, (SpawnOptions){.monitor = true});
}

static bool read_spawn_option(Term option, SpawnOptions *options)
{
    if (term_same(option, ATOM_TERM(link)))
        options->link = true;
    else if (term_same(option, ATOM_TERM(monitor)))
        options->monitor = true;
    else if (!term_is_tuple_of(option, 2) || !term_is_atom(tuple_elements(option)[0]))
        return false;
    else if (term_same(tuple_elements(option)[0], ATOM_TERM(min_heap_size))) {
        Term words = tuple_elements(option)[1];
        if (!term_is_small(words) || small_value(words) < 0 || small_value(words) > INT32_MAX)
            return false;
        options->min_heap_words = (size_t)small_value(words);
    }
    return true;
}

static bool read_spawn_options(Term list, SpawnOptions *options)
{
    *options = (SpawnOptions){0};
    for (; term_is_cons(list); list = cons_tail(list)) {
        if (!read_spawn_option(cons_head(list), options))
            return false;
    }
    return term_is_nil(list);
}

Term bif_erlang_spawn_opt_2(Process *process, const Term *a)
{
    SpawnOptions options;
    if (!read_spawn_options(a[1], &options))
        return fault_badarg(process);
    return spawn_fun(process, a[0], options);
}
Term bif_erlang_spawn_opt_4(Process *process, const Term *a)
{
    SpawnOptions options;
    if (!read_spawn_options(a[3], &options))
        return fault_badarg(process);
    return spawn_mfa(process, a, options);
}

// ---- exits, links, monitors

Term bif_erlang_exit_2(Process *process, const Term *a)
{
    if (!term_is_pid(a[0]))
        return fault_badarg(process);
    Process *other = scheduler_find(process->vm, a[0]);
    if (other)
        scheduler_send_exit(process, other, a[1]);
    return process->fault.kind == FAULT_EXITED ? TERM_NONE : ATOM_TERM(true);
}

Term bif_erlang_link_1(Process *process, const Term *a)
{
    if (!term_is_local_pid(a[0]))
        return fault_badarg(process);
    Process *other = scheduler_find(process->vm, a[0]);
    if (!other)
        return process->trap_exit ? fault_error(process, ATOM_TERM(noproc))
                                  : fault_exit(process, ATOM_TERM(noproc));
    return scheduler_link(process, other) ? ATOM_TERM(true) : fault_no_memory(process);
}

Term bif_erlang_unlink_1(Process *process, const Term *a)
{
    if (!term_is_pid(a[0]))
        return fault_badarg(process);
    if (term_is_local_pid(a[0]))
        scheduler_unlink(process, a[0]);
    return ATOM_TERM(true);
}

Term bif_erlang_monitor_2(Process *process, const Term *a)
{
    bool is_name = term_is_atom(a[1]);
    if (!term_same(a[0], ATOM_TERM(process)) || (!is_name && !term_is_local_pid(a[1])))
        return fault_badarg(process);
    Process *other =
        is_name ? scheduler_whereis(process->vm, a[1]) : scheduler_find(process->vm, a[1]);
    Term ref = scheduler_monitor(process, other, a[1]);
    return term_is_none(ref) ? fault_no_memory(process) : ref;
}

Term bif_erlang_demonitor_1(Process *process, const Term *a)
{
    if (!term_is_ref(a[0]))
        return fault_badarg(process);
    (void)scheduler_demonitor(process, a[0]);
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
    bool removed = scheduler_demonitor(process, a[0]);
    if (flush && !removed)
        scheduler_flush_down(process, a[0]);
    return info ? term_from_bool(removed) : ATOM_TERM(true);
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

static void collect(Collected *collected, Term t)
{
    if (term_is_none(collected->list))
        return;
    collected->list = room_cons(process_room(collected->process), t, collected->list);
}
static void collect_name(Term name, void *data) { collect(data, name); }
static void collect_pid(Process *process, void *data) { collect(data, pid_make(process->number)); }

Term bif_erlang_registered_0(Process *process, const Term *a)
{
    (void)a;
    Collected collected = {process, NIL};
    scheduler_each_name(process->vm, collect_name, &collected);
    return term_is_none(collected.list) ? fault_no_memory(process) : collected.list;
}
Term bif_erlang_processes_0(Process *process, const Term *a)
{
    (void)a;
    Collected collected = {process, NIL};
    scheduler_each_process(process->vm, collect_pid, &collected);
    return term_is_none(collected.list) ? fault_no_memory(process) : collected.list;
}

// ---- about processes

Term bif_erlang_is_process_alive_1(Process *process, const Term *a)
{
    if (!term_is_local_pid(a[0]))
        return fault_badarg(process);
    return term_from_bool(scheduler_find(process->vm, a[0]) != NULL);
}

// Flags that only tune what OTP does otherwise are accepted and have their default as old value.
Term bif_erlang_process_flag_2(Process *process, const Term *a)
{
    if (!term_same(a[0], ATOM_TERM(trap_exit)))
        return fault_badarg(process);
    bool on = term_same(a[1], ATOM_TERM(true));
    if (!on && !term_same(a[1], ATOM_TERM(false)))
        return fault_badarg(process);
    bool old = process->trap_exit;
    process->trap_exit = on;
    return term_from_bool(old);
}

static Term info_value(Process *other, Term item, bool *known)
{
    *known = true;
    if (term_same(item, ATOM_TERM(message_queue_len)))
        return small_make((SignedWord)mailbox_count(&other->mailbox));
    if (term_same(item, ATOM_TERM(trap_exit)))
        return term_from_bool(other->trap_exit);
    if (term_same(item, ATOM_TERM(registered_name))) {
        return term_is_none(other->registered_name) ? NIL : other->registered_name;
    }
    if (term_same(item, ATOM_TERM(total_heap_size)))
        return small_make((SignedWord)heap_total_words(&other->heap));
    if (term_same(item, ATOM_TERM(heap_size)))
        return small_make((SignedWord)heap_used_words(&other->heap));
    if (term_same(item, ATOM_TERM(memory))) {
        return small_make(
            (SignedWord)(heap_total_words(&other->heap) * sizeof(Word) + sizeof *other));
    }
    if (term_same(item, ATOM_TERM(reductions)))
        return small_make((SignedWord)other->total_reductions);
    *known = false;
    return NIL;
}

Term bif_erlang_process_info_2(Process *process, const Term *a)
{
    if (!term_is_local_pid(a[0]) || !term_is_atom(a[1]))
        return fault_badarg(process);
    Process *other = scheduler_find(process->vm, a[0]);
    if (!other)
        return ATOM_TERM(undefined);
    bool known;
    Term value = info_value(other, a[1], &known);
    if (!known)
        return fault_badarg(process);
    if (term_same(a[1], ATOM_TERM(registered_name)) && term_is_nil(value))
        return NIL;
    Term pair = room_tuple(process_room(process), 2);
    if (term_is_none(pair))
        return fault_no_memory(process);
    tuple_elements(pair)[0] = a[1];
    tuple_elements(pair)[1] = value;
    return pair;
}

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

// The arguments are the only live registers while a C function runs that was called by a call
// instruction, and these two hold no terms of their own.
Term bif_erlang_garbage_collect_0(Process *process, const Term *a)
{
    (void)a;
    return process_collect(process, 0, 0) == HEAP_NO_MEMORY ? fault_no_memory(process)
                                                            : ATOM_TERM(true);
}
Term bif_erlang_garbage_collect_1(Process *process, const Term *a)
{
    if (!term_is_local_pid(a[0]))
        return fault_badarg(process);
    if (immediate_payload(a[0]) == process->number)
        return bif_erlang_garbage_collect_0(process, a);
    return term_from_bool(scheduler_find(process->vm, a[0]) != NULL);
}

Term bif_erlang_yield_0(Process *process, const Term *a)
{
    (void)a;
    process->reductions = 0;
    return ATOM_TERM(true);
}

// ---- sending

Term bif_erlang_send_2(Process *process, const Term *a)
{
    return scheduler_send(process, a[0], a[1]);
}
Term bif_erlang_send_function_2(Process *process, const Term *a)
{
    return scheduler_send(process, a[0], a[1]);
}
Term bif_erlang_send_3(Process *process, const Term *a)
{
    Term result = scheduler_send(process, a[0], a[1]);
    return term_is_none(result) ? result : ATOM_TERM(ok);
}
