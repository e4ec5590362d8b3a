// SPDX-License-Identifier: Apache-2.0
// Module zlib: data that is compressed or expanded as a whole.
#include <limits.h>
#include <zlib.h>

#include "bif/binary_help.h"
#include "term/byte_buffer.h"

static Term buffer_to_binary(Process *process, ByteBuffer *buffer)
{
    if (buffer->failed)
        return fault_no_memory(process);
    process_charge(process, buffer->size / BYTES_PER_REDUCTION);
    return bif_result(process, binary_make(process_room(process), &process->vm->memory,
                                           buffer->bytes, buffer->size));
}

static Term compress_bytes(Process *process, const BytesArgument *data)
{
    ByteBuffer buffer = byte_buffer_make(&process->vm->memory);
    uLongf size = compressBound(data->size);
    uint8_t *bytes = byte_buffer_extend(&buffer, size);
    // With room for the bound, only memory can be short.
    if (bytes && compress(bytes, &size, data->bytes, data->size) != Z_OK)
        buffer.failed = true;
    buffer.size = size;
    Term result = buffer_to_binary(process, &buffer);
    byte_buffer_free(&buffer);
    return result;
}

Term bif_zlib_compress_1(Process *process, const Term *arguments)
{
    BytesArgument data;
    BytesStatus status = bytes_of_iolist(process, arguments[0], &data);
    Term result =
        status == BYTES_OK ? compress_bytes(process, &data) : bytes_fault(process, status);
    bytes_argument_release(&data);
    return result;
}

#define CHUNK_BYTES 16384

// Z_STREAM_END when all went well.
static int inflate_all(z_stream *stream, ByteBuffer *buffer)
{
    uint8_t chunk[CHUNK_BYTES];
    int status = Z_OK;
    while (status == Z_OK && !buffer->failed) {
        stream->next_out = chunk;
        stream->avail_out = sizeof chunk;
        status = inflate(stream, Z_NO_FLUSH);
        byte_buffer_add(buffer, chunk, sizeof chunk - stream->avail_out);
    }
    return status;
}

static Term uncompress_bytes(Process *process, const BytesArgument *data)
{
    z_stream stream = {.next_in = (uint8_t *)data->bytes, .avail_in = (uInt)data->size};
    if (data->size > UINT_MAX)
        return fault_system_limit(process);
    if (inflateInit(&stream) != Z_OK)
        return fault_no_memory(process);
    ByteBuffer buffer = byte_buffer_make(&process->vm->memory);
    int status = inflate_all(&stream, &buffer);
    inflateEnd(&stream);
    Term result;
    if (status == Z_STREAM_END)
        result = buffer_to_binary(process, &buffer);
    else if (status == Z_MEM_ERROR || buffer.failed)
        result = fault_no_memory(process);
    else
        result = fault_error(process, ATOM_TERM(data_error));
    byte_buffer_free(&buffer);
    return result;
}

Term bif_zlib_uncompress_1(Process *process, const Term *arguments)
{
    BytesArgument data;
    BytesStatus status = bytes_of_iolist(process, arguments[0], &data);
    Term result =
        status == BYTES_OK ? uncompress_bytes(process, &data) : bytes_fault(process, status);
    bytes_argument_release(&data);
    return result;
}
