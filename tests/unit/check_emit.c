// SPDX-License-Identifier: Apache-2.0
// The back end as a whole: the instructions that small functions become. The code was run on
// Erlang/OTP when it was recorded; a change here is either an improvement, to be recorded, or a
// loss.
#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "compile.h"

typedef struct Row {
    const char *text; // of a function f
    const char *code;
} Row;

static const Row rows[] = {
    {"f(N) when N < 2 -> N; f(N) -> f(N - 1) + f(N - 2).",
     "f/1\n"
     "    is_lt b2 x0 2\n"
     "    return\n"
     "  b2:\n"
     "    allocate 1 1\n"
     "    move x0 >y0\n"
     "    gc_bif2 - 1 erlang:'-'/2 x0 1 >x0\n"
     "    call 1 f/1\n"
     "    gc_bif2 - 1 erlang:'-'/2 y0 2 >x1\n"
     "    move x0 >y0\n"
     "    move x1 >x0\n"
     "    call 1 f/1\n"
     "    gc_bif2 - 1 erlang:'+'/2 y0 x0 >x0\n"
     "    deallocate 1\n"
     "    return\n"},
    {"f(F, [H | T]) -> [F(H) | f(F, T)]; f(_, []) -> [].", "f/2\n"
                                                           "    is_nonempty_list b2 x1\n"
                                                           "    allocate 2 2\n"
                                                           "    move x0 >y1\n"
                                                           "    get_list x1 >x0 >y0\n"
                                                           "    move y1 >x1\n"
                                                           "    call_fun 1\n"
                                                           "    move y0 >x1\n"
                                                           "    swap x0 y1\n"
                                                           "    call 2 f/2\n"
                                                           "    test_heap words:2 funs:0 1\n"
                                                           "    put_list y1 x0 >x0\n"
                                                           "    deallocate 2\n"
                                                           "    return\n"
                                                           "  b2:\n"
                                                           "    is_nil function_clause x1\n"
                                                           "    move [] >x0\n"
                                                           "    return\n"},
    {"f(0, A) -> A; f(N, A) -> f(N - 1, A + N).", "f/2\n"
                                                  "    is_eq_exact b2 x0 0\n"
                                                  "    move x1 >x0\n"
                                                  "    return\n"
                                                  "  b2:\n"
                                                  "    gc_bif2 - 2 erlang:'-'/2 x0 1 >x2\n"
                                                  "    gc_bif2 - 3 erlang:'+'/2 x1 x0 >x1\n"
                                                  "    move x2 >x0\n"
                                                  "    call_only 2 f/2\n"},
    {"f(<<X, R/binary>>, A) -> f(R, A + X); f(<<>>, A) -> A.",
     "f/2\n"
     "    bs_start_match3 function_clause x0 2 >x0\n"
     "    bs_get_position x0 >x2 2\n"
     "    bs_get_integer2 b6 x0 3 8 1 0 >x3\n"
     "    bs_test_unit b6 x0 8\n"
     "    gc_bif2 - 4 erlang:'+'/2 x1 x3 >x1\n"
     "    call_only 2 f/2\n"
     "  b6:\n"
     "    bs_set_position x0 x2\n"
     "    bs_test_tail2 b8 x0 0\n"
     "    move x1 >x0\n"
     "    return\n"
     "  b8:\n"
     "    bs_set_position x0 x2\n"
     "    bs_get_tail x0 >x0 2\n"
     "    jump function_clause\n"},
    {"f({point, X, Y}) -> {point, Y, X}.", "f/1\n"
                                           "    is_tagged_tuple function_clause x0 3 point\n"
                                           "    get_tuple_element x0 1 >x1\n"
                                           "    get_tuple_element x0 2 >x0\n"
                                           "    test_heap words:4 funs:0 2\n"
                                           "    put_tuple2 >x0 [3] point x0 x1\n"
                                           "    return\n"},
    {"f(X, Y) -> case X > 1 andalso Y < 2 of true -> yes; false -> no end.", "f/2\n"
                                                                             "    is_lt b4 1 x0\n"
                                                                             "    is_lt b4 x1 2\n"
                                                                             "    move yes >x0\n"
                                                                             "    return\n"
                                                                             "  b4:\n"
                                                                             "    move no >x0\n"
                                                                             "    return\n"},
    {"f(a) -> 1; f(b) -> 2; f(c) -> 1; f(_) -> 3.", "f/1\n"
                                                    "    select_val x0 b4 [6] a b3 b b2 c b3\n"
                                                    "  b4:\n"
                                                    "    move 3 >x0\n"
                                                    "    return\n"
                                                    "  b3:\n"
                                                    "    move 1 >x0\n"
                                                    "    return\n"
                                                    "  b2:\n"
                                                    "    move 2 >x0\n"
                                                    "    return\n"},
    {"f(P) -> receive {P, X} -> X after 10 -> none end.", "f/1\n"
                                                          "    allocate 1 1\n"
                                                          "    move x0 >y0\n"
                                                          "  b1:\n"
                                                          "    loop_rec b10 >x0\n"
                                                          "    is_tuple b9 x0\n"
                                                          "    test_arity b9 x0 2\n"
                                                          "    get_tuple_element x0 0 >x1\n"
                                                          "    is_eq_exact b9 x1 y0\n"
                                                          "    get_tuple_element x0 1 >x0\n"
                                                          "    remove_message\n"
                                                          "    deallocate 1\n"
                                                          "    return\n"
                                                          "  b9:\n"
                                                          "    loop_rec_end b1\n"
                                                          "  b10:\n"
                                                          "    wait_timeout b1 10\n"
                                                          "    timeout\n"
                                                          "    move none >x0\n"
                                                          "    deallocate 1\n"
                                                          "    return\n"},
    {"f(F) -> try F() catch error:R -> {error, R} end.", "f/1\n"
                                                         "    allocate 1 1\n"
                                                         "    try >y0 b3\n"
                                                         "    call_fun 0\n"
                                                         "    try_end y0\n"
                                                         "    deallocate 1\n"
                                                         "    return\n"
                                                         "  b3:\n"
                                                         "    try_case y0\n"
                                                         "    is_eq_exact b5 x0 error\n"
                                                         "    test_heap words:3 funs:0 2\n"
                                                         "    put_tuple2 >x0 [2] error x1\n"
                                                         "    deallocate 1\n"
                                                         "    return\n"
                                                         "  b5:\n"
                                                         "    raise x2 x1\n"},
    {"f(F) -> {catch F(), F}.", "f/1\n"
                                "    allocate 2 1\n"
                                "    move x0 >y1\n"
                                "    catch >y0 b2\n"
                                "    call_fun 0\n"
                                "  b2:\n"
                                "    catch_end y0\n"
                                "    test_heap words:3 funs:0 1\n"
                                "    put_tuple2 >x0 [2] x0 y1\n"
                                "    deallocate 2\n"
                                "    return\n"},
    {"f(#{a := A, b := B} = M) -> M#{c => {A, B}}.",
     "f/1\n"
     "    is_map function_clause x0\n"
     "    get_map_elements function_clause x0 [4] a >x1 b >x2\n"
     "    test_heap words:3 funs:0 3\n"
     "    put_tuple2 >x1 [2] x1 x2\n"
     "    put_map_assoc - x0 >x0 2 [2] c x1\n"
     "    return\n"},
    {"f(X, Y) -> <<X:16/little, Y/binary, \"abc\">>.",
     "f/2\n"
     "    bs_create_bin - words:0 funs:0 2 1 >x0 [18] integer 1 1 [little] x0 16 binary 2 8 [] x1 "
     "all string 0 8 [] <<97,98,99>> 3\n"
     "    return\n"},
    {"f(X) -> fun(Y) -> X + Y end.", "f/1\n"
                                     "    test_heap words:1 funs:1 1\n"
                                     "    make_fun3 '-f/1-fun-0-'/2 >x0 [1] x0\n"
                                     "    return\n"},
    {"f(X) -> Y = 2 * 3, case Y > 5 of true -> {X, Y}; false -> X end.",
     "f/1\n"
     "    test_heap words:3 funs:0 1\n"
     "    put_tuple2 >x0 [2] x0 6\n"
     "    return\n"},
    {"f(X) -> case X of 1 -> ok end.", "f/1\n"
                                       "    is_eq_exact b2 x0 1\n"
                                       "    move ok >x0\n"
                                       "    return\n"
                                       "  b2:\n"
                                       "    case_end x0\n"},
    {"f(M, F) -> apply(M, F, [1]).", "f/2\n"
                                     "    allocate 0 2\n"
                                     "    move x1 >x2\n"
                                     "    move x0 >x1\n"
                                     "    move 1 >x0\n"
                                     "    apply_last 1 0\n"},
};

static CompileResult compile_text(Compiler *compiler, const char *text, CompileOutput output)
{
    CompilerOptions options = {.export_all = true, .no_warnings = true};
    CompileResult result;
    compiler_init(compiler, &options);
    char source[512];
    int length = snprintf(source, sizeof source, "-module(test). %s", text);
    bool fine = compile_source(compiler, "test.erl", (const uint8_t *)source, (size_t)length,
                               output, &result);
    ck_assert_msg(fine, "%s\n%s", text,
                  diagnostics_render(&compiler->diagnostics, (DiagnosticStyle){0}, NULL));
    return result;
}

START_TEST(instructions)
{
    Compiler compiler;
    CompileResult result = compile_text(&compiler, rows[_i].text, COMPILE_DUMP_CODE);
    size_t length = strlen(rows[_i].code);
    bool same = result.size > length && memcmp(result.bytes, rows[_i].code, length) == 0 &&
                result.bytes[length] == '\n';
    ck_assert_msg(same, "%s\ngave\n%.*s\nnot\n%s", rows[_i].text, (int)result.size,
                  (const char *)result.bytes, rows[_i].code);
    compiler_destroy(&compiler);
}
END_TEST

static uint32_t read_u32(const uint8_t *bytes)
{
    return (uint32_t)bytes[0] << 24 | (uint32_t)bytes[1] << 16 | (uint32_t)bytes[2] << 8 | bytes[3];
}

// Chunks in order, names joined.
static void list_chunks(const CompileResult *file, char *names)
{
    size_t at = 12;
    while (at + 8 <= file->size) {
        memcpy(names, file->bytes + at, 4);
        names += 4;
        at += 8 + (read_u32(file->bytes + at + 4) + 3) / 4 * 4;
    }
    ck_assert_uint_eq(at, file->size);
    *names = '\0';
}

START_TEST(chunks_of_a_file)
{
    Compiler compiler;
    char names[128];
    CompileResult file =
        compile_text(&compiler, "f() -> {fun() -> ok end, \"text\"}.", COMPILE_BEAM);
    ck_assert_mem_eq(file.bytes, "FOR1", 4);
    ck_assert_uint_eq(read_u32(file.bytes + 4), file.size - 8);
    ck_assert_mem_eq(file.bytes + 8, "BEAM", 4);
    list_chunks(&file, names);
    ck_assert_str_eq(names, "AtU8CodeStrTImpTExpTFunTLitTLocTAttrCInfLine");
    ck_assert_str_eq(file.module, "test");
    compiler_destroy(&compiler);
}
END_TEST

START_TEST(no_empty_tables)
{
    Compiler compiler;
    char names[128];
    CompileResult file = compile_text(&compiler, "f() -> ok.", COMPILE_BEAM);
    list_chunks(&file, names);
    ck_assert_str_eq(names, "AtU8CodeStrTImpTExpTLocTAttrCInfLine");
    compiler_destroy(&compiler);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("emit");
    TCase *cases = tcase_create("all");
    tcase_add_loop_test(cases, instructions, 0, (int)(sizeof rows / sizeof *rows));
    tcase_add_test(cases, chunks_of_a_file);
    tcase_add_test(cases, no_empty_tables);
    suite_add_tcase(suite, cases);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
