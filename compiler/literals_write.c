// SPDX-License-Identifier: Apache-2.0
// Constants as bytes: Erlang's external term format for BEAM files, and text for dumps.

#include "literals.h"

#include <stdio.h>
#include <string.h>

void bytes_append(ByteBuffer *buffer, const void *bytes, size_t length)
{
    if (length > buffer->capacity - buffer->length) {
        size_t wanted = buffer->capacity * 2 + length + 64;
        buffer->bytes = arena_grow(buffer->arena, buffer->bytes, buffer->capacity, wanted);
        buffer->capacity = wanted;
    }
    if (length > 0)
        memcpy(buffer->bytes + buffer->length, bytes, length);
    buffer->length += length;
}

void bytes_append_byte(ByteBuffer *buffer, uint8_t byte) { bytes_append(buffer, &byte, 1); }

static void append_big_endian(ByteBuffer *buffer, uint64_t value, int size)
{
    uint8_t bytes[8];
    for (int i = 0; i < size; i++)
        bytes[i] = (uint8_t)(value >> (size - 1 - i) * 8);
    bytes_append(buffer, bytes, (size_t)size);
}

void bytes_append_u16(ByteBuffer *buffer, uint32_t value) { append_big_endian(buffer, value, 2); }

void bytes_append_u32(ByteBuffer *buffer, uint32_t value) { append_big_endian(buffer, value, 4); }

void bytes_append_u64(ByteBuffer *buffer, uint64_t value) { append_big_endian(buffer, value, 8); }

// Tags of the external term format.
enum {
    ETF_VERSION = 131,
    ETF_NEW_FLOAT = 70,
    ETF_BIT_BINARY = 77,
    ETF_SMALL_INTEGER = 97,
    ETF_INTEGER = 98,
    ETF_SMALL_TUPLE = 104,
    ETF_LARGE_TUPLE = 105,
    ETF_NIL = 106,
    ETF_STRING = 107,
    ETF_LIST = 108,
    ETF_BINARY = 109,
    ETF_SMALL_BIG = 110,
    ETF_LARGE_BIG = 111,
    ETF_EXPORT = 113,
    ETF_MAP = 116,
    ETF_ATOM_UTF8 = 118,
    ETF_SMALL_ATOM_UTF8 = 119,
};

static void encode_term(ByteBuffer *out, const Literal *literal);

static void encode_atom(ByteBuffer *out, const Literal *literal)
{
    if (literal->atom.length < 256) {
        bytes_append_byte(out, ETF_SMALL_ATOM_UTF8);
        bytes_append_byte(out, (uint8_t)literal->atom.length);
    } else {
        bytes_append_byte(out, ETF_ATOM_UTF8);
        bytes_append_u16(out, literal->atom.length);
    }
    bytes_append(out, literal->atom.text, literal->atom.length);
}

static void encode_magnitude(ByteBuffer *out, const uint8_t *bytes, uint32_t length, bool negative)
{
    if (length < 256) {
        bytes_append_byte(out, ETF_SMALL_BIG);
        bytes_append_byte(out, (uint8_t)length);
    } else {
        bytes_append_byte(out, ETF_LARGE_BIG);
        bytes_append_u32(out, length);
    }
    bytes_append_byte(out, negative);
    bytes_append(out, bytes, length);
}

static void encode_integer(ByteBuffer *out, int64_t value)
{
    if (value >= 0 && value < 256) {
        bytes_append_byte(out, ETF_SMALL_INTEGER);
        bytes_append_byte(out, (uint8_t)value);
    } else if (value >= INT32_MIN && value <= INT32_MAX) {
        bytes_append_byte(out, ETF_INTEGER);
        bytes_append_u32(out, (uint32_t)value);
    } else {
        uint64_t magnitude = value < 0 ? 0 - (uint64_t)value : (uint64_t)value;
        uint8_t bytes[8];
        uint32_t length = 0;
        for (; magnitude != 0; magnitude >>= 8)
            bytes[length++] = (uint8_t)magnitude;
        encode_magnitude(out, bytes, length, value < 0);
    }
}

// The number of cells, and whether all elements are bytes and the list is proper.
static size_t list_length(const Literal *list, bool *is_bytes)
{
    size_t length = 0;
    *is_bytes = true;
    for (; list->kind == LITERAL_CONS; list = list->cons.tail, length++) {
        const Literal *head = list->cons.head;
        if (head->kind != LITERAL_INTEGER || head->integer < 0 || head->integer > 255)
            *is_bytes = false;
    }
    if (list->kind != LITERAL_NIL)
        *is_bytes = false;
    return length;
}

static void encode_list(ByteBuffer *out, const Literal *list)
{
    bool is_bytes;
    size_t length = list_length(list, &is_bytes);
    if (is_bytes && length <= UINT16_MAX) {
        bytes_append_byte(out, ETF_STRING);
        bytes_append_u16(out, (uint32_t)length);
        for (; list->kind == LITERAL_CONS; list = list->cons.tail)
            bytes_append_byte(out, (uint8_t)list->cons.head->integer);
        return;
    }
    bytes_append_byte(out, ETF_LIST);
    bytes_append_u32(out, (uint32_t)length);
    for (; list->kind == LITERAL_CONS; list = list->cons.tail)
        encode_term(out, list->cons.head);
    encode_term(out, list);
}

static void encode_tuple(ByteBuffer *out, const Literal *literal)
{
    if (literal->tuple.arity < 256) {
        bytes_append_byte(out, ETF_SMALL_TUPLE);
        bytes_append_byte(out, (uint8_t)literal->tuple.arity);
    } else {
        bytes_append_byte(out, ETF_LARGE_TUPLE);
        bytes_append_u32(out, literal->tuple.arity);
    }
    for (uint32_t i = 0; i < literal->tuple.arity; i++)
        encode_term(out, literal->tuple.elements[i]);
}

static void encode_bitstring(ByteBuffer *out, const Literal *literal)
{
    size_t length = (literal->bits.bit_length + 7) / 8;
    bool whole = literal->bits.bit_length % 8 == 0;
    bytes_append_byte(out, whole ? ETF_BINARY : ETF_BIT_BINARY);
    bytes_append_u32(out, (uint32_t)length);
    if (!whole)
        bytes_append_byte(out, (uint8_t)(literal->bits.bit_length % 8));
    bytes_append(out, literal->bits.bytes, length);
}

static void encode_float(ByteBuffer *out, double real)
{
    uint64_t word;
    memcpy(&word, &real, sizeof word);
    bytes_append_byte(out, ETF_NEW_FLOAT);
    bytes_append_u64(out, word);
}

static void encode_map(ByteBuffer *out, const Literal *literal)
{
    bytes_append_byte(out, ETF_MAP);
    bytes_append_u32(out, literal->map.size);
    for (uint32_t i = 0; i < literal->map.size; i++) {
        encode_term(out, literal->map.pairs[i].key);
        encode_term(out, literal->map.pairs[i].value);
    }
}

static void encode_term(ByteBuffer *out, const Literal *literal)
{
    switch (literal->kind) {
    case LITERAL_ATOM: encode_atom(out, literal); break;
    case LITERAL_INTEGER: encode_integer(out, literal->integer); break;
    case LITERAL_BIG:
        encode_magnitude(out, literal->big.bytes, literal->big.length, literal->big.negative);
        break;
    case LITERAL_FLOAT: encode_float(out, literal->real); break;
    case LITERAL_NIL: bytes_append_byte(out, ETF_NIL); break;
    case LITERAL_CONS: encode_list(out, literal); break;
    case LITERAL_TUPLE: encode_tuple(out, literal); break;
    case LITERAL_MAP: encode_map(out, literal); break;
    case LITERAL_BITSTRING: encode_bitstring(out, literal); break;
    case LITERAL_FUN:
        bytes_append_byte(out, ETF_EXPORT);
        encode_atom(out, literal->fun.module);
        encode_atom(out, literal->fun.function);
        encode_integer(out, literal->fun.arity);
        break;
    }
}

void literal_encode(ByteBuffer *out, const Literal *literal)
{
    bytes_append_byte(out, ETF_VERSION);
    encode_term(out, literal);
}

static void append_text(ByteBuffer *out, const char *text)
{
    bytes_append(out, text, strlen(text));
}

static bool atom_is_plain(const Literal *atom)
{
    if (atom->atom.length == 0 || atom->atom.text[0] < 'a' || atom->atom.text[0] > 'z')
        return false;
    for (uint32_t i = 1; i < atom->atom.length; i++) {
        char c = atom->atom.text[i];
        bool word = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                    c == '_' || c == '@';
        if (!word)
            return false;
    }
    return true;
}

static void print_atom(ByteBuffer *out, const Literal *atom)
{
    bool plain = atom_is_plain(atom);
    if (!plain)
        bytes_append_byte(out, '\'');
    for (uint32_t i = 0; i < atom->atom.length; i++) {
        char c = atom->atom.text[i];
        if (c == '\'' || c == '\\')
            bytes_append_byte(out, '\\');
        bytes_append_byte(out, (uint8_t)c);
    }
    if (!plain)
        bytes_append_byte(out, '\'');
}

static void print_list(ByteBuffer *out, const Literal *list)
{
    bytes_append_byte(out, '[');
    for (const Literal *cell = list; cell->kind == LITERAL_CONS;) {
        literal_print(out, cell->cons.head);
        cell = cell->cons.tail;
        if (cell->kind == LITERAL_CONS) {
            bytes_append_byte(out, ',');
        } else if (cell->kind != LITERAL_NIL) {
            bytes_append_byte(out, '|');
            literal_print(out, cell);
        }
    }
    bytes_append_byte(out, ']');
}

static void print_big(ByteBuffer *out, const Literal *literal)
{
    append_text(out, literal->big.negative ? "-16#" : "16#");
    for (uint32_t i = literal->big.length; i-- > 0;) {
        char hex[3];
        snprintf(hex, sizeof hex, "%02X", literal->big.bytes[i]);
        append_text(out, hex);
    }
}

static void print_bitstring(ByteBuffer *out, const Literal *literal)
{
    append_text(out, "<<");
    size_t length = (literal->bits.bit_length + 7) / 8;
    for (size_t i = 0; i < length; i++) {
        char text[16];
        size_t tail = literal->bits.bit_length % 8;
        if (i + 1 == length && tail != 0)
            snprintf(text, sizeof text, "%u:%zu", literal->bits.bytes[i] >> (8 - tail), tail);
        else
            snprintf(text, sizeof text, "%u%s", literal->bits.bytes[i], i + 1 < length ? "," : "");
        append_text(out, text);
    }
    append_text(out, ">>");
}

static void print_compound(ByteBuffer *out, const Literal *literal)
{
    if (literal->kind == LITERAL_TUPLE) {
        bytes_append_byte(out, '{');
        for (uint32_t i = 0; i < literal->tuple.arity; i++) {
            if (i > 0)
                bytes_append_byte(out, ',');
            literal_print(out, literal->tuple.elements[i]);
        }
    } else {
        append_text(out, "#{");
        for (uint32_t i = 0; i < literal->map.size; i++) {
            if (i > 0)
                bytes_append_byte(out, ',');
            literal_print(out, literal->map.pairs[i].key);
            append_text(out, " => ");
            literal_print(out, literal->map.pairs[i].value);
        }
    }
    bytes_append_byte(out, '}');
}

void literal_print(ByteBuffer *out, const Literal *literal)
{
    char text[64];
    switch (literal->kind) {
    case LITERAL_ATOM: print_atom(out, literal); break;
    case LITERAL_INTEGER:
        snprintf(text, sizeof text, "%lld", (long long)literal->integer);
        append_text(out, text);
        break;
    case LITERAL_BIG: print_big(out, literal); break;
    case LITERAL_FLOAT:
        snprintf(text, sizeof text, "%.17g", literal->real);
        append_text(out, text);
        if (strpbrk(text, ".e") == NULL)
            append_text(out, ".0");
        break;
    case LITERAL_NIL: append_text(out, "[]"); break;
    case LITERAL_CONS: print_list(out, literal); break;
    case LITERAL_TUPLE:
    case LITERAL_MAP: print_compound(out, literal); break;
    case LITERAL_BITSTRING: print_bitstring(out, literal); break;
    case LITERAL_FUN:
        append_text(out, "fun ");
        print_atom(out, literal->fun.module);
        bytes_append_byte(out, ':');
        print_atom(out, literal->fun.function);
        snprintf(text, sizeof text, "/%u", literal->fun.arity);
        append_text(out, text);
        break;
    }
}
