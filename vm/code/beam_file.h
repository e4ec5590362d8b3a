// SPDX-License-Identifier: Apache-2.0
// The BEAM file as it is on disk: finds the chunks, decodes the tables and the code into generic
// instructions, and checks the structure of all of it: every size, index, label, register number
// and arity. What passes may be loaded. Format: OTP's documentation of beam_lib, and the compact
// term encoding as beam_asm emits it.
#ifndef ERLITE_BEAM_FILE_H
#define ERLITE_BEAM_FILE_H

#include "code/code.h"

enum GenericOperation {
#define GENERIC(number, name, arity, operands) GENERIC_##name = number,
#define OBSOLETE(number, name, arity)
#include "code/generic.def"
#undef GENERIC
#undef OBSOLETE
    GENERIC_LIMIT = 185
};

typedef struct GenericInfo {
    const char *name;     // NULL for numbers that are not known or obsolete
    const char *operands; // a letter each, see generic.def
    uint8_t arity;
} GenericInfo;
extern const GenericInfo generic_info[GENERIC_LIMIT];

typedef enum OperandKind {
    OPERAND_X = 'x',
    OPERAND_Y = 'y',
    OPERAND_FLOAT_REGISTER = 'l',
    OPERAND_LABEL = 'f',    // value: label number, 0 for "no label"
    OPERAND_UNTAGGED = 'u', // value: a number that is no term
    OPERAND_SMALL = 'i',    // value: the term
    OPERAND_ATOM = 'a',     // value: the term
    OPERAND_NIL = 'n',      // value: the term
    OPERAND_LITERAL = 'c',  // value: the term
    OPERAND_LIST = 'L',     // value: how many operands follow that belong to it
} OperandKind;

typedef struct Operand {
    OperandKind kind;
    Word value;
} Operand;

static inline bool operand_is_constant(Operand operand)
{
    return operand.kind == OPERAND_SMALL || operand.kind == OPERAND_ATOM ||
           operand.kind == OPERAND_NIL || operand.kind == OPERAND_LITERAL;
}
static inline bool operand_is_register(Operand operand)
{
    return operand.kind == OPERAND_X || operand.kind == OPERAND_Y;
}

typedef struct GenericInstruction {
    uint16_t operation;
    uint32_t first; // index of its first operand
    uint32_t count; // operands, those of a list included
} GenericInstruction;

typedef struct BeamImport {
    Term module, function;
    uint32_t arity;
} BeamImport;

typedef struct BeamExport {
    Term function;
    uint32_t arity;
    uint32_t label;
} BeamExport;

typedef struct BeamLambda {
    Term function;
    uint32_t arity; // of the lifted function: free variables included
    uint32_t label;
    uint32_t index;
    uint32_t free_count;
    uint32_t old_unique;
} BeamLambda;

typedef struct BeamLine {
    uint32_t file;
    uint32_t line;
} BeamLine;

typedef struct BeamFile {
    Memory *memory;
    CodeTable *code_table; // where literal funs find their exports
    AtomTable *atom_table;
    Term name;
    Term *atoms; // index 0 unused
    size_t atom_count;
    BeamImport *imports;
    size_t import_count;
    BeamExport *exports;
    size_t export_count;
    BeamLambda *lambdas;
    size_t lambda_count;
    Term *literals;
    size_t literal_count;
    LiteralArea literal_area; // holds the literals; handed over to the module by the loader
    bool has_literal_area;
    BeamLine *lines; // index 0: no line
    size_t line_count;
    Term *file_names; // literal strings, index 0: the default name
    size_t file_name_count;
    const uint8_t *strings; // inside the file's bytes
    size_t strings_size;
    Term attributes, compile_info;
    uint8_t md5[16];
    size_t label_count; // labels are below
    size_t function_count;
    GenericInstruction *instructions;
    size_t instruction_count;
    Operand *operands;
    size_t operand_count;
    char error[200];
} BeamFile;

// Decodes `bytes`, which must stay until beam_file_close. False when something is wrong:
// `file->error` says what, in one sentence without a full stop; beam_file_close is due all the
// same.
MUST_CHECK bool beam_file_open(BeamFile *file, CodeTable *code, AtomTable *atoms, LiteralPool *pool,
                               const uint8_t *bytes, size_t size);
// Gives back what beam_file_open took (the literal area only if the loader has not taken it).
void beam_file_close(BeamFile *file, LiteralPool *pool);

// In beam_code.c, for beam_file.c: decodes the Code chunk's instructions into file->instructions;
// integers too big for a word and literals are left to beam_code_resolve, and *integer_words counts
// the room those integers take.
MUST_CHECK bool beam_code_decode(BeamFile *file, const uint8_t *code, size_t size,
                                 size_t *integer_words);
// Once literals and literal area are there: puts the terms in their places.
MUST_CHECK bool beam_code_resolve(BeamFile *file, const uint8_t *code);
// In beam_check.c: structure of the decoded instructions.
MUST_CHECK bool beam_check(BeamFile *file);

// Writes the error and returns false.
bool beam_error(BeamFile *file, const char *format, ...) PRINTF_LIKE(2, 3);

#endif
