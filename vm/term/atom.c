// SPDX-License-Identifier: Apache-2.0
// The atom table: entries in chunks that never move, so that reading a text needs no lock; an open
// hash table from text to index, used under a lock.
#include "term/atom.h"

#include <pthread.h>

#include "term/utf8.h"

#define CHUNK_ENTRIES    1024u
#define TEXT_BLOCK_BYTES 8192u
#define INITIAL_SLOTS    4096u

// Texts are packed into blocks, which live as long as the table.
typedef struct TextBlock {
    struct TextBlock *next;
    size_t size;
    char bytes[];
} TextBlock;

typedef struct Slot {
    uint32_t hash;
    uint32_t index_plus_one; // 0: free
} Slot;

typedef _Atomic(AtomText *) ChunkPointer;

struct AtomTable {
    Memory *memory;
    size_t limit;
    _Atomic size_t count;
    _Atomic bool is_full;
    ChunkPointer *chunks; // `chunk_count` pointers, NULL for what is not yet needed
    size_t chunk_count;

    pthread_mutex_t lock; // for everything below, and for adding
    Slot *slots;
    size_t slot_count; // a power of two
    TextBlock *blocks; // the one being filled first
    size_t block_used;
};

// FNV-1a: decides the slot. OTP's own hash is too weak for that.
static uint32_t slot_hash(const char *bytes, size_t size)
{
    uint32_t hash = 2166136261u;
    for (size_t i = 0; i < size; i++)
        hash = (hash ^ (uint8_t)bytes[i]) * 16777619u;
    return hash;
}

// The hash that erlang:phash2/1 shows: P. J. Weinberger's over the code points below 256, and over
// the bytes of others.
static uint32_t phash2_of_text(const char *bytes, size_t size)
{
    const uint8_t *text = (const uint8_t *)bytes;
    uint32_t hash = 0;
    for (size_t i = 0; i < size; i++) {
        uint32_t value = text[i];
        if ((value == 0xc2 || value == 0xc3) && i + 1 < size)
            value = (value << 6 | (text[++i] & 0x3fu)) & 0xff;
        hash = (hash << 4) + value;
        uint32_t high = hash & 0xf0000000u;
        hash ^= high >> 24;
        hash ^= high;
    }
    return hash;
}

static AtomText *entry_at(const AtomTable *table, size_t index)
{
    AtomText *chunk =
        atomic_load_explicit(&table->chunks[index / CHUNK_ENTRIES], memory_order_acquire);
    return &chunk[index % CHUNK_ENTRIES];
}

// The slot of the text, or the free slot where it belongs.
static Slot *find_slot(const AtomTable *table, const char *bytes, size_t size, uint32_t hash)
{
    size_t mask = table->slot_count - 1;
    for (size_t i = hash & mask;; i = (i + 1) & mask) {
        Slot *slot = &table->slots[i];
        if (slot->index_plus_one == 0)
            return slot;
        if (slot->hash != hash)
            continue;
        const AtomText *entry = entry_at(table, slot->index_plus_one - 1);
        if (entry->size == size && memcmp(entry->bytes, bytes, size) == 0)
            return slot;
    }
}

static bool grow_slots(AtomTable *table)
{
    size_t count = table->slot_count * 2;
    Slot *slots = memory_alloc_zeroed(table->memory, count, sizeof *slots);
    if (!slots)
        return false;
    for (size_t i = 0; i < table->slot_count; i++) {
        if (table->slots[i].index_plus_one == 0)
            continue;
        size_t at = table->slots[i].hash & (count - 1);
        while (slots[at].index_plus_one)
            at = (at + 1) & (count - 1);
        slots[at] = table->slots[i];
    }
    memory_free(table->memory, table->slots, table->slot_count * sizeof *slots);
    table->slots = slots;
    table->slot_count = count;
    return true;
}

static char *take_text(AtomTable *table, size_t size)
{
    if (!table->blocks || table->block_used + size > table->blocks->size) {
        TextBlock *block = memory_alloc(table->memory, sizeof *block + TEXT_BLOCK_BYTES);
        if (!block)
            return NULL;
        block->next = table->blocks;
        block->size = TEXT_BLOCK_BYTES;
        table->blocks = block;
        table->block_used = 0;
    }
    char *text = table->blocks->bytes + table->block_used;
    table->block_used += size;
    return text;
}
_Static_assert(ATOM_MAX_BYTES <= TEXT_BLOCK_BYTES, "any text fits a block");

static bool have_chunk(AtomTable *table, size_t index)
{
    ChunkPointer *chunk = &table->chunks[index / CHUNK_ENTRIES];
    if (atomic_load_explicit(chunk, memory_order_relaxed))
        return true;
    AtomText *entries = memory_alloc(table->memory, CHUNK_ENTRIES * sizeof *entries);
    if (entries)
        atomic_store_explicit(chunk, entries, memory_order_release);
    return entries != NULL;
}

// Adds the text at `slot`, under the lock. `bytes` must live as long as the table.
static Term add_entry(AtomTable *table, const AtomText *text, uint32_t hash, Slot *slot)
{
    size_t index = atomic_load_explicit(&table->count, memory_order_relaxed);
    *entry_at(table, index) = *text;
    *slot = (Slot){hash, (uint32_t)index + 1};
    atomic_store_explicit(&table->count, index + 1, memory_order_release);
    return atom_make((uint32_t)index);
}

// Fills in what follows from the bytes. False: no valid UTF-8, or too long.
static bool measure_text(AtomText *text, const char *bytes, size_t size)
{
    if (size > ATOM_MAX_BYTES)
        return false;
    *text = (AtomText){.bytes = bytes, .size = (uint16_t)size, .is_latin1 = true};
    size_t characters = 0;
    for (size_t i = 0; i < size; characters++) {
        uint32_t code;
        int length = utf8_decode((const uint8_t *)bytes + i, size - i, &code);
        if (length <= 0)
            return false;
        if (code > 0xff)
            text->is_latin1 = false;
        i += (size_t)length;
    }
    text->characters = (uint16_t)characters;
    text->hash = phash2_of_text(bytes, size);
    return characters <= ATOM_MAX_CHARACTERS;
}

static Term intern_locked(AtomTable *table, AtomText *text, uint32_t hash)
{
    Slot *slot = find_slot(table, text->bytes, text->size, hash);
    if (slot->index_plus_one)
        return atom_make(slot->index_plus_one - 1);
    size_t count = atomic_load_explicit(&table->count, memory_order_relaxed);
    if (count >= table->limit) {
        atomic_store(&table->is_full, true);
        return TERM_NONE;
    }
    if (count >= table->slot_count / 2) {
        if (!grow_slots(table))
            return TERM_NONE;
        slot = find_slot(table, text->bytes, text->size, hash);
    }
    if (!have_chunk(table, count))
        return TERM_NONE;
    char *copy = take_text(table, text->size);
    if (!copy)
        return TERM_NONE;
    memcpy(copy, text->bytes, text->size);
    text->bytes = copy;
    return add_entry(table, text, hash, slot);
}

Term atom_intern(AtomTable *table, const char *bytes, size_t size)
{
    AtomText text;
    if (!measure_text(&text, bytes, size))
        return TERM_NONE;
    uint32_t hash = slot_hash(bytes, size);
    pthread_mutex_lock(&table->lock);
    Term atom = intern_locked(table, &text, hash);
    pthread_mutex_unlock(&table->lock);
    return atom;
}

Term atom_intern_latin1(AtomTable *table, const char *bytes, size_t size)
{
    if (size > ATOM_MAX_CHARACTERS)
        return TERM_NONE;
    uint8_t text[ATOM_MAX_CHARACTERS * 2];
    size_t used = 0;
    for (size_t i = 0; i < size; i++)
        used += utf8_encode((uint8_t)bytes[i], text + used);
    return atom_intern(table, (const char *)text, used);
}

Term atom_find(AtomTable *table, const char *bytes, size_t size)
{
    uint32_t hash = slot_hash(bytes, size);
    pthread_mutex_lock(&table->lock);
    uint32_t found = find_slot(table, bytes, size, hash)->index_plus_one;
    pthread_mutex_unlock(&table->lock);
    return found ? atom_make(found - 1) : TERM_NONE;
}

AtomText atom_text(const AtomTable *table, Term atom)
{
    assert(term_is_atom(atom) && atom_index(atom) < atom_table_count(table));
    return *entry_at(table, atom_index(atom));
}

size_t atom_table_count(const AtomTable *table)
{
    return atomic_load_explicit(&table->count, memory_order_acquire);
}

bool atom_table_is_full(const AtomTable *table) { return atomic_load(&table->is_full); }

static bool add_predefined(AtomTable *table)
{
    static const char *const texts[] = {
#define ATOM(name, text) text,
#include "term/atoms.def"
#undef ATOM
    };
    for (size_t i = 0; i < ATOM_PREDEFINED_COUNT; i++) {
        AtomText text;
        size_t size = strlen(texts[i]);
        bool is_valid = measure_text(&text, texts[i], size);
        assert(is_valid);
        uint32_t hash = slot_hash(texts[i], size);
        Slot *slot = find_slot(table, texts[i], size, hash);
        assert(slot->index_plus_one == 0 && "a text is in atoms.def twice");
        if (!is_valid || !have_chunk(table, i))
            return false;
        add_entry(table, &text, hash, slot);
    }
    return true;
}
_Static_assert(ATOM_INDEX_false == 0 && ATOM_INDEX_true == 1,
               "term_from_bool and others rely on it");
_Static_assert(ATOM_PREDEFINED_COUNT <= INITIAL_SLOTS / 2,
               "the first table has room for the predefined atoms");

AtomTable *atom_table_create(Memory *memory, size_t limit)
{
    AtomTable *table = memory_alloc_zeroed(memory, 1, sizeof *table);
    if (!table)
        return NULL;
    table->memory = memory;
    table->limit = limit < ATOM_PREDEFINED_COUNT ? ATOM_PREDEFINED_COUNT
                   : limit < UINT32_MAX          ? limit
                                                 : UINT32_MAX - 1;
    table->chunk_count = table->limit / CHUNK_ENTRIES + 1;
    table->slot_count = INITIAL_SLOTS;
    pthread_mutex_init(&table->lock, NULL);
    table->chunks = memory_alloc_zeroed(memory, table->chunk_count, sizeof *table->chunks);
    table->slots = memory_alloc_zeroed(memory, table->slot_count, sizeof *table->slots);
    if (!table->chunks || !table->slots || !add_predefined(table)) {
        atom_table_destroy(table);
        return NULL;
    }
    return table;
}

void atom_table_destroy(AtomTable *table)
{
    if (!table)
        return;
    Memory *memory = table->memory;
    while (table->blocks) {
        TextBlock *block = table->blocks;
        table->blocks = block->next;
        memory_free(memory, block, sizeof *block + block->size);
    }
    for (size_t i = 0; table->chunks && i < table->chunk_count; i++) {
        memory_free(memory, atomic_load(&table->chunks[i]), CHUNK_ENTRIES * sizeof(AtomText));
    }
    memory_free(memory, table->chunks, table->chunk_count * sizeof *table->chunks);
    memory_free(memory, table->slots, table->slot_count * sizeof *table->slots);
    pthread_mutex_destroy(&table->lock);
    memory_free(memory, table, sizeof *table);
}
