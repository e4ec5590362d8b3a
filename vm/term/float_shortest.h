// SPDX-License-Identifier: Apache-2.0
// The shortest decimal number that reads back as a given float; only for float_text.c.
#ifndef ERLITE_FLOAT_SHORTEST_H
#define ERLITE_FLOAT_SHORTEST_H

#include "compat.h"

typedef struct ShortestDecimal {
    uint64_t digits; // below 10^17, not a multiple of ten
    int exponent;    // the value is digits times ten to the power of this
} ShortestDecimal;

// Of the decimal numbers with the fewest digits that read back as `d`, the one nearest to it. `d`
// is finite and above zero.
ShortestDecimal float_shortest(double d);

#endif
