// SPDX-License-Identifier: Apache-2.0
// Integers as text, in any base. Floats are in float_text.c.
#include "term/number_text.h"

#include <math.h>

#include "term/big.h"

static const char digit_characters[] = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";

unsigned digit_value(unsigned character)
{
    if (character >= '0' && character <= '9')
        return character - '0';
    if (character >= 'A' && character <= 'Z')
        return character - 'A' + 10;
    if (character >= 'a' && character <= 'z')
        return character - 'a' + 10;
    return 36;
}

// ---- printing

static void print_small(ByteBuffer *buffer, SignedWord value, unsigned base)
{
    char text[LIMB_BITS + 1];
    size_t at = sizeof text;
    Word rest = value < 0 ? -(Word)value : (Word)value;
    do {
        text[--at] = digit_characters[rest % base];
        rest /= base;
    } while (rest > 0);
    if (value < 0)
        text[--at] = '-';
    byte_buffer_add(buffer, text + at, sizeof text - at);
}

// Writes the digits of `limbs`, which are overwritten, after the sign.
static void print_limbs(ByteBuffer *buffer, mp_limb_t *limbs, size_t size, unsigned base)
{
    size_t most = (size_t)((double)size * LIMB_BITS / log2(base)) + 2;
    uint8_t *digits = byte_buffer_extend(buffer, most);
    if (!digits)
        return;
    size_t count = mpn_get_str(digits, (int)base, limbs, (mp_size_t)size), zeros = 0;
    while (zeros + 1 < count && digits[zeros] == 0)
        zeros++;
    for (size_t i = zeros; i < count; i++)
        digits[i - zeros] = (uint8_t)digit_characters[digits[i]];
    buffer->size -= most - (count - zeros);
}

void integer_print(ByteBuffer *buffer, Term integer, unsigned base)
{
    assert(base >= 2 && base <= 36);
    if (term_is_small(integer)) {
        print_small(buffer, small_value(integer), base);
        return;
    }
    size_t bytes = big_size(integer) * sizeof(mp_limb_t);
    mp_limb_t *limbs = memory_alloc(buffer->memory, bytes);
    if (!limbs) {
        buffer->failed = true;
        return;
    }
    memcpy(limbs, big_limbs(integer), bytes);
    if (big_is_negative(integer))
        byte_buffer_add_byte(buffer, '-');
    print_limbs(buffer, limbs, big_size(integer), base);
    memory_free(buffer->memory, limbs, bytes);
}

// ---- reading

// Digits that surely fit a small integer, in any base: fewer bits than 60.
static size_t small_digits(unsigned base) { return (size_t)(59 / log2(base)); }

static NumberTextStatus parse_small(const char *text, size_t size, unsigned base, bool negative,
                                    Term *result)
{
    SignedWord value = 0;
    for (size_t i = 0; i < size; i++) {
        unsigned digit = digit_value((uint8_t)text[i]);
        if (digit >= base)
            return TEXT_BAD;
        value = value * (SignedWord)base + (SignedWord)digit;
    }
    *result = small_make(negative ? -value : value);
    return TEXT_OK;
}

static NumberTextStatus status_of(NumberError error)
{
    return error == NUMBER_SYSTEM_LIMIT ? TEXT_SYSTEM_LIMIT : TEXT_NO_MEMORY;
}

// Reads `size` digit values, the first of them not zero.
static NumberTextStatus parse_digits(Room *room, const uint8_t *digits, size_t size, unsigned base,
                                     bool negative, Term *result)
{
    double bits = (double)size * log2(base);
    if (bits > (double)((BIG_LIMBS_MAX + 1) * LIMB_BITS))
        return TEXT_SYSTEM_LIMIT;
    // mpn_set_str wants one limb more than the number may have.
    size_t limbs = (size_t)(bits / LIMB_BITS) + 2;
    NumberError error = NUMBER_OK;
    BigDraft draft = {.capacity = limbs};
    draft.start = room_take(room, limbs + 1);
    if (!draft.start)
        return TEXT_NO_MEMORY;
    draft.limbs = (mp_limb_t *)(draft.start + 1);
    size_t used = (size_t)mpn_set_str(draft.limbs, digits, size, (int)base);
    *result = big_finish(&draft, room, negative, used, &error);
    return term_is_none(*result) ? status_of(error) : TEXT_OK;
}

static bool digits_are_valid(const char *text, size_t size, unsigned base)
{
    for (size_t i = 0; i < size; i++) {
        if (digit_value((uint8_t)text[i]) >= base)
            return false;
    }
    return true;
}

static NumberTextStatus parse_large(Room *room, Memory *memory, const char *text, size_t size,
                                    unsigned base, bool negative, Term *result)
{
    if (!digits_are_valid(text, size, base))
        return TEXT_BAD;
    uint8_t *digits = memory_alloc(memory, size);
    if (!digits)
        return TEXT_NO_MEMORY;
    for (size_t i = 0; i < size; i++)
        digits[i] = (uint8_t)digit_value((uint8_t)text[i]);
    NumberTextStatus status = parse_digits(room, digits, size, base, negative, result);
    memory_free(memory, digits, size);
    return status;
}

NumberTextStatus integer_parse(Room *room, Memory *memory, const char *text, size_t size,
                               unsigned base, Term *result)
{
    assert(base >= 2 && base <= 36);
    bool negative = size > 0 && text[0] == '-';
    if (negative || (size > 0 && text[0] == '+')) {
        text++;
        size--;
    }
    if (size == 0)
        return TEXT_BAD;
    while (size > 1 && text[0] == '0') {
        text++;
        size--;
    }
    if (size <= small_digits(base))
        return parse_small(text, size, base, negative, result);
    return parse_large(room, memory, text, size, base, negative, result);
}
