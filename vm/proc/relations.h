// SPDX-License-Identifier: Apache-2.0
// What a process has to do with others: links and monitors, and what happens along them when it
// ends.
#ifndef ERLITE_RELATIONS_H
#define ERLITE_RELATIONS_H

#include "proc/process.h"

typedef enum RelationKind {
    RELATION_LINK,      // the other process is linked
    RELATION_MONITORS,  // this process monitors the other
    RELATION_MONITORED, // the other monitors this process
} RelationKind;

typedef struct Relation {
    struct Relation *next;
    RelationKind kind;
    Word other;  // process number
    Word ref[2]; // monitors: the reference's words
    Term name;   // monitors: the registered name it was made with, or TERM_NONE
} Relation;

// Adds a link if it is not there yet. False without memory.
MUST_CHECK bool relations_add_link(Process *process, Word other);
MUST_CHECK bool relations_add_monitor(Process *process, RelationKind kind, Word other,
                                      const Word ref[2], Term name);
bool relations_remove_link(Process *process, Word other);
// Removes the monitor with this reference; *other is the process at its other end. False when there
// is none.
bool relations_remove_monitor(Process *process, RelationKind kind, const Word ref[2], Word *other);
void relations_free(Process *process);

// The reference term of a monitor, built in `room`.
MUST_CHECK Term relation_ref(Room *room, const Word ref[2]);

#endif
