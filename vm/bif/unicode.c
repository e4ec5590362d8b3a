// SPDX-License-Identifier: Apache-2.0
// Module unicode: character data (deep lists of code points and binaries) to lists and UTF-8
// binaries. A character may be spread over several binaries; what is wrong is handed back together
// with all that was not yet looked at.
#include "bif/binary_help.h"
#include "term/iolist.h"
#include "term/utf8.h"

typedef enum Outcome {
    OUTCOME_DONE,
    OUTCOME_ERROR,      // conversion.rest is what could not be converted
    OUTCOME_INCOMPLETE, // so it is, and more bytes could make it valid
    OUTCOME_NO_MEMORY,
} Outcome;

typedef struct Conversion {
    Process *process;
    bool is_latin1; // the binaries; and no larger code points
    IolistCursor cursor;
    uint8_t pending[UTF8_MAX_BYTES]; // the start of a character whose other bytes have not come yet
    size_t pending_size;
    Term rest;
    // The output: a list or bytes.
    bool to_list;
    ListWriter writer;
    uint8_t *bytes;
    size_t size; // bytes written
} Conversion;

static void emit(Conversion *c, uint32_t code)
{
    if (c->to_list)
        list_write(&c->writer, small_make(code));
    else
        c->size += utf8_encode(code, c->bytes + c->size);
}

static bool is_valid_code(const Conversion *c, Term integer)
{
    if (!term_is_small(integer) || small_value(integer) < 0)
        return false;
    uint64_t code = (uint64_t)small_value(integer);
    return c->is_latin1 ? code <= 0xff : unicode_is_code_point(code);
}

// ---- what is handed back

static Term cons(Conversion *c, Term head, Term tail)
{
    if (term_is_none(head) || term_is_none(tail))
        return TERM_NONE;
    return room_cons(process_room(c->process), head, tail);
}

static Term make_binary(Conversion *c, const uint8_t *bytes, size_t size)
{
    return binary_make(process_room(c->process), &c->process->vm->memory, bytes, size);
}

// `rest` and all that comes after the lists it stands in. What is empty leaves no trace, unless
// something is before it.
static Term with_tails(Conversion *c, Term rest)
{
    const IolistCursor *cursor = &c->cursor;
    for (size_t i = cursor->depth; i-- > 0;) {
        rest = term_is_nil(rest) ? cursor->tails[i] : cons(c, rest, cursor->tails[i]);
    }
    return rest;
}

// What is not converted from the current item on, of which `item` stands for what is left.
static Term rest_from(Conversion *c, Term item)
{
    bool is_tail = term_is_nil(c->cursor.cell);
    return with_tails(c, is_tail ? item : cons(c, item, c->cursor.rest));
}

// [Pending, Rest], or Pending alone when nothing follows.
static Term with_pending(Conversion *c, Term rest)
{
    Term pending = make_binary(c, c->pending, c->pending_size);
    if (term_is_nil(rest))
        return pending;
    return cons(c, pending, cons(c, rest, NIL));
}

static Outcome fail_with(Conversion *c, Term rest)
{
    c->rest = rest;
    return term_is_none(rest) ? OUTCOME_NO_MEMORY : OUTCOME_ERROR;
}

// ---- decoding

// Bytes that a character takes if it starts so, however wrong it may turn out to be. 0: none starts
// so.
static size_t expected_size(uint8_t first)
{
    if (first < 0x80)
        return 1;
    if (first < 0xc0 || first >= 0xf8)
        return 0;
    return first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
}

// All bytes but the first are such as may follow one.
static bool is_continued(const uint8_t *bytes, size_t size)
{
    for (size_t i = 1; i < size; i++) {
        if ((bytes[i] & 0xc0) != 0x80)
            return false;
    }
    return true;
}

// The binary has ended within a character, all the bytes of which are in `pending`.
static Outcome keep_pending(Conversion *c)
{
    if (is_continued(c->pending, c->pending_size))
        return OUTCOME_DONE;
    // What follows is handed back from the first item on that is not empty.
    IolistItem item;
    do {
        item = iolist_next(&c->cursor);
    } while (item == IOLIST_BITS && bits_size(c->cursor.item) == 0);
    if (item == IOLIST_NO_MEMORY)
        return OUTCOME_NO_MEMORY;
    if (item == IOLIST_END)
        return fail_with(c, with_pending(c, NIL));
    bool is_integer = item == IOLIST_INTEGER;
    Term rest = is_integer ? with_tails(c, c->cursor.cell) : rest_from(c, c->cursor.item);
    return fail_with(c, with_pending(c, rest));
}

// Completes the pending character from the binary `item`; *used is what it took.
static Outcome complete_pending(Conversion *c, Term item, const uint8_t *bytes, size_t size,
                                size_t *used)
{
    size_t missing = expected_size(c->pending[0]) - c->pending_size;
    size_t part = missing < size ? missing : size;
    *used = part;
    if (part == 0)
        return OUTCOME_DONE;
    size_t before = c->pending_size;
    memcpy(c->pending + before, bytes, part);
    c->pending_size += part;
    uint32_t code;
    if (part == missing) {
        if (utf8_decode(c->pending, c->pending_size, &code) > 0) {
            emit(c, code);
            c->pending_size = 0;
            return OUTCOME_DONE;
        }
        c->pending_size = before;
        return fail_with(c, with_pending(c, rest_from(c, item)));
    }
    return keep_pending(c);
}

static Outcome decode_utf8(Conversion *c, Term item, const uint8_t *bytes, size_t size)
{
    size_t at = 0;
    if (c->pending_size) {
        Outcome outcome = complete_pending(c, item, bytes, size, &at);
        if (outcome != OUTCOME_DONE)
            return outcome;
    }
    while (at < size) {
        uint32_t code = 0;
        int length = utf8_decode(bytes + at, size - at, &code);
        if (length > 0) {
            emit(c, code);
            at += (size_t)length;
            continue;
        }
        if (expected_size(bytes[at]) <= size - at) {
            return fail_with(c, rest_from(c, make_binary(c, bytes + at, size - at)));
        }
        c->pending_size = size - at;
        memcpy(c->pending, bytes + at, c->pending_size);
        return keep_pending(c);
    }
    return OUTCOME_DONE;
}

static Outcome take_binary(Conversion *c, Term item)
{
    BytesArgument data;
    BytesStatus status = bytes_argument(c->process, item, &data);
    if (status != BYTES_OK)
        return OUTCOME_NO_MEMORY;
    Outcome outcome = OUTCOME_DONE;
    if (c->is_latin1) {
        for (size_t i = 0; i < data.size; i++)
            emit(c, data.bytes[i]);
    } else {
        outcome = decode_utf8(c, item, data.bytes, data.size);
    }
    bytes_argument_release(&data);
    return outcome;
}

static Outcome take_integer(Conversion *c, Term item)
{
    if (c->pending_size)
        return fail_with(c, with_pending(c, with_tails(c, c->cursor.cell)));
    if (!is_valid_code(c, item))
        return fail_with(c, with_tails(c, c->cursor.cell));
    emit(c, (uint32_t)small_value(item));
    return OUTCOME_DONE;
}

// Converts data that measure has found well formed.
static Outcome convert(Conversion *c)
{
    for (;;) {
        Outcome outcome;
        switch (iolist_next(&c->cursor)) {
        case IOLIST_INTEGER: outcome = take_integer(c, c->cursor.item); break;
        case IOLIST_BITS: outcome = take_binary(c, c->cursor.item); break;
        case IOLIST_END:
            if (c->pending_size == 0)
                return OUTCOME_DONE;
            c->rest = make_binary(c, c->pending, c->pending_size);
            return term_is_none(c->rest) ? OUTCOME_NO_MEMORY : OUTCOME_INCOMPLETE;
        default: return OUTCOME_NO_MEMORY;
        }
        if (outcome != OUTCOME_DONE)
            return outcome;
    }
}

// ---- sizes and results

typedef struct Measure {
    size_t integers;
    size_t bytes;
} Measure;

// IOLIST_INVALID: not character data at all.
static IolistStatus measure(Memory *memory, Term data, Measure *found)
{
    IolistCursor cursor;
    iolist_cursor_start(&cursor, memory, data);
    *found = (Measure){0, 0};
    IolistItem item;
    while ((item = iolist_next(&cursor)) == IOLIST_INTEGER || item == IOLIST_BITS) {
        if (item == IOLIST_INTEGER) {
            found->integers++;
            continue;
        }
        size_t bits = bits_size(cursor.item);
        found->bytes += bits / 8;
        if (bits & 7) {
            item = IOLIST_BAD;
            break;
        }
    }
    iolist_cursor_end(&cursor);
    if (item == IOLIST_NO_MEMORY)
        return IOLIST_OUT_OF_MEMORY;
    return item == IOLIST_END ? IOLIST_OK : IOLIST_INVALID;
}

// The converted part, or {error | incomplete, Converted, Rest}.
static Term make_result(Conversion *c, Outcome outcome, Term converted)
{
    if (outcome == OUTCOME_NO_MEMORY || term_is_none(converted))
        return fault_no_memory(c->process);
    if (outcome == OUTCOME_DONE)
        return converted;
    Term result = room_tuple(process_room(c->process), 3);
    if (term_is_none(result))
        return fault_no_memory(c->process);
    Term *elements = tuple_elements(result);
    elements[0] = outcome == OUTCOME_ERROR ? ATOM_TERM(error) : ATOM_TERM(incomplete);
    elements[1] = converted;
    elements[2] = c->rest;
    return result;
}

static Term convert_to_list(Conversion *c, Measure size)
{
    Room *room = process_room(c->process);
    size_t words = (size.integers + size.bytes) * 2;
    Term *start = words ? room_take(room, words) : NULL;
    if (words && !start)
        return fault_no_memory(c->process);
    c->writer.cell = start;
    Outcome outcome = convert(c);
    Term list = words ? list_finish(&c->writer, start, NIL) : NIL;
    if (words)
        room_give_back(room, start, words, (size_t)(c->writer.cell - start));
    return make_result(c, outcome, list);
}

static Term convert_to_binary(Conversion *c, Measure size)
{
    Memory *memory = &c->process->vm->memory;
    size_t capacity = size.integers * UTF8_MAX_BYTES + size.bytes * (c->is_latin1 ? 2 : 1);
    c->bytes = memory_alloc(memory, capacity);
    if (!c->bytes)
        return fault_no_memory(c->process);
    Outcome outcome = convert(c);
    Term binary = make_binary(c, c->bytes, c->size);
    memory_free(memory, c->bytes, capacity);
    return make_result(c, outcome, binary);
}

static bool read_encoding(Term t, bool *is_latin1)
{
    *is_latin1 = term_same(t, ATOM_TERM(latin1));
    return *is_latin1 || term_same(t, ATOM_TERM(unicode)) || term_same(t, ATOM_TERM(utf8));
}

// Other encodings: go on in Erlang, if the module has the function for it.
static Term trap_to(Process *process, const char *name, const Term *arguments)
{
    AtomTable *atoms = process_atoms(process);
    Term function = atom_find(atoms, name, strlen(name));
    const Export *export = NULL;
    if (!term_is_none(function)) {
        export = code_find_export(process->vm->code, ATOM_TERM(unicode), function, 2);
    }
    return export ? fault_trap(process, export, arguments) : fault_badarg(process);
}

static Term characters_to(Process *process, Term data, bool is_latin1, bool to_list)
{
    Measure size;
    IolistStatus status = measure(&process->vm->memory, data, &size);
    if (status == IOLIST_OUT_OF_MEMORY)
        return fault_no_memory(process);
    if (status != IOLIST_OK)
        return fault_badarg(process);
    process_charge(process, (size.integers + size.bytes) / ELEMENTS_PER_REDUCTION);
    Conversion c = {.process = process, .is_latin1 = is_latin1, .to_list = to_list, .rest = NIL};
    iolist_cursor_start(&c.cursor, &process->vm->memory, data);
    Term result = to_list ? convert_to_list(&c, size) : convert_to_binary(&c, size);
    iolist_cursor_end(&c.cursor);
    return result;
}

Term bif_unicode_characters_to_list_1(Process *process, const Term *arguments)
{
    return characters_to(process, arguments[0], false, true);
}

Term bif_unicode_characters_to_list_2(Process *process, const Term *arguments)
{
    bool is_latin1;
    if (!read_encoding(arguments[1], &is_latin1))
        return trap_to(process, "characters_to_list_int", arguments);
    return characters_to(process, arguments[0], is_latin1, true);
}

Term bif_unicode_characters_to_binary_1(Process *process, const Term *arguments)
{
    return characters_to(process, arguments[0], false, false);
}

Term bif_unicode_characters_to_binary_2(Process *process, const Term *arguments)
{
    bool is_latin1;
    if (!read_encoding(arguments[1], &is_latin1))
        return trap_to(process, "characters_to_binary_int", arguments);
    return characters_to(process, arguments[0], is_latin1, false);
}

Term bif_unicode_bin_is_7bit_1(Process *process, const Term *arguments)
{
    if (!term_is_binary(arguments[0]))
        return ATOM_TERM(false);
    BitsView view = bits_view(arguments[0]);
    process_charge(process, view.size / 8 / BYTES_PER_REDUCTION);
    for (size_t i = 0; i < view.size / 8; i++) {
        if (bits_byte(view, i) >= 0x80)
            return ATOM_TERM(false);
    }
    return ATOM_TERM(true);
}
