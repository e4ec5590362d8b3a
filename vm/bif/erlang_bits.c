// SPDX-License-Identifier: Apache-2.0
// Module erlang: bit strings, I/O lists, checksums; and what other modules on binaries share with
// it.
#include <zlib.h>

#include "bif/binary_help.h"
#include "term/iolist.h"
#include "term/md5.h"
#include "term/number.h"

// ---- help

void bytes_argument_release(BytesArgument *argument)
{
    memory_free(argument->memory, argument->copy, argument->copy_size);
    argument->copy = NULL;
}

BytesStatus bytes_argument(Process *process, Term t, BytesArgument *argument)
{
    *argument = (BytesArgument){.memory = &process->vm->memory};
    if (!term_is_binary(t))
        return BYTES_NO_BINARY;
    BitsView view = bits_view(t);
    argument->size = view.size / 8;
    argument->bytes = view.bytes;
    if (view.offset == 0)
        return BYTES_OK;
    argument->copy = memory_alloc(argument->memory, argument->size);
    if (!argument->copy)
        return BYTES_NO_MEMORY;
    argument->copy_size = argument->size;
    argument->bytes = bits_aligned(view, argument->copy);
    return BYTES_OK;
}

Term bytes_fault(Process *process, BytesStatus status)
{
    return status == BYTES_NO_MEMORY ? fault_no_memory(process) : fault_badarg(process);
}

BytesStatus bytes_of_iolist(Process *process, Term iolist, BytesArgument *argument)
{
    Memory *memory = &process->vm->memory;
    if (term_is_binary(iolist))
        return bytes_argument(process, iolist, argument);
    *argument = (BytesArgument){.memory = memory};
    size_t bits, items;
    IolistStatus status = iolist_bit_size(memory, iolist, true, &bits, &items);
    if (status != IOLIST_OK)
        return status == IOLIST_INVALID ? BYTES_NO_BINARY : BYTES_NO_MEMORY;
    argument->size = bits / 8;
    argument->copy = memory_alloc(memory, argument->size);
    if (!argument->copy)
        return BYTES_NO_MEMORY;
    argument->copy_size = argument->size;
    argument->bytes = argument->copy;
    if (iolist_write(memory, iolist, argument->copy) == IOLIST_OK)
        return BYTES_OK;
    bytes_argument_release(argument);
    return BYTES_NO_MEMORY;
}

bool binary_range(Term position, Term length, size_t total, size_t *start, size_t *size)
{
    if (!term_is_small(position) || !term_is_small(length))
        return false;
    SignedWord from = small_value(position);
    SignedWord count = small_value(length);
    if (count < 0) {
        from += count; // both are small integers: no overflow
        count = -count;
    }
    if (from < 0 || (size_t)from > total || (size_t)count > total - (size_t)from)
        return false;
    *start = (size_t)from;
    *size = (size_t)count;
    return true;
}

Term bytes_to_list(Process *process, BitsView view, size_t start, size_t size, Term tail)
{
    if (size == 0)
        return tail;
    Term *cells = room_take(process_room(process), size * 2);
    if (!cells)
        return fault_no_memory(process);
    ListWriter writer = {cells};
    for (size_t i = start; i < start + size; i++)
        list_write(&writer, small_make(view.offset ? bits_byte(view, i) : view.bytes[i]));
    process_charge(process, size / ELEMENTS_PER_REDUCTION);
    return list_finish(&writer, cells, tail);
}

Term iolist_to_bits(Process *process, Term iolist, bool needs_list, bool whole_bytes)
{
    if (needs_list && !term_is_list(iolist))
        return fault_badarg(process);
    if (!needs_list && term_is_bits(iolist) && (!whole_bytes || term_is_binary(iolist)))
        return iolist;
    Memory *memory = &process->vm->memory;
    size_t bits, items;
    IolistStatus status = iolist_bit_size(memory, iolist, whole_bytes, &bits, &items);
    if (status == IOLIST_INVALID)
        return fault_badarg(process);
    if (status != IOLIST_OK)
        return fault_no_memory(process);
    process_charge(process, items / ELEMENTS_PER_REDUCTION + bits / 8 / BYTES_PER_REDUCTION);
    uint8_t *bytes;
    Term result = bits_make(process_room(process), memory, bits, &bytes);
    if (term_is_none(result))
        return fault_no_memory(process);
    if (bits & 7)
        bytes[bits / 8] = 0;
    if (iolist_write(memory, iolist, bytes) != IOLIST_OK)
        return fault_no_memory(process);
    return result;
}

// ---- sizes and parts

Term bif_erlang_bit_size_1(Process *process, const Term *arguments)
{
    if (!term_is_bits(arguments[0]))
        return fault_badarg(process);
    return small_make((SignedWord)bits_size(arguments[0]));
}

Term bif_erlang_byte_size_1(Process *process, const Term *arguments)
{
    if (!term_is_bits(arguments[0]))
        return fault_badarg(process);
    return small_make((SignedWord)bits_to_bytes(bits_size(arguments[0])));
}

static Term binary_part(Process *process, Term bits, Term position, Term length)
{
    size_t start, size;
    if (!term_is_bits(bits))
        return fault_badarg(process);
    if (!binary_range(position, length, bits_size(bits) / 8, &start, &size))
        return fault_badarg(process);
    return bif_result(process, bits_slice(process_room(process), bits, start * 8, size * 8));
}

Term bif_erlang_binary_part_3(Process *process, const Term *arguments)
{
    return binary_part(process, arguments[0], arguments[1], arguments[2]);
}

Term bif_erlang_binary_part_2(Process *process, const Term *arguments)
{
    if (!term_is_tuple_of(arguments[1], 2))
        return fault_badarg(process);
    const Term *part = tuple_elements(arguments[1]);
    return binary_part(process, arguments[0], part[0], part[1]);
}

Term bif_erlang_split_binary_2(Process *process, const Term *arguments)
{
    size_t at;
    if (!term_is_bits(arguments[0]) || !term_to_size(arguments[1], &at))
        return fault_badarg(process);
    size_t bits = bits_size(arguments[0]);
    if (at > bits / 8)
        return fault_badarg(process);
    Room *room = process_room(process);
    Term first = bits_slice(room, arguments[0], 0, at * 8);
    Term second = bits_slice(room, arguments[0], at * 8, bits - at * 8);
    Term pair = room_tuple(room, 2);
    if (!term_is_none(pair)) {
        tuple_elements(pair)[0] = term_is_none(first) ? NIL : first;
        tuple_elements(pair)[1] = term_is_none(second) ? NIL : second;
    }
    if (term_is_none(first) || term_is_none(second) || term_is_none(pair))
        return fault_no_memory(process);
    return pair;
}

// ---- lists and binaries

Term bif_erlang_iolist_size_1(Process *process, const Term *arguments)
{
    size_t bits, items;
    IolistStatus status = iolist_bit_size(&process->vm->memory, arguments[0], true, &bits, &items);
    if (status == IOLIST_OUT_OF_MEMORY)
        return fault_no_memory(process);
    if (status != IOLIST_OK)
        return fault_badarg(process);
    process_charge(process, items / ELEMENTS_PER_REDUCTION);
    return small_make((SignedWord)(bits / 8));
}

Term bif_erlang_iolist_to_binary_1(Process *process, const Term *arguments)
{
    return iolist_to_bits(process, arguments[0], false, true);
}

Term bif_erlang_iolist_to_iovec_1(Process *process, const Term *arguments)
{
    Term binary = iolist_to_bits(process, arguments[0], false, true);
    if (term_is_none(binary) || bits_size(binary) == 0)
        return term_is_none(binary) ? binary : NIL;
    return bif_result(process, room_cons(process_room(process), binary, NIL));
}

Term bif_erlang_list_to_binary_1(Process *process, const Term *arguments)
{
    return iolist_to_bits(process, arguments[0], true, true);
}

Term bif_erlang_list_to_bitstring_1(Process *process, const Term *arguments)
{
    return iolist_to_bits(process, arguments[0], true, false);
}

Term bif_erlang_binary_to_list_1(Process *process, const Term *arguments)
{
    if (!term_is_binary(arguments[0]))
        return fault_badarg(process);
    BitsView view = bits_view(arguments[0]);
    return bytes_to_list(process, view, 0, view.size / 8, NIL);
}

// Both positions count from 1, and both bytes are in the result.
Term bif_erlang_binary_to_list_3(Process *process, const Term *arguments)
{
    size_t first, last;
    if (!term_is_binary(arguments[0]) || !term_to_size(arguments[1], &first) ||
        !term_to_size(arguments[2], &last)) {
        return fault_badarg(process);
    }
    BitsView view = bits_view(arguments[0]);
    if (first == 0 || first > last || last > view.size / 8)
        return fault_badarg(process);
    return bytes_to_list(process, view, first - 1, last - first + 1, NIL);
}

Term bif_erlang_bitstring_to_list_1(Process *process, const Term *arguments)
{
    if (!term_is_bits(arguments[0]))
        return fault_badarg(process);
    BitsView view = bits_view(arguments[0]);
    Term tail = NIL;
    if (view.size & 7) {
        Room *room = process_room(process);
        Term rest = bits_slice(room, arguments[0], view.size & ~(size_t)7, view.size & 7);
        if (!term_is_none(rest))
            tail = room_cons(room, rest, NIL);
        if (term_is_none(rest) || term_is_none(tail))
            return fault_no_memory(process);
    }
    return bytes_to_list(process, view, 0, view.size / 8, tail);
}

// ---- checksums

Term bif_erlang_md5_1(Process *process, const Term *arguments)
{
    BytesArgument data;
    BytesStatus status = bytes_of_iolist(process, arguments[0], &data);
    if (status != BYTES_OK)
        return bytes_fault(process, status);
    uint8_t digest[MD5_BYTES];
    md5_digest(data.bytes, data.size, digest);
    process_charge(process, data.size / BYTES_PER_REDUCTION);
    bytes_argument_release(&data);
    return bif_result(
        process, binary_make(process_room(process), &process->vm->memory, digest, sizeof digest));
}

static Term md5_to_term(Process *process, const Md5 *state)
{
    return bif_result(
        process, binary_make(process_room(process), &process->vm->memory, state, sizeof *state));
}

// A state is a binary. Any binary of that size is a safe one: only `length` of it is used as a
// number.
static bool md5_from_term(Process *process, Term t, Md5 *state)
{
    BytesArgument data;
    bool is_state = bytes_argument(process, t, &data) == BYTES_OK && data.size == sizeof *state;
    if (is_state)
        memcpy(state, data.bytes, sizeof *state);
    bytes_argument_release(&data);
    return is_state;
}

Term bif_erlang_md5_init_0(Process *process, const Term *arguments)
{
    (void)arguments;
    Md5 state;
    md5_init(&state);
    return md5_to_term(process, &state);
}

Term bif_erlang_md5_update_2(Process *process, const Term *arguments)
{
    Md5 state;
    BytesArgument data;
    if (!md5_from_term(process, arguments[0], &state))
        return fault_badarg(process);
    BytesStatus status = bytes_of_iolist(process, arguments[1], &data);
    if (status != BYTES_OK)
        return bytes_fault(process, status);
    md5_update(&state, data.bytes, data.size);
    process_charge(process, data.size / BYTES_PER_REDUCTION);
    bytes_argument_release(&data);
    return md5_to_term(process, &state);
}

Term bif_erlang_md5_final_1(Process *process, const Term *arguments)
{
    Md5 state;
    if (!md5_from_term(process, arguments[0], &state))
        return fault_badarg(process);
    uint8_t digest[MD5_BYTES];
    md5_final(&state, digest);
    return bif_result(
        process, binary_make(process_room(process), &process->vm->memory, digest, sizeof digest));
}

typedef uLong (*Checksum)(uLong, const Bytef *, z_size_t);

static Term checksum_of(Process *process, Checksum checksum, uint64_t start, Term iolist)
{
    BytesArgument data;
    BytesStatus status = bytes_of_iolist(process, iolist, &data);
    if (status != BYTES_OK)
        return bytes_fault(process, status);
    // zlib takes a null pointer for a question about the start value.
    uLong sum = data.size ? checksum((uLong)start, data.bytes, data.size) : (uLong)start;
    process_charge(process, data.size / BYTES_PER_REDUCTION);
    bytes_argument_release(&data);
    return small_make((SignedWord)sum);
}

static bool term_to_u32(Term t, uint64_t *value)
{
    return integer_to_u64(t, value) && *value <= UINT32_MAX;
}

Term bif_erlang_crc32_1(Process *process, const Term *arguments)
{
    return checksum_of(process, crc32_z, 0, arguments[0]);
}

Term bif_erlang_crc32_2(Process *process, const Term *arguments)
{
    uint64_t start;
    if (!term_to_u32(arguments[0], &start))
        return fault_badarg(process);
    return checksum_of(process, crc32_z, start, arguments[1]);
}

Term bif_erlang_adler32_1(Process *process, const Term *arguments)
{
    return checksum_of(process, adler32_z, 1, arguments[0]);
}

Term bif_erlang_adler32_2(Process *process, const Term *arguments)
{
    uint64_t start;
    if (!term_to_u32(arguments[0], &start))
        return fault_badarg(process);
    return checksum_of(process, adler32_z, start, arguments[1]);
}

Term bif_erlang_crc32_combine_3(Process *process, const Term *arguments)
{
    uint64_t first, second, size;
    if (!term_to_u32(arguments[0], &first) || !term_to_u32(arguments[1], &second) ||
        !term_to_u32(arguments[2], &size)) {
        return fault_badarg(process);
    }
    return small_make((SignedWord)crc32_combine((uLong)first, (uLong)second, (z_off_t)size));
}

Term bif_erlang_adler32_combine_3(Process *process, const Term *arguments)
{
    uint64_t first, second, size;
    if (!term_to_u32(arguments[0], &first) || !term_to_u32(arguments[1], &second) ||
        !term_to_u32(arguments[2], &size)) {
        return fault_badarg(process);
    }
    return small_make((SignedWord)adler32_combine((uLong)first, (uLong)second, (z_off_t)size));
}
