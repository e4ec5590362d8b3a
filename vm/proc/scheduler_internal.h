// SPDX-License-Identifier: Apache-2.0
// What the files of proc/ that schedule processes and carry signals share, and nobody else sees.
#ifndef ERLITE_SCHEDULER_INTERNAL_H
#define ERLITE_SCHEDULER_INTERNAL_H

#include "proc/process_table.h"
#include "proc/scheduler.h"
#include "proc/timers.h"

typedef struct RunQueue {
    Process *first, *last;
} RunQueue;

struct Scheduler {
    Vm *vm;
    EngineCalls engine;
    ProcessTable table;
    TimerHeap *timers;
    Word next_number;
    RunQueue queues[PRIORITY_COUNT];
    unsigned low_waits;                  // slices of normal processes since one of low priority ran
    Process *first_ending, *last_ending; // ended, links and monitors not told yet; next_runnable
};

// Puts a process that can run into its queue, unless it is suspended.
void scheduler_enqueue(Scheduler *scheduler, Process *process);
// Takes one that is in its queue out of it.
void scheduler_unqueue(Scheduler *scheduler, Process *process);
// Something has arrived.
static inline void scheduler_wake(Scheduler *scheduler, Process *process)
{
    if (process->state == PROCESS_WAITING)
        scheduler_enqueue(scheduler, process);
}

#endif
