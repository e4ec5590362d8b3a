// SPDX-License-Identifier: Apache-2.0
// Order and equality of terms. Depth and length of terms are no limit: nothing here recurses on
// them.
//
// number < atom < reference < fun < port < pid < tuple < map < nil < list < bit string
#ifndef ERLITE_COMPARE_H
#define ERLITE_COMPARE_H

#include "term/atom.h"

// Below 0, 0, above 0. Integers and floats compare by value (1 == 1.0).
int term_compare_slow(const AtomTable *atoms, Term a, Term b);
bool term_equal_slow(Term a, Term b);
bool term_exact_equal_slow(Term a, Term b);
// The order of map keys: as term_compare, but integers come before floats, and -0.0 before 0.0. 0
// if and only if the terms are exactly equal.
int term_compare_exact(const AtomTable *atoms, Term a, Term b);

static inline int term_compare(const AtomTable *atoms, Term a, Term b)
{
    if (term_both_small(a, b)) {
        SignedWord x = (SignedWord)term_word(a), y = (SignedWord)term_word(b);
        return (x > y) - (x < y);
    }
    if (term_same(a, b))
        return 0;
    return term_compare_slow(atoms, a, b);
}

// Two different words of which one is an atom, a small integer, nil or another immediate that is no
// float: these have one form each, so no other word can be exactly equal.
static inline bool term_is_identity(Term t)
{
    return term_is_small(t) || (term_word(t) & TAG_MASK) == TAG_IMMEDIATE ||
           term_is_tagged_float(t);
}

// `==`
static inline bool term_equal(Term a, Term b)
{
    if (term_same(a, b))
        return true;
    if (term_both_small(a, b))
        return false;
    return term_equal_slow(a, b);
}

// `=:=`. 0.0 and -0.0 differ, as in OTP 27 and later.
static inline bool term_exact_equal(Term a, Term b)
{
    if (term_same(a, b))
        return true;
    if (!term_is_pointer(a) || term_tag(a) != term_tag(b))
        return false;
    return term_exact_equal_slow(a, b);
}

#endif
