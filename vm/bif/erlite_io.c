// SPDX-License-Identifier: Apache-2.0
// Standard streams: what module io stands on. Text is UTF-8.
#include "bif/bif.h"

#include <stdio.h>

#include "io/output.h"
#include "term/bits.h"
#include "term/byte_buffer.h"

// put_chars(stdout | stderr, Binary) -> ok | {error, terminated}
Term bif_erlite_io_put_chars_2(Process *process, const Term *a)
{
    bool is_error = term_same(a[0], ATOM_TERM(stderr));
    size_t size;
    const uint8_t *bytes = binary_bytes(a[1], &size);
    if (!bytes || (!is_error && !term_same(a[0], ATOM_TERM(stdout))))
        return fault_badarg(process);
    process_charge(process, size / 64);
    if (output_write(process->vm->output, is_error ? OUTPUT_ERROR : OUTPUT_STANDARD, bytes, size) ==
        0) {
        return ATOM_TERM(ok);
    }
    Term pair = room_tuple(process_room(process), 2);
    if (term_is_none(pair))
        return fault_no_memory(process);
    tuple_elements(pair)[0] = ATOM_TERM(error);
    tuple_elements(pair)[1] = ATOM_TERM(terminated);
    return pair;
}

static Term finish_read(Process *process, ByteBuffer *text)
{
    Term result = text->failed      ? fault_no_memory(process)
                  : text->size == 0 ? ATOM_TERM(eof)
                                    : binary_make(process_room(process), &process->vm->memory,
                                                  text->bytes, text->size);
    byte_buffer_free(text);
    return term_is_none(result) && process->fault.kind == FAULT_NONE ? fault_no_memory(process)
                                                                     : result;
}

// get_line(stdin) -> Binary (with its newline) | eof
Term bif_erlite_io_get_line_1(Process *process, const Term *a)
{
    if (!term_same(a[0], ATOM_TERM(stdin)))
        return fault_badarg(process);
    (void)output_flush(process->vm->output);
    ByteBuffer text = byte_buffer_make(&process->vm->memory);
    int byte;
    while ((byte = getc(stdin)) != EOF) {
        byte_buffer_add_byte(&text, (uint8_t)byte);
        if (byte == '\n')
            break;
    }
    return finish_read(process, &text);
}

// get_chars(stdin, N) -> Binary of up to N characters | eof
Term bif_erlite_io_get_chars_2(Process *process, const Term *a)
{
    if (!term_same(a[0], ATOM_TERM(stdin)) || !term_is_small(a[1]) || small_value(a[1]) < 0) {
        return fault_badarg(process);
    }
    (void)output_flush(process->vm->output);
    ByteBuffer text = byte_buffer_make(&process->vm->memory);
    SignedWord left = small_value(a[1]);
    int byte;
    while ((byte = getc(stdin)) != EOF) {
        bool continues = (byte & 0xc0) == 0x80;
        if (!continues && left-- == 0) {
            (void)ungetc(byte, stdin);
            break;
        }
        byte_buffer_add_byte(&text, (uint8_t)byte);
    }
    if (text.size == 0 && small_value(a[1]) == 0) {
        byte_buffer_free(&text);
        Term empty = binary_make(process_room(process), &process->vm->memory, "", 0);
        return term_is_none(empty) ? fault_no_memory(process) : empty;
    }
    return finish_read(process, &text);
}
