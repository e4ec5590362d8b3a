// SPDX-License-Identifier: Apache-2.0
// The parser: structure of every kind of expression, type and attribute; messages for what does not
// parse; depth limits.
#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "source_helper.h"

typedef struct Row {
    const char *text;
    const char *expected;
} Row;

// `text` is the body of a function; its variables need not be bound.
static void check_bodies(const Row *rows, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        char text[1000];
        snprintf(text, sizeof text, "f() -> %s.\n", rows[i].text);
        Source source;
        source_open(&source, text, NULL);
        ck_assert_msg(source.module->lost_count == 0, "%s: %s", text, source_messages(&source));
        ck_assert_str_eq(source_first_body(&source), rows[i].expected);
        source_close(&source);
    }
}
#define CHECK_BODIES(rows) check_bodies((rows), sizeof(rows) / sizeof *(rows))

static void check_forms(const Row *rows, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        Source source;
        source_open(&source, rows[i].text, NULL);
        ck_assert_msg(source.module->form_count == 2, "%s: %s", rows[i].text,
                      source_messages(&source));
        ck_assert_str_eq(source_form(&source, source.module->forms[1]), rows[i].expected);
        source_close(&source);
    }
}
#define CHECK_FORMS(rows) check_forms((rows), sizeof(rows) / sizeof *(rows))

static void check_error(const char *text, const char *message)
{
    Source source;
    source_open(&source, text, NULL);
    const char *messages = source_messages(&source);
    ck_assert_msg(strstr(messages, message) != NULL, "%s: %s", text, messages);
    source_close(&source);
}

START_TEST(operators)
{
    static const Row rows[] = {
        {"1 + 2 * 3 - 4", "(- (+ 1 (* 2 3)) 4)"},
        {"A = B = 1 ! 2 ! 3", "(= A (= B (! 1 (! 2 3))))"},
        {"A orelse B andalso C orelse D", "(orelse A (orelse (andalso B C) D))"},
        {"A ++ B -- C ++ D", "(++ A (-- B (++ C D)))"},
        {"- 1 + not A == bnot 2", "(== (+ (- 1) (not A)) (bnot 2))"},
        {"1 bsl 2 bor 3 band 4 rem 5", "(bor (bsl 1 2) (rem (band 3 4) 5))"},
        {"A and B or C xor D", "(xor (or (and A B) C) D)"},
        {"- - 1", "(- (- 1))"},
        {"catch A = B", "(catch (= A B))"},
        {"A = catch b() + 1", "(= A (catch (+ (call 'b') 1)))"},
        {"(1 + 2) * 3", "(* (+ 1 2) 3)"},
        {"A =< B, A /= B, A =/= B, A >= B", "(=< A B) (/= A B) (=/= A B) (>= A B)"},
    };
    CHECK_BODIES(rows);
    check_error("f() -> 1 < 2 < 3.", "comparisons cannot be chained");
}
END_TEST

START_TEST(data)
{
    static const Row rows[] = {
        {"[]", "[]"},
        {"[1, 2 | T]", "[1|[2|T]]"},
        {"{}, {1, {2}}", "{} {1 {2}}"},
        {"\"ab\" \"cd\"", "\"abcd\""},
        {"#{}, #{a => 1, b => 2}, M#{a := 1}#{b => 2}",
         "(map ) (map 'a'=>1 'b'=>2) (map (map M 'a':=1) 'b'=>2)"},
        {"#r{}, #r{a = 1, _ = 2}, R#r{a = 1}#r{b = 2}, R#r.a#r.b, #r.a, #r{}#r.a",
         "(record r ) (record r a=1 _=2) (record r (record r R a=1) b=2) (field r.b (field r.a R)) "
         "(field r.a) "
         "(field r.a (record r ))"},
        {"<<>>, <<1, 2:8, X/binary, Y:N/little-signed-integer-unit:8, \"abc\"/utf8>>",
         "<<>> <<1 2:8 X/binary Y:N/integer-signed-little-unit:8 \"abc\"/utf8>>"},
        {"<<-1, (A + B):(C * D), (f(X))/bits>>", "<<(- 1) (+ A B):(* C D) (call 'f' X)/bits>>"},
        {"~\"a\", ~s\"b\"", "<<\"a\"/utf8>> \"b\""},
    };
    CHECK_BODIES(rows);
}
END_TEST

START_TEST(calls)
{
    static const Row rows[] = {
        {"f(), f(1, 2), m:f(1), M:F(A), (g(1))(2)",
         "(call 'f') (call 'f' 1 2) (call 'm':'f' 1) (call M:F A) (call (call 'g' 1) 2)"},
        {"fun f/1, fun m:f/2, fun M:F/A", "f/1 (fun 'm' 'f' 2) (fun M F A)"},
        {"fun(X) -> X; (Y) when Y > 1, Y < 2; Y -> Y end",
         "(fun  (clause (X) -> X) (clause (Y) when (> Y 1) (< Y 2) ; Y -> Y))"},
        {"fun F(0) -> 1; F(N) -> F(N - 1) end",
         "(fun F (clause (0) -> 1) (clause (N) -> (call F (- N 1))))"},
        {"(M:f()):g(), {m}#r.a", "(call (call M:'f'):'g') (field r.a {'m'})"},
    };
    CHECK_BODIES(rows);
}
END_TEST

START_TEST(control)
{
    static const Row rows[] = {
        {"begin 1, 2 end", "(begin ... end ?)"},
        {"if A -> 1; B, C; D -> 2, 3 end",
         "(if  (clause () when A -> 1) (clause () when B C ; D -> 2 3))"},
        {"case A of {X} when X -> 1; _ -> 2 end",
         "(case A (clause ({X}) when X -> 1) (clause (_) -> 2))"},
        {"receive A -> 1 after 10 -> 2, 3 end", "(receive  (clause (A) -> 1) after 10 -> 2 3)"},
        {"receive after infinity -> ok end", "(receive  after 'infinity' -> 'ok')"},
        {"try A, B of C -> 1 catch D -> 2; error:E -> 3; F:G:H when H -> 4 after I end",
         "(try A B of (clause (C) -> 1) catch (clause ('throw' D _) -> 2) (clause ('error' E _) -> "
         "3) "
         "(clause (F G H) when H -> 4) after I)"},
        {"try A catch _:{x, Y} = Z:S -> Y end", "(try A catch (clause (_ (= {'x' Y} Z) S) -> Y))"},
        {"try A after B end", "(try A after B)"},
        {"maybe {ok, A} ?= b(), C = A, C else _ -> x end",
         "(maybe (?= {'ok' A} (call 'b')) (= C A) C else (clause (_) -> 'x'))"},
    };
    check_bodies(rows + 1, sizeof rows / sizeof *rows - 1);
    Row block = {"begin 1, 2 end", "(begin 1 2)"};
    check_bodies(&block, 1);
}
END_TEST

START_TEST(comprehensions)
{
    static const Row rows[] = {
        {"[X || X <- L, X > 1]", "(list comprehension X || (<- X L) (> X 1))"},
        {"<< <<X>> || <<X:4>> <= B >>", "(binary comprehension <<X>> || (<= <<X:4>> B))"},
        {"#{K => V || K := V <- M}", "(map comprehension K=>V || (<- K:=V M))"},
        {"[{X, Y} || X <:- L && <<Y>> <:= B && K := _ <:- M]",
         "(list comprehension {X Y} || (zip (<-! X L) (<=! <<Y>> B) (<-! K:=_ M)))"},
    };
    CHECK_BODIES(rows);
    check_error("f() -> [X || X && Y <- L].", "only generators can be joined");
}
END_TEST

START_TEST(types)
{
    static const Row rows[] = {
        {"-type t() :: integer() | a | 1..2 | m:t(b).",
         "type t () (type union (type integer) 'a' (type range 1 2) (type m:t 'b'))"},
        {"-type t(A) :: [A] | [A, ...] | [] | {} | {A, b} | tuple() | map().",
         "type t (A) (type union (type list A) (type nonempty_list A) (type nil) (type tuple) "
         "(type tuple A 'b') "
         "(type tuple any) (type map any))"},
        {"-opaque t() :: #{a := b, c => d} | #r{x :: integer()}.",
         "opaque t () (type union (type map (type map_field_exact 'a' 'b') (type map_field_assoc "
         "'c' 'd')) "
         "(type record 'r' (type field_type 'x' (type integer))))"},
        {"-type t() :: <<>> | <<_:8>> | <<_:_*4>> | <<_:8, _:_*4>>.",
         "type t () (type union (type binary 0 0) (type binary 8 0) (type binary 0 4) (type binary "
         "8 4))"},
        {"-type t() :: fun() | fun((...) -> a) | fun((a, b) -> c) | X :: d.",
         "type t () (type union (type fun) (type fun any (type any) 'a') (type fun (type product "
         "'a' 'b') 'c') X::'d')"},
        {"-type t() :: 0..1 bsl 32 - 1 | -1 | $a.",
         "type t () (type union (type range 0 (- (bsl 1 32) 1)) (- 1) $97)"},
        {"-type(t() :: a).", "type t () 'a'"},
        {"-spec f(a, B) -> C when B :: b, is_subtype(C, c); (d, e) -> g.",
         "spec f/2 (type bounded_fun (type fun (type product 'a' B) C) (type constraint B 'b') "
         "(type constraint C 'c')) "
         "(type fun (type product 'd' 'e') 'g')"},
        {"-callback(h() -> ok).", "callback h/0 (type fun (type product) 'ok')"},
        {"-nominal n() :: a.", "nominal n () 'a'"},
    };
    CHECK_FORMS(rows);
}
END_TEST

START_TEST(attributes)
{
    static const Row rows[] = {
        {"-record(r, {a, b = 1, c :: integer(), d = x :: atom()}).",
         "record r a b=1 c::(type integer) d='x'::(type atom)"},
        {"-record(r, {}).", "record r"},
        {"-foo(bar).", "foo 'bar'"},
        {"-foo([{a/1, \"b\"}, -1]).", "foo [{a/1 \"b\"}|[(- 1)|[]]]"},
        {"-foo bar.", "foo 'bar'"},
    };
    CHECK_FORMS(rows);
}
END_TEST

START_TEST(errors)
{
    check_error("f() -> .", "1:8 error: expected an expression, found the end of the form");
    check_error("f() -> case X of\n 1 -> 2.", "expected 'end' to close 'case' on line 1");
    check_error("f() -> (1.", "expected ')' to close '('");
    check_error("f() -> ok\ng() -> ok.", "2:1 error: expected an operator, ',', ';' or '.', found "
                                         "atom g [is the full stop missing before g on line 2?]");
    check_error("f(1) -> 1;\ng(2) -> 2.", "this clause is of g/1 but the function is f/1");
    check_error("f(1) -> 1;\nf(2, 3) -> 2.", "this clause is of f/2 but the function is f/1");
    check_error("f() -> {end}.", "found 'end'");
    check_error("f() -> when.", "when is a reserved word; as an atom it is written 'when'");
    check_error("f() -> <<X/foo>>.", "foo is not a type of a segment");
    check_error("f() -> <<X/signed-unsigned>>.", "contradicts");
    check_error("f() -> <<X:1/unit:257>>.", "a unit is from 1 to 256");
    check_error("f() -> try X end.", "expected 'catch' or 'after'");
    check_error("f() -> fun(X) -> 1; (X, Y) -> 2 end.", "same number of parameters");
    check_error("f() -> fun f/256.", "at most 255 parameters");
    check_error("-export([f]).", "expected '/'");
    check_error("-feature(nope, enable).", "no such feature");
    check_error("foo bar.", "expected a function or an attribute");
    check_error("f() -> try X catch error:Y:{s} -> 1 end.", "the stack trace must be a variable");
}
END_TEST

START_TEST(several_errors_in_one_run)
{
    Source source;
    source_open(&source, "f() -> 1 + .\ng() -> {.\nh(X) -> Y.\n", NULL);
    ck_assert_uint_eq(source.compiler.diagnostics.error_count, 3);
    source_close(&source);
}
END_TEST

static char *repeat(const char *before, const char *unit, int count, const char *after)
{
    size_t length = strlen(unit);
    char *text = malloc(strlen(before) + length * (size_t)count + strlen(after) + 1);
    char *out = text + sprintf(text, "%s", before);
    for (int i = 0; i < count; i++, out += length) {
        memcpy(out, unit, length);
    }
    strcpy(out, after);
    return text;
}

START_TEST(depth_is_bounded)
{
    static const char *const units[] = {
        "(",    "[",      "{",       "<<",      "fun() -> ", "case ",
        "- ",   "catch ", "#{a => ", "begin ",  "a = ",      "\"x\" ++ ",
        "1 + ", "not ",   "f(",      "#r{a = ", "maybe ",    "[x || x <- "};
    for (size_t i = 0; i < sizeof units / sizeof *units; i++) {
        char *text = repeat("f() -> ", units[i], 100000, "1.");
        Source source;
        source_open(&source, text, NULL);
        ck_assert_uint_ge(source.compiler.diagnostics.error_count, 1);
        ck_assert_msg(strstr(source_messages(&source), "too deeply") != NULL, "%s", units[i]);
        source_close(&source);
        free(text);
    }
    char *text = repeat("-type t() :: ", "[", 100000, ".");
    check_error(text, "too deeply");
    free(text);
}
END_TEST

// As deep as is allowed, through lint, with the stack that the sanitizers leave.
START_TEST(deep_things_are_fine)
{
    static const char *const units[][2] = {
        {"(", ")"},
        {"[", "]"},
        {"{", "}"},
        {"<<(", ")>>"},
        {"begin ", " end"},
        {"fun() -> ", " end"},
        {"case 1 of _ -> ", " end"},
        {"if true -> ", " end"},
        {"#{a => ", "}"},
        {"f(", ")"},
        {"- ", ""},
        {"catch ", ""},
        {"try ", " catch _ -> 1 end"},
        {"[1 || _ <- ", "]"},
        {"maybe ", " end"},
    };
    for (size_t i = 0; i < sizeof units / sizeof *units; i++) {
        char *close = repeat("1", units[i][1], 480, ".");
        char *text = repeat("-export([f/0, f/1]).\nf(_) -> 1.\nf() -> ", units[i][0], 480, close);
        Source source;
        source_open(&source, text, NULL);
        ck_assert_str_eq(source_messages(&source), "");
        source_close(&source);
        free(text);
        free(close);
    }
    char *text = repeat("-export([f/0]).\nf() -> 1", " + 1", AST_MAX_DEPTH - 10, ".");
    Source source;
    source_open(&source, text, NULL);
    ck_assert_str_eq(source_messages(&source), "");
    source_close(&source);
    free(text);
}
END_TEST

START_TEST(long_things_are_fine)
{
    static const char *const units[] = {"a, ", "\"s\" "};
    for (size_t i = 0; i < 2; i++) {
        char *text = repeat(i == 0 ? "-export([f/0]).\nf() -> [" : "-export([f/0]).\nf() -> [",
                            units[i], 100000, "\"a\"].");
        Source source;
        source_open(&source, text, NULL);
        ck_assert_str_eq(source_messages(&source), "");
        source_close(&source);
        free(text);
    }
    char *text = repeat("-export([f/0]).\nf() -> \"\"", " ++ \"a\"", 1000, ".");
    Source source;
    source_open(&source, text, NULL);
    ck_assert_str_eq(source_messages(&source), "");
    source_close(&source);
    free(text);
}
END_TEST

static void parse_large(Compiler *compiler, void *argument)
{
    const char *text = argument;
    compiler_parse(compiler, "large.erl", (const uint8_t *)text, strlen(text));
}

START_TEST(memory_limit_is_an_error)
{
    char *text = repeat("f() -> [", "a, ", 1000000, "b].");
    CompilerOptions options = {.memory_limit = 4000000};
    Compiler compiler;
    compiler_init(&compiler, &options);
    ck_assert(!compiler_guard(&compiler, parse_large, text));
    ck_assert_uint_eq(compiler.diagnostics.error_count, 1);
    const char *message = diagnostics_render(&compiler.diagnostics, (DiagnosticStyle){0}, NULL);
    ck_assert_str_eq(message, " error: the compiler is out of memory\n");
    free(text);
    compiler_destroy(&compiler);
}
END_TEST

START_TEST(excerpts)
{
    Source source;
    source_open(&source, "-module(m).\n-export([f/1]).\nf(\xc3\xa4) ->\n\t{\"\xc3\xa4\", Y}.\n",
                NULL);
    const char *text = diagnostics_render(&source.compiler.diagnostics, (DiagnosticStyle){0}, NULL);
    ck_assert_msg(strstr(text, "test.erl:4:8: error: variable Y is not bound\n    4 |  "
                               "{\"\xc3\xa4\", Y}.\n      |        ^\n") != NULL,
                  "%s", text);
    source_close(&source);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("parse");
    TCase *tests = tcase_create("all");
    tcase_set_timeout(tests, 100);
    tcase_add_test(tests, operators);
    tcase_add_test(tests, data);
    tcase_add_test(tests, calls);
    tcase_add_test(tests, control);
    tcase_add_test(tests, comprehensions);
    tcase_add_test(tests, types);
    tcase_add_test(tests, attributes);
    tcase_add_test(tests, errors);
    tcase_add_test(tests, several_errors_in_one_run);
    tcase_add_test(tests, depth_is_bounded);
    tcase_add_test(tests, deep_things_are_fine);
    tcase_add_test(tests, long_things_are_fine);
    tcase_add_test(tests, memory_limit_is_an_error);
    tcase_add_test(tests, excerpts);
    suite_add_tcase(suite, tests);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
