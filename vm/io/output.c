// SPDX-License-Identifier: Apache-2.0
// Buffered standard output.
#include "io/output.h"

#include <errno.h>
#include <poll.h>
#include <string.h>
#include <unistd.h>

#define BUFFER_SIZE ((size_t)1 << 16)

struct OutputBuffer {
    Memory *memory;
    size_t used;
    bool is_terminal;
    int error; // of the first write that failed; what comes after is thrown away
    char bytes[BUFFER_SIZE];
};

OutputBuffer *output_create(Memory *memory)
{
    OutputBuffer *output = memory_alloc(memory, sizeof *output);
    if (!output)
        return NULL;
    output->memory = memory;
    output->used = 0;
    output->error = 0;
    output->is_terminal = isatty(STDOUT_FILENO) == 1;
    return output;
}

void output_destroy(OutputBuffer *output)
{
    (void)output_flush(output);
    memory_free(output->memory, output, sizeof *output);
}

// Writes all bytes, also to a descriptor that does not block. Returns 0 or errno.
static int write_all(int descriptor, const char *bytes, size_t size)
{
    while (size > 0) {
        ssize_t written = write(descriptor, bytes, size);
        if (written >= 0) {
            bytes += written;
            size -= (size_t)written;
        } else if (errno == EAGAIN || errno == EWOULDBLOCK) {
            struct pollfd wait = {.fd = descriptor, .events = POLLOUT};
            (void)poll(&wait, 1, -1);
        } else if (errno != EINTR) {
            return errno;
        }
    }
    return 0;
}

int output_flush(OutputBuffer *output)
{
    if (output->used && !output->error)
        output->error = write_all(STDOUT_FILENO, output->bytes, output->used);
    output->used = 0;
    return output->error;
}

int output_write(OutputBuffer *output, OutputStream stream, const void *bytes, size_t size)
{
    if (stream == OUTPUT_ERROR) {
        (void)output_flush(output);
        return write_all(STDERR_FILENO, bytes, size);
    }
    if (size > BUFFER_SIZE - output->used && output_flush(output) != 0)
        return output->error;
    if (size > BUFFER_SIZE) {
        if (!output->error)
            output->error = write_all(STDOUT_FILENO, bytes, size);
        return output->error;
    }
    memcpy(output->bytes + output->used, bytes, size);
    output->used += size;
    return output->is_terminal ? output_flush(output) : output->error;
}
