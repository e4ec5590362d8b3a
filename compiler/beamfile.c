// SPDX-License-Identifier: Apache-2.0
// Writing BEAM files: compact operands, chunks, compression, the checksum.

#include "beamfile.h"

#include <string.h>
#include <zlib.h>

const char *beam_opcode_name(BeamOpcode opcode)
{
    switch (opcode) {
#define X(name, number, count) \
    case BEAM_OP_##name: return #name;
        BEAM_OPCODES(X)
#undef X
    case BEAM_OP_none: break;
    }
    return "none";
}

// ---- compact operands --------------------------------------------------------------------------

static void append_sized(ByteBuffer *out, BeamTag tag, const uint8_t *bytes, uint32_t count)
{
    if (count <= 8) {
        bytes_append_byte(out, (uint8_t)((count - 2) << 5 | 0x18 | tag));
    } else {
        bytes_append_byte(out, (uint8_t)(0xf8 | tag));
        beamfile_append_compact(out, BEAM_TAG_U, count - 9);
    }
    bytes_append(out, bytes, count);
}

void beamfile_append_compact(ByteBuffer *out, BeamTag tag, int64_t value)
{
    if (value >= 0 && value < 16) {
        bytes_append_byte(out, (uint8_t)(value << 4 | tag));
        return;
    }
    if (value >= 0 && value < 0x800) {
        bytes_append_byte(out, (uint8_t)((value >> 3 & 0xe0) | 8 | tag));
        bytes_append_byte(out, (uint8_t)value);
        return;
    }
    uint8_t bytes[8];
    for (int i = 0; i < 8; i++)
        bytes[i] = (uint8_t)((uint64_t)value >> (56 - 8 * i));
    uint32_t skip = 0; // leading bytes that only repeat the sign; two always stay
    uint8_t sign = value < 0 ? 0xff : 0;
    while (skip < 6 && bytes[skip] == sign && (bytes[skip + 1] & 0x80) == (sign & 0x80))
        skip++;
    append_sized(out, tag, bytes + skip, 8 - skip);
}

void beamfile_append_big(ByteBuffer *out, BeamTag tag, const Literal *integer)
{
    uint32_t length = integer->big.length;
    uint8_t *bytes = ARENA_ARRAY(out->arena, uint8_t, length + 1);
    uint32_t carry = 1; // two's complement, most significant byte first
    for (uint32_t i = 0; i <= length; i++) {
        uint8_t byte = i < length ? integer->big.bytes[i] : 0;
        if (integer->big.negative) {
            carry += (uint8_t)~byte;
            byte = (uint8_t)carry;
            carry >>= 8;
        }
        bytes[length - i] = byte;
    }
    bool redundant =
        bytes[0] == (integer->big.negative ? 0xff : 0) && (bytes[1] & 0x80) == (bytes[0] & 0x80);
    append_sized(out, tag, bytes + redundant, length + 1 - redundant);
}

// ---- chunks ------------------------------------------------------------------------------------

void beamfile_append_chunk(ByteBuffer *out, const char *name, const ByteBuffer *contents)
{
    bytes_append(out, name, 4);
    bytes_append_u32(out, (uint32_t)contents->length);
    bytes_append(out, contents->bytes, contents->length);
    while (out->length % 4 != 0)
        bytes_append_byte(out, 0);
}

void beamfile_finish(ByteBuffer *file, const ByteBuffer *chunks)
{
    bytes_append(file, "FOR1", 4);
    bytes_append_u32(file, (uint32_t)chunks->length + 4);
    bytes_append(file, "BEAM", 4);
    bytes_append(file, chunks->bytes, chunks->length);
}

void beamfile_compress(ByteBuffer *out, const ByteBuffer *contents)
{
    uLongf size = compressBound(contents->length);
    uint8_t *bytes = ARENA_ARRAY(out->arena, uint8_t, size);
    bytes_append_u32(out, (uint32_t)contents->length);
    if (compress2(bytes, &size, contents->bytes, contents->length, Z_DEFAULT_COMPRESSION) == Z_OK)
        bytes_append(out, bytes, size);
}
