// SPDX-License-Identifier: Apache-2.0
// The scanner: every kind of token, escapes, encodings, positions, and what is no token.
#include <check.h>
#include <stdlib.h>
#include <string.h>

#include "scan.h"
#include "source_helper.h"

typedef struct Row {
    const char *text;
    const char *tokens;
} Row;

static void check_rows(const Row *rows, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        Source source;
        ck_assert_str_eq(source_tokens(&source, rows[i].text, strlen(rows[i].text)),
                         rows[i].tokens);
        source_close(&source);
    }
}
#define CHECK_ROWS(rows) check_rows((rows), sizeof(rows) / sizeof *(rows))

static void check_error(const char *text, const char *message)
{
    Source source;
    source_tokens(&source, text, strlen(text));
    const char *messages = source_messages(&source);
    ck_assert_msg(strstr(messages, message) != NULL, "%s: %s", text, messages);
    source_close(&source);
}

START_TEST(names)
{
    static const Row rows[] = {
        {"foo Foo _ _x f@o foo_1 'X y' 'a\\'b'", "foo Foo _ _x f@o foo_1 'X y' 'a\\'b'"},
        {"after maybe else endx 'end'", "after maybe else endx 'end'"},
        {"\xc3\xa4rger \xc3\x84rger", "'\xc3\xa4rger' \xc3\x84rger"},
        {"'' 'a\nb' '\\x{3b1}'", "'' 'a\\nb' '\xce\xb1'"},
    };
    CHECK_ROWS(rows);
}
END_TEST

START_TEST(integers)
{
    static const Row rows[] = {
        {"0 007 1_000 9223372036854775807", "0 7 1000 9223372036854775807"},
        {"16#fF 2#1010 36#Zz 16#ffff_ffff", "255 10 1295 4294967295"},
        {"9223372036854775808", "16#8000000000000000"},
        {"340282366920938463463374607431768211456", "16#100000000000000000000000000000000"},
        {"16#ffffffffffffffffffffffffffffffff", "16#FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF"},
        {"00000000000000000000000000012", "12"},
        {"1.e 2..3 4.", "1 . e 2 .. 3 4 <dot>"},
    };
    CHECK_ROWS(rows);
    check_error("37#1", "base of an integer");
    check_error("2#", "must be a digit of its base");
}
END_TEST

START_TEST(floats)
{
    static const Row rows[] = {
        {"1.5 1.0e3 2.5E-3 1_0.2_5", "1.5 1000 0.0025000000000000001 10.25"},
        {"1.7976931348623157e308 5.0e-324 2.0e-324",
         "1.7976931348623157e+308 4.9406564584124654e-324 0"},
        {"3.0e-324 2.2250738585072011e-308", "4.9406564584124654e-324 2.2250738585072009e-308"},
        {"9007199254740993.0 9007199254740993.0000000000000000000000001",
         "9007199254740992 9007199254740994"},
        {"0.1000000000000000055511151231257827021181583404541015625", "0.10000000000000001"},
        {"123456789012345678901234567890.0", "1.2345678901234568e+29"},
        {"2#0.001 16#f.8 2#1.1#e3 16#1.0#e-1", "0.125 15.5 12 0.0625"},
        {"1.0e-99999999999 0.0e99999999999", "0 0"},
    };
    CHECK_ROWS(rows);
    check_error("1.0e309", "too large");
    check_error("1.8e308", "too large");
    check_error("1.0e", "no digits");
    check_error("1.0e99999999999999999999", "too large");
}
END_TEST

START_TEST(characters)
{
    static const Row rows[] = {
        {"$a $\\n $\\s $\\\\ $\\x41 $\\x{1F600} $\\101 $\\^A $\\' $'",
         "$97 $10 $32 $92 $65 $128512 $65 $1 $39 $39"},
        {"$  $\xce\xb1", "$32 $945"},
    };
    CHECK_ROWS(rows);
    check_error("$", "must follow");
    check_error("$\\xg", "escape sequence");
    check_error("$\\x{110000}", "escape sequence");
    check_error("$\\x{d800}", "escape sequence");
}
END_TEST

START_TEST(strings)
{
    static const Row rows[] = {
        {"\"a\\tb\\\"c\" \"\\e\\d\\0\"", "\"a\\x{9}b\"c\" \"\\x{1B}\\x{7F}\\x{0}\""},
        {"\"two\nlines\" \"back\\\nslash\"", "\"two\\nlines\" \"back\\nslash\""},
        {"\"\" \"\xce\xb1\"", "\"\" \"\\x{3B1}\""},
    };
    CHECK_ROWS(rows);
    check_error("\"abc", "1:1 error: this string is not closed");
    check_error("'abc", "1:1 error: this quoted atom is not closed");
    check_error("\"a\"\"b\"", "1:4 error: there must be white space");
}
END_TEST

START_TEST(triple_quoted_strings)
{
    static const Row rows[] = {
        {"\"\"\"\n  a\n    \"b\" \\n\n\n  \"\"\" x", "\"a\\n  \"b\" \\n\\n\" x"},
        {"\"\"\"\"\n\"\"\"\n\"\"\"\"", "\"\"\"\"\""},
        {"\"\"\"\n\"\"\"", "\"\""},
        {"~\"\"\"\n a\\n\n \"\"\"", "~\"a\\n\""},
        {"~b\"\"\"\n a\\n\n \"\"\"", "~\"a\\n\""},
    };
    Source source;
    ck_assert_str_eq(source_tokens(&source, rows[0].text, strlen(rows[0].text)), rows[0].tokens);
    source_close(&source);
    ck_assert_str_eq(source_tokens(&source, rows[1].text, strlen(rows[1].text)), rows[1].tokens);
    source_close(&source);
    ck_assert_str_eq(source_tokens(&source, rows[2].text, strlen(rows[2].text)), rows[2].tokens);
    source_close(&source);
    // The same text, once taken as it is (backslash and n) and once with the escape.
    ck_assert_str_eq(source_tokens(&source, rows[3].text, strlen(rows[3].text)), "~\"a\\n\"");
    source_close(&source);
    ck_assert_str_eq(source_tokens(&source, rows[4].text, strlen(rows[4].text)), rows[4].tokens);
    source_close(&source);
    check_error("\"\"\"a\n\"\"\"", "must end their line");
    check_error("\"\"\"\n  a\n b\n  \"\"\"", "3:2 error: this line must be indented");
    check_error("\"\"\"\nabc\n", "triple-quoted string is not closed");
}
END_TEST

START_TEST(sigils)
{
    static const Row rows[] = {
        {"~\"a\\nb\" ~s\"c\" ~S\"d\\\" ~b(e) ~B[f\\] ~{g} ~|h| ~/i/",
         "~\"a\\nb\" \"c\" \"d\\\" ~\"e\" ~\"f\\\" ~\"g\" ~\"h\" ~\"i\""},
        {"~'j' ~`k` ~#l# ~<m>", "~\"j\" ~\"k\" ~\"l\" ~\"m\""},
    };
    CHECK_ROWS(rows);
    check_error("~x\"a\"", "no such sigil");
    check_error("~s a", "must be followed by text");
    check_error("~s\"a\"b", "white space must follow");
    check_error("~s(a", "sigil is not closed");
}
END_TEST

START_TEST(marks)
{
    static const Row rows[] = {
        {"<<>> <- <= << < =< =:= =/= == => = := : :: ?= ? -> -- -",
         "<< >> <- <= << < =< =:= =/= == => = := : :: ?= ? -> -- -"},
        {"++ + || | && /= / * // ! # , ; ... .. (){}[] >= >> >",
         "++ + || | && /= / * / / ! # , ; ... .. ( ) { } [ ] >= >> >"},
        {"<:- <:= A=<<1>>", "<:- <:= A =< < 1 >>"},
        {"a.b c. d.%x\ne.", "a . b c <dot> d <dot> e <dot>"},
    };
    CHECK_ROWS(rows);
    check_error("&", "no meaning");
    check_error("\xe2\x86\x92", "U+2192");
}
END_TEST

START_TEST(first_lines)
{
    static const Row rows[] = {
        {"#!/usr/bin/env erlite\nfoo.", "foo <dot>"},
        {"\xef\xbb\xbf"
         "foo.",
         "foo <dot>"},
        {"%% -*- coding: latin-1 -*-\n\"\xe4\".", "\"\\x{E4}\" <dot>"},
        {"%% x\n%% coding: latin-1\n'\xe4'.", "'\xc3\xa4' <dot>"},
    };
    CHECK_ROWS(rows);
    check_error("\"\xe4\".", "not valid UTF-8");
}
END_TEST

START_TEST(positions)
{
    Source source;
    const char *text = "ab\n \"\xce\xb1\xce\xb2\" c\n";
    CompilerOptions none = {0};
    (void)none;
    source_tokens(&source, "", 0);
    SourceFile file = {.name = "p.erl", .bytes = (const uint8_t *)text, .size = strlen(text)};
    Scanner scanner;
    Token token;
    jmp_buf exhausted;
    if (setjmp(exhausted) != 0) {
        ck_abort_msg("out of memory");
    }
    source.compiler.arena.exhausted = source.compiler.scratch.exhausted = &exhausted;
    scan_start(&scanner, &source.compiler,
               diagnostics_add_file(&source.compiler.diagnostics, file));
    scan_token(&scanner, &token);
    scan_token(&scanner, &token);
    ck_assert_uint_eq(token.span.line, 2);
    ck_assert_uint_eq(token.span.column, 2);
    ck_assert_uint_eq(token.span.end_column, 6);
    scan_token(&scanner, &token);
    ck_assert_uint_eq(token.span.column, 7);
    source_close(&source);
}
END_TEST

START_TEST(hostile_text_takes_linear_time)
{
    enum { SIZE = 400000 };
    static const char *const units[] = {"~(", "\"\n", "'",  "~s[\n", "\"\"\"\n",
                                        "$",  "<<",   "1.", "\xc3",  "~s'\n"};
    char *text = malloc(SIZE);
    for (size_t u = 0; u < sizeof units / sizeof *units; u++) {
        for (size_t i = 0; i < SIZE; i++) {
            text[i] = units[u][i % strlen(units[u])];
        }
        Source source;
        source_tokens(&source, text, SIZE);
        source_close(&source);
    }
    free(text);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("scan");
    TCase *tests = tcase_create("all");
    tcase_set_timeout(tests, 60);
    tcase_add_test(tests, names);
    tcase_add_test(tests, integers);
    tcase_add_test(tests, floats);
    tcase_add_test(tests, characters);
    tcase_add_test(tests, strings);
    tcase_add_test(tests, triple_quoted_strings);
    tcase_add_test(tests, sigils);
    tcase_add_test(tests, marks);
    tcase_add_test(tests, first_lines);
    tcase_add_test(tests, positions);
    tcase_add_test(tests, hostile_text_takes_linear_time);
    suite_add_tcase(suite, tests);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
