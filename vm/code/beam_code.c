// SPDX-License-Identifier: Apache-2.0
// The Code chunk: decodes the compact operand encoding into generic instructions. Apart from the
// other chunks because its encoding is used nowhere else but in the Line chunk.
#include "code/beam_code.h"

#include "term/number.h"

const GenericInfo generic_info[GENERIC_LIMIT] = {
#define GENERIC(number, name, arity, operands) [number] = {#name, operands, arity},
#define OBSOLETE(number, name, arity)
#include "code/generic.def"
#undef GENERIC
#undef OBSOLETE
};

// Encoding tags of an operand: the low three bits of its first byte.
enum CompactTag {
    COMPACT_UNTAGGED,
    COMPACT_INTEGER,
    COMPACT_ATOM,
    COMPACT_X,
    COMPACT_Y,
    COMPACT_LABEL,
    COMPACT_CHARACTER,
    COMPACT_EXTENDED,
};

enum CompactExtension {
    EXTENDED_LIST = 1,
    EXTENDED_FLOAT_REGISTER = 2,
    EXTENDED_ALLOCATION_LIST = 3,
    EXTENDED_LITERAL = 4,
    EXTENDED_TYPED_REGISTER = 5,
};

// Words a boxed float and a fun without free variables take.
#define FUN_WORDS 2

bool compact_read(CompactReader *reader, CompactValue *value)
{
    if (reader->at >= reader->end)
        return false;
    uint8_t first = *reader->at++;
    value->tag = first & 7;
    value->big = NULL;
    if ((first & 0x08) == 0) {
        value->number = first >> 4;
        return true;
    }
    if ((first & 0x10) == 0) {
        if (reader->at >= reader->end)
            return false;
        value->number = (SignedWord)((first & 0xe0) << 3 | *reader->at++);
        return true;
    }
    size_t size = (size_t)(first >> 5) + 2;
    if (size == 9) {
        CompactValue length;
        if (reader->depth > 0)
            return false;
        reader->depth++;
        bool read = compact_read(reader, &length);
        reader->depth--;
        if (!read || length.tag != COMPACT_UNTAGGED || length.big || length.number < 0)
            return false;
        size = (size_t)length.number + 9;
    }
    if (size > (size_t)(reader->end - reader->at))
        return false;
    const uint8_t *bytes = reader->at;
    reader->at += size;
    if (size > 8) {
        value->big = bytes;
        value->big_size = size;
        value->number = 0;
        return true;
    }
    Word word = (bytes[0] & 0x80) ? ~(Word)0 : 0;
    for (size_t i = 0; i < size; i++)
        word = word << 8 | bytes[i];
    value->number = (SignedWord)word;
    return true;
}

typedef struct Decoder {
    BeamFile *file;
    CompactReader reader;
    const uint8_t *code;
    size_t instruction_capacity;
    size_t operand_capacity;
    size_t integer_words;
} Decoder;

static bool push_operand(Decoder *decoder, OperandKind kind, Word value)
{
    BeamFile *file = decoder->file;
    if (file->operand_count == decoder->operand_capacity) {
        size_t old = decoder->operand_capacity;
        size_t capacity = old ? old * 2 : 256;
        Operand *grown = memory_resize(file->memory, file->operands, old * sizeof *grown,
                                       capacity * sizeof *grown);
        if (!grown)
            return beam_error(file, "out of memory");
        file->operands = grown;
        decoder->operand_capacity = capacity;
    }
    file->operands[file->operand_count++] = (Operand){kind, value};
    return true;
}

// An index that has to be below `limit`, as a plain number.
static bool in_range(const CompactValue *value, size_t limit)
{
    return !value->big && value->number >= 0 && (size_t)value->number < limit;
}

static bool decode_allocation_list(Decoder *decoder)
{
    CompactValue count;
    if (!compact_read(&decoder->reader, &count) || !in_range(&count, 16)) {
        return beam_error(decoder->file, "bad allocation list");
    }
    static const unsigned words_of_kind[] = {1, FLOAT_WORDS, FUN_WORDS};
    Word words = 0;
    for (SignedWord i = 0; i < count.number; i++) {
        CompactValue kind, amount;
        if (!compact_read(&decoder->reader, &kind) || !in_range(&kind, 3) ||
            !compact_read(&decoder->reader, &amount) || !in_range(&amount, 1 << 24)) {
            return beam_error(decoder->file, "bad allocation list");
        }
        words += (Word)amount.number * words_of_kind[kind.number];
    }
    return push_operand(decoder, OPERAND_UNTAGGED, words);
}

static bool decode_operand(Decoder *decoder, bool in_list);

static bool decode_list(Decoder *decoder)
{
    CompactValue count;
    if (!compact_read(&decoder->reader, &count) ||
        !in_range(&count, (size_t)(decoder->reader.end - decoder->reader.at) + 1)) {
        return beam_error(decoder->file, "bad operand list");
    }
    if (!push_operand(decoder, OPERAND_LIST, (Word)count.number))
        return false;
    for (SignedWord i = 0; i < count.number; i++) {
        if (!decode_operand(decoder, true))
            return false;
    }
    return true;
}

static bool decode_register(Decoder *decoder, OperandKind kind, const CompactValue *value)
{
    size_t limit = kind == OPERAND_X   ? X_REGISTER_LIMIT
                   : kind == OPERAND_Y ? Y_REGISTER_LIMIT
                                       : FLOAT_REGISTER_LIMIT;
    if (!in_range(value, limit))
        return beam_error(decoder->file, "register number out of range");
    return push_operand(decoder, kind, (Word)value->number);
}

static bool decode_extended(Decoder *decoder, const CompactValue *extension, bool in_list)
{
    CompactValue value;
    switch (extension->big ? -1 : extension->number) {
    case EXTENDED_LIST:
        if (in_list)
            return beam_error(decoder->file, "operand list inside an operand list");
        return decode_list(decoder);
    case EXTENDED_FLOAT_REGISTER:
        if (!compact_read(&decoder->reader, &value))
            break;
        return decode_register(decoder, OPERAND_FLOAT_REGISTER, &value);
    case EXTENDED_ALLOCATION_LIST: return decode_allocation_list(decoder);
    case EXTENDED_LITERAL:
        if (!compact_read(&decoder->reader, &value))
            break;
        if (!in_range(&value, decoder->file->literal_count)) {
            return beam_error(decoder->file, "literal index out of range");
        }
        return push_operand(decoder, OPERAND_LITERAL, (Word)value.number);
    case EXTENDED_TYPED_REGISTER: {
        CompactValue type;
        if (!compact_read(&decoder->reader, &value) || !compact_read(&decoder->reader, &type))
            break;
        if (value.tag != COMPACT_X && value.tag != COMPACT_Y)
            break;
        return decode_register(decoder, value.tag == COMPACT_X ? OPERAND_X : OPERAND_Y, &value);
    }
    default: break;
    }
    return beam_error(decoder->file, "unknown or truncated operand");
}

static bool decode_atom(Decoder *decoder, const CompactValue *value)
{
    if (!in_range(value, decoder->file->atom_count)) {
        return beam_error(decoder->file, "atom index out of range");
    }
    if (value->number == 0)
        return push_operand(decoder, OPERAND_NIL, term_word(NIL));
    return push_operand(decoder, OPERAND_ATOM, term_word(decoder->file->atoms[value->number]));
}

// A big integer is kept as its place in the chunk until the literal area is there.
#define OPERAND_PENDING_INTEGER ((OperandKind)'I')

static bool decode_integer(Decoder *decoder, const CompactValue *value)
{
    if (!value->big && small_fits(value->number)) {
        return push_operand(decoder, OPERAND_SMALL, term_word(small_make(value->number)));
    }
    size_t size = value->big ? value->big_size : 8;
    const uint8_t *bytes = value->big ? value->big : decoder->reader.at - 8;
    decoder->integer_words += 2 + size / 8 + 1;
    if (size >= (1u << 24) || (size_t)(bytes - decoder->code) >= ((size_t)1 << 40)) {
        return beam_error(decoder->file, "integer too large");
    }
    return push_operand(decoder, OPERAND_PENDING_INTEGER,
                        (Word)(bytes - decoder->code) | (Word)size << 40);
}

static bool decode_operand(Decoder *decoder, bool in_list)
{
    CompactValue value;
    if (!compact_read(&decoder->reader, &value)) {
        return beam_error(decoder->file, "code ends inside an instruction");
    }
    switch ((enum CompactTag)value.tag) {
    case COMPACT_UNTAGGED:
        if (value.big || value.number < 0)
            return beam_error(decoder->file, "number out of range");
        return push_operand(decoder, OPERAND_UNTAGGED, (Word)value.number);
    case COMPACT_INTEGER: return decode_integer(decoder, &value);
    case COMPACT_ATOM: return decode_atom(decoder, &value);
    case COMPACT_X: return decode_register(decoder, OPERAND_X, &value);
    case COMPACT_Y: return decode_register(decoder, OPERAND_Y, &value);
    case COMPACT_LABEL:
        if (!in_range(&value, decoder->file->label_count)) {
            return beam_error(decoder->file, "label out of range");
        }
        return push_operand(decoder, OPERAND_LABEL, (Word)value.number);
    case COMPACT_CHARACTER: break;
    case COMPACT_EXTENDED: return decode_extended(decoder, &value, in_list);
    }
    return beam_error(decoder->file, "unknown operand");
}

static bool push_instruction(Decoder *decoder, GenericInstruction instruction)
{
    BeamFile *file = decoder->file;
    if (file->instruction_count == decoder->instruction_capacity) {
        size_t old = decoder->instruction_capacity;
        size_t capacity = old ? old * 2 : 128;
        GenericInstruction *grown = memory_resize(file->memory, file->instructions,
                                                  old * sizeof *grown, capacity * sizeof *grown);
        if (!grown)
            return beam_error(file, "out of memory");
        file->instructions = grown;
        decoder->instruction_capacity = capacity;
    }
    file->instructions[file->instruction_count++] = instruction;
    return true;
}

static bool decode_instruction(Decoder *decoder)
{
    BeamFile *file = decoder->file;
    uint8_t number = *decoder->reader.at++;
    if (number >= GENERIC_LIMIT || !generic_info[number].name) {
        return beam_error(
            file, "instruction %u is not known (made by a compiler before OTP 25 or after OTP 28?)",
            number);
    }
    size_t first = file->operand_count;
    for (unsigned i = 0; i < generic_info[number].arity; i++) {
        if (!decode_operand(decoder, false))
            return false;
    }
    size_t count = file->operand_count - first;
    if (first > UINT32_MAX || count > UINT32_MAX)
        return beam_error(file, "code too large");
    return push_instruction(decoder,
                            (GenericInstruction){number, (uint32_t)first, (uint32_t)count});
}

// Gives back the unused ends of the two arrays.
static bool trim_arrays(Decoder *decoder)
{
    BeamFile *file = decoder->file;
    if (file->instruction_count == 0 || file->operand_count == 0)
        return beam_error(file, "no code");
    Operand *operands =
        memory_resize(file->memory, file->operands, decoder->operand_capacity * sizeof *operands,
                      file->operand_count * sizeof *operands);
    if (!operands)
        return beam_error(file, "out of memory");
    file->operands = operands;
    decoder->operand_capacity = file->operand_count;
    GenericInstruction *instructions = memory_resize(
        file->memory, file->instructions, decoder->instruction_capacity * sizeof *instructions,
        file->instruction_count * sizeof *instructions);
    if (!instructions)
        return beam_error(file, "out of memory");
    file->instructions = instructions;
    decoder->instruction_capacity = file->instruction_count;
    return true;
}

// On failure the arrays have to be freed with their capacity, which only this file knows.
static bool give_up(Decoder *decoder)
{
    BeamFile *file = decoder->file;
    memory_free(file->memory, file->operands, decoder->operand_capacity * sizeof *file->operands);
    memory_free(file->memory, file->instructions,
                decoder->instruction_capacity * sizeof *file->instructions);
    file->operands = NULL;
    file->instructions = NULL;
    file->operand_count = file->instruction_count = 0;
    return false;
}

bool beam_code_decode(BeamFile *file, const uint8_t *code, size_t size, size_t *integer_words)
{
    Decoder decoder = {.file = file, .reader = {.at = code, .end = code + size}, .code = code};
    while (decoder.reader.at < decoder.reader.end) {
        bool is_end = *decoder.reader.at == GENERIC_int_code_end;
        if (!decode_instruction(&decoder))
            return give_up(&decoder);
        if (is_end)
            break;
    }
    if (!trim_arrays(&decoder))
        return give_up(&decoder);
    if (file->instructions[file->instruction_count - 1].operation != GENERIC_int_code_end) {
        (void)beam_error(file, "code does not end with int_code_end");
        return give_up(&decoder);
    }
    *integer_words = decoder.integer_words;
    return true;
}

static bool resolve_integer(BeamFile *file, Operand *operand, const uint8_t *code)
{
    size_t offset = operand->value & (((Word)1 << 40) - 1);
    Term integer = integer_from_bytes(&file->literal_area.room, code + offset, operand->value >> 40,
                                      false, true);
    if (term_is_none(integer))
        return beam_error(file, "integer too large, or out of memory");
    operand->kind = term_is_small(integer) ? OPERAND_SMALL : OPERAND_LITERAL;
    operand->value = term_word(integer);
    return true;
}

bool beam_code_resolve(BeamFile *file, const uint8_t *code)
{
    for (size_t i = 0; i < file->operand_count; i++) {
        Operand *operand = &file->operands[i];
        if (operand->kind == OPERAND_LITERAL) {
            operand->value = term_word(file->literals[operand->value]);
        } else if (operand->kind == OPERAND_PENDING_INTEGER) {
            if (!resolve_integer(file, operand, code))
                return false;
        }
    }
    return true;
}
