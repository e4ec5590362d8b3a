// SPDX-License-Identifier: Apache-2.0
// The heap of timers, and the table of those that carry a message.
#include "proc/timers.h"

#include <time.h>

#define ENTRIES_MIN 16
#define BUCKETS_MIN 64

// The deadline stands here too, so that moving through the heap touches few other lines of memory.
typedef struct Entry {
    Word deadline;
    Word order; // of setting
    Timer *timer;
} Entry;

struct TimerHeap {
    Memory *memory;
    Entry *entries; // 1 to count: position 0 is that of a timer which is not set
    size_t count, capacity;
    Word next_order;
    MessageTimer **buckets;
    size_t message_count, bucket_count; // buckets: a power of two, or 0
};

Word time_now(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (Word)now.tv_sec * 1000000000u + (Word)now.tv_nsec;
}

TimerHeap *timers_create(Memory *memory)
{
    TimerHeap *timers = memory_alloc_zeroed(memory, 1, sizeof *timers);
    if (timers)
        timers->memory = memory;
    return timers;
}

void timers_destroy(TimerHeap *timers)
{
    if (!timers)
        return;
    for (size_t i = 0; i < timers->bucket_count; i++) {
        while (timers->buckets[i])
            timers_drop_message(timers, timers->buckets[i]);
    }
    memory_free(timers->memory, timers->buckets, timers->bucket_count * sizeof *timers->buckets);
    memory_free(timers->memory, timers->entries, timers->capacity * sizeof *timers->entries);
    memory_free(timers->memory, timers, sizeof *timers);
}

// ---- the heap

static bool is_before(const Entry *a, const Entry *b)
{
    return a->deadline < b->deadline || (a->deadline == b->deadline && a->order < b->order);
}

static void put_entry(TimerHeap *timers, size_t at, Entry entry)
{
    timers->entries[at] = entry;
    entry.timer->position = at;
}

static void sift_up(TimerHeap *timers, size_t at, Entry entry)
{
    for (; at > 1 && is_before(&entry, &timers->entries[at / 2]); at /= 2)
        put_entry(timers, at, timers->entries[at / 2]);
    put_entry(timers, at, entry);
}

static void sift_down(TimerHeap *timers, size_t at, Entry entry)
{
    for (size_t child; (child = at * 2) <= timers->count; at = child) {
        bool is_right = child < timers->count &&
                        is_before(&timers->entries[child + 1], &timers->entries[child]);
        child += is_right;
        if (!is_before(&timers->entries[child], &entry))
            break;
        put_entry(timers, at, timers->entries[child]);
    }
    put_entry(timers, at, entry);
}

static bool grow_entries(TimerHeap *timers)
{
    size_t capacity = timers->capacity ? timers->capacity * 2 : ENTRIES_MIN;
    Entry *grown = memory_resize(timers->memory, timers->entries, timers->capacity * sizeof *grown,
                                 capacity * sizeof *grown);
    if (!grown)
        return false;
    timers->entries = grown;
    timers->capacity = capacity;
    return true;
}

bool timers_set(TimerHeap *timers, Timer *timer, Word deadline)
{
    assert(timer->position == 0);
    if (timers->count + 1 >= timers->capacity && !grow_entries(timers))
        return false;
    sift_up(timers, ++timers->count, (Entry){deadline, timers->next_order++, timer});
    return true;
}

void timers_unset(TimerHeap *timers, Timer *timer)
{
    size_t at = timer->position;
    if (at == 0)
        return;
    timer->position = 0;
    Entry moved = timers->entries[timers->count--];
    if (at > timers->count)
        return;
    if (at > 1 && is_before(&moved, &timers->entries[at / 2]))
        sift_up(timers, at, moved);
    else
        sift_down(timers, at, moved);
}

Word timers_next(const TimerHeap *timers)
{
    return timers->count ? timers->entries[1].deadline : TIME_NEVER;
}

Word timers_deadline(const TimerHeap *timers, const Timer *timer)
{
    return timers->entries[timer->position].deadline;
}

Timer *timers_take(TimerHeap *timers, Word now)
{
    if (timers_next(timers) > now || timers->count == 0)
        return NULL;
    Timer *timer = timers->entries[1].timer;
    timers_unset(timers, timer);
    return timer;
}

// ---- messages

static MessageTimer **bucket_of(const TimerHeap *timers, RelationKey ref)
{
    return &timers->buckets[ref.words[0] & (timers->bucket_count - 1)];
}

static bool grow_buckets(TimerHeap *timers)
{
    size_t count = timers->bucket_count ? timers->bucket_count * 2 : BUCKETS_MIN;
    MessageTimer **old = timers->buckets;
    size_t old_count = timers->bucket_count;
    MessageTimer **buckets = memory_alloc_zeroed(timers->memory, count, sizeof *buckets);
    if (!buckets)
        return old != NULL;
    timers->buckets = buckets;
    timers->bucket_count = count;
    for (size_t i = 0; i < old_count; i++) {
        for (MessageTimer *next, *timer = old[i]; timer; timer = next) {
            next = timer->next_in_bucket;
            MessageTimer **bucket = bucket_of(timers, timer->ref);
            timer->next_in_bucket = *bucket;
            *bucket = timer;
        }
    }
    memory_free(timers->memory, old, old_count * sizeof *old);
    return true;
}

bool timers_add_message(TimerHeap *timers, MessageTimer *timer)
{
    if (timers->message_count >= timers->bucket_count && !grow_buckets(timers))
        return false;
    MessageTimer **bucket = bucket_of(timers, timer->ref);
    timer->next_in_bucket = *bucket;
    *bucket = timer;
    timers->message_count++;
    return true;
}

MessageTimer *timers_find_message(const TimerHeap *timers, RelationKey ref)
{
    if (timers->bucket_count == 0)
        return NULL;
    MessageTimer *timer = *bucket_of(timers, ref);
    while (timer && (timer->ref.words[0] != ref.words[0] || timer->ref.words[1] != ref.words[1]))
        timer = timer->next_in_bucket;
    return timer;
}

void timers_drop_message(TimerHeap *timers, MessageTimer *timer)
{
    MessageTimer **link = bucket_of(timers, timer->ref);
    while (*link != timer)
        link = &(*link)->next_in_bucket;
    *link = timer->next_in_bucket;
    timers->message_count--;
    timers_unset(timers, &timer->timer);
    fragment_destroy(timer->fragment);
    memory_free(timers->memory, timer, sizeof *timer);
}
