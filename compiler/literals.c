// SPDX-License-Identifier: Apache-2.0
// The table of interned constants: construction with hash consing. Encoding and printing are in
// literals_write.c.

#include "literals.h"

#include <assert.h>
#include <string.h>

struct LiteralTable {
    Arena *arena;
    const Literal **slots; // open addressing, a power of two of them
    uint32_t capacity;
    uint32_t count;
};

static uint32_t hash_bytes(uint32_t hash, const void *bytes, size_t length)
{
    const uint8_t *byte = bytes;
    for (size_t i = 0; i < length; i++)
        hash = (hash ^ byte[i]) * 16777619u;
    return hash;
}

static uint32_t hash_word(uint32_t hash, uint64_t word)
{
    return hash_bytes(hash, &word, sizeof word);
}

static uint32_t hash_children(uint32_t hash, const Literal *const *children, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++)
        hash = hash_word(hash, children[i]->hash);
    return hash;
}

static uint32_t literal_hash(const Literal *literal)
{
    uint32_t hash = hash_word(2166136261u, literal->kind);
    switch (literal->kind) {
    case LITERAL_ATOM: return hash_bytes(hash, literal->atom.text, literal->atom.length);
    case LITERAL_INTEGER: return hash_word(hash, (uint64_t)literal->integer);
    case LITERAL_BIG:
        return hash_bytes(hash_word(hash, literal->big.negative), literal->big.bytes,
                          literal->big.length);
    case LITERAL_FLOAT: return hash_bytes(hash, &literal->real, sizeof literal->real);
    case LITERAL_NIL: return hash;
    case LITERAL_CONS:
        return hash_word(hash_word(hash, literal->cons.head->hash), literal->cons.tail->hash);
    case LITERAL_TUPLE: return hash_children(hash, literal->tuple.elements, literal->tuple.arity);
    case LITERAL_MAP:
        for (uint32_t i = 0; i < literal->map.size; i++)
            hash = hash_word(hash_word(hash, literal->map.pairs[i].key->hash),
                             literal->map.pairs[i].value->hash);
        return hash;
    case LITERAL_BITSTRING:
        return hash_bytes(hash_word(hash, literal->bits.bit_length), literal->bits.bytes,
                          (literal->bits.bit_length + 7) / 8);
    case LITERAL_FUN:
        return hash_word(
            hash_word(hash_word(hash, literal->fun.module->hash), literal->fun.function->hash),
            literal->fun.arity);
    }
    return hash;
}

static bool maps_same(const Literal *left, const Literal *right)
{
    size_t size = left->map.size * sizeof(LiteralPair);
    return left->map.size == right->map.size &&
           (size == 0 || memcmp(left->map.pairs, right->map.pairs, size) == 0);
}

// Children are interned, so that equality looks one level deep only.
static bool literal_same(const Literal *left, const Literal *right)
{
    if (left->kind != right->kind || left->hash != right->hash)
        return false;
    switch (left->kind) {
    case LITERAL_ATOM:
        return left->atom.length == right->atom.length &&
               memcmp(left->atom.text, right->atom.text, left->atom.length) == 0;
    case LITERAL_INTEGER: return left->integer == right->integer;
    case LITERAL_BIG:
        return left->big.negative == right->big.negative && left->big.length == right->big.length &&
               memcmp(left->big.bytes, right->big.bytes, left->big.length) == 0;
    case LITERAL_FLOAT: return memcmp(&left->real, &right->real, sizeof left->real) == 0;
    case LITERAL_NIL: return true;
    case LITERAL_CONS:
        return left->cons.head == right->cons.head && left->cons.tail == right->cons.tail;
    case LITERAL_TUPLE:
        return left->tuple.arity == right->tuple.arity &&
               (left->tuple.arity == 0 || memcmp(left->tuple.elements, right->tuple.elements,
                                                 left->tuple.arity * sizeof(Literal *)) == 0);
    case LITERAL_MAP: return maps_same(left, right);
    case LITERAL_BITSTRING:
        return left->bits.bit_length == right->bits.bit_length &&
               (left->bits.bit_length == 0 ||
                memcmp(left->bits.bytes, right->bits.bytes, (left->bits.bit_length + 7) / 8) == 0);
    case LITERAL_FUN:
        return left->fun.module == right->fun.module && left->fun.function == right->fun.function &&
               left->fun.arity == right->fun.arity;
    }
    return false;
}

static uint32_t table_slot(const LiteralTable *table, const Literal *literal)
{
    uint32_t slot = literal->hash & (table->capacity - 1);
    while (table->slots[slot] != NULL && !literal_same(table->slots[slot], literal))
        slot = (slot + 1) & (table->capacity - 1);
    return slot;
}

static void table_grow(LiteralTable *table)
{
    const Literal **old = table->slots;
    uint32_t old_capacity = table->capacity;
    table->capacity = old_capacity == 0 ? 256 : old_capacity * 2;
    table->slots = ARENA_ARRAY(table->arena, const Literal *, table->capacity);
    for (uint32_t i = 0; i < old_capacity; i++)
        if (old[i] != NULL)
            table->slots[table_slot(table, old[i])] = old[i];
}

LiteralTable *literals_create(Arena *arena)
{
    LiteralTable *table = ARENA_NEW(arena, LiteralTable);
    table->arena = arena;
    table_grow(table);
    return table;
}

// A private copy of what a literal points to, so that callers may build candidates on their stack.
static const void *payload_copy(LiteralTable *table, const void *bytes, size_t size)
{
    return size == 0 ? "" : arena_copy(table->arena, bytes, size);
}

static const void *array_copy(LiteralTable *table, const void *items, size_t size)
{
    if (size == 0)
        return NULL;
    void *copy = arena_alloc(table->arena, size);
    memcpy(copy, items, size);
    return copy;
}

static void literal_own_payload(LiteralTable *table, Literal *literal)
{
    switch (literal->kind) {
    case LITERAL_ATOM:
        literal->atom.text = payload_copy(table, literal->atom.text, literal->atom.length);
        break;
    case LITERAL_BIG:
        literal->big.bytes = payload_copy(table, literal->big.bytes, literal->big.length);
        break;
    case LITERAL_BITSTRING:
        literal->bits.bytes =
            payload_copy(table, literal->bits.bytes, (literal->bits.bit_length + 7) / 8);
        break;
    case LITERAL_TUPLE:
        literal->tuple.elements =
            array_copy(table, literal->tuple.elements, literal->tuple.arity * sizeof(Literal *));
        break;
    case LITERAL_MAP:
        literal->map.pairs =
            array_copy(table, literal->map.pairs, literal->map.size * sizeof(LiteralPair));
        break;
    default: break;
    }
}

static const Literal *table_intern(LiteralTable *table, Literal candidate)
{
    candidate.hash = literal_hash(&candidate);
    uint32_t slot = table_slot(table, &candidate);
    if (table->slots[slot] != NULL)
        return table->slots[slot];
    Literal *literal = ARENA_NEW(table->arena, Literal);
    *literal = candidate;
    literal->number = table->count++;
    literal_own_payload(table, literal);
    table->slots[slot] = literal;
    if (table->count * 2 > table->capacity)
        table_grow(table);
    return literal;
}

const Literal *literal_atom_bytes(LiteralTable *table, const char *text, size_t length)
{
    Literal candidate = {.kind = LITERAL_ATOM, .atom = {text, (uint32_t)length}};
    return table_intern(table, candidate);
}

const Literal *literal_atom(LiteralTable *table, const char *text)
{
    return literal_atom_bytes(table, text, strlen(text));
}

const Literal *literal_integer(LiteralTable *table, int64_t value)
{
    return table_intern(table, (Literal){.kind = LITERAL_INTEGER, .integer = value});
}

const Literal *literal_big(LiteralTable *table, const uint8_t *bytes, size_t length, bool negative)
{
    while (length > 0 && bytes[length - 1] == 0)
        length--;
    if (length <= 8) {
        uint64_t magnitude = 0;
        for (size_t i = length; i-- > 0;)
            magnitude = magnitude << 8 | bytes[i];
        if (magnitude <= INT64_MAX)
            return literal_integer(table, negative ? -(int64_t)magnitude : (int64_t)magnitude);
        if (negative && magnitude == (uint64_t)INT64_MAX + 1)
            return literal_integer(table, INT64_MIN);
    }
    Literal candidate = {.kind = LITERAL_BIG, .big = {bytes, (uint32_t)length, negative}};
    return table_intern(table, candidate);
}

static uint32_t digit_value(char digit)
{
    if (digit >= '0' && digit <= '9')
        return (uint32_t)(digit - '0');
    return (uint32_t)((digit | 0x20) - 'a' + 10);
}

const Literal *literal_digits(LiteralTable *table, const char *digits, size_t length, int base,
                              bool negative)
{
    assert(base >= 2 && base <= 36);
    uint32_t *limbs = ARENA_ARRAY(table->arena, uint32_t, length / 5 + 2);
    size_t used = 0;
    for (size_t i = 0; i < length;) {
        uint64_t scale = 1, chunk = 0;
        for (; i < length && scale * (uint64_t)base <= UINT32_MAX; i++) {
            chunk = chunk * (uint64_t)base + digit_value(digits[i]);
            scale *= (uint64_t)base;
        }
        for (size_t k = 0; k < used; k++) {
            chunk += limbs[k] * scale;
            limbs[k] = (uint32_t)chunk;
            chunk >>= 32;
        }
        if (chunk != 0)
            limbs[used++] = (uint32_t)chunk;
    }
    uint8_t *bytes = ARENA_ARRAY(table->arena, uint8_t, used * 4 + 1);
    for (size_t k = 0; k < used * 4; k++)
        bytes[k] = (uint8_t)(limbs[k / 4] >> (k % 4 * 8));
    return literal_big(table, bytes, used * 4, negative);
}

const Literal *literal_float(LiteralTable *table, double value)
{
    return table_intern(table, (Literal){.kind = LITERAL_FLOAT, .real = value});
}

const Literal *literal_nil(LiteralTable *table)
{
    return table_intern(table, (Literal){.kind = LITERAL_NIL});
}

const Literal *literal_cons(LiteralTable *table, const Literal *head, const Literal *tail)
{
    return table_intern(table, (Literal){.kind = LITERAL_CONS, .cons = {head, tail}});
}

const Literal *literal_tuple(LiteralTable *table, const Literal *const *elements, uint32_t arity)
{
    return table_intern(table, (Literal){.kind = LITERAL_TUPLE, .tuple = {elements, arity}});
}

// Pairs are kept sorted by the number of the key, which makes equal maps the same pointer.
const Literal *literal_map(LiteralTable *table, const LiteralPair *pairs, uint32_t size)
{
    LiteralPair *sorted = ARENA_ARRAY(table->arena, LiteralPair, size + 1);
    uint32_t count = 0;
    for (uint32_t i = 0; i < size; i++) {
        uint32_t at = count;
        while (at > 0 && sorted[at - 1].key->number > pairs[i].key->number)
            at--;
        if (at > 0 && sorted[at - 1].key == pairs[i].key) {
            sorted[at - 1].value = pairs[i].value;
            continue;
        }
        memmove(sorted + at + 1, sorted + at, (count - at) * sizeof *sorted);
        sorted[at] = pairs[i];
        count++;
    }
    return table_intern(table, (Literal){.kind = LITERAL_MAP, .map = {sorted, count}});
}

const Literal *literal_bitstring(LiteralTable *table, const uint8_t *bytes, size_t bit_length)
{
    Literal candidate = {.kind = LITERAL_BITSTRING, .bits = {bytes, bit_length}};
    return table_intern(table, candidate);
}

const Literal *literal_fun(LiteralTable *table, const Literal *module, const Literal *function,
                           uint32_t arity)
{
    Literal candidate = {.kind = LITERAL_FUN, .fun = {module, function, arity}};
    return table_intern(table, candidate);
}

const Literal *literal_string(LiteralTable *table, const uint32_t *text, size_t length)
{
    const Literal *list = literal_nil(table);
    for (size_t i = length; i-- > 0;)
        list = literal_cons(table, literal_integer(table, text[i]), list);
    return list;
}

bool literal_is_atom(const Literal *literal, const char *name)
{
    return literal->kind == LITERAL_ATOM && literal->atom.length == strlen(name) &&
           memcmp(literal->atom.text, name, literal->atom.length) == 0;
}

const Literal *literal_map_find(const Literal *map, const Literal *key)
{
    for (uint32_t i = 0; i < map->map.size; i++)
        if (map->map.pairs[i].key == key)
            return map->map.pairs[i].value;
    return NULL;
}
