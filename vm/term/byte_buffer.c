// SPDX-License-Identifier: Apache-2.0
// Growing rows of bytes.
#include "term/byte_buffer.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "term/utf8.h"

uint8_t *byte_buffer_extend(ByteBuffer *buffer, size_t size)
{
    if (buffer->failed)
        return NULL;
    if (size > buffer->capacity - buffer->size) {
        size_t capacity = buffer->capacity + buffer->capacity / 2 + 64;
        if (size > SIZE_MAX / 2 || capacity > SIZE_MAX / 2) {
            buffer->failed = true;
            return NULL;
        }
        if (capacity < buffer->size + size)
            capacity = buffer->size + size;
        uint8_t *bytes = memory_resize(buffer->memory, buffer->bytes, buffer->capacity, capacity);
        if (!bytes) {
            buffer->failed = true;
            return NULL;
        }
        buffer->bytes = bytes;
        buffer->capacity = capacity;
    }
    uint8_t *start = buffer->bytes + buffer->size;
    buffer->size += size;
    return start;
}

void byte_buffer_add(ByteBuffer *buffer, const void *bytes, size_t size)
{
    uint8_t *to = byte_buffer_extend(buffer, size);
    if (to && size > 0)
        memcpy(to, bytes, size);
}

void byte_buffer_add_text(ByteBuffer *buffer, const char *text)
{
    byte_buffer_add(buffer, text, strlen(text));
}

void byte_buffer_printf(ByteBuffer *buffer, const char *format, ...)
{
    char text[512];
    va_list arguments;
    va_start(arguments, format);
    int size = vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    if (size >= (int)sizeof text)
        size = sizeof text - 1;
    if (size > 0)
        byte_buffer_add(buffer, text, (size_t)size);
}

void byte_buffer_add_utf8(ByteBuffer *buffer, uint32_t character)
{
    uint8_t bytes[UTF8_MAX_BYTES];
    byte_buffer_add(buffer, bytes, utf8_encode(character, bytes));
}
