// SPDX-License-Identifier: Apache-2.0
// The mailbox of a process, and selective receive's place in it.
#ifndef ERLITE_MAILBOX_H
#define ERLITE_MAILBOX_H

#include "proc/process.h"

// Adds a message at the end. False without memory.
MUST_CHECK bool mailbox_add(Mailbox *mailbox, Memory *memory, Term message);
// The message that receive looks at next, or TERM_NONE.
Term mailbox_peek(Mailbox *mailbox);
// Goes on to the message behind it.
void mailbox_pass(Mailbox *mailbox);
// Takes the message that was peeked at out, and starts over.
void mailbox_remove(Mailbox *mailbox);
void mailbox_restart(Mailbox *mailbox);
// The heap has been collected with the messages as roots.
void mailbox_note_collection(Mailbox *mailbox);

// A mark at the present end, to be bound to the first word of a fresh reference: returns its
// number. Only the last one that was set counts, the others are merely forgotten.
uint32_t mailbox_mark(Mailbox *mailbox);
void mailbox_bind_mark(Mailbox *mailbox, uint32_t id, Word ref);
// Receive waits for a message with this reference: passes over those that cannot hold it.
void mailbox_use_mark(Mailbox *mailbox, Word ref);

size_t mailbox_count(const Mailbox *mailbox);
void mailbox_free(Mailbox *mailbox, Memory *memory);

#endif
