// SPDX-License-Identifier: Apache-2.0
// Module binary: parts, copies, integers. Searching is in binary_search.c.
#include "bif/binary_help.h"
#include "term/number.h"

// ---- single bytes and parts

Term bif_binary_at_2(Process *process, const Term *arguments)
{
    size_t index;
    if (!term_is_binary(arguments[0]) || !term_to_size(arguments[1], &index))
        return fault_badarg(process);
    BitsView view = bits_view(arguments[0]);
    if (index >= view.size / 8)
        return fault_badarg(process);
    return small_make(bits_byte(view, index));
}

Term bif_binary_first_1(Process *process, const Term *arguments)
{
    if (!term_is_binary(arguments[0]) || bits_size(arguments[0]) == 0)
        return fault_badarg(process);
    return small_make(bits_byte(bits_view(arguments[0]), 0));
}

Term bif_binary_last_1(Process *process, const Term *arguments)
{
    if (!term_is_binary(arguments[0]) || bits_size(arguments[0]) == 0)
        return fault_badarg(process);
    BitsView view = bits_view(arguments[0]);
    return small_make(bits_byte(view, view.size / 8 - 1));
}

static Term part(Process *process, Term binary, Term position, Term length)
{
    size_t start, size;
    if (!term_is_binary(binary))
        return fault_badarg(process);
    if (!binary_range(position, length, bits_size(binary) / 8, &start, &size))
        return fault_badarg(process);
    return bif_result(process, bits_slice(process_room(process), binary, start * 8, size * 8));
}

Term bif_binary_part_3(Process *process, const Term *arguments)
{
    return part(process, arguments[0], arguments[1], arguments[2]);
}

Term bif_binary_part_2(Process *process, const Term *arguments)
{
    if (!term_is_tuple_of(arguments[1], 2))
        return fault_badarg(process);
    const Term *range = tuple_elements(arguments[1]);
    return part(process, arguments[0], range[0], range[1]);
}

static Term part_to_list(Process *process, Term binary, Term position, Term length)
{
    size_t start, size;
    if (!term_is_binary(binary))
        return fault_badarg(process);
    BitsView view = bits_view(binary);
    if (!binary_range(position, length, view.size / 8, &start, &size))
        return fault_badarg(process);
    return bytes_to_list(process, view, start, size, NIL);
}

Term bif_binary_bin_to_list_3(Process *process, const Term *arguments)
{
    return part_to_list(process, arguments[0], arguments[1], arguments[2]);
}

Term bif_binary_bin_to_list_2(Process *process, const Term *arguments)
{
    if (!term_is_tuple_of(arguments[1], 2))
        return fault_badarg(process);
    const Term *range = tuple_elements(arguments[1]);
    return part_to_list(process, arguments[0], range[0], range[1]);
}

Term bif_binary_bin_to_list_1(Process *process, const Term *arguments)
{
    if (!term_is_binary(arguments[0]))
        return fault_badarg(process);
    BitsView view = bits_view(arguments[0]);
    return bytes_to_list(process, view, 0, view.size / 8, NIL);
}

Term bif_binary_list_to_bin_1(Process *process, const Term *arguments)
{
    return iolist_to_bits(process, arguments[0], true, true);
}

// ---- copies

static Term copy(Process *process, Term binary, size_t times)
{
    if (!term_is_binary(binary))
        return fault_badarg(process);
    BitsView view = bits_view(binary);
    size_t size = view.size / 8;
    if (size && times > (size_t)SMALL_MAX / 8 / size)
        return fault_system_limit(process);
    uint8_t *bytes;
    Term result = bits_make(process_room(process), &process->vm->memory, size * times * 8, &bytes);
    if (term_is_none(result))
        return fault_no_memory(process);
    for (size_t i = 0; size && i < times; i++)
        bits_copy(bytes + i * size, 0, view.bytes, view.offset, view.size);
    process_charge(process, size * times / BYTES_PER_REDUCTION);
    return result;
}

Term bif_binary_copy_1(Process *process, const Term *arguments)
{
    return copy(process, arguments[0], 1);
}

Term bif_binary_copy_2(Process *process, const Term *arguments)
{
    size_t times;
    if (!term_to_size(arguments[1], &times))
        return fault_badarg(process);
    return copy(process, arguments[0], times);
}

Term bif_binary_referenced_byte_size_1(Process *process, const Term *arguments)
{
    if (!term_is_bits(arguments[0]))
        return fault_badarg(process);
    Term owner = bits_view(arguments[0]).owner;
    if (boxed_kind(owner) == KIND_SHARED_BITS) {
        size_t used = atomic_load(&shared_bits_bytes(owner)->used);
        return small_make((SignedWord)bits_to_bytes(used));
    }
    return small_make((SignedWord)bits_to_bytes(bits_size(owner)));
}

// ---- integers

static bool read_endianness(Term t, bool *little)
{
    *little = term_same(t, ATOM_TERM(little));
    return *little || term_same(t, ATOM_TERM(big));
}

static Term encode_unsigned(Process *process, Term integer, bool little)
{
    if (!term_is_integer(integer) || integer_is_negative(integer))
        return fault_badarg(process);
    size_t size = (integer_bit_length(integer) + 7) / 8;
    if (size == 0)
        size = 1;
    uint8_t *bytes;
    Term result = bits_make(process_room(process), &process->vm->memory, size * 8, &bytes);
    if (term_is_none(result))
        return fault_no_memory(process);
    integer_to_bytes(integer, bytes, size, little);
    return result;
}

Term bif_binary_encode_unsigned_1(Process *process, const Term *arguments)
{
    return encode_unsigned(process, arguments[0], false);
}

Term bif_binary_encode_unsigned_2(Process *process, const Term *arguments)
{
    bool little;
    if (!read_endianness(arguments[1], &little))
        return fault_badarg(process);
    return encode_unsigned(process, arguments[0], little);
}

static Term decode_unsigned(Process *process, Term binary, bool little)
{
    BytesArgument data;
    BytesStatus status = bytes_argument(process, binary, &data);
    if (status != BYTES_OK)
        return bytes_fault(process, status);
    Term result;
    if (data.size > BIG_LIMBS_MAX * sizeof(Word))
        result = fault_system_limit(process);
    else if (data.size == 0)
        result = small_make(0);
    else
        result = bif_result(process, integer_from_bytes(process_room(process), data.bytes,
                                                        data.size, little, false));
    bytes_argument_release(&data);
    return result;
}

Term bif_binary_decode_unsigned_1(Process *process, const Term *arguments)
{
    return decode_unsigned(process, arguments[0], false);
}

Term bif_binary_decode_unsigned_2(Process *process, const Term *arguments)
{
    bool little;
    if (!read_endianness(arguments[1], &little))
        return fault_badarg(process);
    return decode_unsigned(process, arguments[0], little);
}

// ---- what binaries have in common

static uint8_t byte_from(BitsView view, size_t index, bool from_end)
{
    return bits_byte(view, from_end ? view.size / 8 - 1 - index : index);
}

static Term longest_common(Process *process, Term list, bool from_end)
{
    if (!term_is_cons(list) || !term_is_binary(cons_head(list)))
        return fault_badarg(process);
    BitsView first = bits_view(cons_head(list));
    size_t common = first.size / 8;
    size_t work = 0;
    for (list = cons_tail(list); term_is_cons(list); list = cons_tail(list)) {
        if (!term_is_binary(cons_head(list)))
            return fault_badarg(process);
        BitsView other = bits_view(cons_head(list));
        if (other.size / 8 < common)
            common = other.size / 8;
        size_t i = 0;
        while (i < common && byte_from(first, i, from_end) == byte_from(other, i, from_end))
            i++;
        common = i;
        work += i;
    }
    if (!term_is_nil(list))
        return fault_badarg(process);
    process_charge(process, work / BYTES_PER_REDUCTION);
    return small_make((SignedWord)common);
}

Term bif_binary_longest_common_prefix_1(Process *process, const Term *arguments)
{
    return longest_common(process, arguments[0], false);
}

Term bif_binary_longest_common_suffix_1(Process *process, const Term *arguments)
{
    return longest_common(process, arguments[0], true);
}
