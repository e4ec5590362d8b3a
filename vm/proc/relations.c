// SPDX-License-Identifier: Apache-2.0
// Links, monitors, aliases and suspensions: a list, and a hash index for long ones.
#include "proc/relations.h"

#include "vm.h"

#define INDEX_FROM 16

RelationKey relation_key_of_process(Word number) { return (RelationKey){{number, 0}}; }

RelationKey relation_key_of_ref(Term ref)
{
    const Term *object = boxed_address(ref);
    return (RelationKey){{term_word(object[1]), term_word(object[2])}};
}

static bool is_it(const Relation *relation, RelationKind kind, RelationKey key)
{
    return relation->kind == kind && relation->key.words[0] == key.words[0] &&
           relation->key.words[1] == key.words[1];
}

// ---- the index

static Relation **bucket_of(const Relations *relations, RelationKind kind, RelationKey key)
{
    Word mixed = (key.words[0] * 31 + key.words[1]) * 5 + kind;
    mixed *= 0x9e3779b97f4a7c15u;
    return &relations->buckets[(mixed >> 32) & (relations->bucket_count - 1)];
}

static void index_add(Relations *relations, Relation *relation)
{
    Relation **bucket = bucket_of(relations, relation->kind, relation->key);
    relation->next_in_bucket = *bucket;
    *bucket = relation;
}

static void index_remove(Relations *relations, Relation *relation)
{
    Relation **link = bucket_of(relations, relation->kind, relation->key);
    while (*link != relation)
        link = &(*link)->next_in_bucket;
    *link = relation->next_in_bucket;
}

static void index_free(Relations *relations, Memory *memory)
{
    memory_free(memory, relations->buckets, relations->bucket_count * sizeof(Relation *));
    relations->buckets = NULL;
    relations->bucket_count = 0;
}

// Without memory for it the index stays as it is, or is not there: that only costs time.
static void index_grow(Relations *relations, Memory *memory)
{
    uint32_t count = relations->bucket_count ? relations->bucket_count * 2 : INDEX_FROM * 2;
    Relation **buckets = memory_alloc_zeroed(memory, count, sizeof *buckets);
    if (!buckets)
        return;
    index_free(relations, memory);
    relations->buckets = buckets;
    relations->bucket_count = count;
    for (Relation *r = relations->first; r; r = r->next)
        index_add(relations, r);
}

// ---- the list

Relation *relations_add(Process *process, RelationKind kind, Word other, RelationKey key)
{
    Relations *relations = &process->relations;
    Memory *memory = &process->vm->memory;
    Relation *added = memory_alloc(memory, sizeof *added);
    if (!added)
        return NULL;
    *added = (Relation){.previous = relations->last,
                        .kind = kind,
                        .other = other,
                        .key = key,
                        .name = TERM_NONE,
                        .tag = TERM_NONE};
    if (relations->last)
        relations->last->next = added;
    else
        relations->first = added;
    relations->last = added;
    if (relations->buckets)
        index_add(relations, added);
    relations->count++;
    if (relations->count >= INDEX_FROM && relations->count > relations->bucket_count)
        index_grow(relations, memory);
    return added;
}

Relation *relations_find(const Process *process, RelationKind kind, RelationKey key)
{
    const Relations *relations = &process->relations;
    if (relations->buckets) {
        Relation *r = *bucket_of(relations, kind, key);
        while (r && !is_it(r, kind, key))
            r = r->next_in_bucket;
        return r;
    }
    Relation *r = relations->first;
    while (r && !is_it(r, kind, key))
        r = r->next;
    return r;
}

void relations_remove(Process *process, Relation *relation)
{
    Relations *relations = &process->relations;
    Memory *memory = &process->vm->memory;
    if (relations->buckets)
        index_remove(relations, relation);
    if (relation->previous)
        relation->previous->next = relation->next;
    else
        relations->first = relation->next;
    if (relation->next)
        relation->next->previous = relation->previous;
    else
        relations->last = relation->previous;
    fragment_destroy(relation->tag_holder);
    memory_free(memory, relation, sizeof *relation);
    if (--relations->count == 0)
        index_free(relations, memory);
}

bool relations_drop(Process *process, RelationKind kind, RelationKey key)
{
    Relation *relation = relations_find(process, kind, key);
    if (relation)
        relations_remove(process, relation);
    return relation != NULL;
}

void relations_free(Process *process)
{
    while (process->relations.first)
        relations_remove(process, process->relations.first);
}

Term relation_ref(Room *room, RelationKey key)
{
    Term *start = room_take(room, 3);
    if (!start)
        return TERM_NONE;
    start[0] = header_make(KIND_REF, 2);
    start[1] = term_from_word(key.words[0]);
    start[2] = term_from_word(key.words[1]);
    return boxed_make(start);
}
