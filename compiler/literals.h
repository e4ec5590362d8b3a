// SPDX-License-Identifier: Apache-2.0
// Constant Erlang terms known at compile time: interned, so that two equal constants are one
// pointer, and encoded in the external term format for a BEAM file. Apart from the Core IR because
// scanner-level constants, constant folding and the file writer all need terms, and none of them
// needs the IR.
#ifndef COMPILER_LITERALS_H
#define COMPILER_LITERALS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "arena.h"

typedef struct LiteralTable LiteralTable;
typedef struct Literal Literal;

typedef enum {
    LITERAL_ATOM,
    LITERAL_INTEGER, // fits int64_t
    LITERAL_BIG,     // any other integer
    LITERAL_FLOAT,
    LITERAL_NIL,
    LITERAL_CONS,
    LITERAL_TUPLE,
    LITERAL_MAP,
    LITERAL_BITSTRING,
    LITERAL_FUN, // fun M:F/A
} LiteralKind;

typedef struct {
    const Literal *key;
    const Literal *value;
} LiteralPair;

// Equal terms (=:=, and 0.0 differs from -0.0) of one table are the same pointer. Never freed
// before the arena.
struct Literal {
    LiteralKind kind;
    uint32_t hash;
    uint32_t number; // order of creation, unique within the table
    union {
        struct {
            const char *text; // UTF-8, NUL after the last byte
            uint32_t length;  // in bytes
        } atom;
        int64_t integer;
        struct {
            const uint8_t *bytes; // magnitude, least significant byte first, no leading zero byte
            uint32_t length;
            bool negative;
        } big;
        double real;
        struct {
            const Literal *head;
            const Literal *tail;
        } cons;
        struct {
            const Literal *const *elements;
            uint32_t arity;
        } tuple;
        struct {
            const LiteralPair *pairs; // in the order of creation, keys unique
            uint32_t size;
        } map;
        struct {
            const uint8_t *bytes;
            size_t bit_length; // unused low bits of the last byte are 0
        } bits;
        struct {
            const Literal *module;
            const Literal *function;
            uint32_t arity;
        } fun;
    };
};

LiteralTable *literals_create(Arena *arena);

const Literal *literal_atom(LiteralTable *table, const char *text); // NUL-terminated UTF-8
const Literal *literal_atom_bytes(LiteralTable *table, const char *text, size_t length);
const Literal *literal_integer(LiteralTable *table, int64_t value);
// Any integer from a magnitude of little-endian bytes; gives LITERAL_INTEGER where that is
// possible.
const Literal *literal_big(LiteralTable *table, const uint8_t *bytes, size_t length, bool negative);
// Any integer from digits (no sign, no underscores) in a base of 2 to 36.
const Literal *literal_digits(LiteralTable *table, const char *digits, size_t length, int base,
                              bool negative);
const Literal *literal_float(LiteralTable *table, double value);
const Literal *literal_nil(LiteralTable *table);
const Literal *literal_cons(LiteralTable *table, const Literal *head, const Literal *tail);
const Literal *literal_tuple(LiteralTable *table, const Literal *const *elements, uint32_t arity);
// A later pair replaces an earlier one with an equal key.
const Literal *literal_map(LiteralTable *table, const LiteralPair *pairs, uint32_t size);
const Literal *literal_bitstring(LiteralTable *table, const uint8_t *bytes, size_t bit_length);
const Literal *literal_fun(LiteralTable *table, const Literal *module, const Literal *function,
                           uint32_t arity);
// A list of the integers text[0..length), as "..." in a source is.
const Literal *literal_string(LiteralTable *table, const uint32_t *text, size_t length);

static inline bool literal_is_integer(const Literal *literal)
{
    return literal->kind == LITERAL_INTEGER || literal->kind == LITERAL_BIG;
}

// Is this the atom of that name?
bool literal_is_atom(const Literal *literal, const char *name);

// The value of maps:get/2 without the error: NULL when the key is not there.
const Literal *literal_map_find(const Literal *map, const Literal *key);

// A growing run of bytes in an arena.
typedef struct {
    Arena *arena;
    uint8_t *bytes;
    size_t length;
    size_t capacity;
} ByteBuffer;

void bytes_append(ByteBuffer *buffer, const void *bytes, size_t length);
void bytes_append_byte(ByteBuffer *buffer, uint8_t byte);
void bytes_append_u16(ByteBuffer *buffer, uint32_t value); // big-endian, as all of BEAM's files are
void bytes_append_u32(ByteBuffer *buffer, uint32_t value);
void bytes_append_u64(ByteBuffer *buffer, uint64_t value);

// Appends what term_to_binary/1 would give, the leading 131 included.
void literal_encode(ByteBuffer *out, const Literal *literal);

// Appends the term as ~w would print it; for dumps.
void literal_print(ByteBuffer *out, const Literal *literal);

#endif
