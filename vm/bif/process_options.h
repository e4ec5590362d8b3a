// SPDX-License-Identifier: Apache-2.0
// Options of spawn_opt, spawn_request, monitor/3 and process_flag: reading and writing them.
#ifndef ERLITE_BIF_PROCESS_OPTIONS_H
#define ERLITE_BIF_PROCESS_OPTIONS_H

#include "proc/process.h"
#include "proc/signals.h"

typedef struct ProcessOptions {
    bool link;
    bool monitor;
    MonitorOptions monitoring;
    size_t min_heap_words; // asked for, or 0
    size_t fullsweep_after;
    ProcessSettings settings;
    // spawn_request only
    Term reply_tag;
    bool reply_success, reply_error;
} ProcessOptions;

ProcessOptions process_options_default(void);
// Each false for what is no list of options.
MUST_CHECK bool process_options_read(Term list, ProcessOptions *options);
MUST_CHECK bool process_options_read_request(Term list, ProcessOptions *options);
MUST_CHECK bool monitor_options_read(Term list, MonitorOptions *options);

// One option {Name, Value} of those that process_flag has too; false for any other.
MUST_CHECK bool process_setting_read(Term name, Term value, ProcessOptions *options);
// The value of such a setting in `process`. TERM_NONE with a fault: no memory.
MUST_CHECK Term process_setting_value(Process *process, const Process *of, Term name);
bool is_process_setting(Term name);

#endif
