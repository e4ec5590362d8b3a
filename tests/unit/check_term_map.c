// SPDX-License-Identifier: Apache-2.0
// Maps of both forms against a plain array: every way to make, change and walk a map, around the
// step between flat map and trie, and with no memory at every point.
#include <stdio.h>

#include "term/compare.h"
#include "term/hash.h"
#include "term/map.h"
#include "term_fixture.h"

// ---- the model: values by key, 0 for none

#define KEYS 3000
static Term keys[KEYS];
static int model[KEYS];

static size_t model_size(void)
{
    size_t size = 0;
    for (size_t i = 0; i < KEYS; i++)
        size += model[i] != 0;
    return size;
}

// Keys of many kinds, some equal in value but not exactly.
static void make_keys(void)
{
    char text[80];
    for (int i = 0; i < KEYS; i++) {
        switch (i % 6) {
        case 0: keys[i] = small_make(i); break;
        case 1: keys[i] = float_to_immediate(i - 1); break;
        case 2: sprintf(text, "atom%d", i); break;
        case 3: sprintf(text, "{%d,[a|b],<<%d,1:2>>}", i, i % 256); break;
        case 4: sprintf(text, "-9%d00000000000000000000", i); break;
        default: sprintf(text, "#{%d => [], x => y}", i); break;
        }
        if (i % 6 > 1)
            keys[i] = term_of(text);
    }
}

static void check_same(Term map)
{
    size_t size = model_size(), seen = 0;
    ck_assert_uint_eq(map_size(map), size);
    ck_assert_int_eq(map_is_flat(map), size <= MAP_FLAT_MAX);
    for (size_t i = 0; i < KEYS; i++) {
        Term value = map_get(map, keys[i]);
        ck_assert(model[i] ? term_same(value, small_make(model[i])) : term_is_none(value));
    }
    MapCursor cursor;
    map_cursor_start(&cursor, map);
    Term last = TERM_NONE;
    while (map_cursor_next(&cursor)) {
        ck_assert(term_same(map_get(map, cursor.key), cursor.value));
        if (map_is_flat(map) && !term_is_none(last))
            ck_assert_int_lt(term_compare_exact(fixture.atoms, last, cursor.key), 0);
        last = cursor.key;
        seen++;
    }
    ck_assert_uint_eq(seen, size);
}

// The same map, built from nothing in another order.
static Term rebuild(void)
{
    static Term pairs[KEYS * 4];
    size_t count = 0;
    for (size_t i = KEYS; i > 0; i--) {
        if (model[i - 1] && i % 3 == 0) { // some twice: the later one counts
            pairs[count++] = keys[i - 1];
            pairs[count++] = NIL;
        }
    }
    for (size_t i = KEYS; i > 0; i--) {
        if (model[i - 1]) {
            pairs[count++] = keys[i - 1];
            pairs[count++] = small_make(model[i - 1]);
        }
    }
    return map_from_pairs(&fixture.room, &fixture.memory, fixture.atoms, pairs, count / 2);
}

static Term change(Term map, size_t range)
{
    size_t i = (size_t)rand() % range;
    int value = rand() % 1000 + 1;
    Term old = model[i] ? small_make(model[i]) : TERM_NONE, found_value;
    bool found;
    switch (rand() % 4) {
    case 0:
        map = map_take(&fixture.room, fixture.atoms, map, keys[i], &found_value);
        ck_assert(term_same(found_value, old));
        model[i] = 0;
        return map;
    case 1:
        map = map_update(&fixture.room, map, keys[i], small_make(value), &found);
        ck_assert_int_eq(found, model[i] != 0);
        if (found)
            model[i] = value;
        return map;
    default:
        model[i] = value;
        return map_put(&fixture.room, fixture.atoms, map, keys[i], small_make(value));
    }
}

static void run_changes(size_t range, int rounds)
{
    make_keys();
    memset(model, 0, sizeof model);
    Term map = map_empty(&fixture.room);
    for (int i = 0; i < rounds; i++) {
        map = change(map, range);
        ck_assert(!term_is_none(map));
        if (i % (rounds / 20) == 0) {
            check_same(map);
            Term other = rebuild();
            ck_assert(term_exact_equal(map, other));
            ck_assert(term_hash(map) == term_hash(other));
            ck_assert_int_eq(term_compare_exact(fixture.atoms, map, other), 0);
        }
    }
}

START_TEST(changes_around_the_step)
{
    srand(1);
    run_changes(60, 4000);
}
END_TEST

START_TEST(changes_of_large_maps)
{
    srand(2);
    run_changes(KEYS, 20000);
}
END_TEST

START_TEST(maps_shrink_to_nothing)
{
    make_keys();
    memset(model, 0, sizeof model);
    Term map = map_empty(&fixture.room), value;
    for (size_t i = 0; i < KEYS; i++) {
        model[i] = 1;
        map = map_put(&fixture.room, fixture.atoms, map, keys[i], small_make(1));
    }
    for (size_t i = 0; i < KEYS; i++) {
        if (i % 250 == 0 || i > KEYS - 40)
            check_same(map);
        model[i] = 0;
        map = map_take(&fixture.room, fixture.atoms, map, keys[i], &value);
    }
    check_printed(map, "#{}");
}
END_TEST

// ---- merging and many pairs

static Term random_map(int *values, size_t range, int rounds)
{
    memset(model, 0, sizeof model);
    Term map = map_empty(&fixture.room);
    for (int i = 0; i < rounds; i++)
        map = change(map, range);
    memcpy(values, model, sizeof model);
    return map;
}

START_TEST(merging)
{
    static int first_model[KEYS], second_model[KEYS];
    srand(_i + 10);
    make_keys();
    size_t range = _i % 2 ? KEYS : 80;
    Term first = random_map(first_model, range, 10 << _i);
    Term second = random_map(second_model, range, 5120 >> _i);
    for (size_t i = 0; i < KEYS; i++)
        model[i] = second_model[i] ? second_model[i] : first_model[i];
    Term merged = map_merge(&fixture.room, fixture.atoms, first, second);
    check_same(merged);
    ck_assert(term_exact_equal(merged, rebuild()));
    ck_assert(term_same(map_merge(&fixture.room, fixture.atoms, merged, merged), merged) ||
              map_is_flat(merged));
}
END_TEST

START_TEST(many_pairs_at_once)
{
    srand(_i);
    make_keys();
    static int values[KEYS];
    size_t range = 20u << _i;
    Term map = random_map(values, range, 15 << _i), pairs[60], missing;
    size_t count = 30;
    for (size_t i = 0; i < count; i++) {
        size_t k = (size_t)rand() % range;
        pairs[2 * i] = keys[k];
        pairs[2 * i + 1] = small_make((SignedWord)i + 1);
        model[k] = (int)i + 1;
    }
    check_same(map_put_many(&fixture.room, fixture.atoms, map, pairs, count, false, &missing));
}
END_TEST

START_TEST(exact_needs_the_keys)
{
    Term map = term_of("#{a => 1, b => 2}"), missing;
    Term pairs[4] = {term_of("b"), small_make(3), term_of("c"), small_make(4)};
    Term none = map_put_many(&fixture.room, fixture.atoms, map, pairs, 2, true, &missing);
    ck_assert(term_is_none(none));
    check_printed(missing, "c");
    Term updated = map_put_many(&fixture.room, fixture.atoms, map, pairs, 1, true, &missing);
    check_printed(updated, "#{a => 1,b => 3}");
    check_printed(map, "#{a => 1,b => 2}");
}
END_TEST

START_TEST(keys_are_exact)
{
    check_printed(term_of("#{1 => a, 1.0 => b}"), "#{1 => a,1.0 => b}");
    check_printed(term_of("#{0.0 => a, -0.0 => b}"), "#{-0.0 => b,0.0 => a}");
    check_printed(term_of("#{b => 1, a => 2, 3 => 4, [] => 5, {} => 6}"),
                  "#{3 => 4,a => 2,b => 1,{} => 6,[] => 5}");
}
END_TEST

// ---- walking in steps

typedef struct Seen {
    Term map;
    size_t pairs;
} Seen;

static void see(void *data, Term key, Term value)
{
    Seen *seen = data;
    ck_assert(term_same(map_get(seen->map, key), value));
    seen->pairs++;
}

START_TEST(steps_see_each_pair_once)
{
    static int values[KEYS];
    srand(3);
    make_keys();
    Term map = random_map(values, KEYS, 9000);
    for (size_t step = 1; step < 5000; step *= 3) {
        Seen seen = {map, 0};
        for (Word at = 0; at != MAP_END; at = hash_map_visit(map, at, step, see, &seen))
            ck_assert_uint_lt(at, MAP_END);
        ck_assert_uint_eq(seen.pairs, map_size(map));
    }
    Seen seen = {map, 0};
    ck_assert_uint_eq(hash_map_visit(map, MAP_END - 1, 10, see, &seen), MAP_END);
}
END_TEST

// ---- no memory

START_TEST(lack_of_memory_is_told)
{
    static int values[KEYS];
    srand(4);
    make_keys();
    Term map = random_map(values, 70, 400);
    Term large = random_map(values, KEYS, 3000);
    for (size_t fail = 1; fail < 200; fail++) {
        Term value;
        fixture.fail_after = fail;
        Term maps[4] = {
            map_merge(&fixture.room, fixture.atoms, map, large),
            map_put(&fixture.room, fixture.atoms, large, NIL, NIL),
            map_take(&fixture.room, fixture.atoms, large, keys[7], &value),
            rebuild(),
        };
        bool failed = fixture.fail_after == 0;
        fixture.fail_after = 0;
        ck_assert(failed == (term_is_none(maps[0]) || term_is_none(maps[1]) ||
                             term_is_none(maps[2]) || term_is_none(maps[3])));
    }
    check_same(large);
}
END_TEST

int main(void)
{
    TCase *tests = tcase_create("all");
    tcase_add_test(tests, changes_around_the_step);
    tcase_add_test(tests, changes_of_large_maps);
    tcase_add_test(tests, maps_shrink_to_nothing);
    tcase_add_loop_test(tests, merging, 0, 10);
    tcase_add_loop_test(tests, many_pairs_at_once, 0, 7);
    tcase_add_test(tests, exact_needs_the_keys);
    tcase_add_test(tests, keys_are_exact);
    tcase_add_test(tests, steps_see_each_pair_once);
    tcase_add_test(tests, lack_of_memory_is_told);
    return run_case(tests, "term_map");
}
