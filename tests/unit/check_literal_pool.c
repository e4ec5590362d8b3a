// SPDX-License-Identifier: Apache-2.0
// The literal pool: areas, their room, reuse of what was given back.
#include <check.h>
#include <stdlib.h>

#include "heap/literal_pool.h"

static Memory memory;
static LiteralPool *pool;

static void set_up(void)
{
    memory_init(&memory, NULL, NULL, 0);
    pool = literal_pool_create(&memory);
    ck_assert_ptr_nonnull(pool);
}
static void tear_down(void)
{
    literal_pool_destroy(pool);
    ck_assert_uint_eq(atomic_load(&memory.in_use), 0);
}

static LiteralArea area_of(size_t words)
{
    LiteralArea area;
    ck_assert(literal_area_create(pool, words, &area));
    return area;
}

START_TEST(room_holds_what_was_asked_for)
{
    LiteralArea area = area_of(4);
    Term list = room_cons(&area.room, small_make(1), NIL);
    list = room_cons(&area.room, small_make(2), list);
    ck_assert(literal_pool_has(pool, list));
    ck_assert(term_is_none(room_cons(&area.room, small_make(3), list)));
    ck_assert_int_eq(small_value(cons_head(list)), 2);
    literal_area_destroy(pool, &area);
    ck_assert_ptr_null(area.start);
    literal_area_destroy(pool, &area);
}
END_TEST

START_TEST(freed_areas_are_joined_and_reused)
{
    LiteralArea a = area_of(99), b = area_of(99), c = area_of(99), d = area_of(99);
    Term *start = a.start;
    literal_area_destroy(pool, &a);
    literal_area_destroy(pool, &c);
    literal_area_destroy(pool, &b);
    LiteralArea all = area_of(299);
    ck_assert_ptr_eq(all.start, start);
    literal_area_destroy(pool, &all);
    LiteralArea part = area_of(49);
    ck_assert_ptr_eq(part.start, start);
    LiteralArea rest = area_of(249);
    ck_assert_ptr_eq(rest.start, start + 50);
    literal_area_destroy(pool, &part);
    literal_area_destroy(pool, &rest);
    literal_area_destroy(pool, &d);
}
END_TEST

START_TEST(large_areas_are_backed_with_memory)
{
    LiteralArea area = area_of(1 << 18);
    memset(area.start, 0, (1 << 18) * sizeof(Term));
    ck_assert_uint_ge(atomic_load(&memory.in_use), (1 << 18) * sizeof(Term));
    literal_area_destroy(pool, &area);
}
END_TEST

START_TEST(too_large_areas_are_refused)
{
    LiteralArea area;
    ck_assert(!literal_area_create(pool, SIZE_MAX, &area));
    ck_assert(!literal_area_create(pool, (size_t)(pool->end - pool->start), &area));
    memory.limit = atomic_load(&memory.in_use) + 1000;
    ck_assert(!literal_area_create(pool, 1 << 16, &area));
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("literal_pool");
    TCase *tests = tcase_create("all");
    tcase_add_checked_fixture(tests, set_up, tear_down);
    tcase_add_test(tests, room_holds_what_was_asked_for);
    tcase_add_test(tests, freed_areas_are_joined_and_reused);
    tcase_add_test(tests, large_areas_are_backed_with_memory);
    tcase_add_test(tests, too_large_areas_are_refused);
    suite_add_tcase(suite, tests);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
