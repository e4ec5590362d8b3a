// SPDX-License-Identifier: Apache-2.0
// Segments of bit syntax at any bit: what is written is read again, bit by bit as the plainest code
// has it, and the bits around stay as they were.
#include <check.h>
#include <math.h>
#include <stdlib.h>

#include "term/bits_read.h"
#include "term/bits_write.h"
#include "term/number.h"

#define BYTES  160
#define ROUNDS 10000

static Memory memory;
static Term words[4096];
static Room room;

static Term *no_overflow(Room *full, size_t count)
{
    (void)full;
    (void)count;
    return NULL;
}
static void set_up(void)
{
    memory_init(&memory, NULL, NULL, 0);
    room = (Room){.top = words, .end = words + 4096, .shared_list = NIL, .overflow = no_overflow};
    srand(1);
}
static void tear_down(void) { ck_assert_uint_eq(atomic_load(&memory.in_use), 0); }

static size_t random_below(size_t limit) { return (size_t)rand() % limit; }
static void fill(uint8_t *bytes)
{
    for (size_t i = 0; i < BYTES; i++)
        bytes[i] = (uint8_t)rand();
}
static unsigned bit_at(const uint8_t *bytes, size_t index)
{
    return bytes[index >> 3] >> (7 - (index & 7)) & 1;
}

// The bits from `offset` on, as bytes of two's complement, the least significant first.
static void read_plainly(const uint8_t *bytes, size_t offset, size_t size, bool little,
                         bool is_signed, uint8_t *value, size_t value_size)
{
    size_t whole = size / 8, part = size % 8;
    bool negative = false;
    memset(value, 0, value_size);
    for (size_t i = 0; i < size; i++) {
        // Where the bit stands in the number.
        size_t place = !little         ? size - 1 - i
                       : i < whole * 8 ? i / 8 * 8 + 7 - i % 8
                                       : whole * 8 + part - 1 - i % 8;
        unsigned bit = bit_at(bytes, offset + i);
        value[place / 8] |= (uint8_t)(bit << place % 8);
        if (place == size - 1)
            negative = bit;
    }
    if (!is_signed || !negative)
        return;
    for (size_t i = size; i < value_size * 8; i++)
        value[i / 8] |= (uint8_t)(1 << i % 8);
}

START_TEST(integers_are_read)
{
    for (int round = 0; round < ROUNDS; round++) {
        uint8_t bytes[BYTES], expected[BYTES], found[BYTES];
        fill(bytes);
        size_t offset = random_below(40), size = random_below(round % 2 ? 70 : 1000);
        bool little = rand() & 1, is_signed = rand() & 1;
        room.top = words;
        Term integer = bits_read_integer(&room, &memory, bytes, offset, size, little, is_signed);
        ck_assert(!term_is_none(integer));
        read_plainly(bytes, offset, size, little, is_signed, expected, BYTES);
        integer_to_bytes(integer, found, BYTES, true);
        ck_assert_mem_eq(found, expected, BYTES);
    }
}
END_TEST

START_TEST(integers_are_written)
{
    for (int round = 0; round < ROUNDS; round++) {
        uint8_t bytes[BYTES], before[BYTES], source[BYTES], expected[BYTES], found[BYTES];
        fill(bytes);
        fill(source);
        memcpy(before, bytes, BYTES);
        size_t offset = random_below(40), size = random_below(round % 2 ? 70 : 1000),
               have = random_below(1000);
        bool little = rand() & 1;
        room.top = words;
        Term integer = bits_read_integer(&room, &memory, source, 0, have, false, true);
        ck_assert(bits_write_integer(&memory, bytes, offset, integer, size, little));
        read_plainly(bytes, offset, size, little, false, found, BYTES);
        integer_to_bytes(integer, expected, BYTES, true);
        for (size_t i = size; i < BYTES * 8; i++)
            expected[i / 8] &= (uint8_t) ~(1 << i % 8);
        ck_assert_mem_eq(found, expected, BYTES);
        size_t changed = 0;
        for (size_t i = 0; i < BYTES * 8; i++)
            changed += bit_at(bytes, i) != bit_at(before, i);
        for (size_t i = offset; i < offset + size; i++)
            changed -= bit_at(bytes, i) != bit_at(before, i);
        ck_assert_uint_eq(changed, 0);
    }
}
END_TEST

static double round_trip(double value, size_t size, size_t offset, bool little)
{
    uint8_t bytes[BYTES];
    Word bits;
    double result;
    ck_assert(float_to_bits(value, size, &bits));
    bits_write_float(bytes, offset, bits, size, little);
    return bits_read_float(bytes, offset, size, little, &result) ? result : NAN;
}

START_TEST(floats_survive)
{
    for (int round = 0; round < ROUNDS; round++) {
        double value = ldexp((double)rand() / RAND_MAX - 0.5, (int)random_below(100) - 50);
        size_t offset = random_below(20);
        bool little = rand() & 1;
        ck_assert(round_trip(value, 64, offset, little) == value);
        ck_assert(round_trip(value, 32, offset, little) == (double)(float)value);
    }
}
END_TEST

START_TEST(every_half_survives)
{
    for (Word half = 0; half < 0x10000; half++) {
        uint8_t bytes[2] = {(uint8_t)(half >> 8), (uint8_t)half};
        double value;
        bool is_finite = (half >> 10 & 31) != 31;
        ck_assert(bits_read_float(bytes, 0, 16, false, &value) == is_finite);
        Word again;
        if (is_finite)
            ck_assert(float_to_bits(value, 16, &again) && again == half);
    }
    Word bits;
    ck_assert(float_to_bits(65519.0, 16, &bits) && bits == 0x7bff);
    ck_assert(float_to_bits(65520.0, 16, &bits) && bits == 0x7c00);
    ck_assert(float_to_bits(-1e300, 32, &bits) && bits == 0xff800000);
    ck_assert(!float_to_bits(1.0, 24, &bits));
}
END_TEST

static bool character_survives(uint32_t code, size_t offset, bool little)
{
    uint8_t bytes[8];
    uint32_t found8, found16, found32;
    bits_write_utf8(bytes, offset, code);
    size_t size8 = bits_read_utf8(bytes, offset, 32, &found8);
    bits_write_utf16(bytes, offset, code, little);
    size_t size16 = bits_read_utf16(bytes, offset, 32, little, &found16);
    bits_write_utf32(bytes, offset, code, little);
    size_t size32 = bits_read_utf32(bytes, offset, 32, little, &found32);
    return size8 && size16 == utf16_bits(code) && size32 == 32 && found8 == code &&
           found16 == code && found32 == code;
}

START_TEST(characters_survive)
{
    uint32_t wrong = 0;
    for (uint32_t code = 0; code < 0x110000; code++) {
        if (code < 0xd800 || code >= 0xe000)
            wrong += !character_survives(code, code % 11, code & 1);
    }
    ck_assert_uint_eq(wrong, 0);
}
END_TEST

START_TEST(what_is_no_character_is_refused)
{
    static const uint8_t utf8[][4] = {{0x80},
                                      {0xc0, 0x80},
                                      {0xe0, 0x80, 0x80},
                                      {0xed, 0xa0, 0x80},
                                      {0xf4, 0x90, 0x80, 0x80},
                                      {0xf0, 0x80, 0x80, 0x80}};
    static const uint8_t utf16[][4] = {{0xdc, 0, 0, 0}, {0xd8, 0, 0, 0}, {0xd8, 0, 0xd8, 0}};
    static const uint8_t utf32[][4] = {{0, 0, 0xd8, 0}, {0, 0x11, 0, 0}, {0x80, 0, 0, 0}};
    uint32_t code;
    for (size_t i = 0; i < 6; i++)
        ck_assert_uint_eq(bits_read_utf8(utf8[i], 0, 32, &code), 0);
    for (size_t i = 0; i < 3; i++)
        ck_assert_uint_eq(bits_read_utf16(utf16[i], 0, 32, false, &code), 0);
    for (size_t i = 0; i < 3; i++)
        ck_assert_uint_eq(bits_read_utf32(utf32[i], 0, 32, false, &code), 0);
    static const uint8_t euro[] = {0xe2, 0x82, 0xac};
    ck_assert_uint_eq(bits_read_utf8(euro, 0, 23, &code), 0);
    ck_assert_uint_eq(bits_read_utf8(euro, 0, 24, &code), 24);
    ck_assert_uint_eq(code, 0x20ac);
    ck_assert_uint_eq(bits_read_utf16(utf16[1], 0, 16, false, &code), 0);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("bits_segments");
    TCase *tests = tcase_create("all");
    tcase_add_checked_fixture(tests, set_up, tear_down);
    tcase_add_test(tests, integers_are_read);
    tcase_add_test(tests, integers_are_written);
    tcase_add_test(tests, floats_survive);
    tcase_add_test(tests, every_half_survives);
    tcase_add_test(tests, characters_survive);
    tcase_add_test(tests, what_is_no_character_is_refused);
    suite_add_tcase(suite, tests);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
