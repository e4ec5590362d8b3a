// SPDX-License-Identifier: Apache-2.0
// The rare part of shared bytes: making and freeing. What happens all the time is inline in the
// header.
#include "term/shared_bytes.h"

SharedBytes *shared_bytes_create(Memory *memory, size_t used, size_t capacity)
{
    assert(used <= capacity);
    if (capacity > SIZE_MAX / 8 - sizeof(SharedBytes))
        return NULL;
    SharedBytes *shared = memory_alloc(memory, sizeof *shared + capacity);
    if (!shared)
        return NULL;
    atomic_init(&shared->references, 1);
    atomic_init(&shared->used, used << 3);
    shared->capacity = capacity;
    shared->memory = memory;
    return shared;
}

void shared_bytes_free(SharedBytes *shared)
{
    memory_free(shared->memory, shared, sizeof *shared + shared->capacity);
}
