// SPDX-License-Identifier: Apache-2.0
// Loading of the generic instructions that no row of rules.def can say: those with lists, and
// calls, whose form depends on what they call.
#include <stdlib.h>

#include "code/loader_internal.h"
#include "term/bits.h"
#include "term/number.h"

static bool export_is_bif(const Export *export) { return export->bif != NULL; }

// ---- calls

static void emit_call(Loader *loader, const Operand *operands, enum Instruction bif,
                      enum Instruction other, const Operand *frame)
{
    Export *export = loader->imports[operands[1].value];
    emit_instruction(loader, export_is_bif(export) ? bif : other);
    emit_word(loader, (Word)(uintptr_t) export);
    if (frame)
        emit_word(loader, frame->value);
}

// ---- choices

typedef struct Choice {
    Word key;
    Operand label;
} Choice;

static int choice_compare(const void *a, const void *b)
{
    Word x = ((const Choice *)a)->key, y = ((const Choice *)b)->key;
    return (x > y) - (x < y);
}
// By value, where all keys are small integers.
static int choice_compare_smalls(const void *a, const void *b)
{
    SignedWord x = (SignedWord)((const Choice *)a)->key, y = (SignedWord)((const Choice *)b)->key;
    return (x > y) - (x < y);
}

static void emit_choices(Loader *loader, const Choice *choices, size_t count)
{
    emit_word(loader, count);
    for (size_t i = 0; i < count; i++)
        emit_word(loader, choices[i].key);
    for (size_t i = 0; i < count; i++)
        emit_label(loader, choices[i].label);
}

// A table is worth its words when at least a third of it is used.
static bool wants_jump_table(const Choice *choices, size_t count, SignedWord *lowest, size_t *size)
{
    SignedWord low = SMALL_MAX, high = SMALL_MIN;
    for (size_t i = 0; i < count; i++) {
        Term key = term_from_word(choices[i].key);
        if (!term_is_small(key))
            return false;
        SignedWord value = small_value(key);
        if (value < low)
            low = value;
        if (value > high)
            high = value;
    }
    *lowest = low;
    *size = (size_t)(high - low) + 1;
    return count >= 4 && (Word)(high - low) < 3 * (Word)count;
}

static void emit_jump_table(Loader *loader, Operand subject, Operand fail, Choice *choices,
                            size_t count, SignedWord lowest, size_t size)
{
    emit_instruction(loader,
                     subject.kind == OPERAND_X ? INSTRUCTION_jump_table_x : INSTRUCTION_jump_table);
    if (subject.kind == OPERAND_X)
        emit_word(loader, subject.value);
    else
        emit_source(loader, subject);
    emit_label(loader, fail);
    emit_word(loader, term_word(small_make(lowest)));
    emit_word(loader, size);
    qsort(choices, count, sizeof *choices, choice_compare_smalls);
    for (size_t i = 0, at = 0; i < size; i++) {
        Word key = term_word(small_make(lowest + (SignedWord)i));
        bool is_chosen = at < count && choices[at].key == key;
        emit_label(loader, is_chosen ? choices[at].label : fail);
        while (at < count && choices[at].key == key)
            at++;
    }
}

// Up to so many, one after the other is faster than halving.
#define LINEAR_SELECT_MAX 6

static void emit_select(Loader *loader, Operand subject, Operand fail, Choice *choices,
                        size_t count)
{
    SignedWord lowest;
    size_t size;
    if (wants_jump_table(choices, count, &lowest, &size)) {
        emit_jump_table(loader, subject, fail, choices, count, lowest, size);
    } else if (count <= LINEAR_SELECT_MAX && subject.kind == OPERAND_X) {
        emit_instruction(loader, INSTRUCTION_select_linear_x);
        emit_word(loader, subject.value);
        emit_label(loader, fail);
        emit_choices(loader, choices, count);
    } else {
        qsort(choices, count, sizeof *choices, choice_compare);
        emit_instruction(loader, INSTRUCTION_select_binary);
        emit_source(loader, subject);
        emit_label(loader, fail);
        emit_choices(loader, choices, count);
    }
}

// Values that are not one word are compared first, each by an instruction of its own; `next` is
// where a failed comparison goes on, which is the instruction behind it.
static void emit_boxed_choice(Loader *loader, Operand subject, Operand value, Operand label)
{
    emit_instruction(loader, INSTRUCTION_is_ne_exact);
    emit_label(loader, label);
    emit_source(loader, subject);
    emit_source(loader, value);
}

static void emit_select_val(Loader *loader, const Operand *operands)
{
    size_t pairs = operands[2].value / 2;
    const Operand *items = operands + 3;
    Choice *choices = memory_alloc(loader->file->memory, (pairs + 1) * sizeof *choices);
    if (!choices) {
        loader->failed = true;
        return;
    }
    size_t count = 0;
    for (size_t i = 0; i < pairs; i++) {
        Operand value = items[2 * i], label = items[2 * i + 1];
        if (term_is_pointer(term_from_word(value.value)))
            emit_boxed_choice(loader, operands[0], value, label);
        else
            choices[count++] = (Choice){value.value, label};
    }
    emit_select(loader, operands[0], operands[1], choices, count);
    memory_free(loader->file->memory, choices, (pairs + 1) * sizeof *choices);
}

static void emit_select_arity(Loader *loader, const Operand *operands)
{
    size_t pairs = operands[2].value / 2;
    const Operand *items = operands + 3;
    emit_instruction(loader, INSTRUCTION_select_arity);
    emit_source(loader, operands[0]);
    emit_label(loader, operands[1]);
    emit_word(loader, pairs);
    for (size_t i = 0; i < pairs; i++) {
        emit_word(loader, term_word(header_make(KIND_TUPLE, items[2 * i].value)));
    }
    for (size_t i = 0; i < pairs; i++)
        emit_label(loader, items[2 * i + 1]);
}

// ---- building

static void emit_sources(Loader *loader, const Operand *items, size_t count)
{
    emit_word(loader, count);
    for (size_t i = 0; i < count; i++)
        emit_source(loader, items[i]);
}

static bool is_immediate(Operand operand)
{
    return operand_is_constant(operand) && !term_is_pointer(term_from_word(operand.value));
}

static void emit_put_map(Loader *loader, enum Instruction instruction, const Operand *operands)
{
    emit_instruction(loader, instruction);
    emit_label(loader, operands[0]);
    emit_source(loader, operands[1]);
    emit_destination(loader, operands[2]);
    emit_word(loader, operands[3].value);
    emit_sources(loader, operands + 5, operands[4].value);
}

static void emit_get_map_elements(Loader *loader, const Operand *operands)
{
    const Operand *items = operands + 3;
    size_t count = operands[2].value / 2;
    bool is_simple = count == 1 && operands[1].kind == OPERAND_X && items[1].kind == OPERAND_X &&
                     is_immediate(items[0]);
    if (is_simple) {
        emit_instruction(loader, INSTRUCTION_get_map_element_x);
        emit_label(loader, operands[0]);
        emit_word(loader, operands[1].value);
        emit_word(loader, items[0].value);
        emit_word(loader, items[1].value);
        return;
    }
    bool is_usual = operands[1].kind == OPERAND_X;
    for (size_t i = 0; i < 2 * count; i += 2) {
        is_usual = is_usual && is_immediate(items[i]) && items[i + 1].kind == OPERAND_X;
    }
    emit_instruction(loader,
                     is_usual ? INSTRUCTION_get_map_elements_x : INSTRUCTION_get_map_elements);
    emit_label(loader, operands[0]);
    if (is_usual)
        emit_word(loader, operands[1].value);
    else
        emit_source(loader, operands[1]);
    emit_word(loader, count);
    for (size_t i = 0; i < 2 * count; i++)
        emit_source(loader, items[i]);
}

static void emit_make_fun(Loader *loader, const Operand *operands)
{
    emit_instruction(loader, INSTRUCTION_make_fun);
    emit_word(loader, (Word)(uintptr_t)&loader->module->funs[operands[0].value]);
    emit_destination(loader, operands[1]);
    emit_sources(loader, operands + 3, operands[2].value);
}

static void emit_update_record(Loader *loader, const Operand *operands)
{
    emit_instruction(loader, INSTRUCTION_update_record);
    emit_word(loader, operands[1].value);
    emit_source(loader, operands[2]);
    emit_destination(loader, operands[3]);
    size_t count = operands[4].value;
    emit_word(loader, count);
    for (size_t i = 0; i < count; i += 2) {
        emit_word(loader, operands[5 + i].value);
        emit_source(loader, operands[6 + i]);
    }
}

// ---- bit syntax

static const struct {
    const char *name;
    enum SegmentKind kind;
} segment_kinds[] = {
    {"integer", SEGMENT_INTEGER}, {"float", SEGMENT_FLOAT},
    {"binary", SEGMENT_BINARY},   {"append", SEGMENT_APPEND},
    {"string", SEGMENT_STRING},   {"private_append", SEGMENT_PRIVATE_APPEND},
    {"utf8", SEGMENT_UTF8},       {"utf16", SEGMENT_UTF16},
    {"utf32", SEGMENT_UTF32},
};

static bool atom_is(const Loader *loader, Word atom, const char *name)
{
    AtomText text = atom_text(loader->file->atom_table, term_from_word(atom));
    return text.size == strlen(name) && memcmp(text.bytes, name, text.size) == 0;
}

// Of a longer list the rest is ignored: many segments may share one.
#define FLAGS_MAX 8

// Flags are [] or a literal list of the atoms little, big, signed, unsigned, native.
static Word segment_flags(const Loader *loader, Operand operand)
{
    Word flags = 0;
    if (operand.kind == OPERAND_UNTAGGED)
        return operand.value;
    if (operand.kind != OPERAND_LITERAL)
        return flags;
    Term list = term_from_word(operand.value);
    unsigned left = FLAGS_MAX;
    for (; left > 0 && term_is_cons(list); left--, list = cons_tail(list)) {
        Term flag = cons_head(list);
        if (!term_is_atom(flag))
            continue;
        if (atom_is(loader, term_word(flag), "little"))
            flags |= SEGMENT_LITTLE;
        if (atom_is(loader, term_word(flag), "signed"))
            flags |= SEGMENT_SIGNED;
        if (atom_is(loader, term_word(flag), "native"))
            flags |= SEGMENT_LITTLE;
    }
    return flags;
}

static enum SegmentKind segment_kind(const Loader *loader, Operand name)
{
    for (size_t i = 0; i < sizeof segment_kinds / sizeof *segment_kinds; i++) {
        if (atom_is(loader, name.value, segment_kinds[i].name))
            return segment_kinds[i].kind;
    }
    return SEGMENT_KIND_COUNT;
}

#define NOT_FIXED (~(Word)0)

// The bits of an integer of at most 64, or of a string; NOT_FIXED for any other segment.
static Word fixed_bits(const Loader *loader, const Operand *segment)
{
    enum SegmentKind kind = segment_kind(loader, segment[0]);
    if (segment[5].kind != OPERAND_SMALL || (kind != SEGMENT_INTEGER && kind != SEGMENT_STRING))
        return NOT_FIXED;
    SignedWord size = small_value(term_from_word(segment[5].value));
    Word unit = segment[2].value, limit = kind == SEGMENT_INTEGER ? 64 : HEAP_BITS_MAX * 8;
    if (size < 0 || (Word)size > limit || unit > limit || (Word)size * unit > limit)
        return NOT_FIXED;
    return (Word)size * unit;
}

static bool emit_segment(Loader *loader, const Operand *segment)
{
    enum SegmentKind kind = segment_kind(loader, segment[0]);
    if (kind == SEGMENT_KIND_COUNT)
        return beam_error(loader->file, "unknown kind of binary segment");
    emit_word(loader, kind);
    emit_word(loader, segment[2].value);
    emit_word(loader, segment_flags(loader, segment[3]));
    if (kind == SEGMENT_STRING) {
        Term size = term_from_word(segment[5].value);
        bool in_range = segment[4].kind == OPERAND_UNTAGGED && segment[5].kind == OPERAND_SMALL &&
                        segment[2].value == 8 && segment[4].value <= loader->module->strings_size &&
                        (Word)small_value(size) <= loader->module->strings_size - segment[4].value;
        if (!in_range)
            return beam_error(loader->file, "string of a binary segment out of range");
        emit_word(loader, (Word)(uintptr_t)(loader->module->strings + segment[4].value));
    } else if (operand_is_register(segment[4]) || operand_is_constant(segment[4])) {
        emit_source(loader, segment[4]);
    } else {
        return beam_error(loader->file, "value of a binary segment is of a wrong kind");
    }
    emit_source(loader, segment[5]);
    Word bits = fixed_bits(loader, segment);
    emit_word(loader, bits == NOT_FIXED ? 0 : bits);
    return true;
}

static bool is_all(const Loader *loader, Operand size)
{
    return size.kind == OPERAND_ATOM && atom_is(loader, size.value, "all");
}

// The bits that all segments take when they are integers and strings of constant sizes, and few;
// else NOT_FIXED.
static Word fixed_total(const Loader *loader, const Operand *segments, size_t count)
{
    Word total = 0;
    for (size_t i = 0; i < count; i++) {
        Word bits = fixed_bits(loader, segments + 6 * i);
        if (bits == NOT_FIXED)
            return NOT_FIXED;
        total += bits;
        if (total > HEAP_BITS_MAX * 8)
            return NOT_FIXED;
    }
    return total;
}

// bs_create_bin Fail Alloc Live Unit Dst Segments: Alloc heap words have to be free afterwards.
static void emit_bs_create_bin(Loader *loader, const Operand *operands)
{
    size_t count = operands[5].value / 6;
    enum SegmentKind first = count > 0 ? segment_kind(loader, operands[6]) : SEGMENT_KIND_COUNT;
    bool is_append = (first == SEGMENT_APPEND || first == SEGMENT_PRIVATE_APPEND) &&
                     is_all(loader, operands[11]);
    Word total = fixed_total(loader, operands + 6 + 6 * is_append, count - is_append);
    if (is_append && total == 0)
        total = NOT_FIXED;
    bool is_byte_more = is_append && count == 2 && total == 8 &&
                        (operands[8].value == 1 || operands[8].value == 8) &&
                        segment_kind(loader, operands[12]) == SEGMENT_INTEGER;
    emit_instruction(loader, total == NOT_FIXED ? INSTRUCTION_bs_create_bin
                             : is_byte_more     ? INSTRUCTION_bs_append_byte
                             : is_append        ? INSTRUCTION_bs_append_fixed
                                                : INSTRUCTION_bs_create_fixed);
    emit_label(loader, operands[0]);
    emit_word(loader, operands[2].value);
    emit_word(loader, operands[1].value);
    if (total != NOT_FIXED)
        emit_word(loader, total);
    emit_destination(loader, operands[4]);
    emit_word(loader, count);
    for (size_t i = 0; i < count; i++) {
        if (!emit_segment(loader, operands + 6 + 6 * i)) {
            loader->failed = true;
            return;
        }
    }
}

// An unsigned big-endian integer of so many bits that it is small.
static void emit_get_small(Loader *loader, Operand fail, Operand context, Word bits,
                           Operand destination)
{
    if (context.kind != OPERAND_X || destination.kind != OPERAND_X) {
        emit_instruction(loader, INSTRUCTION_bs_get_small);
        emit_label(loader, fail);
        emit_source(loader, context);
        emit_word(loader, bits);
        emit_destination(loader, destination);
        return;
    }
    bool is_usual = bits == 8 || bits == 16 || bits == 32;
    emit_instruction(loader, bits == 8    ? INSTRUCTION_bs_get_byte_xx
                             : bits == 16 ? INSTRUCTION_bs_get_16_xx
                             : bits == 32 ? INSTRUCTION_bs_get_32_xx
                                          : INSTRUCTION_bs_get_small_xx);
    emit_label(loader, fail);
    emit_word(loader, context.value);
    if (!is_usual)
        emit_word(loader, bits);
    emit_word(loader, destination.value);
}

static bool is_byte(const Operand *o)
{
    return o[1].kind == OPERAND_X && o[6].kind == OPERAND_X &&
           o[3].value == term_word(small_make(8)) && o[4].value == 1 && o[5].value == 0;
}

static void emit_get_flagged(Loader *loader, const Operand *o, Word bits)
{
    emit_instruction(loader, INSTRUCTION_bs_get_flagged);
    emit_label(loader, o[0]);
    emit_source(loader, o[1]);
    emit_word(loader, bits);
    emit_word(loader, o[5].value);
    emit_destination(loader, o[6]);
}

// bs_get_integer2 Fail Context Live Size Unit Flags Dst. False for a byte between x registers, for
// which there are rules.
static bool emit_bs_get_integer(Loader *loader, const Operand *o)
{
    Term size = term_from_word(o[3].value);
    bool is_known = o[3].kind == OPERAND_SMALL && small_value(size) > 0 &&
                    small_value(size) < SMALL_BITS && o[4].value > 0 && o[4].value < SMALL_BITS;
    Word bits = is_known ? (Word)small_value(size) * o[4].value : 0;
    if (bits > 0 && bits < SMALL_BITS) {
        if (is_byte(o))
            return false;
        if (o[5].value & (SEGMENT_LITTLE | SEGMENT_SIGNED | SEGMENT_NATIVE))
            emit_get_flagged(loader, o, bits);
        else
            emit_get_small(loader, o[0], o[1], bits, o[6]);
        return true;
    }
    emit_instruction(loader, INSTRUCTION_bs_get_integer);
    emit_label(loader, o[0]);
    emit_source(loader, o[1]);
    emit_word(loader, o[2].value);
    emit_source(loader, o[3]);
    emit_word(loader, o[4].value);
    emit_word(loader, o[5].value);
    emit_destination(loader, o[6]);
    return true;
}

// bs_get_binary2 Fail Context Live Size Unit Flags Dst, where Size may be the atom `all`
static void emit_bs_get_binary(Loader *loader, const Operand *o)
{
    bool is_all = o[3].kind == OPERAND_ATOM;
    emit_instruction(loader, is_all ? INSTRUCTION_bs_get_binary_all : INSTRUCTION_bs_get_binary);
    emit_label(loader, o[0]);
    emit_source(loader, o[1]);
    emit_word(loader, o[2].value);
    if (!is_all)
        emit_source(loader, o[3]);
    emit_word(loader, o[4].value);
    if (!is_all)
        emit_word(loader, o[5].value);
    emit_destination(loader, o[6]);
}

// Sizes and units below this have a product that is a size.
#define SHORT_SKIP ((Word)1 << 24)

// bs_skip_bits2 Fail Context Size Unit Flags
static void emit_bs_skip(Loader *loader, const Operand *o)
{
    bool is_all = o[2].kind == OPERAND_ATOM;
    Word size = o[2].value >> 3;
    if (o[1].kind == OPERAND_X && o[2].kind == OPERAND_SMALL && size < SHORT_SKIP &&
        o[3].value < SHORT_SKIP) {
        emit_instruction(loader, INSTRUCTION_bs_skip_x);
        emit_label(loader, o[0]);
        emit_word(loader, o[1].value);
        emit_word(loader, size * o[3].value);
        return;
    }
    emit_instruction(loader, is_all ? INSTRUCTION_bs_skip_all : INSTRUCTION_bs_skip);
    emit_label(loader, o[0]);
    emit_source(loader, o[1]);
    if (!is_all)
        emit_source(loader, o[2]);
    emit_word(loader, o[3].value);
}

static void emit_bs_skip_utf(Loader *loader, enum Instruction instruction, const Operand *o)
{
    emit_instruction(loader, instruction);
    emit_label(loader, o[0]);
    emit_source(loader, o[1]);
    if (instruction != INSTRUCTION_bs_get_utf8)
        emit_word(loader, o[3].value);
    emit_word(loader, source_x(X_SCRATCH));
}

static void emit_bs_match_string(Loader *loader, const Operand *o)
{
    if (o[1].kind == OPERAND_X && o[2].value == 8) {
        emit_instruction(loader, INSTRUCTION_bs_match_byte_x);
        emit_label(loader, o[0]);
        emit_word(loader, o[1].value);
        emit_word(loader, loader->module->strings[o[3].value]);
        return;
    }
    emit_instruction(loader, INSTRUCTION_bs_match_string);
    emit_label(loader, o[0]);
    emit_source(loader, o[1]);
    emit_word(loader, o[2].value);
    emit_word(loader, (Word)(uintptr_t)(loader->module->strings + o[3].value));
}

// bs_start_match4 Fail Live Src Dst, where Fail is an atom when it cannot fail: a wrong claim
// raises badarg. The usual form of that has a rule.
static bool emit_bs_start_match4(Loader *loader, const Operand *o)
{
    bool is_sure = o[0].kind != OPERAND_LABEL;
    if (is_sure && o[2].kind == OPERAND_X && o[3].kind == OPERAND_X)
        return false;
    emit_instruction(loader, INSTRUCTION_bs_start_match);
    if (is_sure)
        emit_word(loader, 0);
    else
        emit_label(loader, o[0]);
    emit_source(loader, o[2]);
    emit_word(loader, o[1].value);
    emit_destination(loader, o[3]);
    return true;
}

// The value of a =:= command as the word that its bits must be; false when it is no such thing.
static bool match_value(Operand value, Word size, Word *word)
{
    bool is_integer = value.kind == OPERAND_UNTAGGED ||
                      (operand_is_constant(value) && term_is_integer(term_from_word(value.value)));
    if (!is_integer || size > 64)
        return false;
    *word = value.kind == OPERAND_UNTAGGED ? value.value
                                           : integer_low_word(term_from_word(value.value));
    return true;
}

// One command of bs_match as words; returns how many operands it took. `live` and `need` of the
// whole instruction follow from the first command that makes a term, and from all of them.
static size_t emit_match_command(Loader *loader, const Operand *o, Word *live, Word *need)
{
    enum MatchKind kind;
    Word flags = 0, size = 0, unit = 1, words = 0, destination = source_x(X_SCRATCH);
    size_t taken;
    if (atom_is(loader, o[0].value, "ensure_at_least")) {
        kind = MATCH_ENSURE_AT_LEAST, size = o[1].value, unit = o[2].value, taken = 3;
    } else if (atom_is(loader, o[0].value, "ensure_exactly")) {
        kind = MATCH_ENSURE_EXACTLY, size = o[1].value, taken = 2;
    } else if (atom_is(loader, o[0].value, "skip")) {
        kind = MATCH_SKIP, size = o[1].value, taken = 2;
    } else if (atom_is(loader, o[0].value, "test_unit")) {
        kind = MATCH_TEST_UNIT, unit = o[1].value, taken = 2;
    } else if (atom_is(loader, o[0].value, "get_tail")) {
        kind = MATCH_GET_TAIL, taken = 4, words = heap_bits_words(HEAP_BITS_MAX * 8);
        destination = o[3].kind == OPERAND_X ? source_x(o[3].value) : source_y(o[3].value);
    } else if (atom_is(loader, o[0].value, "=:=")) {
        kind = MATCH_EQUAL, size = o[2].value, taken = 4;
        if (!match_value(o[3], size, &destination))
            loader->failed = !beam_error(loader->file, "bad value to match");
    } else {
        kind = atom_is(loader, o[0].value, "integer") ? MATCH_INTEGER : MATCH_BINARY;
        flags = segment_flags(loader, o[2]), size = o[3].value, unit = o[4].value, taken = 6;
        words = kind == MATCH_INTEGER ? INTEGER64_WORDS : heap_bits_words(HEAP_BITS_MAX * 8);
        destination = o[5].kind == OPERAND_X ? source_x(o[5].value) : source_y(o[5].value);
    }
    if (words && *need == 0)
        *live = o[1].value;
    *need += words;
    const Word command[SEGMENT_WORDS] = {kind, flags, size, unit, destination, 0};
    for (size_t i = 0; i < SEGMENT_WORDS; i++)
        emit_word(loader, command[i]);
    return taken;
}

static void emit_bs_match(Loader *loader, const Operand *operands)
{
    emit_instruction(loader, INSTRUCTION_bs_match);
    emit_label(loader, operands[0]);
    emit_source(loader, operands[1]);
    size_t total = operands[2].value, place = loader->code_words;
    for (int i = 0; i < 3; i++)
        emit_word(loader, 0);
    Word live = 0, need = 0, count = 0;
    for (size_t at = 0; at < total; count++)
        at += emit_match_command(loader, operands + 3 + at, &live, &need);
    if (loader->failed)
        return;
    loader->code[place] = live;
    loader->code[place + 1] = need;
    loader->code[place + 2] = count;
}

// {A, B} and {A, B, C} are by far the most frequent, and need no count.
static void emit_put_tuple(Loader *loader, const Operand *operands)
{
    const Operand *items = operands + 2;
    size_t count = operands[1].value;
    bool is_short = count == 2 || count == 3;
    emit_instruction(loader, count == 2   ? INSTRUCTION_put_tuple_2
                             : count == 3 ? INSTRUCTION_put_tuple_3
                                          : INSTRUCTION_put_tuple);
    emit_destination(loader, operands[0]);
    if (!is_short)
        emit_word(loader, count);
    for (size_t i = 0; i < count; i++)
        emit_source(loader, items[i]);
}

static void emit_init_yregs(Loader *loader, const Operand *operands)
{
    const Operand *items = operands + 1;
    size_t count = operands[0].value;
    emit_instruction(loader, count == 1 ? INSTRUCTION_init_one_y : INSTRUCTION_init_y);
    if (count != 1)
        emit_word(loader, count);
    for (size_t i = 0; i < count; i++)
        emit_word(loader, items[i].value);
}

static void emit_has_map_fields(Loader *loader, const Operand *operands)
{
    emit_instruction(loader, INSTRUCTION_has_map_fields);
    emit_label(loader, operands[0]);
    emit_source(loader, operands[1]);
    emit_sources(loader, operands + 3, operands[2].value);
}

bool emit_special(Loader *loader, uint16_t operation, const Operand *o, size_t count)
{
    (void)count;
    switch (operation) {
    case GENERIC_call_ext:
        emit_call(loader, o, INSTRUCTION_call_bif, INSTRUCTION_call_export, NULL);
        return true;
    case GENERIC_call_ext_only:
        emit_call(loader, o, INSTRUCTION_call_bif_only, INSTRUCTION_call_export_only, NULL);
        return true;
    case GENERIC_call_ext_last:
        emit_call(loader, o, INSTRUCTION_call_bif_last, INSTRUCTION_call_export_last, &o[2]);
        return true;
    case GENERIC_select_val: emit_select_val(loader, o); return true;
    case GENERIC_select_tuple_arity: emit_select_arity(loader, o); return true;
    case GENERIC_put_tuple2: emit_put_tuple(loader, o); return true;
    case GENERIC_has_map_fields: emit_has_map_fields(loader, o); return true;
    case GENERIC_init_yregs: emit_init_yregs(loader, o); return true;
    case GENERIC_put_map_assoc:
        emit_put_map(
            loader, o[4].value == 2 ? INSTRUCTION_put_map_assoc_one : INSTRUCTION_put_map_assoc, o);
        return true;
    case GENERIC_put_map_exact:
        emit_put_map(
            loader, o[4].value == 2 ? INSTRUCTION_put_map_exact_one : INSTRUCTION_put_map_exact, o);
        return true;
    case GENERIC_get_map_elements: emit_get_map_elements(loader, o); return true;
    case GENERIC_make_fun3: emit_make_fun(loader, o); return true;
    case GENERIC_update_record: emit_update_record(loader, o); return true;
    case GENERIC_bs_create_bin: emit_bs_create_bin(loader, o); return true;
    case GENERIC_bs_get_integer2: return emit_bs_get_integer(loader, o);
    case GENERIC_bs_get_binary2: emit_bs_get_binary(loader, o); return true;
    case GENERIC_bs_skip_bits2: emit_bs_skip(loader, o); return true;
    case GENERIC_bs_skip_utf8: emit_bs_skip_utf(loader, INSTRUCTION_bs_get_utf8, o); return true;
    case GENERIC_bs_skip_utf16: emit_bs_skip_utf(loader, INSTRUCTION_bs_get_utf16, o); return true;
    case GENERIC_bs_skip_utf32: emit_bs_skip_utf(loader, INSTRUCTION_bs_get_utf32, o); return true;
    case GENERIC_bs_match_string: emit_bs_match_string(loader, o); return true;
    case GENERIC_bs_start_match4: return emit_bs_start_match4(loader, o);
    case GENERIC_bs_match: emit_bs_match(loader, o); return true;
    default: return false;
    }
}
