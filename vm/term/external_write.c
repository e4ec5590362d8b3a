// SPDX-License-Identifier: Apache-2.0
// Writing the external term format, byte for byte as OTP does.
#include <zlib.h>

#include "term/bits.h"
#include "term/external.h"
#include "term/external_tags.h"
#include "term/map.h"
#include "term/number_text.h"

// ---- what is still to be written

typedef enum Step {
    STEP_TERMS,    // `left` terms from `terms` on
    STEP_LIST,     // the rest of a list, from the cell at `terms` on
    STEP_FLAT_MAP, // the last `left` pairs of the flat map at `terms`
    STEP_CHILDREN, // `left` children of a trie's node
    STEP_FUN_SIZE, // a fun has been written whose size goes to offset `left`
} Step;

typedef struct Frame {
    const Term *terms;
    size_t left;
    Step step;
} Frame;

typedef struct Writer {
    ByteBuffer *buffer;
    const AtomTable *atoms;
    const ExternalOptions *options;
    Frame *frames;
    size_t count;
    size_t capacity;
} Writer;

static void push(Writer *w, Step step, const Term *terms, size_t left)
{
    if (left == 0)
        return;
    if (w->count == w->capacity) {
        size_t capacity = w->capacity * 2 + 32;
        Frame *frames = memory_resize(w->buffer->memory, w->frames, w->capacity * sizeof(Frame),
                                      capacity * sizeof(Frame));
        if (!frames) {
            w->buffer->failed = true;
            return;
        }
        w->frames = frames;
        w->capacity = capacity;
    }
    w->frames[w->count++] = (Frame){terms, left, step};
}

// ---- bytes

static void put_integer(Writer *w, Word value, size_t size)
{
    uint8_t bytes[8];
    for (size_t i = 0; i < size; i++)
        bytes[i] = (uint8_t)(value >> 8 * (size - 1 - i));
    byte_buffer_add(w->buffer, bytes, size);
}

static void put8(Writer *w, uint32_t value) { byte_buffer_add_byte(w->buffer, (uint8_t)value); }
static void put16(Writer *w, uint32_t value) { put_integer(w, value, 2); }
static void put32(Writer *w, Word value) { put_integer(w, value, 4); }

static void put_latin1_atom(Writer *w, AtomText text)
{
    put8(w, EXTERNAL_ATOM);
    put16(w, text.characters);
    for (size_t i = 0; i < text.size; i++) {
        uint8_t byte = (uint8_t)text.bytes[i];
        if (byte >= 0xc0)
            byte = (uint8_t)(byte << 6 | ((uint8_t)text.bytes[++i] & 0x3f));
        put8(w, byte);
    }
}

static void put_atom(Writer *w, Term atom)
{
    AtomText text = atom_text(w->atoms, atom);
    if (w->options->minor_version < 2 && text.is_latin1) {
        put_latin1_atom(w, text);
        return;
    }
    if (text.size <= 255) {
        put8(w, EXTERNAL_SMALL_ATOM_UTF8);
        put8(w, text.size);
    } else {
        put8(w, EXTERNAL_ATOM_UTF8);
        put16(w, text.size);
    }
    byte_buffer_add(w->buffer, text.bytes, text.size);
}

// ---- numbers

static void put_big(Writer *w, Term t)
{
    bool negative = integer_is_negative(t);
    size_t size = (integer_bit_length(t) + 7) / 8;
    put8(w, size < 256 ? EXTERNAL_SMALL_BIG : EXTERNAL_LARGE_BIG);
    put_integer(w, size, size < 256 ? 1 : 4);
    put8(w, negative);
    Word small = term_is_small(t) && negative ? -(Word)small_value(t) : integer_low_word(t);
    for (size_t i = 0; i < size; i++) {
        Word limb = term_is_small(t) ? small : big_limbs(t)[i / 8];
        put8(w, (uint32_t)(limb >> i % 8 * 8) & 0xff);
    }
}

static void put_small(Writer *w, Term t)
{
    SignedWord value = small_value(t);
    if (value >= 0 && value <= 255) {
        put8(w, EXTERNAL_SMALL_INTEGER);
        put8(w, (uint32_t)value);
    } else if (value >= INT32_MIN && value <= INT32_MAX) {
        put8(w, EXTERNAL_INTEGER);
        put32(w, (Word)value);
    } else {
        put_big(w, t);
    }
}

static void put_float(Writer *w, double d)
{
    if (w->options->minor_version > 0) {
        put8(w, EXTERNAL_NEW_FLOAT);
        put_integer(w, double_to_word(d), 8);
        return;
    }
    put8(w, EXTERNAL_FLOAT);
    size_t start = w->buffer->size;
    float_print_scientific(w->buffer, d, 20);
    while (!w->buffer->failed && w->buffer->size < start + 31)
        put8(w, 0);
}

// ---- identifiers

static void put_node(Writer *w, const Term *external, uint32_t *creation)
{
    put_atom(w, external ? external[1] : ATOM_TERM(nonode_nohost));
    *creation = external ? (uint32_t)small_value(external[2]) : 0;
}

static void put_pid(Writer *w, const Term *external, Word number)
{
    uint32_t creation, id = (uint32_t)(number & ((1 << PID_NUMBER_BITS) - 1));
    uint32_t serial = (uint32_t)(number >> PID_NUMBER_BITS);
    if (external) {
        id = (uint32_t)small_value(external[3]);
        serial = (uint32_t)small_value(external[4]);
    }
    put8(w, EXTERNAL_NEW_PID);
    put_node(w, external, &creation);
    put32(w, id);
    put32(w, serial);
    put32(w, creation);
}

static void put_port(Writer *w, const Term *external, Word number)
{
    uint32_t creation;
    if (external)
        number = (Word)small_value(external[3]) | (Word)small_value(external[4]) << 32;
    bool is_small = number < 1 << 28;
    put8(w, is_small ? EXTERNAL_NEW_PORT : EXTERNAL_V4_PORT);
    put_node(w, external, &creation);
    put_integer(w, number, is_small ? 4 : 8);
    put32(w, creation);
}

static void put_reference(Writer *w, const Term *object, bool is_external)
{
    uint32_t creation, ids[REF_IDS_MAX];
    unsigned count = 4;
    if (is_external) {
        count = external_ref_unpack(object + 3, ids);
    } else {
        for (unsigned i = 0; i < 4; i++)
            ids[i] = (uint32_t)(term_word(object[1 + i / 2]) >> i % 2 * 32);
    }
    put8(w, EXTERNAL_NEWER_REFERENCE);
    put16(w, count);
    put_node(w, is_external ? object : NULL, &creation);
    put32(w, creation);
    for (unsigned i = 0; i < count; i++)
        put32(w, ids[i]);
}

// ---- compound terms

static bool is_byte(Term t)
{
    return term_is_small(t) && term_word(t) <= term_word(small_make(255));
}

// The number of cells; *is_string when it is a proper list of bytes.
static size_t list_length(Term t, bool *is_string)
{
    size_t length = 0;
    *is_string = true;
    for (; term_is_cons(t); t = cons_tail(t)) {
        *is_string = *is_string && is_byte(cons_head(t));
        length++;
    }
    *is_string = *is_string && term_is_nil(t);
    return length;
}

#define STRING_MAX 65535

static void put_list(Writer *w, Term t)
{
    bool is_string;
    size_t length = list_length(t, &is_string);
    if (!is_string || length > STRING_MAX) {
        put8(w, EXTERNAL_LIST);
        put32(w, length);
        push(w, STEP_LIST, cons_cell(t), 1);
        return;
    }
    put8(w, EXTERNAL_STRING);
    put16(w, (uint32_t)length);
    for (; term_is_cons(t); t = cons_tail(t))
        put8(w, (uint32_t)small_value(cons_head(t)));
}

static void put_tuple(Writer *w, Term t)
{
    size_t arity = tuple_arity(t);
    put8(w, arity < 256 ? EXTERNAL_SMALL_TUPLE : EXTERNAL_LARGE_TUPLE);
    put_integer(w, arity, arity < 256 ? 1 : 4);
    push(w, STEP_TERMS, tuple_elements(t), arity);
}

static void put_bits(Writer *w, Term t)
{
    BitsView view = bits_view(t);
    size_t size = bits_to_bytes(view.size);
    put8(w, view.size & 7 ? EXTERNAL_BIT_BINARY : EXTERNAL_BINARY);
    put32(w, size);
    if (view.size & 7)
        put8(w, view.size & 7);
    uint8_t *to = byte_buffer_extend(w->buffer, size);
    if (!to || size == 0)
        return;
    to[size - 1] = 0;
    bits_copy(to, 0, view.bytes, view.offset, view.size);
}

static void put_map(Writer *w, Term t)
{
    const Term *object = boxed_address(t);
    put8(w, EXTERNAL_MAP);
    put32(w, map_size(t));
    if (map_is_flat(t)) {
        push(w, STEP_FLAT_MAP, object, map_size(t));
    } else {
        push(w, STEP_CHILDREN, object + 3, header_size(object[0]) - 2);
    }
}

static void put_export(Writer *w, const Export *export)
{
    put8(w, EXTERNAL_EXPORT);
    put_atom(w, export->module);
    put_atom(w, export->function);
    put_small(w, small_make(export->arity));
}

static void put_fun(Writer *w, Term t)
{
    const FunEntry *entry = fun_entry(t);
    size_t free_count = fun_free_count(t);
    put8(w, EXTERNAL_NEW_FUN);
    push(w, STEP_FUN_SIZE, NULL, w->buffer->size);
    put32(w, 0);
    put8(w, entry->arity);
    byte_buffer_add(w->buffer, entry->unique, sizeof entry->unique);
    put32(w, entry->index);
    put32(w, free_count);
    put_atom(w, entry->module_name);
    put_small(w, small_make(entry->index));
    put_small(w, small_make(entry->old_unique));
    put_pid(w, NULL, 0);
    push(w, STEP_TERMS, fun_free_variables(t), free_count);
}

static void set_fun_size(Writer *w, size_t at)
{
    if (w->buffer->failed)
        return;
    size_t size = w->buffer->size - at;
    for (size_t i = 0; i < 4; i++)
        w->buffer->bytes[at + i] = (uint8_t)(size >> 8 * (3 - i));
}

// ---- any term

static void put_boxed(Writer *w, Term t)
{
    const Term *object = boxed_address(t);
    switch (header_kind(object[0])) {
    case KIND_TUPLE: put_tuple(w, t); break;
    case KIND_FUN: put_fun(w, t); break;
    case KIND_EXPORT_FUN: put_export(w, fun_export(t)); break;
    case KIND_FLAT_MAP:
    case KIND_HASH_MAP: put_map(w, t); break;
    case KIND_EXTERNAL_PID: put_pid(w, object, 0); break;
    case KIND_EXTERNAL_PORT: put_port(w, object, 0); break;
    case KIND_EXTERNAL_REF: put_reference(w, object, true); break;
    case KIND_REF: put_reference(w, object, false); break;
    case KIND_BIG_POSITIVE:
    case KIND_BIG_NEGATIVE: put_big(w, t); break;
    case KIND_FLOAT: put_float(w, float_value(t)); break;
    default: put_bits(w, t); break;
    }
}

static void put_immediate(Writer *w, Term t)
{
    if (term_is_atom(t)) {
        put_atom(w, t);
    } else if (term_is_nil(t)) {
        put8(w, EXTERNAL_NIL);
    } else if (term_is_local_pid(t)) {
        put_pid(w, NULL, immediate_payload(t));
    } else if (term_is_local_port(t)) {
        put_port(w, NULL, immediate_payload(t));
    } else {
        put_float(w, float_value(t));
    }
}

static void put_term(Writer *w, Term t)
{
    switch (term_tag(t)) {
    case TAG_SMALL: put_small(w, t); break;
    case TAG_CONS: put_list(w, t); break;
    case TAG_BOXED: put_boxed(w, t); break;
    case TAG_IMMEDIATE: put_immediate(w, t); break;
    default: put_float(w, float_value(t)); break;
    }
}

// Writes the next term of the uppermost frame, which leaves the stack when that was its last.
static void put_next(Writer *w)
{
    Frame *frame = &w->frames[w->count - 1];
    const Term *terms = frame->terms;
    size_t left = frame->left;
    Step step = frame->step;
    switch (step) {
    case STEP_LIST:
        if (term_is_cons(terms[1])) {
            frame->terms = cons_cell(terms[1]);
        } else {
            *frame = (Frame){terms + 1, 1, STEP_TERMS};
        }
        put_term(w, terms[0]);
        return;
    case STEP_FUN_SIZE:
        w->count--;
        set_fun_size(w, left);
        return;
    default: break;
    }
    frame->terms += step != STEP_FLAT_MAP;
    if (--frame->left == 0)
        w->count--;
    if (step == STEP_FLAT_MAP) {
        size_t index = header_size(terms[0]) - 1 - left;
        push(w, STEP_TERMS, terms + 2 + index, 1);
        push(w, STEP_TERMS, tuple_elements(terms[1]) + index, 1);
    } else if (step == STEP_TERMS) {
        put_term(w, *terms);
    } else if (term_is_cons(*terms)) {
        push(w, STEP_TERMS, cons_cell(*terms), 2);
    } else {
        push(w, STEP_CHILDREN, boxed_address(*terms) + 2, boxed_size(*terms) - 1);
    }
}

static void put_all(Writer *w, Term t)
{
    put_term(w, t);
    while (w->count > 0 && !w->buffer->failed)
        put_next(w);
    memory_free(w->buffer->memory, w->frames, w->capacity * sizeof(Frame));
}

// Replaces what was written from `start` on by its compressed form, when that is shorter.
static void compress_from(ByteBuffer *buffer, size_t start, unsigned level)
{
    size_t size = buffer->size - start;
    uLong bound = compressBound(size);
    uint8_t *bytes = memory_alloc(buffer->memory, bound);
    uLongf compressed = bound;
    if (bytes && compress2(bytes, &compressed, buffer->bytes + start, size, (int)level) == Z_OK &&
        compressed + 5 <= size) {
        uint8_t *to = buffer->bytes + start;
        *to++ = EXTERNAL_COMPRESSED;
        for (size_t i = 0; i < 4; i++)
            *to++ = (uint8_t)(size >> 8 * (3 - i));
        memcpy(to, bytes, compressed);
        buffer->size = start + 5 + compressed;
    }
    memory_free(buffer->memory, bytes, bytes ? bound : 0);
}

bool external_write(ByteBuffer *buffer, const AtomTable *atoms, Term t,
                    const ExternalOptions *options)
{
    Writer w = {.buffer = buffer, .atoms = atoms, .options = options};
    put8(&w, EXTERNAL_VERSION);
    size_t start = buffer->size;
    put_all(&w, t);
    if (options->compression > 0 && !buffer->failed && buffer->size - start <= UINT32_MAX)
        compress_from(buffer, start, options->compression);
    return !buffer->failed;
}
