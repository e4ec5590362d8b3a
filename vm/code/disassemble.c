// SPDX-License-Identifier: Apache-2.0
// Code as text, in both layers.
#include "code/disassemble.h"

#include "code/instruction.h"
#include "term/print.h"

#define NAME_COLUMNS   28
#define TERM_BYTES_MAX 200

static void add_function_name(ByteBuffer *text, const AtomTable *atoms, Term function,
                              uint32_t arity)
{
    atom_print(text, atoms, function);
    byte_buffer_printf(text, "/%u", arity);
}

static void add_remote_name(ByteBuffer *text, const AtomTable *atoms, Term module, Term function,
                            uint32_t arity)
{
    atom_print(text, atoms, module);
    byte_buffer_add_byte(text, ':');
    add_function_name(text, atoms, function, arity);
}

static void add_heading(ByteBuffer *text, const AtomTable *atoms, Term function, uint32_t arity)
{
    byte_buffer_add_text(text, "\n");
    add_function_name(text, atoms, function, arity);
    byte_buffer_add_text(text, ":\n");
}

// An instruction's name without the underscore that keeps it apart from a word of C, padded when
// operands follow.
static void add_name(ByteBuffer *text, int indent, const char *name, bool has_operands)
{
    size_t length = strlen(name);
    if (name[length - 1] == '_')
        length--;
    byte_buffer_printf(text, "%*s%-*.*s", indent, "", has_operands ? NAME_COLUMNS : 0, (int)length,
                       name);
}

// ---- generic instructions

// Whether this is a string that can be written between quotes without escapes.
static bool is_plain_string(Term t)
{
    size_t length = 0;
    for (; term_is_cons(t) && length < TERM_BYTES_MAX; t = cons_tail(t), length++) {
        if (!term_is_small(cons_head(t)))
            return false;
        SignedWord code = small_value(cons_head(t));
        if (code < ' ' || code > '~' || code == '"' || code == '\\')
            return false;
    }
    return length > 0 && term_is_nil(t);
}

static void add_term(ByteBuffer *text, const AtomTable *atoms, Word word)
{
    Term t = term_from_word(word);
    if (!is_plain_string(t)) {
        term_print_limited(text, atoms, t, TERM_BYTES_MAX);
        return;
    }
    byte_buffer_add_byte(text, '"');
    for (; term_is_cons(t); t = cons_tail(t)) {
        byte_buffer_add_byte(text, (uint8_t)small_value(cons_head(t)));
    }
    byte_buffer_add_byte(text, '"');
}

static void add_line(ByteBuffer *text, const BeamFile *file, Word index)
{
    if (index == 0 || index >= file->line_count) {
        byte_buffer_add_byte(text, '-');
    } else {
        byte_buffer_printf(text, "%u", file->lines[index].line);
    }
}

// A number that stands for something of the file's tables, or for itself.
static void add_number(ByteBuffer *text, const BeamFile *file, char letter, Word number)
{
    const AtomTable *atoms = file->atom_table;
    if (letter == 'I') {
        const BeamImport *import = &file->imports[number];
        add_remote_name(text, atoms, import->module, import->function, import->arity);
    } else if (letter == 'F') {
        const BeamLambda *lambda = &file->lambdas[number];
        add_function_name(text, atoms, lambda->function, lambda->arity);
    } else if (letter == 'N') {
        add_line(text, file, number);
    } else {
        byte_buffer_printf(text, "%zu", (size_t)number);
    }
}

static void add_operand(ByteBuffer *text, const BeamFile *file, char letter, Operand operand)
{
    switch (operand.kind) {
    case OPERAND_X:
    case OPERAND_Y:
        byte_buffer_printf(text, "%c%zu", (char)operand.kind, (size_t)operand.value);
        break;
    case OPERAND_FLOAT_REGISTER: byte_buffer_printf(text, "fr%zu", (size_t)operand.value); break;
    case OPERAND_LABEL:
        if (operand.value == 0)
            byte_buffer_add_byte(text, '-');
        else
            byte_buffer_printf(text, "L%zu", (size_t)operand.value);
        break;
    case OPERAND_UNTAGGED: add_number(text, file, letter, operand.value); break;
    case OPERAND_LIST: byte_buffer_printf(text, "[%zu]", (size_t)operand.value); break;
    case OPERAND_SMALL:
    case OPERAND_ATOM:
    case OPERAND_NIL:
    case OPERAND_LITERAL: add_term(text, file->atom_table, operand.value); break;
    }
}

static void add_generic(ByteBuffer *text, const BeamFile *file,
                        const GenericInstruction *instruction)
{
    const GenericInfo *info = &generic_info[instruction->operation];
    const Operand *operands = file->operands + instruction->first;
    if (instruction->operation == GENERIC_label) {
        byte_buffer_printf(text, "  L%zu:\n", (size_t)operands[0].value);
        return;
    }
    add_name(text, 4, info->name, instruction->count > 0);
    for (uint32_t i = 0; i < instruction->count; i++) {
        char letter = i < info->arity ? info->operands[i] : 'L';
        byte_buffer_add_byte(text, ' ');
        add_operand(text, file, letter, operands[i]);
    }
    byte_buffer_add_byte(text, '\n');
}

static void add_exports(ByteBuffer *text, const BeamFile *file)
{
    byte_buffer_add_text(text, "exports:\n");
    for (size_t i = 0; i < file->export_count; i++) {
        byte_buffer_add_text(text, "    ");
        add_function_name(text, file->atom_table, file->exports[i].function,
                          file->exports[i].arity);
        byte_buffer_printf(text, " at L%u\n", file->exports[i].label);
    }
}

void disassemble_file(ByteBuffer *text, const BeamFile *file)
{
    add_exports(text, file);
    for (size_t i = 0; i < file->instruction_count; i++) {
        const GenericInstruction *instruction = &file->instructions[i];
        // A function begins with a label, then func_info, perhaps with a line between; the name
        // belongs above all that.
        for (size_t j = i;
             instruction->operation == GENERIC_label && j < i + 3 && j < file->instruction_count;
             j++) {
            if (file->instructions[j].operation != GENERIC_func_info)
                continue;
            const Operand *operands = file->operands + file->instructions[j].first;
            add_heading(text, file->atom_table, term_from_word(operands[1].value),
                        (uint32_t)operands[2].value);
            break;
        }
        add_generic(text, file, instruction);
    }
}

// ---- internal instructions

typedef struct Listing {
    ByteBuffer *text;
    const AtomTable *atoms;
    const Word *operations;
    const Module *module;
    size_t next_function;
    size_t next_line;
} Listing;

static void add_address(Listing *listing, Word address)
{
    const Word *to = (const Word *)(uintptr_t)address;
    if (address == 0)
        byte_buffer_add_byte(listing->text, '-');
    else
        byte_buffer_printf(listing->text, "@%zu", (size_t)(to - listing->module->code));
}

static void add_source(Listing *listing, Word word)
{
    Word tag = word & 7;
    if (tag == SOURCE_X || tag == SOURCE_Y) {
        byte_buffer_printf(listing->text, "%c%zu", tag == SOURCE_X ? 'x' : 'y',
                           (size_t)(word >> 3));
    } else {
        add_term(listing->text, listing->atoms, word);
    }
}

// A term to compare with; select_arity has headers of tuples here.
static void add_key(Listing *listing, Word word)
{
    if ((word & 7) == TAG_HEADER)
        byte_buffer_printf(listing->text, "arity %zu", header_size(term_from_word(word)));
    else
        add_term(listing->text, listing->atoms, word);
}

static void add_export(Listing *listing, Word word)
{
    const Export *export = (const Export *)(uintptr_t)word;
    add_remote_name(listing->text, listing->atoms, export->module, export->function, export->arity);
}

static void add_fun(Listing *listing, Word word)
{
    const FunEntry *entry = (const FunEntry *)(uintptr_t)word;
    add_function_name(listing->text, listing->atoms, entry->function,
                      entry->arity + entry->free_count);
}

// A number, or the address of bytes that the module holds for bit syntax.
static void add_plain_number(Listing *listing, Word word)
{
    Word strings = (Word)(uintptr_t)listing->module->strings;
    if (strings != 0 && word >= strings && word - strings < listing->module->strings_size) {
        byte_buffer_printf(listing->text, "strings+%zu", (size_t)(word - strings));
    } else {
        byte_buffer_printf(listing->text, "%zu", (size_t)word);
    }
}

static void add_word(Listing *listing, char letter, Word word)
{
    switch (letter) {
    case 'x':
    case 'y': byte_buffer_printf(listing->text, "%c%zu", letter, (size_t)word); break;
    case 'l': byte_buffer_printf(listing->text, "fr%zu", (size_t)word); break;
    case 's':
    case 'd': add_source(listing, word); break;
    case 'c': add_term(listing->text, listing->atoms, word); break;
    case 'f':
    case 'j': add_address(listing, word); break;
    case 'e': add_export(listing, word); break;
    case 'F': add_fun(listing, word); break;
    default: add_plain_number(listing, word);
    }
}

static void add_segment(Listing *listing, const Word *segment)
{
    static const char *const kinds[SEGMENT_KIND_COUNT] = {"integer", "float",          "binary",
                                                          "append",  "private_append", "string",
                                                          "utf8",    "utf16",          "utf32"};
    byte_buffer_printf(listing->text, " {%s", kinds[segment[0]]);
    byte_buffer_printf(listing->text, " unit:%zu flags:%zu ", (size_t)segment[1],
                       (size_t)segment[2]);
    if (segment[0] == SEGMENT_STRING)
        byte_buffer_add_text(listing->text, "bytes");
    else
        add_source(listing, segment[3]);
    byte_buffer_add_text(listing->text, " size:");
    add_source(listing, segment[4]);
    byte_buffer_add_byte(listing->text, '}');
}

static void add_match_command(Listing *listing, const Word *command)
{
    static const char *const kinds[] = {"at_least", "exactly", "integer",  "binary",
                                        "equal",    "skip",    "get_tail", "test_unit"};
    byte_buffer_printf(listing->text, " {%s", kinds[command[0]]);
    byte_buffer_printf(listing->text, " flags:%zu size:%zu unit:%zu", (size_t)command[1],
                       (size_t)command[2], (size_t)command[3]);
    if (command[0] == MATCH_EQUAL) {
        byte_buffer_printf(listing->text, " %zu", (size_t)command[4]);
    } else if (command[0] == MATCH_INTEGER || command[0] == MATCH_BINARY ||
               command[0] == MATCH_GET_TAIL) {
        byte_buffer_add_byte(listing->text, ' ');
        add_source(listing, command[4]);
    }
    byte_buffer_add_byte(listing->text, '}');
}

// What has a count in front: `letter` says what, `words` begins with the count.
static void add_counted(Listing *listing, char letter, const Word *words)
{
    Word count = words[0];
    const Word *first = words + 1;
    for (Word i = 0; i < count; i++) {
        if (letter == 'G') {
            add_segment(listing, first + SEGMENT_WORDS * i);
            continue;
        }
        if (letter == 'M') {
            add_match_command(listing, first + SEGMENT_WORDS * i);
            continue;
        }
        byte_buffer_add_byte(listing->text, ' ');
        if (letter == 'L') {
            add_source(listing, first[i]);
        } else if (letter == 'Y') {
            byte_buffer_printf(listing->text, "y%zu", (size_t)first[i]);
        } else if (letter == 'T') {
            add_address(listing, first[i]);
        } else if (letter == 'P') {
            add_source(listing, first[2 * i]);
            byte_buffer_add_byte(listing->text, ':');
            add_source(listing, first[2 * i + 1]);
        } else {
            add_key(listing, first[i]);
            byte_buffer_add_byte(listing->text, ':');
            add_address(listing, first[count + i]);
        }
    }
}

static enum Instruction instruction_at(const Listing *listing, const Word *code)
{
    unsigned instruction = 0;
    while (instruction < INSTRUCTION_COUNT && listing->operations[instruction] != *code)
        instruction++;
    return (enum Instruction)instruction;
}

static void add_internal(Listing *listing, const Word *code, enum Instruction instruction)
{
    const InstructionInfo *info = &instruction_info[instruction];
    byte_buffer_printf(listing->text, "%6zu", (size_t)(code - listing->module->code));
    add_name(listing->text, 2, info->name, info->operands[0] != '\0');
    const Word *operand = code + 1;
    for (const char *letter = info->operands; *letter; letter++) {
        if (strchr("LYTPVGM", *letter)) {
            add_counted(listing, *letter, operand);
            break;
        }
        byte_buffer_add_byte(listing->text, ' ');
        add_word(listing, *letter, *operand++);
    }
}

// The function and the line that begin here.
static void add_places(Listing *listing, const Word *code)
{
    const Module *module = listing->module;
    while (listing->next_line < module->line_count &&
           module->lines[listing->next_line].address < code) {
        listing->next_line++;
    }
    if (listing->next_function == module->function_count)
        return;
    const FunctionInfo *function = &module->functions[listing->next_function];
    if (function->start > code)
        return;
    add_heading(listing->text, listing->atoms, function->name, function->arity);
    listing->next_function++;
}

void disassemble_module(ByteBuffer *text, const AtomTable *atoms, const CodeTable *table,
                        const Module *module)
{
    Listing listing = {
        .text = text, .atoms = atoms, .operations = code_operations(table), .module = module};
    const Word *code = module->code, *end = code + module->code_words;
    while (code < end) {
        enum Instruction instruction = instruction_at(&listing, code);
        if (instruction == INSTRUCTION_COUNT)
            break;
        add_places(&listing, code);
        add_internal(&listing, code, instruction);
        const LineInfo *line = &module->lines[listing.next_line];
        if (listing.next_line < module->line_count && line->address == code && line->line > 0) {
            byte_buffer_printf(text, "  %% line %u", line->line);
        }
        byte_buffer_add_byte(text, '\n');
        code += instruction_words(instruction, code);
    }
}
