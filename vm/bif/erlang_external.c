// SPDX-License-Identifier: Apache-2.0
// Module erlang: the external term format as binaries.
#include "bif/binary_help.h"
#include "term/external.h"

#define DEFAULT_COMPRESSION  6
#define NEWEST_MINOR_VERSION 2

// ---- writing

static bool read_write_pair(Term option, ExternalOptions *options)
{
    size_t value;
    if (!term_is_tuple_of(option, 2) || !term_to_size(tuple_elements(option)[1], &value))
        return false;
    Term name = tuple_elements(option)[0];
    if (term_same(name, ATOM_TERM(compressed)) && value <= 9) {
        options->compression = (unsigned)value;
        return true;
    }
    if (term_same(name, ATOM_TERM(minor_version)) && value <= NEWEST_MINOR_VERSION) {
        options->minor_version = (unsigned)value;
        return true;
    }
    return false;
}

static bool read_write_options(Term list, ExternalOptions *options)
{
    for (; term_is_cons(list); list = cons_tail(list)) {
        Term option = cons_head(list);
        if (term_same(option, ATOM_TERM(compressed))) {
            options->compression = DEFAULT_COMPRESSION;
        } else if (!term_same(option, ATOM_TERM(deterministic)) &&
                   !term_same(option, ATOM_TERM(local)) && !read_write_pair(option, options)) {
            return false;
        }
    }
    return term_is_nil(list);
}

// Writes `t` to the buffer, which the caller frees; TERM_NONE with the fault set, or `t` again.
static Term write_term(Process *process, Term t, Term option_list, ByteBuffer *buffer)
{
    ExternalOptions options = {.minor_version = NEWEST_MINOR_VERSION};
    *buffer = byte_buffer_make(&process->vm->memory);
    if (!read_write_options(option_list, &options))
        return fault_badarg(process);
    if (!external_write(buffer, process_atoms(process), t, &options))
        return fault_no_memory(process);
    process_charge(process, buffer->size / BYTES_PER_REDUCTION);
    return t;
}

static Term to_binary(Process *process, Term t, Term options)
{
    ByteBuffer buffer;
    Term result = write_term(process, t, options, &buffer);
    if (!term_is_none(result)) {
        result = bif_result(process, binary_make(process_room(process), &process->vm->memory,
                                                 buffer.bytes, buffer.size));
    }
    byte_buffer_free(&buffer);
    return result;
}

Term bif_erlang_term_to_binary_1(Process *process, const Term *arguments)
{
    return to_binary(process, arguments[0], NIL);
}

Term bif_erlang_term_to_binary_2(Process *process, const Term *arguments)
{
    return to_binary(process, arguments[0], arguments[1]);
}

static Term to_iovec(Process *process, Term t, Term options)
{
    Term binary = to_binary(process, t, options);
    if (term_is_none(binary))
        return binary;
    return bif_result(process, room_cons(process_room(process), binary, NIL));
}

Term bif_erlang_term_to_iovec_1(Process *process, const Term *arguments)
{
    return to_iovec(process, arguments[0], NIL);
}

Term bif_erlang_term_to_iovec_2(Process *process, const Term *arguments)
{
    return to_iovec(process, arguments[0], arguments[1]);
}

static Term external_size(Process *process, Term t, Term options)
{
    ByteBuffer buffer;
    Term result = write_term(process, t, options, &buffer);
    if (!term_is_none(result))
        result = small_make((SignedWord)buffer.size);
    byte_buffer_free(&buffer);
    return result;
}

Term bif_erlang_external_size_1(Process *process, const Term *arguments)
{
    return external_size(process, arguments[0], NIL);
}

Term bif_erlang_external_size_2(Process *process, const Term *arguments)
{
    return external_size(process, arguments[0], arguments[1]);
}

// ---- reading

static const Export *find_export(void *data, Term module, Term function, uint32_t arity)
{
    Vm *vm = data;
    return code_export(vm->code, module, function, arity);
}

static const Export *find_known_export(void *data, Term module, Term function, uint32_t arity)
{
    Vm *vm = data;
    return code_find_export(vm->code, module, function, arity);
}

static const FunEntry *find_fun(void *data, Term module_name, uint32_t index,
                                const uint8_t unique[16], uint32_t arity)
{
    Vm *vm = data;
    const Module *module = code_find_module(vm->code, module_name);
    if (!module || index >= module->fun_count)
        return NULL;
    const FunEntry *entry = &module->funs[index];
    bool same = entry->arity == arity && memcmp(entry->unique, unique, sizeof entry->unique) == 0;
    return same ? entry : NULL;
}

static bool read_read_options(Term list, bool *safe, bool *used)
{
    for (; term_is_cons(list); list = cons_tail(list)) {
        if (term_same(cons_head(list), ATOM_TERM(safe))) {
            *safe = true;
        } else if (term_same(cons_head(list), ATOM_TERM(used))) {
            *used = true;
        } else {
            return false;
        }
    }
    return term_is_nil(list);
}

static Term read_fault(Process *process, ExternalStatus status)
{
    switch (status) {
    case EXTERNAL_NO_MEMORY: return fault_no_memory(process);
    case EXTERNAL_LIMIT: return fault_system_limit(process);
    default: return fault_badarg(process);
    }
}

static Term read_term(Process *process, ExternalReader *reader, Term binary)
{
    BytesArgument bytes;
    BytesStatus status = bytes_argument(process, binary, &bytes);
    if (status != BYTES_OK)
        return bytes_fault(process, status);
    Term t;
    ExternalStatus result =
        external_read(reader, process_room(process), bytes.bytes, bytes.size, &t);
    process_charge(process, bytes.size / BYTES_PER_REDUCTION);
    bytes_argument_release(&bytes);
    return result == EXTERNAL_OK ? t : read_fault(process, result);
}

static Term of_binary(Process *process, Term binary, bool safe, bool used)
{
    ExternalReader reader = {.memory = &process->vm->memory,
                             .atoms = process_atoms(process),
                             .safe = safe,
                             .find_export = safe ? find_known_export : find_export,
                             .find_fun = find_fun,
                             .data = process->vm};
    Term t = read_term(process, &reader, binary);
    if (term_is_none(t) || !used)
        return t;
    Term pair = room_tuple(process_room(process), 2);
    if (term_is_none(pair))
        return fault_no_memory(process);
    tuple_elements(pair)[0] = t;
    tuple_elements(pair)[1] = small_make((SignedWord)reader.used);
    return pair;
}

Term bif_erlang_binary_to_term_1(Process *process, const Term *arguments)
{
    return of_binary(process, arguments[0], false, false);
}

Term bif_erlang_binary_to_term_2(Process *process, const Term *arguments)
{
    bool safe = false, used = false;
    if (!read_read_options(arguments[1], &safe, &used))
        return fault_badarg(process);
    return of_binary(process, arguments[0], safe, used);
}
