// SPDX-License-Identifier: Apache-2.0
// MD5 (RFC 1321): erlang:md5/1, and the version of a module. No one should use it where an attacker
// can choose the input.
#ifndef ERLITE_MD5_H
#define ERLITE_MD5_H

#include "compat.h"

#define MD5_BYTES 16

typedef struct Md5 {
    uint32_t words[4];
    uint64_t length; // bytes so far; what does not fill a block is in `block`
    uint8_t block[64];
} Md5;

void md5_init(Md5 *state);
void md5_update(Md5 *state, const uint8_t *bytes, size_t size);
void md5_final(Md5 *state, uint8_t digest[MD5_BYTES]);
void md5_digest(const uint8_t *bytes, size_t size, uint8_t digest[MD5_BYTES]);

#endif
