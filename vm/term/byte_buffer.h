// SPDX-License-Identifier: Apache-2.0
// A row of bytes that grows: what text and external terms are written to.
#ifndef ERLITE_BYTE_BUFFER_H
#define ERLITE_BYTE_BUFFER_H

#include "memory.h"

typedef struct ByteBuffer {
    Memory *memory;
    uint8_t *bytes;
    size_t size;
    size_t capacity;
    bool failed; // no memory: the content is not to be used; writing goes on without effect
} ByteBuffer;

static inline ByteBuffer byte_buffer_make(Memory *memory) { return (ByteBuffer){.memory = memory}; }
static inline void byte_buffer_free(ByteBuffer *buffer)
{
    memory_free(buffer->memory, buffer->bytes, buffer->capacity);
    *buffer = byte_buffer_make(buffer->memory);
}
// Room for `size` more bytes, which count as written; NULL (and failed) without memory.
uint8_t *byte_buffer_extend(ByteBuffer *buffer, size_t size);
void byte_buffer_add(ByteBuffer *buffer, const void *bytes, size_t size);
void byte_buffer_add_text(ByteBuffer *buffer, const char *text);
void byte_buffer_printf(ByteBuffer *buffer, const char *format, ...) PRINTF_LIKE(2, 3);
// A code point in UTF-8.
void byte_buffer_add_utf8(ByteBuffer *buffer, uint32_t character);

static inline void byte_buffer_add_byte(ByteBuffer *buffer, uint8_t byte)
{
    if (likely(buffer->size < buffer->capacity)) {
        buffer->bytes[buffer->size++] = byte;
    } else {
        byte_buffer_add(buffer, &byte, 1);
    }
}

#endif
