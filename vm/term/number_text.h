// SPDX-License-Identifier: Apache-2.0
// Numbers as text: integers in any base, floats in every form that Erlang reads and prints.
#ifndef ERLITE_NUMBER_TEXT_H
#define ERLITE_NUMBER_TEXT_H

#include "term/byte_buffer.h"
#include "term/number.h"

typedef enum NumberTextStatus {
    TEXT_OK,
    TEXT_BAD,
    TEXT_SYSTEM_LIMIT,
    TEXT_NO_MEMORY
} NumberTextStatus;

// Appends the digits (capitals above nine) of an integer in `base`, 2 to 36.
void integer_print(ByteBuffer *buffer, Term integer, unsigned base);
// Reads an optional sign and digits of `base` that make up all of the text.
NumberTextStatus integer_parse(Room *room, Memory *memory, const char *text, size_t size,
                               unsigned base, Term *result);
// The value of a digit in bases up to 36, or 36 when it is none.
unsigned digit_value(unsigned character);

// Reads a float in Erlang's syntax (digits, point, digits, optional exponent) that makes up all of
// the text. TEXT_BAD also when it is beyond the range of a double.
NumberTextStatus float_parse(const char *text, size_t size, double *result);

// Bytes that hold any float's shortest form.
#define FLOAT_SHORT_MAX 32
// The shortest text that reads back as `d`, as Erlang prints floats: 1.0, 1.0e22, 1.0e-5. Returns
// its size.
size_t float_print_short(double d, char text[FLOAT_SHORT_MAX]);
// float_to_list(D, [{scientific, decimals}]), decimals 0 to 249. Appends.
void float_print_scientific(ByteBuffer *buffer, double d, unsigned decimals);
// float_to_list(D, [{decimals, decimals}]), 0 to 253, `compact` cuts zeros at the end. False when
// it is too long for OTP.
bool float_print_decimals(ByteBuffer *buffer, double d, unsigned decimals, bool compact);

#endif
