// SPDX-License-Identifier: Apache-2.0
// What the C functions on binaries (modules erlang, binary and unicode) have in common.
#ifndef ERLITE_BIF_BINARY_HELP_H
#define ERLITE_BIF_BINARY_HELP_H

#include "bif/arguments.h"
#include "term/bits.h"

// The bytes of a binary or bit string argument, copied when they do not start at a byte. Release
// them in any case.
typedef struct BytesArgument {
    const uint8_t *bytes;
    size_t size; // whole bytes
    uint8_t *copy;
    size_t copy_size;
    Memory *memory;
} BytesArgument;

typedef enum BytesStatus { BYTES_OK, BYTES_NO_BINARY, BYTES_NO_MEMORY } BytesStatus;

MUST_CHECK BytesStatus bytes_argument(Process *process, Term t, BytesArgument *argument);
void bytes_argument_release(BytesArgument *argument);
// The exception for a status that is not BYTES_OK.
Term bytes_fault(Process *process, BytesStatus status);

// All bytes of an I/O list (or binary), in one row.
MUST_CHECK BytesStatus bytes_of_iolist(Process *process, Term iolist, BytesArgument *argument);

// The part of `total` bytes that position and length (which may be negative: backwards) mean.
MUST_CHECK bool binary_range(Term position, Term length, size_t total, size_t *start, size_t *size);
// The list of `size` bytes from byte `start` of the view, with `tail` at its end.
Term bytes_to_list(Process *process, BitsView view, size_t start, size_t size, Term tail);
// The binary of an I/O list. `needs_list`: a binary is a badarg; `whole_bytes`: so is a bit string
// that is no binary.
Term iolist_to_bits(Process *process, Term iolist, bool needs_list, bool whole_bytes);

#endif
