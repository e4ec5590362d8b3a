// SPDX-License-Identifier: Apache-2.0
// Everything that one process does to another: messages, exits, links, monitors, aliases,
// suspension. With one scheduler it is done at once; the functions are cut so that each can become
// a signal once there are several.
#ifndef ERLITE_SIGNALS_H
#define ERLITE_SIGNALS_H

#include "proc/process.h"
#include "proc/relations.h"

// A term copied to where `to` will find it. TERM_NONE: no memory.
MUST_CHECK Term signal_copy(Process *to, Term t);
// Delivers a message that is already the receiver's.
void signal_deliver(Process *to, Term message);
// `to ! message`: returns the message, or TERM_NONE with a fault set.
MUST_CHECK Term signal_send(Process *process, Term to, Term message);

// Ends the process with a reason of its own heap: signals go out to those that are linked or
// monitor it.
void signal_end(Process *process, Term reason);
// exit(Pid, Reason) by `from`. May end `from`; then its fault is set.
void signal_exit(Process *from, Process *to, Term reason);

// True with a link, also when there was one. False without memory.
MUST_CHECK bool signal_link(Process *process, Process *other);
// The exit signal of a process that is not there.
void signal_link_failed(Process *process, Term pid);
void signal_unlink(Process *process, Term pid);

typedef struct MonitorOptions {
    AliasEnd alias;
    bool has_tag;
    Term tag; // the message's first element instead of 'DOWN'
} MonitorOptions;
// Returns the reference, or TERM_NONE without memory. `target` is the pid, or the name that the
// process is monitored by. `other` NULL: there is no such process.
MUST_CHECK Term signal_monitor(Process *process, Process *other, Term target,
                               MonitorOptions options);
// False when there is no such monitor.
bool signal_demonitor(Process *process, Term ref);
// Takes a message {Tag, Ref, _, _, _} out of the mailbox, if there is one.
void signal_flush_down(Process *process, Term ref);

// A new alias of the process; TERM_NONE without memory.
MUST_CHECK Term signal_alias(Process *process, AliasEnd end);
bool signal_unalias(Process *process, Term ref);

// False without memory.
MUST_CHECK bool signal_suspend(Process *process, Process *other);
// False when `process` has not suspended `other`.
bool signal_resume(Process *process, Process *other);

#endif
