// SPDX-License-Identifier: Apache-2.0
// Constants of the compiler: interning, the external format (bytes as term_to_binary/1 of
// Erlang/OTP gives them), and the building blocks of BEAM files.
#include <check.h>
#include <stdlib.h>
#include <string.h>

#include "beamfile.h"
#include "literals.h"

static Arena arena;
static LiteralTable *table;

static void open_table(void)
{
    arena_init(&arena, 0);
    table = literals_create(&arena);
}

static void close_table(void) { arena_destroy(&arena); }

START_TEST(equal_constants_are_one)
{
    const Literal *a = literal_atom(table, "a");
    const Literal *one = literal_integer(table, 1);
    LiteralPair pairs[] = {{a, one}, {one, a}};
    LiteralPair swapped[] = {{one, a}, {a, one}};
    ck_assert_ptr_eq(literal_map(table, pairs, 2), literal_map(table, swapped, 2));
    ck_assert_ptr_eq(literal_cons(table, a, one), literal_cons(table, a, one));
    ck_assert_ptr_ne(literal_float(table, 0.0), literal_float(table, -0.0));
    ck_assert_ptr_eq(literal_digits(table, "ff", 2, 16, true), literal_integer(table, -255));
    ck_assert_ptr_eq(literal_digits(table, "9223372036854775808", 19, 10, true),
                     literal_integer(table, INT64_MIN));
}
END_TEST

START_TEST(later_pairs_replace_earlier_ones)
{
    const Literal *a = literal_atom(table, "a");
    LiteralPair pairs[] = {{a, literal_integer(table, 1)}, {a, literal_integer(table, 2)}};
    const Literal *map = literal_map(table, pairs, 2);
    ck_assert_uint_eq(map->map.size, 1);
    ck_assert_int_eq(literal_map_find(map, a)->integer, 2);
    ck_assert_ptr_null(literal_map_find(map, literal_nil(table)));
}
END_TEST

static void check_encoding(const Literal *literal, const char *bytes, size_t length)
{
    ByteBuffer out = {.arena = &arena};
    literal_encode(&out, literal);
    ck_assert_uint_eq(out.length, length);
    ck_assert_mem_eq(out.bytes, bytes, length);
}
#define CHECK_ENCODING(literal, bytes) check_encoding((literal), (bytes), sizeof(bytes) - 1)

START_TEST(external_format)
{
    const Literal *nil = literal_nil(table);
    const Literal *a = literal_atom(table, "a");
    const Literal *elements[] = {a, nil};
    const uint32_t text[] = {104, 105};
    const uint8_t bits[] = {1, 0xe0};
    CHECK_ENCODING(a, "\203w\001a");
    CHECK_ENCODING(literal_integer(table, 255), "\203a\377");
    CHECK_ENCODING(literal_integer(table, -1), "\203b\377\377\377\377");
    CHECK_ENCODING(literal_integer(table, INT64_C(1) << 40),
                   "\203n\006\000\000\000\000\000\000\001");
    CHECK_ENCODING(literal_tuple(table, elements, 2), "\203h\002w\001aj");
    CHECK_ENCODING(literal_string(table, text, 2), "\203k\000\002hi");
    CHECK_ENCODING(literal_cons(table, a, a), "\203l\000\000\000\001w\001aw\001a");
    CHECK_ENCODING(literal_float(table, 1.5), "\203F\077\370\000\000\000\000\000\000");
    CHECK_ENCODING(literal_bitstring(table, bits, 11), "\203M\000\000\000\002\003\001\340");
    CHECK_ENCODING(literal_bitstring(table, bits, 8), "\203m\000\000\000\001\001");
    CHECK_ENCODING(literal_map(table, NULL, 0), "\203t\000\000\000\000");
    CHECK_ENCODING(literal_fun(table, a, a, 2), "\203qw\001aw\001aa\002");
}
END_TEST

static void check_compact(BeamTag tag, int64_t value, const char *bytes, size_t length)
{
    ByteBuffer out = {.arena = &arena};
    beamfile_append_compact(&out, tag, value);
    ck_assert_uint_eq(out.length, length);
    ck_assert_mem_eq(out.bytes, bytes, length);
}
#define CHECK_COMPACT(tag, value, bytes) check_compact((tag), (value), (bytes), sizeof(bytes) - 1)

START_TEST(compact_operands)
{
    CHECK_COMPACT(BEAM_TAG_U, 0, "\000");
    CHECK_COMPACT(BEAM_TAG_X, 15, "\363");
    CHECK_COMPACT(BEAM_TAG_U, 16, "\010\020");
    CHECK_COMPACT(BEAM_TAG_U, 0x7ff, "\350\377");
    CHECK_COMPACT(BEAM_TAG_I, 0x800, "\031\010\000");
    CHECK_COMPACT(BEAM_TAG_I, -1, "\031\377\377");
    CHECK_COMPACT(BEAM_TAG_I, 0x8000, "\071\000\200\000");
    CHECK_COMPACT(BEAM_TAG_I, INT64_MIN, "\331\200\000\000\000\000\000\000\000");
}
END_TEST

START_TEST(checksum)
{
    uint8_t digest[16];
    const char *text =
        "12345678901234567890123456789012345678901234567890123456789012345678901234567890";
    ByteBuffer contents = {.bytes = (uint8_t *)(uintptr_t)text, .length = strlen(text)};
    beamfile_md5(&contents, digest);
    ck_assert_mem_eq(digest, "\x57\xed\xf4\xa2\x2b\xe3\xc9\x55\xac\x49\xda\x2e\x21\x07\xb6\x7a",
                     16);
    contents.length = 0;
    beamfile_md5(&contents, digest);
    ck_assert_mem_eq(digest, "\xd4\x1d\x8c\xd9\x8f\x00\xb2\x04\xe9\x80\x09\x98\xec\xf8\x42\x7e",
                     16);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("literals");
    TCase *cases = tcase_create("all");
    tcase_add_checked_fixture(cases, open_table, close_table);
    tcase_add_test(cases, equal_constants_are_one);
    tcase_add_test(cases, later_pairs_replace_earlier_ones);
    tcase_add_test(cases, external_format);
    tcase_add_test(cases, compact_operands);
    tcase_add_test(cases, checksum);
    suite_add_tcase(suite, cases);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
