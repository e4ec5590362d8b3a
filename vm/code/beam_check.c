// SPDX-License-Identifier: Apache-2.0
// The structure of decoded code: each operand is of the kind that its instruction takes, and every
// index, label and size is in range. That values have the types which instructions trust is another
// matter, and not looked at here.
#include "code/beam_code.h"
#include "code/beam_file.h"

#define STACK_WORDS_MAX Y_REGISTER_LIMIT
#define HEAP_WORDS_MAX  ((Word)1 << 26)
#define ARITY_MAX       255

typedef struct Check {
    BeamFile *file;
    const GenericInstruction *instruction;
    bool *label_defined;
} Check;

static bool fail(const Check *check, const char *what)
{
    return beam_error(check->file, "instruction %s: %s",
                      generic_info[check->instruction->operation].name, what);
}

static bool is_source(Operand operand)
{
    return operand_is_register(operand) || operand_is_constant(operand);
}

static bool is_label(Operand operand)
{
    return operand.kind == OPERAND_LABEL && operand.value != 0;
}

static bool is_number_below(Operand operand, Word limit)
{
    return operand.kind == OPERAND_UNTAGGED && operand.value < limit;
}

static bool matches_letter(const BeamFile *file, Operand operand, char letter)
{
    switch (letter) {
    case 's': return is_source(operand);
    case 'd':
    case 'r': return operand_is_register(operand);
    case 'y': return operand.kind == OPERAND_Y;
    case 'l': return operand.kind == OPERAND_FLOAT_REGISTER;
    case 'a': return operand.kind == OPERAND_ATOM;
    case 'f': return is_label(operand);
    case 'j': return operand.kind == OPERAND_LABEL;
    case 'u': return is_number_below(operand, (Word)1 << 32);
    case 'A': return is_number_below(operand, ARITY_MAX + 1);
    case 'S': return is_number_below(operand, STACK_WORDS_MAX + 1);
    case 'H': return is_number_below(operand, HEAP_WORDS_MAX);
    case 'V': return is_number_below(operand, X_REGISTER_LIMIT + 1);
    case 'I': return is_number_below(operand, file->import_count);
    case 'F': return is_number_below(operand, file->lambda_count);
    case 'N': return is_number_below(operand, file->line_count ? file->line_count : 1);
    case 'L': return operand.kind == OPERAND_LIST;
    default: return letter == '*';
    }
}

// Each element of the list, the first at `items`, matches the letters in turn.
static bool check_list(const Check *check, const Operand *items, size_t count, const char *letters)
{
    size_t period = strlen(letters);
    if (count % period != 0)
        return fail(check, "operand list of a wrong length");
    for (size_t i = 0; i < count; i++) {
        if (!matches_letter(check->file, items[i], letters[i % period])) {
            return fail(check, "operand of a wrong kind in its list");
        }
    }
    return true;
}

static bool check_select(const Check *check, const Operand *items, size_t count)
{
    if (count % 2 != 0)
        return fail(check, "operand list of a wrong length");
    for (size_t i = 0; i < count; i += 2) {
        if (!operand_is_constant(items[i]) || !is_label(items[i + 1])) {
            return fail(check, "operand of a wrong kind in its list");
        }
    }
    return true;
}

static bool check_make_fun(const Check *check, const Operand *operands, const Operand *items,
                           size_t count)
{
    if (count != check->file->lambdas[operands[0].value].free_count) {
        return fail(check, "wrong number of free variables");
    }
    return count == 0 || check_list(check, items, count, "s");
}

static bool check_update_record(const Check *check, const Operand *operands, const Operand *items,
                                size_t count)
{
    if (count == 0 || operands[1].value > TUPLE_MAX_ARITY)
        return fail(check, "bad size");
    if (!check_list(check, items, count, "us"))
        return false;
    for (size_t i = 0; i < count; i += 2) {
        if (items[i].value < 1 || items[i].value > operands[1].value)
            return fail(check, "index out of range");
    }
    return true;
}

// The commands of bs_match: each starts with an atom, which says how many operands follow.
static bool check_bs_match(const Check *check, const Operand *items, size_t count)
{
    static const struct {
        const char *name;
        const char *letters;
    } commands[] = {
        {"ensure_at_least", "uu"}, {"ensure_exactly", "u"}, {"binary", "Vsuud"},
        {"integer", "Vsuud"},      {"=:=", "*u*"},          {"skip", "u"},
        {"get_tail", "Vud"},       {"test_unit", "u"},
    };
    for (size_t at = 0; at < count;) {
        if (items[at].kind != OPERAND_ATOM)
            return fail(check, "command expected");
        AtomText name = atom_text(check->file->atom_table, term_from_word(items[at].value));
        const char *letters = NULL;
        for (size_t i = 0; i < sizeof commands / sizeof *commands; i++) {
            if (strlen(commands[i].name) == name.size &&
                memcmp(commands[i].name, name.bytes, name.size) == 0) {
                letters = commands[i].letters;
            }
        }
        if (!letters)
            return fail(check, "unknown command");
        size_t length = strlen(letters);
        if (length > count - at - 1)
            return fail(check, "command cut short");
        if (!check_list(check, items + at + 1, length, letters))
            return false;
        at += 1 + length;
    }
    return true;
}

// The function called takes as many arguments as the instruction passes.
static bool check_import(const Check *check, Operand import, Word arity)
{
    return check->file->imports[import.value].arity == arity ||
           fail(check, "wrong number of arguments for the function it calls");
}

// The rules for operands that one letter cannot say.
static bool check_special(const Check *check, const Operand *operands)
{
    const Operand *items = operands + generic_info[check->instruction->operation].arity;
    size_t count = check->instruction->count - generic_info[check->instruction->operation].arity;
    switch (check->instruction->operation) {
    case GENERIC_select_val: return check_select(check, items, count);
    case GENERIC_select_tuple_arity: return check_list(check, items, count, "uf");
    case GENERIC_put_tuple2: return count == 0 || check_list(check, items, count, "s");
    case GENERIC_put_map_assoc:
    case GENERIC_put_map_exact:
        return count > 0 ? check_list(check, items, count, "ss") : fail(check, "no pairs");
    case GENERIC_has_map_fields: return check_list(check, items, count, "s");
    case GENERIC_get_map_elements: return check_list(check, items, count, "sd");
    case GENERIC_make_fun3: return check_make_fun(check, operands, items, count);
    case GENERIC_init_yregs: return check_list(check, items, count, "y");
    case GENERIC_bs_create_bin: return check_list(check, items, count, "auus*s");
    case GENERIC_bs_match: return check_bs_match(check, items, count);
    case GENERIC_update_record: return check_update_record(check, operands, items, count);
    case GENERIC_bs_match_string:
        if (operands[3].value + (operands[2].value + 7) / 8 <= check->file->strings_size)
            return true;
        return fail(check, "string out of range");
    case GENERIC_bs_start_match4:
        return operands[0].kind == OPERAND_ATOM || is_label(operands[0]) ||
               fail(check, "bad failure operand");
    case GENERIC_fmove:
        if (operands[0].kind == OPERAND_FLOAT_REGISTER) {
            return operand_is_register(operands[1]) || fail(check, "bad destination");
        }
        return (is_source(operands[0]) && operands[1].kind == OPERAND_FLOAT_REGISTER) ||
               fail(check, "bad operands");
    case GENERIC_bif0: return check_import(check, operands[0], 0);
    case GENERIC_bif1: return check_import(check, operands[1], 1);
    case GENERIC_bif2: return check_import(check, operands[1], 2);
    case GENERIC_gc_bif1: return check_import(check, operands[2], 1);
    case GENERIC_gc_bif2: return check_import(check, operands[2], 2);
    case GENERIC_gc_bif3: return check_import(check, operands[2], 3);
    case GENERIC_call_ext:
    case GENERIC_call_ext_last:
    case GENERIC_call_ext_only: return check_import(check, operands[1], operands[0].value);
    case GENERIC_call_fun2:
        return operands[0].kind == OPERAND_ATOM ||
               is_number_below(operands[0], check->file->lambda_count) || fail(check, "bad tag");
    default: return true;
    }
}

static bool check_instruction(const Check *check)
{
    const GenericInfo *info = &generic_info[check->instruction->operation];
    const Operand *operands = check->file->operands + check->instruction->first;
    for (unsigned i = 0; i < info->arity; i++) {
        if (!matches_letter(check->file, operands[i], info->operands[i])) {
            return fail(check, "operand of a wrong kind, or out of range");
        }
    }
    bool has_list = info->arity > 0 && info->operands[info->arity - 1] == 'L';
    if (!has_list && check->instruction->count != info->arity)
        return fail(check, "unexpected operand list");
    return check_special(check, operands);
}

static bool define_label(const Check *check)
{
    Word label = check->file->operands[check->instruction->first].value;
    if (label == 0 || label >= check->file->label_count)
        return fail(check, "label out of range");
    if (check->label_defined[label])
        return fail(check, "label defined twice");
    check->label_defined[label] = true;
    return true;
}

// Code starts with a label and a func_info, so that falling off a function's end always meets a
// func_info.
static bool check_functions(Check *check)
{
    BeamFile *file = check->file;
    size_t functions = 0;
    for (size_t i = 0; i < file->instruction_count; i++) {
        uint16_t operation = file->instructions[i].operation;
        check->instruction = &file->instructions[i];
        if (operation == GENERIC_func_info) {
            functions++;
            bool entered = i + 1 < file->instruction_count &&
                           file->instructions[i + 1].operation == GENERIC_label;
            if (!entered)
                return fail(check, "no label after it");
        } else if (functions == 0 && operation != GENERIC_label && operation != GENERIC_line &&
                   operation != GENERIC_int_code_end) {
            return fail(check, "outside of any function");
        }
    }
    return functions == file->function_count || beam_error(file, "wrong number of functions");
}

static bool check_all(Check *check)
{
    BeamFile *file = check->file;
    for (size_t i = 0; i < file->instruction_count; i++) {
        check->instruction = &file->instructions[i];
        if (!check_instruction(check))
            return false;
        if (check->instruction->operation == GENERIC_label && !define_label(check))
            return false;
    }
    for (size_t i = 0; i < file->operand_count; i++) {
        Operand operand = file->operands[i];
        if (is_label(operand) && !check->label_defined[operand.value]) {
            return beam_error(file, "label %u is not defined", (unsigned)operand.value);
        }
    }
    for (size_t i = 0; i < file->export_count; i++) {
        uint32_t label = file->exports[i].label;
        if (label >= file->label_count || !check->label_defined[label]) {
            return beam_error(file, "an export's label is not defined");
        }
    }
    for (size_t i = 0; i < file->lambda_count; i++) {
        uint32_t label = file->lambdas[i].label;
        if (label >= file->label_count || !check->label_defined[label]) {
            return beam_error(file, "a fun's label is not defined");
        }
    }
    return check_functions(check);
}

bool beam_check(BeamFile *file)
{
    Check check = {.file = file};
    check.label_defined = memory_alloc_zeroed(file->memory, file->label_count + 1, sizeof(bool));
    if (!check.label_defined)
        return beam_error(file, "out of memory");
    bool ok = check_all(&check);
    memory_free(file->memory, check.label_defined, (file->label_count + 1) * sizeof(bool));
    return ok;
}
