// SPDX-License-Identifier: Apache-2.0
// The compact encoding of operands, shared by the Code and the Line chunk.
#ifndef ERLITE_BEAM_CODE_H
#define ERLITE_BEAM_CODE_H

#include "code/beam_file.h"

// Register numbers that code may use are below these.
#define X_REGISTER_LIMIT     1023
#define Y_REGISTER_LIMIT     1024
#define FLOAT_REGISTER_LIMIT 1023

typedef struct CompactReader {
    const uint8_t *at;
    const uint8_t *end;
    int depth;
} CompactReader;

// One value: a tag (low three bits of the encoding) and a number; numbers of more than 8 bytes stay
// big-endian two's complement bytes in `big`.
typedef struct CompactValue {
    uint8_t tag;
    SignedWord number;
    const uint8_t *big;
    size_t big_size;
} CompactValue;

// False at the end of the bytes or on a malformed value.
MUST_CHECK bool compact_read(CompactReader *reader, CompactValue *value);

#endif
