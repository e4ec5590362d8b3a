// SPDX-License-Identifier: Apache-2.0
// The tags of the external term format, and how this VM packs the identifiers of other nodes; for
// reading and writing.
#ifndef ERLITE_EXTERNAL_TAGS_H
#define ERLITE_EXTERNAL_TAGS_H

#include "term/term.h"

#define EXTERNAL_VERSION 131

enum ExternalTag {
    EXTERNAL_NEW_FLOAT = 70,
    EXTERNAL_BIT_BINARY = 77,
    EXTERNAL_COMPRESSED = 80,
    EXTERNAL_NEW_PID = 88,
    EXTERNAL_NEW_PORT = 89,
    EXTERNAL_NEWER_REFERENCE = 90,
    EXTERNAL_SMALL_INTEGER = 97,
    EXTERNAL_INTEGER = 98,
    EXTERNAL_FLOAT = 99,
    EXTERNAL_ATOM = 100,
    EXTERNAL_REFERENCE = 101,
    EXTERNAL_PORT = 102,
    EXTERNAL_PID = 103,
    EXTERNAL_SMALL_TUPLE = 104,
    EXTERNAL_LARGE_TUPLE = 105,
    EXTERNAL_NIL = 106,
    EXTERNAL_STRING = 107,
    EXTERNAL_LIST = 108,
    EXTERNAL_BINARY = 109,
    EXTERNAL_SMALL_BIG = 110,
    EXTERNAL_LARGE_BIG = 111,
    EXTERNAL_NEW_FUN = 112,
    EXTERNAL_EXPORT = 113,
    EXTERNAL_NEW_REFERENCE = 114,
    EXTERNAL_SMALL_ATOM = 115,
    EXTERNAL_MAP = 116,
    EXTERNAL_ATOM_UTF8 = 118,
    EXTERNAL_SMALL_ATOM_UTF8 = 119,
    EXTERNAL_V4_PORT = 120,
};

// A local pid's number is the 28 bits that are printed second and the serial that is printed third.
#define PID_NUMBER_BITS 28
#define EXTERNAL_WORDS  6
#define LOCAL_REF_WORDS 3
#define REF_IDS_MAX     5

// The up to five 32-bit words of a reference of another node, in three small integers of 60 bits.
static inline void external_ref_pack(Term words[3], const uint32_t ids[REF_IDS_MAX], unsigned count)
{
    Word a = ids[0] | (Word)(ids[1] & 0xfffffff) << 32;
    Word b = ids[1] >> 28 | (Word)ids[2] << 4 | (Word)(ids[3] & 0xffffff) << 36;
    Word c = ids[3] >> 24 | (Word)ids[4] << 8 | (Word)count << 40;
    words[0] = small_make((SignedWord)a);
    words[1] = small_make((SignedWord)b);
    words[2] = small_make((SignedWord)c);
}

// Returns how many there are.
static inline unsigned external_ref_unpack(const Term words[3], uint32_t ids[REF_IDS_MAX])
{
    Word a = (Word)small_value(words[0]), b = (Word)small_value(words[1]);
    Word c = (Word)small_value(words[2]);
    ids[0] = (uint32_t)a;
    ids[1] = (uint32_t)(a >> 32 | b << 28);
    ids[2] = (uint32_t)(b >> 4);
    ids[3] = (uint32_t)(b >> 36 | c << 24);
    ids[4] = (uint32_t)(c >> 8);
    return (unsigned)(c >> 40) & 7;
}

#endif
