// SPDX-License-Identifier: Apache-2.0
// Module erlang: atoms, tuples and identifiers to lists and back, and hashes. Numbers are in
// erlang_number_text.c.
#include "bif/binary_help.h"
#include "term/external_tags.h"
#include "term/hash.h"
#include "term/print.h"
#include "term/utf8.h"

// ---- atoms to text

// The list of the code points of UTF-8 text, which is valid.
static Term list_of_utf8(Process *process, const uint8_t *bytes, size_t size, size_t characters)
{
    if (characters == 0)
        return NIL;
    Term *start = room_take(process_room(process), 2 * characters);
    if (!start)
        return fault_no_memory(process);
    ListWriter writer = {start};
    for (size_t i = 0; i < size;) {
        uint32_t character = 0;
        i += (size_t)utf8_decode(bytes + i, size - i, &character);
        list_write(&writer, small_make(character));
    }
    return list_finish(&writer, start, NIL);
}

Term bif_erlang_atom_to_list_1(Process *process, const Term *arguments)
{
    if (!term_is_atom(arguments[0]))
        return fault_badarg(process);
    AtomText text = atom_text(process_atoms(process), arguments[0]);
    return list_of_utf8(process, (const uint8_t *)text.bytes, text.size, text.characters);
}

static Term atom_to_utf8(Process *process, Term atom)
{
    AtomText text = atom_text(process_atoms(process), atom);
    return bif_result(
        process, binary_make(process_room(process), &process->vm->memory, text.bytes, text.size));
}

static Term atom_to_latin1(Process *process, Term atom)
{
    AtomText text = atom_text(process_atoms(process), atom);
    uint8_t bytes[ATOM_MAX_CHARACTERS];
    size_t count = 0;
    if (!text.is_latin1)
        return fault_badarg(process);
    for (size_t i = 0; i < text.size; count++) {
        uint32_t character = 0;
        i += (size_t)utf8_decode((const uint8_t *)text.bytes + i, text.size - i, &character);
        bytes[count] = (uint8_t)character;
    }
    return bif_result(process,
                      binary_make(process_room(process), &process->vm->memory, bytes, count));
}

// Reads an encoding: latin1, or utf8, which is also called unicode.
static bool read_encoding(Term t, bool *is_latin1)
{
    *is_latin1 = term_same(t, ATOM_TERM(latin1));
    return *is_latin1 || term_same(t, ATOM_TERM(utf8)) || term_same(t, ATOM_TERM(unicode));
}

Term bif_erlang_atom_to_binary_1(Process *process, const Term *arguments)
{
    return term_is_atom(arguments[0]) ? atom_to_utf8(process, arguments[0]) : fault_badarg(process);
}

Term bif_erlang_atom_to_binary_2(Process *process, const Term *arguments)
{
    bool is_latin1;
    if (!term_is_atom(arguments[0]) || !read_encoding(arguments[1], &is_latin1))
        return fault_badarg(process);
    return is_latin1 ? atom_to_latin1(process, arguments[0]) : atom_to_utf8(process, arguments[0]);
}

// ---- text to atoms

// The atom of UTF-8 text.
static Term atom_of_utf8(Process *process, const uint8_t *bytes, size_t size, bool existing)
{
    AtomTable *atoms = process_atoms(process);
    Term atom = existing ? atom_find(atoms, (const char *)bytes, size)
                         : atom_intern(atoms, (const char *)bytes, size);
    if (!term_is_none(atom))
        return atom;
    if (!existing && atom_table_is_full(atoms))
        return fault_system_limit(process);
    return fault_badarg(process);
}

// The UTF-8 text of a list of code points. Stops after one character too many. False for what is no
// such list.
static bool load_characters(ByteBuffer *buffer, Term list, size_t *characters)
{
    for (*characters = 0; term_is_cons(list) && *characters <= ATOM_MAX_CHARACTERS;
         list = cons_tail(list)) {
        Term head = cons_head(list);
        if (!term_is_small(head) || !unicode_is_code_point((uint64_t)small_value(head)))
            return false;
        byte_buffer_add_utf8(buffer, (uint32_t)small_value(head));
        ++*characters;
    }
    return term_is_nil(list) || *characters > ATOM_MAX_CHARACTERS;
}

static Term atom_of_list(Process *process, Term list, bool existing)
{
    ByteBuffer buffer = byte_buffer_make(&process->vm->memory);
    size_t characters;
    Term atom;
    if (!load_characters(&buffer, list, &characters)) {
        atom = fault_badarg(process);
    } else if (characters > ATOM_MAX_CHARACTERS) {
        atom = existing ? fault_badarg(process) : fault_system_limit(process);
    } else if (buffer.failed) {
        atom = fault_no_memory(process);
    } else {
        atom = atom_of_utf8(process, buffer.bytes, buffer.size, existing);
    }
    byte_buffer_free(&buffer);
    return atom;
}

Term bif_erlang_list_to_atom_1(Process *process, const Term *arguments)
{
    return atom_of_list(process, arguments[0], false);
}

Term bif_erlang_list_to_existing_atom_1(Process *process, const Term *arguments)
{
    return atom_of_list(process, arguments[0], true);
}

static Term atom_of_latin1(Process *process, const uint8_t *bytes, size_t size, bool existing)
{
    uint8_t text[2 * ATOM_MAX_CHARACTERS];
    size_t used = 0;
    if (size > ATOM_MAX_CHARACTERS)
        return existing ? fault_badarg(process) : fault_system_limit(process);
    for (size_t i = 0; i < size; i++)
        used += utf8_encode(bytes[i], text + used);
    return atom_of_utf8(process, text, used, existing);
}

// Whether text is valid UTF-8 of more characters than an atom may have.
static bool is_too_long(const uint8_t *bytes, size_t size)
{
    size_t characters = 0;
    for (size_t i = 0; i < size; characters++) {
        uint32_t character;
        int length = utf8_decode(bytes + i, size - i, &character);
        if (length <= 0)
            return false;
        i += (size_t)length;
    }
    return characters > ATOM_MAX_CHARACTERS;
}

static Term atom_of_binary(Process *process, Term binary, bool is_latin1, bool existing)
{
    BytesArgument text;
    BytesStatus status = bytes_argument(process, binary, &text);
    if (status != BYTES_OK)
        return bytes_fault(process, status);
    Term atom;
    if (is_latin1) {
        atom = atom_of_latin1(process, text.bytes, text.size, existing);
    } else if (!existing && is_too_long(text.bytes, text.size)) {
        atom = fault_system_limit(process);
    } else {
        atom = atom_of_utf8(process, text.bytes, text.size, existing);
    }
    bytes_argument_release(&text);
    return atom;
}

Term bif_erlang_binary_to_atom_1(Process *process, const Term *arguments)
{
    return atom_of_binary(process, arguments[0], false, false);
}

Term bif_erlang_binary_to_existing_atom_1(Process *process, const Term *arguments)
{
    return atom_of_binary(process, arguments[0], false, true);
}

Term bif_erlang_binary_to_atom_2(Process *process, const Term *arguments)
{
    bool is_latin1;
    if (!read_encoding(arguments[1], &is_latin1))
        return fault_badarg(process);
    return atom_of_binary(process, arguments[0], is_latin1, false);
}

Term bif_erlang_binary_to_existing_atom_2(Process *process, const Term *arguments)
{
    bool is_latin1;
    if (!read_encoding(arguments[1], &is_latin1))
        return fault_badarg(process);
    return atom_of_binary(process, arguments[0], is_latin1, true);
}

// ---- tuples

Term bif_erlang_list_to_tuple_1(Process *process, const Term *arguments)
{
    size_t length;
    if (!list_length(arguments[0], &length))
        return fault_badarg(process);
    if (length > TUPLE_MAX_ARITY)
        return fault_badarg(process);
    Term tuple = room_tuple(process_room(process), length);
    if (term_is_none(tuple))
        return fault_no_memory(process);
    Term *to = tuple_elements(tuple);
    for (Term list = arguments[0]; term_is_cons(list); list = cons_tail(list))
        *to++ = cons_head(list);
    process_charge(process, length / ELEMENTS_PER_REDUCTION);
    return tuple;
}

Term bif_erlang_tuple_to_list_1(Process *process, const Term *arguments)
{
    if (!term_is_tuple(arguments[0]))
        return fault_badarg(process);
    size_t arity = tuple_arity(arguments[0]);
    if (arity == 0)
        return NIL;
    Term *start = room_take(process_room(process), 2 * arity);
    if (!start)
        return fault_no_memory(process);
    ListWriter writer = {start};
    for (size_t i = 0; i < arity; i++)
        list_write(&writer, tuple_elements(arguments[0])[i]);
    process_charge(process, arity / ELEMENTS_PER_REDUCTION);
    return list_finish(&writer, start, NIL);
}

// ---- identifiers and funs

static Term printed(Process *process, Term t)
{
    ByteBuffer buffer = byte_buffer_make(&process->vm->memory);
    term_print(&buffer, process_atoms(process), t);
    size_t characters = 0;
    for (size_t i = 0; i < buffer.size; i++)
        characters += (buffer.bytes[i] & 0xc0) != 0x80;
    Term list = buffer.failed ? fault_no_memory(process)
                              : list_of_utf8(process, buffer.bytes, buffer.size, characters);
    byte_buffer_free(&buffer);
    return list;
}

Term bif_erlang_pid_to_list_1(Process *process, const Term *arguments)
{
    return term_is_pid(arguments[0]) ? printed(process, arguments[0]) : fault_badarg(process);
}

Term bif_erlang_port_to_list_1(Process *process, const Term *arguments)
{
    return term_is_port(arguments[0]) ? printed(process, arguments[0]) : fault_badarg(process);
}

Term bif_erlang_ref_to_list_1(Process *process, const Term *arguments)
{
    return term_is_ref(arguments[0]) ? printed(process, arguments[0]) : fault_badarg(process);
}

Term bif_erlang_fun_to_list_1(Process *process, const Term *arguments)
{
    return term_is_fun(arguments[0]) ? printed(process, arguments[0]) : fault_badarg(process);
}

// Reads a number below the limit, and steps behind it and the character after it, which it returns;
// 0 when there is no such number.
static char read_number(Term *list, Word limit, Word *number)
{
    *number = 0;
    for (size_t digits = 0; term_is_cons(*list); digits++) {
        Term head = cons_head(*list);
        *list = cons_tail(*list);
        if (digits > 0 && (term_same(head, small_make('.')) || term_same(head, small_make('>'))))
            return (char)small_value(head);
        if (!term_is_small(head) || small_value(head) < '0' || small_value(head) > '9')
            return 0;
        *number = *number * 10 + (Word)(small_value(head) - '0');
        if (*number >= limit)
            return 0;
    }
    return 0;
}

static bool read_text(Term *list, const char *text)
{
    for (; *text != '\0'; text++) {
        if (!term_is_cons(*list) || !term_same(cons_head(*list), small_make(*text)))
            return false;
        *list = cons_tail(*list);
    }
    return true;
}

#define PID_NUMBER_LIMIT ((Word)1 << PID_NUMBER_BITS)

// "<0.Number.Serial>"
Term bif_erlang_list_to_pid_1(Process *process, const Term *arguments)
{
    Term list = arguments[0];
    Word node, number, serial;
    if (!read_text(&list, "<") || read_number(&list, 1, &node) != '.' ||
        read_number(&list, PID_NUMBER_LIMIT, &number) != '.' ||
        read_number(&list, PID_NUMBER_LIMIT, &serial) != '>' || !term_is_nil(list))
        return fault_badarg(process);
    return pid_make(number | serial << PID_NUMBER_BITS);
}

// "#Port<0.Number>"
Term bif_erlang_list_to_port_1(Process *process, const Term *arguments)
{
    Term list = arguments[0];
    Word node, number;
    if (!read_text(&list, "#Port<") || read_number(&list, 1, &node) != '.' ||
        read_number(&list, PID_NUMBER_LIMIT, &number) != '>' || !term_is_nil(list))
        return fault_badarg(process);
    return immediate_make(IMMEDIATE_PORT, number);
}

// "#Ref<0.A.B.C>": from the highest part to the lowest; with a part above the three when it is not
// 0.
Term bif_erlang_list_to_ref_1(Process *process, const Term *arguments)
{
    Term list = arguments[0];
    Word node, ids[4];
    unsigned count = 0;
    char end = '.';
    if (!read_text(&list, "#Ref<") || read_number(&list, 1, &node) != '.')
        return fault_badarg(process);
    while (end == '.' && count < 4)
        end = read_number(&list, (Word)1 << 32, &ids[count++]);
    if (end != '>' || count < 3 || !term_is_nil(list))
        return fault_badarg(process);
    Term *start = room_take(process_room(process), 3);
    if (!start)
        return fault_no_memory(process);
    Word highest = count == 4 ? ids[0] : 0;
    start[0] = header_make(KIND_REF, 2);
    start[1] = term_from_word(ids[count - 1] | ids[count - 2] << 32);
    start[2] = term_from_word(ids[count - 3] | highest << 32);
    return boxed_make(start);
}

// ---- hashes

#define PHASH2_BITS_OF_1 27

Term bif_erlang_phash2_1(Process *process, const Term *arguments)
{
    Word hash = term_phash2(process_atoms(process), arguments[0]);
    return small_make((SignedWord)(hash & ((1u << PHASH2_BITS_OF_1) - 1)));
}

Term bif_erlang_phash2_2(Process *process, const Term *arguments)
{
    size_t range;
    if (!term_to_size(arguments[1], &range) || range == 0 || range > (size_t)1 << 32)
        return fault_badarg(process);
    return small_make((SignedWord)(term_phash2(process_atoms(process), arguments[0]) % range));
}

// The older function, whose numbers count from 1.
Term bif_erlang_phash_2(Process *process, const Term *arguments)
{
    size_t range;
    if (!term_to_size(arguments[1], &range) || range == 0 || range > (size_t)1 << 32)
        return fault_badarg(process);
    return small_make(
        (SignedWord)(term_portable_hash(process_atoms(process), arguments[0]) % range) + 1);
}
