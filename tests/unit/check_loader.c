// SPDX-License-Identifier: Apache-2.0
// Loading BEAM files: what the reader, its checks and the loader accept and refuse, that a refusal
// says why, and that neither a broken file nor the lack of memory leaves anything behind.
#include <check.h>
#include <stdlib.h>

#include "beam_bytes.h"
#include "code/loader.h"
#include "engine/engine.h"

static Memory memory;
static AtomTable *atoms;
static LiteralPool *pool;
static CodeTable *code;
static BeamParts parts;
static BeamBytes file;
static char error[200];

static void create_code(void)
{
    memory_init(&memory, NULL, NULL, 64 << 20);
    atoms = atom_table_create(&memory, ATOM_DEFAULT_LIMIT);
    pool = literal_pool_create(&memory);
    code = code_table_create(&memory);
    ck_assert(atoms && pool && code);
    engine_attach(code);
}
static void destroy_code(void)
{
    code_table_destroy(code);
    literal_pool_destroy(pool);
    atom_table_destroy(atoms);
    ck_assert_uint_eq(atomic_load(&memory.in_use), 0);
}

static void add_return(void) { add_code(&parts, CODE_RETURN); }

// m:f(X) -> X.
static void start_parts(void)
{
    memset(&parts, 0, sizeof parts);
    add_atom(&parts, "m");
    add_atom(&parts, "f");
    add_row(&parts.exports, 2, 1, 2);
    parts.export_count = 1;
    add_function(&parts, 2, 1);
}

static void set_up(void)
{
    create_code();
    start_parts();
}

static Module *load_bytes(const uint8_t *bytes, size_t size)
{
    // A copy of exactly this size, so that a sanitizer sees what is read beyond it.
    uint8_t *copy = malloc(size ? size : 1);
    ck_assert_ptr_nonnull(copy);
    memcpy(copy, bytes, size);
    error[0] = '\0';
    Module *module = load_module(code, atoms, pool, copy, size, error, sizeof error);
    free(copy);
    ck_assert(module || error[0]);
    return module;
}
static Module *load(void)
{
    beam_make(&file, &parts);
    return load_bytes(file.bytes, file.size);
}
static void refused(const char *why)
{
    ck_assert_ptr_null(load());
    ck_assert_msg(strstr(error, why), "\"%s\" does not say \"%s\"", error, why);
}

static Term atom(const char *text) { return atom_intern(atoms, text, strlen(text)); }

START_TEST(smallest_module)
{
    add_return();
    Module *module = load();
    ck_assert_msg(module != NULL, "%s", error);
    ck_assert(term_same(module->name, atom("m")));
    ck_assert_ptr_eq(code_find_module(code, atom("m")), module);
    const Export *export = code_find_export(code, atom("m"), atom("f"), 1);
    ck_assert_ptr_nonnull(export);
    CodePlace place;
    ck_assert(code_find_place(code, export->code, &place));
    ck_assert_ptr_eq(place.module, module);
    ck_assert(term_same(place.function->name, atom("f")));
    ck_assert_uint_eq(place.function->arity, 1);
    ck_assert(!code_find_place(code, module->code + module->code_words, &place));
}
END_TEST

START_TEST(a_new_version_takes_the_place_of_the_old)
{
    add_return();
    Module *old = load();
    const Export *f = code_find_export(code, atom("m"), atom("f"), 1);
    const Word *old_code = f->code;
    memset(&parts, 0, sizeof parts);
    add_atom(&parts, "m");
    add_atom(&parts, "g");
    add_row(&parts.exports, 2, 1, 2);
    parts.export_count = 1;
    add_function(&parts, 2, 1);
    add_return();
    Module *new = load();
    ck_assert(new &&new != old);
    ck_assert_ptr_eq(code_find_module(code, atom("m")), new);
    ck_assert_ptr_ne(f->code, old_code);
    CodePlace place;
    ck_assert(code_find_place(code, old_code, &place));
    ck_assert_ptr_eq(place.module, old);
    ck_assert_ptr_nonnull(code_find_export(code, atom("m"), atom("g"), 1));
}
END_TEST

START_TEST(every_shorter_file_is_refused)
{
    add_return();
    beam_make(&file, &parts);
    // The last three bytes are padding.
    for (size_t size = 0; size + 4 < file.size; size++)
        ck_assert_ptr_null(load_bytes(file.bytes, size));
}
END_TEST

START_TEST(any_changed_byte_is_survived)
{
    add_return();
    beam_make(&file, &parts);
    for (size_t at = 0; at < file.size; at++) {
        for (unsigned change = 1; change < 256; change += 23) {
            file.bytes[at] ^= change;
            (void)load_bytes(file.bytes, file.size);
            file.bytes[at] ^= change;
        }
    }
}
END_TEST

START_TEST(any_allocation_may_fail)
{
    add_return();
    beam_make(&file, &parts);
    for (size_t n = 1;; n++) {
        destroy_code();
        create_code();
        memory.fail_after = atomic_load(&memory.count) + n;
        bool loaded = load_bytes(file.bytes, file.size) != NULL;
        bool failed = atomic_load(&memory.count) >= memory.fail_after;
        memory.fail_after = 0;
        if (!failed) {
            ck_assert(loaded);
            return;
        }
    }
}
END_TEST

START_TEST(tables_longer_than_their_chunks_cost_no_memory)
{
    add_return();
    for (int table = 0; table < 4; table++) {
        BeamParts good = parts;
        *(table == 0   ? &parts.atom_count
          : table == 1 ? &parts.import_count
          : table == 2 ? &parts.export_count
                       : &parts.function_count) = 0x7fffffff;
        size_t before = atomic_load(&memory.peak);
        ck_assert_ptr_null(load());
        ck_assert_uint_lt(atomic_load(&memory.peak) - before, 1 << 20);
        parts = good;
    }
}
END_TEST

START_TEST(labels_are_checked)
{
    add_code(&parts, CODE_JUMP);
    add_operand(&parts.code, TAG_F, 3);
    refused("label");
    parts.label_count = 3;
    refused("label 3 is not defined");
    start_parts();
    add_code(&parts, CODE_LABEL);
    add_operand(&parts.code, TAG_U, 2);
    add_return();
    refused("label defined twice");
    start_parts();
    add_return();
    parts.exports.size = 0;
    add_row(&parts.exports, 2, 1, 0);
    refused("label");
}
END_TEST

START_TEST(operands_are_checked)
{
    add_code(&parts, CODE_MOVE);
    add_operand(&parts.code, TAG_X, 0);
    add_operand(&parts.code, TAG_I, 1);
    refused("move");
    start_parts();
    add_code(&parts, CODE_MOVE);
    add_operand(&parts.code, TAG_X, 1100);
    add_operand(&parts.code, TAG_X, 0);
    refused("register");
    start_parts();
    add_code(&parts, CODE_MOVE);
    add_operand(&parts.code, TAG_A, 3);
    add_operand(&parts.code, TAG_X, 0);
    refused("atom");
    start_parts();
    add_code(&parts, CODE_CALL_EXT_ONLY);
    add_operand(&parts.code, TAG_U, 1);
    add_operand(&parts.code, TAG_U, 0);
    refused("call_ext_only");
}
END_TEST

START_TEST(instructions_and_functions_are_checked)
{
    add_code(&parts, 255);
    refused("instruction 255");
    start_parts();
    add_return();
    parts.function_count = 2;
    refused("functions");
    memset(&parts.code, 0, sizeof parts.code);
    parts.function_count = 0;
    parts.exports.size = parts.export_count = 0;
    add_code(&parts, CODE_MOVE);
    add_operand(&parts.code, TAG_X, 0);
    add_operand(&parts.code, TAG_X, 1);
    refused("outside of any function");
}
END_TEST

START_TEST(a_literal_is_not_compressed_twice)
{
    static const uint8_t term[] = {131, 80, 0, 0, 255, 255};
    add_return();
    add_u32(&parts.literals, 0);
    add_u32(&parts.literals, 1);
    add_u32(&parts.literals, sizeof term);
    for (size_t i = 0; i < sizeof term; i++)
        add_byte(&parts.literals, term[i]);
    refused("compressed");
    parts.literals.size = 0;
    add_u32(&parts.literals, 0xffffffff);
    add_u32(&parts.literals, 0);
    refused("literal");
}
END_TEST

// The table of a choice takes words in proportion to its values.
START_TEST(a_large_choice_stays_small)
{
    enum { COUNT = 2000, TIMES = 8 };
    for (unsigned time = 0; time < TIMES; time++) {
        add_code(&parts, CODE_SELECT_VAL);
        add_operand(&parts.code, TAG_X, 0);
        add_operand(&parts.code, TAG_F, 1);
        add_byte(&parts.code, 0x17);
        BeamBytes *out = &parts.code;
        add_byte(out, 0x18);
        add_byte(out, (2 * COUNT) >> 8);
        add_byte(out, (2 * COUNT) & 255);
        for (unsigned i = COUNT; i-- > 0;) {
            add_operand(out, TAG_I, i);
            add_operand(out, TAG_F, 2);
        }
    }
    Module *module = load();
    ck_assert_msg(module != NULL, "%s", error);
    ck_assert_uint_lt(module->code_words, TIMES * COUNT * 3);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("loader");
    TCase *tests = tcase_create("loader");
    tcase_add_checked_fixture(tests, set_up, destroy_code);
    tcase_add_test(tests, smallest_module);
    tcase_add_test(tests, a_new_version_takes_the_place_of_the_old);
    tcase_add_test(tests, every_shorter_file_is_refused);
    tcase_add_test(tests, any_changed_byte_is_survived);
    tcase_add_test(tests, any_allocation_may_fail);
    tcase_add_test(tests, tables_longer_than_their_chunks_cost_no_memory);
    tcase_add_test(tests, labels_are_checked);
    tcase_add_test(tests, operands_are_checked);
    tcase_add_test(tests, instructions_and_functions_are_checked);
    tcase_add_test(tests, a_literal_is_not_compressed_twice);
    tcase_add_test(tests, a_large_choice_stays_small);
    suite_add_tcase(suite, tests);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
