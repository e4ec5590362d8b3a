// SPDX-License-Identifier: Apache-2.0
// Digits to numbers: integers of any size, and floats rounded correctly in any base. Apart from the
// scanner because it is arithmetic, and because it must not depend on the host's locale as strtod
// does.
#ifndef COMPILER_NUMBER_H
#define COMPILER_NUMBER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "arena.h"
#include "ast.h"

// The value of a digit in bases up to 36, or 99.
unsigned number_digit_value(unsigned c);

// `digits` are `count` digits (as characters) in `base` 2 to 36. Sets *big to NULL and *small where
// int64_t suffices.
void number_parse_integer(Arena *arena, const char *digits, size_t count, unsigned base,
                          int64_t *small, BigInteger **big);

// The float nearest to digits * base^exponent, ties to even. False if it is too large to be a
// float.
bool number_parse_float(Arena *scratch, const char *digits, size_t count, unsigned base,
                        int64_t exponent, double *result);

#endif
