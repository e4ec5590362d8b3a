// SPDX-License-Identifier: Apache-2.0
// The one door to memory: counts, limits, failures on demand; and shared bytes, which are taken
// there.
#include <check.h>
#include <stdlib.h>

#include "memory.h"
#include "term/shared_bytes.h"

static Memory memory;

static void set_up(void) { memory_init(&memory, NULL, NULL, 0); }
static void tear_down(void) { ck_assert_uint_eq(atomic_load(&memory.in_use), 0); }

START_TEST(counts_bytes_and_peak)
{
    char *a = memory_alloc(&memory, 100);
    char *b = memory_alloc_zeroed(&memory, 10, 5);
    ck_assert_uint_eq(atomic_load(&memory.in_use), 150);
    for (int i = 0; i < 50; i++)
        ck_assert_int_eq(b[i], 0);
    a = memory_resize(&memory, a, 100, 200);
    ck_assert_uint_eq(atomic_load(&memory.in_use), 250);
    a = memory_resize(&memory, a, 200, 10);
    ck_assert_uint_eq(atomic_load(&memory.in_use), 60);
    ck_assert_uint_eq(atomic_load(&memory.peak), 250);
    memory_free(&memory, a, 10);
    memory_free(&memory, b, 50);
    memory_free(&memory, NULL, 7);
}
END_TEST

START_TEST(size_zero_is_a_piece)
{
    void *a = memory_alloc(&memory, 0);
    ck_assert_ptr_nonnull(a);
    a = memory_resize(&memory, a, 0, 0);
    ck_assert_ptr_nonnull(a);
    memory_free(&memory, a, 0);
}
END_TEST

START_TEST(limit_is_kept)
{
    memory.limit = 1000;
    char *a = memory_alloc(&memory, 900);
    ck_assert_ptr_nonnull(a);
    ck_assert_ptr_null(memory_alloc(&memory, 101));
    ck_assert_ptr_null(memory_resize(&memory, a, 900, 1001));
    ck_assert_uint_eq(atomic_load(&memory.in_use), 900);
    ck_assert(!memory_charge(&memory, 101));
    ck_assert(memory_charge(&memory, 100));
    memory_discharge(&memory, 100);
    memory_free(&memory, a, 900);
}
END_TEST

START_TEST(absurd_sizes_fail)
{
    ck_assert_ptr_null(memory_alloc(&memory, SIZE_MAX));
    ck_assert_ptr_null(memory_alloc_zeroed(&memory, SIZE_MAX / 2, 3));
    ck_assert_ptr_null(shared_bytes_create(&memory, 0, SIZE_MAX));
}
END_TEST

START_TEST(fails_on_demand)
{
    memory.fail_after = 2;
    void *a = memory_alloc(&memory, 1);
    ck_assert_ptr_nonnull(a);
    ck_assert_ptr_null(memory_alloc(&memory, 1));
    void *b = memory_alloc(&memory, 1);
    ck_assert_ptr_nonnull(b);
    memory_free(&memory, a, 1);
    memory_free(&memory, b, 1);
}
END_TEST

static void *count_calls(void *host, void *piece, size_t old_size, size_t new_size)
{
    (void)old_size;
    ++*(int *)host;
    if (new_size)
        return realloc(piece, new_size);
    free(piece);
    return NULL;
}

START_TEST(host_may_supply_the_allocator)
{
    int calls = 0;
    memory_init(&memory, count_calls, &calls, 0);
    memory_free(&memory, memory_alloc(&memory, 10), 10);
    ck_assert_int_eq(calls, 2);
}
END_TEST

START_TEST(shared_bytes_are_counted)
{
    SharedBytes *shared = shared_bytes_create(&memory, 3, 10);
    shared_bytes_retain(shared);
    shared_bytes_release(shared);
    ck_assert_uint_gt(atomic_load(&memory.in_use), 10);
    shared_bytes_release(shared);
}
END_TEST

START_TEST(only_one_may_extend)
{
    SharedBytes *shared = shared_bytes_create(&memory, 3, 10);
    ck_assert(shared_bytes_extend(shared, 3, 5));
    ck_assert(!shared_bytes_extend(shared, 3, 4));
    ck_assert(!shared_bytes_extend(shared, 5, 11));
    ck_assert(shared_bytes_extend(shared, 5, 10));
    shared_bytes_release(shared);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("memory");
    TCase *tests = tcase_create("all");
    tcase_add_checked_fixture(tests, set_up, tear_down);
    tcase_add_test(tests, counts_bytes_and_peak);
    tcase_add_test(tests, size_zero_is_a_piece);
    tcase_add_test(tests, limit_is_kept);
    tcase_add_test(tests, absurd_sizes_fail);
    tcase_add_test(tests, fails_on_demand);
    tcase_add_test(tests, host_may_supply_the_allocator);
    tcase_add_test(tests, shared_bytes_are_counted);
    tcase_add_test(tests, only_one_may_extend);
    suite_add_tcase(suite, tests);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
