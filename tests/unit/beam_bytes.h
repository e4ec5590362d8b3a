// SPDX-License-Identifier: Apache-2.0
// BEAM files made by hand, for the tests of reader, loader and engine.
#ifndef ERLITE_TESTS_BEAM_BYTES_H
#define ERLITE_TESTS_BEAM_BYTES_H

#include <stddef.h>
#include <stdint.h>

enum { BEAM_BYTES_MAX = 1 << 16 };

typedef struct BeamBytes {
    uint8_t bytes[BEAM_BYTES_MAX];
    size_t size;
} BeamBytes;

// Tags of operands in code.
enum { TAG_U, TAG_I, TAG_A, TAG_X, TAG_Y, TAG_F };

void add_byte(BeamBytes *out, unsigned byte);
void add_u32(BeamBytes *out, uint32_t number);
// A value in the compact encoding, below 2048.
void add_operand(BeamBytes *out, unsigned tag, unsigned value);
// Adds a chunk of these bytes, padded.
void add_chunk(BeamBytes *out, const char *name, const BeamBytes *content);

// What a file is made of; `beam_make` puts the parts together.
typedef struct BeamParts {
    BeamBytes atoms;   // AtU8: the first is the module's name
    BeamBytes imports; // rows of three numbers, without the count
    BeamBytes exports;
    BeamBytes literals; // the chunk LitT, left out when empty
    BeamBytes code;     // without the header; int_code_end is added
    unsigned atom_count, import_count, export_count, label_count, function_count;
} BeamParts;

void add_atom(BeamParts *parts, const char *text);
void add_row(BeamBytes *out, uint32_t a, uint32_t b, uint32_t c);
// An instruction without operands, or the first byte of one.
void add_code(BeamParts *parts, unsigned instruction);
// label, func_info of the function named by the atom, label: the start of every function.
void add_function(BeamParts *parts, unsigned atom, unsigned arity);
void beam_make(BeamBytes *out, const BeamParts *parts);

// Numbers of generic instructions.
enum {
    CODE_LABEL = 1,
    CODE_FUNC_INFO = 2,
    CODE_INT_CODE_END = 3,
    CODE_CALL_ONLY = 6,
    CODE_RETURN = 19,
    CODE_SELECT_VAL = 59,
    CODE_JUMP = 61,
    CODE_MOVE = 64,
    CODE_CALL_EXT_ONLY = 78,
    CODE_GC_BIF2 = 125,
};

#endif
