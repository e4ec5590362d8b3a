// SPDX-License-Identifier: Apache-2.0
// Timers: receive timeouts, and messages that are sent later. All that are set stand in one binary
// heap by deadline; those of the same deadline in the order of setting.
#ifndef ERLITE_TIMERS_H
#define ERLITE_TIMERS_H

#include "proc/process.h"
#include "proc/relations.h"

#define TIME_NEVER (~(Word)0)

typedef struct TimerHeap TimerHeap;

// A message on its way. It is known by its reference until it is sent or cancelled.
typedef struct MessageTimer {
    Timer timer; // first
    struct MessageTimer *next_in_bucket;
    RelationKey ref;
    Word receiver; // process number; 0: the process that has the name then
    Term name;
    Term message;       // in the fragment, or no pointer
    Fragment *fragment; // or NULL
} MessageTimer;

MUST_CHECK TimerHeap *timers_create(Memory *memory);
void timers_destroy(TimerHeap *timers);

// Nanoseconds of monotonic time.
Word time_now(void);

// Sets `timer`, which is not set, to a deadline. False without memory.
MUST_CHECK bool timers_set(TimerHeap *timers, Timer *timer, Word deadline);
// Unsets it, if it is set.
void timers_unset(TimerHeap *timers, Timer *timer);
// The deadline that comes first, or TIME_NEVER.
Word timers_next(const TimerHeap *timers);
// Of a timer that is set.
Word timers_deadline(const TimerHeap *timers, const Timer *timer);
// Unsets and returns a timer whose deadline is not after `now`, or NULL.
Timer *timers_take(TimerHeap *timers, Word now);

// Makes `timer` known by its reference; false without memory.
MUST_CHECK bool timers_add_message(TimerHeap *timers, MessageTimer *timer);
MessageTimer *timers_find_message(const TimerHeap *timers, RelationKey ref);
// Forgets, unsets and frees it, with the message unless `fragment` has been taken out.
void timers_drop_message(TimerHeap *timers, MessageTimer *timer);

#endif
