// SPDX-License-Identifier: Apache-2.0
// Standard output and standard error of a VM: buffered bytes, written when the buffer is full and
// when the VM ends.
#ifndef ERLITE_OUTPUT_H
#define ERLITE_OUTPUT_H

#include "memory.h"

typedef struct OutputBuffer OutputBuffer;

typedef enum OutputStream { OUTPUT_STANDARD, OUTPUT_ERROR } OutputStream;

// NULL without memory.
MUST_CHECK OutputBuffer *output_create(Memory *memory);
// Writes what is left.
void output_destroy(OutputBuffer *output);
// Appends bytes to a stream. Standard error first writes what standard output holds, so that the
// order on a terminal is that of the calls, and is not kept back itself; nor is standard output
// when it is a terminal. Returns 0, or the errno of the write that failed.
int output_write(OutputBuffer *output, OutputStream stream, const void *bytes, size_t size);
int output_flush(OutputBuffer *output);

#endif
