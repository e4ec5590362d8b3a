// SPDX-License-Identifier: Apache-2.0
// Heap and collector: random programs whose data carries its own check, with the verifier after
// each collection; stacks, fragments, shared bits, limits, and lack of memory at every point.
#include <check.h>
#include <stdlib.h>

#include "heap/heap_internal.h"

static Memory memory;
static LiteralPool *pool;
static Heap heap;

static void set_up(void)
{
    memory_init(&memory, NULL, NULL, 0);
    pool = literal_pool_create(&memory);
    ck_assert_ptr_nonnull(pool);
    ck_assert_int_eq(heap_init(&heap, &memory, pool, 64), HEAP_OK);
}
static void tear_down(void)
{
    heap_destroy(&heap);
    literal_pool_destroy(pool);
    ck_assert_uint_eq(atomic_load(&memory.in_use), 0);
}

static void collect(size_t need, Term *roots, size_t count)
{
    RootRange range = {roots, count, false};
    ck_assert_int_eq(heap_collect(&heap, need, &range, 1), HEAP_OK);
    ck_assert_uint_ge((size_t)(heap.room.end - heap.room.top), need + STACK_RESERVE);
    heap_verify(&heap, &range, 1);
}

static Term *take(size_t words, Term *roots, size_t count)
{
    if ((size_t)(heap.room.end - heap.room.top) < words + STACK_RESERVE)
        collect(words, roots, count);
    Term *start = heap.room.top;
    heap.room.top += words;
    return start;
}

static void push(const Term *t, Term *roots, size_t count)
{
    if ((size_t)(heap.room.end - heap.room.top) < 1 + STACK_RESERVE)
        collect(1, roots, count);
    *--heap.room.end = *t;
}

static Term list_of(SignedWord count, Term *roots, size_t root_count)
{
    roots[0] = NIL;
    for (SignedWord i = 0; i < count; i++) {
        Term *cell = take(2, roots, root_count);
        cell[0] = small_make(i);
        cell[1] = roots[0];
        roots[0] = cons_make(cell);
    }
    return roots[0];
}

static void check_list(Term list, SignedWord count)
{
    for (SignedWord i = count; i-- > 0; list = cons_tail(list))
        ck_assert_int_eq(small_value(cons_head(list)), i);
    ck_assert(term_is_nil(list));
}

START_TEST(lists_survive)
{
    Term roots[2] = {NIL, NIL};
    list_of(200000, roots, 1);
    check_list(roots[0], 200000);
    roots[1] = roots[0];
    list_of(100, roots, 2);
    for (int i = 0; i < 50; i++)
        collect((size_t)i * 100, roots, 2);
    check_list(roots[0], 100);
    check_list(roots[1], 200000);
}
END_TEST

START_TEST(garbage_goes)
{
    Term roots[1] = {NIL};
    for (int i = 0; i < 2000; i++)
        list_of(1000, roots, 1);
    ck_assert_uint_lt(heap_total_words(&heap), 400000);
    ck_assert_uint_gt(heap.words_reclaimed, 1000000);
    roots[0] = NIL;
    RootRange range = {roots, 1, false};
    ck_assert_int_eq(heap_collect_full(&heap, 0, &range, 1), HEAP_OK);
    ck_assert_uint_eq(heap_used_words(&heap), 0);
    ck_assert_uint_lt(heap_total_words(&heap), 1000);
}
END_TEST

START_TEST(stack_words_stay_and_are_updated)
{
    Term roots[1] = {NIL};
    Word code[2] = {0, 0};
    Term address = term_from_word((Word)(uintptr_t)code | TAG_RETURN);
    Term handler = immediate_make(IMMEDIATE_CATCH, (Word)(uintptr_t)code);
    for (SignedWord i = 0; i < 50000; i++) {
        Term *cell = take(2, roots, 1);
        cell[0] = small_make(i);
        cell[1] = NIL;
        roots[0] = cons_make(cell);
        push(&roots[0], roots, 1);
        push(&handler, roots, 1);
        push(&address, roots, 1);
    }
    for (SignedWord i = 50000; i-- > 0; heap.room.end += 3) {
        ck_assert(term_same(heap.room.end[0], address));
        ck_assert(term_same(heap.room.end[1], handler));
        ck_assert_int_eq(small_value(cons_head(heap.room.end[2])), i);
    }
    ck_assert_ptr_eq(heap.room.end, heap.block_end);
}
END_TEST

// A cons, a tuple, raw words and shared bits; SHAPES many. Each holds its number and older values.
// A step of the random test, slow under the address sanitizer.
#ifdef __SANITIZE_ADDRESS__
#define STEPS 4000
#else
#define STEPS 20000
#endif
enum { SHAPES = 5, ROOTS = 12 };

static Term make_shape(int shape, SignedWord number, Term *roots)
{
    Term *at;
    switch (shape) {
    case 0:
        at = take(2, roots, ROOTS);
        at[0] = small_make(number);
        at[1] = roots[number % ROOTS];
        return cons_make(at);
    case 1:
        at = take(4, roots, ROOTS);
        at[0] = header_make(KIND_TUPLE, 3);
        at[1] = small_make(number);
        at[2] = roots[number % ROOTS];
        at[3] = roots[number / 3 % ROOTS];
        return boxed_make(at);
    case 2:
        at = take(3, roots, ROOTS);
        at[0] = header_make(KIND_BIG_POSITIVE, 2);
        at[1] = term_from_word((Word)number);
        at[2] = term_from_word(UINT64_C(0xdeadbeefdeadbee9));
        return boxed_make(at);
    case 3: {
        SharedBytes *shared = shared_bytes_create(&memory, 8, 100);
        memcpy(shared->data, &number, 8);
        at = take(4, roots, ROOTS);
        at[0] = header_make(KIND_SHARED_BITS, 3);
        at[1] = small_make(64);
        at[SHARED_BITS_OWNER] = term_from_word((Word)(uintptr_t)shared);
        at[SHARED_BITS_NEXT] = heap.room.shared_list;
        heap.room.shared_list = boxed_make(at);
        return boxed_make(at);
    }
    default:
        // Beyond the block.
        at = heap_overflow(&heap.room, 3);
        at[0] = header_make(KIND_TUPLE, 2);
        at[1] = small_make(number);
        at[2] = roots[number % ROOTS];
        return boxed_make(at);
    }
}

// The number of a value, however it is held; follows a few steps to see that what it refers to is
// whole.
static SignedWord shape_number(Term t, int depth)
{
    if (!term_is_pointer(t))
        return -1;
    if (term_is_cons(t)) {
        if (depth)
            shape_number(cons_tail(t), depth - 1);
        return small_value(cons_head(t));
    }
    const Term *at = boxed_address(t);
    switch (boxed_kind(t)) {
    case KIND_TUPLE:
        for (size_t i = 2; depth && i <= header_size(at[0]); i++)
            shape_number(at[i], depth - 1);
        return small_value(at[1]);
    case KIND_BIG_POSITIVE:
        ck_assert_uint_eq(term_word(at[2]), UINT64_C(0xdeadbeefdeadbee9));
        return (SignedWord)term_word(at[1]);
    default: {
        SignedWord number;
        memcpy(&number, shared_bits_owner(at)->data, 8);
        return number;
    }
    }
}

static uint32_t next_random(uint32_t *state)
{
    *state = *state * 1664525u + 1013904223u;
    return *state >> 8;
}

START_TEST(random_graphs_survive)
{
    uint32_t random = (uint32_t)_i + 1;
    Term roots[ROOTS];
    SignedWord numbers[ROOTS];
    for (int i = 0; i < ROOTS; i++) {
        roots[i] = NIL;
        numbers[i] = -1;
    }
    for (SignedWord n = 0; n < STEPS; n++) {
        uint32_t r = next_random(&random);
        size_t slot = r % ROOTS;
        // Seldom used slots keep what is old, and forget it at times.
        Term made = make_shape((int)(r / 16 % SHAPES), n, roots);
        if (slot > 8 && r / 256 % 64)
            continue;
        roots[slot] = made;
        numbers[slot] = n;
        if (r / 1024 % 97 == 0)
            roots[0] = roots[1] = roots[2] = NIL, numbers[0] = numbers[1] = numbers[2] = -1;
        if (r / 1024 % 211 == 0)
            heap.force_full = true;
        if (r / 1024 % 50 == 0 || heap_wants_collection(&heap))
            collect(r % 64, roots, ROOTS);
        for (int i = 0; i < ROOTS; i++)
            ck_assert_int_eq(shape_number(roots[i], 6), numbers[i]);
    }
}
END_TEST

START_TEST(each_way_keeps_everything)
{
    Term roots[1] = {NIL};
    RootRange range = {roots, 1, false};
    list_of(10, roots, 1);
    for (int i = 0; i < 40; i++) {
        HeapStatus status = i % 4 == 0   ? collect_minor(&heap, 10, &range, 1, false)
                            : i % 4 == 1 ? collect_minor(&heap, 10, &range, 1, true)
                            : i % 4 == 2 ? collect_full(&heap, 10, &range, 1)
                                         : collect_adopt(&heap, 10);
        ck_assert_int_eq(status, HEAP_OK);
        heap_verify(&heap, &range, 1);
        check_list(roots[0], 10 + i);
        Term *cell = take(2, roots, 1);
        cell[0] = small_make(10 + i);
        cell[1] = roots[0];
        roots[0] = cons_make(cell);
    }
}
END_TEST

START_TEST(literals_are_not_moved)
{
    LiteralArea area;
    ck_assert(literal_area_create(pool, 2, &area));
    Term literal = room_cons(&area.room, small_make(7), NIL);
    Term roots[2] = {literal, NIL};
    Term *cell = take(2, roots, 2);
    cell[0] = literal;
    cell[1] = literal;
    roots[1] = cons_make(cell);
    for (int i = 0; i < 6; i++) {
        heap.force_full = i & 1;
        collect(100, roots, 2);
        ck_assert(term_same(roots[0], literal));
        ck_assert(term_same(cons_head(roots[1]), literal));
        ck_assert(term_same(cons_tail(roots[1]), literal));
    }
    literal_area_destroy(pool, &area);
}
END_TEST

START_TEST(messages_are_taken_in)
{
    Term roots[200];
    for (int i = 0; i < 200; i++) {
        Fragment *fragment = fragment_create(&memory, 4);
        Term list = NIL;
        // More than was asked for: the fragment grows.
        for (SignedWord n = 0; n < 400; n++)
            list = room_cons(fragment_room(fragment), small_make(n), list);
        heap_attach_fragment(&heap, fragment);
        roots[i] = list;
    }
    collect(0, roots, 200);
    ck_assert_ptr_null(heap.fragments);
    for (int i = 0; i < 200; i++)
        check_list(roots[i], 400);
    Fragment *unused = fragment_create(&memory, 10);
    fragment_destroy(unused);
}
END_TEST

START_TEST(shared_bits_die_with_their_last_term)
{
    Term roots[ROOTS];
    for (int i = 0; i < ROOTS; i++)
        roots[i] = NIL;
    size_t before = atomic_load(&memory.in_use);
    roots[0] = make_shape(3, 5, roots);
    SharedBytes *shared = shared_bits_owner(boxed_address(roots[0]));
    shared_bytes_retain(shared);
    for (int i = 0; i < 4; i++) {
        collect(0, roots, ROOTS);
        ck_assert_uint_eq(atomic_load(&shared->references), 2);
    }
    ck_assert_uint_eq(heap.old_shared_bytes, 100);
    roots[0] = NIL;
    heap.force_full = true;
    collect(0, roots, ROOTS);
    ck_assert_uint_eq(atomic_load(&shared->references), 1);
    shared_bytes_release(shared);
    ck_assert_uint_lt(atomic_load(&memory.in_use), before + 8192);
}
END_TEST

START_TEST(limit_is_reported)
{
    Term roots[1] = {NIL};
    RootRange range = {roots, 1, false};
    heap.max_words = 5000;
    list_of(1000, roots, 1);
    ck_assert_int_eq(heap_collect(&heap, 100, &range, 1), HEAP_OK);
    ck_assert_int_eq(heap_collect(&heap, 4000, &range, 1), HEAP_LIMIT_REACHED);
    ck_assert_int_eq(heap_collect(&heap, SIZE_MAX / 2, &range, 1), HEAP_NO_MEMORY);
    check_list(roots[0], 1000);
}
END_TEST

// Fails each allocation in turn: the heap stays whole, and goes on when there is memory again.
START_TEST(lack_of_memory_changes_nothing)
{
    Term roots[ROOTS];
    for (int i = 0; i < ROOTS; i++)
        roots[i] = NIL;
    RootRange range = {roots, ROOTS, false};
    for (size_t n = 1; n < 200; n++) {
        for (SignedWord k = 0; k < 40; k++)
            roots[n % 3] = make_shape((int)(k % SHAPES), k, roots);
        SignedWord number = shape_number(roots[n % 3], 6);
        heap.force_full = n % 7 == 0;
        atomic_store(&memory.count, 0);
        memory.fail_after = n % 5 + 1;
        HeapStatus status = heap_collect(&heap, n % 3 * 200, &range, 1);
        memory.fail_after = 0;
        if (status == HEAP_OK)
            heap_verify(&heap, &range, 1);
        ck_assert_int_eq(shape_number(roots[n % 3], 6), number);
    }
}
END_TEST

START_TEST(block_shrinks_again)
{
    Term roots[1] = {NIL};
    for (int i = 0; i < 300000; i++)
        push(&roots[0], roots, 1);
    ck_assert_uint_gt(heap_total_words(&heap), 300000);
    heap.room.end = heap.block_end;
    collect(0, roots, 1);
    collect(0, roots, 1);
    ck_assert_uint_lt(heap_total_words(&heap), 100000);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("heap");
    TCase *tests = tcase_create("all");
    tcase_add_checked_fixture(tests, set_up, tear_down);
    tcase_set_timeout(tests, 120);
    tcase_add_test(tests, lists_survive);
    tcase_add_test(tests, garbage_goes);
    tcase_add_test(tests, stack_words_stay_and_are_updated);
    tcase_add_loop_test(tests, random_graphs_survive, 0, 8);
    tcase_add_test(tests, each_way_keeps_everything);
    tcase_add_test(tests, literals_are_not_moved);
    tcase_add_test(tests, messages_are_taken_in);
    tcase_add_test(tests, shared_bits_die_with_their_last_term);
    tcase_add_test(tests, limit_is_reported);
    tcase_add_test(tests, lack_of_memory_changes_nothing);
    tcase_add_test(tests, block_shrinks_again);
    suite_add_tcase(suite, tests);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
