// SPDX-License-Identifier: Apache-2.0
// Lists of links and monitors.
#include "proc/relations.h"

#include "vm.h"

static bool add(Process *process, Relation relation)
{
    Relation *added = memory_alloc(&process->vm->memory, sizeof *added);
    if (!added)
        return false;
    *added = relation;
    added->next = process->relations;
    process->relations = added;
    return true;
}

static void unlink_relation(Process *process, Relation **link)
{
    Relation *relation = *link;
    *link = relation->next;
    memory_free(&process->vm->memory, relation, sizeof *relation);
}

bool relations_add_link(Process *process, Word other)
{
    for (const Relation *r = process->relations; r; r = r->next) {
        if (r->kind == RELATION_LINK && r->other == other)
            return true;
    }
    return add(process, (Relation){.kind = RELATION_LINK, .other = other, .name = TERM_NONE});
}

bool relations_add_monitor(Process *process, RelationKind kind, Word other, const Word ref[2],
                           Term name)
{
    return add(process,
               (Relation){.kind = kind, .other = other, .ref = {ref[0], ref[1]}, .name = name});
}

bool relations_remove_link(Process *process, Word other)
{
    for (Relation **link = &process->relations; *link; link = &(*link)->next) {
        if ((*link)->kind == RELATION_LINK && (*link)->other == other) {
            unlink_relation(process, link);
            return true;
        }
    }
    return false;
}

bool relations_remove_monitor(Process *process, RelationKind kind, const Word ref[2], Word *other)
{
    for (Relation **link = &process->relations; *link; link = &(*link)->next) {
        const Relation *r = *link;
        if (r->kind == kind && r->ref[0] == ref[0] && r->ref[1] == ref[1]) {
            *other = r->other;
            unlink_relation(process, link);
            return true;
        }
    }
    return false;
}

void relations_free(Process *process)
{
    while (process->relations)
        unlink_relation(process, &process->relations);
}

Term relation_ref(Room *room, const Word ref[2])
{
    Term *start = room_take(room, 3);
    if (!start)
        return TERM_NONE;
    start[0] = header_make(KIND_REF, 2);
    start[1] = term_from_word(ref[0]);
    start[2] = term_from_word(ref[1]);
    return boxed_make(start);
}
