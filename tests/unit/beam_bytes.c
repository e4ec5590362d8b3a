// SPDX-License-Identifier: Apache-2.0
// BEAM files made by hand.
#include "beam_bytes.h"

#include <assert.h>
#include <string.h>

static void add_bytes(BeamBytes *out, const void *bytes, size_t size)
{
    assert(size <= BEAM_BYTES_MAX - out->size);
    memcpy(out->bytes + out->size, bytes, size);
    out->size += size;
}

void add_byte(BeamBytes *out, unsigned byte)
{
    const uint8_t b = (uint8_t)byte;
    add_bytes(out, &b, 1);
}

void add_u32(BeamBytes *out, uint32_t number)
{
    for (int shift = 24; shift >= 0; shift -= 8)
        add_byte(out, number >> shift & 255);
}

void add_operand(BeamBytes *out, unsigned tag, unsigned value)
{
    assert(value < 2048);
    if (value < 16) {
        add_byte(out, tag | value << 4);
    } else {
        add_byte(out, tag | 8 | value >> 8 << 5);
        add_byte(out, value & 255);
    }
}

void add_chunk(BeamBytes *out, const char *name, const BeamBytes *content)
{
    add_bytes(out, name, 4);
    add_u32(out, (uint32_t)content->size);
    add_bytes(out, content->bytes, content->size);
    while (out->size % 4 != 0)
        add_byte(out, 0);
}

void add_atom(BeamParts *parts, const char *text)
{
    add_byte(&parts->atoms, (unsigned)strlen(text));
    add_bytes(&parts->atoms, text, strlen(text));
    parts->atom_count++;
}

void add_row(BeamBytes *out, uint32_t a, uint32_t b, uint32_t c)
{
    add_u32(out, a);
    add_u32(out, b);
    add_u32(out, c);
}

void add_code(BeamParts *parts, unsigned instruction) { add_byte(&parts->code, instruction); }

void add_function(BeamParts *parts, unsigned atom, unsigned arity)
{
    add_code(parts, CODE_LABEL);
    add_operand(&parts->code, TAG_U, ++parts->label_count);
    add_code(parts, CODE_FUNC_INFO);
    add_operand(&parts->code, TAG_A, 1);
    add_operand(&parts->code, TAG_A, atom);
    add_operand(&parts->code, TAG_U, arity);
    add_code(parts, CODE_LABEL);
    add_operand(&parts->code, TAG_U, ++parts->label_count);
    parts->function_count++;
}

static void add_table(BeamBytes *out, const char *name, unsigned count, const BeamBytes *rows)
{
    static BeamBytes chunk;
    chunk.size = 0;
    add_u32(&chunk, count);
    add_bytes(&chunk, rows->bytes, rows->size);
    add_chunk(out, name, &chunk);
}

static void add_code_chunk(BeamBytes *out, const BeamParts *parts)
{
    static BeamBytes chunk;
    chunk.size = 0;
    add_u32(&chunk, 16);
    add_u32(&chunk, 0);
    add_u32(&chunk, 182);
    add_u32(&chunk, parts->label_count + 1);
    add_u32(&chunk, parts->function_count);
    add_bytes(&chunk, parts->code.bytes, parts->code.size);
    add_byte(&chunk, CODE_INT_CODE_END);
    add_chunk(out, "Code", &chunk);
}

void beam_make(BeamBytes *out, const BeamParts *parts)
{
    out->size = 0;
    add_bytes(out, "FOR1....BEAM", 12);
    add_table(out, "AtU8", parts->atom_count, &parts->atoms);
    add_code_chunk(out, parts);
    add_table(out, "ImpT", parts->import_count, &parts->imports);
    add_table(out, "ExpT", parts->export_count, &parts->exports);
    if (parts->literals.size)
        add_chunk(out, "LitT", &parts->literals);
    BeamBytes size = {.size = 0};
    add_u32(&size, (uint32_t)out->size - 8);
    memcpy(out->bytes + 4, size.bytes, 4);
}
