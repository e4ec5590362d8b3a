// SPDX-License-Identifier: Apache-2.0
// The atom table: identity, limits, valid text, and readers beside writers.
#include <check.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>

#include "term/atom.h"
#include "term/utf8.h"

static Memory memory;
static AtomTable *table;

static void set_up(void)
{
    memory_init(&memory, NULL, NULL, 0);
    table = atom_table_create(&memory, ATOM_DEFAULT_LIMIT);
    ck_assert_ptr_nonnull(table);
}
static void tear_down(void)
{
    atom_table_destroy(table);
    ck_assert_uint_eq(atomic_load(&memory.in_use), 0);
}

static Term intern(const char *text) { return atom_intern(table, text, strlen(text)); }

START_TEST(predefined_atoms_have_their_index)
{
    ck_assert(term_same(intern("false"), ATOM_TERM(false)));
    ck_assert(term_same(intern("true"), ATOM_TERM(true)));
    ck_assert(term_same(intern("nonode@nohost"), ATOM_TERM(nonode_nohost)));
    ck_assert(term_same(intern(""), ATOM_TERM(empty)));
    ck_assert_uint_eq(atom_table_count(table), ATOM_PREDEFINED_COUNT);
}
END_TEST

START_TEST(same_text_is_same_atom)
{
    Term a = intern("hello");
    ck_assert(term_is_atom(a));
    ck_assert(term_same(a, intern("hello")));
    ck_assert(!term_same(a, intern("hello2")));
    ck_assert(term_same(a, atom_find(table, "hello", 5)));
    ck_assert(term_is_none(atom_find(table, "not yet", 7)));
    AtomText text = atom_text(table, a);
    ck_assert_uint_eq(text.size, 5);
    ck_assert(memcmp(text.bytes, "hello", 5) == 0);
}
END_TEST

START_TEST(latin1_and_utf8_are_one_text)
{
    Term a = intern("\xc3\xa4\xc3\xb6");
    ck_assert(term_same(a, atom_intern_latin1(table, "\xe4\xf6", 2)));
    AtomText text = atom_text(table, a);
    ck_assert(text.is_latin1);
    ck_assert_uint_eq(text.characters, 2);
    AtomText greek = atom_text(table, intern("\xce\xb1"));
    ck_assert(!greek.is_latin1);
    ck_assert_uint_eq(greek.characters, 1);
}
END_TEST

START_TEST(invalid_text_is_refused)
{
    static const char *const bad[] = {"\xff",         "\xc0\x80",         "\xe0\x80\x80",
                                      "\xed\xa0\x80", "\xf4\x90\x80\x80", "\xc3",
                                      "a\x80",        "\xf5\x80\x80\x80", "\xe2\x82"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        ck_assert(term_is_none(intern(bad[i])));
    ck_assert(!atom_table_is_full(table));
}
END_TEST

START_TEST(length_counts_characters)
{
    char text[ATOM_MAX_BYTES + 4];
    for (size_t i = 0; i < sizeof text; i += 4)
        memcpy(text + i, "\xf0\x9f\x98\x80", 4);
    ck_assert(term_is_atom(atom_intern(table, text, ATOM_MAX_BYTES)));
    ck_assert(term_is_none(atom_intern(table, text, ATOM_MAX_BYTES + 4)));
    memset(text, 'x', sizeof text);
    ck_assert(term_is_atom(atom_intern(table, text, 255)));
    ck_assert(term_is_none(atom_intern(table, text, 256)));
    ck_assert(term_is_none(atom_intern_latin1(table, text, 256)));
}
END_TEST

// The numbers are those of erlang:phash2/1.
START_TEST(hash_is_that_of_otp)
{
    static const struct {
        const char *text;
        uint32_t hash;
    } cases[] = {
        {"foo", 27999},
        {"", 0},
        {"hello_world", 84192276},
        {"\xc3\xa4\xc3\xb6\xc3\xbc", 62556},
        {"\xc3\xbf", 255},
        {"\xce\xb1\xce\xb2", 892562},
        {"mix\xc3\xa4\xce\xb1", 121729425},
        {"nonode@nohost", 70306884},
        {"verylongatomname_with_numbers_0123456789", 128801785},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        ck_assert_uint_eq(atom_text(table, intern(cases[i].text)).hash & 0x7ffffff, cases[i].hash);
    }
}
END_TEST

START_TEST(full_table_says_so)
{
    AtomTable *small = atom_table_create(&memory, ATOM_PREDEFINED_COUNT + 2);
    ck_assert(term_is_atom(atom_intern(small, "a1", 2)));
    ck_assert(term_is_atom(atom_intern(small, "a2", 2)));
    ck_assert(!atom_table_is_full(small));
    ck_assert(term_is_none(atom_intern(small, "a3", 2)));
    ck_assert(atom_table_is_full(small));
    ck_assert(term_is_atom(atom_intern(small, "a2", 2)));
    atom_table_destroy(small);
}
END_TEST

START_TEST(lack_of_memory_is_survived)
{
    for (size_t n = 1; n < 40; n++) {
        Memory scarce;
        memory_init(&scarce, NULL, NULL, 0);
        scarce.fail_after = n;
        AtomTable *poor = atom_table_create(&scarce, ATOM_DEFAULT_LIMIT);
        if (poor) {
            char text[16];
            for (int i = 0; i < 5000; i++) {
                int size = snprintf(text, sizeof text, "a%d", i);
                Term a = atom_intern(poor, text, (size_t)size);
                if (!term_is_none(a))
                    ck_assert(term_same(a, atom_intern(poor, text, (size_t)size)));
            }
        }
        atom_table_destroy(poor);
        ck_assert_uint_eq(atomic_load(&scarce.in_use), 0);
    }
}
END_TEST

static void *intern_many(void *unused)
{
    char text[16];
    for (int i = 0; i < 5000; i++) {
        int size = snprintf(text, sizeof text, "t%d", i);
        Term a = atom_intern(table, text, (size_t)size);
        AtomText found = atom_text(table, a);
        ck_assert(found.size == (size_t)size && memcmp(found.bytes, text, found.size) == 0);
    }
    return unused;
}

START_TEST(threads_agree)
{
    pthread_t threads[4];
    for (int i = 0; i < 4; i++)
        pthread_create(&threads[i], NULL, intern_many, NULL);
    for (int i = 0; i < 4; i++)
        pthread_join(threads[i], NULL);
    ck_assert_uint_eq(atom_table_count(table), ATOM_PREDEFINED_COUNT + 5000);
}
END_TEST

START_TEST(utf8_round_trip)
{
    for (uint32_t code = 0; code <= 0x10ffff; code++) {
        if (!unicode_is_code_point(code))
            continue;
        uint8_t bytes[UTF8_MAX_BYTES];
        unsigned length = utf8_encode(code, bytes);
        uint32_t decoded = 0;
        ck_assert_int_eq(utf8_decode(bytes, length, &decoded), (int)length);
        ck_assert_uint_eq(decoded, code);
        if (length > 1)
            ck_assert_int_eq(utf8_decode(bytes, length - 1, &decoded), UTF8_INCOMPLETE);
    }
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("atom");
    TCase *tests = tcase_create("all");
    tcase_add_checked_fixture(tests, set_up, tear_down);
    tcase_set_timeout(tests, 60);
    tcase_add_test(tests, predefined_atoms_have_their_index);
    tcase_add_test(tests, same_text_is_same_atom);
    tcase_add_test(tests, latin1_and_utf8_are_one_text);
    tcase_add_test(tests, invalid_text_is_refused);
    tcase_add_test(tests, length_counts_characters);
    tcase_add_test(tests, hash_is_that_of_otp);
    tcase_add_test(tests, full_table_says_so);
    tcase_add_test(tests, lack_of_memory_is_survived);
    tcase_add_test(tests, threads_agree);
    tcase_add_test(tests, utf8_round_trip);
    suite_add_tcase(suite, tests);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
