// SPDX-License-Identifier: Apache-2.0
// Module erlang: numbers to text and back. The conversions of everything else are in
// erlang_convert.c.
#include "bif/binary_help.h"
#include "term/number_text.h"

// ---- text out

// Latin-1 text as a list, or as a binary.
static Term text_term(Process *process, const void *text, size_t size, bool as_list)
{
    if (as_list) {
        process_charge(process, size / BYTES_PER_REDUCTION);
        return bytes_to_list(process, (BitsView){text, 0, size * 8, TERM_NONE}, 0, size, NIL);
    }
    return bif_result(process,
                      binary_make(process_room(process), &process->vm->memory, text, size));
}

// Ends a function that has written text. Frees the buffer.
static Term text_result(Process *process, ByteBuffer *buffer, bool as_list)
{
    Term t = TERM_NONE;
    if (!buffer->failed)
        t = text_term(process, buffer->bytes, buffer->size, as_list);
    bool failed = buffer->failed;
    byte_buffer_free(buffer);
    return failed ? fault_no_memory(process) : t;
}

static bool term_to_base(Term t, unsigned *base)
{
    size_t value;
    if (!term_to_size(t, &value) || value < 2 || value > 36)
        return false;
    *base = (unsigned)value;
    return true;
}

static Term integer_text(Process *process, Term integer, unsigned base, bool as_list)
{
    if (!term_is_integer(integer))
        return fault_badarg(process);
    ByteBuffer buffer = byte_buffer_make(&process->vm->memory);
    integer_print(&buffer, integer, base);
    return text_result(process, &buffer, as_list);
}

Term bif_erlang_integer_to_list_1(Process *process, const Term *arguments)
{
    return integer_text(process, arguments[0], 10, true);
}

Term bif_erlang_integer_to_binary_1(Process *process, const Term *arguments)
{
    return integer_text(process, arguments[0], 10, false);
}

Term bif_erlang_integer_to_list_2(Process *process, const Term *arguments)
{
    unsigned base;
    if (!term_to_base(arguments[1], &base))
        return fault_badarg(process);
    return integer_text(process, arguments[0], base, true);
}

Term bif_erlang_integer_to_binary_2(Process *process, const Term *arguments)
{
    unsigned base;
    if (!term_to_base(arguments[1], &base))
        return fault_badarg(process);
    return integer_text(process, arguments[0], base, false);
}

// ---- floats out

typedef enum FloatForm { FORM_SCIENTIFIC, FORM_DECIMALS, FORM_SHORT } FloatForm;

typedef struct FloatOptions {
    FloatForm form;
    unsigned decimals;
    bool compact;
} FloatOptions;

#define DECIMALS_MAX   253
#define SCIENTIFIC_MAX 249

static bool read_float_option(Term option, FloatOptions *options)
{
    if (term_same(option, ATOM_TERM(short))) {
        options->form = FORM_SHORT;
        return true;
    }
    if (term_same(option, ATOM_TERM(compact))) {
        options->compact = true;
        return true;
    }
    size_t count;
    if (!term_is_tuple_of(option, 2) || !term_to_size(tuple_elements(option)[1], &count))
        return false;
    Term name = tuple_elements(option)[0];
    bool is_scientific = term_same(name, ATOM_TERM(scientific));
    if (!is_scientific && !term_same(name, ATOM_TERM(decimals)))
        return false;
    options->form = is_scientific ? FORM_SCIENTIFIC : FORM_DECIMALS;
    options->decimals = (unsigned)count;
    return count <= (is_scientific ? SCIENTIFIC_MAX : DECIMALS_MAX);
}

static bool read_float_options(Term list, FloatOptions *options)
{
    *options = (FloatOptions){FORM_SCIENTIFIC, 20, false};
    for (; term_is_cons(list); list = cons_tail(list)) {
        if (!read_float_option(cons_head(list), options))
            return false;
    }
    return term_is_nil(list);
}

// False when the text would be longer than OTP allows.
static bool print_float(ByteBuffer *buffer, double d, const FloatOptions *options)
{
    if (options->form == FORM_DECIMALS)
        return float_print_decimals(buffer, d, options->decimals, options->compact);
    float_print_scientific(buffer, d, options->decimals);
    return true;
}

static Term float_text(Process *process, Term t, Term option_list, bool as_list)
{
    FloatOptions options;
    if (!term_is_float(t) || !read_float_options(option_list, &options))
        return fault_badarg(process);
    if (options.form == FORM_SHORT) {
        char text[FLOAT_SHORT_MAX];
        return text_term(process, text, float_print_short(float_value(t), text), as_list);
    }
    ByteBuffer buffer = byte_buffer_make(&process->vm->memory);
    if (!print_float(&buffer, float_value(t), &options)) {
        byte_buffer_free(&buffer);
        return fault_badarg(process);
    }
    return text_result(process, &buffer, as_list);
}

Term bif_erlang_float_to_list_1(Process *process, const Term *arguments)
{
    return float_text(process, arguments[0], NIL, true);
}

Term bif_erlang_float_to_list_2(Process *process, const Term *arguments)
{
    return float_text(process, arguments[0], arguments[1], true);
}

Term bif_erlang_float_to_binary_1(Process *process, const Term *arguments)
{
    return float_text(process, arguments[0], NIL, false);
}

Term bif_erlang_float_to_binary_2(Process *process, const Term *arguments)
{
    return float_text(process, arguments[0], arguments[1], false);
}

// ---- text in

// The bytes of a list of characters below 256. False when the list is something else.
static bool load_text(ByteBuffer *buffer, Term list)
{
    for (; term_is_cons(list); list = cons_tail(list)) {
        Term head = cons_head(list);
        if (!term_is_small(head) || small_value(head) < 0 || small_value(head) > 255)
            return false;
        byte_buffer_add_byte(buffer, (uint8_t)small_value(head));
    }
    return term_is_nil(list);
}

static Term read_integer(Process *process, const uint8_t *text, size_t size, unsigned base)
{
    Term t;
    process_charge(process, size / BYTES_PER_REDUCTION);
    switch (integer_parse(process_room(process), &process->vm->memory, (const char *)text, size,
                          base, &t)) {
    case TEXT_OK: return t;
    case TEXT_SYSTEM_LIMIT: return fault_system_limit(process);
    case TEXT_NO_MEMORY: return fault_no_memory(process);
    default: return fault_badarg(process);
    }
}

// Base 0 stands for a float.
static Term read_number(Process *process, const uint8_t *text, size_t size, unsigned base)
{
    double d;
    if (base > 0)
        return read_integer(process, text, size, base);
    if (float_parse((const char *)text, size, &d) != TEXT_OK)
        return fault_badarg(process);
    return bif_result(process, float_make(process_room(process), d));
}

static Term number_of_list(Process *process, Term list, unsigned base)
{
    ByteBuffer buffer = byte_buffer_make(&process->vm->memory);
    Term t;
    if (!load_text(&buffer, list)) {
        t = fault_badarg(process);
    } else if (buffer.failed) {
        t = fault_no_memory(process);
    } else {
        t = read_number(process, buffer.bytes, buffer.size, base);
    }
    byte_buffer_free(&buffer);
    return t;
}

static Term number_of_binary(Process *process, Term binary, unsigned base)
{
    BytesArgument argument;
    BytesStatus status = bytes_argument(process, binary, &argument);
    if (status != BYTES_OK)
        return bytes_fault(process, status);
    Term t = read_number(process, argument.bytes, argument.size, base);
    bytes_argument_release(&argument);
    return t;
}

Term bif_erlang_list_to_integer_1(Process *process, const Term *arguments)
{
    return number_of_list(process, arguments[0], 10);
}

Term bif_erlang_list_to_integer_2(Process *process, const Term *arguments)
{
    unsigned base;
    if (!term_to_base(arguments[1], &base))
        return fault_badarg(process);
    return number_of_list(process, arguments[0], base);
}

Term bif_erlang_binary_to_integer_1(Process *process, const Term *arguments)
{
    return number_of_binary(process, arguments[0], 10);
}

Term bif_erlang_binary_to_integer_2(Process *process, const Term *arguments)
{
    unsigned base;
    if (!term_to_base(arguments[1], &base))
        return fault_badarg(process);
    return number_of_binary(process, arguments[0], base);
}

Term bif_erlang_list_to_float_1(Process *process, const Term *arguments)
{
    return number_of_list(process, arguments[0], 0);
}

Term bif_erlang_binary_to_float_1(Process *process, const Term *arguments)
{
    return number_of_binary(process, arguments[0], 0);
}
