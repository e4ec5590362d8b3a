// SPDX-License-Identifier: Apache-2.0
// What a process has to do with others: links, monitors, aliases, and whom it has suspended. Each
// process has a list in the order of making, and an index over it once it is long, so that finding
// one costs the same for a process with a hundred thousand links.
#ifndef ERLITE_RELATIONS_H
#define ERLITE_RELATIONS_H

#include "proc/process.h"

typedef enum RelationKind {
    RELATION_LINK,      // the other process is linked
    RELATION_MONITORS,  // this process monitors the other
    RELATION_MONITORED, // the other monitors this process
    RELATION_ALIAS,     // messages to the reference reach this process
    RELATION_SUSPENDS,  // this process has suspended the other, key[1] times
} RelationKind;

// When an alias ends.
typedef enum AliasEnd {
    ALIAS_NONE,            // a monitor without alias
    ALIAS_UNALIAS,         // with unalias/1 only
    ALIAS_DEMONITOR,       // with the monitor too
    ALIAS_REPLY,           // with the first message through it
    ALIAS_REPLY_DEMONITOR, // the same, and takes the monitor with it
} AliasEnd;

// The words of a reference; links and suspensions have the other's number first, and 0 in its
// place.
typedef struct RelationKey {
    Word words[2];
} RelationKey;

typedef struct Relation {
    struct Relation *next, *previous; // in the process's list
    struct Relation *next_in_bucket;
    RelationKind kind;
    uint8_t alias_end;    // AliasEnd: of an alias, and of the monitor that it was made with
    Word other;           // process number
    RelationKey key;      // monitors and aliases: the reference
    Word count;           // suspensions
    Term name;            // monitors: the registered name it was made with, or TERM_NONE
    Fragment *tag_holder; // MONITORS: holds `tag`, or NULL
    Term tag;             // first element of the message when the other ends, or TERM_NONE
} Relation;

RelationKey relation_key_of_process(Word number);
// Of a local reference.
RelationKey relation_key_of_ref(Term ref);

// Adds a relation with this kind, number and key; NULL without memory.
MUST_CHECK Relation *relations_add(Process *process, RelationKind kind, Word other,
                                   RelationKey key);
// The relation, or NULL.
Relation *relations_find(const Process *process, RelationKind kind, RelationKey key);
void relations_remove(Process *process, Relation *relation);
// Finds and removes; false when there is none.
bool relations_drop(Process *process, RelationKind kind, RelationKey key);
void relations_free(Process *process);

// The reference term of a monitor, built in `room`.
MUST_CHECK Term relation_ref(Room *room, RelationKey key);

#endif
