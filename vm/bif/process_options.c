// SPDX-License-Identifier: Apache-2.0
// Options of processes and monitors.
#include "bif/process_options.h"

#include "bif/arguments.h"
#include "term/map.h"

#define MIN_HEAP_DEFAULT        233
#define FULLSWEEP_AFTER_DEFAULT 65535
#define HEAP_WORDS_MAX          ((size_t)1 << 31)

ProcessOptions process_options_default(void)
{
    return (ProcessOptions){.fullsweep_after = FULLSWEEP_AFTER_DEFAULT,
                            .settings = {.priority = PRIORITY_NORMAL,
                                         .max_heap_kill = true,
                                         .max_heap_report = true,
                                         .min_heap_words = MIN_HEAP_DEFAULT,
                                         .min_bin_vheap_words = 46422},
                            .reply_tag = ATOM_TERM(spawn_reply),
                            .reply_success = true,
                            .reply_error = true};
}

// ---- settings

static Term priority_name(unsigned priority)
{
    const Term names[PRIORITY_COUNT] = {
        [PRIORITY_MAX] = ATOM_TERM(max),
        [PRIORITY_HIGH] = ATOM_TERM(high),
        [PRIORITY_NORMAL] = ATOM_TERM(normal),
        [PRIORITY_LOW] = ATOM_TERM(low),
    };
    return names[priority];
}

static bool read_priority(Term value, ProcessSettings *settings)
{
    for (uint8_t i = 0; i < PRIORITY_COUNT; i++) {
        if (term_same(priority_name(i), value)) {
            settings->priority = i;
            return true;
        }
    }
    return false;
}

static bool read_bool(Term value, bool *result)
{
    *result = term_same(value, ATOM_TERM(true));
    return *result || term_same(value, ATOM_TERM(false));
}

// OTP's heap sizes grow like Fibonacci numbers, later by a fifth; process_info shows them.
static uint32_t heap_size_at_least(size_t words)
{
    size_t size = MIN_HEAP_DEFAULT, before = 142;
    while (size < words) {
        size_t next = size < 1000000 ? size + before + 1 : size + size / 5;
        before = size;
        size = next;
    }
    return (uint32_t)size;
}

static bool read_min_heap(Term value, ProcessOptions *options)
{
    size_t words;
    if (!term_to_size(value, &words) || words > HEAP_WORDS_MAX)
        return false;
    options->settings.min_heap_words = heap_size_at_least(words);
    options->min_heap_words = words > PROCESS_MIN_HEAP_WORDS ? words : 0;
    return true;
}

// A size in words, or a map of size, kill and error_logger.
static bool read_max_heap(Term value, ProcessSettings *settings)
{
    if (term_to_size(value, &settings->max_heap_words))
        return true;
    if (!term_is_map(value))
        return false;
    MapCursor cursor;
    bool has_size = false;
    for (map_cursor_start(&cursor, value); map_cursor_next(&cursor);) {
        bool ok = true;
        if (term_same(cursor.key, ATOM_TERM(size)))
            ok = has_size = term_to_size(cursor.value, &settings->max_heap_words);
        else if (term_same(cursor.key, ATOM_TERM(kill)))
            ok = read_bool(cursor.value, &settings->max_heap_kill);
        else if (term_same(cursor.key, ATOM_TERM(error_logger)))
            ok = read_bool(cursor.value, &settings->max_heap_report);
        else if (term_same(cursor.key, ATOM_TERM(include_shared_binaries)))
            ok = read_bool(cursor.value, &settings->max_heap_shared);
        if (!ok)
            return false;
    }
    return has_size;
}

static bool read_queue_data(Term value, ProcessSettings *settings)
{
    settings->is_off_heap = term_same(value, ATOM_TERM(off_heap));
    return settings->is_off_heap || term_same(value, ATOM_TERM(on_heap));
}

static bool read_min_bin_vheap(Term value, ProcessSettings *settings)
{
    size_t words;
    if (!term_to_size(value, &words) || words > HEAP_WORDS_MAX)
        return false;
    settings->min_bin_vheap_words = words > 46422 ? heap_size_at_least(words) : 46422;
    return true;
}

bool process_setting_read(Term name, Term value, ProcessOptions *options)
{
    ProcessSettings *settings = &options->settings;
    if (term_same(name, ATOM_TERM(priority)))
        return read_priority(value, settings);
    if (term_same(name, ATOM_TERM(fullsweep_after)))
        return term_to_size(value, &options->fullsweep_after);
    if (term_same(name, ATOM_TERM(min_heap_size)))
        return read_min_heap(value, options);
    if (term_same(name, ATOM_TERM(min_bin_vheap_size)))
        return read_min_bin_vheap(value, settings);
    if (term_same(name, ATOM_TERM(max_heap_size)))
        return read_max_heap(value, settings);
    if (term_same(name, ATOM_TERM(message_queue_data)))
        return read_queue_data(value, settings);
    return term_same(name, ATOM_TERM(async_dist)) && read_bool(value, &settings->is_async_dist);
}

bool is_process_setting(Term name)
{
    const Term names[] = {
        ATOM_TERM(priority),           ATOM_TERM(fullsweep_after), ATOM_TERM(min_heap_size),
        ATOM_TERM(min_bin_vheap_size), ATOM_TERM(max_heap_size),   ATOM_TERM(message_queue_data),
        ATOM_TERM(async_dist),
    };
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        if (term_same(names[i], name))
            return true;
    }
    return false;
}

static Term max_heap_map(Process *process, const ProcessSettings *settings)
{
    const Term pairs[] = {
        ATOM_TERM(error_logger),
        term_from_bool(settings->max_heap_report),
        ATOM_TERM(include_shared_binaries),
        term_from_bool(settings->max_heap_shared),
        ATOM_TERM(kill),
        term_from_bool(settings->max_heap_kill),
        ATOM_TERM(size),
        small_make((SignedWord)settings->max_heap_words),
    };
    return bif_result(process, map_from_pairs(process_room(process), &process->vm->memory,
                                              process_atoms(process), pairs, 4));
}

Term process_setting_value(Process *process, const Process *of, Term name)
{
    const ProcessSettings *settings = &of->settings;
    if (term_same(name, ATOM_TERM(priority)))
        return priority_name(settings->priority);
    if (term_same(name, ATOM_TERM(fullsweep_after)))
        return small_make((SignedWord)of->heap.fullsweep_after);
    if (term_same(name, ATOM_TERM(min_heap_size)))
        return small_make(settings->min_heap_words);
    if (term_same(name, ATOM_TERM(min_bin_vheap_size)))
        return small_make(settings->min_bin_vheap_words);
    if (term_same(name, ATOM_TERM(max_heap_size)))
        return max_heap_map(process, settings);
    if (term_same(name, ATOM_TERM(message_queue_data)))
        return settings->is_off_heap ? ATOM_TERM(off_heap) : ATOM_TERM(on_heap);
    assert(term_same(name, ATOM_TERM(async_dist)));
    return term_from_bool(settings->is_async_dist);
}

// ---- lists of options

static bool read_alias(Term value, MonitorOptions *options)
{
    if (term_same(value, ATOM_TERM(explicit_unalias)))
        options->alias = ALIAS_UNALIAS;
    else if (term_same(value, ATOM_TERM(demonitor)))
        options->alias = ALIAS_DEMONITOR;
    else if (term_same(value, ATOM_TERM(reply_demonitor)))
        options->alias = ALIAS_REPLY_DEMONITOR;
    else
        return false;
    return true;
}

bool monitor_options_read(Term list, MonitorOptions *options)
{
    for (; term_is_cons(list); list = cons_tail(list)) {
        if (!term_is_tuple_of(cons_head(list), 2))
            return false;
        const Term *pair = tuple_elements(cons_head(list));
        if (term_same(pair[0], ATOM_TERM(tag))) {
            options->has_tag = true;
            options->tag = pair[1];
        } else if (!term_same(pair[0], ATOM_TERM(alias)) || !read_alias(pair[1], options)) {
            return false;
        }
    }
    return term_is_nil(list);
}

static bool read_spawn_option(Term option, ProcessOptions *options)
{
    if (term_same(option, ATOM_TERM(link)))
        return options->link = true;
    if (term_same(option, ATOM_TERM(monitor)))
        return options->monitor = true;
    if (!term_is_tuple_of(option, 2))
        return false;
    const Term *pair = tuple_elements(option);
    if (term_same(pair[0], ATOM_TERM(monitor))) {
        options->monitor = true;
        return monitor_options_read(pair[1], &options->monitoring);
    }
    return process_setting_read(pair[0], pair[1], options);
}

bool process_options_read(Term list, ProcessOptions *options)
{
    *options = process_options_default();
    for (; term_is_cons(list); list = cons_tail(list)) {
        if (!read_spawn_option(cons_head(list), options))
            return false;
    }
    return term_is_nil(list);
}

static bool read_reply(Term value, ProcessOptions *options)
{
    bool yes = term_same(value, ATOM_TERM(yes)), no = term_same(value, ATOM_TERM(no));
    options->reply_success = yes || term_same(value, ATOM_TERM(success_only));
    options->reply_error = yes || term_same(value, ATOM_TERM(error_only));
    return options->reply_success || options->reply_error || no;
}

bool process_options_read_request(Term list, ProcessOptions *options)
{
    *options = process_options_default();
    for (; term_is_cons(list); list = cons_tail(list)) {
        Term option = cons_head(list);
        Term name = term_is_tuple_of(option, 2) ? tuple_elements(option)[0] : NIL;
        bool ok = true;
        if (term_same(name, ATOM_TERM(reply_tag)))
            options->reply_tag = tuple_elements(option)[1];
        else if (term_same(name, ATOM_TERM(reply)))
            ok = read_reply(tuple_elements(option)[1], options);
        else
            ok = read_spawn_option(option, options);
        if (!ok)
            return false;
    }
    return term_is_nil(list);
}
