// SPDX-License-Identifier: Apache-2.0
// The table of persistent terms: buckets of entries, each with a literal area of its own.
#include "store/persistent_term.h"

#include "term/compare.h"
#include "term/copy.h"
#include "term/hash.h"

// The link to the entry of the key, or to the end of its bucket.
static PersistentEntry **find_link(PersistentTerms *terms, Term key)
{
    PersistentEntry **link = &terms->buckets[term_hash(key) % PERSISTENT_BUCKET_COUNT];
    while (*link && !term_exact_equal((*link)->key, key))
        link = &(*link)->next;
    return link;
}

Term persistent_term_get(const PersistentTerms *terms, Term key)
{
    const PersistentEntry *entry = *find_link((PersistentTerms *)terms, key);
    return entry ? entry->value : TERM_NONE;
}

static PersistentEntry *entry_create(LiteralPool *pool, Term key, Term value)
{
    const ConstantRange constants = {pool->start, pool->end};
    size_t key_words = term_size(key, constants), value_words = term_size(value, constants);
    if (key_words == SIZE_MAX || value_words == SIZE_MAX)
        return NULL;
    PersistentEntry *entry = memory_alloc_zeroed(pool->memory, 1, sizeof *entry);
    if (!entry)
        return NULL;
    if (literal_area_create(pool, key_words + value_words, &entry->area)) {
        entry->key = term_copy(&entry->area.room, key, key_words, constants);
        entry->value = term_copy(&entry->area.room, value, value_words, constants);
        if (!term_is_none(entry->key) && !term_is_none(entry->value))
            return entry;
        literal_area_destroy(pool, &entry->area);
    }
    memory_free(pool->memory, entry, sizeof *entry);
    return NULL;
}

bool persistent_term_put(PersistentTerms *terms, LiteralPool *pool, Term key, Term value)
{
    PersistentEntry **link = find_link(terms, key);
    if (*link && term_exact_equal((*link)->value, value))
        return true;
    PersistentEntry *entry = entry_create(pool, key, value);
    if (!entry)
        return false;
    if (*link)
        *link = (*link)->next;
    else
        terms->count++;
    PersistentEntry **bucket = &terms->buckets[term_hash(key) % PERSISTENT_BUCKET_COUNT];
    entry->next = *bucket;
    *bucket = entry;
    entry->older = terms->newest;
    terms->newest = entry;
    return true;
}

bool persistent_term_erase(PersistentTerms *terms, Term key)
{
    PersistentEntry **link = find_link(terms, key);
    if (!*link)
        return false;
    *link = (*link)->next;
    terms->count--;
    return true;
}

void persistent_terms_destroy(PersistentTerms *terms, LiteralPool *pool)
{
    while (terms->newest) {
        PersistentEntry *entry = terms->newest;
        terms->newest = entry->older;
        literal_area_destroy(pool, &entry->area);
        memory_free(pool->memory, entry, sizeof *entry);
    }
}
