// SPDX-License-Identifier: Apache-2.0
// Writing any term as text. Broken words are shown, not followed, so that this can be called while
// debugging.
#include "term/print.h"

#include <stdio.h>

#include "term/bits.h"
#include "term/external_tags.h"
#include "term/fun.h"
#include "term/map.h"
#include "term/number_text.h"
#include "term/utf8.h"

// ---- atoms

static const char reserved_words[][8] = {
    "after", "and",  "andalso", "band",   "begin",   "bnot", "bor", "bsl",  "bsr",
    "bxor",  "case", "catch",   "cond",   "div",     "end",  "fun", "if",   "let",
    "not",   "of",   "or",      "orelse", "receive", "rem",  "try", "when", "xor",
};

static bool is_reserved(const char *text, size_t size)
{
    for (size_t i = 0; i < sizeof reserved_words / sizeof *reserved_words; i++) {
        if (strlen(reserved_words[i]) == size && memcmp(reserved_words[i], text, size) == 0)
            return true;
    }
    return false;
}

static bool is_lower(uint32_t c)
{
    return (c >= 'a' && c <= 'z') || (c >= 0xdf && c <= 0xff && c != 0xf7);
}

static bool is_name_character(uint32_t c)
{
    return is_lower(c) || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
           c == '@' || (c >= 0xc0 && c <= 0xde && c != 0xd7);
}

bool atom_needs_quotes(const char *text, size_t size)
{
    if (size == 0 || is_reserved(text, size))
        return true;
    uint32_t character = 0;
    for (size_t i = 0; i < size;) {
        int length = utf8_decode((const uint8_t *)text + i, size - i, &character);
        if (length <= 0)
            return true;
        if (!(i == 0 ? is_lower(character) : is_name_character(character)))
            return true;
        i += (size_t)length;
    }
    return false;
}

static void print_quoted_character(ByteBuffer *buffer, uint32_t c)
{
    static const char escaped[] = "\b\t\n\v\f\r\033\177", letters[] = "btnvfred";
    const char *found = c > 0 && c < 128 ? strchr(escaped, (int)c) : NULL;
    if (found) {
        byte_buffer_add_byte(buffer, '\\');
        byte_buffer_add_byte(buffer, (uint8_t)letters[found - escaped]);
    } else if (c < ' ' || (c >= 0x80 && c < 0xa0)) {
        byte_buffer_printf(buffer, "\\%03o", (unsigned)c);
    } else {
        if (c == '\'' || c == '\\')
            byte_buffer_add_byte(buffer, '\\');
        byte_buffer_add_utf8(buffer, c);
    }
}

void atom_print(ByteBuffer *buffer, const AtomTable *atoms, Term atom)
{
    AtomText text = atom_text(atoms, atom);
    if (!atom_needs_quotes(text.bytes, text.size)) {
        byte_buffer_add(buffer, text.bytes, text.size);
        return;
    }
    byte_buffer_add_byte(buffer, '\'');
    uint32_t character = 0;
    for (size_t i = 0; i < text.size;) {
        int length = utf8_decode((const uint8_t *)text.bytes + i, text.size - i, &character);
        if (length <= 0)
            break;
        print_quoted_character(buffer, character);
        i += (size_t)length;
    }
    byte_buffer_add_byte(buffer, '\'');
}

// ---- what is still to be written

typedef enum Step {
    STEP_TUPLE, // `left` elements from `terms` on
    STEP_LIST,  // the list from the cell at `terms` on
    STEP_TAIL,  // the tail of an improper list at `terms`
    STEP_FLAT,  // the last `left` pairs of the flat map at `terms`
    STEP_NODE,  // `left` children of a trie's node
    STEP_VALUE, // the value of a pair at `terms`
    STEP_CLOSE, // the character `left`
} Step;

typedef struct Frame {
    const Term *terms;
    size_t left;
    Step step;
    bool started; // something stands before, so a comma is needed
} Frame;

typedef struct Printer {
    ByteBuffer *buffer;
    const AtomTable *atoms;
    size_t end; // bytes at which to stop
    Frame *frames;
    size_t count;
    size_t capacity;
} Printer;

static void push(Printer *p, Step step, const Term *terms, size_t left, bool started)
{
    if (left == 0)
        return;
    if (p->count == p->capacity) {
        size_t capacity = p->capacity * 2 + 32;
        Frame *frames = memory_resize(p->buffer->memory, p->frames, p->capacity * sizeof(Frame),
                                      capacity * sizeof(Frame));
        if (!frames) {
            p->buffer->failed = true;
            return;
        }
        p->frames = frames;
        p->capacity = capacity;
    }
    p->frames[p->count++] = (Frame){terms, left, step, started};
}

static void put_text(Printer *p, const char *text) { byte_buffer_add_text(p->buffer, text); }

// ---- terms

static void print_float(Printer *p, double d)
{
    char text[FLOAT_SHORT_MAX];
    if (d != d || d - d != 0) {
        put_text(p, "<not a float>");
        return;
    }
    byte_buffer_add(p->buffer, text, float_print_short(d, text));
}

static void print_bits(Printer *p, Term t)
{
    BitsView view = bits_view(t);
    put_text(p, "<<");
    for (size_t i = 0; i < view.size >> 3 && p->buffer->size < p->end; i++)
        byte_buffer_printf(p->buffer, "%s%u", i ? "," : "", bits_byte(view, i));
    unsigned rest = view.size & 7;
    if (rest) {
        unsigned last = bits_byte(view, view.size >> 3) >> (8 - rest);
        byte_buffer_printf(p->buffer, "%s%u:%u", view.size > 8 ? "," : "", last, rest);
    }
    put_text(p, ">>");
}

static void print_fun(Printer *p, Term t)
{
    if (boxed_kind(t) == KIND_EXPORT_FUN) {
        const Export *export = fun_export(t);
        put_text(p, "fun ");
        atom_print(p->buffer, p->atoms, export->module);
        put_text(p, ":");
        atom_print(p->buffer, p->atoms, export->function);
        byte_buffer_printf(p->buffer, "/%u", export->arity);
        return;
    }
    const FunEntry *entry = fun_entry(t);
    put_text(p, "#Fun<");
    atom_print(p->buffer, p->atoms, entry->module_name);
    byte_buffer_printf(p->buffer, ".%u.%u>", entry->index, entry->old_unique);
}

static void print_reference(Printer *p, const Term *object)
{
    uint32_t ids[REF_IDS_MAX];
    unsigned count = 3;
    if (header_kind(object[0]) == KIND_REF) {
        for (unsigned i = 0; i < 4; i++)
            ids[i] = (uint32_t)(term_word(object[1 + i / 2]) >> i % 2 * 32);
        count += ids[3] != 0;
    } else {
        count = external_ref_unpack(object + 3, ids);
    }
    byte_buffer_printf(p->buffer, "#Ref<%u", header_kind(object[0]) == KIND_REF ? 0 : 1);
    while (count > 0)
        byte_buffer_printf(p->buffer, ".%u", ids[--count]);
    put_text(p, ">");
}

static void print_pid(Printer *p, Word number, Word serial, unsigned node)
{
    byte_buffer_printf(p->buffer, "<%u.%llu.%llu>", node, (unsigned long long)number,
                       (unsigned long long)serial);
}

static void print_map(Printer *p, Term t)
{
    const Term *object = boxed_address(t);
    put_text(p, "#{");
    push(p, STEP_CLOSE, NULL, '}', false);
    if (map_is_flat(t)) {
        push(p, STEP_FLAT, object, map_size(t), false);
    } else {
        push(p, STEP_NODE, object + 3, header_size(object[0]) - 2, false);
    }
}

static void print_boxed(Printer *p, Term t)
{
    const Term *object = boxed_address(t);
    Term header = object[0];
    if (!term_is_header(header)) {
        byte_buffer_printf(p->buffer, "<boxed %p>", (const void *)object);
        return;
    }
    switch (header_kind(header)) {
    case KIND_TUPLE:
        put_text(p, "{");
        push(p, STEP_CLOSE, NULL, '}', false);
        push(p, STEP_TUPLE, object + 1, header_size(header), false);
        break;
    case KIND_FLAT_MAP:
    case KIND_HASH_MAP: print_map(p, t); break;
    case KIND_FUN:
    case KIND_EXPORT_FUN: print_fun(p, t); break;
    case KIND_SHARED_BITS:
    case KIND_SLICE:
    case KIND_HEAP_BITS: print_bits(p, t); break;
    case KIND_EXTERNAL_PID:
        print_pid(p, (Word)small_value(object[3]), (Word)small_value(object[4]), 1);
        break;
    case KIND_EXTERNAL_PORT:
        byte_buffer_printf(p->buffer, "#Port<1.%lld>", (long long)small_value(object[3]));
        break;
    case KIND_REF:
    case KIND_EXTERNAL_REF: print_reference(p, object); break;
    case KIND_BIG_POSITIVE:
    case KIND_BIG_NEGATIVE: integer_print(p->buffer, t, 10); break;
    case KIND_FLOAT: print_float(p, float_value(t)); break;
    case KIND_MATCH: put_text(p, "<match context>"); break;
    default: put_text(p, "<node>"); break;
    }
}

static void print_immediate(Printer *p, Term t)
{
    Word payload = immediate_payload(t);
    if (term_is_atom(t)) {
        atom_print(p->buffer, p->atoms, t);
    } else if (term_is_nil(t)) {
        put_text(p, "[]");
    } else if (term_is_local_pid(t)) {
        print_pid(p, payload & ((1 << PID_NUMBER_BITS) - 1), payload >> PID_NUMBER_BITS, 0);
    } else if (term_is_local_port(t)) {
        byte_buffer_printf(p->buffer, "#Port<0.%llu>", (unsigned long long)payload);
    } else if (term_is_float(t)) {
        print_float(p, float_value(t));
    } else {
        put_text(p, term_is_none(t) ? "<none>" : "<catch>");
    }
}

static void print_one(Printer *p, Term t)
{
    switch (term_tag(t)) {
    case TAG_SMALL: integer_print(p->buffer, t, 10); break;
    case TAG_CONS:
        put_text(p, "[");
        push(p, STEP_LIST, cons_cell(t), 1, false);
        break;
    case TAG_BOXED: print_boxed(p, t); break;
    case TAG_IMMEDIATE: print_immediate(p, t); break;
    case TAG_FLOAT_LOW:
    case TAG_FLOAT_HIGH: print_float(p, float_value(t)); break;
    default: byte_buffer_printf(p->buffer, "<word %llx>", (unsigned long long)term_word(t)); break;
    }
}

// ---- one step

static void step_list(Printer *p, Frame *frame)
{
    const Term *cell = frame->terms;
    if (frame->started)
        put_text(p, ",");
    frame->started = true;
    if (term_is_cons(cell[1])) {
        frame->terms = cons_cell(cell[1]);
    } else {
        *frame = (Frame){cell + 1, 1, STEP_TAIL, false};
    }
    print_one(p, cell[0]);
}

static void step_tail(Printer *p, Term tail)
{
    p->frames[p->count - 1] = (Frame){NULL, ']', STEP_CLOSE, false};
    if (!term_is_nil(tail)) {
        put_text(p, "|");
        print_one(p, tail);
    }
}

// Takes a pair's key; its value waits.
static void print_pair(Printer *p, const Term *key, const Term *value, bool started)
{
    if (started)
        put_text(p, ",");
    push(p, STEP_VALUE, value, 1, false);
    print_one(p, *key);
}

// Takes one element off the uppermost frame, which leaves the stack when that was its last.
static void step_elements(Printer *p, Frame *frame)
{
    const Term *terms = frame->terms;
    Step step = frame->step;
    bool started = frame->started;
    size_t left = frame->left;
    frame->terms += step != STEP_FLAT;
    frame->started = true;
    if (--frame->left == 0)
        p->count--;
    if (step == STEP_FLAT) {
        size_t index = header_size(terms[0]) - 1 - left;
        print_pair(p, tuple_elements(terms[1]) + index, terms + 2 + index, started);
    } else if (step == STEP_TUPLE) {
        if (started)
            put_text(p, ",");
        print_one(p, *terms);
    } else if (term_is_cons(*terms)) {
        print_pair(p, cons_cell(*terms), cons_cell(*terms) + 1, started);
    } else {
        push(p, STEP_NODE, boxed_address(*terms) + 2, boxed_size(*terms) - 1, started);
    }
}

static void print_next(Printer *p)
{
    Frame *frame = &p->frames[p->count - 1];
    switch (frame->step) {
    case STEP_LIST: step_list(p, frame); break;
    case STEP_TAIL: step_tail(p, frame->terms[0]); break;
    case STEP_VALUE: {
        Term value = frame->terms[0];
        p->count--;
        put_text(p, " => ");
        print_one(p, value);
        break;
    }
    case STEP_CLOSE:
        byte_buffer_add_byte(p->buffer, (uint8_t)frame->left);
        p->count--;
        break;
    default: step_elements(p, frame); break;
    }
}

void term_print_limited(ByteBuffer *buffer, const AtomTable *atoms, Term t, size_t limit)
{
    Printer p = {.buffer = buffer, .atoms = atoms};
    p.end = limit < SIZE_MAX - buffer->size ? buffer->size + limit : SIZE_MAX;
    print_one(&p, t);
    while (p.count > 0 && !buffer->failed && buffer->size <= p.end)
        print_next(&p);
    memory_free(buffer->memory, p.frames, p.capacity * sizeof(Frame));
    if (!buffer->failed && buffer->size > p.end) {
        buffer->size = p.end;
        put_text(&p, "...");
    }
}

void term_print(ByteBuffer *buffer, const AtomTable *atoms, Term t)
{
    term_print_limited(buffer, atoms, t, SIZE_MAX);
}

void term_dump(const AtomTable *atoms, Term t)
{
    Memory memory;
    memory_init(&memory, NULL, NULL, 0);
    ByteBuffer buffer = byte_buffer_make(&memory);
    term_print_limited(&buffer, atoms, t, 100000);
    fprintf(stderr, "%.*s\n", (int)buffer.size, (const char *)buffer.bytes);
    byte_buffer_free(&buffer);
}
