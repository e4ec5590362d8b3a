// SPDX-License-Identifier: Apache-2.0
// Module erlang: facts and figures about the VM. Names are compared as text: few of these atoms are
// needed for anything else.
#include <time.h>
#include <unistd.h>

#include "bif/arguments.h"
#include "include/erlite.h"
#include "proc/scheduler.h"

// The release of Erlang/OTP whose language and functions this VM has.
#define OTP_RELEASE "28"

static bool is_named(Process *process, Term atom, const char *name)
{
    AtomText text = atom_text(process_atoms(process), atom);
    return text.size == strlen(name) && memcmp(text.bytes, name, text.size) == 0;
}

static Term text_to_list(Process *process, const char *text)
{
    size_t size = strlen(text);
    if (size == 0)
        return NIL;
    Term *cells = room_take(process_room(process), size * 2);
    if (!cells)
        return fault_no_memory(process);
    ListWriter writer = {cells};
    for (size_t i = 0; i < size; i++)
        list_write(&writer, small_make((uint8_t)text[i]));
    return list_finish(&writer, cells, NIL);
}

static Term name_to_atom(Process *process, const char *name)
{
    return bif_result(process, atom_intern(process_atoms(process), name, strlen(name)));
}

static Term pair(Process *process, Term first, Term second)
{
    Term tuple = room_tuple(process_room(process), 2);
    if (term_is_none(tuple))
        return fault_no_memory(process);
    tuple_elements(tuple)[0] = first;
    tuple_elements(tuple)[1] = second;
    return tuple;
}

// ---- system_info

static const struct {
    const char *name;
    const char *text; // the result as a string
} string_facts[] = {
    {"otp_release", OTP_RELEASE},
    {"version", ERLITE_VERSION},
    {"machine", "erlite"},
    {"system_version", "erlite " ERLITE_VERSION "\n"},
};

static const struct {
    const char *name;
    const char *atom;
} atom_facts[] = {
    {"build_type", "opt"},       {"dynamic_trace", "none"},
    {"emu_flavor", "emu"},       {"emu_type", "opt"},
    {"heap_type", "private"},    {"time_warp_mode", "no_time_warp"},
    {"smp_support", "true"},     {"threads", "true"},
    {"time_correction", "true"}, {"tolerant_timeofday", "enabled"},
    {"kernel_poll", "false"},
};

static bool read_number_fact(Process *process, Term name, SignedWord *number)
{
    const struct {
        const char *name;
        SignedWord number;
    } facts[] = {
        {"wordsize", sizeof(Word)},
        {"schedulers", 1},
        {"schedulers_online", 1},
        {"logical_processors", sysconf(_SC_NPROCESSORS_CONF)},
        {"logical_processors_online", sysconf(_SC_NPROCESSORS_ONLN)},
        {"logical_processors_available", sysconf(_SC_NPROCESSORS_ONLN)},
        {"process_count", (SignedWord)scheduler_process_count(process->vm)},
        {"atom_count", (SignedWord)atom_table_count(process_atoms(process))},
        {"atom_limit", ATOM_DEFAULT_LIMIT},
        {"port_count", 0},
    };
    for (size_t i = 0; i < sizeof facts / sizeof *facts; i++) {
        if (!is_named(process, name, facts[i].name))
            continue;
        *number = facts[i].number;
        return true;
    }
    return false;
}

Term bif_erlang_system_info_1(Process *process, const Term *arguments)
{
    Term name = arguments[0];
    if (term_is_tuple_of(name, 2)) {
        // {wordsize, internal | external}
        Term first = tuple_elements(name)[0];
        bool is_size = term_is_atom(first) && is_named(process, first, "wordsize");
        return is_size ? small_make(sizeof(Word)) : fault_badarg(process);
    }
    if (!term_is_atom(name))
        return fault_badarg(process);
    for (size_t i = 0; i < sizeof string_facts / sizeof *string_facts; i++) {
        if (is_named(process, name, string_facts[i].name)) {
            return text_to_list(process, string_facts[i].text);
        }
    }
    for (size_t i = 0; i < sizeof atom_facts / sizeof *atom_facts; i++) {
        if (is_named(process, name, atom_facts[i].name)) {
            return name_to_atom(process, atom_facts[i].atom);
        }
    }
    SignedWord number;
    if (read_number_fact(process, name, &number))
        return small_make(number);
    if (!is_named(process, name, "endian"))
        return fault_badarg(process);
    const uint16_t probe = 1;
    bool is_little = *(const uint8_t *)&probe == 1;
    return is_little ? ATOM_TERM(little) : ATOM_TERM(big);
}

// ---- memory

// What is not told apart is part of the total only.
static const char *const memory_kinds[] = {
    "total", "processes", "processes_used", "system", "atom", "atom_used", "binary", "code", "ets"};
#define MEMORY_KIND_COUNT (sizeof memory_kinds / sizeof *memory_kinds)

static Term memory_of_kind(Process *process, size_t kind)
{
    size_t total = atomic_load(&process->vm->memory.in_use);
    size_t own = heap_total_words(&process->heap) * sizeof(Term);
    if (kind == 0)
        return small_make((SignedWord)total);
    if (kind <= 2)
        return small_make((SignedWord)own);
    return small_make(kind == 3 && total > own ? (SignedWord)(total - own) : 0);
}

Term bif_erlang_memory_1(Process *process, const Term *arguments)
{
    for (size_t i = 0; term_is_atom(arguments[0]) && i < MEMORY_KIND_COUNT; i++) {
        if (is_named(process, arguments[0], memory_kinds[i]))
            return memory_of_kind(process, i);
    }
    return fault_badarg(process);
}

Term bif_erlang_memory_0(Process *process, const Term *arguments)
{
    (void)arguments;
    Term list = NIL;
    for (size_t i = MEMORY_KIND_COUNT; i-- > 0;) {
        Term name = name_to_atom(process, memory_kinds[i]);
        if (term_is_none(name))
            return name;
        Term entry = pair(process, name, memory_of_kind(process, i));
        if (term_is_none(entry))
            return entry;
        list = room_cons(process_room(process), entry, list);
        if (term_is_none(list))
            return fault_no_memory(process);
    }
    return list;
}

// ---- statistics

static SignedWord clock_milliseconds(clockid_t clock)
{
    struct timespec now;
    clock_gettime(clock, &now);
    return (SignedWord)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static SignedWord reductions_so_far(const Process *process)
{
    return (SignedWord)process->total_reductions + REDUCTIONS_PER_SLICE - process->reductions;
}

// Pairs {Total, SinceLastCall}; nobody keeps when the last call was, so the total stands for both.
Term bif_erlang_statistics_1(Process *process, const Term *arguments)
{
    Term name = arguments[0];
    if (!term_is_atom(name))
        return fault_badarg(process);
    SignedWord total;
    if (is_named(process, name, "runtime"))
        total = clock_milliseconds(CLOCK_PROCESS_CPUTIME_ID);
    else if (is_named(process, name, "wall_clock"))
        total = clock_milliseconds(CLOCK_MONOTONIC);
    else if (is_named(process, name, "reductions"))
        total = reductions_so_far(process);
    else if (is_named(process, name, "exact_reductions"))
        total = reductions_so_far(process);
    else if (is_named(process, name, "run_queue"))
        return small_make(0);
    else if (is_named(process, name, "context_switches"))
        total = 0;
    else
        return fault_badarg(process);
    return pair(process, small_make(total), small_make(total));
}

Term bif_erlang_bump_reductions_1(Process *process, const Term *arguments)
{
    size_t reductions;
    if (!term_to_size(arguments[0], &reductions))
        return fault_badarg(process);
    process_charge(process, reductions < REDUCTIONS_PER_SLICE ? reductions : REDUCTIONS_PER_SLICE);
    return ATOM_TERM(true);
}

// ---- code

typedef struct NameList {
    Process *process;
    Term list;
} NameList;

static void add_name(Module *module, void *data)
{
    NameList *names = data;
    if (term_is_none(names->list))
        return;
    names->list = room_cons(process_room(names->process), module->name, names->list);
}

Term bif_erlang_loaded_0(Process *process, const Term *arguments)
{
    (void)arguments;
    NameList names = {process, NIL};
    code_each_module(process->vm->code, add_name, &names);
    return bif_result(process, names.list);
}
