// SPDX-License-Identifier: Apache-2.0
// The mailbox: an array in which messages that were taken from the middle leave holes.
#include "proc/mailbox.h"

#define MAILBOX_MIN 8

// Moves all messages to the front, and each place in the mailbox along with them.
static void compact(Mailbox *mailbox)
{
    size_t *const places[] = {&mailbox->save, &mailbox->settled, &mailbox->seen, &mailbox->mark};
    size_t moved[sizeof places / sizeof *places] = {0};
    const size_t place_count = sizeof places / sizeof *places;
    size_t to = 0;
    for (size_t i = mailbox->first; i < mailbox->end; i++) {
        if (term_is_none(mailbox->items[i]))
            continue;
        for (size_t p = 0; p < place_count; p++)
            moved[p] += i < *places[p];
        mailbox->items[to++] = mailbox->items[i];
    }
    for (size_t p = 0; p < place_count; p++)
        *places[p] = moved[p];
    mailbox->first = 0;
    mailbox->end = to;
    mailbox->holes = 0;
}

// Moves the messages to the front when at least half of the array is free, else grows it.
static bool make_room(Mailbox *mailbox, Memory *memory)
{
    size_t count = mailbox_count(mailbox);
    if (mailbox->capacity && count <= mailbox->capacity / 2) {
        compact(mailbox);
        return true;
    }
    size_t capacity = mailbox->capacity ? mailbox->capacity * 2 : MAILBOX_MIN;
    Term *grown = memory_resize(memory, mailbox->items, mailbox->capacity * sizeof *grown,
                                capacity * sizeof *grown);
    if (!grown)
        return false;
    mailbox->items = grown;
    mailbox->capacity = capacity;
    return true;
}

bool mailbox_add(Mailbox *mailbox, Memory *memory, Term message)
{
    if (mailbox->end == mailbox->capacity && !make_room(mailbox, memory))
        return false;
    mailbox->items[mailbox->end++] = message;
    return true;
}

Term mailbox_peek(Mailbox *mailbox)
{
    while (mailbox->save < mailbox->end) {
        Term message = mailbox->items[mailbox->save];
        if (!term_is_none(message))
            return message;
        mailbox->save++;
    }
    return TERM_NONE;
}

void mailbox_pass(Mailbox *mailbox) { mailbox->save++; }

void mailbox_remove(Mailbox *mailbox)
{
    assert(mailbox->save < mailbox->end);
    mailbox->items[mailbox->save] = TERM_NONE;
    mailbox->holes++;
    while (mailbox->first < mailbox->end && term_is_none(mailbox->items[mailbox->first])) {
        mailbox->first++;
        mailbox->holes--;
    }
    if (mailbox->first == mailbox->end)
        mailbox->first = mailbox->end = mailbox->settled = mailbox->seen = mailbox->mark = 0;
    mailbox_restart(mailbox);
}

void mailbox_restart(Mailbox *mailbox) { mailbox->save = mailbox->first; }

// What survives two collections is old. (A collection that makes the whole block old without a look
// moves no fragment, so that a message it has not seen is in none.)
void mailbox_note_collection(Mailbox *mailbox)
{
    mailbox->settled = mailbox->seen;
    mailbox->seen = mailbox->end;
}

uint32_t mailbox_mark(Mailbox *mailbox)
{
    mailbox->mark = mailbox->end;
    mailbox->mark_ref = 0;
    return ++mailbox->mark_id;
}

void mailbox_bind_mark(Mailbox *mailbox, uint32_t id, Word ref)
{
    if (id == mailbox->mark_id)
        mailbox->mark_ref = ref;
}

void mailbox_use_mark(Mailbox *mailbox, Word ref)
{
    if (mailbox->mark_ref == ref && ref != 0 && mailbox->save < mailbox->mark)
        mailbox->save = mailbox->mark;
}

size_t mailbox_count(const Mailbox *mailbox)
{
    return mailbox->end - mailbox->first - mailbox->holes;
}

void mailbox_free(Mailbox *mailbox, Memory *memory)
{
    memory_free(memory, mailbox->items, mailbox->capacity * sizeof *mailbox->items);
    *mailbox = (Mailbox){0};
}
