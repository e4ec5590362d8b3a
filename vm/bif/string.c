// SPDX-License-Identifier: Apache-2.0
// Module string: numbers at the start of a list. What does not belong to the number is given back.
#include "bif/arguments.h"
#include "term/number_text.h"

static Term pair(Process *process, Term first, Term second)
{
    Term tuple = room_tuple(process_room(process), 2);
    if (term_is_none(tuple))
        return fault_no_memory(process);
    tuple_elements(tuple)[0] = first;
    tuple_elements(tuple)[1] = second;
    return tuple;
}

// Reads a list a character at a time into a buffer.
typedef struct Reader {
    ByteBuffer buffer;
    Term rest;
} Reader;

// The next character, or 0 where the list ends or goes on with something else.
static char peek(const Reader *reader)
{
    Term head = term_is_cons(reader->rest) ? cons_head(reader->rest) : NIL;
    bool is_ascii = term_is_small(head) && small_value(head) > 0 && small_value(head) < 128;
    return is_ascii ? (char)small_value(head) : '\0';
}

static void take(Reader *reader, char c)
{
    byte_buffer_add(&reader->buffer, &c, 1);
    reader->rest = cons_tail(reader->rest);
}

static void take_sign(Reader *reader)
{
    if (peek(reader) == '+' || peek(reader) == '-')
        take(reader, peek(reader));
}

static bool take_digits(Reader *reader)
{
    size_t before = reader->buffer.size;
    while (peek(reader) >= '0' && peek(reader) <= '9')
        take(reader, peek(reader));
    return reader->buffer.size > before;
}

// An exponent that lacks its digits is none.
static void take_exponent(Reader *reader)
{
    if (peek(reader) != 'e' && peek(reader) != 'E')
        return;
    Term rest = reader->rest;
    size_t size = reader->buffer.size;
    take(reader, 'e');
    take_sign(reader);
    if (take_digits(reader))
        return;
    reader->rest = rest;
    reader->buffer.size = size;
}

static bool take_float(Reader *reader)
{
    take_sign(reader);
    if (!take_digits(reader))
        return false;
    if (peek(reader) != '.' && peek(reader) != ',')
        return false;
    take(reader, '.');
    if (!take_digits(reader))
        return false;
    take_exponent(reader);
    return true;
}

// The float that the buffer holds; TERM_NONE when there is none.
static Term read_float(Process *process, Reader *reader)
{
    double d;
    if (float_parse((const char *)reader->buffer.bytes, reader->buffer.size, &d) != TEXT_OK) {
        return pair(process, ATOM_TERM(error), ATOM_TERM(no_float));
    }
    Term value = bif_result(process, float_make(process_room(process), d));
    return term_is_none(value) ? value : pair(process, value, reader->rest);
}

static Term read_integer(Process *process, Reader *reader)
{
    Term value;
    NumberTextStatus status =
        integer_parse(process_room(process), &process->vm->memory,
                      (const char *)reader->buffer.bytes, reader->buffer.size, 10, &value);
    if (status == TEXT_OK)
        return pair(process, value, reader->rest);
    return status == TEXT_NO_MEMORY ? fault_no_memory(process) : fault_system_limit(process);
}

static Term number_of(Process *process, Term list, bool is_float)
{
    if (!term_is_list(list))
        return pair(process, ATOM_TERM(error), ATOM_TERM(not_a_list));
    Reader reader = {byte_buffer_make(&process->vm->memory), list};
    bool found;
    if (is_float) {
        found = take_float(&reader);
    } else {
        take_sign(&reader);
        found = take_digits(&reader);
    }
    process_charge(process, reader.buffer.size / BYTES_PER_REDUCTION);
    Term result;
    if (reader.buffer.failed) {
        result = fault_no_memory(process);
    } else if (!found) {
        Term reason = is_float ? ATOM_TERM(no_float) : ATOM_TERM(no_integer);
        result = pair(process, ATOM_TERM(error), reason);
    } else {
        result = is_float ? read_float(process, &reader) : read_integer(process, &reader);
    }
    byte_buffer_free(&reader.buffer);
    return result;
}

Term bif_string_list_to_integer_1(Process *process, const Term *arguments)
{
    return number_of(process, arguments[0], false);
}

Term bif_string_list_to_float_1(Process *process, const Term *arguments)
{
    return number_of(process, arguments[0], true);
}
