// SPDX-License-Identifier: Apache-2.0
// Hashes of whole terms. Terms that are exactly equal have equal hashes. No function recurses
// on depth.
#ifndef ERLITE_HASH_H
#define ERLITE_HASH_H

#include "term/atom.h"

// The 32 bits behind erlang:phash2, the same numbers as in OTP.
uint32_t term_phash2(const AtomTable *atoms, Term t);
// The 32 bits behind erlang:phash, the same numbers as in OTP for all but maps, funs and
// identifiers.
uint32_t term_portable_hash(const AtomTable *atoms, Term t);
// The hash of maps and tables inside this VM: fast, 64 good bits; differs from run to run of
// different programs, since an atom counts as its index.
uint64_t term_hash_slow(Term t);

static inline uint64_t hash_mix(uint64_t x)
{
    x ^= x >> 32;
    x *= UINT64_C(0xd6e8feb86659fd93);
    x ^= x >> 32;
    x *= UINT64_C(0xd6e8feb86659fd93);
    x ^= x >> 32;
    return x;
}

static inline uint64_t term_hash(Term t)
{
    return term_is_pointer(t) ? term_hash_slow(t) : hash_mix(term_word(t));
}

#endif
