// SPDX-License-Identifier: Apache-2.0
// Reading the external term format, in two passes over the bytes: the first checks every size and
// counts words, the second builds. Neither needs a stack. The first only counts how many terms are
// still to come. The second links the slots that are still to be filled through the slots
// themselves.
#include <math.h>
#include <zlib.h>

#include "term/bits.h"
#include "term/compare.h"
#include "term/external.h"
#include "term/external_tags.h"
#include "term/hash_map.h"
#include "term/number.h"
#include "term/number_text.h"
#include "term/utf8.h"

// ---- bytes

typedef struct Cursor {
    const uint8_t *at;
    size_t left;
    bool bad; // something was not there: whatever was read counts for nothing
} Cursor;

static const uint8_t *take_bytes(Cursor *c, size_t size)
{
    if (size > c->left || c->bad) {
        c->bad = true;
        return NULL;
    }
    const uint8_t *bytes = c->at;
    c->at += size;
    c->left -= size;
    return bytes;
}

static Word take_integer(Cursor *c, size_t size)
{
    const uint8_t *bytes = take_bytes(c, size);
    Word value = 0;
    for (size_t i = 0; bytes && i < size; i++)
        value = value << 8 | bytes[i];
    return value;
}

static uint32_t take8(Cursor *c) { return (uint32_t)take_integer(c, 1); }
static uint32_t take16(Cursor *c) { return (uint32_t)take_integer(c, 2); }
static uint32_t take32(Cursor *c) { return (uint32_t)take_integer(c, 4); }

// ---- parts that both passes read

// The text of an atom.
typedef struct AtomPart {
    const uint8_t *bytes;
    size_t size;
    bool is_latin1;
} AtomPart;

static AtomPart take_atom(Cursor *c, uint32_t tag)
{
    AtomPart part = {.is_latin1 = tag == EXTERNAL_ATOM || tag == EXTERNAL_SMALL_ATOM};
    bool is_small = tag == EXTERNAL_SMALL_ATOM || tag == EXTERNAL_SMALL_ATOM_UTF8;
    if (!part.is_latin1 && tag != EXTERNAL_ATOM_UTF8 && tag != EXTERNAL_SMALL_ATOM_UTF8)
        c->bad = true;
    part.size = is_small ? take8(c) : take16(c);
    part.bytes = take_bytes(c, part.size);
    return part;
}

// A pid, port or reference.
typedef struct IdentifierPart {
    AtomPart node;
    uint32_t creation;
    uint32_t ids[REF_IDS_MAX];
    unsigned count; // ids
} IdentifierPart;

static void take_ids(Cursor *c, IdentifierPart *part, unsigned count)
{
    if (count > REF_IDS_MAX) {
        c->bad = true;
        return;
    }
    part->count = count;
    for (unsigned i = 0; i < count; i++)
        part->ids[i] = take32(c);
}

static IdentifierPart take_identifier(Cursor *c, uint32_t tag)
{
    IdentifierPart part = {.count = 0};
    bool counted = tag == EXTERNAL_NEWER_REFERENCE || tag == EXTERNAL_NEW_REFERENCE;
    unsigned count = counted ? take16(c) : 0;
    part.node = take_atom(c, take8(c));
    switch (tag) {
    case EXTERNAL_NEWER_REFERENCE:
        part.creation = take32(c);
        take_ids(c, &part, count);
        break;
    case EXTERNAL_NEW_REFERENCE:
        part.creation = take8(c);
        take_ids(c, &part, count);
        break;
    case EXTERNAL_V4_PORT:
        part.ids[1] = take32(c);
        part.ids[0] = take32(c);
        part.creation = take32(c);
        break;
    default:
        take_ids(c, &part, tag == EXTERNAL_PID || tag == EXTERNAL_NEW_PID ? 2 : 1);
        part.creation = tag == EXTERNAL_NEW_PID || tag == EXTERNAL_NEW_PORT ? take32(c) : take8(c);
        break;
    }
    return part;
}

// A fun made by a module's code, up to its free variables.
typedef struct FunPart {
    uint32_t arity, index, free_count;
    const uint8_t *unique;
    AtomPart module;
} FunPart;

static void skip_integer(Cursor *c)
{
    uint32_t tag = take8(c);
    if (tag != EXTERNAL_SMALL_INTEGER && tag != EXTERNAL_INTEGER)
        c->bad = true;
    take_bytes(c, tag == EXTERNAL_INTEGER ? 4 : 1);
}

static FunPart take_fun(Cursor *c)
{
    FunPart part;
    take32(c); // the size in bytes, which nobody needs
    part.arity = take8(c);
    part.unique = take_bytes(c, 16);
    part.index = take32(c);
    part.free_count = take32(c);
    part.module = take_atom(c, take8(c));
    skip_integer(c);
    skip_integer(c);
    uint32_t tag = take8(c);
    if (tag != EXTERNAL_PID && tag != EXTERNAL_NEW_PID)
        c->bad = true;
    take_identifier(c, tag);
    return part;
}

// `fun module:function/arity`
typedef struct ExportPart {
    AtomPart module, function;
    uint32_t arity;
} ExportPart;

static ExportPart take_export(Cursor *c)
{
    ExportPart part;
    part.module = take_atom(c, take8(c));
    part.function = take_atom(c, take8(c));
    if (take8(c) != EXTERNAL_SMALL_INTEGER)
        c->bad = true;
    part.arity = take8(c);
    return part;
}

// ---- first pass: sizes

typedef struct Measure {
    Cursor cursor;
    size_t pending; // terms still to come
    size_t words;
    size_t maps;
} Measure;

// `count` more terms are inside the one being read. Each takes a byte at least, so a count that
// lies is found here.
static void expect_terms(Measure *m, size_t count)
{
    if (count > m->cursor.left)
        m->cursor.bad = true;
    else
        m->pending += count;
}

// Words of a trie's nodes, for so many pairs: with random hashes they take less than 3 a pair.
// Terms built beyond the estimate go where the room has more.
static size_t trie_words(size_t pairs) { return 6 * pairs + 64; }

static void measure_map(Measure *m)
{
    size_t count = take32(&m->cursor);
    expect_terms(m, count * 2);
    m->words += count <= MAP_FLAT_MAX ? MAP_EMPTY_WORDS + 2 * count : 2 * count + trie_words(count);
    m->maps++;
}

static void measure_big(Measure *m, size_t size)
{
    take8(&m->cursor);
    take_bytes(&m->cursor, size);
    m->words += 1 + (size + 7) / 8;
    if (size > BIG_LIMBS_MAX * sizeof(Word))
        m->cursor.bad = true;
}

static void measure_bits(Measure *m, size_t size)
{
    take_bytes(&m->cursor, size);
    m->words += size <= HEAP_BITS_MAX ? heap_bits_words(size * 8) : SHARED_BITS_WORDS;
}

static void measure_bit_binary(Measure *m)
{
    size_t size = take32(&m->cursor);
    uint32_t bits = take8(&m->cursor);
    if (bits > 8 || bits == 0 || size == 0)
        m->cursor.bad = m->cursor.bad || bits != 0 || size != 0;
    measure_bits(m, size);
}

static void measure_tuple(Measure *m, size_t arity)
{
    if (arity > TUPLE_MAX_ARITY)
        m->cursor.bad = true;
    expect_terms(m, arity);
    m->words += 1 + arity;
}

static void measure_term(Measure *m)
{
    Cursor *c = &m->cursor;
    size_t size;
    uint32_t tag = take8(c);
    switch (tag) {
    case EXTERNAL_SMALL_INTEGER: take8(c); break;
    case EXTERNAL_INTEGER: take32(c); break;
    case EXTERNAL_NIL: break;
    case EXTERNAL_NEW_FLOAT:
        take_bytes(c, 8);
        m->words += FLOAT_WORDS;
        break;
    case EXTERNAL_FLOAT:
        take_bytes(c, 31);
        m->words += FLOAT_WORDS;
        break;
    case EXTERNAL_ATOM:
    case EXTERNAL_SMALL_ATOM:
    case EXTERNAL_ATOM_UTF8:
    case EXTERNAL_SMALL_ATOM_UTF8: take_atom(c, tag); break;
    case EXTERNAL_REFERENCE:
    case EXTERNAL_NEW_REFERENCE:
    case EXTERNAL_NEWER_REFERENCE:
    case EXTERNAL_PORT:
    case EXTERNAL_NEW_PORT:
    case EXTERNAL_V4_PORT:
    case EXTERNAL_PID:
    case EXTERNAL_NEW_PID:
        take_identifier(c, tag);
        m->words += EXTERNAL_WORDS;
        break;
    case EXTERNAL_SMALL_TUPLE: measure_tuple(m, take8(c)); break;
    case EXTERNAL_LARGE_TUPLE: measure_tuple(m, take32(c)); break;
    case EXTERNAL_STRING:
        size = take16(c);
        take_bytes(c, size);
        m->words += 2 * size;
        break;
    case EXTERNAL_LIST:
        size = take32(c);
        expect_terms(m, size + 1);
        m->words += 2 * size;
        break;
    case EXTERNAL_BINARY: measure_bits(m, take32(c)); break;
    case EXTERNAL_BIT_BINARY: measure_bit_binary(m); break;
    case EXTERNAL_SMALL_BIG: measure_big(m, take8(c)); break;
    case EXTERNAL_LARGE_BIG: measure_big(m, take32(c)); break;
    case EXTERNAL_MAP: measure_map(m); break;
    case EXTERNAL_EXPORT:
        take_export(c);
        m->words += EXPORT_FUN_WORDS;
        break;
    case EXTERNAL_NEW_FUN:
        size = take_fun(c).free_count;
        expect_terms(m, size);
        m->words += FUN_FIXED_WORDS + size;
        break;
    default: c->bad = true; break;
    }
}

static ExternalStatus measure(ExternalReader *reader, const uint8_t *bytes, size_t size)
{
    Measure m = {.cursor = {bytes, size, false}, .pending = 1};
    while (m.pending > 0 && !m.cursor.bad) {
        m.pending--;
        measure_term(&m);
    }
    reader->words = m.words;
    reader->map_count = m.maps;
    reader->used = size - m.cursor.left;
    return m.cursor.bad ? EXTERNAL_BAD : EXTERNAL_OK;
}

// No zlib stream grows by more than this factor.
#define INFLATE_FACTOR_MAX 1040

// Inflates `bytes` (from the size on) to reader->inflated; reader->used is set to the bytes it
// took.
static ExternalStatus inflate_term(ExternalReader *reader, const uint8_t *bytes, size_t size)
{
    Cursor c = {bytes, size, false};
    size_t inflated_size = take32(&c);
    if (c.bad || inflated_size / INFLATE_FACTOR_MAX > c.left || inflated_size == 0)
        return EXTERNAL_BAD;
    reader->inflated = memory_alloc(reader->memory, inflated_size);
    if (!reader->inflated)
        return EXTERNAL_NO_MEMORY;
    reader->inflated_size = inflated_size;
    z_stream stream = {.next_in = (Bytef *)(uintptr_t)c.at, .next_out = reader->inflated};
    stream.avail_in = (uInt)(c.left < UINT32_MAX ? c.left : UINT32_MAX);
    stream.avail_out = (uInt)inflated_size;
    if (inflateInit(&stream) != Z_OK)
        return EXTERNAL_NO_MEMORY;
    int result = inflate(&stream, Z_FINISH);
    reader->used = 4 + stream.total_in;
    bool complete = result == Z_STREAM_END && stream.total_out == inflated_size;
    inflateEnd(&stream);
    return complete ? EXTERNAL_OK : EXTERNAL_BAD;
}

ExternalStatus external_measure(ExternalReader *reader, const uint8_t *bytes, size_t size)
{
    reader->inflated = NULL;
    reader->inflated_size = 0;
    if (size < 2 || bytes[0] != EXTERNAL_VERSION)
        return EXTERNAL_BAD;
    if (bytes[1] != EXTERNAL_COMPRESSED) {
        ExternalStatus status = measure(reader, bytes + 1, size - 1);
        reader->used++;
        return status;
    }
    ExternalStatus status = inflate_term(reader, bytes + 2, size - 2);
    if (status != EXTERNAL_OK)
        return status;
    size_t used = reader->used + 2;
    status = measure(reader, reader->inflated, reader->inflated_size);
    if (status == EXTERNAL_OK && reader->used != reader->inflated_size)
        status = EXTERNAL_BAD;
    reader->used = used;
    return status;
}

void external_release(ExternalReader *reader)
{
    memory_free(reader->memory, reader->inflated, reader->inflated_size);
    reader->inflated = NULL;
    reader->inflated_size = 0;
}

// ---- second pass: terms

// A map whose keys and values are to be brought in order when all terms are there.
typedef struct MapJob {
    Term *slot;  // where the map goes
    Term *pairs; // key, value, key, value, ...: cons cells of a trie, or the words of a flat map
    size_t count;
} MapJob;

typedef struct Build {
    ExternalReader *reader;
    Room *room;
    Cursor cursor;
    Term *next; // the slot to be filled next; an empty slot holds the address of the one after it
    MapJob *jobs;
    size_t job_count;
    ExternalStatus status;
} Build;

static Term fail(Build *b, ExternalStatus status)
{
    if (b->status == EXTERNAL_OK)
        b->status = status;
    return TERM_NONE;
}

static Term *take_words(Build *b, size_t words)
{
    Term *start = room_take(b->room, words);
    if (!start)
        fail(b, EXTERNAL_NO_MEMORY);
    return start;
}

static Term built(Build *b, Term t) { return term_is_none(t) ? fail(b, EXTERNAL_NO_MEMORY) : t; }

// The `count` slots from `slots` on are filled next, in order. A slot address is a multiple of
// eight, so an empty slot reads as a small integer.
static void link_slots(Build *b, Term *slots, size_t count)
{
    if (count == 0)
        return;
    for (size_t i = 0; i + 1 < count; i++)
        slots[i] = term_from_word((Word)(uintptr_t)(slots + i + 1));
    slots[count - 1] = term_from_word((Word)(uintptr_t)b->next);
    b->next = slots;
}

static Term find_latin1(AtomTable *atoms, const uint8_t *bytes, size_t size)
{
    uint8_t text[2 * ATOM_MAX_CHARACTERS];
    size_t text_size = 0;
    if (size > ATOM_MAX_CHARACTERS)
        return TERM_NONE;
    for (size_t i = 0; i < size; i++)
        text_size += utf8_encode(bytes[i], text + text_size);
    return atom_find(atoms, (const char *)text, text_size);
}

static Term build_atom(Build *b, AtomPart part)
{
    AtomTable *atoms = b->reader->atoms;
    const char *text = (const char *)part.bytes;
    Term atom;
    if (b->reader->safe) {
        atom = part.is_latin1 ? find_latin1(atoms, part.bytes, part.size)
                              : atom_find(atoms, text, part.size);
    } else {
        atom = part.is_latin1 ? atom_intern_latin1(atoms, text, part.size)
                              : atom_intern(atoms, text, part.size);
    }
    if (!term_is_none(atom))
        return atom;
    return fail(b, atom_table_is_full(atoms) ? EXTERNAL_LIMIT : EXTERNAL_BAD);
}

static Term build_external(Build *b, enum BoxedKind kind, Term node, uint32_t creation,
                           const Term ids[3])
{
    Term *start = take_words(b, EXTERNAL_WORDS);
    if (!start)
        return TERM_NONE;
    start[0] = header_make(kind, EXTERNAL_WORDS - 1);
    start[1] = node;
    start[2] = small_make(creation);
    memcpy(start + 3, ids, 3 * sizeof(Term));
    return boxed_make(start);
}

static Term build_local_ref(Build *b, const IdentifierPart *part)
{
    Term *start = take_words(b, LOCAL_REF_WORDS);
    if (!start)
        return TERM_NONE;
    start[0] = header_make(KIND_REF, LOCAL_REF_WORDS - 1);
    start[1] = term_from_word(part->ids[0] | (Word)part->ids[1] << 32);
    start[2] = term_from_word(part->ids[2] | (Word)part->ids[3] << 32);
    return boxed_make(start);
}

static Term build_identifier(Build *b, uint32_t tag)
{
    IdentifierPart part = take_identifier(&b->cursor, tag);
    Term node = build_atom(b, part.node);
    if (term_is_none(node))
        return node;
    bool is_local = term_same(node, ATOM_TERM(nonode_nohost));
    Term ids[3] = {small_make(part.ids[0]), small_make(part.ids[1]), small_make(0)};
    switch (tag) {
    case EXTERNAL_PID:
    case EXTERNAL_NEW_PID:
        if (is_local)
            return pid_make(part.ids[0] | (Word)(part.ids[1] & 0xfffffff) << PID_NUMBER_BITS);
        return build_external(b, KIND_EXTERNAL_PID, node, part.creation, ids);
    case EXTERNAL_PORT:
    case EXTERNAL_NEW_PORT:
    case EXTERNAL_V4_PORT:
        if (is_local)
            return immediate_make(IMMEDIATE_PORT, part.ids[0] | (Word)part.ids[1] << 32);
        return build_external(b, KIND_EXTERNAL_PORT, node, part.creation, ids);
    default: break;
    }
    if (is_local)
        return build_local_ref(b, &part);
    external_ref_pack(ids, part.ids, part.count);
    return build_external(b, KIND_EXTERNAL_REF, node, part.creation, ids);
}

static Term build_float(Build *b, double d)
{
    return isfinite(d) ? built(b, float_make(b->room, d)) : fail(b, EXTERNAL_BAD);
}

// The old form: text, filled up with zeros, as C's printf writes it.
static Term build_float_text(Build *b)
{
    const char *text = (const char *)take_bytes(&b->cursor, 31);
    size_t size = 0;
    while (size < 31 && text[size])
        size++;
    double d;
    if (float_parse(text, size, &d) != TEXT_OK)
        return fail(b, EXTERNAL_BAD);
    return build_float(b, d);
}

static Term build_big(Build *b, size_t size)
{
    bool negative = take8(&b->cursor) != 0;
    const uint8_t *bytes = take_bytes(&b->cursor, size);
    Term t = built(b, integer_from_bytes(b->room, bytes, size, true, false));
    if (term_is_none(t) || !negative)
        return t;
    if (term_is_small(t))
        return small_make(-small_value(t));
    if (big_size(t) == 1 && big_limbs(t)[0] == (Word)SMALL_MAX + 1)
        return small_make(SMALL_MIN);
    // The number is new, so its sign may still change.
    boxed_address(t)[0] = header_make(KIND_BIG_NEGATIVE, big_size(t));
    return t;
}

static Term build_bits(Build *b, size_t size, size_t bits)
{
    const uint8_t *from = take_bytes(&b->cursor, size);
    uint8_t *to;
    Term t = bits_make(b->room, b->reader->memory, bits, &to);
    if (!term_is_none(t) && size > 0) {
        memcpy(to, from, size);
        if (bits & 7)
            to[size - 1] &= (uint8_t)(0xff00u >> (bits & 7));
    }
    return built(b, t);
}

static Term build_bit_binary(Build *b)
{
    size_t size = take32(&b->cursor), last = take8(&b->cursor);
    return build_bits(b, size, size ? size * 8 - 8 + last : 0);
}

static Term build_tuple(Build *b, size_t arity)
{
    Term *start = take_words(b, arity + 1);
    if (!start)
        return TERM_NONE;
    start[0] = header_make(KIND_TUPLE, arity);
    link_slots(b, start + 1, arity);
    return boxed_make(start);
}

static Term build_string(Build *b)
{
    size_t size = take16(&b->cursor);
    const uint8_t *bytes = take_bytes(&b->cursor, size);
    if (size == 0)
        return NIL;
    Term *cells = take_words(b, 2 * size);
    if (!cells)
        return TERM_NONE;
    for (size_t i = 0; i < size; i++) {
        cells[2 * i] = small_make(bytes[i]);
        cells[2 * i + 1] = cons_make(cells + 2 * i + 2);
    }
    cells[2 * size - 1] = NIL;
    return cons_make(cells);
}

// The slots to be filled are the heads and the last tail.
static Term build_list(Build *b, Term *slot)
{
    size_t size = take32(&b->cursor);
    if (size == 0) {
        link_slots(b, slot, 1);
        return TERM_NONE;
    }
    Term *cells = take_words(b, 2 * size);
    if (!cells)
        return TERM_NONE;
    for (size_t i = 0; i + 1 < size; i++) {
        cells[2 * i] = term_from_word((Word)(uintptr_t)(cells + 2 * i + 2));
        cells[2 * i + 1] = cons_make(cells + 2 * i + 2);
    }
    cells[2 * size - 2] = term_from_word((Word)(uintptr_t)(cells + 2 * size - 1));
    cells[2 * size - 1] = term_from_word((Word)(uintptr_t)b->next);
    b->next = cells;
    return cons_make(cells);
}

// Takes the words and reads the pairs; finish_map does the rest.
static Term build_map(Build *b, Term *slot)
{
    size_t count = take32(&b->cursor);
    bool is_flat = count <= MAP_FLAT_MAX;
    size_t words = is_flat ? MAP_EMPTY_WORDS + 2 * count : 2 * count;
    Term *start = take_words(b, words);
    if (!start)
        return TERM_NONE;
    if (is_flat) {
        // Until it is finished, a tuple, so that the object is well formed.
        start[0] = header_make(KIND_TUPLE, words - 1);
        start[1] = start[words - 1] = NIL;
    }
    Term *pairs = is_flat ? start + 2 : start;
    b->jobs[b->job_count++] = (MapJob){slot, pairs, count};
    link_slots(b, pairs, 2 * count);
    return is_flat ? boxed_make(start) : NIL;
}

static Term build_export(Build *b)
{
    ExportPart part = take_export(&b->cursor);
    Term module = build_atom(b, part.module), function = build_atom(b, part.function);
    if (term_is_none(module) || term_is_none(function))
        return TERM_NONE;
    ExternalReader *reader = b->reader;
    if (!reader->find_export)
        return fail(b, EXTERNAL_BAD);
    const Export *export = reader->find_export(reader->data, module, function, part.arity);
    if (!export)
        return fail(b, EXTERNAL_BAD);
    Term *start = take_words(b, EXPORT_FUN_WORDS);
    if (!start)
        return TERM_NONE;
    start[0] = header_make(KIND_EXPORT_FUN, EXPORT_FUN_WORDS - 1);
    start[1] = term_from_word((Word)(uintptr_t) export);
    return boxed_make(start);
}

static Term build_fun(Build *b)
{
    FunPart part = take_fun(&b->cursor);
    Term module = build_atom(b, part.module);
    if (term_is_none(module))
        return module;
    ExternalReader *reader = b->reader;
    const FunEntry *entry = NULL;
    if (reader->find_fun)
        entry = reader->find_fun(reader->data, module, part.index, part.unique, part.arity);
    if (!entry || entry->free_count != part.free_count)
        return fail(b, EXTERNAL_BAD);
    Term *start = take_words(b, FUN_FIXED_WORDS + part.free_count);
    if (!start)
        return TERM_NONE;
    start[0] = header_make(KIND_FUN, FUN_FIXED_WORDS - 1 + part.free_count);
    start[1] = term_from_word((Word)(uintptr_t)entry);
    link_slots(b, start + FUN_FIXED_WORDS, part.free_count);
    return boxed_make(start);
}

// The term for `slot`. TERM_NONE without a failure: the slot is again the one to be filled next.
static Term build_term(Build *b, Term *slot)
{
    Cursor *c = &b->cursor;
    uint32_t tag = take8(c);
    switch (tag) {
    case EXTERNAL_SMALL_INTEGER: return small_make(take8(c));
    case EXTERNAL_INTEGER: return small_make((int32_t)take32(c));
    case EXTERNAL_NIL: return NIL;
    case EXTERNAL_NEW_FLOAT: return build_float(b, word_to_double(take_integer(c, 8)));
    case EXTERNAL_FLOAT: return build_float_text(b);
    case EXTERNAL_ATOM:
    case EXTERNAL_SMALL_ATOM:
    case EXTERNAL_ATOM_UTF8:
    case EXTERNAL_SMALL_ATOM_UTF8: return build_atom(b, take_atom(c, tag));
    case EXTERNAL_SMALL_TUPLE: return build_tuple(b, take8(c));
    case EXTERNAL_LARGE_TUPLE: return build_tuple(b, take32(c));
    case EXTERNAL_STRING: return build_string(b);
    case EXTERNAL_LIST: return build_list(b, slot);
    case EXTERNAL_BINARY: {
        size_t size = take32(c);
        return build_bits(b, size, size * 8);
    }
    case EXTERNAL_BIT_BINARY: return build_bit_binary(b);
    case EXTERNAL_SMALL_BIG: return build_big(b, take8(c));
    case EXTERNAL_LARGE_BIG: return build_big(b, take32(c));
    case EXTERNAL_MAP: return build_map(b, slot);
    case EXTERNAL_EXPORT: return build_export(b);
    case EXTERNAL_NEW_FUN: return build_fun(b);
    default: return build_identifier(b, tag);
    }
}

// ---- finishing maps

static ExternalStatus finish_flat_map(Build *b, const MapJob *job)
{
    Term keys[MAP_FLAT_MAX], values[MAP_FLAT_MAX];
    for (size_t i = 0; i < job->count; i++) {
        Term key = job->pairs[2 * i];
        size_t k = i;
        for (; k > 0; k--) {
            int order = term_compare_exact(b->reader->atoms, keys[k - 1], key);
            if (order == 0)
                return EXTERNAL_BAD;
            if (order < 0)
                break;
            keys[k] = keys[k - 1];
            values[k] = values[k - 1];
        }
        keys[k] = key;
        values[k] = job->pairs[2 * i + 1];
    }
    flat_map_fill(job->pairs - 2, keys, values, job->count);
    return EXTERNAL_OK;
}

static ExternalStatus finish_trie(Build *b, const MapJob *job, TrieEntry *entries)
{
    for (size_t i = 0; i < job->count; i++)
        entries[i] = (TrieEntry){trie_hash(job->pairs[2 * i]), cons_make(job->pairs + 2 * i)};
    Term map = hash_map_build(b->room, b->reader->atoms, entries, entries + job->count, job->count);
    if (term_is_none(map))
        return EXTERNAL_NO_MEMORY;
    *job->slot = map;
    return map_size(map) == job->count ? EXTERNAL_OK : EXTERNAL_BAD;
}

static ExternalStatus finish_map(Build *b, const MapJob *job)
{
    if (job->count <= MAP_FLAT_MAX)
        return finish_flat_map(b, job);
    size_t bytes = 2 * job->count * sizeof(TrieEntry);
    TrieEntry *entries = memory_alloc(b->reader->memory, bytes);
    if (!entries)
        return EXTERNAL_NO_MEMORY;
    ExternalStatus status = finish_trie(b, job, entries);
    memory_free(b->reader->memory, entries, bytes);
    return status;
}

static ExternalStatus build_all(Build *b, Term *result)
{
    b->next = result;
    *result = term_from_word(0);
    while (b->next && b->status == EXTERNAL_OK) {
        Term *slot = b->next;
        b->next = (Term *)(uintptr_t)term_word(*slot);
        Term t = build_term(b, slot);
        if (!term_is_none(t))
            *slot = t;
    }
    // A map inside another comes after it in the bytes, and has to be finished before it.
    while (b->job_count > 0 && b->status == EXTERNAL_OK)
        b->status = finish_map(b, &b->jobs[--b->job_count]);
    return b->status;
}

ExternalStatus external_build(ExternalReader *reader, Room *room, const uint8_t *bytes, size_t size,
                              Term *result)
{
    Build b = {.reader = reader, .room = room, .cursor = {bytes + 1, size - 1, false}};
    if (reader->inflated)
        b.cursor = (Cursor){reader->inflated, reader->inflated_size, false};
    size_t job_bytes = reader->map_count * sizeof(MapJob);
    if (job_bytes > 0) {
        b.jobs = memory_alloc(reader->memory, job_bytes);
        if (!b.jobs)
            return EXTERNAL_NO_MEMORY;
    }
    ExternalStatus status = build_all(&b, result);
    memory_free(reader->memory, b.jobs, job_bytes);
    return status;
}

ExternalStatus external_read(ExternalReader *reader, Room *room, const uint8_t *bytes, size_t size,
                             Term *result)
{
    ExternalStatus status = external_measure(reader, bytes, size);
    if (status == EXTERNAL_OK)
        status = external_build(reader, room, bytes, size, result);
    external_release(reader);
    return status;
}
