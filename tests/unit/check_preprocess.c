// SPDX-License-Identifier: Apache-2.0
// The preprocessor: macros, conditions, includes, -file, and what goes wrong with them.
#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "source_helper.h"

typedef struct Row {
    const char *text; // ends with the function whose body is looked at
    const char *body;
} Row;

static void check_body(const char *text, const char *body, const CompilerOptions *options)
{
    Source source;
    source_open(&source, text, options);
    ck_assert_msg(source.compiler.diagnostics.error_count == 0, "%s: %s", text,
                  source_messages(&source));
    ck_assert_str_eq(source_first_body(&source), body);
    source_close(&source);
}

static void check_rows(const Row *rows, size_t count)
{
    CompilerOptions options = {.export_all = true};
    for (size_t i = 0; i < count; i++) {
        check_body(rows[i].text, rows[i].body, &options);
    }
}
#define CHECK_ROWS(rows) check_rows((rows), sizeof(rows) / sizeof *(rows))

static void check_error(const char *text, const char *message)
{
    Source source;
    source_open(&source, text, NULL);
    const char *messages = source_messages(&source);
    ck_assert_msg(strstr(messages, message) != NULL, "%s: %s", text, messages);
    source_close(&source);
}

START_TEST(constants)
{
    static const Row rows[] = {
        {"-define(A, 1 + 2).\nf() -> ?A * 3.", "(+ 1 (* 2 3))"},
        {"-define(a, b).\n-define(B, ?a).\nf() -> {?B, ?a}.", "{'b' 'b'}"},
        {"-define(EMPTY, ).\nf() -> {?EMPTY}.", "{}"},
        {"-define(A, 1).\n-undef(A).\n-define(A, 2).\nf() -> ?A.", "2"},
        {"-define(A, g).\nf() -> ?A(1).\ng(X) -> X.", "(call 'g' 1)"},
        {"-define(NAME, f).\n?NAME() -> ok.", "'ok'"},
    };
    CHECK_ROWS(rows);
}
END_TEST

START_TEST(arguments)
{
    static const Row rows[] = {
        {"-define(A(X), {X, X}).\nf() -> ?A(1).", "{1 1}"},
        {"-define(A(X, Y), X - Y).\nf() -> ?A(?A(1, 2), (3)).", "(- (- 1 2) 3)"},
        {"-define(A(), 1).\nf() -> ?A().", "1"},
        {"-define(A(X), [X]).\nf() -> ?A({1, 2}), ?A(begin 1, 2 end), ?A(fun(Z) -> Z, 1 end), "
         "?A(<<1, 2>>).",
         "[{1 2}|[]] [(begin 1 2)|[]] [(fun  (clause (Z) -> Z 1))|[]] [<<1 2>>|[]]"},
        {"-define(A(X), a(X)).\n-define(A(X, Y), b(X, Y)).\n-define(A, c).\nf() -> {?A(1), ?A(1, "
         "2), ?A}.\n"
         "a(X) -> X.\nb(X, _) -> X.",
         "{(call 'a' 1) (call 'b' 1 2) 'c'}"},
        {"-define(LOG(X), ?LOG(X, [])).\n-define(LOG(X, Y), {X, Y}).\nf() -> ?LOG(1).", "{1 []}"},
        {"-define(M(X), X(1)).\n-define(N(X), X).\nf() -> ?M(g), ?N(g)(2).\ng(X) -> X.",
         "(call 'g' 1) (call 'g' 2)"},
    };
    CHECK_ROWS(rows);
}
END_TEST

START_TEST(stringify)
{
    static const Row rows[] = {
        {"-define(S(X), ??X).\nf() -> ?S(foo(A, \"b\", 'C d', $e, 1.5) + [1|T]).",
         "\"foo ( A , \"b\" , 'C d' , $e , 1.5 ) + [ 1 | T ]\""},
        {"-define(S(X), ??X).\nf() -> ?S(1.0e100), ?S(0.001), ?S(100.0), ?S(1.0e-7).",
         "\"1.0e100\" \"0.001\" \"100.0\" \"1.0e-7\""},
        {"-define(T(X), {??X, X}).\nf() -> ?T(case 1 of _ -> 2 end).",
         "{\"case 1 of _ -> 2 end\" (case 1 (clause (_) -> 2))}"},
    };
    CHECK_ROWS(rows);
}
END_TEST

START_TEST(predefined)
{
    static const Row rows[] = {
        {"-module(mod).\nf() -> {?MODULE, ?MODULE_STRING, ?FILE, ?LINE}.",
         "{'mod' \"mod\" \"test.erl\" 2}"},
        {"f(_, {_, _}, fun(_, _) -> 1 end) -> ok.\n", "'ok'"},
        {"fx(_, {_, _}) -> {?FUNCTION_NAME, ?FUNCTION_ARITY}.", "{'fx' 2}"},
        {"fx() -> ?FUNCTION_ARITY.", "0"},
        {"-define(W, {?LINE, ?FUNCTION_NAME}).\nf() ->\n  ?W.", "{3 'f'}"},
        {"f() -> {?OTP_RELEASE, ?MACHINE, ?BEAM}.", "{28 'BEAM' 'true'}"},
        {"f() -> {?FEATURE_AVAILABLE(maybe_expr), ?FEATURE_ENABLED(maybe_expr), "
         "?FEATURE_ENABLED(x)}.",
         "{'true' 'true' 'false'}"},
    };
    // An illegal pattern in the second row is what lint is for, not the preprocessor.
    CompilerOptions options = {.export_all = true};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        if (i != 1) {
            check_body(rows[i].text, rows[i].body, &options);
        }
    }
}
END_TEST

START_TEST(conditions)
{
    static const Row rows[] = {
        {"-ifdef(A).\nf() -> 1.\n-else.\nf() -> 2.\n-endif.", "2"},
        {"-ifndef(A).\nf() -> 1.\n-else.\nf() -> 2.\n-endif.", "1"},
        {"-define(A, 1).\n-ifdef(A).\n-ifdef(B).\nf() -> 1.\n-else.\nf() -> 2.\n-endif.\n-endif.",
         "2"},
        {"-ifdef(B).\n-ifdef(A).\nx y z.\n-else.\n\"open\n-endif.\n-else.\nf() -> 3.\n-endif.",
         "3"},
        {"-if(?OTP_RELEASE >= 21).\nf() -> 1.\n-else.\nf() -> 2.\n-endif.", "1"},
        {"-if(false).\nf() -> 1.\n-elif(defined(A)).\nf() -> 2.\n-elif(not defined(A) andalso "
         "true).\nf() -> 3.\n"
         "-else.\nf() -> 4.\n-endif.",
         "3"},
        {"-if(true).\nf() -> 1.\n-elif(1 / 0 == x).\nf() -> 2.\n-endif.", "1"},
        {"-if({1, [a, \"b\"]} =:= {1, [a, \"b\"]} andalso 1 == 1.0 andalso 1 =/= 1.0 andalso "
         "length([1, 2]) > 1).\n"
         "f() -> 1.\n-endif.",
         "1"},
        {"-if((1 bsl 4) band 16 =:= 16 andalso -7 rem 2 =:= -1 andalso 3 / 2 == 1.5 andalso a < "
         "{}).\nf() -> 1.\n-endif.",
         "1"},
    };
    CHECK_ROWS(rows);
}
END_TEST

START_TEST(options_define)
{
    CompilerDefine defines[] = {{"A", NULL}, {"B", "{1, x}"}};
    CompilerOptions options = {.export_all = true, .defines = defines, .define_count = 2};
    check_body("f() -> {?A, ?B}.", "{'true' {1 'x'}}", &options);
    CompilerOptions escript = {.escript = true};
    check_body("#!/usr/bin/env erlite\nmain(_) -> ?MODULE.", "'test'", &escript);
}
END_TEST

static bool read_file(void *context, Arena *arena, const char *path, const uint8_t **bytes,
                      size_t *size)
{
    (void)context;
    static const struct {
        const char *path;
        const char *text;
    } files[] = {
        {"inc/a.hrl", "-include(\"b.hrl\").\n-define(A, a).\n"},
        {"inc/b.hrl", "-define(B, {b, ?LINE, ?FILE}).\n"},
        {"/lib/app-1/include/c.hrl", "-define(C, c).\n"},
        {"inc/self.hrl", "-include(\"self.hrl\").\n"},
        {"inc/open.hrl", "-ifdef(X).\n"},
        {"inc/cut.hrl", "-define(D, d)"},
    };
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        if (strcmp(files[i].path, path) == 0) {
            *size = strlen(files[i].text);
            *bytes = (const uint8_t *)arena_copy(arena, files[i].text, *size);
            return true;
        }
    }
    return false;
}

static const char *find_library(void *context, Arena *arena, const char *application)
{
    (void)context;
    (void)arena;
    return strcmp(application, "app") == 0 ? "/lib/app-1" : NULL;
}

static const char *const include_dirs[] = {"inc"};
static const CompilerOptions with_files = {
    .export_all = true,
    .include_dirs = include_dirs,
    .include_dir_count = 1,
    .files = {.read = read_file, .find_library = find_library}};

START_TEST(includes)
{
    check_body("-include(\"a.hrl\").\nf() -> {?A, ?B}.", "{'a' {'b' 2 \"test.erl\"}}", &with_files);
    check_body("-include_lib(\"app/include/c.hrl\").\nf() -> ?C.", "'c'", &with_files);
    check_body("-include_lib(\"a.hrl\").\nf() -> ?A.", "'a'", &with_files);
    Source source;
    source_open(&source,
                "-include(\"nope.hrl\").\n-include(\"self.hrl\").\n-include(\"open.hrl\").\n-"
                "include(\"cut.hrl\").",
                &with_files);
    const char *messages = source_messages(&source);
    ck_assert_msg(strstr(messages, "\"nope.hrl\" cannot be found") != NULL, "%s", messages);
    ck_assert_msg(strstr(messages, "include each other") != NULL, "%s", messages);
    ck_assert_msg(strstr(messages, "has no -endif") != NULL, "%s", messages);
    ck_assert_msg(strstr(messages, "not ended by a full stop") != NULL, "%s", messages);
    source_close(&source);
}
END_TEST

START_TEST(file_attribute)
{
    check_error("-file(\"other.erl\", 100).\nf() -> X.", "101:8 error: variable X");
    check_error("-file(\"other.erl\").\n", "this -file is malformed");
}
END_TEST

START_TEST(messages)
{
    check_error("-error(\"stop\").", "1:1 error: stop");
    check_error("-warning(\"care\").", "1:1 warning: care");
}
END_TEST

START_TEST(errors)
{
    check_error("f() -> ?NOPE.", "1:8 error: macro NOPE is not defined");
    check_error("-define(NAME, 1).\nf() -> ?NAMES.", "did you mean ?NAME?");
    check_error("-define(A, 1).\n-define(A, 2).", "macro A is already defined");
    check_error("-define(LINE, 1).", "predefined macro LINE");
    check_error("-define(A(X), X).\nf() -> ?A.", "macro A needs arguments");
    check_error("-define(A(X), X).\nf() -> ?A(1, 2).", "takes 1 argument, not 2");
    check_error("-define(A(X, Y), X).\nf() -> ?A(1.", "arguments of macro A are not closed");
    check_error("-define(A(X, X), X).\n", "named twice");
    check_error("-define(A, ?B).\n-define(B, ?A).\nf() -> ?A.", "calls itself");
    check_error("-define(A(X), ?A(X)).\nf() -> ?A(1).", "calls itself");
    check_error("-define(A).\n", "this -define is malformed");
    check_error("-ifdef(A).\nf() -> 1.", "1:1 error: this condition has no -endif");
    check_error("-else.\n", "-else without");
    check_error("-endif.\n", "-endif without");
    check_error("-ifdef(A).\n-else.\n-else.\n-endif.", "-else after -else");
    check_error("-if(X).\n-endif.", "no variables in a condition");
    check_error("-if(foo()).\n-endif.", "cannot be called in a condition");
    check_error("f() -> ?.", "name of a macro must follow");
    check_error("f() -> ?MODULE.\n-module(m).", "no value before -module");
    check_error("-foo(?FUNCTION_NAME).", "no value outside a function");
    check_error("f() -> 1", "not ended by a full stop");
}
END_TEST

START_TEST(explosions_are_bounded)
{
    char *text = calloc(1, 20000);
    char *out = text;
    out += sprintf(out, "-define(M0, x x x x).\n");
    for (int i = 1; i < 60; i++) {
        out += sprintf(out, "-define(M%d, ?M%d ?M%d ?M%d ?M%d).\n", i, i - 1, i - 1, i - 1, i - 1);
    }
    sprintf(out, "f() -> ?M59.\n");
    check_error(text, "expand to more than");
    out = text;
    out += sprintf(out, "-define(M0, x).\n");
    for (int i = 1; i < 300; i++) {
        out += sprintf(out, "-define(M%d, ?M%d).\n", i, i - 1);
    }
    sprintf(out, "f() -> ?M299.\n");
    check_error(text, "nested macros");
    free(text);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("preprocess");
    TCase *tests = tcase_create("all");
    tcase_set_timeout(tests, 60);
    tcase_add_test(tests, constants);
    tcase_add_test(tests, arguments);
    tcase_add_test(tests, stringify);
    tcase_add_test(tests, predefined);
    tcase_add_test(tests, conditions);
    tcase_add_test(tests, options_define);
    tcase_add_test(tests, includes);
    tcase_add_test(tests, file_attribute);
    tcase_add_test(tests, messages);
    tcase_add_test(tests, errors);
    tcase_add_test(tests, explosions_are_bounded);
    suite_add_tcase(suite, tests);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
