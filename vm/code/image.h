// SPDX-License-Identifier: Apache-2.0
// The standard library inside the program: what tools/mkimage.c writes at build time and the module
// loader reads. Apart from the loader because the generated file includes it, and nothing else.
#ifndef ERLITE_CODE_IMAGE_H
#define ERLITE_CODE_IMAGE_H

#include <stddef.h>
#include <stdint.h>

// One module: a BEAM file, compressed on its own, so that only what is used is ever unpacked.
// `data` holds compressed_size bytes in the format of zlib (RFC 1950), as uncompress() takes them,
// which unpack to exactly `size` bytes, starting with "FOR1".
typedef struct ImageEntry {
    const char *name; // module name in UTF-8: the file's name without ".beam"
    const unsigned char *data;
    uint32_t compressed_size;
    uint32_t size;
} ImageEntry;

// Sorted by strcmp on the names, each name once: search by halves. An image without modules has one
// entry of zeros, and count 0.
extern const ImageEntry erlite_image[];
extern const size_t erlite_image_count;

#endif
